"""Workbooks: real tables, text that stays text, the same bytes, nothing lost on the way or on a full disk."""

import errno
import io
import os
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.clock import PERU
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.spreadsheets import safe_cells
from alianza_desktop.spreadsheets.collect import PersonRow
from alianza_desktop.spreadsheets.columns import PEOPLE, Column
from alianza_desktop.spreadsheets.exporter import Sheet, build, write
from alianza_desktop.spreadsheets.reading import read_bytes
from alianza_desktop.spreadsheets.rows import read_sheet

AT = datetime(2026, 11, 23, 8, 0, tzinfo=PERU)
LITERAL = (
    "paternal_surname", "maternal_surname", "given_names", "organization", "ruc", "position", "phone",
    "email", "community", "ubigeo", "language", "support", "mesa", "document_number",
)  # fmt: skip
"""Fields of free text: whatever they hold comes back."""
SECTORS = {
    "": "",
    "Público": "public",
    "Privado": "private",
    "Academia": "academia",
    "Sociedad civil": "society",
}


@dataclass(frozen=True)
class Thing:
    name: str
    day: str = ""
    at: str = ""
    number: int = 0


COLUMNS = (
    Column("name", "Nombre", 20),
    Column("day", "Día", 12, "day"),
    Column("at", "Hora", 16, "instant"),
    Column("number", "Número", 8, "integer"),
)


def _table(row: PersonRow) -> Sheet:
    return Sheet("Participantes", PEOPLE, [row], PersonRow.__getitem__)


def _things(*rows: Thing, columns: tuple[Column, ...] = COLUMNS) -> bytes:
    return build([Sheet("Cosas", columns, rows)], at=AT)


def _page(data: bytes) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def test_a_sheet_is_a_table_with_filter_frozen_heading_and_widths() -> None:
    page = _page(_things(Thing("Ana"), Thing("Luz")))
    [table] = page.tables.values()
    assert (table.displayName, table.ref, table.autoFilter.ref) == ("Cosas_1", "A1:D3", "A1:D3")
    assert [column.name for column in table.tableColumns] == [cell.value for cell in page[1]]
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["A"].width == 20


def test_a_note_over_the_table_leaves_its_widths() -> None:
    page = _page(build([Sheet("Cosas", COLUMNS, [Thing("Ana")])], at=AT, mark="ENSAYO"))
    assert [page["A1"].value, page.column_dimensions["A"].width] == ["ENSAYO", 20]


def test_a_row_is_as_high_as_its_longest_text() -> None:
    """A text that wraps must not lie over the next row in a program that makes no row higher by itself."""
    columns = (Column("name", "Nombre", 12, "long"), Column("day", "Lo que se dijo en ese día", 12))
    texts = ("corto", "una sola palabra no, varias que no caben", "una\ndos\ntres", "x" * 9_000)
    rows = [Thing(name=text, day="un texto que no se corta en líneas") for text in texts]
    for note in ("", "Aviso"):
        sheet = build([Sheet("Cosas", columns, rows, note=note)], at=AT)
        page = openpyxl.load_workbook(io.BytesIO(sheet))["Cosas"]
        top = 2 if note else 1
        heights = [page.row_dimensions[top + place].height for place in range(len(rows) + 1)]
        assert heights == [60, None, 60, 45, 409]


def test_a_table_without_rows_is_still_a_table() -> None:
    page = _page(_things())
    assert next(iter(page.tables.values())).ref == "A1:D2"
    assert [cell.value for cell in page[1]] == ["Nombre", "Día", "Hora", "Número"]


def test_dates_are_dates_hours_are_local_and_numbers_are_numbers() -> None:
    page = _page(
        _things(
            Thing("Ana", "2026-11-23", "2026-11-23T08:41:12.345-05:00", 7),
            Thing("Luz", "1850-01-01", "mañana"),
        )
    )
    first, second = page[2], page[3]
    assert [cell.value for cell in first[1:]] == [
        AT.replace(hour=0, tzinfo=None),
        AT.replace(hour=8, minute=41, second=12, tzinfo=None),
        7,
    ]
    assert [cell.number_format for cell in first[:3]] == ["@", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    assert [cell.value for cell in second[1:3]] == ["1850-01-01", "mañana"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x","y")', "+51 987654321", "-2+3", "@SUM(1+1)", "\t=1", "\r=1",
     "#N/A", "TRUE", "01234567", "123456789012345678901", "  Ana  ", "dos\nlíneas", "_x0041_",
     "_x005F_", "a\x07b", "\ufffe", "'", "1E5", "𝒳"],
)  # fmt: skip
def test_text_stays_text(text: str) -> None:
    cell = _page(_things(Thing(text)))["A2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert safe_cells.unescaped(str(cell.value)) == text
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
def test_what_is_escaped_comes_back(text: str) -> None:
    assert safe_cells.unescaped(safe_cells.escaped(text)) == text


def test_the_same_rows_and_hour_give_the_same_bytes() -> None:
    assert _things(Thing("Ana")) == _things(Thing("Ana"))
    assert _things(Thing("Ana")) != _things(Thing("Luz"))


def test_the_properties_name_nobody_and_every_part_has_the_hour() -> None:
    with zipfile.ZipFile(io.BytesIO(_things(Thing("Ana")))) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 23, 8, 0, 0)}
    assert re.findall(r">([^<]+)<", core) == [
        "Alianza Desktop",
        "2026-11-23T13:00:00Z",
        "2026-11-23T13:00:00Z",
    ]


