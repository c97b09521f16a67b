"""Where the day is in its agenda: which block, how much is left, or how much over. No Qt.

What was begun by its clock speaks first; until then the plan does, on its own day: attendance follows the
session marked open, never the clock.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from alianza_desktop.core.clock import parse_instant
from alianza_desktop.core.format_es import day
from alianza_desktop.services import agenda_clock
from alianza_desktop.services.agenda_clock import PAUSED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alianza_desktop.services.agenda_clock import Block

PLANNED: Final = "planned"
"""The agenda is only planned: nobody set its clock going."""
ON_HOLD: Final = "en pausa, "


@dataclass(frozen=True, slots=True)
class Moment:
    """Two lines for the top bar; `over` when the block has used up its time."""

    caption: str
    strong: str
    over: bool = False
    number: int = 0
    """Block now, from 1; 0 before the first, between two and after the last."""
    state: str = PLANNED
    """`PLANNED`, or how the block that is held goes."""
    following: int = 0
    """Block that comes next, from 1; 0 when none does."""


def moment(blocks: "Sequence[Block]", date: str, now: datetime) -> Moment | None:
    """Return where the day is, or None when there is nothing to say."""
    held = agenda_clock.held(blocks)
    if held is not None:
        return _held(blocks, held, now)
    if date != f"{now:%Y-%m-%d}":
        return None
    return _between(blocks, now) if any(one.state for one in blocks) else _planned(blocks, now)


def _held(blocks: "Sequence[Block]", block: "Block", now: datetime) -> Moment:
    """Return the moment of the block that runs or is paused."""
    number, following = _number(blocks, block), _number(blocks, agenda_clock.following(blocks))
    caption, left = _caption(blocks, number), _left(block, now)
    began = parse_instant(block.began_at)
    if began.date() < now.astimezone(began.tzinfo).date():
        caption = f"Bloque {number} de {len(blocks)}, del {day(block.began_at[:10])}"
        return Moment(
            caption, "sin terminar", over=True, number=number, state=block.state, following=following
        )
    words = time_words(left, block.held(now))
    if block.state == PAUSED:
        words = f"{ON_HOLD}{words}"
    over = left is not None and left <= timedelta(0)
    return Moment(caption, words, over=over, number=number, state=block.state, following=following)


def _left(block: "Block", now: datetime) -> timedelta | None:
    return None if block.minutes is None else timedelta(minutes=block.minutes, seconds=-block.held(now))


def time_words(left: timedelta | None, held: int) -> str:
    """Return how much is left of a block, how much it went over, or, without a length, how long it takes."""
    if left is None:
        return f"lleva {_clock(timedelta(seconds=held))}"
    return f"quedan {_clock(left)}" if left > timedelta(0) else f"se pasó {_clock(-left)}"


def _between(blocks: "Sequence[Block]", now: datetime) -> Moment:
    """Return the moment after a block that ended: what comes next, or how long ago all ended."""
    block = agenda_clock.following(blocks)
    if block is not None:
        hour, number = f" · {block.starts_at}" if block.starts_at else "", _number(blocks, block)
        return Moment(f"Sigue el bloque {number}{hour}", block.title, following=number)
    ended = max((parse_instant(one.ended_at) for one in blocks if one.ended_at), default=now)
    return Moment("Fin de la agenda", f"hace {_span(max(timedelta(0), now - ended))}")


def _number(blocks: "Sequence[Block]", block: "Block | None") -> int:
    """Return the place of a block, from 1; 0 for none."""
    return 0 if block is None else next(n for n, one in enumerate(blocks, start=1) if one is block)


def _caption(blocks: "Sequence[Block]", number: int) -> str:
    return f"Bloque {number} de {len(blocks)} · {blocks[number - 1].title}"


def _planned(blocks: "Sequence[Block]", now: datetime) -> Moment | None:
    """Return the moment that the hours of the plan say."""
    timed = [(number, block, _start(block, now)) for number, block in enumerate(blocks, start=1)]
    begun = [(number, block, start) for number, block, start in timed if start is not None]
    if not begun:
        return None
    current = [entry for entry in begun if entry[2] <= now]
    if not current:
        number, block, start = begun[0]
        return Moment(f"Empieza a las {block.starts_at}", f"faltan {_span(start - now)}", following=number)
    number, block, start = current[-1]
    left = start + timedelta(minutes=block.minutes or 0) - now
    following = number + 1 if number < len(blocks) else 0
    if left <= timedelta(0) and not following:
        return Moment("Fin de la agenda", f"hace {_span(-left)}")
    timed_left = left if block.minutes is not None else None
    words = time_words(timed_left, int((now - start).total_seconds()))
    over = left <= timedelta(0) and block.minutes is not None
    return Moment(_caption(blocks, number), words, over=over, number=number, following=following)


def _start(block: "Block", now: datetime) -> datetime | None:
    try:
        return datetime.combine(now.date(), time.fromisoformat(block.starts_at), now.tzinfo)
    except ValueError:
        return None


def _clock(span: timedelta) -> str:
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _span(span: timedelta) -> str:
    minutes = -(-int(span.total_seconds()) // 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if hours else f"{minutes} min"
