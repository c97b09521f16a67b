"""A scanner told from fingers by the time between its keys (ux.md §2.4, Odoo's published rule). No Qt."""

from collections.abc import Callable
from time import monotonic
from typing import Final, Literal

from alianza_desktop.core import credential
from alianza_desktop.ui.registration import reading

BURST_SECONDS: Final = 0.05
"""Longest gap between the keys of a keyboard-wedge scanner."""
LEAST: Final = 6
"""So many quick keys are no fingers."""
PAYLOAD: Final = 32
"""A longer burst is a two-dimensional code: a credential has 30 characters."""
DOCUMENT: Final = 12
"""No document is longer."""

Said = Literal["fingers", "scan", "name", "payload"]


class BurstClock:
    """Knows which keys came as quick as a scanner's."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        self._now = now or monotonic
        self._last = float("-inf")

    def quick(self, stamp: int = 0) -> bool:
        """Say whether a key of now is quick; `stamp` is its own moment in ms, where the system tells it."""
        return (stamp / 1000 if stamp else self._now()) - self._last <= BURST_SECONDS

    def key(self, stamp: int = 0) -> bool:
        """Count a key; say whether it came as quick as a scanner's."""
        moment = stamp / 1000 if stamp else self._now()
        quick = moment - self._last <= BURST_SECONDS
        self._last = moment
        return quick

    def rest(self) -> None:
        """What comes next begins anew."""
        self._last = float("-inf")


def is_payload(text: str, keys: int) -> bool:
    """Say whether a burst that still comes, each Enter or Tab a line's end, can only be a long code."""
    return len(text) > PAYLOAD or (keys >= LEAST and "\n" in text.strip("\n"))


def meaning(text: str) -> Said:
    """Return what a burst that ended is; without the Enter or Tab of a scanner it is what somebody typed."""
    read = text.strip("\n")
    if not text.endswith("\n") and not credential.person_of(read):
        return "fingers"
    if len(read) < LEAST:
        return "fingers"
    said = reading.understood(read)
    if said.kind == "credential" or (said.kind == "document" and len(read) <= DOCUMENT):
        return "scan"
    return "name" if said.kind == "name" else "payload"
