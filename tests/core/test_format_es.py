"""Spanish forms of stored values."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core import format_es


def test_a_day_is_written_day_first() -> None:
    assert format_es.day("2026-11-03") == "03/11/2026"


@pytest.mark.parametrize("text", ["", "mañana", "2026-13-01"])
def test_what_is_not_a_day_is_shown_as_it_is(text: str) -> None:
    assert format_es.day(text) == text
    assert format_es.long_day(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23", "lunes 23 de noviembre de 2026"),
        ("2026-02-04", "miércoles 4 de febrero de 2026"),
        ("2028-02-29", "martes 29 de febrero de 2028"),
        ("2026-09-06", "domingo 6 de septiembre de 2026"),
    ],
)
def test_a_long_day_names_weekday_and_month(text: str, expected: str) -> None:
    assert format_es.long_day(text) == expected


@given(st.dates())
def test_a_day_keeps_its_three_numbers(moment: object) -> None:
    shown = format_es.day(str(moment))
    assert "-".join(reversed(shown.split("/"))) == str(moment)


def test_the_hour_of_an_instant_is_local() -> None:
    assert format_es.hour("2026-11-23T08:41:07.250-05:00") == "08:41"
    assert format_es.hour("08:30") == "08:30"
    assert format_es.hour("") == ""


@pytest.mark.parametrize(
    ("centimos", "expected"),
    [
        (125_000, "S/ 1,250.00"),
        (5, "S/ 0.05"),
        (0, "S/ 0.00"),
        (123_456_789, "S/ 1,234,567.89"),
        (-150, "-S/ 1.50"),
    ],
)
def test_money_is_in_soles_with_comma_and_point(centimos: int, expected: str) -> None:
    assert format_es.money(centimos) == expected


@given(st.integers(-(2**53), 2**53))
def test_money_loses_no_centimo(centimos: int) -> None:
    assert int("".join(letter for letter in format_es.money(centimos) if letter in "-0123456789")) == centimos


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 personas"), (1, "1 persona"), (3, "3 personas"), (1893, "1,893 personas")]
)
def test_a_count_agrees_with_its_word(number: int, expected: str) -> None:
    assert format_es.count(number, "persona", "personas") == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["Nieva"], "Nieva"),
        (["Nieva", "Río Santiago"], "Nieva y Río Santiago"),
        (["a", "b", "c"], "a, b y c"),
        (["educación", "industria"], "educación e industria"),
        (["padres", "hijos"], "padres e hijos"),
        (["agua", "hielo"], "agua y hielo"),
        (["gestión", "Índices"], "gestión e Índices"),
    ],
)
def test_a_list_ends_with_y_or_e(items: list[str], expected: str) -> None:
    assert format_es.listed(items) == expected


def test_folding_ignores_marks_case_spaces_and_kind_of_apostrophe() -> None:
    assert format_es.fold("  María   Elena QUISPE Ñahui ") == "maria elena quispe nahui"
    assert len({format_es.fold(f"D{mark}Angelo") for mark in "'\u2019\u02bc\u2018\u00b4\u0060"}) == 1


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = format_es.fold(text)
    assert format_es.fold(once) == once
    forms = {format_es.fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


def test_spanish_order_puts_ene_after_n_and_ignores_marks() -> None:
    words = ["Nuñez", "Ñahui", "Oré", "Núñez", "Nunez", "nzuri", "Álvarez", "Zea", "Alva"]
    expected = ["Alva", "Álvarez", "Nunez", "Nuñez", "Núñez", "nzuri", "Ñahui", "Oré", "Zea"]
    assert sorted(words, key=format_es.sort_key) == expected
