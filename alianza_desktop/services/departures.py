"""Who leaves a session before its end, and comes back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.format_es import hour
from alianza_desktop.model import Attendance, Departure
from alianza_desktop.services.query import get, living
from alianza_desktop.storage.context import context
from alianza_desktop.storage.journal import delete


def leave(session: Session, attendance_id: str, *, reason: str = "", at: str = "") -> Departure:
    """Record that somebody leaves, now unless `at` says another instant: the acta prints the hour.

    Raises `NotAllowed("already-left")` with the hour.
    """
    attendance = get(session, Attendance, attendance_id)
    known = of(session, {attendance.id}).get(attendance.id)
    if known is not None:
        raise NotAllowed("already-left", hour=hour(known.at))
    departure = Departure(
        attendance_id=attendance.id,
        at=at or instant(context(session).clock.now()),
        reason=normalise_text(reason).strip(),
    )
    session.add(departure)
    session.flush()
    return departure


def come_back(session: Session, attendance_id: str) -> None:
    """Take back every departure of an arrival: who left is here again, or never left."""
    for one in session.scalars(living(Departure).where(Departure.attendance_id == attendance_id)).all():
        delete(session, one)


def of(session: Session, attendance_ids: set[str]) -> dict[str, Departure]:
    """Return the departure of each of these arrivals, the first of two that laptops noted; a few hundred."""
    rows = session.scalars(
        living(Departure)
        .where(Departure.attendance_id.in_(attendance_ids))
        .order_by(Departure.at.desc(), Departure.id.desc())
    )
    return {one.attendance_id: one for one in rows}


def gone(session: Session, session_id: str) -> frozenset[str]:
    """Return the arrivals to a session whose people left before its end."""
    rows = session.scalars(
        select(Departure.attendance_id)
        .join(Attendance, Attendance.id == Departure.attendance_id)
        .where(
            Attendance.session_id == session_id,
            Attendance.deleted.is_(False),
            Departure.deleted.is_(False),
        )
    )
    return frozenset(rows)
