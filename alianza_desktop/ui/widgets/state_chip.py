"""A chip: icon, word and fill (ux.md §3.5); the word is the state, the colour only helps."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.widgets import paint

ChipKind = Literal["neutral", "info", "warning", "success", "error", "inverse", "plain"]


def colours(kind: str) -> tuple[QColor, QColor]:
    """Return the ink and the fill of a kind of chip; `inverse` is for what is closed for ever."""
    if kind == "inverse":
        return theme.colour("surface"), theme.colour("text")
    return theme.colour(f"{kind}_text"), theme.colour(f"{kind}_fill")


class StateChip(QWidget):
    """24 px high; `plain` has no fill and success-coloured words, for «Guardado»."""

    def __init__(self, kind: ChipKind = "neutral", icon: str = "", words: str = "") -> None:
        super().__init__()
        self._kind, self._icon, self._words = kind, icon, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tell(self, kind: ChipKind, icon: str, words: str, spoken: str = "") -> None:
        self.setAccessibleName(spoken or words)
        self.setToolTip(spoken)
        if (kind, icon, words) != (self._kind, self._icon, self._words):
            self._kind, self._icon, self._words = kind, icon, words
            self.updateGeometry()
            self.update()

    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        wide = paint.width(self._words, self._font()) + 16
        if self._icon:
            wide += 18
        return QSize(round(wide) + 2, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _font(self) -> QFont:
        return theme.font("body" if self._kind == "plain" else "caption", semibold=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self._kind == "plain":
                ink = theme.colour("success")
            else:
                ink, fill = colours(self._kind)
                bordered = theme.name() == "proyector"
                paint.box(painter, QRectF(self.rect()), fill=fill, border=ink if bordered else None)
            left = 8.0
            if self._icon:
                icons.paint(painter, self._icon, QRectF(left, self.height() / 2 - 7, 14, 14), ink)
                left += 18
            paint.text(
                painter, QRectF(left, 0, self.width() - left, self.height()), self._words, self._font(), ink
            )
