"""Files of every kind, well made and broken: each is read or refused with its own sentence."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import pytest

from alianza_desktop.core.errors import AppError, Invalid, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.spreadsheets import reading
from alianza_desktop.spreadsheets.reading import Merge, read_bytes, read_file
from alianza_desktop.spreadsheets.text_files import read_text
from tests.spreadsheets.lists import CONDORCANQUI, EXCEL97, HEAD, LATIN1, workbook_bytes

LINES = (
    "Apellidos y nombres;DNI;Institución\r\n"
    "Núñez Ñahui, Óscar;02049298;Cámara de Comercio\r\n\r\n"
    '"O\'Higgins, ""Luz"" María";41072700;"Uno; dos"\r\n'
)
ROWS = [
    ["Apellidos y nombres", "DNI", "Institución"],
    ["Núñez Ñahui, Óscar", "02049298", "Cámara de Comercio"],
    [],
    ['O\'Higgins, "Luz" María', "41072700", "Uno; dos"],
]


def _zip(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _encrypted(data: bytes) -> bytes:
    result = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(data)).encrypt("clave", result)
    return result.getvalue()


def _ods(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Invitados">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return _zip({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"})


LIST = workbook_bytes({"Hoja1": [HEAD, ("Pérez, Ana", 1789289)]})


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "cp850", "utf-16", "utf-16-le"]
)
def test_encodings(encoding: str) -> None:
    assert read_text(LINES.encode(encoding), "x.csv") == ROWS


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separators(separator: str) -> None:
    text = f"Apellidos{separator}Nombres{separator}DNI\nPérez Díaz{separator}Ana{separator}12345678\n"
    assert read_text(text.encode(), "x.csv") == [
        ["Apellidos", "Nombres", "DNI"],
        ["Pérez Díaz", "Ana", "12345678"],
    ]


def test_commas_inside_names_are_not_separators() -> None:
    text = "Lista del taller\nApellidos y nombres;DNI\nPérez, Ana;1\nRojas, Luz;2\nTiwi, Gil;3\n"
    assert read_text(text.encode(), "x.csv")[2] == ["Pérez, Ana", "1"]


def test_excels_separator_hint_is_a_row_without_content() -> None:
    assert read_text(b"sep=|\nDNI|Nombres\n1|Ana\n", "x.csv") == [[], ["DNI", "Nombres"], ["1", "Ana"]]


def test_a_text_list_says_that_its_numbers_are_text() -> None:
    [raw] = read_file(LATIN1)
    assert (raw.name, len(raw.rows), raw.text_only) == ("invitados_latin1", 31, True)
    assert raw.rows[1][:3] == ["58841014", "Núñez Díaz", "Noemí"]


def test_the_sample_workbook() -> None:
    invited, academy, empty = read_file(CONDORCANQUI)
    assert [len(raw.rows) for raw in (invited, academy, empty)] == [130, 26, 0]
    assert set(invited.merges) == {Merge(0, 0, 0, 8), Merge(1, 0, 1, 8)}
    assert invited.rows[35][3] == "Municipalidad"
    assert invited.marks == {(35, 3): "formula-text", (128, 1): "formula-unread"}
    assert invited.rows[36][1] == "@SUM(1+1) Pérez, Ana"


def test_the_format_is_in_the_bytes_not_in_the_name(tmp_path: Path) -> None:
    for name, data in (("lista.csv", LIST), ("lista.xls", LIST), ("lista.xlsx", LINES.encode("cp1252"))):
        file = tmp_path / name
        file.write_bytes(data)
        assert read_file(file)[0].rows[1][0] in ("Pérez, Ana", "Núñez Ñahui, Óscar")


def test_excel_97() -> None:
    raw, empty = read_file(EXCEL97)
    assert raw.rows[3][:4] == ["Núñez Ñahui, María", 1789289, "UGEL Condorcanqui", 954415686]
    assert str(raw.rows[3][4]) == "1980-05-15"
    assert raw.merges == (Merge(0, 0, 0, 3),)
    assert empty.rows == []


def test_opendocument() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>"
        for row in (("Nombres", "DNI"), ("Ñahui, Óscar", "02049298"))
    )
    [raw] = read_bytes(_ods(rows), "lista.ods")
    assert raw.rows == [["Nombres", "DNI"], ["Ñahui, Óscar", "02049298"]]


def test_formulas_are_never_evaluated() -> None:
    rows = [
        HEAD,
        ('=HYPERLINK("https://example.org","Rojas, ""Luz""")', "=1+1", '=HYPERLINK("https://example.org")'),
        ("#N/A", "+51 951956121", "-2+3 Rojas", "@SUM(1+1)"),
    ]
    [raw] = read_bytes(workbook_bytes({"Hoja1": rows}), "x.xlsx")
    assert raw.rows[1][:3] == ['Rojas, "Luz"', None, "https://example.org"]
    assert raw.rows[2][:4] == [None, "+51 951956121", "-2+3 Rojas", "@SUM(1+1)"]
    assert raw.marks == {
        (1, 0): "formula-text",
        (1, 1): "formula-unread",
        (1, 2): "formula-text",
        (2, 0): "cell-error",
    }


