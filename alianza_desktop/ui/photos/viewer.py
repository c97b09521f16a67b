"""One photo as large as there is room: to look who is in it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets import paint


class Viewer(QWidget):
    """Left and right go on, Space says that it was looked at, Esc or Enter goes back to all of them."""

    stepped = Signal(int)
    cleared = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(160, 120))
        self._picture, self._words = QPixmap(), ""

    def show_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self._words = "" if not picture.isNull() else self.tr("Esta foto no está en este equipo.")
        self.update()

    def show_words(self, words: str) -> None:
        """Say what there is instead of a picture."""
        self._picture, self._words = QPixmap(), words
        self.update()

    @property
    def picture(self) -> QPixmap:
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            focused = self.hasFocus()
            border = theme.colour("focus" if focused else "line")
            paint.box(painter, area, fill=theme.colour("raised"), border=border, width=2 if focused else 1)
            if self._picture.isNull():
                paint.text(painter, area, self._words, theme.font(), theme.colour("secondary"), paint.CENTRE)
                return
            inner = area.adjusted(8, 8, -8, -8)
            size = self._picture.size()
            if size.width() > inner.width() or size.height() > inner.height():
                size = size.scaled(inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(inner.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1,
        }  # fmt: skip
        if Qt.Key(event.key()) in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.left.emit()
