"""`alianza export attendance | forms | credentials | constancias`: papers without a window."""

import json
from pathlib import Path

import pytest

from alianza_desktop.services import consents
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.cli.test_commands import Shell, founded, ready, shell
from tests.documents.pdf_reading import texts

__all__ = ["founded", "ready", "shell"]


def text(path: Path) -> str:
    return " ".join(texts(path.read_bytes()))


@pytest.fixture
def came(ready: Shell) -> tuple[str, str]:
    """Return the document and the id of somebody who came and consented."""
    document = "58841014"
    done = ready("register", document)
    person = done["attendance"]["person"]
    with Database.open(ready.folder, clock=ready.clock) as database, writing(database) as session:
        consents.record(session, person, registration=True, contact=False, photos=False)
    return document, person


def test_every_paper_comes_out(ready: Shell, came: tuple[str, str], tmp_path: Path) -> None:
    out = ready("export", "attendance", str(tmp_path / "lista.pdf"))
    assert out == {"file": str(tmp_path / "lista.pdf"), "pages": out["pages"]}
    assert "LISTA DE ASISTENCIA" in text(tmp_path / "lista.pdf")
    assert ready("export", "forms", str(tmp_path / "f.pdf"), "--pages", "3", "--rows", "8")["pages"] == 3
    ready("export", "forms", str(tmp_path / "g.pdf"), "--invited", "--session", "1")
    assert "LISTA PARA MARCAR" in text(tmp_path / "g.pdf")
    one = ready("export", "credentials", str(tmp_path / "c.pdf"), "--person", came[0], "--shape", "label")
    assert (one["pages"], one["people"]) == (1, 1)
    assert came[0] not in text(tmp_path / "c.pdf")
    everyone = ready("export", "credentials", str(tmp_path / "all.pdf"))
    assert everyone["people"] > 1
    made = ready("export", "constancias", str(tmp_path / "k.pdf"))
    assert (made["pages"], made["people"], made["withheld"]) == (1, 1, 0)


def test_a_file_for_each_person_names_nobody_unless_it_is_asked(
    ready: Shell, came: tuple[str, str], tmp_path: Path
) -> None:
    plain = ready("export", "constancias", str(tmp_path / "una"), "--each")
    assert plain["files"] == ["constancia-001.pdf"]
    (named,) = ready("export", "constancias", str(tmp_path / "otra"), "--each", "--named")["files"]
    assert named.startswith("constancia-001-")
    assert (tmp_path / "otra" / named).read_bytes().startswith(b"%PDF-")


def test_nobody_is_said_and_nothing_is_written(ready: Shell, tmp_path: Path) -> None:
    error = ready("export", "constancias", str(tmp_path / "k.pdf"), code=2)
    assert error.startswith("Todavía no hay personas para este papel")
    assert not (tmp_path / "k.pdf").exists()


def test_a_folder_that_is_a_file_is_refused(ready: Shell, came: tuple[str, str], tmp_path: Path) -> None:
    place = tmp_path / "archivo"
    place.write_text(json.dumps({}))
    error = ready("export", "constancias", str(place / "dentro"), "--each", code=2)
    assert "dentro" in error


def test_people_read_where_it_is(ready: Shell, tmp_path: Path) -> None:
    said = ready.says("export", "forms", str(tmp_path / "f.pdf"), "--pages", "2")
    assert said == f"Guardado: {tmp_path / 'f.pdf'}, 2 páginas\n"
