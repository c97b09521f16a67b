"""The laptops of the alliance, as people name them: by their letter, or by the label of the laptop."""

from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Device
from alianza_desktop.services.query import living


def listing(session: Session) -> tuple[Device, ...]:
    """Return the installations that are in the alliance now."""
    return tuple(session.scalars(living(Device).order_by(Device.letter, Device.device, Device.id)))


def names(session: Session) -> dict[str, str]:
    """Return what people call each device, by device id: its letter, and its label when it differs."""
    return {one.device: _name(one) for one in listing(session)}


def name(session: Session, device: str) -> str:
    """Return what people call a device; one that is not known here, by its id."""
    return names(session).get(device, device)


def _name(one: Device) -> str:
    return f"{one.letter} ({one.label})" if one.label not in ("", one.letter) else one.letter


def find(session: Session, reference: str) -> Device:
    """Return the device of that letter, label or id; `NotFound("device-unknown")` names those here."""
    wanted = fold(reference)
    found = [one for one in listing(session) if wanted in (fold(one.letter), fold(one.label), one.device)]
    if len({one.device for one in found}) != 1:
        raise NotFound("device-unknown", known=", ".join(sorted(names(session).values())))
    return found[0]
