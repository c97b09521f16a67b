"""Lists of earlier workshops by the command line: who came, what was agreed."""

from pathlib import Path

from tests.cli.test_commands import Shell, founded, shell
from tests.spreadsheets.lists import HEAD, workbook

__all__ = ["founded", "shell"]


def test_who_came_to_an_earlier_workshop(founded: Shell, tmp_path: Path) -> None:
    rows = [(f"Quispe Rojas, Ana {one}", f"4567810{n}", "MP de Nieva", "", "") for n, one in enumerate("ABC")]
    file = str(workbook(tmp_path / "asistencia.xlsx", {"Hoja": [HEAD, *rows]}))
    place = ("--stage", "1", "--date", "2026-03-12", "--place", "Casa comunal")
    tried = founded("import", "attendance", file, *place, "--dry-run")
    assert (tried["counts"]["imported"], founded("workshop", "list")["workshops"]) == (3, [])
    founded("import", "attendance", file, *place)
    founded("import", "attendance", file, *place)
    [held] = founded("workshop", "list")["workshops"]
    assert (held["stage"], held["invited"], held["arrived"]) == (1, 0, 3)


def test_what_was_agreed_in_an_earlier_workshop(founded: Shell, tmp_path: Path) -> None:
    rows = [
        ("Acuerdo", "Responsable", "Plazo", "Mesa"),
        ("Abrir la oficina", "MP de Nieva", "30/06/2026", "Cacao"),
    ]
    file = str(workbook(tmp_path / "acuerdos.xlsx", {"Hoja": rows}))
    founded("import", "agreements", file, "--stage", "1", code=2)
    done = founded("import", "agreements", file, "--stage", "1", "--date", "2026-03-12")
    assert done["counts"]["imported"] == 1
    [agreed] = founded("agreement", "list")["agreements"]
    assert (agreed["text"], agreed["due"]) == ("Abrir la oficina", "2026-06-30")
