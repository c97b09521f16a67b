"""The live picture of a session: arrivals, sectors, pace, the last ones, and the rows in doubt."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import parse_instant
from alianza_desktop.core.format_es import hour
from alianza_desktop.model import Attendance, Invitation, Mesa, Organization, Person
from alianza_desktop.services import delegations, departures, invitations, mesas, people, same_as
from alianza_desktop.services.query import by_id
from alianza_desktop.storage.context import context


@dataclass(frozen=True, slots=True, repr=False)
class LastArrival:
    """A row of «Últimos registros»."""

    attendance_id: str
    hour: str
    full_name: str
    organization: str
    sector: str
    mesa: int
    incomplete: str
    person_id: str
    left_at: str
    """Hour of the departure; empty while the person is here."""
    in_place_of: str
    """Name of who delegated in this person."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The live picture of a session."""

    arrived: int
    left: int
    """Of them, how many left before the end."""
    expected: int
    """Who was invited or came without it, and every arrival without personal data."""
    sectors: dict[str, int]
    """Arrivals by sector; an empty code counts those of whom it is not known."""
    last: tuple[LastArrival, ...]
    per_minute: float
    to_review: int


@dataclass(frozen=True, slots=True, repr=False)
class Doubt:
    """An invitee «por revisar», with the reasons as codes."""

    invitation_id: str
    person_id: str
    full_name: str
    reasons: tuple[str, ...]
    source: str


def arrivals(session: Session, workshop_id: str, session_id: str, *, last: int = 8) -> Arrivals:
    """Return the live picture of a session: counts, sectors, last arrivals, pace, rows in doubt."""
    came = (Attendance.session_id == session_id, Attendance.deleted.is_(False))
    rows = session.execute(
        select(Attendance.id, Attendance.person_id, Attendance.at)
        .where(*came)
        .order_by(Attendance.at, Attendance.id)
    ).all()
    known = same_as.identities(session, "person")
    who = {row.id: known.shown(row.person_id) if row.person_id else row.id for row in rows}
    told = _sectors(session, came)
    sectors = {who[row.id]: told[row.id] for row in rows}
    gone = departures.gone(session, session_id)
    return Arrivals(
        arrived=len(sectors),
        left=len({who[one] for one in gone if one in who}),
        expected=invitations.expected(session, workshop_id, came),
        sectors=dict(Counter(sectors.values())),
        last=_last(
            session, workshop_id, session_id, {row.id: told[row.id] for row in reversed(rows[-last:])}
        ),
        per_minute=_pace(session, [row.at for row in rows]),
        to_review=len(invitations.doubts(session, workshop_id)),
    )


def _sectors(session: Session, came: tuple[ColumnElement[bool], ...]) -> dict[str, str]:
    """Return the sector of each arrival, or the one that its organisation was given since."""
    rows = session.execute(
        select(Attendance.id, Attendance.sector, Organization.sector.label("since"))
        .outerjoin(Organization, Organization.id == Attendance.organization_id)
        .where(*came)
    )
    return {row.id: row.sector or row.since or "" for row in rows}


def _pace(session: Session, hours: list[str]) -> float:
    """Return arrivals per minute over the last ten minutes of this laptop's clock."""
    now = context(session).clock.now()
    recent = sum(1 for at in hours if 0 <= (now - parse_instant(at)).total_seconds() <= 600)
    return round(recent / 10, 1)


def _last(
    session: Session, workshop_id: str, session_id: str, told: dict[str, str]
) -> tuple[LastArrival, ...]:
    """Return these arrivals, given in order with their sectors."""
    known = by_id(session, Attendance, set(told))
    rows = [known[one] for one in told]
    persons = same_as.standing(session, Person, {row.person_id for row in rows})
    bodies = same_as.standing(session, Organization, {row.organization_id for row in rows})
    left = departures.of(session, set(told))
    stands = {one.delegate_id: one.principal_id for one in delegations.of_session(session, session_id)}
    principals = by_id(session, Person, {stands[one] for one in persons if one in stands})
    seats = mesas.seats_of(session, workshop_id, set(persons))
    tables = by_id(session, Mesa, set(seats.values()))
    result = []
    for row in rows:
        person = persons.get(row.person_id)
        body = bodies.get(row.organization_id)
        seat = tables.get(seats.get(row.person_id, ""))
        result.append(
            LastArrival(
                attendance_id=row.id,
                hour=hour(row.at),
                full_name=person.full_name if person else "",
                organization=(body.short_name or body.name) if body else "",
                sector=told[row.id],
                mesa=seat.number if seat else 0,
                incomplete=_incomplete(person, body),
                person_id=row.person_id,
                left_at=hour(left[row.id].at) if row.id in left else "",
                in_place_of=_name(principals.get(stands.get(row.person_id, ""))),
            )
        )
    return tuple(result)


def _name(person: Person | None) -> str:
    return person.full_name if person else ""


def _incomplete(person: Person | None, body: Organization | None) -> str:
    if person is None:
        return ""
    if body is None:
        return "organization"
    if not person.document_number and person.document_type not in people.NO_NUMBER:
        return "document"
    return "sector" if not body.sector else ""


def to_review(session: Session, workshop_id: str) -> tuple[Doubt, ...]:
    """Return the invitees in doubt, in the order of their lists."""
    doubts = invitations.doubts(session, workshop_id)
    listed = invitations.rows(session, workshop_id)
    found = by_id(session, Invitation, set(doubts))
    persons = by_id(session, Person, {one.person_id for one in found.values()})

    def place(invitation_id: str) -> tuple[str, str, int]:
        rows = listed.get(invitation_id)
        return (rows[0].file, rows[0].sheet, rows[0].row) if rows else ("", "", 0)

    return tuple(
        Doubt(
            invitation_id=one,
            person_id=person.id,
            full_name=person.full_name,
            reasons=invitations.codes(doubts[one]),
            source=" › ".join(filter(None, map(str, place(one)[:2]))) + f" › {place(one)[2]}",
        )
        for one in sorted(found, key=lambda one: (place(one), one))
        if (person := persons.get(found[one].person_id)) is not None
    )
