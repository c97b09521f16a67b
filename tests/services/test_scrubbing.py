"""What is hidden of a typed text, and what is not."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alianza_desktop.services.scrubbing import HIDDEN, scrubbed

MOBILES = st.text("0123456789", min_size=8, max_size=8).map("9".__add__)
GAPS = ("", " ", ".", "-", " - ", "/", ". ", " . ", ") ", "·", "\u2013", "\u200b", "\u00a0", "_")


@given(MOBILES, st.lists(st.sampled_from(GAPS), min_size=8, max_size=8).map(lambda one: [*one, ""]))
@example("941234567", ["", " ", "", "", " ", "", "", "", ""])
def test_a_mobile_however_parted(digits: str, gaps: list[str]) -> None:
    number = "".join(sign + gap for sign, gap in zip(digits, gaps, strict=True))
    said = scrubbed(f"llamar al {number} hoy")
    assert sum(sign.isdigit() for sign in said) < 7
    assert HIDDEN in said
    assert said.startswith("llamar al")
    assert said.endswith("hoy")


@given(
    st.from_regex(r"[a-z]{2,8}([.][a-z]{2,6})?", fullmatch=True),
    st.sampled_from(
        ("@", " @ ", "＠", " arroba ", " (arroba) ", "(at)", "[at]", " at ", " ARROBA ", "{arroba}", "(@)")
    ),
    st.sampled_from(
        ("gmail.com", "gmail punto com", "gmail[dot]com", "une.edu.pe", "mail(punto)gob(punto)pe")
    ),
)
def test_an_e_mail_however_written(user: str, at: str, host: str) -> None:
    said = scrubbed(f"escribir a: {user}{at}{host}, gracias")
    assert said == f"escribir a: {HIDDEN}, gracias"


@given(st.integers(1, 2_000_000_000), st.sampled_from(("S/ {}", "S/{}", "US$ {}", "{} soles", "S/. {}.50")))
def test_an_amount_stays(value: int, shape: str) -> None:
    if shape == "{} soles" and len(str(value)) == 9 and str(value).startswith("9"):
        return
    text = "Financiar " + shape.format(f"{value:,}") + " del canon"
    assert scrubbed(text) == text


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(1, 999))
def test_a_date_stays(day: date, count: int) -> None:
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"):
        text = f"El {day:{shape}} - 08:30, {count} productores"
        assert scrubbed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Financiar laboratorio (S/ 80,000), 1,250,000.00 en total",
        "Invertir S/ 1 250 000.00 y S/ 1500000",
        "Capacitar 120 productores en 2027, 150 en 2028",
        "Meta 2026: 120 familias; meta 2027: 1500",
        "Entre 2024 y 2026, 2024-2026, 2024, 2025, 2026",
        "D.S. 004-2013-PCM y Ordenanza 0123-2026",
        "Mesas 1, 2, 3, 4, 5, 6, 7, 8",
        "El 15/06 - 17/06, 22/06",
        "El 15/06/2027 120 productores",
        "De 08:30 a 12:45, 08:30 - 12:45 - 14:00",
        "El 15/06/2027 y el 01/07/2027 - 03/07/2027",
        "12.5 %, 37.5 % y 50.0 %",
        "Sembrar 1 250 000 plantones",
        "Instalar 2 centros @cacao +90d",
        "Atender a las 3 a (los) socios",
    ],
)
def test_what_stays(text: str) -> None:
    assert scrubbed(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cel. 94 123 4567", "cel. …"),
        ("9 4 1 2 3 4 5 6 7", "…"),
        ("9, 4, 1, 2, 3, 4, 5, 6, 7", "…"),
        ("941, 234, 567", "…"),
        ("(01) 234-5678", "…"),
        ("+51 (94) 123-4567", "…"),
        ("941,234,567", "…"),
        ("DNI 4567 8901", "DNI …"),
        ("941.2026.345", "…"),
        ("ana (arroba) gmail.com", "…"),
        ("ana.quispe arroba gmail punto com", "…"),
    ],
)
def test_what_goes(text: str, shown: str) -> None:
    assert scrubbed(text) == shown


@given(st.text())
def test_twice_is_once(text: str) -> None:
    once = scrubbed(text)
    assert scrubbed(once) == once
