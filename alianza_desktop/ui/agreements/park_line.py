"""F5: a small line over whatever is shown; an idea, Enter, and back to what was being done."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.agreements.facts import Understood
from alianza_desktop.ui.agreements.line_box import UnderstoodStrip
from alianza_desktop.ui.fields import IDLE_MS
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.key_cap import KeyCap
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, label, row

WIDE, TOP = 640, 56


class IdeaField(Field):
    """Enter, Esc and being left are the line's; all other keys are of a line of text."""

    entered = Signal()
    escaped = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # before the screen below takes it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()


class ParkLine(QFrame):
    """Never modal: whoever clicks elsewhere leaves it, and what was typed is there the next time."""

    entered = Signal()
    typed = Signal(str)
    idle = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._back: QWidget | None = None
        self.setProperty("part", "popup")
        self.setAccessibleName(self.tr("Guardar una idea en el parqueo"))
        self._title, self._place = label(self.tr("Parqueo"), semibold=True), ElidedLabel(tone="secondary")
        self.line = IdeaField(self.tr("Una idea para después  @quién la dijo"), height=44, size="emphasis")
        self.line.setAccessibleName(self.tr("Idea para después; arroba y el nombre de quién la dijo"))
        self.save = Button(self.tr("Guardar"), "primary", key=ENTER, height=44)
        self.save.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.speaker = UnderstoodStrip()
        self._hint = label(self.tr("Esc cierra y conserva lo escrito"), "caption", tone="secondary")
        self._fault = label("", "caption", tone="warning", wrap=True)
        head = row(IconMark("parking", "secondary", 20), self._title, self._place, KeyCap("F5"), gap=8)
        self.setLayout(
            column(
                head, row(self.line, self.save, gap=8), self._fault, row(self._hint, self.speaker, gap=12),
                gap=8, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip
        self._timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._timer.timeout.connect(self.idle)
        self.line.textEdited.connect(lambda _text: self._timer.start())
        self.line.textChanged.connect(self.typed)
        self.line.entered.connect(self.entered)
        self.line.escaped.connect(self.leave)
        self.line.left.connect(self.hide)
        self.save.clicked.connect(self.entered)
        window.installEventFilter(self)
        self.show_fault("")
        self.hide()

    def begin(self) -> None:
        """Open under the top bar, or come back to it."""
        if not self.isVisible():
            self._back = self._window.focusWidget()
        self._fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit(self) -> None:
        wide = min(theme.px(WIDE), self._window.width() - 32)
        self.setFixedWidth(wide)
        self.adjustSize()
        self.move((self._window.width() - wide) // 2, TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def hideEvent(self, event: object) -> None:
        self._timer.stop()
        self.idle.emit()

    # what the presenter shows

    def show_place(self, mesa: str) -> None:
        self._place.set_text(f"· {mesa}")

    def show_speaker(self, said: tuple[Understood, ...]) -> None:
        self.speaker.show_chips(said)

    def show_fault(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        if self.isVisible():
            self._fit()

    def set_line(self, text: str) -> None:
        self.line.setText(text)

    def text(self) -> str:
        return self.line.text()

    def leave(self) -> None:
        """Close: the keyboard returns to where it was."""
        back, self._back = self._back, None
        self.hide()
        if back is not None:
            back.setFocus()
