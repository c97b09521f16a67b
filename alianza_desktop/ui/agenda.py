"""Where the day is in its agenda: which block, how much is left, or how much over. No Qt.

The agenda only speaks on its own day: attendance follows the session marked open, never the clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the agenda: title, `hh:mm`, minutes."""

    title: str
    starts_at: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Moment:
    """Two lines for the top bar; `over` when the block has used up its time."""

    caption: str
    strong: str
    over: bool = False
    number: int = 0
    """Block now, from 1; 0 before the first."""


def moment(blocks: Sequence[Block], date: str, now: datetime) -> Moment | None:
    """Return where the day is, or None when there is nothing to say."""
    timed = [(number, block, _start(block, now)) for number, block in enumerate(blocks, start=1)]
    begun = [(number, block, start) for number, block, start in timed if start is not None]
    if date != f"{now:%Y-%m-%d}" or not begun:
        return None
    current = [entry for entry in begun if entry[2] <= now]
    if not current:
        first = begun[0]
        return Moment(f"Empieza a las {first[1].starts_at}", f"faltan {_span(first[2] - now)}")
    number, block, start = current[-1]
    end = start + timedelta(minutes=block.minutes or 0)
    caption = f"Bloque {number} de {len(blocks)} · {block.title}"
    if now < end:
        return Moment(caption, f"quedan {_clock(end - now)}", number=number)
    if number == len(blocks):
        return Moment("Fin de la agenda", f"hace {_span(now - end)}", number=number)
    return Moment(caption, f"pasó {_clock(now - end)}", over=block.minutes is not None, number=number)


def _start(block: Block, now: datetime) -> datetime | None:
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
