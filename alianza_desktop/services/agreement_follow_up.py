"""What becomes of agreements after their workshop: how they go, other dates, what the next one takes up.

No acta changes here: the frozen text stays, and an earlier date is told from the journal. Decided here,
where ux.md is silent: a workshop that was made with «Duplicar etapa anterior» takes up what came with it, and
nothing when nothing was to come, besides what mesas agreed in meetings of their own since. Any other one
takes up by itself every agreement that is open, of each workshop that began before it: the mesas are those of
the alliance, so each mesa meets its own again; a mesa's own meeting takes up those of its mesa. What is
followed up at a workshop stays in its list, done or not, for its acta to say it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Agreement, CarriedAgreement, Workshop
from alianza_desktop.model.workshops import MEETING
from alianza_desktop.services import agreements
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.services.query import get, living
from alianza_desktop.storage import inbox
from alianza_desktop.storage.operations import Heads

CLOSED: Final = ("done", "dropped")
"""Nobody waits for it any more."""


@dataclass(frozen=True, slots=True, repr=False)
class Carried:
    """The open agreements that a workshop takes up again, by the workshop where they were made."""

    stage: int
    """0 is a meeting of the mesa between two workshops."""
    rows: tuple[AgreementRow, ...]


def overdue(row: AgreementRow, today: date) -> int:
    """Return how many days late an agreement is, 0 when it is not: derived, never stored."""
    if not row.due_on or row.follow_up in CLOSED:
        return 0
    return max(0, (today - date.fromisoformat(row.due_on)).days)


def follow(session: Session, agreement_id: str, follow_up: str, *, workshop_id: str = "") -> str:
    """Say how an agreement goes, at the workshop that takes it up again; return what was said before."""
    before = get(session, Agreement, agreement_id).follow_up
    agreements.change(session, agreement_id, {"follow_up": follow_up})
    if workshop_id and not _taken(session, workshop_id, agreement_id):
        session.add(CarriedAgreement(agreement_id=agreement_id, workshop_id=workshop_id))
        session.flush()
    return before


def reschedule(session: Session, agreement_id: str, due_on: str, heads: Heads | None = None) -> None:
    """Give an agreement another date; the one before stays in its history. `Invalid("due-needed")`."""
    if not due_on:
        raise Invalid("due-needed")
    values = {"due_on": due_on, "permanent": False, "follow_up": "rescheduled"}
    agreements.change(session, agreement_id, values, heads)


def earlier_dates(session: Session, agreement_id: str) -> tuple[str, ...]:
    """Return the dates that an agreement had before it was rescheduled, the first one first."""
    found: list[str] = []
    due = follow_up = ""
    for write in inbox.history(session, agreement_id):
        follow_up = str(write.values.get("follow_up", follow_up) or "")
        new = str(write.values.get("due_on", due) or "")
        if due and new != due and follow_up == "rescheduled":
            found.append(due)
        due = new
    return tuple(found)


def open_agreements(session: Session, workshop_id: str) -> tuple[str, ...]:
    """Return the ids of the open agreements that a workshop leaves: those it took up, then its own."""
    own = session.scalars(
        select(Agreement.id)
        .where(
            Agreement.workshop_id == workshop_id,
            Agreement.deleted.is_(False),
            Agreement.follow_up.not_in(CLOSED),
        )
        .order_by(Agreement.mesa_id, Agreement.order_key, Agreement.id)
    )
    return tuple(dict.fromkeys([*_taken_up(session, workshop_id, still_open=True), *own]))


def _taken(session: Session, workshop_id: str, agreement_id: str) -> bool:
    query = living(CarriedAgreement).where(
        CarriedAgreement.workshop_id == workshop_id, CarriedAgreement.agreement_id == agreement_id
    )
    return session.scalars(query.limit(1)).first() is not None


def _taken_up(session: Session, workshop_id: str, *, still_open: bool = False) -> tuple[str, ...]:
    """Return the ids of what a workshop takes up again: chosen, or by default."""
    chosen = (
        select(Agreement.id)
        .join(CarriedAgreement, CarriedAgreement.agreement_id == Agreement.id)
        .where(
            CarriedAgreement.workshop_id == workshop_id,
            CarriedAgreement.deleted.is_(False),
            Agreement.deleted.is_(False),
        )
        .order_by(CarriedAgreement.id)
    )
    if still_open:
        chosen = chosen.where(Agreement.follow_up.not_in(CLOSED))
    held = get(session, Workshop, workshop_id)
    by_default = _open_between(session, held) if held.previous_id else _open_before(session, held)
    return tuple(dict.fromkeys([*session.scalars(chosen), *by_default]))


def _open_before(session: Session, held: Workshop) -> tuple[str, ...]:
    """Return the ids of what is open of the workshops that began before this one; of a mesa, its own."""
    others = session.scalars(living(Workshop).where(Workshop.id != held.id))
    earlier = [one for one in others if _when(one) < _when(held)]
    return _open_in(session, earlier, held.mesa_id if held.kind == MEETING else None)


def _open_between(session: Session, held: Workshop) -> tuple[str, ...]:
    """Return what is open of the mesas' own meetings between a workshop and the one that it came from."""
    before = session.get(Workshop, held.previous_id)
    since = (before.starts_on if before else "", 0)
    met = session.scalars(living(Workshop).where(Workshop.kind == MEETING))
    return _open_in(session, [one for one in met if since <= _when(one) < _when(held)])


def _open_in(session: Session, held: list[Workshop], mesa_id: str | None = None) -> tuple[str, ...]:
    query = select(Agreement.id).where(
        Agreement.workshop_id.in_([one.id for one in held]),
        Agreement.deleted.is_(False),
        Agreement.follow_up.not_in(CLOSED),
    )
    if mesa_id is not None:
        query = query.where(Agreement.mesa_id == mesa_id)
    return tuple(session.scalars(query.order_by(Agreement.id)))


def _when(held: Workshop) -> tuple[str, int]:
    """Return what tells which of two workshops was first: the day, then the stage; no day is yet to come."""
    return held.starts_on or "9999", held.stage


def carried(session: Session, workshop_id: str, mesa_id: str | None) -> tuple[Carried, ...]:
    """Return the agreements of before that a mesa carries on (`""` is the plenaria), or all of a workshop."""
    wanted = set(_taken_up(session, workshop_id))
    if not wanted:
        return ()
    sources = session.execute(
        select(Workshop.id, Workshop.stage, Workshop.starts_on)
        .join(Agreement, Agreement.workshop_id == Workshop.id)
        .where(Agreement.id.in_(wanted))
        .distinct()
        .order_by(Workshop.starts_on, Workshop.stage, Workshop.id)
    )
    found = []
    for source_id, stage, _day in sources.all():
        rows = agreements.listing(session, source_id, mesa_id)
        kept = tuple(row for row in rows if row.id in wanted)
        if kept:
            found.append(Carried(stage, kept))
    return tuple(found)
