"""Rows → a workbook of real Excel tables: filter, frozen heading, widths, dates as dates, text that stays
text; printed on landscape sheets as wide as the table, with the heading and the note on each page.

A workbook is a list of `Sheet(title, columns, rows)`; a row is any object with the columns' fields. The
same rows and hour give the same bytes: the parts of the archive are stamped with `at`, and nothing in the
document's properties says who made it. A file is written beside its name, flushed, and then takes the
name's place, so an older export is never left half-written; what the disk refuses raises `Unavailable` with
a sentence of its own.
"""

import errno
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.spreadsheets.columns import Column, Kind
from alianza_desktop.spreadsheets.safe_cells import hold_text
from alianza_desktop.storage.files import put_in_place

_FIRST_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_LAST_ZIP: Final = (2107, 12, 31, 23, 59, 58)
"""What a zip can date: a laptop whose battery died says 1970 and has to export all the same."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it Excel's calendar is wrong or has no dates: an older day is written as text."""
_FORMATS: Final[dict[Kind, str]] = {"day": "dd/mm/yyyy", "instant": "dd/mm/yyyy hh:mm", "clock": "hh:mm"}
_SOLES: Final = '"S/" #,##0.00'
_TOP: Final = Alignment(vertical="top")
_ALIGNED: Final[dict[Kind, Alignment]] = {
    "long": Alignment(vertical="top", wrap_text=True),
    "value": Alignment(vertical="top", horizontal="left", wrap_text=True),
}
_PAGE: Final = 220
"""Characters across a landscape A4 that can still be read: a wider table takes more pages side by side."""
_LINE: Final = 15.0
_HIGHEST: Final = 409.0
_FILTER: Final = 4
"""Points of a line, and of the highest row that Excel takes; characters under the filter of a heading."""
_STYLE: Final = "TableStyleMedium2"
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_PROGRAM: Final = "Alianza Desktop"
_AMBER: Final = "8A5200"
REHEARSAL: Final = "ENSAYO · personas y acuerdos inventados, sin valor"
"""Mark of what comes out of a rehearsal."""


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """One table: `title` names the sheet and the table (letters, digits, spaces)."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    get: Callable[[Any, str], object] = getattr
    """How a row gives a column's field."""
    note: str = ""
    """A line above the table and on each printed page: what whoever opens it must know first."""


def write(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
    mark: str = "",
) -> None:
    """Write a workbook of tables; `at` is the hour that it says it was made, `mark` as in `build`.

    Raises `Unavailable("export-folder" | "export-not-allowed" | "export-disk-full" | "export-failed")`; what
        was at `path` is then still there.
    """
    _replace(path, build(sheets, at=at, progress=progress, mark=mark))


def build(
    sheets: Sequence[Sheet],
    *,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
    mark: str = "",
) -> bytes:
    """Return the bytes of a workbook of tables; a mark (`REHEARSAL`) stands over each and on each page."""
    book = Workbook(write_only=True)
    book.properties.creator = _PROGRAM
    book.properties.lastModifiedBy = None
    total = sum(len(sheet.rows) for sheet in sheets)
    done = 0
    for number, sheet in enumerate(sheets, 1):
        page = book.create_sheet(sheet.title)
        _head(page, sheet, number, mark)
        top = 2 if _above(sheet, mark) else 1
        for place, row in enumerate(sheet.rows, top + 1):
            values = [sheet.get(row, column.field) for column in sheet.columns]
            _heighten(page, place, map(_lines, sheet.columns, values))
            page.append(list(map(partial(_cell, page), sheet.columns, values)))
            done += 1
            if progress is not None:
                progress(done, total)
        if not sheet.rows:
            page.append([None] * len(sheet.columns))  # a table needs a row under its heading
    written = io.BytesIO()
    book.save(written)
    return _stamped(written.getvalue(), at)


