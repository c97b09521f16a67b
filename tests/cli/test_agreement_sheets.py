"""`alianza export agreements` and `agreement revise`: out to Excel, edited there, and back."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.test_acta_commands import drafted
from tests.cli.test_commands import Shell

__all__ = ["drafted"]


def test_agreements_go_out_are_edited_and_come_back(drafted: tuple[Shell, str], tmp_path: Path) -> None:
    shell, _acta = drafted
    path = tmp_path / "acuerdos.xlsx"
    assert shell("export", "agreements", str(path))["agreements"] == 1
    book = load_workbook(path)
    page = book["Acuerdos"]
    head = next(row for row in page.iter_rows() if any(cell.value == "Acuerdo" for cell in row))
    (heading,) = (cell for cell in head if cell.value == "Acuerdo")
    heading.offset(row=1).value = "Capacitar a 150 productores"
    book.save(path)

    tried = shell("agreement", "revise", str(path), "--dry-run")
    assert (tried["written"], tried["rows"][0]["effect"]) == (0, "changed")
    assert shell("agreement", "list")["agreements"][0]["text"] == "Capacitar a 120 productores"

    done = shell("agreement", "revise", str(path))
    assert done["written"] == 1
    assert done["rows"][0]["changes"] == [
        {"field": "text", "before": "Capacitar a 120 productores", "after": "Capacitar a 150 productores"}
    ]
    assert shell("agreement", "list")["agreements"][0]["text"] == "Capacitar a 150 productores"
