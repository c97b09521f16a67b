"""Workshops: made from a plan, listed, shown, with the session that is open."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.model import (
    AgendaItem,
    Attendance,
    Invitation,
    Organization,
    Workshop,
    WorkshopSession,
    rules,
)
from alianza_desktop.model.workshops import MEETING, MODALITIES, SESSION_STATES, STAGES
from alianza_desktop.services import invitations, mesas, organizations, same_as, year_lines
from alianza_desktop.services.mesas import MesaPlan, MesaRow
from alianza_desktop.services.query import get, living, one_of

LONGEST_BLOCK: Final = 24 * 60
"""Minutes of a block of the agenda."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """A half-day: name, date and hours."""

    name: str = ""
    date: str = ""
    starts_at: str = ""
    ends_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPlan:
    """A block of the agenda."""

    title: str
    starts_at: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WorkshopPlan:
    """What is decided before the day; `alianza workshop new --from FILE.json` reads this shape."""

    stage: int
    name: str = ""
    ubigeo: str = ""
    city: str = ""
    place: str = ""
    modality: str = "in_person"
    starts_on: str = ""
    host: str = ""
    convened_by: str = ""
    conducted_by: str = ""
    rapporteur: str = ""
    year_line: str = ""
    """The official name of the year; empty takes the one of a workshop of that year."""
    decade_line: str = ""
    with_society: bool = True
    sessions: tuple[SessionPlan, ...] = ()
    mesas: tuple[MesaPlan, ...] = ()
    agenda: tuple[AgendaPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """A workshop in a list."""

    id: str
    stage: int
    name: str
    starts_on: str
    place: str
    invited: int
    expected: int
    """Who was invited, and who came without it."""
    arrived: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session of a workshop and how many came."""

    id: str
    number: int
    name: str
    date: str
    starts_at: str
    ends_at: str
    state: str
    arrived: int


@dataclass(frozen=True, slots=True)
class WorkshopView:
    """A workshop with all that its first screen shows."""

    workshop: Workshop
    host: str
    territory: str
    sessions: tuple[SessionRow, ...]
    mesas: tuple[MesaRow, ...]
    agenda: tuple[AgendaItem, ...]
    invited: int
    expected: int
    arrived: int


def create(session: Session, plan: WorkshopPlan) -> Workshop:
    """Add a workshop with its sessions, mesas and agenda; the first session is marked open."""
    _check(plan)
    host = organizations.find_or_add(session, plan.host).id if plan.host.strip() else ""
    workshop = Workshop(
        stage=plan.stage,
        name=normalise_text(plan.name).strip() or catalogs.label("stage", plan.stage),
        ubigeo=plan.ubigeo,
        city=normalise_text(plan.city).strip(),
        place=normalise_text(plan.place).strip(),
        modality=plan.modality,
        starts_on=day(plan.starts_on or (plan.sessions[0].date if plan.sessions else "")),
        host_id=host,
        convened_by=normalise_text(plan.convened_by).strip(),
        conducted_by=normalise_text(plan.conducted_by).strip(),
        rapporteur=normalise_text(plan.rapporteur).strip(),
        year_line=normalise_text(plan.year_line).strip(),
        decade_line=normalise_text(plan.decade_line).strip(),
        with_society=plan.with_society,
    )
    head(session, workshop)
    session.add(workshop)
    for number, one in enumerate(plan.sessions or (SessionPlan(date=plan.starts_on),), start=1):
        add_session(session, workshop, number, one)
    for mesa in plan.mesas:
        mesas.add(session, workshop.id, mesa)
    add_agenda(session, workshop.id, plan.agenda)
    session.flush()
    return workshop


def add_agenda(session: Session, workshop_id: str, blocks: tuple[AgendaPlan, ...]) -> None:
    """Give a workshop that has no agenda yet these blocks, in order."""
    order = ""
    for block in blocks:
        order = rules.key_between(order)
        session.add(
            AgendaItem(
                workshop_id=workshop_id,
                order_key=order,
                title=normalise_text(block.title).strip(),
                starts_at=hour(block.starts_at),
                minutes=minutes(block.minutes),
            )
        )


