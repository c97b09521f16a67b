"""The certificate of this installation as it should be now: the one that came for it, or a new one.

Who has the authority's key makes certificates for all (`services.authorities`); each device takes its own
from its Device record before it seals. A clock that was years off at the founding blocks nothing (sync.md
§8): who has the key makes another at once. The device, its key and the seal key stay.

Decisions: of several certificates for this seal key, one that is valid now and not revoked goes before, then
one of the later authority, then the newest. With the certificate of another authority the key of the earlier
one is let go: it was replaced.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import b64, sha256
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import AuthorityHandover, Device
from alianza_desktop.storage import authorities, authority, settings
from alianza_desktop.storage.authorities import CertifiedDevice
from alianza_desktop.storage.authorship import said
from alianza_desktop.storage.identity import Identity, identity, keep_authority, keep_certificate

HANDED: Final = "authority-handed-to"
"""The device for which this one made a file with the authority's key."""


def renew_if_outside(session: Session, now: datetime, alliance: str) -> None:
    """Take the certificate that came for this device, or make one if `now` is outside its validity.

    Raises `NotAllowed("seal-certificate-revoked")`.
    """
    let_go(session)
    adopt(session, now)
    own = identity(session)
    since = authorities.revoked(session).get(sha256(own.seal_certificate))
    if since is not None and since <= now:
        raise NotAllowed("seal-certificate-revoked")
    if own.ca_key is not None and not _valid(own.seal_certificate, now):
        certify_own(session, now, alliance)


def certify_own(session: Session, now: datetime, alliance: str) -> None:
    """Certify this device's seal key with the authority's key, which is here."""
    own = identity(session)
    assert own.ca_key is not None
    named = authority.Installation(own.letter, alliance, own.device_id, own.device_key.public_key())
    root = authority.Certified(own.ca_key, own.ca_certificate)
    made = authority.new_installation(root, named, now, own.seal_key).certificate
    keep_certificate(session, made)
    write(session, own.device_id, made)


def write(session: Session, device: str, certificate: bytes) -> None:
    """Write a new certificate in a device's record."""
    for row in session.scalars(select(Device).where(Device.device == device, Device.deleted.is_(False))):
        row.certificate = b64(certificate)
    session.flush()


def adopt(session: Session, now: datetime) -> None:
    """Take the best certificate that an authority of the alliance made for this device's keys."""
    own = identity(session)
    ranks = {one.fingerprint: rank for rank, one in enumerate(authorities.line(session))}
    not_now = authorities.revoked(session)
    mine = [one for one in authorities.certified(session) if _is_own(own, one)]

    def place(one: CertifiedDevice) -> tuple[bool, int, datetime]:
        since = not_now.get(sha256(one.certificate))
        fit = _valid(one.certificate, now) and (since is None or since > now)
        return fit, ranks.get(one.authority, -1), one.read.not_valid_before_utc

    best = max(mine, key=place, default=None)
    if best is None or best.certificate == own.seal_certificate:
        return
    if best.authority != sha256(own.ca_certificate):
        (root,) = [one for one in authorities.known(session) if one.fingerprint == best.authority]
        keep_authority(session, None, root.certificate)
    keep_certificate(session, best.certificate)


def let_go(session: Session) -> None:
    """Forget the authority's key once the device it was handed to says that it has it."""
    target, own = settings.read(session, HANDED), identity(session)
    if not target or own.ca_key is None:
        return
    pin = sha256(own.ca_certificate)
    for one in said(session, AuthorityHandover.__tablename__):
        if (one.device, one.text("device"), one.text("authority")) == (target, own.device_id, pin):
            keep_authority(session, None, own.ca_certificate)
            settings.write(session, HANDED, "")
            return


def _is_own(own: Identity, one: CertifiedDevice) -> bool:
    key = own.device_key.public_key().public_bytes_raw()
    return (one.device, one.key) == (own.device_id, key) and one.seal_key == own.seal_key.public_key()


def _valid(certificate: bytes, now: datetime) -> bool:
    known = authority.loaded(certificate)
    return known is not None and known.not_valid_before_utc <= now <= known.not_valid_after_utc
