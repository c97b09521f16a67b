"""A key cap beside a caption: the key that goes there."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets import paint


class KeyCap(QWidget):
    """9 pt in a 1 px box; the caption beside it says what the key does."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(paint.key_cap_width(self._key)) + 1, theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.key_cap(painter, 0, self.height() / 2, self._key)
