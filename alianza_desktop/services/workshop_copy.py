"""«Duplicar etapa anterior»: the next workshop with what the one before it leaves.

Its mesas, who came, where they sat and the agreements that are still open. Until agreements are followed up
(their state after the workshop), each one is open: those of the workshop and those that it carried itself.
One transaction makes it all, and its tombstones take it all back.
"""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import (
    AgendaItem,
    Agreement,
    Attendance,
    CarriedAgreement,
    Invitation,
    Person,
    Seating,
    Workshop,
    WorkshopMesa,
    WorkshopSession,
)
from alianza_desktop.services import agreements, mesas, same_as, workshop_proposal, workshops
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.services.query import get, living
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage.journal import delete

PARTS: Final = ("mesas", "people", "seats", "agreements")
"""What may come from the workshop before."""
MADE: Final = (Seating, CarriedAgreement, Invitation, WorkshopMesa, AgendaItem, WorkshopSession)
"""The records of a copy, besides the workshop itself."""


@dataclass(frozen=True, slots=True, repr=False)
class Copy:
    """What would come."""

    source: Workshop
    plan: WorkshopPlan
    people: tuple[tuple[str, str], ...]
    """(person, quality) of who came; of who was invited when nobody came yet."""
    came: bool
    """They came: otherwise they were invited."""
    seats: dict[str, str]
    """Mesa by person, of those people."""
    open_ids: tuple[str, ...]
    """Agreements that are still open."""


def preview(session: Session, workshop_id: str) -> Copy:
    """Return what would come from a workshop. It only reads."""
    source = get(session, Workshop, workshop_id)
    came = _people(session, Attendance, workshop_id)
    people = came or _people(session, Invitation, workshop_id)
    seats = mesas.seats_of_all(session, workshop_id)
    return Copy(
        source=source,
        plan=workshop_proposal.after(session, workshop_id),
        people=tuple(people.items()),
        came=bool(came),
        seats={person: seats[person] for person in people if person in seats},
        open_ids=open_agreements(session, workshop_id),
    )


def _people(session: Session, kind: type[Attendance] | type[Invitation], workshop_id: str) -> dict[str, str]:
    """Return the living people of a workshop by attendance or invitation, once each, with their quality."""
    known = same_as.identities(session, "person")
    rows = session.execute(
        select(kind.person_id, kind.quality)
        .join(Person, Person.id == kind.person_id)
        .where(kind.workshop_id == workshop_id, kind.deleted.is_(False), Person.deleted.is_(False))
        .order_by(kind.id.desc())
    )
    return {known.shown(person): quality or "" for person, quality in rows}


def open_agreements(session: Session, workshop_id: str) -> tuple[str, ...]:
    """Return the ids of the agreements that a workshop leaves: those it carried, then its own."""
    carried = [one.agreement_id for one in _carried(session, workshop_id)]
    own = session.scalars(
        select(Agreement.id)
        .where(Agreement.workshop_id == workshop_id, Agreement.deleted.is_(False))
        .order_by(Agreement.mesa_id, Agreement.order_key, Agreement.id)
    )
    return tuple(dict.fromkeys([*carried, *own]))


def _carried(session: Session, workshop_id: str) -> list[CarriedAgreement]:
    query = (
        living(CarriedAgreement)
        .join(Agreement, Agreement.id == CarriedAgreement.agreement_id)
        .where(CarriedAgreement.workshop_id == workshop_id, Agreement.deleted.is_(False))
        .order_by(CarriedAgreement.id)
    )
    return list(session.scalars(query))


def duplicate(
    session: Session, workshop_id: str, *, parts: frozenset[str] = frozenset(PARTS), starts_on: str = ""
) -> str:
    """Make the workshop of the next stage with these parts of the one before, and return its id."""
    copy = preview(session, workshop_id)
    day = workshops.day(starts_on)
    plan = replace(
        copy.plan,
        starts_on=day,
        mesas=copy.plan.mesas if "mesas" in parts else (),
        sessions=tuple(replace(half, date=day) for half in copy.plan.sessions),
    )
    made = workshops.create(session, plan)
    made.previous_id = workshop_id
    if "people" in parts:
        session.add_all(
            Invitation(workshop_id=made.id, person_id=person, quality=quality)
            for person, quality in copy.people
        )
    if {"mesas", "people", "seats"} <= parts:
        session.add_all(
            Seating(workshop_id=made.id, person_id=person, mesa_id=mesa)
            for person, mesa in copy.seats.items()
        )
    if "agreements" in parts:
        session.add_all(
            CarriedAgreement(agreement_id=agreement, workshop_id=made.id) for agreement in copy.open_ids
        )
    session.flush()
    return made.id


def take_back(session: Session, workshop_id: str) -> None:
    """Undo `duplicate`. Raises `NotAllowed("copy-in-use")` once somebody came to it."""
    made = get(session, Workshop, workshop_id)
    if session.scalars(living(Attendance).where(Attendance.workshop_id == workshop_id).limit(1)).first():
        raise NotAllowed("copy-in-use")
    for kind in MADE:
        for record in session.scalars(living(kind).where(kind.workshop_id == workshop_id)).all():
            delete(session, record)
    delete(session, made)


@dataclass(frozen=True, slots=True, repr=False)
class Carried:
    """The open agreements that a workshop takes up again, by the workshop where they were made."""

    stage: int
    rows: tuple[AgreementRow, ...]


def carried(session: Session, workshop_id: str, mesa_id: str) -> tuple[Carried, ...]:
    """Return the agreements of before that a mesa of a workshop carries on (`""` is the plenaria)."""
    wanted = {one.agreement_id for one in _carried(session, workshop_id)}
    if not wanted:
        return ()
    sources = session.execute(
        select(Workshop.id, Workshop.stage)
        .join(Agreement, Agreement.workshop_id == Workshop.id)
        .where(Agreement.id.in_(wanted))
        .distinct()
        .order_by(Workshop.stage, Workshop.id)
    )
    found = []
    for source_id, stage in sources.all():
        rows = agreements.listing(session, source_id, mesa_id)
        kept = tuple(row for row in rows if row.id in wanted)
        if kept:
            found.append(Carried(stage, kept))
    return tuple(found)
