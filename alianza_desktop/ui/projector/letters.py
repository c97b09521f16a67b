"""The letters of the room: in points of a 1280 × 720 window, rounded up."""

from math import ceil

from PySide6.QtGui import QFont

from alianza_desktop.ui import theme


def font(points: int, scale: float, *, strong: bool) -> QFont:
    """Return a font of at least so many points."""
    made = QFont(theme.FAMILY)
    made.setPixelSize(ceil(points * 96 / 72 * scale))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made
