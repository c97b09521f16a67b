"""The sheet of each mesa: its theme and who leads it, its people by surname, a box to sign when asked.

Each mesa begins on its own page, so that all of a workshop are one file and each goes to its table.
"""

from collections import Counter
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, long_day, sort_key
from alianza_desktop.documents import layout, parts
from alianza_desktop.documents.layout import Margins, Pdf, Sheet, Tell
from alianza_desktop.documents.mesa_content import MesaSheets, Row, Table
from alianza_desktop.documents.parts import Column, Part, Reached, markup, strong, words
from alianza_desktop.documents.sector_mark import SectorMark
from alianza_desktop.documents.wording import Wording

MARGINS: Final = Margins(bottom=20 * mm, top=20 * mm)
SIGNING_HEIGHT: Final = 11.0 * mm
"""At least: room for a signature."""


def build(sheets: MesaSheets, wording: Wording, tell: Tell = layout.untold) -> Pdf:
    """Return the sheets as PDF; the same data and wording give the same bytes.

    `tell` learns between pages how many people are written of how many.
    """
    reached = Reached(sum(len(one.rows) for one in sheets.tables), tell)
    story: list[Part] = []
    for table in sheets.tables:
        story += [*([PageBreak()] if story else []), *_sheet(sheets, table, wording, reached)]
    return layout.write(
        story or [words(wording("empty.workshop"), parts.EMPTY)],
        partial(_furniture, sheets, wording),
        title=wording.clause("title.subject", stage=sheets.stage or "") or sheets.workshop,
        subject=_workshop(sheets, wording),
        margins=MARGINS,
        between=reached.told,
    )


def _workshop(sheets: MesaSheets, wording: Wording) -> str:
    return (
        wording.clause("title.workshop", stage=sheets.stage or "", workshop=sheets.workshop)
        or sheets.workshop
    )


def _sheet(sheets: MesaSheets, table: Table, wording: Wording, reached: Reached) -> list[Part]:
    territory = wording.clause("title.territory", name=sheets.alliance, territory=sheets.territory)
    return [
        words(territory or sheets.alliance, parts.LETTERHEAD_LINE),
        words(_workshop(sheets, wording), parts.LETTERHEAD),
        parts.gap(5),
        parts.Rule(MARGINS.width),
        parts.gap(7),
        words(wording("title.sheet", number=table.number, name=table.name), parts.TITLE),
        parts.gap(3),
        parts.pairs(_lead(sheets, table, wording), MARGINS.width),
        parts.gap(7),
        *_people(table, wording, reached, signing=sheets.signing),
    ]


def _lead(sheets: MesaSheets, table: Table, wording: Wording) -> list[tuple[str, str]]:
    """Return who leads it; a blank to write what is not known yet."""
    blank = wording("lead.blank")
    rows = [
        ("theme", table.theme),
        ("facilitator", table.facilitator or blank),
        ("rapporteur", table.rapporteur or blank),
        ("place", table.place),
        ("when", long_day(sheets.date) if sheets.date else ""),
    ]
    return [(wording(f"lead.{key}"), value) for key, value in rows if value]


def _people(table: Table, wording: Wording, reached: Reached, *, signing: bool) -> list[Part]:
    if not table.rows:
        return [words(wording("empty.sheet"), parts.EMPTY)]
    columns = [
        Column(wording("column.number"), 9),
        Column(wording("column.name", number=table.number), 58 if signing else 75),
        Column(wording("column.organization"), 54 if signing else 75),
        Column(wording("column.sector"), 15),
    ]
    more: list[tuple[object, ...]] = []
    if signing:
        columns.append(Column(wording("column.signature"), 38))
        more = [
            ("BOX", (4, 1), (4, -1), 0.4, layout.LINE),
            ("INNERGRID", (4, 1), (4, -1), 0.4, layout.LINE),
        ]
    ordered = sorted(table.rows, key=lambda row: (sort_key(row.name), row.organization))
    sectors = {sector.code: sector for sector in catalogs.sectors()}
    rows = (_row(number, row, sectors, signing=signing) for number, row in enumerate(ordered, 1))
    return [
        parts.LongGrid(columns, reached.each(rows), *more),
        parts.gap(6),
        words(_totals(table, wording), parts.NOTE),
    ]


def _row(number: int, row: Row, sectors: dict[str, catalogs.Sector], *, signing: bool) -> list[Part]:
    body = [words(row.organization, parts.CLOSE_CELL)]
    if row.position:
        body.append(words(row.position, parts.SMALL))
    cells: list[Part] = [
        words(str(number), parts.CELL_CENTER),
        markup(strong(row.name), parts.CELL),
        body,
        SectorMark(sectors[row.sector]) if row.sector in sectors else words(row.sector, parts.SMALL),
    ]
    return [*cells, parts.gap(SIGNING_HEIGHT - 6.5)] if signing else cells


def _totals(table: Table, wording: Wording) -> str:
    found = Counter(row.sector for row in table.rows)
    many = len(table.rows)
    said = [wording("totals.people", count=count(many, "persona", "personas"))]
    said += [f"{one.name}: {found[one.code]}" for one in catalogs.sectors() if found[one.code]]
    unknown = many - sum(found[one.code] for one in catalogs.sectors())
    if unknown:
        said.append(f"{wording('totals.unknown')}: {unknown}")
    return " · ".join(said)


def _furniture(sheets: MesaSheets, wording: Wording, sheet: Sheet, page: int, total: int) -> None:
    if sheets.rehearsal:
        layout.centred_note(sheet, wording("title.rehearsal"))
    top = 14 * mm
    layout.rule(sheet, MARGINS, top)
    layout.line_of_text(sheet, MARGINS.left, top - 4 * mm, wording("footer.note"), colour=layout.SECONDARY)
    layout.line_at_right(sheet, MARGINS, top - 4 * mm, wording("footer.page", page=page, total=total))
