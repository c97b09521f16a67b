"""`verify`, the trust: whether who sealed is an installation of a known alliance.

The alliance's authority is known by the SHA-256 of its certificate (a pin), never by name and never from the
file. One level: the authority certifies installations directly (RFC 5280, path length 0).
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from alianza_desktop.core.canonical import sha256
from alianza_desktop.signing.words import Mismatch
from alianza_desktop.storage.authority import device_uri


def certificate(der: bytes) -> x509.Certificate:
    """Load a certificate that anyone may have made; `Mismatch("cms-certificates")`."""
    try:
        return x509.load_der_x509_certificate(der)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise Mismatch("cms-certificates") from error


def issued_by(certified: x509.Certificate, authority: x509.Certificate) -> bool:
    """Tell whether one certificate was issued with the key of another, whose name it cites."""
    try:
        certified.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def names_device(certified: x509.Certificate, device: str, key: bytes) -> bool:
    """Tell whether a certificate is of that device with that Ed25519 key, and of nothing else."""
    try:
        names = certified.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return False
    return list(names) == [x509.UniformResourceIdentifier(device_uri(device, key))]


def check_issuer(chain: Sequence[bytes], at: datetime, pins: Collection[str]) -> None:
    """Check who sealed: `chain` is the installation's certificate and its authority's, in DER.

    `at` is the time that the seal declares; it is nobody's proof, but outside the certificate's validity it
    cannot be upheld. Raises `Mismatch`: `issuer-unknown` (no pins), `issuer-other`, `issuer-form` or
    `issuer-time`.
    """
    if not pins:
        raise Mismatch("issuer-unknown")
    if sha256(chain[-1]) not in pins:
        raise Mismatch("issuer-other")
    leaf, authority = map(certificate, chain)
    try:
        fit = issued_by(leaf, authority) and _certifies(authority) and _seals(leaf)
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension) as error:
        raise Mismatch("issuer-form") from error
    if not fit:
        raise Mismatch("issuer-form")
    if not leaf.not_valid_before_utc <= at <= leaf.not_valid_after_utc:
        raise Mismatch("issuer-time")


def _certifies(authority: x509.Certificate) -> bool:
    extensions = authority.extensions
    return (
        extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        and extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    )


def _seals(leaf: x509.Certificate) -> bool:
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    constraints = leaf.extensions.get_extension_for_class(x509.BasicConstraints).value
    return usage.digital_signature and usage.content_commitment and not constraints.ca
