"""The always-focused line of a high-traffic task: type or scan, Enter, next."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from alianza_desktop.ui.widgets.field import Field

BURST_SECONDS = 0.05
"""Longest gap between the keys of a keyboard-wedge scanner (ux.md §2.4, Odoo's published rule)."""
BURST_LEAST = 6


class BurstClock:
    """Tells a scanner from fingers by the time between keys."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last = float("-inf")
        self._length = 0

    def key(self) -> None:
        moment = self._now()
        self._length = self._length + 1 if moment - self._last <= BURST_SECONDS else 1
        self._last = moment

    def ends_burst(self) -> int:
        """Return how many keys a scanner has just sent, or 0 when a person pressed Enter."""
        quick = self._now() - self._last <= BURST_SECONDS
        length, self._length = self._length, 0
        return length if quick and length >= BURST_LEAST else 0


class EntryLine(Field):
    """Emits `entered(scanned)` at Enter and `moved` at the arrows; Esc and Ctrl+Z belong to the screen."""

    entered = Signal(bool)
    moved = Signal(int)

    def __init__(self, placeholder: str, *, icon: str = "barcode", clock: BurstClock | None = None) -> None:
        super().__init__(placeholder, height=52, size="name", icon=icon)
        self._burst = clock or BurstClock()
        self.setTextMargins(0, 0, 44, 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if undo and not self.text():  # nothing typed to take back: Ctrl+Z is the screen's
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            document = any(sign.isdigit() for sign in self.text())  # a scanner reads no names
            self.entered.emit(self._burst.ends_burst() > 0 and document)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            if event.text():
                self._burst.key()
            super().keyPressEvent(event)
