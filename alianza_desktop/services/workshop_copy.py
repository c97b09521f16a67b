"""«Duplicar etapa anterior»: the next workshop with what the one before it leaves.

Its mesas, who came, where they sat and the agreements that are still open: those of the workshop and those
that it took up itself. One transaction makes it all, and its tombstones take it all back.
"""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotAllowed, NotFound
from alianza_desktop.model import (
    AgendaItem,
    Attendance,
    CarriedAgreement,
    Invitation,
    Person,
    Seating,
    Workshop,
    WorkshopMesa,
    WorkshopSession,
)
from alianza_desktop.model.workshops import MEETING
from alianza_desktop.services import agreement_follow_up, mesas, same_as, workshop_proposal, workshops
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
    """Return what would come from a workshop, or of the last before a mesa's own meeting. It only reads."""
    source = _source(session, workshop_id)
    workshop_id = source.id
    came = _people(session, Attendance, workshop_id)
    people = came or _people(session, Invitation, workshop_id)
    seats = mesas.seats_of_all(session, workshop_id)
    return Copy(
        source=source,
        plan=workshop_proposal.after(session, workshop_id),
        people=tuple(people.items()),
        came=bool(came),
        seats={person: seats[person] for person in people if person in seats},
        open_ids=agreement_follow_up.open_agreements(session, workshop_id),
    )


def _source(session: Session, workshop_id: str) -> Workshop:
    held = get(session, Workshop, workshop_id)
    if held.kind != MEETING:
        return held
    before = living(Workshop).where(Workshop.kind != MEETING, Workshop.starts_on <= held.starts_on)
    last = session.scalars(before.order_by(Workshop.starts_on.desc(), Workshop.id.desc()).limit(1)).first()
    if last is None:
        raise NotFound("workshop-missing")
    return last


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
    made.previous_id = copy.source.id
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
