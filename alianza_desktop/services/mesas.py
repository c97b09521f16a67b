"""Mesas: the alliance's standing tables, which of them meet in a workshop, and who sits where."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import (
    Acta,
    Agreement,
    Attendance,
    Mesa,
    Organization,
    Person,
    Seating,
    Workshop,
    WorkshopMesa,
    rules,
)
from alianza_desktop.model.workshops import MEETING
from alianza_desktop.services import invitations, same_as
from alianza_desktop.services.query import by_id, get, living
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage import journal
from alianza_desktop.storage.journal import delete
from alianza_desktop.storage.operations import Heads

TABLE_FIELDS: Final = ("name", "sigla", "theme", "norm", "installed_on", "quorum", "chain_id")
"""What `change` writes of the alliance's mesa."""
SITTING_FIELDS: Final = ("facilitator", "rapporteur", "place", "capacity")
"""What `change_sitting` writes of a mesa in one workshop."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MesaPlan:
    """A mesa that will meet: it is the alliance's mesa of that name, added when it is new."""

    name: str
    sigla: str = ""
    theme: str = ""
    facilitator: str = ""
    rapporteur: str = ""
    place: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class MesaRow:
    """A mesa in a workshop: seats taken, and by which sectors."""

    id: str
    number: int
    name: str
    sigla: str
    facilitator: str
    capacity: int | None
    seated: int
    sectors: dict[str, int] = field(default_factory=dict)
    theme: str = ""
    place: str = ""
    sitting_id: str = ""
    """The record of the mesa in this workshop."""
    rapporteur: str = ""
    chain_id: str = ""


def add(session: Session, workshop_id: str, plan: MesaPlan) -> Mesa:
    """Seat a mesa of the alliance in a workshop; a new name makes a new mesa with the next number."""
    mesa = found(session, plan)
    if _meets(session, workshop_id, mesa.id):
        raise Invalid("mesa-repeated", name=mesa.name)
    session.add(
        WorkshopMesa(
            workshop_id=workshop_id,
            mesa_id=mesa.id,
            facilitator=normalise_text(plan.facilitator).strip(),
            rapporteur=normalise_text(plan.rapporteur).strip(),
            place=normalise_text(plan.place).strip(),
            capacity=_capacity(plan.capacity),
        )
    )
    session.flush()
    return mesa


def found(session: Session, plan: MesaPlan) -> Mesa:
    """Return the alliance's mesa of that name, added with the next number when it is new."""
    name = line(plan.name)
    if not name:
        raise Invalid("name-needed")
    known = list(session.scalars(living(Mesa).order_by(Mesa.number, Mesa.id)))
    mesa = next((one for one in known if fold(one.name) == fold(name)), None)
    if mesa is None:
        number = max((one.number for one in known), default=0) + 1
        mesa = Mesa(
            number=number, name=name, sigla=_sigla(plan.sigla), theme=normalise_text(plan.theme).strip()
        )
        session.add(mesa)
        session.flush()
    return mesa


def _capacity(seats: int | None) -> int | None:
    if seats is not None and not 0 < seats <= 999:
        raise Invalid("capacity-unlikely")
    return seats


def change(session: Session, mesa_id: str, values: Mapping[str, Any], heads: Heads | None = None) -> Mesa:
    """Write what a person changed of the alliance's mesa, as seen with these heads.

    Raises `Invalid` (`name-needed`, `mesa-name-taken`, `day-unknown`, `quorum-unlikely`, `unknown-field`).
    """
    mesa = get(session, Mesa, mesa_id)
    only(values, TABLE_FIELDS)
    clean: dict[str, Any] = {
        name: line(value) if isinstance(value, str) else value for name, value in values.items()
    }
    if "name" in clean:
        _check_name(session, mesa, clean["name"])
    if "sigla" in clean:
        clean["sigla"] = _sigla(clean["sigla"])
    if clean.get("installed_on"):
        clean["installed_on"] = rules.day(clean["installed_on"])
    if clean.get("quorum") is not None and not 0 < clean["quorum"] <= 999:
        raise Invalid("quorum-unlikely")
    return write(session, mesa, clean, heads)


def _check_name(session: Session, mesa: Mesa, name: str) -> None:
    if not name:
        raise Invalid("name-needed")
    if any(fold(one.name) == fold(name) for one in session.scalars(living(Mesa)) if one.id != mesa.id):
        raise Invalid("mesa-name-taken", name=name)