def test_several_sheets_and_progress() -> None:
    seen: list[tuple[int, int]] = []
    sheets = [Sheet("Uno", COLUMNS, [Thing("a")]), Sheet("Dos y tres", COLUMNS, [Thing("b"), Thing("c")])]
    data = build(sheets, at=AT, progress=lambda done, total: seen.append((done, total)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Uno", "Dos y tres"]
    assert [list(page.tables) for page in book.worksheets] == [["Uno_1"], ["Dos_y_tres_2"]]
    assert seen == [(1, 3), (2, 3), (3, 3)]


TYPES = {"DNI": "1", "CE": "4", "Pasaporte": "7", "DNI en trámite": "pending", "Sin documento": "none"}
NASTY = (
    "=1+1", "@x", "-", "+51", "Total", "TOTAL DE", "Nombres", "DE LA CRUZ", "O'Higgins", "ʼAk", "_x0041_",
    " a  b ", "0012", "Ñ\n",
)  # fmt: skip
letters = st.characters(exclude_categories=["Cs"])
words = st.text(letters, max_size=12).filter(lambda text: not text or bool(text.strip())) | st.sampled_from(
    NASTY
)
people = st.builds(
    lambda values, sector, sex, day: PersonRow({**values, "sector": sector, "sex": sex, "birth_date": day}),
    st.fixed_dictionaries(dict.fromkeys(LITERAL, words)),
    st.sampled_from(list(SECTORS)),
    st.sampled_from(["", "Femenino", "Masculino"]),
    st.dates().map(str) | st.just(""),
)


@settings(max_examples=60, deadline=None)
@given(people)
def test_what_is_exported_is_read_again_without_loss(row: PersonRow) -> None:
    literal = {name: normalise_text(row[name]) for name in LITERAL}
    [raw] = read_bytes(build([_table(row)], at=AT), "x.xlsx")
    read = read_sheet(raw, {})
    somebody = any(
        re.search(r"[^\W_]", value)
        for value in (*literal.values(), row["sector"], row["sex"], row["birth_date"])
    )
    assert len(read.invitees) == somebody
    assert read.unknown == ()
    for back in read.invitees:
        said = {**back.person, "organization": back.organization, "ruc": back.ruc, "mesa": back.mesa}
        kept = {name: said.get(name, "") for name in literal}
        assert kept | {"document_number": ""} == literal | {"document_number": ""}
        assert back.sector == SECTORS[row["sector"]]
        assert (back.said("sex"), back.said("birth_date")) == (row["sex"][:1], row["birth_date"])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(TYPES)), words)
def test_documents_come_back_as_they_are(kind: str, number: str) -> None:
    row = PersonRow({"given_names": "Ana", "document_type": kind, "document_number": number})
    [raw] = read_bytes(build([_table(row)], at=AT), "x.xlsx")
    [back] = read_sheet(raw, {}).invitees
    assert back.document == (TYPES[kind], normalise_text(number))


def test_what_somebody_writes_in_the_table_is_read_as_in_any_list() -> None:
    data = build([_table(PersonRow({}))], at=AT)
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    for position, value in enumerate(["Rojas", "Tiwi", "Luz", None, 1789289], 1):
        page.cell(2, position, value)
    edited = io.BytesIO()
    book.save(edited)
    [raw] = read_bytes(edited.getvalue(), "x.xlsx")
    [back] = read_sheet(raw, {}).invitees
    assert (back.document, back.document_sound) == (("1", "01789289"), True)
    assert [remark.code for remark in back.remarks] == ["document-padded"]


def test_a_file_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(b"older")
    write(path, [Sheet("Cosas", COLUMNS, [Thing("Ana")])], at=AT)
    assert _page(path.read_bytes())["A2"].value == "Ana"
    assert [one.name for one in tmp_path.iterdir()] == ["lista.xlsx"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "export-disk-full"),
        (errno.EACCES, "export-not-allowed"),
        (errno.EROFS, "export-not-allowed"),
        (errno.EIO, "export-failed"),
    ],
)
def test_what_the_disk_refuses_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(b"older")

    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Unavailable) as error:
        write(path, [Sheet("Cosas", COLUMNS, [Thing("Ana")])], at=AT)
    assert error.value.code == code
    assert "lista.xlsx" in sentence(error.value)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"lista.xlsx": b"older"}


def test_a_folder_that_is_not_there_and_a_folder_with_the_name(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="export-folder"):
        write(tmp_path / "no" / "lista.xlsx", [Sheet("Cosas", COLUMNS, [])], at=AT)
    (tmp_path / "lista.xlsx").mkdir()
    with pytest.raises(Unavailable, match="export-not-allowed"):
        write(tmp_path / "lista.xlsx", [Sheet("Cosas", COLUMNS, [])], at=AT)
    assert [one.name for one in tmp_path.iterdir()] == ["lista.xlsx"]


def test_a_link_that_waits_beside_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "ajeno"
    other.write_bytes(b"untouched")
    (tmp_path / ".lista.xlsx.nuevo").symlink_to(other)
    write(tmp_path / "lista.xlsx", [Sheet("Cosas", COLUMNS, [])], at=AT)
    assert other.read_bytes() == b"untouched"
    assert not (tmp_path / "lista.xlsx").is_symlink()


@pytest.mark.parametrize("year", [1970, 2200])
def test_a_clock_that_a_zip_cannot_write_blocks_no_export(tmp_path: Path, year: int) -> None:
    path = tmp_path / "lista.xlsx"
    write(path, [Sheet("Cosas", COLUMNS, [Thing("Ana")])], at=AT.replace(year=year))
    assert _page(path.read_bytes())["A2"].value == "Ana"