def head(session: Session, workshop: Workshop) -> None:
    """Give a workshop the official lines of its year, where it says none."""
    lines = year_lines.of(year_lines.known(session), workshop.starts_on[:4])
    workshop.year_line = workshop.year_line or lines.year_line
    workshop.decade_line = workshop.decade_line or lines.decade_line


def _check(plan: WorkshopPlan) -> None:
    stage(plan.stage)
    one_of(plan.modality, MODALITIES, "modality")
    if plan.ubigeo:
        catalogs.place(plan.ubigeo)


def stage(number: int) -> int:
    """Return a stage of the method; `Invalid("stage-unknown")`."""
    if number not in STAGES:
        raise Invalid("stage-unknown", value=number)
    return number


def day(text: str) -> str:
    """Return a day as it is stored, or nothing; `Invalid("day-unknown")`."""
    return rules.day(text) if text.strip() else ""


def minutes(value: int | None) -> int | None:
    """Return how long a block of the agenda takes: `Invalid("minutes-unlikely")` unless from 1 to a day."""
    if value is not None and not 0 < value <= LONGEST_BLOCK:
        raise Invalid("minutes-unlikely")
    return value


def hour(text: str) -> str:
    """Return an hour as it is stored, or nothing; `Invalid("hour-unknown")`."""
    return rules.hour(text) if text.strip() else ""


def add_session(session: Session, workshop: Workshop, number: int, plan: SessionPlan) -> WorkshopSession:
    """Add a session with that number to a workshop; the first one is marked open."""
    starts_at, ends_at = hour(plan.starts_at), hour(plan.ends_at)
    check_hours(starts_at, ends_at)
    added = WorkshopSession(
        workshop_id=workshop.id,
        number=number,
        name=normalise_text(plan.name).strip() or f"Sesión {number}",
        date=day(plan.date) or workshop.starts_on,
        starts_at=starts_at,
        ends_at=ends_at,
        state="open" if number == 1 else "planned",
    )
    session.add(added)
    session.flush()
    return added


def check_hours(starts_at: str, ends_at: str) -> None:
    """Refuse a session that ends before it starts: `Invalid("hours-crossed")`."""
    if starts_at and ends_at and rules.hours_gaps(starts_at, ends_at):
        raise Invalid("hours-crossed", starts=starts_at, ends=ends_at)


def listing(session: Session) -> tuple[WorkshopRow, ...]:
    """Return every workshop, by stage and date; the mesas' own meetings are in `meetings.listing`."""
    query = living(Workshop).where(Workshop.kind != MEETING)
    rows = session.scalars(query.order_by(Workshop.stage, Workshop.starts_on, Workshop.id))
    return tuple(
        WorkshopRow(
            id=one.id,
            stage=one.stage,
            name=one.name,
            starts_on=one.starts_on,
            place=one.place,
            invited=_invited(session, one.id),
            expected=_expected(session, one.id),
            arrived=_arrived(session, one.id),
        )
        for one in rows
    )


def show(session: Session, workshop_id: str, counted: WorkshopRow | None = None) -> WorkshopView:
    """Return a workshop with its sessions, mesas, agenda and counts, which `counted` already has."""
    workshop = get(session, Workshop, workshop_id)
    host = session.get(Organization, workshop.host_id) if workshop.host_id else None
    return WorkshopView(
        workshop=workshop,
        host=host.name if host else "",
        territory=catalogs.place_name(workshop.ubigeo),
        sessions=sessions(session, workshop_id),
        mesas=mesas.listing(session, workshop_id),
        agenda=agenda(session, workshop_id),
        invited=counted.invited if counted else _invited(session, workshop_id),
        expected=counted.expected if counted else _expected(session, workshop_id),
        arrived=counted.arrived if counted else _arrived(session, workshop_id),
    )


def current(session: Session, remembered: str) -> str:
    """Return what to come back to: what is remembered, else the latest workshop; empty when there is none."""
    known = session.get(Workshop, remembered) if remembered else None
    if known is not None and not known.deleted:
        return known.id
    order = (Workshop.starts_on.desc(), Workshop.stage.desc(), Workshop.id)
    known_here = (Workshop.deleted.is_(False), Workshop.kind != MEETING)
    return session.scalar(select(Workshop.id).where(*known_here).order_by(*order).limit(1)) or ""


