"""The focus ring: drawn outside whatever has the keyboard, so that no widget needs one of its own."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
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
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._target is not None and shiboken6.isValid(self._target):
            self._target.removeEventFilter(self)
        self._target = None
        fields = QLineEdit | QPlainTextEdit | QComboBox | QPushButton
        ringed = isinstance(now, fields) and not isinstance(now, QCheckBox)
        if now is None or not ringed or now.window() is not self._window:
            self.hide()
            return
        self._target = now
        now.installEventFilter(self)
        self.setParent(now.parentWidget())
        self._place()

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
        room = 2 + _thickness()
        self.setGeometry(target.geometry().adjusted(-room, -room, room, room))
        self.show()
        self.stackUnder(target)

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


def _thickness() -> int:
    return 4 if theme.name() == "proyector" else 2
