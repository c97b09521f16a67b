"""`alianza acta copy` and `word`: the memory of a signatory, and the draft that is corrected elsewhere."""

from pathlib import Path

import docx
import pytest

from tests.cli.test_acta_commands import JUAN, NUMBER, ROSA, drafted, shell
from tests.cli.test_commands import Shell

__all__ = ["drafted", "shell"]


@pytest.fixture
def sealed(shell: Shell) -> Shell:
    for person in (ROSA, JUAN):
        shell("acta", "outcome", NUMBER, person, "absent")
    shell("acta", "seal", NUMBER)
    return shell


def test_a_copy_that_verifies_for_one_and_then_for_all(sealed: Shell, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    one = sealed("acta", "copy", NUMBER, str(usb), "--signatory", ROSA)
    assert (one["written"], one["known"], len(one["signatories"])) == (3, 0, 1)
    everybody = sealed("acta", "copy", NUMBER, str(usb))
    assert (everybody["written"], everybody["known"], len(everybody["signatories"])) == (1, 3, 2)
    folder = Path(everybody["folder"])
    assert sealed("verify", str(folder / f"acta-{NUMBER}.pdf"))["verdict"] == "intact"
    assert not [path for path in folder.iterdir() if ROSA in path.name or JUAN in path.name]
    assert "4 ya estaban" in sealed.says("acta", "copy", NUMBER, str(usb))


def test_what_cannot_be_copied(shell: Shell, tmp_path: Path) -> None:
    assert "no está sellada" in shell("acta", "copy", NUMBER, str(tmp_path), code=2)
    assert "no hay" in shell("acta", "copy", NUMBER, str(tmp_path / "no hay"), code=2)


def test_a_draft_in_word(drafted: tuple[Shell, str], tmp_path: Path) -> None:
    shell, acta = drafted
    target = tmp_path / "borrador.docx"
    assert shell("acta", "word", acta, str(target))["file"] == str(target)
    assert any("Capacitar a 120" in cell.text for table in docx.Document(str(target)).tables
               for row in table.rows for cell in row.cells)  # fmt: skip
    target.unlink()
    shell("acta", "review", acta)
    shell("acta", "freeze", acta)
    assert "sin congelar" in shell("acta", "word", NUMBER, str(target), code=2)
    assert not target.exists()
