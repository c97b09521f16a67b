"""The six stages as a painted row of circles; the sentence is its accessible name."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets import paint

_SIDE, _LINE = 24, 8


class Stepper(QWidget):
    """Done = outline, current = fill, to come = grey; short, it says «Etapa 4 de 6»."""

    def __init__(self) -> None:
        super().__init__()
        self._stage, self._short = 0, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_stage(self, stage: int) -> None:
        from alianza_desktop.core import catalogs

        self._stage = stage
        name = catalogs.label("stage", stage)
        self.setAccessibleName(self.tr("Etapa {stage} de 6: {name}").format(stage=stage, name=name))
        self.setToolTip(self.accessibleName())
        self.update()

    def set_short(self, *, short: bool) -> None:
        self._short = short
        self.updateGeometry()
        self.update()

    def _words(self) -> str:
        return self.tr("Etapa {stage} de 6").format(stage=self._stage)

    def sizeHint(self) -> QSize:
        if self._short:
            wide = paint.width(self._words(), theme.font("caption", semibold=True)) + 18
            return QSize(round(wide), theme.px(_SIDE))
        return QSize(6 * theme.px(_SIDE) + 5 * _LINE, theme.px(_SIDE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            font = theme.font("caption", semibold=True)
            if self._short:
                area = QRectF(self.rect())
                paint.box(painter, area, fill=None, border=theme.colour("primary"))
                paint.text(painter, area, self._words(), font, theme.colour("primary"), paint.CENTRE)
                return
            side = theme.px(_SIDE)
            for stage in range(1, 7):
                left = (stage - 1) * (side + _LINE)
                done = stage <= self._stage
                ink = theme.colour("primary" if done else "control")
                if stage > 1:
                    painter.fillRect(QRectF(left - _LINE, side / 2 - 0.5, _LINE, 1), ink)
                numbered(painter, QRectF(left, 0, side, side), stage, done=done, current=stage == self._stage)


def numbered(painter: QPainter, area: QRectF, number: int, *, done: bool, current: bool) -> None:
    """Draw a stage's circle in a square area."""
    ink = theme.colour("primary" if done else "control")
    paint.disc(painter, QPointF(area.center()), area.width() - 1.5, fill=ink if current else None, border=ink)
    words = theme.colour("on_primary" if current else "primary" if done else "secondary")
    paint.text(painter, area, str(number), theme.font("caption", semibold=True), words, paint.CENTRE)
