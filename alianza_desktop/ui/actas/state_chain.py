"""The life of an acta as a row of chips: where it is, what it went through, what is to come."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.actas.facts import STATES, amendment, chip
from alianza_desktop.ui.cells import Chip
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.state_chip import colours

GAP: Final = 20
"""Between two chips: a chevron stands there."""


class StateChain(QWidget):
    """Painted; its accessible name says the state in words. Short, only the current chip."""

    def __init__(self) -> None:
        super().__init__()
        self._state, self._done, self._total, self._short = "draft", 0, 0, False
        self._amended = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str, done: int, total: int, amended: str = "") -> None:
        self._state, self._done, self._total, self._amended = state, done, total, amended
        words = chip(state, done, total).words.replace("/", self.tr(" de "))
        if amended:
            words = f"{words}, {amendment(amended).words}"
        self.setAccessibleName(self.tr("Estado: {words}").format(words=words))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def set_short(self, *, short: bool) -> None:
        self._short = short
        self.updateGeometry()
        self.update()

    def _chips(self) -> list[tuple[Chip, str]]:
        """Return each chip with how it stands: `past`, `now` or `later`."""
        now = chip(self._state, self._done, self._total)
        if self._state not in STATES:
            return [(now, "now")]
        if self._amended:  # what comes after the life that the acta had
            return [(now, "past"), (amendment(self._amended), "now")]
        here = STATES.index(self._state)
        found = []
        for place, state in enumerate(STATES):
            words = catalogs.label("acta_state", state)
            if place < here:
                found.append((Chip("plain", "check", words), "past"))
            elif place == here:
                found.append((now, "now"))
            else:
                icon = "lock" if state == "sealed" else ""
                found.append((Chip("plain", icon, words), "later"))
        return found

    def _width(self, one: Chip) -> float:
        wide = paint.width(one.words, theme.font("caption", semibold=True)) + 16
        return wide + (18 if one.icon else 0)

    def _now(self) -> list[tuple[Chip, str]]:
        return [one for one in self._chips() if one[1] == "now"]

    def _wide(self, chips: list[tuple[Chip, str]]) -> int:
        return round(sum(self._width(one) for one, _how in chips) + GAP * (len(chips) - 1)) + 2

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._now() if self._short else self._chips()), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(self._now()), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            chips = self._chips()
            if self._short or self._wide(chips) > self.width():
                chips = self._now()
            left = float(self.width() - self._wide(chips)) if len(chips) == 1 else 0.0
            for place, (one, how) in enumerate(chips):
                if place:
                    middle = QRectF(left + GAP / 2 - 6, self.height() / 2 - 6, 12, 12)
                    icons.paint(painter, "chevron-right", middle, theme.colour("secondary"))
                    left += GAP
                wide = self._width(one)
                self._chip(painter, QRectF(left, 0, wide, self.height()), one, how)
                left += wide

    @staticmethod
    def _chip(painter: QPainter, area: QRectF, one: Chip, how: str) -> None:
        ink = theme.colour("disabled" if how == "later" else "text")
        if how == "now":
            ink, fill = colours(one.kind)
            border = ink if theme.name() == "proyector" else None
            paint.box(painter, area, fill=fill, border=border)
        elif how == "past":
            paint.box(painter, area, fill=theme.colour("surface"), border=theme.colour("control"))
        else:
            _dashed(painter, area, theme.colour("control"))
        left = area.left() + 8
        if one.icon:
            mark = theme.colour("secondary") if how != "now" else ink
            icons.paint(painter, one.icon, QRectF(left, area.center().y() - 7, 14, 14), mark)
            left += 18
        words = QRectF(left, area.top(), area.right() - left, area.height())
        paint.text(painter, words, one.words, theme.font("caption", semibold=True), ink)
        if one.kind == "error":  # annulled: struck
            end = left + paint.width(one.words, theme.font("caption", semibold=True))
            painter.setPen(QPen(ink, 1))
            painter.drawLine(QPointF(left, area.center().y()), QPointF(end, area.center().y()))


def _dashed(painter: QPainter, area: QRectF, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), paint.RADIUS, paint.RADIUS)
