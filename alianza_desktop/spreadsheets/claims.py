"""What the sheets of a workbook claim, before a reader believes it and fills the memory.

A sheet of five kilobytes can put a value in its last cell, or merge all its cells, and openpyxl and calamine
then make the whole rectangle: gigabytes. Only values count: sheets formatted down to their last row are read.
In an OpenDocument sheet a cell and a row say how often they are repeated, and calamine writes each out.
"""

import re
import zipfile
from typing import Final
from xml.parsers import expat

from alianza_desktop.core.errors import Invalid

MOST_CELLS: Final = 2_000_000
"""Of the rectangle that the values of a sheet span: a full-width stray value in 122 rows still fits."""
MOST_MERGED: Final = 500_000
"""Cells under the merges of a sheet, which openpyxl makes one by one: 30 titles merged over whole rows."""

_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)
_SHEETS: Final = "xl/worksheets/"
_HOLDS: Final = frozenset({"v", "f", "is"})
_CHUNK: Final = 1 << 16
OPEN_DOCUMENT: Final = "content.xml"


class _Sheet:
    """How far the values of a sheet reach, and how many cells its merges cover; row and column from 1."""

    def __init__(self) -> None:
        self.rows = self.columns = self.merged = 0
        self._row = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        name = tag.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r", "")
            self._row, self._column = int(number) if number.isdecimal() else self._row + 1, 0
        elif name == "c":
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._row, self._column = _place(place) if place else (self._row, self._column + 1)
        elif name in _HOLDS:
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        elif name == "mergeCell":
            self.merged += _area(attributes.get("ref", ""))

    @property
    def too_much(self) -> bool:
        return self.rows * self.columns > MOST_CELLS or self.merged > MOST_MERGED


class _Tables:
    """How many cells the tables of an OpenDocument sheet have once their repetitions are written out."""

    def __init__(self) -> None:
        self.cells = 0
        self._rows = self._columns = self._valued = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element: cells count up to the last one of their row with a value."""
        if tag == "table:table-row":
            self._rows, self._columns, self._valued = _times(attributes, "rows"), 0, 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._columns += _times(attributes, "columns")
            if any(name.startswith(("office:", "calcext:", "table:formula")) for name in attributes):
                self.cells += (self._columns - self._valued) * self._rows
                self._valued = self._columns

    @property
    def too_much(self) -> bool:
        return self.cells > MOST_CELLS


def check_tables(archive: zipfile.ZipFile, name: str) -> None:
    """Look at the content of an OpenDocument sheet. Raises as `check` does."""
    tables = _Tables()
    try:
        _parse(archive, OPEN_DOCUMENT, tables)
    except expat.ExpatError as error:
        raise Invalid("list-damaged", name=name) from error
    if tables.too_much:
        raise Invalid("list-too-large", name=name)


def _times(attributes: dict[str, str], what: str) -> int:
    number = attributes.get(f"table:number-{what}-repeated", "1")
    return min(int(number), MOST_CELLS + 1) if number.isdecimal() else 1


def check(archive: zipfile.ZipFile, name: str) -> None:
    """Look at every part of a workbook; `name` is only for messages.

    Raises `Invalid`: `list-too-large` when a sheet claims too much, `list-damaged` when it cannot be parsed.
    """
    for member in archive.namelist():
        sheet = _Sheet()
        try:
            _parse(archive, member, sheet)
        except expat.ExpatError as error:
            if member.lower().startswith(_SHEETS) and member.lower().endswith(".xml"):
                raise Invalid("list-damaged", name=name) from error
        if sheet.too_much:
            raise Invalid("list-too-large", name=name)


def _parse(archive: zipfile.ZipFile, member: str, sheet: _Sheet | _Tables) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = sheet.start
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk)
            if sheet.too_much:
                return
    parser.Parse(b"", True)


def _place(cell: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in cell.group(1).upper():
        column = column * 26 + ord(letter) - 64
    return int(cell.group(2)), column


def _area(reference: str) -> int:
    """Return how many cells a range covers; what is not written as two corners is refused as endless."""
    first, _, last = reference.partition(":")
    one, other = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
    if one is None or other is None:
        return MOST_MERGED + 1
    (top, left), (bottom, right) = _place(one), _place(other)
    return (abs(bottom - top) + 1) * (abs(right - left) + 1)
