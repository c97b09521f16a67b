"""Who is in the room now: at each mesa and in the whole workshop."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.model import Attendance, Departure, Person, Seating
from alianza_desktop.services import workshops
from alianza_desktop.services.query import by_id, living


@dataclass(frozen=True, slots=True, repr=False)
class Present:
    """Somebody who came and has not left; without personal data the id is empty."""

    person_id: str
    full_name: str
    organization_id: str
    sector: str
    mesa_id: str


def present(session: Session, workshop_id: str) -> tuple[Present, ...]:
    """Return who is here, once each: in the session marked open, or in any when none is."""
    query = living(Attendance).where(Attendance.workshop_id == workshop_id)
    current = workshops.open_session(session, workshop_id)
    if current is not None:
        query = query.where(Attendance.session_id == current.id)
    rows = list(session.scalars(query.order_by(Attendance.at, Attendance.id)))
    left = set(
        session.scalars(
            select(Departure.attendance_id).where(
                Departure.deleted.is_(False), Departure.attendance_id.in_({row.id for row in rows})
            )
        )
    )
    here = {row.person_id or row.id: row for row in rows if row.id not in left}
    persons = by_id(session, Person, {row.person_id for row in here.values()})
    seats = _seats(session, workshop_id)
    return tuple(
        Present(
            person_id=row.person_id,
            full_name=persons[row.person_id].full_name if row.person_id in persons else "",
            organization_id=row.organization_id,
            sector=row.sector,
            mesa_id=seats.get(row.person_id, "") if row.person_id else "",
        )
        for row in here.values()
    )


def _seats(session: Session, workshop_id: str) -> dict[str, str]:
    rows = session.execute(
        select(Seating.person_id, Seating.mesa_id)
        .where(Seating.workshop_id == workshop_id, Seating.deleted.is_(False))
        .order_by(Seating.id.desc())
    )
    return dict(rows.all())


def sectors(people: tuple[Present, ...]) -> dict[str, int]:
    """Return how many of each sector."""
    return dict(Counter(one.sector for one in people if one.sector))