def test_a_formula_has_the_value_that_was_left_beside_it() -> None:
    parts = _parts(workbook_bytes({"Hoja1": [HEAD, ("=A1&B1", 5)]}))
    page = "xl/worksheets/sheet1.xml"
    formula = rb'<c r="A2">(<f>[^<]*</f>)<v ?/?>(?:</v>)?'
    parts[page], times = re.subn(formula, rb'<c r="A2" t="str">\1<v>Ana</v>', parts[page])
    assert times == 1
    [raw] = read_bytes(_zip(parts), "x.xlsx")
    assert raw.rows[1][:2] == ["Ana", 5]
    assert raw.marks == {(1, 0): "formula-value"}


def test_a_part_that_does_not_matter_may_be_broken() -> None:
    parts = _parts(LIST) | {"docProps/core.xml": b"<broken"}
    [raw] = read_bytes(_zip(parts), "x.xlsx")
    assert raw.rows[1][:2] == ["Pérez, Ana", 1789289]


def test_dates_and_booleans_of_a_workbook() -> None:
    moment = datetime(1980, 5, 12)  # noqa: DTZ001 - Excel has no offsets
    [raw] = read_bytes(workbook_bytes({"Hoja1": [[moment, True, 2.5]]}), "x.xlsx")
    assert raw.rows == [[moment, True, 2.5]]


def test_a_million_rows_with_a_format_and_no_value_cost_nothing() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page["A1"] = "DNI"
    page["A1048576"].number_format = "@"
    data = io.BytesIO()
    book.save(data)
    assert read_bytes(data.getvalue(), "x.xlsx")[0].rows == [["DNI"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "list-empty"),
        (b"\xef\xbb\xbf\r\n  \r\n", "list-empty"),
        (LIST[:-200], "list-damaged"),
        (b"PK\x03\x04" + bytes(60), "list-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "list-damaged"),
        (_zip({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "list-damaged"),
        (_encrypted(LIST), "list-password"),
        (
            _zip({"content.xml": b"", "META-INF/manifest.xml": b"<m:encryption-data/>"}),
            "list-password",
        ),
        (b"<html><body><table><tr><td>DNI</td></tr></table></body></html>", "list-web-page"),
        (b'<?xml version="1.0"?><Workbook/>', "list-web-page"),
        (b"%PDF-1.7 ...", "list-other-kind"),
        (_zip({"word/document.xml": b"<x/>"}), "list-other-kind"),
        (_zip({"fotos/uno.jpg": b"x"}), "list-other-kind"),
        (b"DNI;Nombres\n1;Ana\x00\x01\x02\n", "list-not-a-list"),
        ("DNI;Nombres\n1;NÃºÃ±ez\n".encode(), "list-encoding"),
        ("DNI;Nombres\n1;N\ufffd\ufffdez\n".encode(), "list-encoding"),
        (b"DNI;Nombres\n1;" + b"a" * 200_000, "list-damaged"),
    ],
)
def test_each_unreadable_file_has_its_own_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as error:
        read_bytes(data, "lista.xlsx")
    assert error.value.code == code
    assert "lista.xlsx" in sentence(error.value)


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "lista.xlsx"
    file.write_bytes(LIST)
    for name, limit in (("LARGEST_FILE", 100), ("LARGEST_CONTENT", 100), ("MOST_ROWS", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(reading, name, limit)
            with pytest.raises(Invalid, match="list-too-large"):
                read_file(file)
    assert len(read_file(file)) == 1


def test_a_file_that_is_not_there_or_not_allowed(tmp_path: Path) -> None:
    errors: list[AppError] = []
    for path in (tmp_path / "no.xlsx", tmp_path):
        with pytest.raises(Unavailable) as error:
            read_file(path)
        errors.append(error.value)
    assert [error.code for error in errors] == ["list-not-found", "list-not-allowed"]


def test_a_file_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "lista.xlsx"
    file.write_bytes(LIST)

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Unavailable, match="list-not-allowed"):
        read_file(file)


def _with_sheet(old: bytes, new: bytes) -> bytes:
    parts = _parts(LIST)
    sheet = "xl/worksheets/sheet1.xml"
    assert old in parts[sheet]
    return _zip(parts | {sheet: parts[sheet].replace(old, new)})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</sheetData>", b'<row r="9999"><c r="XFD9999"><v>1</v></c></row></sheetData>'),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A:XFD"/></mergeCells>'),
    ],
)
def test_a_small_file_that_claims_gigabytes_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(Invalid, match="list-too-large"):
        read_bytes(_with_sheet(old, new), "lista.xlsx")


def test_formats_down_to_the_last_row_and_titles_over_whole_rows_are_no_trap() -> None:
    formatted = _with_sheet(
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        b'<mergeCells><mergeCell ref="A3:XFD3"/></mergeCells>',
    )
    assert read_bytes(formatted, "lista.xlsx")[0].rows == read_bytes(LIST, "lista.xlsx")[0].rows


def test_a_text_list_has_the_limit_of_a_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(Invalid, match="list-too-large"):
        read_bytes(LINES.encode(), "lista.csv")


def test_what_is_no_plain_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe or a device may have no end: the program could not be closed."""
    path = tmp_path / "lista.csv"
    path.write_text("DNI;Nombres\n", encoding="utf-8")
    monkeypatch.setattr(reading, "S_ISREG", lambda _mode: False)
    with pytest.raises(Unavailable, match="list-not-allowed"):
        read_file(path)
