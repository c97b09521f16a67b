"""A certificate of one's own in a file with its key (PKCS#12: .p12, .pfx), to seal or to sign as a person.

The key is loaded while it is used; neither it nor its passphrase is stored or told to anybody. What the file
says of itself is checked before anything is signed with it: `verify` would find the same later.

Decisions: RSA from 2048 bits or EC on a curve of `seal.CURVES`; its authority's certificate must come in the
file, because a seal carries it; one that vouches for itself seals nothing, since anybody makes one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import day
from alianza_desktop.signing.seal import CURVES, Sealer
from alianza_desktop.signing.trust import may_sign
from alianza_desktop.storage.authority import certifies, issued_by

LARGEST: Final = 256 * 1024
"""Bytes of a file: a key and six certificates take some ten thousand."""
SHORTEST_RSA: Final = 2048


@dataclass(frozen=True, slots=True, repr=False)
class CertificateFile:
    """What a person gives: the bytes of the file and its passphrase."""

    data: bytes
    passphrase: str


def load(file: CertificateFile, at: datetime) -> Sealer:
    """Return who signs with the certificate of a file, as good at the hour `at`.

    Raises `Invalid`: `p12-unreadable`, `p12-passphrase`, `p12-key`, `p12-self-made`, `p12-chain`,
    `p12-usage`, `p12-expired` (`until`), `p12-early` (`since`).
    """
    key, own, others = _opened(file)
    _check_key(key)
    if own.issuer == own.subject:
        raise Invalid("p12-self-made")
    above = _above(own, others)
    if not above:
        raise Invalid("p12-chain")
    _check_usage(own, above)
    _check_time(own, at)
    *between, authority = (one.public_bytes(Encoding.DER) for one in above)
    return Sealer(key, own.public_bytes(Encoding.DER), authority, tuple(between))


def _opened(file: CertificateFile) -> tuple[Any, x509.Certificate, list[x509.Certificate]]:
    if not _is_one(file.data):
        raise Invalid("p12-unreadable")
    try:
        found = pkcs12.load_pkcs12(file.data, file.passphrase.encode() or None)
    except UnsupportedAlgorithm as error:
        raise Invalid("p12-unreadable") from error
    except ValueError as error:  # damage inside it looks the same
        raise Invalid("p12-passphrase") from error
    if found.key is None or found.cert is None:
        raise Invalid("p12-key")
    return found.key, found.cert.certificate, [one.certificate for one in found.additional_certs]


def _is_one(data: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx

    if len(data) > LARGEST:
        return False
    try:
        return bool(Pfx.load(data, strict=True)["version"].native == "v3")
    except (ValueError, TypeError):
        return False


def _check_key(key: object) -> None:
    if isinstance(key, RSAPrivateKey):
        fit = key.key_size >= SHORTEST_RSA
    else:
        fit = isinstance(key, EllipticCurvePrivateKey) and key.curve.name in CURVES
    if not fit:
        raise Invalid("p12-key")


def _above(own: x509.Certificate, others: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """Return the certificates of the file that certify its own, one above another."""
    chain = [own]
    while True:
        above = [one for one in others if one not in chain and issued_by(chain[-1], one)]
        if len(above) != 1:
            return chain[1:]
        chain.append(above[0])


def _check_usage(own: x509.Certificate, above: Sequence[x509.Certificate]) -> None:
    try:
        fit = may_sign(own) and all(map(certifies, above))
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension) as error:
        raise Invalid("p12-usage") from error
    if not fit:
        raise Invalid("p12-usage")


def _check_time(own: x509.Certificate, at: datetime) -> None:
    if at > own.not_valid_after_utc:
        raise Invalid("p12-expired", until=_day(own.not_valid_after_utc, at))
    if at < own.not_valid_before_utc:
        raise Invalid("p12-early", since=_day(own.not_valid_before_utc, at))


def _day(moment: datetime, at: datetime) -> str:
    """Write a day in the offset of the laptop's clock."""
    return day(instant(moment.astimezone(at.tzinfo))[:10])
