"""What a person changes in a workshop that exists: its facts, sessions and agenda. Mesas are in `mesas`.

What has arrivals is never taken away; a removal is a tombstone that its `restore_…` undoes. Decided here: the
sessions that nobody came to yet move with the day of the workshop.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import AgendaItem, Attendance, Workshop, WorkshopSession, rules
from alianza_desktop.model.workshops import MODALITIES
from alianza_desktop.services import ordering, organizations, workshops
from alianza_desktop.services.query import get, living, one_of
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage import journal
from alianza_desktop.storage.operations import Heads

TEXTS: Final = ("city", "place", "convened_by", "conducted_by", "rapporteur", "year_line", "decade_line")
FIELDS: Final = (
    "stage", "name", "ubigeo", "modality", "starts_on", "host", "with_society", *TEXTS,
)  # fmt: skip
"""What `change` may write; `host` is the name of an organisation."""


def change(
    session: Session, workshop_id: str, values: Mapping[str, Any], heads: Heads | None = None
) -> Workshop:
    """Write only what a person changed in a form, with the heads that the form showed.

    Raises `Invalid` and `NotFound` as `workshops.create` does.
    """
    workshop = get(session, Workshop, workshop_id)
    only(values, FIELDS)
    clean: dict[str, Any] = {}
    for field, value in values.items():
        clean |= _clean(session, workshop, field, value)
    if "starts_on" in clean:
        _move_sessions(session, workshop, clean["starts_on"])
    return write(session, workshop, clean, heads)


def _clean(session: Session, workshop: Workshop, field: str, value: Any) -> dict[str, Any]:
    """Return the column that a field writes, with its value as it is stored."""
    if field == "host":
        return {"host_id": organizations.find_or_add(session, value).id if value.strip() else ""}
    readers: dict[str, Callable[[Any], Any]] = {
        "stage": workshops.stage,
        "name": lambda text: line(text) or catalogs.label("stage", workshop.stage),
        "ubigeo": lambda code: catalogs.place(code).code if code else "",
        "modality": lambda code: one_of(code, MODALITIES, "modality"),
        "starts_on": workshops.day,
        "with_society": bool,
    }
    return {field: readers.get(field, line)(value)}


def _move_sessions(session: Session, workshop: Workshop, day: str) -> None:
    moved = days_between(workshop.starts_on, day)
    for one in _sessions(session, workshop.id):
        if not _arrivals(session, one.id):
            one.date = shifted_day(one.date, moved) if one.date else day


def days_between(before: str, after: str) -> int:
    """Return the days from one stored day to another; 0 when one of them is not a day."""
    try:
        return (date.fromisoformat(after) - date.fromisoformat(before)).days
    except ValueError:
        return 0


def shifted_day(day: str, days: int) -> str:
    """Return a stored day so many days later; what is not a day stays."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _sessions(session: Session, workshop_id: str) -> list[WorkshopSession]:
    query = living(WorkshopSession).where(WorkshopSession.workshop_id == workshop_id)
    return list(session.scalars(query.order_by(WorkshopSession.number, WorkshopSession.id)))


def _arrivals(session: Session, session_id: str) -> int:
    came = living(Attendance).where(Attendance.session_id == session_id).subquery()
    return session.scalar(select(func.count()).select_from(came)) or 0


# sessions


def add_session(session: Session, workshop_id: str, plan: SessionPlan) -> WorkshopSession:
    """Add a half-day after the others; on the day of the workshop unless the plan says another."""
    workshop = get(session, Workshop, workshop_id)
    number = max((one.number for one in _sessions(session, workshop_id)), default=0) + 1
    return workshops.add_session(session, workshop, number, plan)


def change_session(
    session: Session, session_id: str, values: Mapping[str, str], heads: Heads | None = None
) -> WorkshopSession:
    """Write what a person changed of a session: name, date, hours. `Invalid("hours-crossed")`."""
    one = get(session, WorkshopSession, session_id)
    readers = {"name": line, "date": workshops.day, "starts_at": workshops.hour, "ends_at": workshops.hour}
    clean = {field: readers[field](value) for field, value in values.items()}
    if "name" in clean:
        clean["name"] = clean["name"] or f"Sesión {one.number}"
    workshops.check_hours(clean.get("starts_at", one.starts_at), clean.get("ends_at", one.ends_at))
    if heads is not None:
        journal.showing(session, one, heads)
    for field, value in clean.items():
        setattr(one, field, value)
    return one


def remove_session(session: Session, session_id: str) -> None:
    """Take a session away; `NotAllowed` when somebody came (`session-has-arrivals`) or it is the last."""
    one = get(session, WorkshopSession, session_id)
    came = _arrivals(session, session_id)
    if came:
        raise NotAllowed("session-has-arrivals", name=one.name)
    if len(_sessions(session, one.workshop_id)) == 1:
        raise NotAllowed("session-last")
    journal.delete(session, one)


def restore_session(session: Session, session_id: str) -> None:
    """Undo `remove_session`; it comes back closed to arrivals when another session is open by now."""
    one = session.get(WorkshopSession, session_id)
    if one is None:
        return
    opened = workshops.open_session(session, one.workshop_id)
    journal.restore(session, one)
    if one.state == "open" and opened is not None:
        one.state = "planned"


# agenda


def add_block(session: Session, workshop_id: str, plan: AgendaPlan) -> AgendaItem:
    """Add a block at the end of the agenda. `Invalid` (`block-title-needed`, `minutes-unlikely`)."""
    get(session, Workshop, workshop_id)
    blocks = _blocks(session, workshop_id)
    order = rules.key_between(blocks[-1].order_key if blocks else "")
    item = AgendaItem(workshop_id=workshop_id, order_key=order)
    for field, value in _block({"title": plan.title, "starts_at": plan.starts_at, "minutes": plan.minutes}):
        setattr(item, field, value)
    session.add(item)
    session.flush()
    return item


def change_block(
    session: Session, block_id: str, values: Mapping[str, Any], heads: Heads | None = None
) -> AgendaItem:
    """Write what a person changed of a block: title, hour, minutes. Raises as `add_block`."""
    item = get(session, AgendaItem, block_id)
    clean = _block(values)
    if heads is not None:
        journal.showing(session, item, heads)
    for field, value in clean:
        setattr(item, field, value)
    return item


def _block(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    clean: list[tuple[str, Any]] = []
    for field, value in values.items():
        if field == "title" and not line(value):
            raise Invalid("block-title-needed")
        if field == "minutes":
            workshops.minutes(value)
        kept = line(value) if field == "title" else workshops.hour(value) if field == "starts_at" else value
        clean.append((field, kept))
    return clean


def move_block(session: Session, block_id: str, step: int) -> None:
    """Move a block so many places down (negative: up) in the agenda; at an end nothing moves."""
    item = get(session, AgendaItem, block_id)
    ordering.move(_blocks(session, item.workshop_id), item, step)


def remove_block(session: Session, block_id: str) -> None:
    """Take a block out of the agenda."""
    journal.delete(session, get(session, AgendaItem, block_id))


def restore_block(session: Session, block_id: str) -> None:
    """Undo `remove_block`."""
    item = session.get(AgendaItem, block_id)
    if item is not None:
        journal.restore(session, item)


def _blocks(session: Session, workshop_id: str) -> list[AgendaItem]:
    query = living(AgendaItem).where(AgendaItem.workshop_id == workshop_id)
    return list(session.scalars(query.order_by(AgendaItem.order_key, AgendaItem.id)))
