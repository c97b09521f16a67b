"""A QR symbol drawn as one vector path: sharp at any size, a few hundred bytes."""

from functools import lru_cache
from typing import Any, Final

from reportlab.graphics.barcode import qrencoder
from reportlab.lib.colors import black
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import FILL_NON_ZERO

VERSION: Final = 4
"""33×33 modules, level M: what `page_code` needs exactly."""
_SEAM: Final = 0.02
"""Rows overlap by this much, in points: otherwise some viewers show white seams between them."""


def draw(sheet: Any, text: str, x: float, y: float, size: float, mask: int, version: int = VERSION) -> None:
    """Draw a text of capital letters and digits with its lower left corner at x, y, in points.

    Any of the eight masks can be read; `best_mask` finds the one with the fewest confusing patterns.
    """
    symbol = _symbol(text, version)
    symbol.makeImpl(False, mask)
    modules = symbol.getModuleCount()
    side = size / modules
    written = [[fp_str(edge + step * side) for step in range(modules + 1)] for edge in (x, y, 0)]
    across, up, wide = written  # each number is written once, not once for each of 300 runs
    high = fp_str(side + _SEAM)
    path = sheet.beginPath()
    for row in range(modules):
        for start, length in _runs([symbol.isDark(row, column) for column in range(modules)]):
            path._code_append(f"{across[start]} {up[modules - 1 - row]} {wide[length]} {high} re")  # noqa: SLF001
    sheet.setFillColor(black)
    sheet.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)


@lru_cache(maxsize=8)
def best_mask(text: str) -> int:
    """Return the mask that ISO/IEC 18004 prefers for a text; it takes six times as long as drawing."""
    symbol = _symbol(text)
    return int(symbol.getBestMaskPattern())


def _symbol(text: str, version: int = VERSION) -> Any:
    symbol = qrencoder.QRCode(version, qrencoder.QRErrorCorrectLevel.M)
    symbol.addData(qrencoder.QRAlphaNum(text))
    return symbol


def _runs(dark: list[bool]) -> list[tuple[int, int]]:
    """Return (start, length) of each run of dark modules."""
    changes = zip([False, *dark], [*dark, False], strict=True)
    edges = [index for index, (before, after) in enumerate(changes) if before != after]
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]
