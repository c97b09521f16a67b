"""The alliance's certificate authority through the years: who has its key, its loss, its end, revocations.

Its key is on one laptop, in no record and in no copy (signing.md). It is handed over as a file that only the
other laptop opens; when that one says that it has it, this one forgets it. When it was lost, a coordinator
makes another authority and certifies the known devices anew, from their seal public keys; when it is near its
end, its own word vouches for the next. Each device takes its new certificate before it seals.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import b64, sha256
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import Authority, AuthorityHandover, Device, Operator, Revocation
from alianza_desktop.services import alliances, devices
from alianza_desktop.services.query import get
from alianza_desktop.storage import authorities, authority, authority_file, renewal, settings
from alianza_desktop.storage.authorities import CertifiedDevice, Known
from alianza_desktop.storage.authority import Certified, Pins
from alianza_desktop.storage.authority_file import Route
from alianza_desktop.storage.context import context
from alianza_desktop.storage.identity import identity, keep_authority

ROTATE_BEFORE: Final = timedelta(days=round(365.25 * authority.INSTALLATION_YEARS))
"""An authority with less than this left would outlive none of the certificates that it makes."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The certificate that a device has in its record."""

    device: str
    name: str
    until: str
    authority: str
    """SHA-256 of the authority that made it."""
    revoked_at: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The authority of the alliance now."""

    fingerprint: str
    until: str
    holder: str
    """The device that has its key, as people call it."""
    here: bool
    earlier: tuple[str, ...]
    """Fingerprints of those before it: what they certified still verifies."""
    certificates: tuple[Certificate, ...]


def pins(session: Session) -> Pins:
    """Return the pins of `verify`: every authority of this alliance, what was revoked and replaced."""
    return authorities.pins(session)


def standing(session: Session) -> Standing:
    """Return who has the authority's key, and the certificates that it made."""
    now, known = authorities.current(session), authorities.known(session)
    revoked, names = authorities.revoked(session), devices.names(session)
    latest = {one.device: one for one in authorities.certified(session) if one.device in names}
    holder = authorities.holder(session, now)
    return Standing(
        fingerprint=now.fingerprint,
        until=now.read.not_valid_after_utc.date().isoformat(),
        holder=names.get(holder, holder),
        here=_is_here(session, now),
        earlier=tuple(one.fingerprint for one in known if one.fingerprint != now.fingerprint),
        certificates=tuple(
            Certificate(
                one.device,
                names[one.device],
                one.read.not_valid_after_utc.date().isoformat(),
                one.authority,
                instant(at) if (at := revoked.get(sha256(one.certificate))) else "",
            )
            for one in sorted(latest.values(), key=lambda one: names[one.device])
        ),
    )


def export(session: Session, reference: str) -> bytes:
    """Return the file that hands the authority's key to another laptop, which alone can open it.

    The key stays here until that laptop says that it has it. Raises `NotAllowed` (`authority-role`,
    `authority-elsewhere`, `authority-uncertified`), `NotFound("device-unknown")` and
    `Invalid("authority-self")`.
    """
    root, own = _root(session), identity(session)
    target = devices.find(session, reference).device
    if target == own.device_id:
        raise Invalid("authority-self")
    recipient = _trusted(session).get(target)
    if recipient is None or recipient.authority != sha256(root.certificate):
        raise NotAllowed("authority-uncertified", device=devices.name(session, target))
    settings.write(session, renewal.HANDED, target)
    return authority_file.wrap(root, Route(own.alliance_id, own.device_id, target), recipient.seal_key)


def accept(session: Session, data: bytes) -> AuthorityHandover:
    """Take the authority's key from a file made for this laptop, and say so in a record.

    Raises `NotAllowed` (`authority-role`, `authority-held`) and `Invalid` (`authority-file`,
    `authority-file-other` for another laptop or alliance, `authority-file-old` for an authority that was
    replaced, `authority-file-closed`).
    """
    _coordinator(session)
    here, own = context(session), identity(session)
    route, certificate = authority_file.route_of(data)
    if (route.alliance, route.to_device) != (own.alliance_id, own.device_id):
        raise Invalid("authority-file-other")
    now = authorities.current(session)
    if sha256(certificate) != now.fingerprint:
        raise Invalid("authority-file-old")
    if _is_here(session, now):
        raise NotAllowed("authority-held")
    renewal.adopt(session, here.clock.now())
    received = authority_file.unwrap(data, own.seal_key)
    keep_authority(session, received.key, received.certificate)
    record = AuthorityHandover(
        authority=now.fingerprint,
        device=route.device,
        to_device=own.device_id,
        at=instant(here.clock.now()),
    )
    session.add(record)
    session.flush()
    return record


