"""Which laptop wrote a record first: its letter, as people call the machine («equipo B»)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.model import Device
from alianza_desktop.services.query import living
from alianza_desktop.storage.context import context
from alianza_desktop.storage.tables import device_number, op


def letter_of(session: Session, record_id: str) -> str:
    """Return the letter of the device whose operation made a record; empty when it is not known."""
    device = session.scalar(
        select(device_number.c.device)
        .join(op, op.c.device == device_number.c.number)
        .where(op.c.record == record_id)
        .order_by(op.c.lamport, device_number.c.device)
        .limit(1)
    )
    if device is None:
        return ""
    if device == context(session).device_id:
        return context(session).letter
    known = session.scalars(
        living(Device).where(Device.device == device).order_by(Device.id).limit(1)
    ).first()
    return known.letter if known else ""
