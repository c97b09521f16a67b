"""A sector on paper: shape and code in its colour; the shape says it without colour (ux.md §3.3)."""

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from alianza_desktop.core.catalogs import Sector
from alianza_desktop.documents import layout
from alianza_desktop.documents.layout import Sheet
from alianza_desktop.documents.parts import Drawn


class SectorMark(Drawn):
    """The mark in a cell of a table."""

    SIDE: Final = 7.0

    def __init__(self, sector: Sector) -> None:
        super().__init__(11 * mm, 11)
        self._sector = sector

    def draw(self) -> None:
        draw(self.canv, self._sector, 0, 1.5, self.SIDE)


def draw(sheet: Sheet, sector: Sector, x: float, y: float, side: float) -> None:
    """Draw the shape with its lower left corner at x, y, and its code after it, in points."""
    shape(sheet, sector, x, y, side)
    code = 0.6 * side + 2.8
    layout.line_of_text(sheet, x + side + 0.4 * side, y + (side - 0.72 * code) / 2, sector.short,
                        font=layout.SEMIBOLD, size=code)  # fmt: skip


def shape(sheet: Sheet, sector: Sector, x: float, y: float, side: float, *, hollow: bool = False) -> None:
    """Draw the shape, filled with the sector's colour, or `hollow`, to be marked by hand."""
    sheet.setFillColor(HexColor(sector.light))
    sheet.setStrokeColor(HexColor(sector.light))
    sheet.setLineWidth(0.7)
    painted = {"stroke": int(hollow), "fill": int(not hollow)}
    if sector.shape == "square":
        sheet.rect(x + 0.4, y + 0.4, side - 0.8, side - 0.8, **painted)
    elif sector.shape == "circle":
        sheet.circle(x + side / 2, y + side / 2, side / 2, **painted)
    else:
        _polygon(sheet, sector, x, y, side, painted)


def _polygon(sheet: Sheet, sector: Sector, x: float, y: float, side: float, painted: dict[str, int]) -> None:
    middle, top = x + side / 2, y + side
    triangle = [(x, y), (x + side, y), (middle, top)]
    left, right = (x - 0.5, y + side / 2), (x + side + 0.5, y + side / 2)
    diamond = [(middle, y - 0.5), right, (middle, top + 0.5), left]
    first, *others = triangle if sector.shape == "triangle" else diamond
    path = sheet.beginPath()
    path.moveTo(*first)
    for point in others:
        path.lineTo(*point)
    path.close()
    sheet.drawPath(path, **painted)
