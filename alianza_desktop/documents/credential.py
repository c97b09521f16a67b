"""Credentials with the name large and a QR: ten of 90 × 55 mm on an A4 sheet with marks to cut, or one each.

The QR says only `core.credential.code`: whose record it is, to who has the store. No document, telephone or
mail is on a credential. Names stand as they were typed; the first letters that people read are the largest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from alianza_desktop.core import catalogs, credential
from alianza_desktop.documents import boxed, layout, occasion, qr, sector_mark
from alianza_desktop.documents.layout import Draw, Pdf, Sheet, Tell
from alianza_desktop.documents.occasion import Occasion
from alianza_desktop.documents.people_papers import Credentials, Guest
from alianza_desktop.documents.wording import Wording

CARD: Final = (90 * mm, 55 * mm)
A6: Final = (105 * mm, 148 * mm)
ACROSS, DOWN = 2, 5
PER_SHEET: Final = ACROSS * DOWN
EDGE: Final = 4 * mm
"""Blank round what a card says: a cut is never exact."""
BAND: Final = 2.6 * mm
QR_VERSION: Final = 2
"""25 × 25 modules, level M: up to 38 letters and digits."""
MASK: Final = 0
_SECTORS: Final = {one.code: one for one in catalogs.sectors()}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a card is: its lower left corner and its size, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        return self.y + self.height


def build(content: Credentials, wording: Wording, tell: Tell = layout.untold) -> Pdf:
    """Return the credentials as PDF; the same data and wording give the same bytes."""
    people = content.people
    if content.shape == "sheet":
        size = A4
        groups = [people[first : first + PER_SHEET] for first in range(0, len(people), PER_SHEET)] or [()]
        draws: list[Draw] = [partial(_sheet, content.at, wording, group) for group in groups]
    else:
        size = A6 if content.shape == "a6" else CARD
        draw = _large if content.shape == "a6" else _card
        place = _Place(0, 0, *size)
        draws = [partial(draw, content.at, wording, one, place) for one in people] or [_nothing]
    title = wording("title.credentials")
    subject = occasion.workshop(content.at, wording)
    return layout.drawn_pages(draws, size, title=title, subject=subject, tell=tell)


def _nothing(_sheet: Sheet) -> None:
    """Nobody: an empty page."""


def _sheet(at: Occasion, wording: Wording, people: Sequence[Guest], sheet: Sheet) -> None:
    width, height = CARD
    left, bottom = (A4[0] - ACROSS * width) / 2, (A4[1] - DOWN * height) / 2
    for number, one in enumerate(people):
        x = left + number % ACROSS * width
        y = bottom + (DOWN - 1 - number // ACROSS) * height
        _card(at, wording, one, _Place(x, y, width, height), sheet)
    _cut_marks(sheet, left, bottom)
    note = wording("credential.cut")
    if at.rehearsal:
        note = f"{wording('title.rehearsal')} · {note}"
    sheet.setFont(layout.REGULAR, 6)
    sheet.setFillColor(layout.SECONDARY)
    sheet.drawCentredString(A4[0] / 2, 4 * mm, layout.legible(note))


def _cut_marks(sheet: Sheet, left: float, bottom: float) -> None:
    """Draw a short line in the margin at the end of each cut."""
    width, height = CARD
    right, top = left + ACROSS * width, bottom + DOWN * height
    sheet.setStrokeColor(layout.INK)
    sheet.setLineWidth(0.35)
    for column in range(ACROSS + 1):
        x = left + column * width
        sheet.line(x, bottom - 1 * mm, x, bottom - 5 * mm)
        sheet.line(x, top + 1 * mm, x, top + 5 * mm)
    for row in range(DOWN + 1):
        y = bottom + row * height
        sheet.line(left - 1 * mm, y, left - 6 * mm, y)
        sheet.line(right + 1 * mm, y, right + 6 * mm, y)


def _card(at: Occasion, wording: Wording, one: Guest, place: _Place, sheet: Sheet) -> None:
    """Draw a card of 90 × 55 mm: name above, QR at the lower right."""
    _band(one, place, sheet)
    x, width = place.x + EDGE + BAND, place.width - 2 * EDGE - BAND
    _head(at, wording, (x, place.top - 3.4 * mm, width, 8), sheet)
    given, family = _names(one)
    taken = boxed.put(
        sheet, given, (x, place.top - 7.6 * mm, width, 13 * mm), (21, 18, 15, 13, 11, 9), font=layout.BOLD
    )
    top = place.top - 7.6 * mm - taken
    side = 21 * mm
    room = top - (place.y + EDGE + side) + 4 * mm
    taken = boxed.put(sheet, family, (x, top, width, room), (14, 12.5, 11, 9.5, 8), font=layout.SEMIBOLD)
    top -= taken + 1.6 * mm
    wide = width - side - 2 * mm
    floor = place.y + EDGE + 9.5 * mm
    boxed.put(sheet, one.organization, (x, top, wide, top - floor), (9, 8, 7, 6), colour=layout.SECONDARY)
    _role(wording, one, x, place.y + EDGE, wide, sheet, scale=1.0)
    _symbol(one, place.x + place.width - EDGE - side, place.y + EDGE, side, sheet)


def _large(at: Occasion, wording: Wording, one: Guest, place: _Place, sheet: Sheet) -> None:
    """Draw a card of A6, upright: everything one under the other."""
    _band(one, place, sheet, along_top=True)
    x, width = place.x + 8 * mm, place.width - 16 * mm
    _head(at, wording, (x, place.top - 11 * mm, width, 20), sheet, size=8.5)
    given, family = _names(one)
    top = place.top - 24 * mm
    top -= boxed.put(sheet, given, (x, top, width, 24 * mm), (30, 26, 22, 18, 14, 11), font=layout.BOLD)
    top -= boxed.put(sheet, family, (x, top, width, 19 * mm), (20, 17, 14, 11, 9), font=layout.SEMIBOLD)
    top -= 3 * mm
    boxed.put(
        sheet, one.organization, (x, top, width, top - 58 * mm), (12, 10.5, 9, 7.5), colour=layout.SECONDARY
    )
    side = 38 * mm
    _role(wording, one, x, place.y + 10 * mm, width - side - 3 * mm, sheet, scale=1.5)
    _symbol(one, place.x + place.width - 8 * mm - side, place.y + 8 * mm, side, sheet)


def _names(one: Guest) -> tuple[str, str]:
    """Return what stands larger and what under it; somebody may have only one of both."""
    return (one.given_names, one.surnames) if one.given_names else (one.surnames, "")


def _band(one: Guest, place: _Place, sheet: Sheet, *, along_top: bool = False) -> None:
    """Draw the colour of the sector along an edge, to be seen from afar; its shape and code say it too."""
    sector = _SECTORS.get(one.sector)
    sheet.setFillColor(HexColor(sector.light) if sector else layout.HAIR)
    if along_top:
        sheet.rect(place.x, place.top - 5 * mm, place.width, 5 * mm, stroke=0, fill=1)
    else:
        sheet.rect(place.x, place.y, BAND + 1.4 * mm, place.height, stroke=0, fill=1)


def _head(
    at: Occasion, wording: Wording, box: tuple[float, float, float, float], sheet: Sheet, size: float = 6.8
) -> None:
    said = " · ".join(filter(None, (occasion.workshop(at, wording), at.alliance)))
    if at.rehearsal:
        said = f"ENSAYO · {said}"
    boxed.put(sheet, said, box, (size, size - 1), colour=layout.SECONDARY)


def _role(
    wording: Wording, one: Guest, x: float, y: float, width: float, sheet: Sheet, *, scale: float
) -> None:
    """Draw the sector's mark with the quality, and the mesa over them."""
    sector = _SECTORS.get(one.sector)
    start = x
    if sector:
        sector_mark.draw(sheet, sector, x, y, 9 * scale)
        start += 36 * scale
    quality = wording.term("quality", one.quality)
    room = (start, y + 11.5 * scale, x + width - start, 14 * scale)
    boxed.put(sheet, quality, room, (8 * scale, 6.6 * scale), middle=True)
    mesa = wording.clause("credential.mesa", number=one.mesa)
    boxed.put(
        sheet, mesa, (x, y + 27 * scale, width, 15 * scale), (11.5 * scale, 9 * scale), font=layout.BOLD
    )


def _symbol(one: Guest, x: float, y: float, side: float, sheet: Sheet) -> None:
    qr.draw(sheet, credential.code(one.person_id), x, y, side, MASK, QR_VERSION)
