"""Agreements that come back from Excel, in the window: nothing is written that nobody looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import agreements
from alianza_desktop.services.agreement_revision import EditedRow, digest, shown
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.context import Context
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.revising.facts import ChangeFacts, RevisionFacts
from alianza_desktop.ui.revising.presenter import RevisionPresenter
from alianza_desktop.ui.revising.screen import RevisionPage, open_revising
from tests import builders
from tests.builders import World, agree, writing

Inverse = Callable[[], None] | None


@dataclass
class FakeView:
    facts: RevisionFacts = field(default_factory=lambda: RevisionFacts((), "", 0))
    changes: tuple[ChangeFacts, ...] = ()
    reason: str = ""
    message: tuple[str, str] = ("", "")
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)
    left: int = 0

    def show_plan(self, facts: RevisionFacts) -> None:
        self.facts = facts

    def show_changes(self, _title: str, changes: tuple[ChangeFacts, ...], reason: str = "") -> None:
        self.changes, self.reason = changes, reason

    def show_message(self, kind: str, words: str) -> None:
        self.message = (kind, words)

    def show_working(self, words: str) -> None: ...
    def show_idle(self) -> None: ...

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))

    def leave(self) -> None:
        self.left += 1


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        found = builders.world(session)
        agree(session, found)
        agree(session, found, "Reunirse cada mes", due_on="", permanent=True, person_id="")
        return found


def rows(database: Database, made: World) -> list[EditedRow]:
    with database.reading() as session:
        listed = agreements.listing(session, made.workshop)
    return [
        EditedRow(row=place, key=one.id, said=digest(one), values=shown(one))
        for place, one in enumerate(listed, 3)
    ]


def texts(database: Database, made: World) -> list[str]:
    with database.reading() as session:
        return [one.text for one in agreements.listing(session, made.workshop)]


@pytest.fixture
def presenter(database: Database, made: World, clock: FixedClock) -> tuple[RevisionPresenter, FakeView]:
    view = FakeView()
    return RevisionPresenter(view, InlineJobs(database, clock), made.workshop, clock), view


def test_it_is_shown_written_and_taken_back(
    presenter: tuple[RevisionPresenter, FakeView], database: Database, made: World
) -> None:
    desk, view = presenter
    first, second = rows(database, made)
    desk.take((replace(first, values={**first.values, "text": "Otra cosa", "due": "2027-05-31"}), second))
    assert (view.facts.ready, view.facts.words) == (1, "2 filas: 1 sin cambios · 1 cambia")
    desk.select("0")
    assert [(one.title, one.before, one.after) for one in view.changes] == [
        ("Texto", "Instalar dos centros de acopio", "Otra cosa"),
        ("Plazo", "21/02/2027", "31/05/2027"),
    ]
    assert texts(database, made)[0] == "Instalar dos centros de acopio"
    desk.apply()
    assert (texts(database, made)[0], view.left) == ("Otra cosa", 1)
    words, inverse = view.toasts[-1]
    assert words == "1 acuerdo quedó como dice la hoja."
    assert inverse is not None
    inverse()
    assert texts(database, made)[0] == "Instalar dos centros de acopio"


def test_a_doubt_is_taken_only_when_somebody_says_so(
    presenter: tuple[RevisionPresenter, FakeView], database: Database, made: World
) -> None:
    desk, view = presenter
    first, _second = rows(database, made)
    desk.take((replace(first, said="0" * 16, values={**first.values, "text": "Otra cosa"}),))
    assert view.facts.ready == 0
    desk.select("0")
    assert "cambió aquí" in view.reason
    desk.apply()
    assert texts(database, made)[0] != "Otra cosa"
    desk.toggle("0")
    assert view.facts.ready == 1
    desk.apply()
    assert texts(database, made)[0] == "Otra cosa"


def test_what_changes_here_meanwhile_is_held_against_the_table_again(
    presenter: tuple[RevisionPresenter, FakeView], database: Database, made: World
) -> None:
    desk, view = presenter
    first, _second = rows(database, made)
    desk.take((replace(first, values={**first.values, "text": "Otra cosa"}),))
    with writing(database) as session:
        agreements.change(session, first.key, {"funding": "Canon"})
    desk.on_changed(frozenset({"agreement"}))
    assert view.facts.ready == 0


def test_the_table_goes_out_and_a_wrong_file_is_one_sentence(
    presenter: tuple[RevisionPresenter, FakeView], tmp_path: Path, database: Database, made: World
) -> None:
    desk, view = presenter
    path = tmp_path / "acuerdos.xlsx"
    desk.save(path)
    assert view.message[0] == "success"
    desk.bring(path)
    assert view.facts.words == "2 filas: 2 sin cambios"
    wrong = tmp_path / "otra.csv"
    wrong.write_text("Nombre;DNI\nAna;1\n", encoding="utf-8")
    desk.bring(wrong)
    assert view.message == (
        "error",
        "La hoja no trae acuerdos. Use la que sale con: alianza export agreements.",
    )
    desk.save(tmp_path / "no" / "hay" / "acuerdos.xlsx")
    assert view.message[0] == "error"


def test_the_keys_of_the_page(
    qtbot: QtBot, database: Database, made: World, clock: FixedClock, tmp_path: Path
) -> None:
    places: list[str] = []
    context = Context(
        folder=tmp_path,
        surroundings=Surroundings,
        jobs=lambda _owner: InlineJobs(database, clock),
        clock=clock,
        workshop_id=made.workshop,
        open=lambda place, _argument: places.append(place),
    )
    page = open_revising(context)
    assert isinstance(page, RevisionPage)
    qtbot.addWidget(page)
    first, second = rows(database, made)
    page.presenter.take((replace(first, values={**first.values, "text": "Otra cosa"}), second))
    page.table.select_key("0")
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert not page.apply.isEnabled()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.apply.isEnabled()
    page.apply.click()
    assert texts(database, made)[0] == "Otra cosa"
    assert places == ["agreements"]
