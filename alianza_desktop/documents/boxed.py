"""Words in a box of a fixed size: as large as they fit, wrapped, and only at the last cut with «…»."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from alianza_desktop.documents import layout
from alianza_desktop.documents.layout import INK, REGULAR, Sheet
from alianza_desktop.documents.parts import plain

LEADING: Final = 1.22


def put(
    sheet: Sheet,
    text: str,
    box: tuple[float, float, float, float],
    sizes: Sequence[float],
    *,
    font: str = REGULAR,
    colour: Any = INK,
    centred: bool = False,
    middle: bool = False,
) -> float:
    """Draw a person's words in (x, top, width, height), in the first size in which all of it fits.

    `middle` centres the lines from top to bottom. Returns the height that they took, in points.
    """
    x, top, width, height = box
    if not text.strip():
        return 0.0
    paragraph, high = _fitted(text, width, height, sizes, font, colour, centred)
    down = (height - high) / 2 if middle else 0.0
    paragraph.drawOn(sheet, x, top - down - high)
    return high


def _fitted(
    text: str, width: float, height: float, sizes: Sequence[float], font: str, colour: Any, centred: bool
) -> tuple[Any, float]:
    for size in sizes:
        paragraph = Paragraph(plain(text), _style(font, size, colour, centred))
        high = float(paragraph.wrap(width, 1e6)[1])
        if high <= height + 0.01:
            return paragraph, high
    return _cut(text, width, height, _style(font, sizes[-1], colour, centred))


def _cut(text: str, width: float, height: float, style: ParagraphStyle) -> tuple[Any, float]:
    """Leave out the end of a text of which not even the smallest size fits."""
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits
        half = (low + high + 1) // 2
        if float(Paragraph(plain(text[:half] + "…"), style).wrap(width, 1e6)[1]) <= height:
            low = half
        else:
            high = half - 1
    paragraph = Paragraph(plain(text[:low].rstrip() + "…"), style)
    return paragraph, float(paragraph.wrap(width, 1e6)[1])


@lru_cache(maxsize=256)
def _style(font: str, size: float, colour: Any, centred: bool) -> ParagraphStyle:
    return ParagraphStyle(
        f"boxed {font} {size}",
        fontName=font,
        fontSize=size,
        leading=size * LEADING,
        textColor=colour,
        alignment=TA_CENTER if centred else TA_LEFT,
        splitLongWords=1,
        bulletFontName=layout.REGULAR,
    )