def _head(page: Any, sheet: Sheet, number: int, mark: str) -> None:
    """Set widths, the frozen heading and the table before the first row, be it a note: it is a stream."""
    note = _above(sheet, mark)
    top = 2 if note else 1
    page.freeze_panes = f"A{top + 1}"
    _print_set_up(page, sheet, top)
    if mark:
        page.sheet_properties.tabColor = _AMBER
    for position, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(position)].width = column.width
    if note:
        page.append([_note(page, note)])
    bottom = max(len(sheet.rows), 1) + top
    name = re.sub(r"\W", "_", sheet.title)
    table = Table(
        displayName=f"{name}_{number}", ref=f"A{top}:{get_column_letter(len(sheet.columns))}{bottom}"
    )
    table.tableStyleInfo = TableStyleInfo(name=_STYLE, showRowStripes=True)
    table.tableColumns = [TableColumn(id=at, name=one.heading) for at, one in enumerate(sheet.columns, 1)]
    table.autoFilter = AutoFilter(ref=table.ref)
    page.tables.add(table)  # add_table would warn that a stream wants its columns given, as they are
    _heighten(page, top, (_wrapped(one.heading, one.width - _FILTER) for one in sheet.columns))
    heading = []
    for column in sheet.columns:
        cell = WriteOnlyCell(page, column.heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        heading.append(cell)
    page.append(heading)


def _above(sheet: Sheet, mark: str) -> str:
    return ". ".join(filter(None, (mark, sheet.note)))


def _lines(column: Column, value: object) -> int:
    """Return how many lines a value takes in its column."""
    return _wrapped(str(value), column.width - 1) if column.kind in _ALIGNED and value else 1


def _wrapped(text: str, width: int) -> int:
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(len(wrap(line, max(width, 1))) or 1 for line in text.splitlines())


def _heighten(page: Any, place: int, lines: Iterable[int]) -> None:
    """Give a row the height of its longest text: not every program does so when it opens the file."""
    most = max(lines)
    if most > 1:
        page.row_dimensions[place].height = min(most * _LINE, _HIGHEST)


def _print_set_up(page: Any, sheet: Sheet, top: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.page_setup.fitToWidth = -(-sum(column.width for column in sheet.columns) // _PAGE) or 1
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"1:{top}"
    page.oddFooter.left.text = _printed(sheet.title)
    page.oddFooter.right.text = "Hoja &P de &N"


def _printed(text: str) -> str:
    """Return a text for a page's margin, where Excel reads `&` as the beginning of a code."""
    return text.replace("&", "&&")


def _note(page: Any, text: str) -> Any:
    cell = hold_text(WriteOnlyCell(page), normalise_text(text))
    cell.font = Font(bold=True, color=_AMBER)
    return cell


def _cell(page: Any, column: Column, value: object) -> Any:
    if value in (None, ""):
        return None
    cell = _filled(WriteOnlyCell(page), column.kind, value)
    cell.alignment = _ALIGNED.get(column.kind, _TOP)
    return cell


def _filled(cell: Any, kind: Kind, value: object) -> Any:
    """Make an empty cell hold a value in the form of its column; what has not that form stays a text."""
    moment = _moment(str(value)) if kind in _FORMATS else None
    if moment is not None:
        cell.value, cell.number_format = moment, _FORMATS[kind]
    elif isinstance(value, date):
        cell.value, cell.number_format = value, _FORMATS["day"]
    elif kind == "money" and isinstance(value, int):
        cell.value, cell.number_format = Decimal(value) / 100, _SOLES
    elif isinstance(value, int | float):
        cell.value = value
    else:
        hold_text(cell, normalise_text(str(value)))
    return cell


def _moment(text: str) -> datetime | None:
    """Return a day or an instant of the journal for Excel: local, without offset; None if it is neither."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=None, microsecond=0) if moment.date() >= _FIRST_DAY else None


def _stamped(data: bytes, at: datetime) -> bytes:
    """Return the workbook with every part, and its properties, dated at the same hour."""
    said = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + said, content)
            entry = zipfile.ZipInfo(name, min(max(at.timetuple()[:6], _FIRST_ZIP), _LAST_ZIP))
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _replace(path: Path, data: bytes) -> None:
    """Write beside `path`, flush to the disk, and put it in its place."""
    if not path.name:  # «» and «/» name no file
        raise Unavailable("export-not-allowed", name=str(path))
    if not path.parent.is_dir():
        raise Unavailable("export-folder", name=path.name)
    try:
        put_in_place(path, data)
    except OSError as error:
        raise Unavailable(_refusal(error), name=path.name) from error


def _refusal(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "export-disk-full"
    refused = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.EBUSY)
    return "export-not-allowed" if error.errno in refused else "export-failed"
