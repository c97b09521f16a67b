"""The focus ring: drawn outside whatever has the keyboard, so that no widget needs one of its own."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets import paint


class FocusRing(QWidget):
    """Follows the focus of one window: 2 px and a 2 px gap round buttons, a 2 px tint round fields."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for one in self._watched:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)
        self._target, self._watched = None, []
        fields = QLineEdit | QPlainTextEdit | QComboBox | QPushButton
        ringed = isinstance(now, fields) and not isinstance(now, QCheckBox)
        if now is None or not ringed or now.window() is not self._window:
            self.hide()
            return
        self._target = now
        home = self._home(now)
        self._watch(now, home)
        self.setParent(home)
        self._place()

    def _watch(self, target: QWidget, home: QWidget) -> None:
        """Whatever moves between a widget and the home of its ring, the ring goes with it."""
        part: QWidget | None = target
        while part is not None and part is not home:
            part.installEventFilter(self)
            self._watched.append(part)
            part = part.parentWidget()

    def _home(self, target: QWidget) -> QWidget:
        """Return where the ring is drawn: round a button, the first parent that does not cut it."""
        home, room = target.parentWidget() or self._window, _room()
        while isinstance(target, QPushButton) and home is not self._window:
            area = target.rect().translated(target.mapTo(home, QPoint(0, 0)))
            above = home.parentWidget()
            if above is None or home.rect().contains(area.adjusted(-room, -room, room, room)):
                break
            if isinstance(above, QAbstractScrollArea):  # beyond it the ring would not scroll along
                break
            home = above
        return home

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        elif event.type() == QEvent.Type.ParentAboutToChange:
            self.setParent(self._window)
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        home, room = self.parentWidget() or self._window, _room()
        area = target.rect().translated(target.mapTo(home, QPoint(0, 0)))
        self.setGeometry(area.adjusted(-room, -room, room, room))
        self.show()
        if target.parentWidget() is home:
            self.stackUnder(target)
        else:
            self.raise_()  # over what holds the button; its middle is empty

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            if isinstance(self._target, QPushButton):
                paint.box(
                    painter, area, fill=None, border=theme.colour("focus"), width=_thickness(), radius=6
                )
            else:
                wide = _thickness()
                paint.box(
                    painter,
                    area.adjusted(wide, wide, -wide, -wide),
                    fill=theme.colour("tint"),
                    border=None,
                    radius=6,
                )


def _room() -> int:
    return 2 + _thickness()


def _thickness() -> int:
    return 4 if theme.name() == "proyector" else 2
