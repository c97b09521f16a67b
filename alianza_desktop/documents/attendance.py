"""The attendance list of a session, to be signed by hand: two lines a person, a box for the signature.

In alphabetical order by surname (Spanish collation), whatever order the rows come in. Whoever takes part
without personal data is counted in the totals and not listed. Every page has the personal-data notice, short
enough to be read; the whole text is the one that was read at the desk.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import hour, long_day, sort_key
from alianza_desktop.documents import layout, parts
from alianza_desktop.documents.attendance_content import AttendanceList, Row, Unnamed
from alianza_desktop.documents.layout import Margins, Pdf, Sheet
from alianza_desktop.documents.parts import Column, Drawn, Part, markup, strong, words
from alianza_desktop.documents.wording import Wording

MARGINS: Final = Margins(bottom=27 * mm)
ROW_HEIGHT: Final = 11.5 * mm
"""At least: room for a signature."""


class SectorMark(Drawn):
    """A sector's shape and code; the shape says it without colour (ux.md §3.3)."""

    SIDE: Final = 7.0

    def __init__(self, sector: catalogs.Sector) -> None:
        super().__init__(11 * mm, 11)
        self._sector = sector

    def draw(self) -> None:
        side, base = self.SIDE, 1.5
        sheet = self.canv
        sheet.setFillColor(HexColor(self._sector.light))
        if self._sector.shape == "square":
            sheet.rect(0.4, base + 0.4, side - 0.8, side - 0.8, stroke=0, fill=1)
        elif self._sector.shape == "circle":
            sheet.circle(side / 2, base + side / 2, side / 2, stroke=0, fill=1)
        else:
            self._polygon(sheet, base)
        layout.line_of_text(sheet, side + 3, base + 0.9, self._sector.short, font=layout.SEMIBOLD, size=7)

    def _polygon(self, sheet: Sheet, base: float) -> None:
        side = self.SIDE
        middle, top = side / 2, base + side
        triangle = [(0.0, base), (side, base), (middle, top)]
        left, right = (-0.5, base + middle), (side + 0.5, base + middle)
        diamond = [(middle, base - 0.5), right, (middle, top + 0.5), left]
        points = triangle if self._sector.shape == "triangle" else diamond
        path = sheet.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        sheet.drawPath(path, stroke=0, fill=1)


def build(attendance: AttendanceList, wording: Wording) -> Pdf:
    """Return the list as PDF; the same data and wording give the same bytes."""
    story = [
        *_heading(attendance, wording),
        *_table(attendance, wording),
        *_totals(attendance, wording),
    ]
    return layout.write(
        story,
        partial(_furniture, attendance, wording),
        title=wording("title.list"),
        subject=wording("title.subject", session=attendance.session),
        margins=MARGINS,
    )


def _heading(attendance: AttendanceList, wording: Wording) -> list[Part]:
    alliance = attendance.alliance
    territory = wording.clause("title.territory", name=alliance, territory=attendance.territory)
    lines = (
        (attendance.year_line, parts.YEAR),
        (territory or alliance, parts.LETTERHEAD_LINE),
        (_workshop(attendance, wording), parts.LETTERHEAD),
    )
    shown = [words(text, style) for text, style in lines if text]
    return [
        *shown,
        parts.gap(5),
        parts.Rule(MARGINS.width),
        parts.gap(7),
        words(wording("title.list"), parts.TITLE),
        parts.gap(3),
        parts.pairs(_lead(attendance, wording), MARGINS.width),
        parts.gap(7),
    ]


def _workshop(attendance: AttendanceList, wording: Wording) -> str:
    return wording.clause("title.workshop", stage=attendance.stage or "", workshop=attendance.workshop)


def _lead(attendance: AttendanceList, wording: Wording) -> list[tuple[str, str]]:
    one = attendance
    date = long_day(one.date)
    rows = (
        ("session", one.session),
        (
            "when",
            wording.clause("lead.moment", date=date, starts_at=one.starts_at, ends_at=one.ends_at) or date,
        ),
        ("where", wording.clause("lead.place", place=one.place, city=one.city) or one.place or one.city),
        ("host", one.host),
        ("modality", wording.term("modality", one.modality)),
    )
    return [(wording(f"lead.{key}"), value) for key, value in rows if value] or [("", "")]


