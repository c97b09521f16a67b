"""The clock of the agenda: which block is being held, for how long, and when each one really began and ended.

What happened are marks, each a fact with its hour; how the agenda goes is played from them in the order of
their hours, so that the timer survives a restart and two laptops agree. One block is held at a time:
beginning another one ends it. A mark is never put before the last one known here, whatever the clock of the
laptop says; but the hour of another laptop that is well ahead is not adopted, it is refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant, parse_instant
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.format_es import day, hour
from alianza_desktop.model import AgendaItem, AgendaMark, Workshop
from alianza_desktop.services import devices, workshops
from alianza_desktop.services.query import get, living
from alianza_desktop.storage.authorship import said
from alianza_desktop.storage.context import context
from alianza_desktop.storage.journal import delete, restore

RUNNING, PAUSED, ENDED = "running", "paused", "ended"
HELD: Final = frozenset({RUNNING, PAUSED})
_APART: Final = timedelta(milliseconds=1)
"""Between two marks made here, even when the clock of the laptop went back."""
_AHEAD: Final = timedelta(minutes=10)
"""What the clocks of two laptops may differ."""
WATCHED: Final = frozenset({"workshop", "workshop_session", "agenda_item", "agenda_mark"})
"""The kinds of record whose change may change the agenda or its clock."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the agenda: what was planned and, once it has begun, how it really goes."""

    title: str
    starts_at: str = ""
    minutes: int | None = None
    id: str = ""
    summary: str = ""
    """What was said in it, for the acta."""
    state: str = ""
    """Empty until it begins; then `RUNNING`, `PAUSED` or `ENDED`."""
    began_at: str = ""
    ended_at: str = ""
    spent: int = 0
    """Seconds held until `since`, pauses left out."""
    since: str = ""
    """The instant of the last mark while it runs or is paused."""

    def held(self, now: datetime) -> int:
        """Return the seconds that it has been held, pauses left out."""
        running = self.state == RUNNING and self.since
        return self.spent + (_seconds(self.since, instant(now)) if running else 0)


def blocks(session: Session, workshop_id: str) -> tuple[Block, ...]:
    """Return the blocks of a workshop's agenda, in order, as they go."""
    played = play(_marks(session, workshop_id))
    return tuple(
        replace(
            played.get(one.id, Block("")),
            id=one.id,
            title=one.title,
            starts_at=one.starts_at,
            minutes=one.minutes,
            summary=one.summary,
        )
        for one in workshops.agenda(session, workshop_id)
    )


def play(marks: Iterable[AgendaMark]) -> dict[str, Block]:
    """Return how each block goes by its id, from the marks in the order of their hours; pure."""
    found: dict[str, Block] = {}
    for mark in marks:
        if mark.kind in ("start", "resume"):
            for one, block in found.items():
                if one != mark.item_id and block.state in HELD:
                    found[one] = _marked(block, "end", mark.at)
        found[mark.item_id] = _marked(found.get(mark.item_id, Block("")), mark.kind, mark.at)
    return found


def _marked(block: Block, kind: str, at: str) -> Block:
    """Return a block after a mark; one that changes nothing, as the second of two laptops, is passed over."""
    spent = block.spent + (_seconds(block.since, at) if block.state == RUNNING else 0)
    if kind in ("start", "resume") and block.state != RUNNING:
        began = block.began_at or at
        return replace(block, state=RUNNING, began_at=began, ended_at="", since=at)
    if kind == "pause" and block.state == RUNNING:
        return replace(block, state=PAUSED, spent=spent, since=at)
    if kind == "end" and block.state in HELD:
        return replace(block, state=ENDED, spent=spent, ended_at=at, since="")
    return block


def _seconds(start: str, end: str) -> int:
    return max(0, int((parse_instant(end) - parse_instant(start)).total_seconds()))


def held(agenda: Sequence[Block]) -> Block | None:
    """Return the block that runs or is paused."""
    return next((one for one in agenda if one.state in HELD), None)


