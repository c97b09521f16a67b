"""What stands for the sigla that nobody wrote."""

import pytest

from alianza_desktop.services.siglas import sigla_of


@pytest.mark.parametrize(
    ("sigla", "name", "wanted"),
    [
        ("CAC", "Mesa de cacao", "CAC"),
        ("", "Mesa de cacao", "CACAO"),
        ("", "Mesa técnica de la educación", "EDUCACION"),
        ("", "Conectividad y servicios digitales", "CONECTIVIDAD"),
        ("", "Electrodomésticoss eficientes", "ELECTRODOMESTICO"),
        ("", "Mesa 3", "3"),
        ("", "***", "MESA"),
        ("", "🌱", "MESA"),
    ],
)
def test_a_mesa_without_sigla_is_named_by_its_first_word(sigla: str, name: str, wanted: str) -> None:
    assert sigla_of(sigla, name) == wanted
