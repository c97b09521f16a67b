"""A plain workbook reads the same by the fast way as by openpyxl, and what is not plain goes to openpyxl."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from alianza_desktop.spreadsheets import reading
from alianza_desktop.spreadsheets.plain_workbooks import is_plain

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
values = st.none() | texts | st.integers(-(10**14), 10**14) | st.booleans() | st.floats(-1e9, 1e9)


def book(*sheets: list[list[Any]], write_only: bool = True) -> Workbook:
    made = Workbook(write_only=write_only)
    for number, rows in enumerate(sheets, 1):
        sheet = made.create_sheet(f"Hoja {number}")
        for row in rows:
            sheet.append(row)
    return made


def saved(made: Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def with_sheet(old: bytes, new: bytes, data: bytes) -> bytes:
    """Return a workbook with other bytes in its sheets, texts and styles."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(old, new) if name.startswith("xl/") else part)
    return file.getvalue()


LIST: list[list[Any]] = [
    ["N.º", "DNI", "Nombres"],
    [1, "45678901", "Nugkuág"],
    [2, None, "O'Higgins & Cía <b>"],
]


@settings(deadline=None, max_examples=60)
@given(rows=st.lists(st.lists(values, max_size=5), max_size=6), write_only=st.booleans())
def test_it_reads_as_openpyxl_does(rows: list[list[Any]], *, write_only: bool) -> None:
    data = saved(book(rows, LIST, write_only=write_only))
    said = zip(reading.read_bytes(data, "x.xlsx"), reading._excel(data, "x.xlsx"), strict=True)
    for one, exact in said:
        assert (one.name, one.rows, one.merges, one.marks) == (exact.name, exact.rows, (), exact.marks)


def test_a_list_of_texts_and_numbers_is_plain() -> None:
    assert is_plain(saved(book(LIST)))
    styled = book(LIST, write_only=False)
    styled.active = 1
    styled.worksheets[-1]["A1"].font = Font(bold=True)
    styled.worksheets[-1]["F9"].number_format = "#,##0.00"
    data = saved(styled)
    assert is_plain(data)
    assert reading.read_bytes(data, "x.xlsx")[-1].rows == reading._excel(data, "x.xlsx")[-1].rows


@pytest.mark.parametrize("value", ["=1+1", "_x0041_", " con espacio", date(2026, 11, 23)])
def test_what_the_two_read_otherwise_is_not_plain(value: object) -> None:
    assert not is_plain(saved(book([["DNI", value]])))


def test_merged_cells_are_not_plain() -> None:
    made = book(LIST, write_only=False)
    made.worksheets[-1].merge_cells("A2:A3")
    assert not is_plain(saved(made))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="A1"', b'r="XFD1048576"'), (b'r="A1"', b'r="B1"'), (b' r="A2"', b""), (b'r="A3"', b"r='A3'"),
        (b"<sheetData>", b"<!-- x --><sheetData>"), (b"</worksheet>", b""), (b"<v>1</v>", b"<v/>"),
        (b"<v>1</v>", b"<v>1234567890123456</v>"),
        (b't="n"', b't="e"'), (b't="n"', b't="d"'), (b"<v>1</v>", b"<f>1</f><v>1</v>"),
        (b"<c ", b"<x:c "), (b'numFmtId="0"', b'numFmtId="14"'),
        (b'numFmtId="0"', b"numFmtId='14'"), (b"Nombres", b"Nombres\x01"),
    ],
)  # fmt: skip
def test_a_workbook_that_was_tampered_with_is_not_plain(old: bytes, new: bytes) -> None:
    data = saved(book(LIST))
    changed = with_sheet(old, new, data)
    assert changed != data
    assert is_plain(data)
    assert not is_plain(changed)


def test_a_sheet_hidden_elsewhere_is_not_plain() -> None:
    file = io.BytesIO(saved(book(LIST)))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/media/one.bin", "<worksheet><sheetData/></worksheet>")
    assert not is_plain(file.getvalue())