def following(agenda: Sequence[Block]) -> Block | None:
    """Return the block that comes next: the first that has not begun after the last one that did."""
    begun = [number for number, one in enumerate(agenda) if one.state]
    return next((one for one in agenda[begun[-1] + 1 if begun else 0 :] if not one.state), None)


# what a person does; each returns the mark, which `take_back` undoes


def start(session: Session, workshop_id: str, item_id: str = "") -> AgendaMark:
    """Begin a block, or go on with one that was paused or ended; without an id, the one that comes next.

    Raises `NotAllowed`: `agenda-empty`, `agenda-done` (no block is left), `block-runs`, `clock-ahead`.
    """
    agenda = blocks(session, workshop_id)
    if not agenda:
        raise NotAllowed("agenda-empty")
    chosen = next((one for one in agenda if one.id == item_id), None) if item_id else following(agenda)
    if chosen is None:
        raise NotAllowed("agenda-done")
    if chosen.state == RUNNING:
        raise NotAllowed("block-runs", title=chosen.title)
    return _mark(session, workshop_id, chosen.id, "resume" if chosen.state else "start")


def pause(session: Session, workshop_id: str) -> AgendaMark:
    """Stop the time of the block that runs; `NotAllowed("clock-still")` when none does."""
    current = held(blocks(session, workshop_id))
    if current is None or current.state != RUNNING:
        raise NotAllowed("clock-still")
    return _mark(session, workshop_id, current.id, "pause")


def end(session: Session, workshop_id: str) -> AgendaMark:
    """End the block that runs or is paused; `NotAllowed("clock-still")` when none is."""
    current = held(blocks(session, workshop_id))
    if current is None:
        raise NotAllowed("clock-still")
    return _mark(session, workshop_id, current.id, "end")


def take_back(session: Session, mark_id: str) -> AgendaMark:
    """Take back a mark: the agenda goes on as if it had never been made."""
    mark = get(session, AgendaMark, mark_id)
    delete(session, mark)
    return mark


def undo(session: Session, workshop_id: str) -> AgendaMark:
    """Take back the last mark of a workshop; `NotAllowed("clock-nothing-to-undo")`."""
    known = _marks(session, workshop_id)
    if not known:
        raise NotAllowed("clock-nothing-to-undo")
    return take_back(session, known[-1].id)


def put_back(session: Session, mark_id: str) -> None:
    """Make again a mark that was taken back."""
    mark = session.get(AgendaMark, mark_id)
    if mark is not None and mark.deleted:
        restore(session, mark)


def _mark(session: Session, workshop_id: str, item_id: str, kind: str) -> AgendaMark:
    get(session, Workshop, workshop_id)
    get(session, AgendaItem, item_id)
    now, known = context(session).clock.now(), _marks(session, workshop_id)
    if known:
        _check_ahead(session, known[-1], now)
        now = max(now, parse_instant(known[-1].at) + _APART)
    mark = AgendaMark(workshop_id=workshop_id, item_id=item_id, kind=kind, at=instant(now))
    session.add(mark)
    session.flush()
    return mark


def _check_ahead(session: Session, last: AgendaMark, now: datetime) -> None:
    """Raise `NotAllowed("clock-ahead")` when another laptop put the last mark well after this hour."""
    if parse_instant(last.at) - now <= _AHEAD:
        return
    here = context(session).device_id
    device = next(
        (one.device for one in said(session, AgendaMark.__tablename__) if one.record == last.id), here
    )
    if device != here:
        raise NotAllowed(
            "clock-ahead", device=devices.name(session, device), hour=hour(last.at), day=day(last.at[:10])
        )


def _marks(session: Session, workshop_id: str) -> list[AgendaMark]:
    """Return the marks of a workshop in the order of their hours."""
    found = session.scalars(living(AgendaMark).where(AgendaMark.workshop_id == workshop_id))
    return sorted(found, key=lambda one: (parse_instant(one.at), one.id))
