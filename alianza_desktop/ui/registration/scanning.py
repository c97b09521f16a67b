"""A scanner types wherever the focus is: what it reads in Registro goes to the queue (ux.md §2.4)."""

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from alianza_desktop.core import credential
from alianza_desktop.ui.widgets.entry_line import ENDS, MOST, QUIET_MS, BurstClock

PAYLOAD: Final = 120
"""In a field a longer burst is a two-dimensional code: names and organisations are shorter."""


class ScanCatcher(QObject):
    """Hears the keys of what has the focus in a screen but its line, and gives a field back its text."""

    scanned = Signal(str)
    payload_read = Signal(str)
    pressed = Signal()

    def __init__(self, screen: QWidget, line: QWidget) -> None:
        super().__init__(screen)
        self._screen, self._line = screen, line
        self._here: QWidget | None = None
        self.burst = BurstClock()
        self._chosen = -1
        self._payload = ""
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._rest)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._here is not None and shiboken6.isValid(self._here):
            self._here.removeEventFilter(self)
        ours = now is not None and now is not self._line and self._screen.isAncestorOf(now)
        self._here = now if ours else None
        if self._here is not None:
            self._here.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        self.pressed.emit()
        if event.key() in ENDS:
            return self._ended(watched)
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
        )
        return bool(event.text()) and plain and self._held(watched, event.text())

    def _ended(self, watched: QObject) -> bool:
        if self._payload:
            self._quiet.start()
            return True
        read = self.burst.take()
        if not read:
            return False
        if not (read.isdigit() or credential.person_of(read)):
            return not isinstance(watched, QLineEdit)  # a scanner's own Enter presses no button
        self._give_back(watched, len(read))
        self.scanned.emit(read)
        return True

    def _held(self, watched: QObject, text: str) -> bool:
        length = self.burst.key(text)
        if length == 1 and isinstance(watched, QComboBox):
            self._chosen = watched.currentIndex()
        if self._payload:
            self._payload = (self._payload + text)[:MOST]
        elif length > PAYLOAD:
            self._give_back(watched, length - 1)
            self._payload = self.burst.take() or text
        if self._payload:
            self._quiet.start()
        return bool(self._payload)

    def _give_back(self, watched: QObject, length: int) -> None:
        """Take out of a field what the scanner wrote into it."""
        if isinstance(watched, QLineEdit):
            text, end = watched.text(), watched.cursorPosition()
            watched.setText(text[: max(0, end - length)] + text[end:])
        elif isinstance(watched, QComboBox):
            watched.setCurrentIndex(self._chosen)

    def _rest(self) -> None:
        payload, self._payload = self._payload, ""
        self.burst.take()
        self.payload_read.emit(payload)
