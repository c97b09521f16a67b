"""Who is in the room now: at each mesa and in the whole workshop."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from alianza_desktop.model import Attendance, Delegation, Departure, Person, Seating
from alianza_desktop.services import same_as, workshops


@dataclass(frozen=True, slots=True, repr=False)
class Present:
    """Somebody who came and has not left; without personal data the id is empty."""

    person_id: str
    full_name: str
    organization_id: str
    sector: str
    mesa_id: str


def present(session: Session, workshop_id: str) -> tuple[Present, ...]:
    """Return who is here, once each: in the session marked open, or in any when none is.

    Who left is not, nor who delegated after coming: their delegate is, when they are registered. Of somebody
    registered twice in a session the first arrival says it, as their card does.
    """
    left = select(Departure.attendance_id).where(Departure.deleted.is_(False))
    replaced = exists().where(
        Delegation.session_id == Attendance.session_id,
        Delegation.principal_id == Attendance.person_id,
        Delegation.deleted.is_(False),
        Delegation.at >= Attendance.at,
    )
    query = (
        select(
            Attendance.session_id,
            (Attendance.id.in_(left) | replaced).label("gone"),
            Attendance.id,
            Attendance.person_id,
            Attendance.organization_id,
            Attendance.sector,
            Person.given_names,
            Person.paternal_surname,
            Person.maternal_surname,
        )
        .outerjoin(Person, Person.id == Attendance.person_id)
        .where(Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False))
        .order_by(Attendance.at, Attendance.id)
    )
    current = workshops.open_session(session, workshop_id)
    if current is not None:
        query = query.where(Attendance.session_id == current.id)
    who, bodies = same_as.identities(session, "person"), same_as.identities(session, "organization")
    seats = {who.shown(one): mesa_id for one, mesa_id in _seats(session, workshop_id).items()}
    said = _names_of_joined(session, who)
    here: dict[str, Present] = {}
    seen: set[tuple[str, str]] = set()
    for session_id, gone, record_id, came_as, organization_id, sector, *names in session.execute(query):
        person_id = who.shown(came_as) if came_as else ""
        first = (session_id, person_id or record_id)
        if first in seen:
            continue
        seen.add(first)
        if gone:
            continue
        here[person_id or record_id] = Present(
            person_id=person_id,
            full_name=said.get(came_as, "") or " ".join(filter(None, names)),
            organization_id=bodies.shown(organization_id or ""),
            sector=sector or "",
            mesa_id=seats.get(person_id, "") if person_id else "",
        )
    return tuple(here.values())


def _names_of_joined(session: Session, who: same_as.Identities) -> dict[str, str]:
    """Return the name that is shown of each record that was joined to another."""
    standing = same_as.standing(session, Person, who.groups)
    return {one: person.full_name for one, person in standing.items()}


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
