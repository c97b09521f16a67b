"""How many were in the room at an hour, from arrivals, departures and delegations; the quorum of each mesa.

Arrivals belong to a half-day. At an hour there are those who had come in any half-day of that date that had
begun by then and had not left: whoever stays for the afternoon may be registered again or not, and while the
desk is at it those of the morning count. So whoever goes home at noon counts until their departure is noted.
People without personal data cannot be told apart: the half-day that has most of them speaks for all.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import parse_instant
from alianza_desktop.model import Attendance, Delegation, Departure, Mesa, WorkshopMesa
from alianza_desktop.services import meetings, mesas, presence, same_as, workshops
from alianza_desktop.services.workshops import SessionRow

WATCHED: Final = frozenset(
    {
        "attendance", "departure", "delegation", "seating", "same_as", "mesa", "workshop_mesa",
        "workshop_session",
    }
)  # fmt: skip
"""The kinds of record whose change may change these counts."""
PLENARY: Final = ""


class _Move(NamedTuple):
    """Somebody comes in or goes out."""

    at: float
    comes: bool
    who: str
    named: bool


Moves: TypeAlias = Mapping[str, list[_Move]]


@dataclass(frozen=True, slots=True)
class Quorum:
    """The rule of a mesa and how many of it are here."""

    mesa_id: str
    number: int
    name: str
    needed: int
    present: int

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.present)


def counts(session: Session, workshop_id: str, instants: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return how many were there at each instant by mesa; `PLENARY` counts everybody, unnamed people too.

    A mesa that meets by itself is everybody there.
    """
    asked = set(instants)
    if not asked:
        return {}
    moves, halves = _moves(session, workshop_id), workshops.sessions(session, workshop_id)
    rooms = _rooms(session, workshop_id)
    return {text: _by_mesa(_inside(moves, _halves(halves, text), text), rooms) for text in asked}


def _halves(halves: tuple[SessionRow, ...], text: str) -> list[str]:
    """Return the half-days of the day of an instant that had begun, or all of that day, or all."""
    same_day = [one for one in halves if one.date == text[:10]] or halves
    begun = [one for one in same_day if one.starts_at <= text[11:16]] or same_day
    return [one.id for one in begun]


def _inside(moves: Moves, halves: list[str], text: str) -> set[str]:
    """Return who came in any of these half-days and is there at an instant."""
    moment = parse_instant(text).timestamp()
    known = {half: [one for one in moves.get(half, ()) if one.at <= moment] for half in halves}
    named = _played(one for some in known.values() for one in some if one.named)
    unnamed = [_played(one for one in some if not one.named) for some in known.values()]
    return named | max(unnamed, key=len, default=set())


def _played(moves: Iterable[_Move]) -> set[str]:
    """Return who is there after these moves; of one instant, going comes after coming."""
    here: set[str] = set()
    for one in sorted(moves, key=lambda move: (move.at, not move.comes)):
        (here.add if one.comes else here.discard)(one.who)
    return here


class _Rooms(NamedTuple):
    """At which mesa each person sits, and the mesa that meets by itself, whoever sits at it."""

    seats: Mapping[str, str]
    alone: str


def _rooms(session: Session, workshop_id: str) -> _Rooms:
    return _Rooms(mesas.seats_of_all(session, workshop_id), meetings.mesa_of(session, workshop_id))


def _by_mesa(here: Collection[str], rooms: _Rooms) -> dict[str, int]:
    """Count who is here by mesa; unnamed people sit at none."""
    found = Counter(rooms.seats.get(who, "") for who in here)
    return {**found, PLENARY: len(here), **({rooms.alone: len(here)} if rooms.alone else {})}


def _moves(session: Session, workshop_id: str) -> Moves:
    """Return who came and went in each half-day."""
    who = same_as.identities(session, "person")
    living = (Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False))
    columns = select(Attendance.id, Attendance.session_id, Attendance.person_id, Attendance.at)
    came = session.execute(columns.where(*living)).all()
    left = session.execute(
        columns.with_only_columns(Attendance.id, Attendance.session_id, Attendance.person_id, Departure.at)
        .join(Departure, Departure.attendance_id == Attendance.id)
        .where(*living, Departure.deleted.is_(False))
    ).all()
    sent = session.execute(
        select(Delegation.id, Delegation.session_id, Delegation.principal_id, Delegation.at).where(
            Delegation.workshop_id == workshop_id, Delegation.deleted.is_(False)
        )
    ).all()
    found: dict[str, list[_Move]] = defaultdict(list)
    for comes, rows in ((True, came), (False, (*left, *sent))):
        for record_id, session_id, person_id, at in rows:
            shown = who.shown(person_id) if person_id else record_id
            found[session_id].append(_Move(parse_instant(at).timestamp(), comes, shown, bool(person_id)))
    return found


def rule(session: Session, mesa_id: str) -> int:
    """Return the people that a mesa's rule asks for; 0 without a rule, or for the plenaria."""
    mesa = session.get(Mesa, mesa_id) if mesa_id else None
    return (mesa.quorum or 0) if mesa else 0


def quorums(session: Session, workshop_id: str) -> tuple[Quorum, ...]:
    """Return the mesas of a workshop that have a quorum by rule, with how many of each are here now."""
    people = [one.person_id for one in presence.present(session, workshop_id)]
    here = _by_mesa(people, _rooms(session, workshop_id))
    rows = session.scalars(
        select(Mesa)
        .join(WorkshopMesa, WorkshopMesa.mesa_id == Mesa.id)
        .where(
            WorkshopMesa.workshop_id == workshop_id,
            WorkshopMesa.deleted.is_(False),
            Mesa.deleted.is_(False),
            Mesa.quorum > 0,
        )
        .order_by(Mesa.number, Mesa.id)
    )
    return tuple(Quorum(one.id, one.number, one.name, one.quorum or 0, here.get(one.id, 0)) for one in rows)
