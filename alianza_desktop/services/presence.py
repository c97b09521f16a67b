"""Who is in the room now: at each mesa and in the whole workshop."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.model import Attendance, Delegation, Person
from alianza_desktop.services import departures, mesas, same_as, workshops


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

    Who left is not, nor who delegated after coming: their delegate is, when they are registered.
    """
    query = (
        select(
            Attendance.id,
            Attendance.session_id,
            Attendance.at,
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
    seats = mesas.seats_of_all(session, workshop_id)
    said = _names_of_joined(session, who)
    rows = session.execute(query).all()
    left, replaced = departures.of(session, {row.id for row in rows}), _replaced(session, workshop_id, who)
    here: dict[str, Present] = {}
    for record_id, session_id, at, came_as, organization_id, sector, *names in rows:
        person_id = who.shown(came_as) if came_as else ""
        if record_id in left or at <= replaced.get((session_id, person_id), ""):
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


def _replaced(session: Session, workshop_id: str, who: same_as.Identities) -> dict[tuple[str, str], str]:
    """Return when each person delegated last, by session and person."""
    rows = session.execute(
        select(Delegation.session_id, Delegation.principal_id, Delegation.at)
        .where(Delegation.workshop_id == workshop_id, Delegation.deleted.is_(False))
        .order_by(Delegation.at, Delegation.id)
    )
    return {(session_id, who.shown(principal)): at for session_id, principal, at in rows}


def sectors(people: tuple[Present, ...]) -> dict[str, int]:
    """Return how many of each sector."""
    return dict(Counter(one.sector for one in people if one.sector))
