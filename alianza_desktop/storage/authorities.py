"""The authorities of the alliance and whom they certify, as the records here tell it.

An authority counts when it is the alliance's first one or this laptop's own, or when it follows one that
counts: with the word of that one (rotation), or, when its key was lost, by the word of a coordinator. A
revocation is a coordinator's too. A device is who a certificate of an authority that counts says it is: the
other columns of its record are never read. What does not count changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import sha256, unb64
from alianza_desktop.core.clock import parse_instant
from alianza_desktop.model import Alliance, Authority, AuthorityHandover, Device, Operator, Revocation
from alianza_desktop.storage.authority import Pins, certifies, device_of, issued_by, loaded, vouches
from alianza_desktop.storage.authorship import Said, said
from alianza_desktop.storage.context import context
from alianza_desktop.storage.identity import identity


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """An authority that counts here."""

    certificate: bytes
    fingerprint: str
    replaces: str
    """SHA-256 of the one before; empty for the first."""
    lost: bool
    """The one before had lost its key."""
    device: str
    """The laptop that made it."""
    at: str

    @property
    def read(self) -> x509.Certificate:
        found = loaded(self.certificate)
        assert found is not None
        return found


@dataclass(frozen=True, slots=True, repr=False)
class CertifiedDevice:
    """A device as an authority that counts certifies it."""

    device: str
    key: bytes
    """Its Ed25519 key, 32 raw bytes."""
    certificate: bytes
    """DER."""
    authority: str
    """SHA-256 of the authority's certificate."""

    @property
    def read(self) -> x509.Certificate:
        found = loaded(self.certificate)
        assert found is not None
        return found

    @property
    def seal_key(self) -> EllipticCurvePublicKey:
        key = self.read.public_key()
        assert isinstance(key, EllipticCurvePublicKey)
        return key


def known(session: Session) -> tuple[Known, ...]:
    """Return the authorities that count, each after the one it replaces."""
    found = {one.fingerprint: one for one in _roots(session)}
    waiting = list(said(session, Authority.__tablename__))
    while following := [one for one in waiting if _follows(session, one, found)]:
        for one in following:
            der = _octets(one, "certificate")
            made = Known(
                der, sha256(der), one.text("replaces"), not one.text("vouched"), one.device, one.text("at")
            )
            waiting.remove(one)
            before = found.get(made.fingerprint)
            if before is None or not before.at:  # this laptop's own is a root too, until its story is read
                found.pop(made.fingerprint, None)
                found[made.fingerprint] = made
    return tuple(found.values())


def _roots(session: Session) -> list[Known]:
    alliance = session.get(Alliance, context(session).alliance_id)
    first = _decoded(alliance.ca_certificate) if alliance else b""
    founders = [one.device for one in said(session, Alliance.__tablename__)]
    ders = dict.fromkeys((first, identity(session).ca_certificate))
    founder = founders[0] if founders else ""
    return [Known(der, sha256(der), "", False, founder, "") for der in ders if _is_authority(der)]


def _follows(session: Session, one: Said, found: dict[str, Known]) -> bool:
    der, before = _octets(one, "certificate"), found.get(one.text("replaces"))
    if before is None or not _is_authority(der):
        return False
    if one.text("vouched"):
        return vouches(before.read, der, _octets(one, "vouched"))
    return _by_coordinator(session, one)


def _by_coordinator(session: Session, one: Said) -> bool:
    author = session.get(Operator, one.author)
    return author is not None and author.role == "coordinator"


def line(session: Session) -> tuple[Known, ...]:
    """Return the authorities in line from the first; of two that replace the same one, the first said."""
    found = known(session)
    followed = [found[0]]
    while following := [one for one in found if one.replaces == followed[-1].fingerprint]:
        followed.append(following[0])
    return tuple(followed)


def current(session: Session) -> Known:
    """Return the authority that certifies now."""
    return line(session)[-1]


def holder(session: Session, authority: Known) -> str:
    """Return the device that has an authority's key: who made it, then who said it received it."""
    has = authority.device
    for one in said(session, AuthorityHandover.__tablename__):
        about = one.text("authority") == authority.fingerprint
        if about and one.text("device") == has and one.text("to_device") == one.device:
            has = one.device
    return has


def revoked(session: Session) -> dict[str, datetime]:
    """Return from when each revoked certificate is not to be trusted, by its SHA-256."""
    found: dict[str, datetime] = {}
    for one in said(session, Revocation.__tablename__):
        at = _instant(one.text("at"))
        if at is not None and _by_coordinator(session, one):
            name = one.text("certificate")
            found[name] = min(found.get(name, at), at)
    return found


def pins(session: Session) -> Pins:
    """Return what `verify` needs to know of this alliance."""
    authorities = known(session)
    replaced = {one.replaces: at for one in authorities if one.lost and (at := _instant(one.at)) is not None}
    return Pins(frozenset(one.fingerprint for one in authorities), revoked(session), replaced)


def certified(session: Session) -> tuple[CertifiedDevice, ...]:
    """Return every certificate that devices of the alliance have had, oldest first."""
    authorities = known(session)
    written = [_octets(one, "certificate") for one in said(session, Device.__tablename__)]
    written += [_decoded(text) for text in session.scalars(select(Device.certificate).order_by(Device.id))]
    found = (
        _certified(der, authorities) for der in dict.fromkeys(written)
    )  # those of now are only in the rows
    return tuple(one for one in found if one is not None)


def _certified(der: bytes, authorities: tuple[Known, ...]) -> CertifiedDevice | None:
    own = loaded(der) if der else None
    named = device_of(own) if own else None
    if own is None or named is None or not isinstance(own.public_key(), EllipticCurvePublicKey):
        return None
    for one in authorities:
        if issued_by(own, one.read):
            return CertifiedDevice(*named, der, one.fingerprint)
    return None


def _is_authority(der: bytes) -> bool:
    found = loaded(der) if der else None
    try:
        return found is not None and certifies(found)
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return False


def _octets(one: Said, field: str) -> bytes:
    return _decoded(one.text(field))


def _decoded(text: str) -> bytes:
    try:
        return unb64(text)
    except ValueError:
        return b""


def _instant(text: str) -> datetime | None:
    try:
        at = parse_instant(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
