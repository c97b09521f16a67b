"""The alliance's certificate authority and the certificate of an installation."""

import asyncio
from datetime import datetime, timedelta

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathValidationError

from alianza_desktop.core.canonical import b64
from alianza_desktop.core.clock import PERU
from alianza_desktop.storage import authority

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=PERU)
ALLIANCE = "Alianza Multiactor de Condorcanqui"


DEVICE_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()


def named(label: str = "A", alliance: str = ALLIANCE) -> authority.Installation:
    return authority.Installation(label, alliance, "d" * 32, DEVICE_KEY)


@pytest.fixture(scope="module")
def root() -> authority.Certified:
    return authority.new_authority(ALLIANCE, NOW)


def common_name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def test_an_installation_is_certified_by_its_alliance(root: authority.Certified) -> None:
    made = x509.load_der_x509_certificate(authority.new_installation(root, named(), NOW).certificate)
    made.verify_directly_issued_by(x509.load_der_x509_certificate(root.certificate))
    assert common_name(made) == f"Instalación A · {ALLIANCE}"
    assert made.not_valid_before_utc < NOW < made.not_valid_after_utc
    assert timedelta(days=3 * 365) < made.not_valid_after_utc - NOW < timedelta(days=3 * 366)


def test_an_installation_is_not_certified_by_an_authority_of_equal_name(root: authority.Certified) -> None:
    other = x509.load_der_x509_certificate(authority.new_authority(ALLIANCE, NOW).certificate)
    made = x509.load_der_x509_certificate(authority.new_installation(root, named(), NOW).certificate)
    assert other.subject == x509.load_der_x509_certificate(root.certificate).subject
    with pytest.raises(InvalidSignature):
        made.verify_directly_issued_by(other)


def test_the_key_belongs_to_the_certificate(root: authority.Certified) -> None:
    made = authority.new_installation(root, named(), NOW)
    public = x509.load_der_x509_certificate(made.certificate).public_key()
    assert public == made.key.public_key()
    made.key.public_key().verify(made.key.sign(b"acta", ECDSA(SHA256())), b"acta", ECDSA(SHA256()))


def test_usages_are_as_narrow_as_the_seal_needs(root: authority.Certified) -> None:
    made = x509.load_der_x509_certificate(authority.new_installation(root, named(), NOW).certificate)
    usage = made.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    assert not made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_an_independent_verifier_accepts_the_chain_until_its_end(root: authority.Certified) -> None:
    """RFC 5280 path validation by the library that will check the seal."""
    made = authority.new_installation(root, named(), NOW)

    def check(moment: datetime) -> None:
        trust = ValidationContext(
            trust_roots=[asn1_x509.Certificate.load(root.certificate)], moment=moment, allow_fetching=False
        )
        validator = CertificateValidator(
            asn1_x509.Certificate.load(made.certificate), validation_context=trust
        )
        asyncio.run(validator.async_validate_usage({"digital_signature", "non_repudiation"}))  # type: ignore[no-untyped-call]

    check(NOW)
    with pytest.raises(PathValidationError):
        check(NOW + timedelta(days=4 * 365))


def test_a_long_name_is_cut_to_what_x509_allows() -> None:
    name = "Alianza Multiactor por la Gobernanza Territorial de la Provincia de Condorcanqui y sus distritos"
    root = authority.new_authority(name, NOW)
    own = authority.new_installation(root, named("A1-2", name), NOW)
    made = x509.load_der_x509_certificate(own.certificate)
    assert 62 <= len(common_name(made).encode()) <= 64
    assert common_name(made).startswith("Instalación A1-2 · Alianza Multiactor")


def test_an_installation_s_only_other_name_is_its_device_with_its_key(root: authority.Certified) -> None:
    made = x509.load_der_x509_certificate(authority.new_installation(root, named(), NOW).certificate)
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    key = b64(DEVICE_KEY.public_bytes_raw())
    assert [one.value for one in names] == [f"urn:alianza:device:{'d' * 32}:{key}"]


def test_a_key_that_exists_is_certified_again(root: authority.Certified) -> None:
    first = authority.new_installation(root, named(), NOW)
    again = authority.new_installation(root, named(), NOW + timedelta(days=4000), first.key)
    assert again.key is first.key
    made = x509.load_der_x509_certificate(again.certificate)
    assert made.public_key() == first.key.public_key()
    assert made.not_valid_before_utc > x509.load_der_x509_certificate(first.certificate).not_valid_after_utc


def test_a_clock_at_the_end_of_time_still_has_an_authority() -> None:
    """A certificate can write years up to 9999 (RFC 5280): a wrong clock does not stop the founding."""
    late = datetime(9998, 11, 23, 8, 0, tzinfo=PERU)
    found = authority.new_authority(ALLIANCE, late)
    assert x509.load_der_x509_certificate(found.certificate).not_valid_after_utc.year == 9999
