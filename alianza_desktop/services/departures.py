"""Who leaves a session before its end, and comes back.

Two laptops may note the same arrival, and each its own departure: what counts is the person, so that whoever
left by one of them has left. Somebody who was registered again later, at another desk, is back.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.format_es import hour
from alianza_desktop.model import Attendance, Departure
from alianza_desktop.services import same_as
from alianza_desktop.services.query import get, living
from alianza_desktop.storage.context import context
from alianza_desktop.storage.journal import delete

Who: TypeAlias = tuple[str, str]
"""A session and a person in it; of somebody without personal data, the arrival."""


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
    for one in _noted(session, _twins(session, {attendance_id})):
        delete(session, one)


def of(session: Session, attendance_ids: set[str]) -> dict[str, Departure]:
    """Return the departure of each of these arrivals, the first of two that laptops noted; a few hundred."""
    twins = _twins(session, attendance_ids)
    noted: dict[Who, list[Departure]] = defaultdict(list)
    for one in _noted(session, twins):
        noted[twins[one.attendance_id][0]].append(one)
    last: dict[Who, tuple[str, str]] = {}
    for record_id, (who, at) in twins.items():
        last[who] = max(last.get(who, ("", "")), (at, record_id))
    gone = {
        who: departure
        for who, rows in noted.items()
        for departure in reversed(rows)
        if departure.attendance_id == last[who][1] or departure.at >= last[who][0]
    }
    return {one: gone[twins[one][0]] for one in attendance_ids if one in twins and twins[one][0] in gone}


def gone(session: Session, session_id: str) -> frozenset[str]:
    """Return the arrivals to a session whose people left before its end."""
    came = select(Attendance.id).where(Attendance.session_id == session_id, Attendance.deleted.is_(False))
    noted = came.join(Departure, Departure.attendance_id == Attendance.id).where(Departure.deleted.is_(False))
    asked = set(session.scalars(noted))
    return frozenset(of(session, set(_twins(session, asked)))) if asked else frozenset()


def _twins(session: Session, attendance_ids: set[str]) -> dict[str, tuple[Who, str]]:
    """Return whose each of these arrivals is and its instant, with every other arrival of the same people."""
    columns = select(Attendance.id, Attendance.session_id, Attendance.person_id, Attendance.at)
    asked = session.execute(columns.where(Attendance.id.in_(attendance_ids))).all()
    known = same_as.identities(session, "person")
    others = session.execute(
        columns.where(
            Attendance.session_id.in_({row[1] for row in asked}),
            Attendance.person_id.in_(known.all_of(row[2] for row in asked if row[2])),
            Attendance.deleted.is_(False),
        )
    ).all()
    return {
        record_id: ((session_id, known.shown(person_id) if person_id else record_id), at)
        for record_id, session_id, person_id, at in (*asked, *others)
    }


def _noted(session: Session, attendance_ids: Iterable[str]) -> list[Departure]:
    """Return the departures of these arrivals, the first one first."""
    rows = living(Departure).where(Departure.attendance_id.in_(list(attendance_ids)))
    return list(session.scalars(rows.order_by(Departure.at, Departure.id)))