def change_sitting(
    session: Session, sitting_id: str, values: Mapping[str, Any], heads: Heads | None = None
) -> WorkshopMesa:
    """Write who facilitates a mesa in a workshop, where and for how many, as seen with these heads."""
    sitting = get(session, WorkshopMesa, sitting_id)
    only(values, SITTING_FIELDS)
    clean = {
        name: _capacity(value) if name == "capacity" else normalise_text(value).strip()
        for name, value in values.items()
    }
    return write(session, sitting, clean, heads)


def remove(session: Session, sitting_id: str) -> None:
    """Take a mesa out of a workshop; the mesa stays in the alliance. `NotAllowed("mesa-in-use")`."""
    sitting = get(session, WorkshopMesa, sitting_id)
    for kind in (Seating, Agreement, Acta):
        used = living(kind).where(kind.workshop_id == sitting.workshop_id, kind.mesa_id == sitting.mesa_id)
        if session.scalars(used.limit(1)).first() is not None:
            raise NotAllowed("mesa-in-use", name=get(session, Mesa, sitting.mesa_id).name)
    delete(session, sitting)


def restore(session: Session, sitting_id: str) -> None:
    """Undo `remove`, unless the mesa was brought again meanwhile."""
    sitting = session.get(WorkshopMesa, sitting_id)
    if sitting is not None and not _meets(session, sitting.workshop_id, sitting.mesa_id):
        journal.restore(session, sitting)


def plans(session: Session, workshop_id: str) -> tuple[MesaPlan, ...]:
    """Return the mesas of a workshop as plans: what another workshop may begin with."""
    return tuple(
        MesaPlan(
            name=one.name, sigla=one.sigla, theme=one.theme, facilitator=one.facilitator,
            rapporteur=one.rapporteur, place=one.place, capacity=one.capacity,
        )
        for one in listing(session, workshop_id)
    )  # fmt: skip


def numbers(session: Session) -> dict[str, int]:
    """Return the number of each mesa of the alliance by its folded name."""
    return {fold(one.name): one.number for one in session.scalars(living(Mesa))}


def _sigla(text: str) -> str:
    letters = "".join(letter for letter in fold(text).upper() if letter.isalnum())
    return letters[:12]


def _meets(session: Session, workshop_id: str, mesa_id: str) -> bool:
    sitting = living(WorkshopMesa).where(
        WorkshopMesa.workshop_id == workshop_id, WorkshopMesa.mesa_id == mesa_id
    )
    return session.scalars(sitting.limit(1)).first() is not None


def listing(session: Session, workshop_id: str) -> tuple[MesaRow, ...]:
    """Return the mesas that meet in a workshop, with seats taken by sector."""
    sittings = list(session.scalars(living(WorkshopMesa).where(WorkshopMesa.workshop_id == workshop_id)))
    tables = by_id(session, Mesa, {one.mesa_id for one in sittings})
    taken = _seats(session, workshop_id)
    rows = [
        MesaRow(
            id=mesa.id,
            number=mesa.number,
            name=mesa.name,
            sigla=mesa.sigla,
            facilitator=sitting.facilitator,
            capacity=sitting.capacity,
            seated=sum(taken.get(mesa.id, Counter()).values()),
            sectors=dict(taken.get(mesa.id, Counter())),
            theme=mesa.theme,
            place=sitting.place,
            sitting_id=sitting.id,
            rapporteur=sitting.rapporteur,
            chain_id=mesa.chain_id,
        )
        for sitting in sittings
        if (mesa := tables.get(sitting.mesa_id)) is not None
    ]
    return tuple(sorted(rows, key=lambda row: (row.number, row.id)))


def _seats(session: Session, workshop_id: str) -> dict[str, Counter[str]]:
    seats = seats_of_all(session, workshop_id)
    rows = session.execute(
        select(Person.id, Organization.sector)
        .outerjoin(Organization, Organization.id == Person.organization_id)
        .where(Person.id.in_(seats), Person.deleted.is_(False))
    )
    taken: dict[str, Counter[str]] = {}
    for person_id, sector in rows:
        taken.setdefault(seats[person_id], Counter())[sector or ""] += 1
    return taken


def seat(session: Session, workshop_id: str, person_id: str, mesa_id: str) -> None:
    """Seat a person at a mesa of the workshop; moving deletes the old seat and adds a new one."""
    seat_all(session, workshop_id, {person_id: mesa_id})


