"""Undo without limit: each command holds a gesture as it was saved, and its inverse.

A command is pushed after its gesture was saved, so its first `redo` does nothing; later ones ask the
presenter to save again. Commands of one episode (the typing of one name) are one step.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from alianza_desktop.services.chain_view import Gesture, inverse
from alianza_desktop.ui.chains.steps import Step

Again: TypeAlias = Callable[[Gesture, str], None]
"""Save a gesture and select a record."""


class ChainCommand(QUndoCommand):
    """One step of a person."""

    def __init__(self, step: Step, again: Again) -> None:
        super().__init__(step.words)
        self.step, self._again = step, again
        self.only_counts = True
        """The store is there already: the next undo or redo is of the stack alone."""

    def redo(self) -> None:
        if not self._counted():
            self._again(self.step.gesture, self.step.after)

    def undo(self) -> None:
        if not self._counted():
            self._again(inverse(self.step.gesture), self.step.before)

    def _counted(self) -> bool:
        only, self.only_counts = self.only_counts, False
        return only

    def id(self) -> int:
        return 1 if self.step.episode else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ChainCommand) or other.step.episode != self.step.episode:
            return False
        mine, next_ = self.step, other.step
        self.step = Step(mine.words, mine.gesture + next_.gesture, mine.before, next_.after, mine.episode)
        return True


class Commands:
    """The steps of the chain that is open; another chain begins another history."""

    def __init__(self, again: Again, owner: QObject) -> None:
        self.stack = QUndoStack(owner)
        self._again = again
        self._back: Callable[[], None] = lambda: None
        """Counts the last turn back."""
        self._turning: list[bool] = []
        """One while the stack turns, two when that turn was refused meanwhile."""

    def push(self, step: Step) -> None:
        """Add a step whose gesture is already saved."""
        self.stack.push(ChainCommand(step, self._again))

    def episode(self) -> str:
        """Return the episode of the last step, or nothing."""
        last = self.stack.command(self.stack.index() - 1) if self.stack.index() else None
        return last.step.episode if isinstance(last, ChainCommand) else ""

    def undo(self) -> None:
        self._turn(self.stack.undo, self.stack.redo)

    def redo(self) -> None:
        self._turn(self.stack.redo, self.stack.undo)

    def _turn(self, turn: Callable[[], None], back: Callable[[], None]) -> None:
        self._back = partial(self._count_back, self.stack.index(), back)
        self._turning.append(True)
        turn()
        self._turning.pop()
        if self._turning:  # refused before the stack had counted it
            self._turning.clear()
            self._back()

    def not_done(self) -> None:
        """The last undo or redo could not be saved: it still waits to be done."""
        if self._turning:
            self._turning.append(True)
        else:
            self._back()

    def _count_back(self, index: int, back: Callable[[], None]) -> None:
        command = self.stack.command(min(index, self.stack.index()))
        if isinstance(command, ChainCommand) and self.stack.index() != index:
            command.only_counts = True
            back()

    def clear(self) -> None:
        self.stack.clear()
