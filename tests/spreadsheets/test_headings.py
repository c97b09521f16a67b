"""Which row holds the headings and which column is what."""

import json
from pathlib import Path

import pytest

from alianza_desktop.core.errors import Invalid
from alianza_desktop.spreadsheets import headings
from alianza_desktop.spreadsheets.columns import FIELDS, PEOPLE, heading_key
from alianza_desktop.spreadsheets.reading import Merge, RawSheet
from tests.spreadsheets.lists import sheet


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("DNI", "document_number"),
        ("N° DNI", "document_number"),
        ("D.N.I. ", "document_number"),
        ("Documento", "document_number"),
        ("Nro. Documento", "document_number"),
        ("N.º DE DOCUMENTO", "document_number"),
        ("Tipo doc", "document_type"),
        ("APELLIDOS Y NOMBRES ", "full_name"),
        ("Nombres y apellidos del participante", "full_name"),
        ("Nombre completo", "full_name"),
        ("Ap. paterno", "paternal_surname"),
        ("Ap. Materno", "maternal_surname"),
        ("Apellidos", "surnames"),
        ("Nombres", "given_names"),
        ("Institución / Entidad", "organization"),
        ("Nombre de la entidad", "organization"),
        ("Universidad", "organization"),
        ("Cargo en la institución", "position"),
        ("Nombre del cargo", "position"),
        ("Celular", "phone"),
        ("Número de celular", "phone"),
        ("Teléfono de la entidad", "phone"),
        ("E-mail", "email"),
        ("Correo electrónico institucional", "email"),
        ("SECTOR", "sector"),
        ("Mesa N°", "mesa"),
        ("RUC", "ruc"),
        ("Sexo (M/F)", "sex"),
        ("Fecha nac.", "birth_date"),
        ("En calidad de", "quality"),
        ("N°", ""),
        ("Observaciones", ""),
        ("Firma", ""),
        ("Ubigeo", ""),
    ],
)
def test_synonyms(heading: str, field: str) -> None:
    assert headings.column_of(heading, {}).field == field


def test_every_heading_of_the_program_is_known_and_no_two_are_the_same() -> None:
    assert [headings.column_of(column.heading, {}) for column in PEOPLE] == list(PEOPLE)
    keys = [heading_key(column.heading) for column in PEOPLE]
    assert len(set(keys)) == len(keys)


def test_headings_stand_under_title_rows() -> None:
    found = headings.find(
        sheet(
            ("Lista de invitados del taller", None),
            ("Institución: UGEL Condorcanqui", "Mesa: 3"),
            ("Nombre del taller", "Mesa"),
            (None, None),
            ("Apellidos y nombres", "DNI"),
            ("Pérez, Ana", "12345678"),
        ),
        {},
    )
    assert found is not None
    assert (found.row, [column.field for column in found.columns.values()]) == (
        4,
        ["full_name", "document_number"],
    )


def test_headings_of_two_rows() -> None:
    raw = RawSheet(
        "Hoja1",
        [
            ["N.º", "Apellidos y nombres", None, None, "Documento", None, "Institución", None],
            [None, "Paterno", "Materno", "Nombres", "Tipo", "Número", "Nombre", "RUC"],
            [1, "Pérez", "Díaz", "Ana", "DNI", "12345678", "RENIEC", None],
        ],
        (Merge(0, 1, 0, 3), Merge(0, 4, 0, 5), Merge(0, 6, 0, 7), Merge(0, 0, 1, 0)),
    )
    found = headings.find(raw, {})
    assert found is not None
    assert (found.row, found.height) == (1, 2)
    assert {at: column.field for at, column in found.columns.items()} == {
        1: "paternal_surname",
        2: "maternal_surname",
        3: "given_names",
        4: "document_type",
        5: "document_number",
        6: "organization",
        7: "ruc",
    }


def test_a_lone_column_of_names_holds_the_whole_name() -> None:
    found = headings.find(sheet(("Nombre", "DNI")), {})
    assert found is not None
    assert found.columns[0].kind == "full_unknown"
    found = headings.find(sheet(("Apellidos", "DNI")), {})
    assert found is not None
    assert found.columns[0].kind == "full_surnames"


def test_a_field_that_comes_twice_keeps_the_first() -> None:
    found = headings.find(sheet(("Nombre completo", "Institución", "Entidad", "Celular", "Teléfono")), {})
    assert found is not None
    assert [column.field for column in found.columns.values()] == [
        "full_name",
        "organization",
        "phone",
        "phone",
    ]
    assert found.unknown == ("Entidad",)


def test_there_may_be_no_headings() -> None:
    assert headings.find(sheet(("Pérez, Ana", "12345678"), ("Rojas, Luz", "23456789")), {}) is None
    assert headings.find(sheet(("DNI",), ("12345678",)), {}) is None


def test_a_mapping_wins(tmp_path: Path) -> None:
    file = tmp_path / "columnas.json"
    file.write_text(
        json.dumps({"Quién es": "full_name", "cargo": "", "Cód.": "document_number"}), "utf-8-sig"
    )
    mapping = headings.load_mapping(file)
    found = headings.find(sheet(("QUIÉN ES", "Cargo", "Cód", "Entidad")), mapping)
    assert found is not None
    assert {at: column.field for at, column in found.columns.items()} == {
        0: "full_name",
        2: "document_number",
        3: "organization",
    }
    assert found.unknown == ("Cargo",)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"DNI": 1}', '"DNI"', '{"DNI": "document_number"'])
def test_a_mapping_that_is_not_one(tmp_path: Path, content: str) -> None:
    file = tmp_path / "columnas.json"
    file.write_text(content)
    with pytest.raises(Invalid, match="mapping-unreadable"):
        headings.load_mapping(file)


def test_a_mapping_to_a_field_that_does_not_exist(tmp_path: Path) -> None:
    file = tmp_path / "columnas.json"
    file.write_text('{"DNI": "dni"}')
    with pytest.raises(Invalid, match="mapping-field") as error:
        headings.load_mapping(file)
    assert "document_number" in str(error.value.facts["allowed"])
    assert "status" not in FIELDS
