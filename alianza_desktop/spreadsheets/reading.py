"""Files as people name them, read for what they are: the format is found in the bytes, never in the name.

Excel (.xlsx, .xlsm) is read with openpyxl, which alone gives formulas and merged cells; if it stumbles on a
part that does not matter here (a broken style, a chart), python-calamine reads the values, and those of a
workbook that holds nothing but texts and numbers at once (`plain_workbooks`). The older .xls,
.xlsb and .ods are read with python-calamine, everything else as text. What cannot be read raises `Invalid`
with its own code (a password, a web page renamed to .xls, a PDF…) or `Unavailable` when the disk refuses.

A formula is never evaluated: `HYPERLINK` gives the text that Excel shows, any other gives the value that
the program that wrote the file left, and without one the cell is empty and marked `formula-unread`.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from stat import S_ISREG
from typing import Final, TypeAlias

from alianza_desktop.core.errors import Invalid, Unavailable
from alianza_desktop.spreadsheets import claims
from alianza_desktop.spreadsheets.plain_workbooks import is_plain
from alianza_desktop.spreadsheets.safe_cells import hyperlink_text, unescaped
from alianza_desktop.spreadsheets.text_files import read_text

Value: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta | None"

LARGEST_FILE: Final = 50 * 2**20
"""Bytes; an invitee list weighs under 1 MiB."""
LARGEST_CONTENT: Final = 400 * 2**20
"""Bytes of a workbook once decompressed: above it, it is not a list but a trap."""
MOST_ROWS: Final = 20_000
"""Rows of one sheet; a workshop has under 2,000 invitees, this many take 20 seconds of the processor."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS: Final = (
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "una imagen"),
    (b"\xff\xd8\xff", "una imagen"),
    (b"GIF8", "una imagen"),
    (b"{\\rtf", "un documento de texto"),
    (b"Rar!", "un archivo comprimido"),
    (b"7z\xbc\xaf", "un archivo comprimido"),
    (b"\x1f\x8b", "un archivo comprimido"),
    (b"SQLite format 3", "una base de datos"),
)
_UNREADABLE: Final = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError,
    SyntaxError, RuntimeError, NotImplementedError, OverflowError,
)  # fmt: skip
"""What openpyxl and zipfile let through for a damaged workbook; an XML parse error is a SyntaxError."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, repr=False)
class RawSheet:
    """The values of one sheet, row 0 being Excel's row 1; `marks` tell what happened to single cells."""

    name: str
    rows: list[list[Value]]
    merges: tuple[Merge, ...] = ()
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    text_only: bool = False
    """The values come from a text file: a number that lost its zeros looks the same as a short one."""


