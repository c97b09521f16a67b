"""Strict DER, and hexadecimal that can be written one way."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from alianza_desktop.signing.cms_form import der_of
from alianza_desktop.signing.words import Mismatch
from tests.signing import material


def hexed(der: bytes, padding: int = 0) -> bytes:
    return b"<" + der.hex().encode() + b"0" * padding + b">"


@pytest.mark.parametrize(
    "der",
    [
        b"\x30\x00",
        b"\x30\x03\x02\x01\x05",
        b"\x30\x03\x01\x01\xff",
        b"\x30\x04\x02\x02\x00\x80",
        b"\x30\x04\x02\x02\xff\x7f",
        b"\x30\x02\x05\x00",
        b"\x30\x05\x06\x03\x2a\x03\x04",
        b"\x30\x04\x03\x02\x07\x80",
        b"\x30\x03\x03\x01\x00",
        b"\x31\x06\x02\x01\x01\x02\x01\x02",
        b"\xa0\x02\x05\x00",
        b"\x04\x81\x80" + bytes(128),
        b"\x04\x82\x01\x00" + bytes(256),
    ],
)
def test_der(der: bytes) -> None:
    assert der_of(hexed(der)) == der
    assert der_of(hexed(der, 8)) == der
    assert der_of(hexed(der).upper()) == der


@pytest.mark.parametrize(
    "der",
    [
        b"",
        b"\x30",
        b"\x30\x01",
        b"\x30\x03\x02\x01",
        b"\x30\x80\x05\x00\x00\x00",
        b"\x30\x81\x02\x05\x00",
        b"\x30\x82\x00\x80" + b"\x04\x7e" + bytes(126),
        b"\x30\x85\x00\x00\x00\x00\x02\x05\x00",
        b"\x30\x03\x01\x01\x01",
        b"\x30\x04\x02\x02\x00\x7f",
        b"\x30\x04\x02\x02\xff\x80",
        b"\x30\x02\x02\x00",
        b"\x30\x03\x05\x01\x00",
        b"\x30\x02\x06\x00",
        b"\x30\x03\x06\x01\x80",
        b"\x30\x04\x03\x02\x07\xc0",
        b"\x30\x04\x03\x02\x08\x00",
        b"\x31\x06\x02\x01\x02\x02\x01\x01",
        b"\x24\x02\x04\x00",
        b"\x10\x00",
        b"\x3f\x81\x00\x00",
        b"\x30\x80" * 60,
        b"\x30\x03\x02\x01\x05\x01",
    ],
)
def test_not_der(der: bytes) -> None:
    with pytest.raises(Mismatch):
        der_of(hexed(der))


def test_nesting_has_an_end() -> None:
    der = b""
    for _ in range(60):
        der = b"\x30" + (bytes([len(der)]) if len(der) < 128 else b"\x81" + bytes([len(der)])) + der
    with pytest.raises(Mismatch):
        der_of(hexed(der))


@pytest.mark.parametrize(
    "gap",
    [
        b"",
        b"<>",
        b"<3000",
        b"3000>",
        b"<300>",
        b"<30 00>",
        b"<300g>",
        b"<3003020aAA>",
        b"<300001>",
        b"<3000><00>",
        b"<3000\n>",
    ],
)
def test_not_single_case_hexadecimal(gap: bytes) -> None:
    with pytest.raises(Mismatch):
        der_of(gap)


def test_certificates_are_der() -> None:
    certificate = material.authority()[1]
    assert der_of(hexed(certificate, 20)) == certificate
    assert x509.load_der_x509_certificate(certificate).public_bytes(Encoding.DER) == certificate
