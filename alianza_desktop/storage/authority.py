"""The alliance's own certificate authority, and the installation certificate whose key seals actas.

Made with the alliance (signing.md): EC P-256, X.509 v3 (RFC 5280). It certifies installations, never people,
and nobody outside the alliance knows it: `verify` pins its SHA-256. Both private keys live only in the
encrypted store (identity.py).

Decisions: the authority lasts 20 years, an installation 3; both begin a day before the laptop's hour, because
clocks disagree; key usage is critical and as narrow as the seal needs (digital signature and
non-repudiation, which PDF readers look for); no addresses inside, there is nowhere to publish them. An
installation's certificate vouches for its device too: its only alternative name is the URI of `device_uri`,
which binds the device id to the Ed25519 key of its evidence.
An authority that is replaced in time vouches for the next one: ECDSA over `"alianza/authority/1"` ‖ its DER.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from alianza_desktop.core.canonical import b64, unb64

AUTHORITY_YEARS: Final = 20
INSTALLATION_YEARS: Final = 3
VOUCHED: Final = b"alianza/authority/1"
_DEVICE: Final = "urn:alianza:device:"
_NAME_LIMIT: Final = 64
"""RFC 5280, upper bound of a common name and of an organisation name; counted in bytes by the library."""


@dataclass(frozen=True, slots=True, repr=False)
class Certified:
    """A private key with its certificate in DER."""

    key: EllipticCurvePrivateKey
    certificate: bytes


def new_authority(alliance: str, now: datetime) -> Certified:
    """Make the certificate authority of an alliance; `now` is aware of its offset."""
    key = generate_private_key(SECP256R1())
    name = _name("Autoridad de certificación", alliance)
    builder = (
        _builder(name, name, key.public_key(), now, AUTHORITY_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    return Certified(key, builder.sign(key, SHA256()).public_bytes(Encoding.DER))


@dataclass(frozen=True, slots=True)
class Installation:
    """What a certificate says of an installation: the laptop that people know, and its device."""

    label: str
    alliance: str
    device: str
    device_key: Ed25519PublicKey


def device_uri(device: str, public_key: bytes) -> str:
    """Return the name of a device in its certificate: `urn:alianza:device:<hex id>:<base64url key>`.

    `public_key` is Ed25519, 32 raw bytes.
    """
    return f"{_DEVICE}{device}:{b64(public_key)}"


def new_installation(
    authority: Certified, named: Installation, now: datetime, key: EllipticCurvePrivateKey | None = None
) -> Certified:
    """Certify the sealing key of an installation, a new one unless it is given.

    Subject: «Instalación <label> · <alliance>»; alternative name: `device_uri`.
    """
    key = key or generate_private_key(SECP256R1())
    return Certified(key, certify(authority, named, now, key.public_key()))


def certify(authority: Certified, named: Installation, now: datetime, key: EllipticCurvePublicKey) -> bytes:
    """Return the certificate of an installation whose sealing key is on another laptop; see above."""
    own_name = _name(f"Instalación {named.label}", named.alliance)
    uri = device_uri(named.device, named.device_key.public_bytes_raw())
    issuer = x509.load_der_x509_certificate(authority.certificate)
    builder = (
        _builder(own_name, issuer.subject, key, now, INSTALLATION_YEARS)
        .add_extension(x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uri)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
    )
    return builder.sign(authority.key, SHA256()).public_bytes(Encoding.DER)


def vouch(authority: Certified, certificate: bytes) -> bytes:
    """Return the word of an authority for the one that follows it (DER)."""
    return authority.key.sign(VOUCHED + certificate, ECDSA(SHA256()))


def vouches(authority: x509.Certificate, certificate: bytes, word: bytes) -> bool:
    """Tell whether an authority gave its word for the one that follows it (DER)."""
    key = authority.public_key()
    if not isinstance(key, EllipticCurvePublicKey):
        return False
    try:
        key.verify(word, VOUCHED + certificate, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=256)
def loaded(der: bytes) -> x509.Certificate | None:
    """Load a certificate that anyone may have made; None when it is none."""
    try:
        return x509.load_der_x509_certificate(der)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion):
        return None


@lru_cache(maxsize=1024)
def issued_by(certified: x509.Certificate, authority: x509.Certificate) -> bool:
    """Tell whether one certificate was issued with the key of another, whose name it cites."""
    try:
        certified.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def certifies(authority: x509.Certificate) -> bool:
    """Tell whether a certificate is of an authority; `ValueError`, `ExtensionNotFound` if it says nothing."""
    extensions = authority.extensions
    return (
        extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        and extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    )


def names_device(certified: x509.Certificate, device: str, key: bytes) -> bool:
    """Tell whether a certificate is of that device with that Ed25519 key, and of nothing else."""
    return device_of(certified) == (device, key)


def device_of(certified: x509.Certificate) -> tuple[str, bytes] | None:
    """Return the one device that a certificate names, with its Ed25519 key."""
    try:
        names = list(certified.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return None
    if len(names) != 1 or not isinstance(names[0], x509.UniformResourceIdentifier):
        return None
    device, _, written = names[0].value.removeprefix(_DEVICE).partition(":")
    try:
        key = unb64(written)
    except ValueError:
        return None
    return (device, key) if names[0].value == device_uri(device, key) else None


@dataclass(frozen=True, slots=True)
class Pins:
    """The authorities of an alliance by the SHA-256 of their certificates, and whom not to trust any more."""

    known: frozenset[str]
    revoked: Mapping[str, datetime] = field(default_factory=dict)
    """SHA-256 of an installation's certificate → from when nobody should trust what it seals."""
    replaced: Mapping[str, datetime] = field(default_factory=dict)
    """SHA-256 of an authority whose key was lost → when another took its place."""

    def __contains__(self, fingerprint: object) -> bool:
        return fingerprint in self.known

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.known))

    def __len__(self) -> int:
        return len(self.known)


def _name(what: str, alliance: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "PE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(alliance)),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(f"{what} · {alliance}")),
        ]
    )


def _cut(text: str) -> str:
    return text.encode()[:_NAME_LIMIT].decode(errors="ignore").strip()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePublicKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(_after(now, years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _after(now: datetime, years: int) -> datetime:
    """Return an instant so many years later, or the last day that a certificate can write (RFC 5280)."""
    last = datetime(9999, 12, 30, tzinfo=now.tzinfo)
    days = round(years * 365.25)
    return last if (last - now).days < days else now + timedelta(days=days)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