def agenda(session: Session, workshop_id: str) -> tuple[AgendaItem, ...]:
    """Return the blocks of a workshop's agenda, in order."""
    return tuple(
        session.scalars(
            living(AgendaItem)
            .where(AgendaItem.workshop_id == workshop_id)
            .order_by(AgendaItem.order_key, AgendaItem.id)
        )
    )


def counted(session: Session, workshop_id: str) -> tuple[int, int]:
    """Return how many people are invited to a workshop, and how many came."""
    return _invited(session, workshop_id), _arrived(session, workshop_id)


def _invited(session: Session, workshop_id: str) -> int:
    people = func.count(func.distinct(Invitation.person_id))
    here = (Invitation.workshop_id == workshop_id, Invitation.deleted.is_(False))
    return (session.scalar(select(people).where(*here)) or 0) - _twice(session, Invitation.person_id, *here)


def _expected(session: Session, workshop_id: str) -> int:
    here = (Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False))
    return invitations.expected(session, workshop_id, here)


def _arrived(session: Session, workshop_id: str) -> int:
    """Count people once each, and every arrival without personal data."""
    who = case((Attendance.person_id == "", Attendance.id), else_=Attendance.person_id)
    here = (Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False))
    found = session.scalar(select(func.count(func.distinct(who))).where(*here)) or 0
    return found - _twice(session, Attendance.person_id, *here)


def _twice(session: Session, person_id: Any, *here: Any) -> int:
    """Return how many of the rows are somebody who is in them already as another record (`same_as`)."""
    known = same_as.identities(session, "person")
    if not known.groups:
        return 0
    return known.surplus(session.scalars(select(person_id).where(person_id.in_(known.groups), *here)))


def sessions(session: Session, workshop_id: str) -> tuple[SessionRow, ...]:
    """Return the sessions of a workshop, in order, each with how many came."""
    arrived = dict(
        session.execute(
            select(Attendance.session_id, func.count())
            .where(Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False))
            .group_by(Attendance.session_id)
        ).all()
    )
    rows = session.scalars(
        living(WorkshopSession)
        .where(WorkshopSession.workshop_id == workshop_id)
        .order_by(WorkshopSession.number, WorkshopSession.id)
    )
    twice = {
        one: _twice(
            session, Attendance.person_id, Attendance.session_id == one, Attendance.deleted.is_(False)
        )
        for one in arrived
    }
    return tuple(
        SessionRow(
            id=one.id,
            number=one.number,
            name=one.name,
            date=one.date,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            state=one.state,
            arrived=arrived.get(one.id, 0) - twice.get(one.id, 0),
        )
        for one in rows
    )


def open_session(session: Session, workshop_id: str) -> WorkshopSession | None:
    """Return the session marked open; never chosen by the clock."""
    return session.scalars(
        living(WorkshopSession)
        .where(WorkshopSession.workshop_id == workshop_id, WorkshopSession.state == "open")
        .order_by(WorkshopSession.number, WorkshopSession.id)
        .limit(1)
    ).first()


def numbered_session(session: Session, workshop_id: str, number: int | None) -> WorkshopSession:
    """Return a session by its number, or the one marked open; `NotFound("session-missing")`."""
    if number is None:
        found = open_session(session, workshop_id)
        if found is None:
            raise NotFound("session-none-open")
        return found
    found = session.scalars(
        living(WorkshopSession)
        .where(WorkshopSession.workshop_id == workshop_id, WorkshopSession.number == number)
        .order_by(WorkshopSession.id)
        .limit(1)
    ).first()
    if found is None:
        raise NotFound("session-missing", number=number)
    return found


def set_session_state(session: Session, session_id: str, state: str) -> None:
    """Open or close a session; opening one closes the one that was open."""
    one_of(state, SESSION_STATES, "state")
    chosen = get(session, WorkshopSession, session_id)
    if state == "open":
        current = open_session(session, chosen.workshop_id)
        if current is not None and current.id != chosen.id:
            current.state = "closed"
    chosen.state = state
