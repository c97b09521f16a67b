"""Three strokes that painted widgets share: a rounded box, a line of text, a key cap."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from alianza_desktop.ui import theme

RADIUS = 4
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


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
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    half = width / 2 if border is not None else 0
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)


def text(
    painter: QPainter, area: QRectF, words: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag = LEFT
) -> float:
    """Draw one line, shortened with «…» when it does not fit, and return the width that it took."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width() + 0.5)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, int(align | Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)


def width(words: str, font: QFont) -> float:
    """Return how wide a line of text is."""
    return QFontMetricsF(font).horizontalAdvance(words)


def key_cap_width(key: str) -> float:
    return width(key, theme.font("caption")) + 10


def key_cap(painter: QPainter, left: float, middle: float, key: str) -> float:
    """Draw a key cap around its vertical middle and return its width."""
    font = theme.font("caption")
    wide, high = key_cap_width(key), QFontMetricsF(font).height() + 2
    area = QRectF(left, middle - high / 2, wide, high)
    box(painter, area, fill=None, border=theme.colour("line"), radius=3)
    text(painter, area, key, font, theme.colour("secondary"), CENTRE)
    return wide


def disc(painter: QPainter, centre: QPointF, diameter: float, *, fill: QColor | None, border: QColor) -> None:
    """Draw a numbered circle's ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1.2))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, diameter / 2, diameter / 2)
