"""Registration forms for when there is no electricity: landscape A4, blank or with the invitees on it.

Each page stands alone, for it may be filled at another table: heading, the consent text that is read aloud
with its version, and what to do with the sheet. Rows are numbered through, so that who transcribes them says
where they are.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from alianza_desktop.core import catalogs
from alianza_desktop.documents import boxed, layout, occasion, parts, sector_mark
from alianza_desktop.documents.layout import Draw, Pdf, Sheet, Tell
from alianza_desktop.documents.people_papers import Form, Guest
from alianza_desktop.documents.wording import Wording

WIDE, HIGH = landscape(A4)
SIDE: Final = 12 * mm
TOP: Final = HIGH - 9 * mm
FOOT: Final = 17 * mm
HEAD: Final = 7.5 * mm
"""Height of the table's heading."""
BOX: Final = 4.2 * mm
"""A square to tick, or for one digit."""
BLANK: Final = (
    ("number", 8), ("document", 41), ("given_names", 38), ("surnames", 47), ("organization", 52),
    ("sector", 18), ("mesa", 11), ("hour", 13), ("consent", 17), ("signature", 28),
)  # fmt: skip
GUESTS: Final = (
    ("number", 9), ("came", 11), ("person", 62), ("actor", 61), ("sector", 13), ("mesa", 11), ("hour", 15),
    ("consent", 17), ("signature", 40), ("note", 34),
)  # fmt: skip
Columns = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a cell is, in points: its left, its top, and its size."""

    x: float
    top: float
    width: float
    height: float

    def inner(self, pad: float = 3.0) -> tuple[float, float, float, float]:
        return self.x + pad, self.top - 2, self.width - 2 * pad, self.height - 4


def build(form: Form, wording: Wording, tell: Tell = layout.untold) -> Pdf:
    """Return the form as PDF; the same data and wording give the same bytes."""
    rows = form.rows
    guests = form.guests
    total = form.pages if guests is None else max(1, -(-len(guests) // rows))
    code = occasion.code(form)[:9]
    draws: list[Draw] = [partial(_page, form, wording, code, number, total) for number in range(1, total + 1)]
    title = wording("title.blank" if guests is None else "title.guests")
    return layout.drawn_pages(draws, (WIDE, HIGH), title=title, subject=form.sitting.name, tell=tell)


def _page(form: Form, wording: Wording, code: str, number: int, total: int, sheet: Sheet) -> None:
    top = _heading(form, wording, code, number, total, sheet)
    columns = BLANK if form.guests is None else GUESTS
    first = (number - 1) * form.rows
    high = (top - FOOT - HEAD) / form.rows
    shown = form.rows if form.guests is None else min(form.rows, len(form.guests) - first)
    _table_head(columns, wording, sheet, top)
    for row in range(shown):
        cells = _cells(columns, top - HEAD - row * high, high)
        _marks(cells, sheet)
        if form.guests is None:
            _blank_row(first + row + 1, cells, sheet)
        else:
            _guest_row(first + row + 1, form.guests[first + row], cells, wording, sheet)
    _lines(columns, sheet, top, top - HEAD - shown * high, shown, high)
    if form.guests == ():
        layout.line_of_text(sheet, SIDE, top - HEAD - 8 * mm, wording("form.empty"), size=9.5)
    _foot(wording, sheet)


def _heading(form: Form, wording: Wording, code: str, number: int, total: int, sheet: Sheet) -> float:
    """Draw what stands over the table; return where the table begins."""
    right = WIDE - SIDE
    y = TOP - 8
    if form.at.rehearsal:
        sheet.setFont(layout.SEMIBOLD, 7.5)
        sheet.setFillColor(layout.SECONDARY)
        sheet.drawCentredString(WIDE / 2, TOP + 4, layout.legible(wording("title.rehearsal")))
    letterhead = " · ".join(filter(None, (occasion.letterhead(form.at, wording), form.at.year_line)))
    letterhead = layout.fitted(layout.legible(letterhead), layout.REGULAR, 8, right - SIDE - 60 * mm)
    layout.line_of_text(sheet, SIDE, y, letterhead, size=8, colour=layout.SECONDARY)
    _right(sheet, y, wording("form.code", code=code), layout.REGULAR, 8)
    y -= 17
    title = wording("title.blank" if form.guests is None else "title.guests")
    layout.line_of_text(sheet, SIDE, y, title, font=layout.BOLD, size=13)
    _right(sheet, y, wording("form.sheet", page=number, total=total), layout.BOLD, 13)
    y -= 15
    said = (
        occasion.workshop(form.at, wording), form.sitting.name, occasion.moment(form.sitting, wording),
        occasion.where(form.at, wording),
    )  # fmt: skip
    lead = layout.fitted(layout.legible(" · ".join(filter(None, said))), layout.SEMIBOLD, 9, right - SIDE)
    layout.line_of_text(sheet, SIDE, y, lead, font=layout.SEMIBOLD, size=9)
    return _consent(form, wording, sheet, y - 7)


def _right(sheet: Sheet, y: float, text: str, font: str, size: float) -> None:
    sheet.setFont(font, size)
    sheet.setFillColor(layout.INK)
    sheet.drawRightString(WIDE - SIDE, y, layout.legible(text))


def _consent(form: Form, wording: Wording, sheet: Sheet, top: float) -> float:
    """Draw the consent text in its tinted box, and the mesas with their numbers."""
    boxes = " ".join(
        wording("form.box", number=number, sentence=sentence) for number, sentence in enumerate(form.boxes, 1)
    )
    known = ", ".join(wording("form.mesa", number=number, name=name) for number, name in form.mesas)
    pieces = [
        parts.markup(
            f"{parts.strong(wording('form.read', version=form.version))} {parts.plain(form.notice)}",
            parts.FORM_TEXT,
        ),
        parts.words(wording("form.boxes", boxes=boxes) + " " + wording("form.public"), parts.FORM_TEXT),
    ]
    if known:
        pieces.append(parts.words(wording("form.mesas", mesas=known), parts.FORM_TEXT))
    width = WIDE - 2 * SIDE
    heights = [float(one.wrap(width - 12, 1e6)[1]) for one in pieces]
    high = sum(heights) + 8
    sheet.setFillColor(layout.TINT)
    sheet.rect(SIDE, top - high, width, high, stroke=0, fill=1)
    y = top - 4
    for piece, height in zip(pieces, heights, strict=True):
        piece.drawOn(sheet, SIDE + 6, y - height)
        y -= height
    return top - high - 5


def _table_head(columns: Columns, wording: Wording, sheet: Sheet, top: float) -> None:
    for (name, _), cell in zip(columns, _cells(columns, top, HEAD).values(), strict=True):
        boxed.put(
            sheet, wording(f"column.{name}"), cell.inner(), (7.6, 6.6), font=layout.SEMIBOLD, middle=True
        )


def _cells(columns: Columns, top: float, high: float) -> dict[str, _Cell]:
    cells, x = {}, SIDE
    for name, width in columns:
        cells[name] = _Cell(x, top, width * mm, high)
        x += width * mm
    return cells


def _lines(columns: Columns, sheet: Sheet, top: float, bottom: float, rows: int, high: float) -> None:
    right = SIDE + sum(width for _, width in columns) * mm
    sheet.setStrokeColor(layout.LINE)
    sheet.setLineWidth(0.5)
    x = SIDE
    for _, width in columns:
        sheet.line(x, top, x, bottom)
        x += width * mm
    sheet.line(right, top, right, bottom)
    for row in range(rows + 1):
        y = top - HEAD - row * high
        sheet.line(SIDE, y, right, y)
    sheet.setLineWidth(0.9)
    sheet.setStrokeColor(layout.INK)
    sheet.line(SIDE, top, right, top)
    sheet.line(SIDE, top - HEAD, right, top - HEAD)


def _marks(cells: dict[str, _Cell], sheet: Sheet) -> None:
    """Draw what every row has to be marked: three consents and the colon of the hour."""
    cell = cells["consent"]
    step = cell.width / 3
    for number in range(3):
        left = cell.x + step * (number + 0.5) - BOX / 2
        _square(sheet, left, cell.top - cell.height / 2 - BOX / 2, str(number + 1))
    cell = cells["hour"]
    sheet.setFont(layout.REGULAR, 11)
    sheet.setFillColor(layout.LINE)
    sheet.drawCentredString(cell.x + cell.width / 2, cell.top - cell.height / 2 - 4, ":")


def _square(sheet: Sheet, x: float, y: float, label: str = "") -> None:
    sheet.setStrokeColor(layout.LINE)
    sheet.setLineWidth(0.6)
    sheet.rect(x, y, BOX, BOX, stroke=1, fill=0)
    if label:
        sheet.setFont(layout.REGULAR, 6)
        sheet.setFillColor(layout.LINE)
        sheet.drawCentredString(x + BOX / 2, y + BOX / 2 - 2.1, label)


def _blank_row(number: int, cells: dict[str, _Cell], sheet: Sheet) -> None:
    boxed.put(sheet, str(number), cells["number"].inner(), (8,), centred=True, middle=True)
    cell = cells["document"]
    left = cell.x + (cell.width - 8 * BOX) / 2
    for digit in range(8):
        _square(sheet, left + digit * BOX, cell.top - cell.height / 2 - BOX / 2)
    cell = cells["sector"]
    for place, sector in enumerate(catalogs.sectors()):
        x = cell.x + 2 * mm + place % 2 * 8 * mm
        y = cell.top - cell.height / 2 + (0.6 if place < 2 else -3.4) * mm
        sector_mark.shape(sheet, sector, x, y, 2.4 * mm, hollow=True)
        layout.line_of_text(
            sheet, x + 3.3 * mm, y + 0.4 * mm, sector.short, size=5.6, colour=layout.SECONDARY
        )


def _guest_row(number: int, guest: Guest, cells: dict[str, _Cell], wording: Wording, sheet: Sheet) -> None:
    boxed.put(sheet, str(number), cells["number"].inner(), (8,), centred=True, middle=True)
    cell = cells["came"]
    _square(sheet, cell.x + cell.width / 2 - BOX / 2, cell.top - cell.height / 2 - BOX / 2)
    document = " ".join(filter(None, (wording.term("document", guest.document_type), guest.document_number)))
    quality = wording.term("quality", guest.quality)
    _pair(sheet, cells["person"], guest.listed_name, " · ".join(filter(None, (document, quality))))
    _pair(sheet, cells["actor"], guest.organization, guest.position, strong=False)
    sectors = {one.code: one for one in catalogs.sectors()}
    if guest.sector in sectors:
        cell = cells["sector"]
        sector_mark.draw(sheet, sectors[guest.sector], cell.x + 3, cell.top - cell.height / 2 - 3.5, 7)
    boxed.put(sheet, guest.mesa, cells["mesa"].inner(), (9, 7), centred=True, middle=True)


def _pair(sheet: Sheet, cell: _Cell, above: str, below: str, *, strong: bool = True) -> None:
    """Draw two texts one over the other: the first may take what the second leaves."""
    x, top, width, height = cell.inner()
    foot = min(9.0, height / 3) if below else 0.0
    font = layout.SEMIBOLD if strong else layout.REGULAR
    taken = boxed.put(sheet, above, (x, top, width, height - foot), (8.4, 7.4, 6.4, 5.4), font=font)
    boxed.put(sheet, below, (x, top - taken, width, height - taken), (7, 6, 5), colour=layout.SECONDARY)


def _foot(wording: Wording, sheet: Sheet) -> None:
    y = FOOT - 8 * mm
    layout.line_of_text(sheet, SIDE, y, wording("form.kept_by"), size=8)
    start = SIDE + 44 * mm
    sheet.setStrokeColor(layout.LINE)
    sheet.setLineWidth(0.6)
    sheet.line(start, y - 1, start + 60 * mm, y - 1)
    care = wording("form.care")
    boxed.put(
        sheet,
        care,
        (start + 66 * mm, y + 10, WIDE - SIDE - start - 66 * mm, 20),
        (7, 6.4),
        colour=layout.SECONDARY,
    )
