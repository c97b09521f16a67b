"""Strokes that painted widgets share: a filled or outlined shape, a rounded box, a line of text, a key cap.

The first frame is painted with these alone, and so without `Qt` (see `ui.start`).
"""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPalette, QPen

from alianza_desktop.ui import theme

RADIUS = 4
LEFT: Final = 0x81
RIGHT: Final = 0x82
CENTRE: Final = 0x84
"""`Qt.AlignmentFlag`, in the middle of the height."""
SINGLE_LINE: Final = 0x100
"""`Qt.TextFlag.TextSingleLine`."""


def draw(
    painter: QPainter,
    shape: QPainterPath,
    *,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1,
) -> None:
    """Fill a shape, stroke its outline, or both."""
    if fill is not None:
        painter.fillPath(shape, _brush(fill.rgba()))
    if border is not None:
        pen = QPen()
        pen.setColor(border)
        pen.setWidthF(width)
        painter.strokePath(shape, pen)


@lru_cache(maxsize=256)
def _brush(colour: int) -> QBrush:
    """Return a brush of a colour, by the way that does not name `Qt`."""
    palette, role = QPalette(), QPalette.ColorRole.Text
    palette.setColor(role, QColor.fromRgba(colour))
    return palette.brush(role)


def fill(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """Fill a rectangle."""
    shape = QPainterPath()
    shape.addRect(area)
    draw(painter, shape, fill=colour)


def box(
    painter: QPainter,
    area: QRectF,
    *,
    fill: QColor | None,
    border: QColor | None,
    width: float = 1,
    radius: float = RADIUS,
) -> None:
    """Draw a rounded box whose border stays inside the area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if border is not None else 0
    shape = QPainterPath()
    shape.addRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)
    draw(painter, shape, fill=fill, border=border, width=width)


def text(
    painter: QPainter, area: QRectF, words: str, font: QFont, colour: QColor, align: int = LEFT
) -> float:
    """Draw one line, shortened with «…» when it does not fit, and return the width that it took."""
    metrics = QFontMetricsF(font)
    shown, wide = words, metrics.horizontalAdvance(words)  # measuring is half of what a line costs
    if wide > area.width() + 0.5:
        shown = elided(metrics, words, area.width() + 0.5)
        wide = metrics.horizontalAdvance(shown)
    painter.setFont(font)
    if painter.pen().color() != colour:  # it begins as the colour of its widget's text
        painter.setPen(colour)
    painter.drawText(area, align | SINGLE_LINE, shown)
    return wide


def elided(metrics: QFontMetricsF, words: str, wide: float) -> str:
    """Return a line of text, shortened with «…» when it is wider than that."""
    if metrics.horizontalAdvance(words) <= wide:
        return words
    from PySide6.QtCore import Qt

    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, wide)


def width(words: str, font: QFont) -> float:
    """Return how wide a line of text is."""
    return QFontMetricsF(font).horizontalAdvance(words)


def key_cap_width(key: str) -> float:
    return width(key, theme.font("caption")) + 10


def key_cap(painter: QPainter, left: float, middle: float, key: str, ink: str = "secondary") -> float:
    """Draw a key cap around its vertical middle and return its width."""
    font = theme.font("caption")
    wide, high = key_cap_width(key), QFontMetricsF(font).height() + 2
    area = QRectF(left, middle - high / 2, wide, high)
    box(painter, area, fill=None, border=theme.colour("line"), radius=3)
    text(painter, area, key, font, theme.colour(ink), CENTRE)
    return wide


def disc(painter: QPainter, centre: QPointF, diameter: float, *, fill: QColor | None, border: QColor) -> None:
    """Draw a numbered circle's ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addEllipse(centre, diameter / 2, diameter / 2)
    draw(painter, shape, fill=fill, border=border, width=1.2)
