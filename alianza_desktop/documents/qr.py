"""A QR symbol drawn as one vector path: sharp at any size, a few hundred bytes."""

from typing import Any, Final

from reportlab.graphics.barcode import qrencoder
from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import FILL_NON_ZERO

VERSION: Final = 4
"""33×33 modules, level M: what `page_code` needs exactly."""
_SEAM: Final = 0.02
"""Rows overlap by this much, in points: otherwise some viewers show white seams between them."""


def draw(sheet: Any, text: str, x: float, y: float, size: float) -> None:
    """Draw a text of capital letters and digits with its lower left corner at x, y, in points."""
    symbol = qrencoder.QRCode(VERSION, qrencoder.QRErrorCorrectLevel.M)
    symbol.addData(qrencoder.QRAlphaNum(text))
    symbol.make()
    modules = symbol.getModuleCount()
    side = size / modules
    path = sheet.beginPath()
    for row in range(modules):
        for start, length in _runs([symbol.isDark(row, column) for column in range(modules)]):
            path.rect(x + start * side, y + (modules - 1 - row) * side, length * side, side + _SEAM)
    sheet.setFillColor(black)
    sheet.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)


def _runs(dark: list[bool]) -> list[tuple[int, int]]:
    """Return (start, length) of each run of dark modules."""
    changes = zip([False, *dark], [*dark, False], strict=True)
    edges = [index for index, (before, after) in enumerate(changes) if before != after]
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]
