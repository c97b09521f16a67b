"""Time is information, never order: an injected clock, local time with its offset."""

from datetime import datetime, timedelta, timezone
from typing import Protocol

PERU = timezone(timedelta(hours=-5))


class Clock(Protocol):
    """Anything that tells the local time, aware of its offset."""

    def now(self) -> datetime: ...


class SystemClock:
    """The laptop's clock; it may be years off."""

    def now(self) -> datetime:
        return datetime.now().astimezone()


class FixedClock:
    """A clock that moves only when told: tests, the rehearsal workshop."""

    def __init__(self, start: datetime, step: timedelta = timedelta(0)) -> None:
        self._now = start
        self._step = step

    def now(self) -> datetime:
        now, self._now = self._now, self._now + self._step
        return now

    def set(self, now: datetime) -> None:
        self._now = now


def instant(moment: datetime) -> str:
    """Write an aware time as the journal keeps it: `YYYY-MM-DDThh:mm:ss.mmm±hh:mm` (sync.md §2)."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return moment.isoformat(timespec="milliseconds")


def parse_instant(text: str) -> datetime:
    """Read what `instant` wrote."""
    return datetime.fromisoformat(text)
