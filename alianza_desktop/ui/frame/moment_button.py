"""The top bar's clock of the agenda: which block, and how much is left, in words and with a shape.

The first frame may paint it: it does without `Qt` (see `ui.start`).
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from alianza_desktop.ui.agenda import Moment

_SIDE, _ICON, _GAP = 8, 14, 4
SHAPES: Final = {"planned": "clock", "running": "player-play", "paused": "player-pause"}
OVER: Final = "alert-triangle"


class MomentButton(Button):
    """Opens the agenda. Time that ran out is said in words and with another shape; nothing ever blinks."""

    def __init__(self) -> None:
        super().__init__("", "flat")
        self._caption, self._shape, self._over = "", SHAPES["planned"], False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_moment(self, moment: "Moment") -> None:
        """Say where the day is; called each second, it only moves what became wider or narrower."""
        before = self.sizeHint()
        words = (self._caption, self.text(), self._shape)
        self._over = moment.over
        self._caption = moment.caption
        self._shape = OVER if moment.over else SHAPES[moment.state]
        self.setText(moment.strong)
        if words == (self._caption, moment.strong, self._shape):
            return
        how = self.tr("según el programa; el reloj no está en marcha") if moment.state == "planned" else ""
        self.setAccessibleName(". ".join(filter(None, (moment.caption, moment.strong, how))))
        self.setToolTip("\n".join((self.accessibleName(), self.tr("Ctrl+J abre la agenda"))))
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        strong = paint.width(self.text(), theme.font(semibold=True)) + _ICON + _GAP
        wide = max(paint.width(self._caption, theme.font("caption")), strong)
        return QSize(min(round(wide) + 2 * _SIDE + 2, theme.px(300)), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        strong = paint.width(self.text(), theme.font(semibold=True)) + _ICON + _GAP
        return QSize(min(round(strong) + 2 * _SIDE + 2, self.sizeHint().width()), theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        small, strong = theme.font("caption"), theme.font(semibold=True)
        ink = theme.colour("warning" if self._over else "text")
        with QPainter(self) as painter:
            self._ground(painter)
            high = QFontMetricsF(small).height()
            whole = high + QFontMetricsF(strong).height()
            top = (self.height() - whole) / 2
            wide = self.width() - 2 * _SIDE
            paint.text(
                painter, QRectF(_SIDE, top, wide, high), self._caption, small, theme.colour("secondary")
            )
            line = QRectF(_SIDE, top + high, wide, whole - high)
            icon = QRectF(_SIDE, line.center().y() - _ICON / 2, _ICON, _ICON)
            icons.paint(painter, self._shape, icon, ink)
            paint.text(painter, line.adjusted(_ICON + _GAP, 0, 0, 0), self.text(), strong, ink)
