"""Tabler outline icons (MIT), recoloured to the palette in use; drawn as vectors, so any size is crisp."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from alianza_desktop.core.paths import resource
from alianza_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource("icons", f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.encode())))


def paint(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw an icon in a square box."""
    _renderer(name, colour.name()).render(painter, box)


def icon(name: str, token: str, size: int = 20) -> "QIcon":
    """Return an icon for a stock widget (menus, window), in the palette of this moment."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QIcon, QPixmap

    pixmap = QPixmap(QSize(size, size) * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint(painter, name, QRectF(0, 0, size * 2, size * 2), theme.colour(token))
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)


class IconMark(QWidget):
    """An icon beside a text that says the same: it has no accessible name of its own."""

    def __init__(self, name: str, token: str, size: int = 16) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            side = self._size
            paint(
                painter,
                self._name,
                QRectF(0, (self.height() - side) / 2, side, side),
                theme.colour(self._token),
            )
