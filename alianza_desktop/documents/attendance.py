"""The attendance list of a session, to be signed by hand: who came, and who was invited and did not.

In alphabetical order by surname (Spanish collation), whatever order the rows come in. Who was invited and is
not registered stands in a table of its own, where nobody can sign afterwards. Whoever takes part without
personal data is counted in the totals and not listed. Every page has the personal-data notice, short enough
to be read, and the code of what the list says; the whole text is the one that was read at the desk.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Final

from reportlab.lib.units import mm

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import hour, sort_key
from alianza_desktop.documents import layout, occasion, parts
from alianza_desktop.documents.attendance_content import Absent, AttendanceList, Row, Unnamed
from alianza_desktop.documents.layout import Margins, Pdf, Sheet, Tell
from alianza_desktop.documents.parts import Column, Part, Reached, markup, strong, words
from alianza_desktop.documents.sector_mark import SectorMark
from alianza_desktop.documents.wording import Wording

MARGINS: Final = Margins(left=15 * mm, right=15 * mm, bottom=28 * mm)
ROW_HEIGHT: Final = 11.5 * mm
"""At least: room for a signature."""
PURPOSES: Final = ("registration", "contact", "photos")


def build(attendance: AttendanceList, wording: Wording, tell: Tell = layout.untold) -> Pdf:
    """Return the list as PDF; the same data and wording give the same bytes.

    `tell` learns between pages how many people are written of how many.
    """
    reached = Reached(len(attendance.rows) + len(attendance.absent), tell)
    story = [
        *_heading(attendance, wording),
        *_came(attendance, wording, reached),
        *_absent(attendance, wording, reached),
        *_totals(attendance, wording),
        *_attested(wording),
    ]
    return layout.write(
        story,
        partial(_furniture, attendance, wording, occasion.code(attendance)),
        title=wording("title.list"),
        subject=wording("title.subject", session=attendance.sitting.name),
        margins=MARGINS,
        between=reached.told,
    )


def _heading(attendance: AttendanceList, wording: Wording) -> list[Part]:
    at = attendance.at
    lines = (
        (at.year_line, parts.YEAR),
        (occasion.letterhead(at, wording), parts.LETTERHEAD_LINE),
        (occasion.workshop(at, wording), parts.LETTERHEAD),
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


def _lead(attendance: AttendanceList, wording: Wording) -> list[tuple[str, str]]:
    rows = (
        ("session", attendance.sitting.name),
        ("when", occasion.moment(attendance.sitting, wording)),
        ("where", occasion.where(attendance.at, wording)),
        ("host", attendance.at.host),
        ("modality", wording.term("modality", attendance.at.modality)),
    )
    return [(wording(f"lead.{key}"), value) for key, value in rows if value] or [("", "")]


def _came(attendance: AttendanceList, wording: Wording, reached: Reached) -> list[Part]:
    if not attendance.rows:
        return [words(wording("empty.list"), parts.EMPTY)]
    columns = [
        Column(wording("column.number"), 9),
        Column(wording("column.name"), 47),
        Column(wording("column.organization"), 41),
        Column(wording("column.sector"), 13),
        Column(wording("column.mesa"), 10),
        Column(wording("column.arrival"), 16),
        Column(wording("column.consent"), 19),
        Column(wording("column.signature"), 25),
    ]
    ordered = sorted(attendance.rows, key=_order)
    sectors = {sector.code: sector for sector in catalogs.sectors()}
    rows = (_row(number, row, sectors, wording) for number, row in enumerate(ordered, 1))
    last = len(columns) - 1
    boxes = [(line, (last, 1), (last, -1), 0.4, layout.LINE) for line in ("BOX", "INNERGRID")]
    return [parts.LongGrid(columns, reached.each(rows), *boxes)]


def _order(row: Row | Absent) -> tuple[str, ...]:
    by_surname, _ = sort_key(row.surnames)
    by_name, _ = sort_key(row.given_names)
    return by_surname, by_name, row.name, getattr(row, "document_number", "")


def _row(number: int, row: Row, sectors: dict[str, catalogs.Sector], wording: Wording) -> Sequence[Part]:
    return [
        words(str(number), parts.CELL_CENTER),
        [markup(strong(row.name), parts.CELL), *_under_name(row, wording)],
        [words(row.organization, parts.CLOSE_CELL), words(row.position, parts.SMALL)],
        SectorMark(sectors[row.sector]) if row.sector in sectors else words(row.sector, parts.SMALL),
        words(row.mesa, parts.CELL),
        [words(hour(row.arrived_at), parts.CELL), *_moments(row, wording)],
        [words(one, parts.TINY) for one in _answers(row, wording)],
        parts.gap(ROW_HEIGHT - 6.5),
    ]


def _under_name(row: Row, wording: Wording) -> list[Part]:
    document = " ".join(filter(None, (wording.term("document", row.document_type), row.document_number)))
    came = "" if row.invited else wording("row.uninvited")
    lines = [
        " · ".join(filter(None, (document, wording.term("quality", row.quality), came))),
        wording.clause("row.accredited", name=row.stands_for, accreditation=row.accreditation)
        or wording.clause("row.delegate", name=row.stands_for)
        or row.accreditation,
    ]
    return [words(one, parts.SMALL) for one in lines if one]


def _moments(row: Row, wording: Wording) -> list[Part]:
    """Return what stands under the hour of arrival."""
    virtual = wording.term("mode", row.mode) if row.mode == "virtual" else ""
    paper = wording("row.paper") if row.source == "paper" else ""
    said = (wording.clause("row.left", hour=row.left_at), virtual, paper)
    return [words(one, parts.SMALL) for one in said if one]


def _answers(row: Row, wording: Wording) -> list[str]:
    asked = [one for one in PURPOSES if one in row.answers]
    said = [
        wording("consent.yes" if row.answers[one] else "consent.no", purpose=wording(f"consent.{one}"))
        for one in asked
    ]
    if row.informed_only and asked[:1] == ["registration"]:
        said[0] = wording("consent.informed")
    return said or [wording("consent.none")]


def _absent(attendance: AttendanceList, wording: Wording, reached: Reached) -> list[Part]:
    if not attendance.absent:
        return []
    columns = [
        Column(wording("column.number"), 9),
        Column(wording("column.name_only"), 62),
        Column(wording("column.organization"), 62),
        Column(wording("column.sector"), 13),
        Column(wording("column.note"), 34),
    ]
    sectors = {sector.code: sector for sector in catalogs.sectors()}
    rows = (
        [
            words(str(number), parts.CELL_CENTER),
            words(one.name, parts.CELL),
            words(" · ".join(filter(None, (one.organization, one.position))), parts.CLOSE_CELL),
            SectorMark(sectors[one.sector]) if one.sector in sectors else words(one.sector, parts.SMALL),
            words(wording.clause("row.delegated", name=one.delegate) or wording("row.not_here"), parts.SMALL),
        ]
        for number, one in enumerate(sorted(attendance.absent, key=_order), 1)
    )
    heading = words(wording("absent.heading", count=len(attendance.absent)), parts.SECTION)
    table = parts.LongGrid(columns, reached.each(rows))
    return [parts.gap(6), *parts.section(heading, [table], MARGINS.width)]


def _totals(attendance: AttendanceList, wording: Wording) -> list[Part]:
    everyone: list[Row | Unnamed] = [*attendance.rows, *attendance.unnamed]
    came = sum(one.invited for one in attendance.rows)
    invited = came + len(attendance.absent)
    if not everyone and not invited:
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
    strips = [[(name, f"{number:,}") for name, number in figures if number]]
    if attendance.absent:
        strips.append([(wording("totals.invited"), f"{invited:,}"), (wording("totals.came"), f"{came:,}")])
    drawn: list[Part] = []
    for one in filter(None, strips):
        drawn += [parts.gap(5 if drawn else 0), parts.figures(one, MARGINS.width * min(1, len(one) / 4))]
    note = [parts.gap(4), words(wording("totals.note"), parts.NOTE)] if attendance.unnamed else []
    heading = words(wording("totals.heading"), parts.SECTION)
    return [parts.gap(6), *parts.section(heading, [*drawn, *note], MARGINS.width)]


def _attested(wording: Wording) -> list[Part]:
    """Return two lines to sign: who kept the register, and who vouches for it."""
    half = MARGINS.width / 2
    lines = [
        [markup("_" * 38, parts.SIGNATORY), words(wording(f"attested.{who}"), parts.SIGNATORY)]
        for who in ("registrar", "authority")
    ]
    return [parts.gap(40), parts.side_by_side(lines, half)]


def _furniture(
    attendance: AttendanceList, wording: Wording, code: str, sheet: Sheet, page: int, total: int
) -> None:
    rehearsal = wording("title.rehearsal") if attendance.at.rehearsal else ""
    if page > 1:
        title = wording("title.subject", session=attendance.sitting.name)
        head = " · ".join(filter(None, (title, occasion.workshop(attendance.at, wording))))
        layout.running_head(sheet, MARGINS, head, rehearsal)
    elif rehearsal:
        layout.centred_note(sheet, rehearsal)
    top = 23 * mm
    layout.rule(sheet, MARGINS, top)
    said = occasion.notice(attendance.at, wording, wording("notice.signature"))
    notice = words(said, parts.NOTICE)
    width = MARGINS.width - 42 * mm
    _, height = notice.wrap(width, top)
    notice.drawOn(sheet, MARGINS.left, top - 4 - height)
    layout.line_at_right(sheet, MARGINS, top - 4 * mm, wording("footer.page", page=page, total=total))
    layout.line_at_right(sheet, MARGINS, top - 8.5 * mm, wording("footer.code", code=code), size=6.8)
