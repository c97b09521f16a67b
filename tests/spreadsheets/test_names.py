"""Names as lists write them: order, surnames, particles, capitals, doubts."""

import pytest

from alianza_desktop.spreadsheets.names import Name, Order, from_one_cell, from_parts, is_placeholder, proper


def _parts(name: Name) -> tuple[str, str, str]:
    return name.given, name.paternal, name.maternal


@pytest.mark.parametrize(
    ("text", "order", "parts", "remarks"),
    [
        ("Tsamaren O'Higgins, Teófilo", "surnames", ("Teófilo", "Tsamaren", "O'Higgins"), ()),
        ("  Pérez   Kayap ,  Úrsula ", "unknown", ("Úrsula", "Pérez", "Kayap"), ()),
        ("Sejekam, Wrays", "surnames", ("Wrays", "Sejekam", ""), ()),
        ("De la Cruz Cárdenas, Teófilo", "surnames", ("Teófilo", "De la Cruz", "Cárdenas"), ()),
        ("San Martín Pérez, José", "surnames", ("José", "San Martín", "Pérez"), ()),
        ("PÉREZ DÍAZ VÍCTOR HUGO", "surnames", ("Víctor Hugo", "Pérez", "Díaz"), ("name-case",)),
        (
            "TSAMAREN DE LA CRUZ MARÍA ELENA",
            "surnames",
            ("María Elena", "Tsamaren", "De la Cruz"),
            ("name-case",),
        ),
        (
            "KAYAP SEJEKAM JUAN DE DIOS",
            "surnames",
            ("Juan de Dios", "Kayap", "Sejekam"),
            ("name-case",),
        ),
        ("O'HIGGINS O'HIGGINS ROSA", "surnames", ("Rosa", "O'Higgins", "O'Higgins"), ("name-case",)),
        ("ANA-MARÍA D´ANGELO", "given", ("Ana-María", "D´Angelo", ""), ("name-case",)),
        ("María Elena Quispe Huamán", "given", ("María Elena", "Quispe", "Huamán"), ()),
        ("CHUMPI TSEJEM", "surnames", ("Tsejem", "Chumpi", ""), ("name-case",)),
        ("Ing. Juan Pérez", "given", ("Juan", "Pérez", ""), ("name-title",)),
        ("Pérez Díaz, Dra. Ana", "surnames", ("Ana", "Pérez", "Díaz"), ("name-title",)),
    ],
)
def test_a_whole_name_is_divided(
    text: str, order: Order, parts: tuple[str, str, str], remarks: tuple[str, ...]
) -> None:
    name = from_one_cell(text, order)
    assert (_parts(name), name.remarks) == (parts, remarks)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("QUISPE HUAMÁN MARÍA ELENA", ("María Elena", "Quispe", "Huamán")),
        ("María Elena Quispe Huamán", ("María Elena", "Quispe", "Huamán")),
        ("QUISPE HUAMÁN María Elena", ("María Elena", "Quispe", "Huamán")),
    ],
)
def test_without_a_heading_the_given_names_and_the_capitals_tell(
    text: str, parts: tuple[str, str, str]
) -> None:
    name = from_one_cell(text, "unknown")
    assert _parts(name) == parts
    assert "name-order" not in name.remarks


@pytest.mark.parametrize(
    ("text", "order", "doubt"),
    [
        ("AYUI KAYAP IRUNIN", "unknown", "name-order"),
        ("MARÍA ELENA QUISPE HUAMÁN", "surnames", "name-order"),
        ("QUISPE HUAMÁN MARÍA", "given", "name-order"),
        ("Ponce de León Vargas, Ana", "surnames", "name-split"),
        ("AYUI KAYAP TIWI YAMPIS PETSAIN", "surnames", "name-split"),
        ("Ana", "given", "name-incomplete"),
        ("@SUM(1+1) Pérez, Ana", "surnames", "name-signs"),
        ("-2+3 Rojas, Luz", "surnames", "name-signs"),
        ("Pérez 2, Ana", "surnames", "name-signs"),
        ("N\ufffdñez, Ana", "surnames", "letters-lost"),
    ],
)
def test_what_is_a_guess_is_said(text: str, order: Order, doubt: str) -> None:
    assert doubt in from_one_cell(text, order).remarks


def test_what_is_not_a_name_is_kept_whole() -> None:
    assert _parts(from_one_cell("-2+3 Rojas, Luz", "surnames")) == ("Luz", "-2+3 Rojas", "")
    assert _parts(from_one_cell("=1+1 Rojas Luz", "given")) == ("", "=1+1 Rojas Luz", "")


def test_split_columns_keep_what_was_typed() -> None:
    name = from_parts(given="Flor de María", paternal="de la Cruz", maternal="")
    assert (_parts(name), name.remarks) == (("Flor de María", "de la Cruz", ""), ())
    assert from_parts(given="MARÍA", paternal="LI").remarks == ("name-case",)
    assert _parts(from_parts(given="Ana", surnames="Rojas De la Cruz")) == ("Ana", "Rojas", "De la Cruz")


@pytest.mark.parametrize(
    "text", ["", "---", "120", "Por designar", "POR CONFIRMAR.", "N.N.", "____", "Vacante"]
)
def test_a_cell_may_hold_no_name(text: str) -> None:
    assert is_placeholder(text)


def test_a_short_name_is_a_name() -> None:
    assert not is_placeholder("Li")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("DE LA CRUZ", "De la Cruz"),
        ("JUAN DE DIOS", "Juan de Dios"),
        ("ÑAHUI", "Ñahui"),
        ("D’ANGELO", "D’Angelo"),
    ],
)
def test_capitals_become_initials(typed: str, written: str) -> None:
    assert proper(typed) == written
