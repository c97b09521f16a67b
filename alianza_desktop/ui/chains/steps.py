"""A step of undo as plain data, and what the presenter asks of the history. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from alianza_desktop.services.chain_view import Gesture


@dataclass(frozen=True, slots=True)
class Step:
    """What one command changed, and what was selected before and after."""

    words: str
    gesture: Gesture
    before: str
    after: str
    episode: str = ""
    """Steps in a row of the same episode (the typing of one name) are one."""


class History(Protocol):
    """The undo stack of the chain that is open."""

    def push(self, step: Step) -> None:
        """Add a step whose gesture is already saved."""
        ...

    def episode(self) -> str:
        """Return the episode of the last step, or nothing."""
        ...

    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def not_done(self) -> None:
        """The last undo or redo could not be saved."""
        ...

    def clear(self) -> None: ...
