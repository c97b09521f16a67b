"""`alianza people` and `alianza actors`: lists, cards, merging and its way back, the sheet."""

from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.ids import seeded
from alianza_desktop.services import actor_traits, organizations, people
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing
from tests.cli.test_commands import Shell
from tests.documents.pdf_reading import texts


@pytest.fixture
def made(store: Path, clock: FixedClock) -> World:
    with Database.open(store, clock=clock, ids=seeded(7)) as database, writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        organizations.find_or_add(session, "Muni Condorcanqui", sector="public")
        organizations.change(session, made.municipality, {"phone": "987654321", "ruc": "20168999926"})
        actor_traits.add(session, made.municipality, "resource", "Auditorio")
    return made


@pytest.fixture
def shell(made: World, store: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(store, clock, capsys)


def test_people_are_listed_without_their_documents(shell: Shell, made: World) -> None:
    found = shell("people", "list")
    assert [one["name"] for one in found["people"]] == ["Quispe Huamán, María Elena", "Tsamajain, José"]
    assert [one["id"] for one in shell("people", "list", "jose")["people"]] == [made.manager]
    assert "45678901" not in shell.says("people", "list")


def test_words_that_find_nobody_say_so(shell: Shell, made: World) -> None:
    assert shell("people", "list", "zzz")["people"] == []
    assert shell.says("people", "list", "zzz").strip() == "0 de 2 personas"
    assert shell.says("people", "list", "jose").splitlines()[-1] == "1 de 2 personas"
    assert shell.says("people", "list").splitlines()[-1] == "2 personas"


@pytest.mark.parametrize("nothing", ["", " ", "%", "-", "…"])
def test_nothing_is_the_document_of_nobody(
    shell: Shell, made: World, database: Database, nothing: str
) -> None:
    """Somebody without a document is not whom an empty variable of a script means."""
    with writing(database) as session:
        nameless = people.add(session, PersonData(document_type="none", given_names="Ampush"))
    database.close()
    assert "No hay nadie" in shell("people", "show", nothing, code=2)
    assert "No hay nadie" in shell("people", "merge", nothing, "45678901", code=2)
    assert "No hay nadie" in shell("register", nothing, code=2)
    assert shell("people", "show", nameless.id)["person"]["name"] == "Ampush"


def test_a_person_is_shown_with_their_history(shell: Shell, made: World) -> None:
    found = shell("people", "show", "45678901")
    assert found["person"]["id"] == made.mayor
    assert [one["stage"] for one in found["person"]["visits"]] == [4]
    assert found["history"][-1]["words"] == ["Se agregó al directorio"]
    assert "Taller 4" in shell.says("people", "show", made.mayor)
    assert "No hay nadie" in shell("people", "show", "99999999", code=2)


def test_actors_are_merged_and_separated(shell: Shell, made: World) -> None:
    assert len(shell("actors", "list")["actors"]) == 4
    merged = shell("actors", "merge", "muni condorcanqui", "20168999926")
    assert merged["shown"] == made.municipality
    assert len(shell("actors", "list")["actors"]) == 3
    assert shell("actors", "separate", merged["same_as"][0]) == {"separated": True}
    assert shell("actors", "separate", merged["same_as"][0]) == {"separated": False}
    assert len(shell("actors", "list")["actors"]) == 4


def test_people_are_merged_and_separated(shell: Shell, made: World) -> None:
    assert shell("people", "merge", "45678901", "01234567")["shown"] == min(made.mayor, made.manager)
    assert shell("people", "list")["total"] == 1
    assert "Ya son el mismo" in shell("people", "merge", made.mayor, made.mayor, code=2)
    assert "Ya no son el mismo" in shell.says("people", "separate", "01234567")


def test_an_actor_and_its_sheet(shell: Shell, made: World, tmp_path: Path) -> None:
    found = shell("actors", "show", made.municipality)
    assert found["actor"]["traits"][0]["text"] == "Auditorio"
    assert "987654321" not in shell.says("actors", "show", made.municipality)
    for words, told in (((), False), (("--internal",), True)):
        target = tmp_path / "ficha.pdf"
        shell("actors", "sheet", made.municipality, str(target), *words)
        assert ("987654321" in " ".join(texts(target.read_bytes()))) is told
    assert "No hay un actor" in shell("actors", "show", "Nadie", code=2)