def read_file(path: Path) -> list[RawSheet]:
    """Return every sheet of a list, hidden ones included.

    Raises `Unavailable("list-not-found" | "list-not-allowed")` and `Invalid` with the codes of the section
    «spreadsheets» of the sentences; the store is not touched.
    """
    try:
        kind = path.stat()
        if not S_ISREG(kind.st_mode):  # a folder; a device or a pipe may have no end
            raise Unavailable("list-not-allowed", name=path.name)
        if kind.st_size > LARGEST_FILE:
            raise Invalid("list-too-large", name=path.name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Unavailable("list-not-found", name=path.name) from error
    except OSError as error:  # forbidden, a folder, a stick pulled out
        raise Unavailable("list-not-allowed", name=path.name) from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> list[RawSheet]:
    """Return every sheet of a list given as bytes; `name` is only for messages."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise Invalid("list-empty", name=name)
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise Invalid("list-other-kind", name=name, kind=kind)
    if data.startswith(b"PK"):
        return _zipped(data, name)
    if data.startswith(_OLE):
        return _ole(data, name)
    rows = _rows(read_text(data, name))
    if len(rows) > MOST_ROWS:
        raise Invalid("list-too-large", name=name)
    return [RawSheet(name=Path(name).stem, rows=rows, text_only=True)]


def _rows(table: list[list[str]]) -> list[list[Value]]:
    return [list(row) for row in table]


def _zipped(data: bytes, name: str) -> list[RawSheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: info.file_size for info in archive.infolist()}
            if sum(members.values()) > LARGEST_CONTENT:
                raise Invalid("list-too-large", name=name)
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in members else b""
    except _UNREADABLE as error:
        raise Invalid("list-damaged", name=name) from error
    if b"encryption-data" in manifest:
        raise Invalid("list-password", name=name)
    folders = {member.split("/", 1)[0].lower() for member in members if "/" in member}
    if "xl" in folders and not any(member.lower().endswith("workbook.bin") for member in members):
        return _plain(data, name) or _excel(data, name)
    if "xl" in folders or claims.OPEN_DOCUMENT in members:
        _check_claims(data, name)
        return _calamine(data, name)
    kind = "un documento de Word" if "word" in folders else "un archivo comprimido"
    kind = "una presentación" if "ppt" in folders else kind
    raise Invalid("list-other-kind", name=name, kind=kind)


def _check_claims(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if claims.OPEN_DOCUMENT in archive.namelist():
                claims.check_tables(archive, name)
            claims.check(archive, name)
    except _UNREADABLE as error:
        raise Invalid("list-damaged", name=name) from error


def _ole(data: bytes, name: str) -> list[RawSheet]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Invalid("list-password", name=name)
    if "WordDocument".encode("utf-16-le") in data:
        raise Invalid("list-other-kind", name=name, kind="un documento de Word")
    return _calamine(data, name)


def _plain(data: bytes, name: str) -> list[RawSheet] | None:
    """Return the sheets of a workbook that holds only texts and numbers; None when openpyxl has to look."""
    try:
        return _calamine(data, name) if is_plain(data) else None
    except (Invalid, *_UNREADABLE):
        return None


def _excel(data: bytes, name: str) -> list[RawSheet]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _check_claims(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells which extensions it drops: none holds values
        try:
            book = openpyxl.load_workbook(io.BytesIO(data))
            sheets = [_excel_sheet(sheet, name) for sheet in book.worksheets]
            if any(mark == "formula-unread" for sheet in sheets for mark in sheet.marks.values()):
                left = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
                for sheet in sheets:
                    _fill_from_cache(sheet, left[sheet.name])
        except (*_UNREADABLE, InvalidFileException):
            return _calamine(data, name)
    return sheets


def _excel_sheet(sheet: object, name: str) -> RawSheet:
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    raw = RawSheet(sheet.title, [])
    held = sheet._cells  # noqa: SLF001 - the only way around a million rows that have a format and no value
    places = [place for place, cell in held.items() if cell.value not in (None, "")]
    last = max((row for row, _ in places), default=0)
    widest = max((column for _, column in places), default=0)
    if last > MOST_ROWS:
        raise Invalid("list-too-large", name=name)
    for r, row in enumerate(sheet.iter_rows(max_row=last, max_col=widest) if last else ()):
        read = [_excel_value(cell.value, cell.data_type) for cell in row]
        raw.rows.append([value for value, _ in read])
        raw.marks |= {(r, c): mark for c, (_, mark) in enumerate(read) if mark}
    raw.merges = tuple(
        Merge(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        for area in sheet.merged_cells.ranges
    )
    return raw


def _excel_value(value: object, kind: str) -> tuple[Value, str]:
    if kind == "e":
        return None, "cell-error"
    if kind == "f":
        shown = hyperlink_text(str(getattr(value, "text", value)))
        return (shown, "formula-text") if shown is not None else (None, "formula-unread")
    if isinstance(value, str):
        return unescaped(value), ""
    if value is None or isinstance(value, int | float | date | time | timedelta):
        return value, ""
    return str(value), ""


def _fill_from_cache(raw: RawSheet, sheet: object) -> None:
    """Give unread formulas the value that the program that wrote the file left beside them."""
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    for (r, c), mark in list(raw.marks.items()):
        if mark != "formula-unread":
            continue
        cell = sheet.cell(r + 1, c + 1)
        value, trouble = _excel_value(cell.value, cell.data_type)
        if value is not None or trouble:
            raw.rows[r][c] = value
            raw.marks[r, c] = trouble or "formula-value"


def _calamine(data: bytes, name: str) -> list[RawSheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_calamine_sheet(book, title, name) for title in book.sheet_names]
    except python_calamine.PasswordError as error:
        raise Invalid("list-password", name=name) from error
    except (python_calamine.CalamineError, *_UNREADABLE) as error:
        raise Invalid("list-damaged", name=name) from error


def _calamine_sheet(book: object, title: str, name: str) -> RawSheet:
    import python_calamine

    assert isinstance(book, python_calamine.CalamineWorkbook)
    sheet = book.get_sheet_by_name(title)
    if sheet.end is not None and sheet.end[0] >= MOST_ROWS:  # its last row, 0-based
        raise Invalid("list-too-large", name=name)
    rows = [[_calamine_value(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    return RawSheet(title, rows, tuple(_calamine_merges(sheet)))


def _calamine_value(value: object) -> Value:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer():  # calamine gives every number as a float
        return int(value)
    if isinstance(value, str | int | float | date | time | timedelta):
        return value
    return str(value)


def _calamine_merges(sheet: object) -> Iterator[Merge]:
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    for (top, left), (bottom, right) in ranges:
        yield Merge(top, left, bottom, right)
