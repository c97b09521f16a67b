"""A scanner types wherever the focus is: in Registro nothing that it sends reaches a field (ux.md §2.4).

The first key cannot be told from a finger's and goes where it was going; those that follow as quick as a
scanner's wait here until the burst rests. Then they are typed after all, if they were fingers, or what the
first one did is taken back and only a document or a credential goes on.
"""

from dataclasses import dataclass
from itertools import takewhile
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QWidget

from alianza_desktop.ui.registration import bursts
from alianza_desktop.ui.registration.bursts import BurstClock

MOST: Final = 4_000
"""Characters of a payload that are looked at; the rest is not even held."""
HOLD_MS: Final = 60
"""A burst has rested: longer than the longest gap between its keys."""
QUIET_MS: Final = 150
"""After so long without a key a payload has ended."""
ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
ALONE: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_COMBINED: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A key that waits."""

    code: int
    modifiers: Qt.KeyboardModifier
    text: str

    @property
    def sign(self) -> str:
        """What it adds to what the burst says."""
        if self.code in ENDS or self.text in ("\r", "\n"):
            return "\n"
        return "" if self.modifiers & _COMBINED else self.text

    def event(self, kind: QEvent.Type) -> QKeyEvent:
        return QKeyEvent(kind, self.code, self.modifiers, self.text)


class Before:
    """What a field was before a key, with its way back."""

    def __init__(self, widget: QWidget | None) -> None:
        self._field = widget
        if isinstance(widget, QLineEdit):
            self._text, self._cursor = widget.text(), widget.cursorPosition()
            self._selected = (widget.selectionStart(), len(widget.selectedText()))
            self._undoable = widget.isUndoAvailable()
        elif isinstance(widget, QComboBox):
            self._chosen = widget.currentIndex()
        elif isinstance(widget, QAbstractButton):
            self._checked = widget.isChecked()

    def give_back(self) -> None:
        field = self._field
        if field is None or not shiboken6.isValid(field):
            return
        if isinstance(field, QComboBox):
            field.hidePopup()  # a first Space opened it
            field.setCurrentIndex(self._chosen)
        elif isinstance(field, QAbstractButton):
            field.setChecked(self._checked)
        elif isinstance(field, QLineEdit) and field.text() != self._text:
            self._write(field)
            start, length = self._selected
            field.setCursorPosition(self._cursor)
            if length:
                field.setSelection(start, length)

    def _write(self, field: QLineEdit) -> None:
        """Write the text of before so that neither undo nor redo brings back what the scanner wrote."""
        if not self._undoable:
            field.setText(self._text)  # forgets its history, which was empty
            field.textEdited.emit(self._text)
            return
        field.undo()
        field.home(False)
        field.end(False)  # what is written now is a step of its own
        if field.text() == self._text:
            field.insert(" ")
            field.undo()  # what could be redone was the scanner's
        else:
            self._write_difference(field)

    def _write_difference(self, field: QLineEdit) -> None:
        """Write again what one step of undo took with it."""
        now, then = field.text(), self._text
        same = _shared(now, then)
        tail = _shared(now[same:][::-1], then[same:][::-1])
        field.setSelection(same, len(now) - tail - same)
        field.insert(then[same : len(then) - tail])


def _shared(one: str, other: str) -> int:
    """Return how many first letters two texts share."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


