"""`verify`, the trust: whether who sealed is an installation of a known alliance.

The alliance's authority is known by the SHA-256 of its certificate (a pin), never by name and never from the
file. One level: the authority certifies installations directly (RFC 5280, path length 0).
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime

from cryptography import x509

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.clock import PERU, instant
from alianza_desktop.core.format_es import day, hour
from alianza_desktop.signing.words import Mismatch
from alianza_desktop.storage.authority import Pins, certifies, issued_by, loaded


def certificate(der: bytes) -> x509.Certificate:
    """Load a certificate that anyone may have made; `Mismatch("cms-certificates")`."""
    found = loaded(der)
    if found is None:
        raise Mismatch("cms-certificates")
    return found


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
    leaf, authority = map(certificate, chain)
    try:
        fit = issued_by(leaf, authority) and certifies(authority) and _seals(leaf)
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension) as error:
        raise Mismatch("issuer-form") from error
    if not fit:
        raise Mismatch("issuer-form")
    first, last = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    if not first <= at <= last:
        raise Mismatch("issuer-time", at=_moment(at), first=_moment(first), last=_moment(last))
    if isinstance(pins, Pins):
        _check_trusted(chain, at, pins)


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
