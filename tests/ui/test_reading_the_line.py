"""What was typed or scanned."""

import pytest

from alianza_desktop.ui.registration.reading import Typed, is_dni, understood


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Typed("empty", "")),
        ("   ", Typed("empty", "")),
        ("45678901", Typed("document", "45678901")),
        (" 4567 8901 ", Typed("document", "45678901")),
        ("01234567", Typed("document", "01234567")),
        ("45678901\x02", Typed("document", "45678901")),
        ("10117410-2", Typed("document", "10117410")),
        ("101174102", Typed("document", "10117410")),
        ("4567", Typed("document", "4567")),
        ("CE001234567", Typed("document", "CE001234567")),
        ("quispe maria", Typed("name", "quispe maria")),
        ("Jose\u0301 Pen\u0303a", Typed("name", "José Peña")),
        ("Ñahui D’Ángelo", Typed("name", "Ñahui D’Ángelo")),
        ("45678901¿", Typed("strange", "", "¿")),
        ("]C145678901", Typed("strange", "", "]")),
    ],
)
def test_the_line_is_understood(line: str, expected: Typed) -> None:
    assert understood(line) == expected


def test_a_fingerprint_code_gives_a_plain_dni_or_nothing() -> None:
    noise = "@PDF417|QUISPE<<MARIA|" + "x9" * 40
    assert understood(f"{noise}|45678901|") == Typed("document", "45678901")
    assert understood(noise) == Typed("strange", "")
    assert understood(f"{noise}|45678901|87654321|") == Typed("strange", "")


def test_a_dni_is_as_long_as_a_dni() -> None:
    assert is_dni("01234567")
    assert not is_dni("1234567")
    assert not is_dni("1234567A")
