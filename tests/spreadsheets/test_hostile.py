"""Files made to hurt, made on the fly: each gets one sentence or a row list, soon, in little memory.

Nothing of them reaches the store by halves: the whole list is read before the store is touched.
"""

import io
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Person
from alianza_desktop.services import search
from alianza_desktop.services.query import living
from alianza_desktop.spreadsheets.importer import import_people
from alianza_desktop.spreadsheets.reading import read_bytes, read_file
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.spreadsheets.lists import workshop

LITTLE = 64 * 2**20
"""Bytes that refusing a file may take at most."""
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_CELL = '<table:table-cell office:value-type="string"{}><text:p>Ana</text:p></table:table-cell>'
_WIDE = _CELL.format(' table:number-columns-repeated="16384"')


def opendocument(rows: str) -> bytes:
    """Return an .ods file with one table of these rows."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {_NAMESPACES}><office:body><office:spreadsheet>'
            f'<table:table table:name="A">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return held.getvalue()


def bomb(member: str) -> bytes:
    """Return a workbook of half a megabyte with a part of half a gigabyte."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(member, "w") as part:
            for _ in range(512):
                part.write(bytes(2**20))
    return held.getvalue()


def refused(data: bytes) -> str:
    """Return the code with which a file is refused, in little memory."""
    tracemalloc.start()
    with pytest.raises(Invalid) as error:
        read_bytes(data, "lista.xlsx")
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < LITTLE
    assert "lista.xlsx" in sentence(error.value)
    return error.value.code


@pytest.mark.parametrize(
    "member", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "META-INF/manifest.xml"]
)
def test_a_compression_bomb(member: str) -> None:
    assert refused(bomb(member)) == "list-too-large"


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1048576">{_WIDE}</table:table-row>',
        f'<table:table-row table:number-rows-repeated="19000">{_WIDE}</table:table-row>',
        f"<table:table-row>{_WIDE}</table:table-row>" * 19_000,
        "<table:table-row>"
        + _CELL.format(' table:number-columns-repeated="99999999999999999999"')
        + "</table:table-row>",
    ],
)
def test_an_opendocument_sheet_that_repeats_its_cells_into_gigabytes(rows: str) -> None:
    assert refused(opendocument(rows)) == "list-too-large"


def test_an_opendocument_sheet_with_formats_to_its_last_cell_is_a_list() -> None:
    rows = (
        f'<table:table-row>{_CELL.format("")}<table:table-cell table:number-columns-repeated="16383"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read_bytes(opendocument(rows), "lista.ods")[0].rows == [["Ana"]]


@pytest.mark.parametrize(
    "data",
    [opendocument(f"<table:table-row>{_CELL}")[:-60], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9_000)],
)
def test_a_broken_ods_or_xls(data: bytes) -> None:
    assert refused(data) == "list-damaged"


def test_a_file_of_two_hundred_megabytes_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "lista.xlsx"
    with file.open("wb") as written:
        written.truncate(200 * 2**20)
    tracemalloc.start()
    with pytest.raises(Invalid, match="list-too-large"):
        read_file(file)
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < 2**20


def test_a_text_list_under_another_name_is_read_for_what_it_is(tmp_path: Path, database: Database) -> None:
    file = tmp_path / "lista.xlsx"
    file.write_text("DNI;Apellido paterno;Nombres\n45678901;Quispe;Rosa\n", encoding="utf-8")
    with writing(database) as session:
        result = import_people(session, workshop(session), file)
    assert result.counts["imported"] == 1


LONG = "Wampash Kunchikui Tsamajain Ampush Yampis Esamat Nantip Shaw"
UGLY = (
    ("45678901", LONG, "Rosa"),
    ("45678902", "Quispe", "Rosa \N{GRINNING FACE}"),
    ("45678903", "\u202eאבגד", "دانيال"),
    ("45678904", "Díaz_x0000_", "Ana_x0007_"),
    ("45678905", "=1+1", "Ana"),
    ("45678906", '=HYPERLINK("http://ejemplo.pe","Mori")', "Luis"),
    ("=2+2", "Tiwi", "Flor"),
    ("", "", ""),
    ("45678908", "-", "-"),
)


def test_every_row_of_an_ugly_list_is_accounted_for(tmp_path: Path, database: Database) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("DNI", "Apellido paterno", "Nombres"), *UGLY):
        sheet.append(row)
    file = tmp_path / "lista.xlsx"
    book.save(file)
    with writing(database) as session:
        made = workshop(session)
        result = import_people(session, made, file)
    assert sum(result.counts.values()) == result.total == 1 + len(UGLY)
    assert all(row.reasons for row in result.of("review") + result.of("rejected"))
    with database.reading() as session:
        names = session.scalars(select(Person.paternal_surname)).all()
        assert not any("\x00" in name or "=" in name for name in names)
        assert [hit.document_number for hit in search.people(session, "wampash nantip")] == ["45678901"]
        assert [hit.document_number for hit in search.people(session, "אבגד")] == ["45678903"]
        assert session.scalar(select(func.count()).select_from(living(Person).subquery())) == len(names)
