"""The meetings that a standing mesa holds between two workshops (domain.md §2, model `MEETING`).

Decided here: a meeting has one session and one mesa, so the desk, the agreements and the acta work as in a
workshop, and its acta is numbered in the mesa's own sequence of the year. Members who are people are
expected, each with a seat; an organisation that sends whom it likes is not, whoever comes for it is seated at
the desk. What the mesa has open is taken up by default (`agreement_follow_up`), first in the agenda.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Agreement, Invitation, Mesa, Workshop, WorkshopMesa
from alianza_desktop.model.workshops import MEETING, MODALITIES
from alianza_desktop.services import mesa_members, mesas, workshop_proposal, workshops
from alianza_desktop.services.agreement_follow_up import CLOSED
from alianza_desktop.services.mesa_members import MemberRow
from alianza_desktop.services.query import by_id, get, living, one_of
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan
from alianza_desktop.services.writing import line

REVIEW: Final = "Acuerdos anteriores"
BLOCKS: Final = (("Temas y acuerdos", 60), ("Lectura y firma", 30))
"""The agenda of a meeting, after `REVIEW` when the mesa has something open."""
TEXTS: Final = ("city", "place", "convened_by", "conducted_by", "rapporteur")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MeetingPlan:
    """What is decided before the meeting."""

    mesa_id: str
    starts_on: str = ""
    starts_at: str = ""
    ends_at: str = ""
    modality: str = "in_person"
    ubigeo: str = ""
    city: str = ""
    place: str = ""
    convened_by: str = ""
    conducted_by: str = ""
    rapporteur: str = ""
    people: tuple[str, ...] = ()
    """Ids of the people who are expected."""


@dataclass(frozen=True, slots=True, repr=False)
class Proposal:
    """A meeting without its day, and what its mesa brings to it."""

    plan: MeetingPlan
    name: str
    members: tuple[MemberRow, ...]
    open_agreements: int


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list."""

    id: str
    mesa_id: str
    number: int
    """Of its mesa."""
    mesa: str
    name: str
    starts_on: str
    place: str
    invited: int
    arrived: int
    stage: int = 0
    """Of no stage, as lists of workshops and meetings say it."""


def called(mesa: Mesa) -> str:
    """Return the name that a meeting of a mesa gets."""
    return f"Reunión de la Mesa {mesa.number} · {mesa.name}"


def propose(session: Session, mesa_id: str) -> Proposal:
    """Return the next meeting of a mesa: where it met last, who presides it, its people. It only reads."""
    mesa = get(session, Mesa, mesa_id)
    members = mesa_members.members(session, mesa_id)
    named = {row.role: row.person or row.organization for row in reversed(members)}
    last = _last(session, mesa_id)
    plan = MeetingPlan(
        mesa_id=mesa_id,
        modality=(last.modality if last else "") or "in_person",
        ubigeo=last.ubigeo if last else "",
        city=last.city if last else "",
        place=last.place if last else "",
        convened_by=named.get("president", ""),
        conducted_by=named.get("president", ""),
        rapporteur=named.get("secretary", ""),
        people=tuple(row.person_id for row in members if row.person_id),
    )
    return Proposal(plan, called(mesa), members, _open(session, mesa_id))


def _last(session: Session, mesa_id: str) -> Workshop | None:
    return session.scalars(
        living(Workshop)
        .join(WorkshopMesa, WorkshopMesa.workshop_id == Workshop.id)
        .where(WorkshopMesa.mesa_id == mesa_id, WorkshopMesa.deleted.is_(False))
        .order_by(Workshop.starts_on.desc(), Workshop.id.desc())
        .limit(1)
    ).first()


def _open(session: Session, mesa_id: str) -> int:
    """Return how many agreements of a mesa nobody has closed."""
    open_now = living(Agreement).where(Agreement.mesa_id == mesa_id, Agreement.follow_up.not_in(CLOSED))
    return session.scalar(select(func.count()).select_from(open_now.subquery())) or 0


def convene(session: Session, plan: MeetingPlan) -> Workshop:
    """Add a meeting of a mesa with who is expected, its agenda and its session, open.

    Raises `Invalid` (`workshop-day-needed`, `day-unknown`, `hours-crossed`, `unknown-code`), `NotFound`.
    """
    mesa = get(session, Mesa, plan.mesa_id)
    if not plan.starts_on.strip():
        raise Invalid("workshop-day-needed")
    if plan.ubigeo:
        catalogs.place(plan.ubigeo)
    meeting = Workshop(
        kind=MEETING,
        mesa_id=mesa.id,
        name=called(mesa),
        ubigeo=plan.ubigeo,
        modality=one_of(plan.modality, MODALITIES, "modality"),
        starts_on=workshops.day(plan.starts_on),
    )
    for name in TEXTS:
        setattr(meeting, name, line(getattr(plan, name)))
    workshops.head(session, meeting)
    session.add(meeting)
    workshops.add_session(session, meeting, 1, SessionPlan(
        name="Reunión", starts_at=plan.starts_at, ends_at=plan.ends_at
    ))  # fmt: skip
    session.add(WorkshopMesa(workshop_id=meeting.id, mesa_id=mesa.id))  # two laptops may have named two alike
    session.flush()
    workshops.add_agenda(session, meeting.id, _agenda(session, plan))
    for person_id in dict.fromkeys(plan.people):
        session.add(Invitation(workshop_id=meeting.id, person_id=person_id))
        mesas.seat(session, meeting.id, person_id, mesa.id)
    session.flush()
    return meeting


def _agenda(session: Session, plan: MeetingPlan) -> tuple[AgendaPlan, ...]:
    blocks = [(REVIEW, 30)] if _open(session, plan.mesa_id) else []
    made, start = [], plan.starts_at.strip()
    for title, minutes in (*blocks, *BLOCKS):
        made.append(AgendaPlan(title=title, starts_at=start, minutes=minutes))
        start = workshop_proposal.later(start, minutes)
    return tuple(made)


def listing(session: Session, mesa_id: str = "") -> tuple[MeetingRow, ...]:
    """Return the meetings of a mesa, or of all, the last one first."""
    query = living(Workshop).where(Workshop.kind == MEETING)
    if mesa_id:
        query = query.where(Workshop.mesa_id == mesa_id)
    found = list(session.scalars(query.order_by(Workshop.starts_on.desc(), Workshop.id.desc())))
    tables = by_id(session, Mesa, {one.mesa_id for one in found})
    rows = []
    for one in found:
        invited, arrived = workshops.counted(session, one.id)
        mesa = tables.get(one.mesa_id)
        rows.append(
            MeetingRow(
                id=one.id,
                mesa_id=one.mesa_id,
                number=mesa.number if mesa else 0,
                mesa=mesa.name if mesa else "",
                name=one.name,
                starts_on=one.starts_on,
                place=one.place,
                invited=invited,
                arrived=arrived,
            )
        )
    return tuple(rows)


def mesa_of(session: Session, workshop_id: str) -> str:
    """Return the mesa whose meeting this is; empty for a workshop."""
    found = session.get(Workshop, workshop_id) if workshop_id else None
    return found.mesa_id if found is not None and found.kind == MEETING else ""
