"""A new certificate for this installation when the hour is outside the validity of the one it has.

Only who has the authority's key can make it: a clock that was years off at the founding blocks nothing
(sync.md §8). The device, its key and the seal key stay; the Device record carries the new certificate.
"""

from datetime import datetime

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import b64
from alianza_desktop.model import Device
from alianza_desktop.storage import authority
from alianza_desktop.storage.identity import identity, keep_certificate


def renew_if_outside(session: Session, now: datetime, alliance: str) -> None:
    """Certify the seal key again if `now` is outside its certificate's validity; else do nothing."""
    own = identity(session)
    known = x509.load_der_x509_certificate(own.seal_certificate)
    if own.ca_key is None or known.not_valid_before_utc <= now <= known.not_valid_after_utc:
        return
    named = authority.Installation(own.letter, alliance, own.device_id, own.device_key.public_key())
    root = authority.Certified(own.ca_key, own.ca_certificate)
    made = authority.new_installation(root, named, now, own.seal_key).certificate
    keep_certificate(session, made)
    here = select(Device).where(Device.device == own.device_id, Device.deleted.is_(False))
    for device in session.scalars(here):
        device.certificate = b64(made)
    session.flush()
