"""The top bar's «Proyector»: its state in words, and while it is on, what the room sees.

The first frame paints it: it does without `Qt` (see `ui.start`).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

_WIDE, _HIGH = 44, 25
FROZEN = "#F5C518"
"""Yellow, with a dark line at both sides of it."""


class ProjectorButton(Button):
    """Opens the operator's panel."""

    def __init__(self) -> None:
        super().__init__("", icon="presentation", key="F8", cap=True)
        self._short = self._warning = self._frozen = False
        self._picture: QPixmap | None = None
        self._state = self.tr("apagado")
        self._fit()

    def show_state(
        self, words: str, picture: "QPixmap | None", *, warning: bool = False, frozen: bool = False
    ) -> None:
        self._state, self._picture, self._warning, self._frozen = words, picture, warning, frozen
        self._fit()
        self.update()

    def set_short(self, *, short: bool) -> None:
        self._short = short
        self._fit()

    def _fit(self) -> None:
        whole = self.tr("Proyector: {state}").format(state=self._state)
        brief = f"{self._state[:1].upper()}{self._state[1:]}"
        self.set_words(brief if self._short else whole, key="" if self._short else "F8")
        self.setAccessibleName(whole)
        self.setToolTip(
            self.tr("{whole}. F8 enciende o apaga; Mayús+F8 elige qué se muestra").format(whole=whole)
        )

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        more = _WIDE - 16 if self._picture is not None else 0
        return QSize(hint.width() + more, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None and not self._warning:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            self._ground_on(painter)
            left, middle = 8.0, self.height() / 2
            if self._picture is not None:
                left = self._thumbnail(painter, left, middle)
            else:
                icons.paint(
                    painter, "alert-triangle", QRectF(12, middle - 8, 16, 16), theme.colour("warning")
                )
                left = 36
            area = QRectF(left, 0, self.width() - left - 4, self.height())
            left += paint.text(painter, area, self.text(), theme.font(), theme.colour("text")) + 8
            if not self._short:
                paint.key_cap(painter, left, middle, "F8")

    def _ground_on(self, painter: QPainter) -> None:
        fill = theme.colour("tint" if self.underMouse() or self.isDown() else "surface")
        border = theme.colour("warning" if self._warning else "primary")
        paint.box(painter, QRectF(self.rect()), fill=fill, border=border)

    def _thumbnail(self, painter: QPainter, left: float, middle: float) -> float:
        picture = self._picture
        assert picture is not None
        area = QRectF(left - 4, middle - _HIGH / 2, _WIDE, _HIGH)
        dark = theme.colour("text")
        paint.fill(painter, area, dark)
        inner = area.adjusted(1, 1, -1, -1)
        if self._frozen:
            paint.fill(painter, inner, QColor(FROZEN))
            inner = inner.adjusted(2, 2, -2, -2)
            paint.fill(painter, inner, dark)
            inner = inner.adjusted(1, 1, -1, -1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(inner, picture, QRectF(picture.rect()))
        return area.right() + 8
