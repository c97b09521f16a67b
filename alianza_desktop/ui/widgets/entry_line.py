"""The always-focused line of a high-traffic task: type or scan, Enter, next."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from alianza_desktop.ui.widgets.field import Field

BURST_SECONDS = 0.05
"""Longest gap between the keys of a keyboard-wedge scanner (ux.md §2.4, Odoo's published rule)."""
BURST_LEAST = 6
UNSEEN: Final = 12
"""A longer burst is not painted until it ends: no document is longer, and a code may hold anything."""
PAYLOAD: Final = 32
"""A longer burst is a two-dimensional code: a credential has 30 characters."""
MOST: Final = 4_000
"""Characters of a payload that are looked at; the rest is not even held."""
QUIET_MS: Final = 150
"""After so long without a key a payload has ended: its own lines end with Enter too."""
ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class BurstClock:
    """Tells a scanner from fingers by the time between keys, and holds what a burst says until it ends."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last = float("-inf")
        self._text = ""

    @property
    def text(self) -> str:
        """What has come so far in this burst."""
        return self._text

    def key(self, text: str) -> int:
        """Count a key; return how many have come as quick as a scanner's."""
        moment = self._now()
        quick = moment - self._last <= BURST_SECONDS
        self._text = self._text + text if quick else text
        self._last = moment
        return len(self._text)

    def take(self) -> str:
        """Return what a scanner has just sent, or nothing when a person pressed Enter; and forget it."""
        quick = self._now() - self._last <= BURST_SECONDS
        text, self._text = self._text, ""
        return text if quick and len(text) >= BURST_LEAST else ""


class EntryLine(Field):
    """Emits `entered(scanned)` at Enter and `moved` at the arrows; Esc and Ctrl+Z belong to the screen.

    A payload longer than any document or credential never reaches the line: it is held apart while it
    comes, and handed over once by `payload_read`.
    """

    entered = Signal(bool)
    moved = Signal(int)
    pressed = Signal()
    """Any key."""
    payload_read = Signal(str)

    def __init__(self, placeholder: str, *, icon: str = "barcode", clock: BurstClock | None = None) -> None:
        super().__init__(placeholder, height=52, size="name", icon=icon)
        self._burst = clock or BurstClock()
        self._payload = ""
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._rest)
        self.setTextMargins(0, 0, 44, 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if undo and not self.text():  # nothing typed to take back: Ctrl+Z is the screen's
                return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_end(event):
            return True
        return super().event(event)

    def _is_end(self, event: QKeyEvent) -> bool:
        """Say whether it is the Tab of a scanner, which is not for going on to the next field."""
        return event.key() == Qt.Key.Key_Tab and self._ended(tab=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.emit()
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ended(tab=False)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif not event.text() or not self._held(event.text()):
            super().keyPressEvent(event)

    def _ended(self, *, tab: bool) -> bool:
        """Enter, or the Tab of a scanner: return whether it was taken."""
        if self._payload:
            self._quiet.start()
            return True
        read = self._burst.take()
        self.setUpdatesEnabled(True)
        if tab and not read:
            return False
        document = any(sign.isdigit() for sign in self.text())  # a scanner reads no names
        scanned = bool(read) and document
        if scanned:
            self._leave_alone(read)
        self.entered.emit(scanned)
        return True

    def _leave_alone(self, read: str) -> None:
        """What was scanned stands alone in the line, and the next one that is scanned takes its place."""
        if self.text() != read and any(sign.isdigit() for sign in read):
            self.setText(read)
        self.selectAll()

    def _held(self, text: str) -> bool:
        """Keep a payload from the line; return whether this key belongs to one."""
        length = self._burst.key(text)
        if self._payload:
            self._payload = (self._payload + text)[:MOST]
        elif length > PAYLOAD:
            self._payload = self._burst.text
            self.setText(self.text()[: 1 - length])  # what was typed before it stays
        elif length > UNSEEN:
            self.setUpdatesEnabled(False)
        if length > UNSEEN or self._payload:
            self._quiet.start()
        return bool(self._payload)

    def _rest(self) -> None:
        self.setUpdatesEnabled(True)
        payload, self._payload = self._payload, ""
        if payload:
            self._burst.take()
            self.payload_read.emit(payload)
