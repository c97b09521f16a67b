"""The always-focused line of a high-traffic task: type or scan, Enter, next."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from alianza_desktop.ui.widgets.field import Field


class EntryLine(Field):
    """Emits `entered` at Enter and `moved` at the arrows; Esc and Ctrl+Z belong to the screen."""

    entered = Signal()
    moved = Signal(int)

    def __init__(self, placeholder: str, *, icon: str = "barcode") -> None:
        super().__init__(placeholder, height=52, size="name", icon=icon)
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
            self.entered.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
