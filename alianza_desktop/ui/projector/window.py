"""The room's window: a window of its own that shows one page, or a cover, and nothing else."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from alianza_desktop.ui.projector import ink, marking
from alianza_desktop.ui.projector.sheet import Line, Page, Shown

STEPS = {
    Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Space: 1,
    Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip
"""Keys of a remote control and of the keyboard that turn pages."""
PLAIN = QSize(960, 540)
"""Of the window when there is no second screen."""


class RoomWindow(QWidget):
    """Keys that it is given while it has the focus are the operator's too."""

    turned = Signal(int)
    pressed = Signal(str)
    """`toggle`, `freeze` or `black`."""
    left = Signal()
    """Somebody closed it."""
    resized = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Proyector - Alianza"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(480, 270)
        self.resize(PLAIN)
        self._shown = Shown(Page())
        self._closing = False

    def place(self, screen: QScreen | None) -> None:
        """Take a whole screen: its geometry first, then full screen; without one, be a plain window."""
        if screen is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)
            self.showNormal()
            return
        self.setCursor(Qt.CursorShape.BlankCursor)
        if self.isVisible():  # a window that is full screen does not move: it opens again over there
            self.hide()
            self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def show_room(self, shown: Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self.setAccessibleName(spoken(shown))
            self.update()

    @property
    def shown(self) -> Shown:
        return self._shown

    def go(self) -> None:
        """Close because it was turned off."""
        self._closing = True
        self.close()
        self._closing = False

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            ink.draw(painter, self._shown, self.size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._closing:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in STEPS:
            self.turned.emit(STEPS[key])
        elif key in (Qt.Key.Key_F8, Qt.Key.Key_Escape):
            self.pressed.emit("toggle")
        elif key == Qt.Key.Key_F9:
            self.pressed.emit("black" if shift else "freeze")
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Period):  # what remote controls send to blank
            self.pressed.emit("black")
        else:
            super().keyPressEvent(event)


def spoken(shown: Shown) -> str:
    """Return what the room sees as a sentence, for screen readers."""
    if shown.cover:
        return {"black": "En negro", "logo": f"Logo de {shown.title}"}[shown.cover]
    page = shown.page
    words = (
        page.left,
        page.right,
        *map(_said, page.lines),
        page.foot,
        marking.spoken(page.trail),
        page.place,
    )
    return ". ".join(filter(None, words))


def _said(line: Line) -> str:
    return ", ".join(filter(None, (line.lead, line.words, line.beside[0], line.note)))
