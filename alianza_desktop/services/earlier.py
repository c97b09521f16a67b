"""A workshop that was held before this program: found or added, with who came as its paper list says.

Decided here: the workshop of a list is the one chosen, else the one of the same stage and day, else a new one
of one session, which is closed. Who came is a fact read on paper (`source` is `paper`), at the hour when the
session began, since a list seldom says another. Nobody is invited by such a list, and its mesas are left
alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import PERU, instant
from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.model import Attendance, Workshop, WorkshopSession
from alianza_desktop.services import invitees, same_as, workshops
from alianza_desktop.services.invitee_drafts import InviteeDraft
from alianza_desktop.services.invitee_matches import Effect
from alianza_desktop.services.invitees import InviteeRow, Plan, Step
from alianza_desktop.services.query import get, living
from alianza_desktop.services.workshops import SessionPlan, WorkshopPlan
from alianza_desktop.storage.context import context

PAPER: Final = "paper"
_MORNING: Final = "08:00"
"""When a session began of which nobody wrote the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier workshop: one that is here, or its stage, day and place."""

    workshop_id: str = ""
    stage: int = 0
    date: str = ""
    place: str = ""


def check(session: Session, target: Earlier) -> None:
    """Raise `Invalid` when it is not said which, or it is not of the past.

    `stage-unknown`, `earlier-day-needed`, `day-unknown`, `earlier-day-ahead`.
    """
    if target.workshop_id:
        return
    workshops.stage(target.stage)
    day = workshops.day(target.date)
    if not day:
        raise Invalid("earlier-day-needed")
    if day > max(f"{context(session).clock.now():%Y-%m-%d}", _latest(session)):
        raise Invalid("earlier-day-ahead")


def _latest(session: Session) -> str:
    """Return the day of the last workshop that is known: the clock of a laptop may be years behind."""
    query = select(func.max(Workshop.starts_on)).where(Workshop.deleted.is_(False))
    return session.scalar(query) or ""


def find(session: Session, target: Earlier) -> Workshop | None:
    """Return the workshop if it is here already."""
    if target.workshop_id:
        return get(session, Workshop, target.workshop_id)
    return session.scalars(
        living(Workshop)
        .where(Workshop.stage == target.stage, Workshop.starts_on == workshops.day(target.date))
        .order_by(Workshop.id)
        .limit(1)
    ).first()


def hold(session: Session, target: Earlier) -> Workshop:
    """Return the workshop, added with one closed session when it is new."""
    check(session, target)
    found = find(session, target)
    if found is not None:
        return found
    plan = WorkshopPlan(
        stage=target.stage,
        place=target.place,
        starts_on=target.date,
        sessions=(SessionPlan(date=target.date),),
    )
    held = workshops.create(session, plan)
    workshops.set_session_state(session, workshops.numbered_session(session, held.id, 1).id, "closed")
    return held


def plan(
    session: Session, target: Earlier, rows: Sequence[InviteeRow], *, source: str, step: Step | None = None
) -> Plan:
    """Work out whom an attendance list names, reading only."""
    check(session, target)
    bare = [replace(row, mesa="", digest="") for row in rows]
    held = find(session, target)
    came = _came(session, held.id) if held is not None else frozenset()
    made = invitees.plan(session, "", bare, source=source, step=step, here=came)
    named = {id(one.invitee): one.invitee for one in made.outcomes if one.invitee is not None}
    return replace(made, effects={key: _effect(draft, came) for key, draft in named.items()})


def _effect(draft: InviteeDraft, came: frozenset[str]) -> Effect:
    if draft.record is None:
        return "new"
    if draft.record.id not in came:
        return "invited"
    values = draft.values.items()
    return "updated" if any(getattr(draft.record, name) != value for name, value in values) else "unchanged"


def _came(session: Session, workshop_id: str) -> frozenset[str]:
    """Return who came, whichever of their records says it."""
    here = session.scalars(
        select(Attendance.person_id).where(
            Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False)
        )
    )
    return frozenset(same_as.identities(session, "person").all_of(here))


def apply(session: Session, target: Earlier, planned: Plan) -> Workshop:
    """Write the people of a list and that they came; only what is not here yet."""
    held = hold(session, target)
    sitting = _first_session(session, held)
    came = _came(session, held.id)
    invitees.write_people(session, planned)
    named = {id(one.invitee): one.invitee for one in planned.outcomes if one.invitee is not None}
    shown = same_as.identities(session, "person")
    for draft in named.values():
        if draft.id not in came:
            session.add(_attendance(held, sitting, draft, shown.shown(draft.id)))
    session.flush()
    return held


def _first_session(session: Session, held: Workshop) -> WorkshopSession:
    found = session.scalars(
        living(WorkshopSession)
        .where(WorkshopSession.workshop_id == held.id)
        .order_by(WorkshopSession.number, WorkshopSession.id)
        .limit(1)
    ).first()
    if found is None:
        raise NotFound("session-missing", number=1)
    return found


def _attendance(held: Workshop, sitting: WorkshopSession, draft: InviteeDraft, person_id: str) -> Attendance:
    body = draft.body
    return Attendance(
        workshop_id=held.id,
        session_id=sitting.id,
        person_id=person_id,
        organization_id=body.id if body else "",
        position=draft.values["position"],
        sector=body.values["sector"] if body else "",
        quality=draft.quality or ("titular" if body else "guest"),
        mode="in_person",
        source=PAPER,
        at=_hour(sitting.date or held.starts_on, sitting.starts_at),
    )


def _hour(day: str, hour: str) -> str:
    return instant(datetime.fromisoformat(f"{day}T{hour or _MORNING}:00").replace(tzinfo=PERU))