def renew(session: Session, *, rotate: bool = False) -> tuple[str, ...]:
    """Certify every device anew, for three years more; return their names.

    The authority vouches for a new one first if that is asked for, or if it would end before they do. Raises
    `NotAllowed` (`authority-role`, `authority-elsewhere`).
    """
    root, now = _root(session), context(session).clock.now()
    known = authority.loaded(root.certificate)
    assert known is not None
    if rotate or not known.not_valid_before_utc <= now <= known.not_valid_after_utc - ROTATE_BEFORE:
        made = authority.new_authority(alliances.alliance(session).name, now)
        _install(session, made, now, b64(authority.vouch(root, made.certificate)), "")
    return _certify_all(session, now)


def replace(session: Session, reason: str) -> tuple[str, ...]:
    """Make another authority in the place of one whose key was lost, and certify the known devices with it.

    Return their names. Raises `NotAllowed` (`authority-role`, `authority-held`), `Invalid("reason-needed")`.
    """
    _coordinator(session)
    if not reason.strip():
        raise Invalid("reason-needed")
    if _is_here(session, authorities.current(session)):
        raise NotAllowed("authority-held")
    now = context(session).clock.now()
    made = authority.new_authority(alliances.alliance(session).name, now)
    _install(session, made, now, "", reason.strip())
    return _certify_all(session, now)


def revoke(session: Session, reference: str, reason: str, since: datetime | None = None) -> int:
    """Say that from an hour on (now, if none is given) nobody should trust what a device seals.

    It counts for every certificate that the device has had; return how many. Raises
    `NotAllowed("authority-role")`, `NotFound("device-unknown")`, `Invalid("reason-needed")`.
    """
    _coordinator(session)
    if not reason.strip():
        raise Invalid("reason-needed")
    target = devices.find(session, reference).device
    at = instant(since or context(session).clock.now())
    found = {sha256(one.certificate) for one in authorities.certified(session) if one.device == target}
    session.add_all(
        Revocation(certificate=one, device=target, reason=reason.strip(), at=at) for one in sorted(found)
    )
    session.flush()
    return len(found)


def _coordinator(session: Session) -> None:
    if get(session, Operator, context(session).operator_id).role != "coordinator":
        raise NotAllowed("authority-role")


def _is_here(session: Session, now: Known) -> bool:
    own = identity(session)
    return own.ca_key is not None and sha256(own.ca_certificate) == now.fingerprint


def _root(session: Session) -> Certified:
    """Return the authority with its key, which must be here, for a coordinator to use."""
    _coordinator(session)
    renewal.let_go(session)
    now, own = authorities.current(session), identity(session)
    if own.ca_key is None or sha256(own.ca_certificate) != now.fingerprint:
        holder = devices.name(session, authorities.holder(session, now))
        raise NotAllowed("authority-elsewhere", device=holder)
    return Certified(own.ca_key, own.ca_certificate)


def _trusted(session: Session) -> dict[str, CertifiedDevice]:
    """Return the certificate of each device that nobody revoked: the newest of the latest authority."""
    revoked = authorities.revoked(session)
    ranks = {one.fingerprint: rank for rank, one in enumerate(authorities.line(session))}
    found = authorities.certified(session)
    out = {one.device for one in found if sha256(one.certificate) in revoked}
    found = tuple(sorted(found, key=lambda one: ranks.get(one.authority, -1)))
    return {one.device: one for one in found if one.device not in out}


def _certify(session: Session, root: Certified, known: CertifiedDevice, row: Device, now: datetime) -> None:
    key = Ed25519PublicKey.from_public_bytes(known.key)
    named = authority.Installation(row.letter, alliances.alliance(session).name, known.device, key)
    renewal.write(session, known.device, authority.certify(root, named, now, known.seal_key))


def _install(session: Session, made: Certified, now: datetime, vouched: str, reason: str) -> None:
    """Make this laptop the home of a new authority, in place of the current one."""
    session.add(
        Authority(
            certificate=b64(made.certificate),
            replaces=authorities.current(session).fingerprint,
            vouched=vouched,
            reason=reason,
            device=context(session).device_id,
            at=instant(now),
        )
    )
    keep_authority(session, made.key, made.certificate)
    settings.write(session, renewal.HANDED, "")
    session.flush()


def _certify_all(session: Session, now: datetime) -> tuple[str, ...]:
    """Certify every trusted device from its seal public key; return what people call them."""
    own = identity(session)
    assert own.ca_key is not None
    root, trusted = Certified(own.ca_key, own.ca_certificate), _trusted(session)
    named: list[str] = []
    for row in devices.listing(session):
        known = trusted.get(row.device)
        if known is not None and row.device not in named:
            _certify(session, root, known, row, now)
            named.append(row.device)
    renewal.adopt(session, now)
    names = devices.names(session)
    return tuple(names[one] for one in named)
