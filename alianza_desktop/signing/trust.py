"""`verify`, the trust: whether who sealed is an installation of a known alliance.

The alliance's authority is known by the SHA-256 of its certificate (a pin), never by name and never from the
file. One level: the authority certifies installations directly (RFC 5280, path length 0).

A seal may be of a certificate of no installation (PKCS#12): then the installation that closed the evidence is
the one that has to be known, because its cierre names that certificate. Its issuer is nobody's pin.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.clock import PERU, instant
from alianza_desktop.core.format_es import day, hour
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.words import Mismatch
from alianza_desktop.storage.authority import Pins, certifies, device_of, issued_by, loaded, names_device


def certificate(der: bytes) -> x509.Certificate:
    """Load a certificate that anyone may have made; `Mismatch("cms-certificates")`."""
    found = loaded(der)
    if found is None:
        raise Mismatch("cms-certificates")
    return found


def common_name(der: bytes) -> str:
    """Return the common name of who a certificate is of, empty when it has none."""
    names = certificate(der).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def check_devices(found: Iterable[Chain], authority: bytes, more: Iterable[bytes]) -> None:
    """Check that the seal's authority, or one of `more`, certifies each chain's device; `more` has no other.

    Raises `Mismatch("certificate-device")`.
    """
    known = [certificate(one) for one in (authority, *more)]
    used = {known[0]}
    for chain in found:
        own = certificate(chain.certificate)
        issuer = issuer_of(own, known)
        if issuer is None or not names_device(own, chain.device, chain.key):
            raise Mismatch("certificate-device")
        used.add(issuer)
    if used != set(known):
        raise Mismatch("certificate-device")


def issuer_of(own: x509.Certificate, known: Iterable[x509.Certificate]) -> x509.Certificate | None:
    """Return which of some authorities issued a certificate."""
    return next((one for one in known if issued_by(own, one)), None)


def check_vouchers(more: Iterable[bytes], pins: Collection[str]) -> None:
    """Check that the authorities of other laptops' chains are known too; `Mismatch("voucher-unknown")`."""
    for one in more:
        if sha256(one) not in pins:
            raise Mismatch("voucher-unknown", fingerprint=sha256(one))


def check_other(chain: Sequence[bytes], at: datetime) -> None:
    """Check a certificate of no installation that sealed: for signing, issued by another, valid at `at`.

    Raises `Mismatch`: `other-form`, `issuer-time`.
    """
    leaf = certificate(chain[0])
    try:
        fit = len(chain) > 1 and may_sign(leaf) and all(certifies(certificate(one)) for one in chain[1:])
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension) as error:
        raise Mismatch("other-form") from error
    if not fit:
        raise Mismatch("other-form")
    _check_time(leaf, at)


def may_sign(leaf: x509.Certificate) -> bool:
    """Tell whether a certificate is for signing and of nobody who certifies others (RFC 5280 §4.2.1.3).

    `ValueError`, `DuplicateExtension` when it cannot be read.
    """
    extensions = leaf.extensions
    try:
        if extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            return False
    except x509.ExtensionNotFound:
        pass
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def check_issuer(chain: Sequence[bytes], at: datetime, pins: Collection[str]) -> None:
    """Check who sealed: `chain` is the installation's certificate and its authority's, in DER.

    `at` is the time that the seal declares; it is nobody's proof, but outside the validity of the
    certificates, after one was revoked, or after a lost authority was replaced, it cannot be upheld.
    Raises `Mismatch`: `issuer-unknown` (no pins), `issuer-other`, `issuer-form`, `issuer-time`, and, when the
    pins know of it, `issuer-revoked` or `issuer-replaced`. A pinned authority is not asked for its own
    validity (RFC 5280 §6.1.1): a clock years off at the founding blocks nothing.
    """
    if not pins:
        raise Mismatch("issuer-unknown")
    if sha256(chain[-1]) not in pins:
        raise Mismatch("issuer-other")
    if len(chain) != 2 or device_of(certificate(chain[0])) is None:  # of no installation
        raise Mismatch("issuer-form")
    leaf, authority = map(certificate, chain)
    try:
        fit = issued_by(leaf, authority) and certifies(authority) and _seals(leaf)
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension) as error:
        raise Mismatch("issuer-form") from error
    if not fit:
        raise Mismatch("issuer-form")
    _check_time(leaf, at)
    if isinstance(pins, Pins):
        _check_trusted(chain, at, pins)


def _check_time(leaf: x509.Certificate, at: datetime) -> None:
    first, last = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    if not first <= at <= last:
        raise Mismatch("issuer-time", at=_moment(at), first=_moment(first), last=_moment(last))


def _check_trusted(chain: Sequence[bytes], at: datetime, pins: Pins) -> None:
    for name, since, code in (
        (sha256(chain[0]), pins.revoked, "issuer-revoked"),
        (sha256(chain[-1]), pins.replaced, "issuer-replaced"),
    ):
        if name in since and since[name] <= at:
            raise Mismatch(code, at=_moment(at), since=_moment(since[name]))


def _moment(at: datetime) -> str:
    """Write a time as people in Peru read it; one at the ends of time, as it was written."""
    with suppress(OverflowError):
        at = at.astimezone(PERU)
    written = instant(at)
    return f"{day(written[:10])}, {hour(written)}"


def _seals(leaf: x509.Certificate) -> bool:
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    constraints = leaf.extensions.get_extension_for_class(x509.BasicConstraints).value
    return usage.digital_signature and usage.content_commitment and not constraints.ca
