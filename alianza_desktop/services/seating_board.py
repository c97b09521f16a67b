"""The people and mesas of a workshop as its seating board shows them, and what the spread knows of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold, sort_key
from alianza_desktop.model import (
    Attendance,
    ChainActivity,
    ChainActor,
    Invitation,
    MesaMember,
    Organization,
    Person,
    Seating,
    Workshop,
)
from alianza_desktop.services import mesas, presence, same_as
from alianza_desktop.services.mesas import MesaRow
from alianza_desktop.services.query import get
from alianza_desktop.services.same_as import Identities
from alianza_desktop.services.seating import BELONGS, FACILITATES, WORKS_IN_ITS_CHAIN, Guest, Table

PRESENT: Final = "present"
LEFT: Final = "left"
EXPECTED: Final = "expected"
"""Where somebody is: in the room, gone (or their delegate came), not here yet."""


@dataclass(frozen=True, slots=True, repr=False)
class Seat:
    """Somebody of the workshop and where they sit; no mesa is an empty text."""

    person_id: str
    name: str
    organization_id: str
    organization: str
    sector: str
    mesa_id: str
    state: str
    """`PRESENT`, `LEFT` or `EXPECTED`."""


@dataclass(frozen=True, slots=True, repr=False)
class Board:
    """A workshop's mesas and its people in alphabetical order."""

    workshop_id: str
    tables: tuple[MesaRow, ...]
    people: tuple[Seat, ...]
    with_society: bool = True
    ties: dict[str, tuple[tuple[int, str], ...]] | None = None
    """Why each person should sit at a mesa, by person."""

    def guests(self, *, everybody: bool) -> tuple[Guest, ...]:
        """Return who is to be seated: those who are here, or all but those who left."""
        ties = self.ties or {}
        return tuple(
            Guest(one.person_id, one.sector, one.mesa_id, ties.get(one.person_id, ()))
            for one in self.people
            if one.state == PRESENT or (everybody and one.state == EXPECTED)
        )

    def room(self, guests: Iterable[Guest]) -> tuple[Table, ...]:
        """Return the mesas with the seats that are left for these people: the others keep theirs."""
        asked = {one.person_id for one in guests}
        held = [one.mesa_id for one in self.people if one.person_id not in asked and one.state != LEFT]
        return tuple(
            Table(
                one.id,
                one.number,
                None if one.capacity is None else max(0, one.capacity - held.count(one.id)),
            )
            for one in self.tables
        )


def board(session: Session, workshop_id: str) -> Board:
    """Read the board: who was invited, came or has a seat, once each."""
    tables = mesas.listing(session, workshop_id)
    here = {one.person_id for one in presence.present(session, workshop_id)}
    known, bodies = same_as.identities(session, "person"), same_as.identities(session, "organization")
    came = _of(session, Attendance, workshop_id, known)
    ids = (
        here | came | _of(session, Invitation, workshop_id, known) | _of(session, Seating, workshop_id, known)
    )
    meeting = {one.id for one in tables}
    seats = {who: at for who, at in mesas.seats_of_all(session, workshop_id).items() if at in meeting}
    people = tuple(
        Seat(
            person_id=person_id,
            name=" ".join(filter(None, names)),
            organization_id=bodies.shown(body or ""),
            organization=short or name or "",
            sector=sector or "",
            mesa_id=seats.get(person_id, ""),
            state=PRESENT if person_id in here else LEFT if person_id in came else EXPECTED,
        )
        for person_id, *names, body, name, short, sector in _people(session, workshop_id, known)
        if person_id in ids
    )
    return Board(
        workshop_id=workshop_id,
        tables=tables,
        people=tuple(sorted(people, key=lambda one: (sort_key(one.name), one.person_id))),
        with_society=get(session, Workshop, workshop_id).with_society,
        ties=_ties(session, tables, people),
    )


def _of(
    session: Session,
    kind: type[Attendance] | type[Invitation] | type[Seating],
    workshop_id: str,
    known: Identities,
) -> set[str]:
    rows = session.scalars(
        select(kind.person_id).where(kind.workshop_id == workshop_id, kind.deleted.is_(False))
    )
    return {known.shown(one) for one in rows if one}


def _people(session: Session, workshop_id: str, known: Identities) -> Iterable[Any]:
    """Return the people whom a record of the workshop names, or who stand for them."""
    named = [
        select(kind.person_id).where(kind.workshop_id == workshop_id, kind.deleted.is_(False))
        for kind in (Attendance, Invitation, Seating)
    ]
    return session.execute(
        select(
            Person.id, Person.given_names, Person.paternal_surname, Person.maternal_surname,
            Person.organization_id, Organization.name, Organization.short_name, Organization.sector,
        )
        .outerjoin(Organization, Organization.id == Person.organization_id)
        .where(
            Person.deleted.is_(False),
            Person.id.in_(named[0].union(*named[1:])) | Person.id.in_(known.groups),
        )
    )  # fmt: skip


def _ties(
    session: Session, tables: tuple[MesaRow, ...], people: tuple[Seat, ...]
) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return why each person should sit at a mesa of this workshop."""
    leaders = [(fold(name), one.id) for one in tables for name in (one.facilitator, one.rapporteur) if name]
    members = _members(session, {one.id for one in tables})
    actors = _actors(session, tables)
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for one in people:
        reasons = {(FACILITATES, mesa) for name, mesa in leaders if name == fold(one.name)}
        reasons |= {(BELONGS, mesa) for mesa, body, who in members if _fits(one, body, who)}
        reasons |= {(WORKS_IN_ITS_CHAIN, mesa) for mesa in actors.get(one.organization_id, ())}
        if reasons:
            found[one.person_id] = tuple(sorted(reasons))
    return found


def _fits(one: Seat, organization_id: str, person_id: str) -> bool:
    return (
        one.person_id == person_id
        if person_id
        else bool(one.organization_id) and one.organization_id == organization_id
    )


def _members(session: Session, ids: set[str]) -> list[tuple[str, str, str]]:
    rows = session.execute(
        select(MesaMember.mesa_id, MesaMember.organization_id, MesaMember.person_id).where(
            MesaMember.mesa_id.in_(ids), MesaMember.deleted.is_(False)
        )
    )
    bodies, persons = same_as.identities(session, "organization"), same_as.identities(session, "person")
    return [(mesa, bodies.shown(body or ""), persons.shown(person or "")) for mesa, body, person in rows]


def _actors(session: Session, tables: tuple[MesaRow, ...]) -> dict[str, tuple[str, ...]]:
    """Return the mesas that work on a chain where each organisation takes part."""
    chains: dict[str, list[str]] = {}
    for one in tables:
        if one.chain_id:
            chains.setdefault(one.chain_id, []).append(one.id)
    rows = session.execute(
        select(ChainActivity.chain_id, ChainActor.organization_id)
        .join(ChainActivity, ChainActivity.id == ChainActor.activity_id)
        .where(
            ChainActivity.chain_id.in_(chains),
            ChainActivity.deleted.is_(False),
            ChainActor.deleted.is_(False),
        )
        .distinct()
    )
    bodies = same_as.identities(session, "organization")
    found: dict[str, tuple[str, ...]] = {}
    for chain_id, organization_id in rows:
        shown = bodies.shown(organization_id)
        found[shown] = (*found.get(shown, ()), *chains[chain_id])
    return found
