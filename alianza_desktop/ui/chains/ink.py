"""How words and lines look inside the drawing: pixel fonts, two lines of a title, the dashes of a sector.

Scene items use pixel sizes (engineering.md): text in points is clipped in an exported PDF. Text larger than
100 % is the view's scale, so that cards and their words grow together.
"""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen, QPolygonF, QTextLayout, QTextOption

from alianza_desktop.ui import theme

TITLE, HEADER, CODE, ACTION = 14, 14, 12, 13
"""Pixels of a card's title, a stage's name, a sector's code, a support's name."""
LONGEST: Final = 240
"""Signs of a title that can ever be seen on a card; the rest is in its tooltip and in the inspector."""
EDGE: Final = 1.5
ARROW: Final = (7.0, 4.0)
"""Length, and half of the height."""
LEGIBLE: Final = 0.45
"""Level of detail under which words are not drawn."""
_DASHES: Final = {
    "private": [4.0, 2.6], "academia": [1.0, 2.6], "society": [5.0, 2.2, 1.0, 2.2],
}  # fmt: skip


def font(pixels: int, *, semibold: bool = False) -> QFont:
    """Return a font of the drawing."""
    made = QFont(theme.FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    return made


@lru_cache(maxsize=4096)
def lines(words: str, wide: int, most: int, last: int = 0) -> tuple[str, ...]:
    """Return a text in at most `most` lines of a width (the last one may be narrower), shortened with «…»."""
    text = " ".join(words[: LONGEST * 2].split())[:LONGEST]
    letters = font(TITLE)
    layout = QTextLayout(text, letters)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    option = layout.textOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts = _starts(layout, [wide] * (most - 1) + [last or wide])
    units = text.encode("utf-16-le")  # Qt counts UTF-16 units, Python counts signs
    found = [
        units[2 * start : 2 * end].decode("utf-16-le", "ignore").strip()
        for start, end in zip(starts, [*starts[1:], len(units) // 2], strict=True)
    ]
    metrics = QFontMetricsF(letters)
    if found:
        room = last or wide if len(found) == most else wide
        found[-1] = metrics.elidedText(found[-1], Qt.TextElideMode.ElideRight, room)
    return tuple(found)


def _starts(layout: QTextLayout, widths: list[int]) -> list[int]:
    starts = []
    layout.beginLayout()
    for wide in widths:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(wide)
        starts.append(line.textStart())
    layout.endLayout()
    return starts


@lru_cache(maxsize=256)
def width(words: str, pixels: int, *, semibold: bool = False) -> float:
    """Return how wide a short text is."""
    return QFontMetricsF(font(pixels, semibold=semibold)).horizontalAdvance(words)


def pen(sector: str, colour: QColor, thick: float = EDGE) -> QPen:
    """Return the line of a flow: solid, dashed, dotted or dash-dot by the sector it comes from."""
    made = QPen(colour, thick)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if sector in _DASHES:
        made.setDashPattern(_DASHES[sector])
    return made


def arrow(before: QPointF, tip: QPointF) -> QPolygonF:
    """Return the open head of an arrow whose last piece runs along an axis."""
    long, half = ARROW
    if abs(tip.x() - before.x()) >= abs(tip.y() - before.y()):
        back = -long if tip.x() >= before.x() else long
        ends = QPointF(tip.x() + back, tip.y() - half), QPointF(tip.x() + back, tip.y() + half)
    else:
        back = -long if tip.y() >= before.y() else long
        ends = QPointF(tip.x() - half, tip.y() + back), QPointF(tip.x() + half, tip.y() + back)
    return QPolygonF([ends[0], tip, ends[1]])