class ScanCatcher(QObject):
    """Hears the keys of what has the focus in a screen; `line` is where a scanner's text belongs."""

    scanned = Signal(str)
    payload_read = Signal(str)
    pressed = Signal()

    def __init__(self, screen: QWidget, line: QWidget) -> None:
        super().__init__(screen)
        self._screen, self._line = screen, line
        self._here: QWidget | None = None
        self.burst = BurstClock()
        self._before, self._returned = Before(None), False
        self._first: Key | None = None
        self._held: list[Key] = []
        self._text, self._keys = "", 0
        self._payload = self._typing = self._on_line = False
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(self._rest)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._here is not None and shiboken6.isValid(self._here):
            self._here.removeEventFilter(self)
        self._here = now if now is not None and self._owns(now) else None
        if self._here is not None:
            self._here.installEventFilter(self)

    def _owns(self, widget: QWidget) -> bool:
        """Say whether it is of the screen; the list of a choice is in a window of its own."""
        above: QWidget | None = widget
        while above is not None and above is not self._screen:
            above = above.parentWidget()
        return above is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            popup = QApplication.activePopupWidget()
            if isinstance(popup, QMenu) or (popup is not None and popup.focusProxy() is watched):
                popup.installEventFilter(self)  # a menu or suggestions: the field's keys go there
        if self._typing or not isinstance(event, QKeyEvent) or event.key() in ALONE:
            return False
        if kind == QEvent.Type.ShortcutOverride and (self._payload or self.burst.quick(event.timestamp())):
            event.accept()  # no scanner's key is a shortcut: it comes again as a key of the field
            return True
        return kind == QEvent.Type.KeyPress and isinstance(watched, QWidget) and self._pressed(watched, event)

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Return whether the key is kept from what has the focus."""
        self.pressed.emit()
        key = Key(event.key(), event.modifiers(), event.text())
        quick = self.burst.key(event.timestamp()) or self._payload
        if quick and event.isAutoRepeat() and not self._keys_wait and self._is_first(key):
            return False
        if quick:
            self._hold(key)
            return True
        if self._keys_wait:
            self._rest()
            self.burst.key(event.timestamp())
        self._begin(watched, key)
        return False

    @property
    def _keys_wait(self) -> bool:
        return bool(self._held) or self._payload

    def _is_first(self, key: Key) -> bool:
        return self._first is not None and self._first.code == key.code

    def _begin(self, watched: QWidget, key: Key) -> None:
        self._before = Before(watched.focusProxy() or watched)
        self._first, self._returned, self._on_line = key, False, watched is self._line
        self._text, self._keys = key.sign, 1

    def _hold(self, key: Key) -> None:
        self._keys += 1
        self._text = (self._text + key.sign)[:MOST]
        self._held = [*self._held, key]
        self._payload = self._payload or bursts.is_payload(self._text, self._keys) or self._has_orders()
        self._held = [] if self._payload else self._held
        if self._payload or (self._keys >= bursts.LEAST and not self._on_line):
            self._take_back()
        self._quiet.start(QUIET_MS if self._payload else HOLD_MS)

    def _has_orders(self) -> bool:
        """Say whether a scanner sends signs of control as keys with Ctrl."""
        return self._keys >= bursts.LEAST and any(key.modifiers & _COMBINED for key in self._held)

    def _take_back(self) -> None:
        """Undo what the first key did, before anything keeps it."""
        if not self._returned:
            self._returned = True
            self._before.give_back()
            if self._first is not None:
                self._held = [self._first, *self._held]

    def _rest(self) -> None:
        text, payload = self._text, self._payload
        said: bursts.Said = "payload" if payload else bursts.meaning(text)
        if said == "fingers" or (said == "name" and self._on_line):
            self._settle(but_end=said == "name")
            return
        if said == "scan":
            self._forget()
            self.scanned.emit(text.strip("\n"))
            return
        self._take_back()
        self._forget()
        self.payload_read.emit(text)

    def _settle(self, *, but_end: bool = False) -> None:
        """They were fingers: type what waits; the Enter of a name that came by itself does nothing."""
        waiting = [key for key in self._held if not (but_end and key.sign == "\n")]
        self._forget()
        self._typing = True
        for key in waiting:
            target = self._focused()
            QApplication.sendEvent(target, key.event(QEvent.Type.KeyPress))
            QApplication.sendEvent(target, key.event(QEvent.Type.KeyRelease))
        self._typing = False

    def _focused(self) -> QWidget:
        places = (
            QApplication.activePopupWidget(),
            QApplication.focusWidget(),
            self._screen.window().focusWidget(),
        )
        return next((one for one in places if one is not None), self._screen)

    def _forget(self) -> None:
        self._quiet.stop()
        self._first, self._held, self._before = None, [], Before(None)
        self._text, self._keys, self._payload, self._returned = "", 0, False, False
        self.burst.rest()
