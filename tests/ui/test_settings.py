"""Ajustes: the passphrase, the recovery key, the lock, who works here; and what the program is made of."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from alianza_desktop.core import recovery_key
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage import keys
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.ui import locking, passphrases
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.settings import facts
from alianza_desktop.ui.settings.presenter import SettingsPresenter
from tests.ui.fake_settings import FakeSettings

PHRASE, OTHER = "cuatro palabras del río", "otra frase distinta"
VALUES = {"old": PHRASE, "phrase": OTHER, "again": OTHER}


@pytest.fixture
def sealed(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An encrypted store, cheap to open."""
    monkeypatch.setattr(keys, "MEMORY_KIB", 16)
    monkeypatch.setattr(keys, "PASSES", 1)
    with found(
        tmp_path / "cifrada",
        name="Alianza Condorcanqui",
        ubigeo="0104",
        operator="Coordinadora",
        role="coordinator",
        clock=clock,
        passphrase=PHRASE,
    ) as database:
        yield database


@pytest.fixture
def view() -> FakeSettings:
    return FakeSettings()


@pytest.fixture
def ajustes(sealed: Database, clock: FixedClock, view: FakeSettings) -> SettingsPresenter:
    presenter = SettingsPresenter(view, InlineJobs(sealed, clock), sealed.folder)
    presenter.load()
    return presenter


def seen(view: FakeSettings) -> facts.SettingsFacts:
    assert view.facts is not None
    return view.facts


def test_what_it_shows(ajustes: SettingsPresenter, view: FakeSettings) -> None:
    one = seen(view)
    assert (one.alliance, one.device, one.rehearsal) == ("Alianza Condorcanqui", "Equipo A", False)
    assert (one.encrypted, one.recovery, one.minutes) == (True, False, 15)
    assert [names[1:] for names in one.operators] == [("Coordinadora", "Coordinación")]


def test_a_plain_store_is_not_locked(database: Database, clock: FixedClock, view: FakeSettings) -> None:
    SettingsPresenter(view, InlineJobs(database, clock), database.folder).load()
    assert (seen(view).encrypted, seen(view).minutes) == (False, 0)


def test_one_change_of_the_key_at_a_time(
    ajustes: SettingsPresenter, view: FakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each writes all the locks that it read: of two at once, one would be lost."""
    alone: list[bool] = []
    for name in ("change_passphrase", "add_recovery", "settle_recovery"):
        monkeypatch.setattr(keys, name, lambda *_given: alone.append(ajustes._one.locked()))
    ajustes.change_passphrase(VALUES)
    ajustes.new_recovery(PHRASE)
    ajustes.recovery_kept(recovery_key.new())
    assert alone == [True, True, True]


def test_the_passphrase_changes(ajustes: SettingsPresenter, view: FakeSettings, sealed: Database) -> None:
    ajustes.change_passphrase(VALUES)
    assert view.said == [("working", "passphrase"), ("passphrase", "La contraseña cambió.")]
    keys.unlock(sealed.folder, OTHER)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"old": ""}, {"old"}),
        ({"old": "no es"}, {"old"}),
        ({"phrase": " ", "again": " "}, {"phrase"}),
        ({"again": "distinta"}, {"again"}),
        ({"old": "", "again": "distinta"}, {"old", "again"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_changes_nothing(
    ajustes: SettingsPresenter,
    view: FakeSettings,
    sealed: Database,
    changes: dict[str, str],
    fields: set[str],
) -> None:
    before = (sealed.folder / keys.KEY_FILE).read_bytes()
    ajustes.change_passphrase(VALUES | changes)
    assert set(view.faults) == fields
    assert all(view.faults.values())
    assert (sealed.folder / keys.KEY_FILE).read_bytes() == before


def test_a_new_recovery_key_replaces_the_old_once_it_is_kept(
    ajustes: SettingsPresenter, view: FakeSettings, sealed: Database
) -> None:
    ajustes.new_recovery(PHRASE)
    first = view.key
    assert recovery_key.read(first) == first
    assert "Todavía no hay una" in facts.about_recovery(seen(view))
    ajustes.load()
    assert "nadie confirmó" in facts.about_recovery(seen(view))  # the window was closed too early
    ajustes.recovery_kept(first)
    assert "la anterior deja de abrir" in facts.about_recovery(seen(view))
    ajustes.new_recovery(PHRASE)
    keys.check_recovery(sealed.folder, first)  # until the new one is kept
    ajustes.recovery_kept(view.key)
    keys.check_recovery(sealed.folder, view.key)
    assert keys.unlock(sealed.folder, view.key) == keys.unlock(sealed.folder, PHRASE)
    with pytest.raises(Exception, match="recovery-wrong"):
        keys.check_recovery(sealed.folder, first)


@pytest.mark.parametrize("phrase", ["", "no es"])
def test_no_recovery_key_without_the_passphrase(
    ajustes: SettingsPresenter, view: FakeSettings, sealed: Database, phrase: str
) -> None:
    ajustes.new_recovery(phrase)
    assert (view.key, set(view.faults)) == ("", {"old"})
    assert not keys.protection(sealed.folder).recovery


def test_somebody_is_added_once(ajustes: SettingsPresenter, view: FakeSettings) -> None:
    ajustes.add_operator(" Rosa ", "registrar")
    assert view.said == [("people", "Rosa está en la lista.")]
    ajustes.on_changed(frozenset({"operator"}))
    assert len(seen(view).operators) == 2
    ajustes.add_operator("Rosa", "registrar")
    assert "ya está" in view.faults["name"]
    view.faults = {}
    ajustes.add_operator("  ", "registrar")
    assert set(view.faults) == {"name"}


def test_the_minutes_are_remembered(ajustes: SettingsPresenter, view: FakeSettings, sealed: Database) -> None:
    ajustes.lock_after(0)
    assert view.minutes == 0
    with sealed.reading() as session:
        assert locking.remembered(session, encrypted=True) == 0
    ajustes.lock_after(30)
    with sealed.reading() as session:
        assert locking.remembered(session, encrypted=True) == 30
        assert locking.remembered(session, encrypted=False) == 0


def test_who_is_here_is_marked(view: FakeSettings, ajustes: SettingsPresenter) -> None:
    key = seen(view).operators[0][0]
    assert [row.trailing for row in facts.people(seen(view), key)] == ["trabaja ahora"]
    assert [row.trailing for row in facts.people(seen(view), "")] == [""]


def test_every_library_that_is_shipped_is_named() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {line.split(">=")[0].split("[")[0] for line in project["project"]["dependencies"]}
    assert needed == {one[0].lower() for one in facts.MADE_OF}
    assert all(row.title and row.caption and row.trailing for row in facts.made_of())


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("", passphrases.ADVICE),
        ("sol", "Corta: 1 palabra. Se adivina menos con cuatro o más."),
        ("sol luna", "Corta: 2 palabras. Se adivina menos con cuatro o más."),
        ("sol luna mar monte", "Bien: 4 palabras."),
        ("murcielagoenelrio", "Bien: 17 signos."),
    ],
)
def test_length_is_said_in_words(phrase: str, words: str) -> None:
    assert passphrases.strength(phrase) == words
