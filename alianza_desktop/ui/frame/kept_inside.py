"""A window stays where it can be reached: a monitor that is unplugged takes none away with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import Qt


class KeptInside(QObject):
    """Of one window; it goes with it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._removed)

    def _removed(self) -> None:
        QTimer.singleShot(0, self, self._bring)  # the system moves its windows first

    def _bring(self) -> None:
        """Move it, and make it smaller where it must be, whenever its middle is on no screen."""
        window = self._window
        rooms = [one.availableGeometry() for one in QGuiApplication.screens()]
        here = window.frameGeometry()
        if not rooms or any(room.contains(here.center()) for room in rooms):
            return
        away = _away()
        states = window.windowState() & away
        window.setWindowState(window.windowState() & ~away)
        border = here.size() - window.size()
        room = max(rooms, key=lambda one: _area(one.intersected(here)))
        fits = here.size().boundedTo(room.size())
        window.resize(fits - border)
        window.move(_within(room, QRect(here.topLeft(), fits)))
        window.setWindowState(window.windowState() | states)


def _away() -> "Qt.WindowState":
    """Return the states in which the system places a window; `Qt` is not named for the first frame."""
    from PySide6.QtCore import Qt

    return Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMinimized


def _area(part: QRect) -> int:
    return part.width() * part.height() if part.isValid() else 0


def _within(room: QRect, whole: QRect) -> QPoint:
    """Return the nearest place of a rectangle, no larger than the room, that lies inside."""
    left = min(max(whole.left(), room.left()), room.right() + 1 - whole.width())
    top = min(max(whole.top(), room.top()), room.bottom() + 1 - whole.height())
    return QPoint(left, top)
