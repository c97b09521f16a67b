"""The name being written, over its card or its stage."""

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.chains import ink
from alianza_desktop.ui.fields import IDLE_MS
from alianza_desktop.ui.widgets.pasting import BoundedText


class NameEditor(BoundedText):
    """Enter confirms, Tab confirms and goes on, Esc cancels; leaving it confirms too."""

    typed = Signal(str, str)
    """(id, text): the keys rested, the editor stays open."""
    confirmed = Signal(str, str, bool)
    """(id, text, goes on): it closed."""
    cancelled = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.record_id = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._rest)
        self.textChanged.connect(self._idle.start)
        self.hide()

    def begin(self, record_id: str, name: str, placeholder: str) -> None:
        """Write the name of a record."""
        self.record_id = record_id
        self.blockSignals(True)
        self.setPlainText(name)
        self.blockSignals(False)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.selectAll()
        self._idle.stop()
        self.show()
        self.raise_()
        self.setFocus()

    def place(self, area: QRectF, zoom: float) -> None:
        """Lie over this area of the viewport, with letters as large as the card's."""
        letters = ink.font(max(9, round(ink.TITLE * zoom)))
        self.setFont(letters)
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.tokens().surface}; color: {theme.tokens().text};"
            f" border: 2px solid {theme.tokens().focus}; border-radius: 4px; }}"
        )
        self.setGeometry(area.toAlignedRect())

    def text(self) -> str:
        """Return the name in one line."""
        return " ".join(self.toPlainText().split())

    @property
    def open(self) -> bool:
        return bool(self.record_id)

    def _rest(self) -> None:
        if self.record_id and self.text():
            self.typed.emit(self.record_id, self.text())

    def close_with(self, *, goes_on: bool = False) -> None:
        """Confirm what is written, once."""
        record_id, self.record_id = self.record_id, ""
        self._idle.stop()
        if record_id:
            self.hide()
            self.confirmed.emit(record_id, self.text(), goes_on)

    def drop(self) -> None:
        """Close without a word: its record is gone."""
        self.record_id = ""
        self._idle.stop()
        self.hide()

    def event(self, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Return)
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_with()
        elif key == Qt.Key.Key_Tab:
            self.close_with(goes_on=True)
        elif key == Qt.Key.Key_Escape:
            record_id = self.record_id
            self.drop()
            self.cancelled.emit(record_id)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu of copy and paste
            self.close_with()

    def at_end(self) -> None:
        self.moveCursor(QTextCursor.MoveOperation.End)