def seat_on_arrival(session: Session, workshop_id: str, person_id: str, mesa_id: str) -> None:
    """Seat who comes where it was chosen, if anywhere; whoever comes to a mesa's own meeting sits at it.

    A meeting whose mesa was taken out of it still registers who comes: they sit nowhere.
    """
    held = session.get(Workshop, workshop_id)
    at = mesa_id
    if held is not None and held.kind == MEETING:
        at = held.mesa_id if _meets(session, workshop_id, held.mesa_id) else ""
    if at:
        seat(session, workshop_id, person_id, at)


def seat_all(session: Session, workshop_id: str, seats: Mapping[str, str]) -> dict[str, str]:
    """Seat these people, each at a mesa or at none (an empty text), and return where they sat before.

    Raises `Invalid("mesa-elsewhere")` when a mesa does not meet in the workshop.
    """
    for mesa_id in set(seats.values()) - {""}:
        get(session, Mesa, mesa_id)
        if not _meets(session, workshop_id, mesa_id):
            raise Invalid("mesa-elsewhere")
    query = living(Seating).where(Seating.workshop_id == workshop_id).order_by(Seating.id.desc())
    selves = same_as.identities(session, "person")
    if len(seats) == 1:
        query = query.where(Seating.person_id.in_(selves.all_of(seats)))
    current: dict[str, list[Seating]] = {}
    for one in session.scalars(query):
        current.setdefault(selves.shown(one.person_id), []).append(one)
    before = {}
    for person_id, mesa_id in seats.items():
        known = current.get(selves.shown(person_id), [])
        before[person_id] = known[-1].mesa_id if known else ""
        for one in known:
            if one.mesa_id != mesa_id:
                delete(session, one)
        if mesa_id and all(one.mesa_id != mesa_id for one in known):
            session.add(Seating(workshop_id=workshop_id, mesa_id=mesa_id, person_id=person_id))
    session.flush()
    return before


def seat_back(
    session: Session, workshop_id: str, seats: Mapping[str, str], left: Mapping[str, str]
) -> frozenset[str]:
    """Undo or redo `seat_all`: seat these people again, but whoever sits no more where they were left.

    Return those: somebody decided about them since (sync.md §3).
    """
    now, selves = seats_of_all(session, workshop_id), same_as.identities(session, "person")
    moved = frozenset(one for one in seats if now.get(selves.shown(one), "") != left[one])
    seat_all(session, workshop_id, {one: seats[one] for one in seats if one not in moved})
    return moved


def free_seat(session: Session, workshop_id: str, person_id: str) -> None:
    """Free the seat of who is no longer of the workshop: neither invited nor registered in any session."""
    selves = same_as.members(session, "person", person_id)
    came = living(Attendance).where(Attendance.workshop_id == workshop_id, Attendance.person_id.in_(selves))
    if session.scalars(came.limit(1)).first() is None and not invitations.of_person(
        session, workshop_id, person_id
    ):
        seat(session, workshop_id, person_id, "")


def seats_of(session: Session, workshop_id: str, person_ids: set[str]) -> dict[str, str]:
    """Return the mesa of each of these people who sits at one, by person; a few hundred at most."""
    known = same_as.identities(session, "person")
    rows = session.execute(
        select(Seating.person_id, Seating.mesa_id)
        .where(
            Seating.workshop_id == workshop_id,
            Seating.person_id.in_(known.all_of(person_ids)),
            Seating.deleted.is_(False),
        )
        .order_by(Seating.id.desc())
    )
    found = {known.shown(person_id): mesa_id for person_id, mesa_id in rows}
    return {one: found[known.shown(one)] for one in person_ids if known.shown(one) in found}


def seats_of_all(session: Session, workshop_id: str) -> dict[str, str]:
    """Return the mesa of everybody who sits at one in a workshop, by the record that stands for them."""
    known = same_as.identities(session, "person")
    rows = session.execute(
        select(Seating.person_id, Seating.mesa_id)
        .where(Seating.workshop_id == workshop_id, Seating.deleted.is_(False))
        .order_by(Seating.id.desc())
    )
    return {known.shown(person_id): mesa_id for person_id, mesa_id in rows}


def seat_numbers(session: Session, workshop_id: str) -> dict[str, int]:
    """Return the number of the mesa of everybody who sits at one, by the record that stands for them."""
    seats = seats_of_all(session, workshop_id)
    tables = by_id(session, Mesa, set(seats.values()))
    return {person_id: tables[mesa].number for person_id, mesa in seats.items() if mesa in tables}


def seat_of(session: Session, workshop_id: str, person_id: str) -> str:
    """Return the id of the mesa where a person sits, or an empty text."""
    return seats_of(session, workshop_id, {person_id}).get(person_id, "")
