"""Mesas: the alliance's standing tables, which of them meet in a workshop, and who sits where."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Mesa, Organization, Person, Seating, WorkshopMesa
from alianza_desktop.services.query import by_id, get, living
from alianza_desktop.storage.journal import delete


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaPlan:
    """A mesa that will meet: it is the alliance's mesa of that name, added when it is new."""

    name: str
    sigla: str = ""
    theme: str = ""
    facilitator: str = ""
    place: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
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


def add(session: Session, workshop_id: str, plan: MesaPlan) -> Mesa:
    """Seat a mesa of the alliance in a workshop; a new name makes a new mesa with the next number."""
    name = " ".join(normalise_text(plan.name).split())
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
    if _meets(session, workshop_id, mesa.id):
        raise Invalid("mesa-repeated", name=name)
    session.add(
        WorkshopMesa(
            workshop_id=workshop_id,
            mesa_id=mesa.id,
            facilitator=normalise_text(plan.facilitator).strip(),
            place=normalise_text(plan.place).strip(),
            capacity=plan.capacity,
        )
    )
    session.flush()
    return mesa


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
        )
        for sitting in sittings
        if (mesa := tables.get(sitting.mesa_id)) is not None
    ]
    return tuple(sorted(rows, key=lambda row: (row.number, row.id)))


def _seats(session: Session, workshop_id: str) -> dict[str, Counter[str]]:
    rows = session.execute(
        select(Seating.mesa_id, Organization.sector, func.count())
        .join(Person, Person.id == Seating.person_id)
        .outerjoin(Organization, Organization.id == Person.organization_id)
        .where(Seating.workshop_id == workshop_id, Seating.deleted.is_(False), Person.deleted.is_(False))
        .group_by(Seating.mesa_id, Organization.sector)
    )
    taken: dict[str, Counter[str]] = {}
    for mesa_id, sector, count in rows:
        taken.setdefault(mesa_id, Counter())[sector or ""] += count
    return taken


def seat(session: Session, workshop_id: str, person_id: str, mesa_id: str) -> None:
    """Seat a person at a mesa of the workshop; moving deletes the old seat and adds a new one."""
    get(session, Mesa, mesa_id)
    if not _meets(session, workshop_id, mesa_id):
        raise Invalid("mesa-elsewhere")
    current = list(
        session.scalars(
            living(Seating).where(Seating.workshop_id == workshop_id, Seating.person_id == person_id)
        )
    )
    if any(one.mesa_id == mesa_id for one in current):
        return
    for one in current:
        delete(session, one)
    session.add(Seating(workshop_id=workshop_id, mesa_id=mesa_id, person_id=person_id))
    session.flush()


def seat_of(session: Session, workshop_id: str, person_id: str) -> str:
    """Return the id of the mesa where a person sits, or an empty text."""
    found = session.scalars(
        living(Seating)
        .where(Seating.workshop_id == workshop_id, Seating.person_id == person_id)
        .order_by(Seating.id)
        .limit(1)
    ).first()
    return found.mesa_id if found else ""
