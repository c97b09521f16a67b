"""From the own alliance to the rehearsal and back in one window, and its wiping, cut short or not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import Clock, FixedClock
from alianza_desktop.demo import rehearsal
from alianza_desktop.services import workshops
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.ui import rehearsal_folder, start, theme
from alianza_desktop.ui.frame.presenter import LAST_WORKSHOP
from alianza_desktop.ui.home.screen import HomeScreen
from alianza_desktop.ui.program import Program
from alianza_desktop.ui.welcome.screen import Page
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.workshop.planning import DRAFT
from alianza_desktop.ui.workshop.screen import WorkshopScreen
from tests.builders import World, world, writing
from tests.journeys.test_window import end, launch, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    start.dress(qapp)
    return qapp


@pytest.fixture
def programs(app: QApplication, qtbot: QtBot) -> Iterator[list[Program]]:
    opened: list[Program] = []
    yield opened
    for program in opened:
        end(program)
    theme.apply(app, "claro")


@pytest.fixture
def own(store: Path, clock: FixedClock) -> World:
    with Database.open(store, clock=clock) as database, writing(database) as session:
        return world(session)


@pytest.fixture(autouse=True)
def _quick_rehearsal(monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> None:
    def build(folder: Path, *, progress: Callable[[int, int], None]) -> None:
        progress(1, 2)
        with (
            found(
                folder / "data", name="Alianza de ensayo", ubigeo="0104", operator="Ensayo",
                role="coordinator", clock=clock, rehearsal=True,
            ) as database,
            writing(database) as session,
        ):  # fmt: skip
            workshops.create(session, workshops.WorkshopPlan(stage=2, starts_on="2026-11-23"))

    monkeypatch.setattr(rehearsal, "build", build)


def workshop_page(program: Program, qtbot: QtBot) -> WorkshopScreen:
    """Return the page of a workshop once it shows one."""
    page = program.window.current().page()
    assert isinstance(page, WorkshopScreen)
    qtbot.waitUntil(lambda: bool(page.form.values()["name"]))
    return page


def choose(program: Program, words: str) -> None:
    """Press an entry of «Más»."""
    screen = program.window.current().page()
    assert isinstance(screen, HomeScreen)
    menu = screen.more.menu_now()
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.deleteLater()


def entries(program: Program) -> list[str]:
    screen = program.window.current().page()
    assert isinstance(screen, HomeScreen)
    return [one.text() for one in screen.more.menu_now().actions() if one.text()]


def at_home(program: Program, qtbot: QtBot, title: str) -> None:
    """Wait until Inicio of that alliance is shown."""

    def there() -> bool:
        if program.window._here != "home":
            return False
        screen = program.window.current().page()
        return isinstance(screen, HomeScreen) and screen._title.text() == title

    qtbot.waitUntil(there)


OWN, OTHER = "Alianza Multiactor Condorcanqui", "Alianza de ensayo"


def opened(program: Program, qtbot: QtBot) -> None:
    at_home(program, qtbot, OWN)
    choose(program, "Abrir el ensayo")
    at_home(program, qtbot, OTHER)


def test_there_and_back_with_nothing_left_behind(
    app: QApplication, store: Path, clock: Clock, own: World, qtbot: QtBot, programs: list[Program]
) -> None:
    program = launch(app, store, clock, programs)
    at_home(program, qtbot, OWN)
    assert entries(program)[-1] == "Abrir el ensayo"
    QTest.keyClick(program.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = workshop_page(program, qtbot)
    page.form.focus_field("place")
    QTest.keyClicks(page.form.widget("place"), "Local propio")
    program.window.open("home", "")
    first = program.window
    opened(program, qtbot)
    assert program.window is not first
    assert program.window.windowTitle().startswith("ENSAYO · Taller 2")
    assert program.window.top_bar._rehearsal.text().startswith("ENSAYO")
    assert not program.window.top_bar._rehearsal.isHidden()
    assert entries(program)[-2:] == ["Volver a mi alianza", "Borrar el ensayo…"]
    program.window.open("workshop-page", "")
    page = workshop_page(program, qtbot)
    assert page.form.values()["place"] == ""  # the other alliance's plan is not here
    program.window.open("home", "")
    choose(program, "Volver a mi alianza")
    at_home(program, qtbot, OWN)
    assert not program.window.windowTitle().startswith("ENSAYO")
    assert program.window.top_bar._rehearsal.isHidden()
    end(program)
    with Database.open(store, clock=clock) as database, database.reading() as session:
        database.verify()
        assert "Local propio" in settings.read(session, DRAFT)
        assert settings.read(session, LAST_WORKSHOP) in ("", own.workshop)
    with Database.open(rehearsal_folder.data(store), clock=clock) as database, database.reading() as session:
        assert "Local propio" not in settings.read(session, DRAFT)


def test_what_is_being_typed_is_kept_when_the_store_is_left(
    app: QApplication, store: Path, clock: Clock, own: World, qtbot: QtBot, programs: list[Program]
) -> None:
    program = launch(app, store, clock, programs)
    at_home(program, qtbot, OWN)
    program.window.open("workshop-page", own.workshop)
    page = workshop_page(program, qtbot)
    place = page.form.widget("place")
    place.setFocus()
    QTest.keyClicks(place, " y patio")
    program.rehearse("open")
    at_home(program, qtbot, OTHER)
    end(program)
    with Database.open(store, clock=clock) as database, database.reading() as session:
        assert "y patio" in workshops.show(session, own.workshop).workshop.place


def wiping(program: Program, qtbot: QtBot) -> dict[str, Button]:
    choose(program, "Borrar el ensayo…")
    qtbot.waitUntil(lambda: bool(shown(program, Page)))
    return {one.text(): one for one in shown(program, Page)[0].findChildren(Button)}


def test_it_is_wiped_with_its_folder_in_two_steps(
    app: QApplication, store: Path, clock: Clock, own: World, qtbot: QtBot, programs: list[Program]
) -> None:
    before = {one.name for one in store.iterdir()}
    program = launch(app, store, clock, programs)
    opened(program, qtbot)
    buttons = wiping(program, qtbot)
    assert list(buttons) == ["Conservar el ensayo", "Borrar el ensayo"]
    assert program.window.focusWidget() is buttons["Conservar el ensayo"]
    QTest.mouseClick(buttons["Conservar el ensayo"], Qt.MouseButton.LeftButton)
    at_home(program, qtbot, OTHER)
    buttons = wiping(program, qtbot)
    QTest.mouseClick(buttons["Borrar el ensayo"], Qt.MouseButton.LeftButton)
    at_home(program, qtbot, OWN)
    qtbot.waitUntil(lambda: not rehearsal_folder.left_over(store))
    assert entries(program)[-1] == "Abrir el ensayo"
    end(program)
    assert {one.name for one in store.iterdir()} == before
    with Database.open(store, clock=clock) as database:
        database.verify()


def test_without_an_alliance_it_goes_back_to_the_first_page(
    app: QApplication, tmp_path: Path, clock: Clock, qtbot: QtBot, programs: list[Program]
) -> None:
    home = tmp_path / "nuevo"
    program = launch(app, home, clock, programs)
    qtbot.waitUntil(lambda: bool(shown(program, Page)))
    program.rehearse("open")
    at_home(program, qtbot, OTHER)
    QTest.mouseClick(wiping(program, qtbot)["Borrar el ensayo"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown(program, Page)) and not rehearsal_folder.left_over(home))
    assert "Crear la alianza" in [one.text() for one in shown(program, Page)[0].findChildren(Button)]
    assert program.window.windowTitle() == "Alianza"


def test_a_wiping_cut_short_ends_at_the_next_start(
    app: QApplication, store: Path, clock: Clock, own: World, qtbot: QtBot, programs: list[Program]
) -> None:
    rehearsal_folder.build(store, lambda _done, _total: None)
    rehearsal_folder.set_aside(store)
    rehearsal_folder.build(store, lambda _done, _total: None)
    rehearsal_folder.set_aside(store)
    assert len(rehearsal_folder.left_over(store)) == 2
    assert not rehearsal_folder.made(store)
    program = launch(app, store, clock, programs)
    at_home(program, qtbot, OWN)
    qtbot.waitUntil(lambda: rehearsal_folder.left_over(store) == [])


def test_a_folder_that_cannot_be_taken_away_stays_whole(
    app: QApplication, store: Path, clock: Clock, own: World, qtbot: QtBot, programs: list[Program],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def refuse(_self: Path, _target: object) -> None:
        raise PermissionError

    program = launch(app, store, clock, programs)
    opened(program, qtbot)
    buttons = wiping(program, qtbot)
    monkeypatch.setattr(Path, "rename", refuse)
    QTest.mouseClick(buttons["Borrar el ensayo"], Qt.MouseButton.LeftButton)
    at_home(program, qtbot, OWN)
    assert program.window.banner.text().startswith("No se pudo borrar el ensayo")
    assert rehearsal_folder.made(store)