def _table(attendance: AttendanceList, wording: Wording) -> list[Part]:
    if not attendance.rows:
        return [words(wording("empty.list"), parts.EMPTY)]
    columns = [
        Column(wording("column.number"), 9),
        Column(wording("column.name"), 48),
        Column(wording("column.organization"), 45),
        Column(wording("column.sector"), 14),
        Column(wording("column.mesa"), 11),
        Column(wording("column.arrival"), 15),
        Column(wording("column.signature"), 32),
    ]
    ordered = sorted(attendance.rows, key=_order)
    sectors = {sector.code: sector for sector in catalogs.sectors()}
    rows = [_row(number, row, sectors, wording) for number, row in enumerate(ordered, 1)]
    signing = [("BOX", (6, 1), (6, -1), 0.4, layout.LINE), ("INNERGRID", (6, 1), (6, -1), 0.4, layout.LINE)]
    return [parts.grid(columns, rows, *signing)]


def _order(row: Row) -> tuple[str, ...]:
    surnames, _ = sort_key(row.surnames)
    given_names, _ = sort_key(row.given_names)
    return surnames, given_names, row.name, row.document_number


def _row(number: int, row: Row, sectors: dict[str, catalogs.Sector], wording: Wording) -> Sequence[Part]:
    document = " ".join(filter(None, (wording.term("document", row.document_type), row.document_number)))
    under_name = " · ".join(filter(None, (document, wording.term("quality", row.quality))))
    mode = wording.term("mode", row.mode) if row.mode == "virtual" else ""
    return [
        words(str(number), parts.CELL_CENTER),
        [markup(strong(row.name), parts.CELL), words(under_name, parts.SMALL)],
        [words(row.organization, parts.CLOSE_CELL), words(row.position, parts.SMALL)],
        SectorMark(sectors[row.sector]) if row.sector in sectors else words(row.sector, parts.SMALL),
        words(row.mesa, parts.CELL),
        [words(hour(row.arrived_at), parts.CELL), *([words(mode, parts.SMALL)] if mode else [])],
        parts.gap(ROW_HEIGHT - 6.5),
    ]


def _totals(attendance: AttendanceList, wording: Wording) -> list[Part]:
    everyone: list[Row | Unnamed] = [*attendance.rows, *attendance.unnamed]
    if not everyone:
        return []
    found = Counter(one.sector for one in everyone)
    modes = Counter(one.mode for one in everyone)
    known = [(sector.name, found.pop(sector.code, 0)) for sector in catalogs.sectors()]
    figures = (
        (wording("totals.people"), len(everyone)),
        *known,
        (wording("totals.unknown"), found.total()),
        (wording("totals.in_person"), modes["in_person"]),
        (wording("totals.virtual"), modes["virtual"]),
        (wording("totals.unnamed"), len(attendance.unnamed)),
    )
    strip = parts.figures([(name, f"{number:,}") for name, number in figures if number], MARGINS.width)
    note = [parts.gap(4), words(wording("totals.note"), parts.NOTE)] if attendance.unnamed else []
    heading = words(wording("totals.heading"), parts.SECTION)
    return [parts.gap(6), *parts.section(heading, [strip, *note], MARGINS.width)]


def _notice(attendance: AttendanceList, wording: Wording) -> str:
    one = attendance
    sentences = (
        wording("notice.signature"),
        wording("notice.holder", holder=one.data_holder or one.alliance),
        wording.clause("notice.bank", code=one.data_bank_code),
        wording.clause("notice.retention", years=one.retention_years or ""),
        wording.clause("notice.contact", contact=one.data_contact),
        wording("notice.care"),
    )
    return " ".join(filter(None, sentences))


def _furniture(attendance: AttendanceList, wording: Wording, sheet: Sheet, page: int, total: int) -> None:
    rehearsal = wording("title.rehearsal") if attendance.rehearsal else ""
    if page > 1:
        title = wording("title.subject", session=attendance.session)
        head = " · ".join(filter(None, (title, _workshop(attendance, wording))))
        layout.running_head(sheet, MARGINS, head, rehearsal)
    elif rehearsal:
        layout.centred_note(sheet, rehearsal)
    top = 22 * mm
    layout.rule(sheet, MARGINS, top)
    notice = words(_notice(attendance, wording), parts.NOTICE)
    width = MARGINS.width - 28 * mm
    _, height = notice.wrap(width, top)
    notice.drawOn(sheet, MARGINS.left, top - 4 - height)
    layout.line_at_right(sheet, MARGINS, top - 4 * mm, wording("footer.page", page=page, total=total))
