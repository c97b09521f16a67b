"""The agenda and its clock in the window: what the page and the top bar say, keys, and the way back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import AgendaMark, Mesa
from alianza_desktop.services import departures, workshop_changes
from alianza_desktop.services.workshops import AgendaPlan
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.clock import facts
from alianza_desktop.ui.clock.facts import ClockFacts
from alianza_desktop.ui.clock.presenter import ClockPresenter
from alianza_desktop.ui.clock.screen import ClockPage
from alianza_desktop.ui.frame.moment_button import MomentButton
from alianza_desktop.ui.frame.presenter import FramePresenter
from alianza_desktop.ui.frame.search_palette import places
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.row import Row
from tests import builders
from tests.builders import World, arrive, writing
from tests.conftest import MORNING

Inverse = Callable[[], None] | None

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@dataclass
class Seen:
    """The page without Qt."""

    rows: tuple[Row, ...] = ()
    clock: ClockFacts = field(default_factory=ClockFacts)
    present: str = ""
    quorums: tuple[Row, ...] = ()
    selected: str = ""
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)

    def show_blocks(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows

    def show_clock(self, found: ClockFacts) -> None:
        self.clock = found

    def show_room(self, present: str, quorums: tuple[Row, ...]) -> None:
        self.present, self.quorums = present, quorums

    def select(self, key: str) -> None:
        self.selected = key

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))

    def captions(self) -> list[str]:
        return [one.caption for one in self.rows]


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        made = builders.world(session)
        workshop_changes.add_block(session, made.workshop, AgendaPlan(title="Cierre", minutes=15))
    return made


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def desk(seen: Seen, database: Database, made: World, clock: FixedClock) -> ClockPresenter:
    presenter = ClockPresenter(seen, InlineJobs(database, clock), clock, made.workshop)
    database.subscribe(presenter.on_changed)
    presenter.open()
    return presenter


def go_on(clock: FixedClock, minutes: float) -> None:
    clock.set(clock.now() + timedelta(minutes=minutes))


# the page without Qt


def test_before_anything_begins(desk: ClockPresenter, seen: Seen) -> None:
    assert seen.captions() == ["por empezar"] * 3
    assert [(one.trailing, one.note) for one in seen.rows] == [
        ("08:00", "60 min"), ("", ""), ("sin hora", "15 min"),
    ]  # fmt: skip
    assert seen.clock == ClockFacts(
        caption="Primer bloque",
        title="Registro",
        plan="previsto: 60 min desde las 08:00",
        following="Registro",
    )
    assert seen.selected == seen.rows[0].key


def test_a_block_that_runs_counts_down_and_over_without_reading(
    desk: ClockPresenter, seen: Seen, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start_next()
    assert seen.toasts[-1][0] == "En marcha: Registro"
    monkeypatch.setattr(InlineJobs, "read", None)
    go_on(clock, 12.5)
    desk.tick()
    assert (seen.clock.time, seen.clock.over, seen.clock.share) == ("quedan 47:30", False, (750, 3600))
    go_on(clock, 50)
    desk.tick()
    assert (seen.clock.time, seen.clock.over, seen.clock.share) == ("se pasó 2:30", True, (3600, 3600))


def test_p_stops_and_goes_on_and_a_block_without_length_says_how_long_it_takes(
    desk: ClockPresenter, seen: Seen, clock: FixedClock
) -> None:
    desk.start(seen.rows[1].key)
    go_on(clock, 1)
    desk.pause()
    go_on(clock, 9)
    desk.tick()
    assert (seen.clock.time, seen.clock.caption) == ("lleva 1:00", "Bloque 2 de 3 · en pausa")
    assert seen.captions()[1] == "en pausa · desde las 08:00 · 0 presentes"
    desk.pause()
    go_on(clock, 1)
    desk.tick()
    assert (seen.clock.time, seen.clock.state) == ("lleva 2:00", "running")
    desk.start(seen.rows[1].key)
    assert seen.clock.state == "paused", "Enter on the block that runs stops it"


def test_how_each_block_was_held_and_before_how_many(
    desk: ClockPresenter, seen: Seen, clock: FixedClock, database: Database, made: World
) -> None:
    with writing(database) as session:
        session.get_one(Mesa, made.cacao).quorum = 2
        arrive(session, made, made.mayor, made.cacao)
        second = arrive(session, made, made.manager, made.cacao)
    desk.start_next()
    go_on(clock, 63)
    desk.start_next()
    go_on(clock, 5)
    with writing(database) as session:
        departures.leave(session, second)
    desk.keeper.end()
    go_on(clock, 1)
    desk.start_next()
    assert seen.captions() == [
        "de 08:00 a 09:03 · 63 min, 3 de más · 2 presentes",
        "de 09:03 a 09:08 · 5 min · 2 presentes al empezar, 1 al terminar",
        "en marcha · desde las 09:09 · 1 presente · sin quórum al empezar: Mesa 1",
    ]
    assert seen.present == "1 persona presente ahora"
    (row,) = seen.quorums
    assert (row.title, row.caption, row.icon) == (
        "Mesa 1 · Cacao", "Falta 1 para el quórum de 2: hay 1", "alert-triangle",
    )  # fmt: skip


def test_a_quorum_that_is_there_is_said(
    desk: ClockPresenter, seen: Seen, database: Database, made: World
) -> None:
    with writing(database) as session:
        session.get_one(Mesa, made.cacao).quorum = 1
        arrive(session, made, made.mayor, made.cacao)
    assert [one.caption for one in seen.quorums] == ["Hay quórum: hay 1, se piden 1"]


def test_each_gesture_is_taken_back(desk: ClockPresenter, seen: Seen) -> None:
    desk.start_next()
    _words, inverse = seen.toasts[-1]
    assert inverse is not None
    inverse()
    assert (seen.clock.state, seen.toasts[-1][0]) == ("", "El reloj volvió a como estaba.")
    desk.start_next()
    desk.undo()
    words, inverse = seen.toasts[-1]
    assert (words, seen.clock.state) == ("Se deshizo: en marcha: Registro", "")
    assert inverse is not None
    inverse()
    assert seen.clock.state == "running"


def test_what_cannot_be_done_is_said(desk: ClockPresenter, seen: Seen) -> None:
    desk.undo()
    desk.pause()
    desk.keeper.end()
    assert [words for words, _inverse in seen.toasts] == [
        "El reloj de la agenda no tiene nada que deshacer.",
        "Ningún bloque está en marcha. El reloj no cambió.",
        "Ningún bloque está en marcha. El reloj no cambió.",
    ]


def test_the_end_of_the_agenda(desk: ClockPresenter, seen: Seen) -> None:
    for _ in seen.rows:
        desk.start_next()
    desk.keeper.end()
    assert (seen.clock.caption, seen.clock.title, seen.clock.following) == ("La agenda terminó", "", "")
    desk.start_next()
    assert seen.toasts[-1][0] == "No queda otro bloque por empezar. El reloj no cambió."


def test_without_a_workshop(database: Database, clock: FixedClock, seen: Seen) -> None:
    presenter = ClockPresenter(seen, InlineJobs(database, clock), clock, "")
    presenter.open()
    presenter.start_next()
    assert seen.rows == ()
    assert seen.toasts == [("Entre a un taller para poner en marcha su agenda.", None)]
    assert facts.clock(facts.Day(), MORNING) == ClockFacts()


# the window


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, made: World, clock: FixedClock
) -> Iterator[MainWindow]:
    start.dress(qapp)
    window = gallery.opened(database, made.workshop, clock)
    frame = getattr(window.on_second, "__self__", None)
    assert isinstance(frame, FramePresenter)
    database.subscribe(frame.on_changed)  # as the lanes do
    database.subscribe(window.on_changed)
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    shiboken6.delete(window)


def page_of(window: MainWindow) -> ClockPage:
    page = window.current().page()
    assert isinstance(page, ClockPage)
    return page


def said(window: MainWindow) -> str:
    """What the clock in the top bar tells a screen reader."""
    button = window.findChild(MomentButton)
    assert button is not None
    return button.accessibleName() if button.isVisible() else ""


def kinds(database: Database) -> list[str]:
    with database.reading() as session:
        query = select(AgendaMark.kind).where(AgendaMark.deleted.is_(False)).order_by(AgendaMark.at)
        return list(session.scalars(query))


CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_the_bar_says_the_plan_until_the_clock_is_set_going(
    window: MainWindow, clock: FixedClock, database: Database
) -> None:
    words = "según el programa; el reloj no está en marcha"
    assert said(window) == f"Bloque 1 de 3 · Registro. quedan 1:00:00. {words}"
    window.open("registration", "")
    go_on(clock, 7)
    QTest.keyClick(window, Qt.Key.Key_J, CONTROL | SHIFT)
    assert kinds(database) == ["start"]
    assert said(window) == "Bloque 1 de 3 · Registro. quedan 1:00:00"
    go_on(clock, 61)
    window.on_second()
    assert said(window) == "Bloque 1 de 3 · Registro. se pasó 1:00"
    assert "En marcha: Registro" in window.toast.accessibleName()
    window.toast._undo.click()
    assert kinds(database) == []


def test_a_second_of_the_bar_asks_nothing_of_the_store(
    window: MainWindow, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("read", "write", "remember"):
        monkeypatch.setattr(InlineJobs, name, None)
    go_on(clock, 30)
    window.on_second()
    assert "quedan 30:00" in said(window)


def test_ctrl_j_opens_the_agenda_and_comes_back(window: MainWindow) -> None:
    window.open("mesas", "")
    window.came_to("mesas")
    QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
    page = page_of(window)
    assert page.list.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
    assert not page.isVisible()


def test_the_keys_of_the_page(window: MainWindow, database: Database, clock: FixedClock) -> None:
    button = window.findChild(MomentButton)
    assert button is not None
    button.click()
    blocks = page_of(window).list
    QTest.keyClick(blocks, Qt.Key.Key_Return)
    go_on(clock, 5)
    QTest.keyClick(blocks, Qt.Key.Key_P)
    QTest.keyClick(blocks, Qt.Key.Key_P)
    go_on(clock, 5)
    QTest.keyClick(blocks, Qt.Key.Key_T)
    assert kinds(database) == ["start", "pause", "resume", "end"]
    window.toast.hide()
    QTest.keyClick(blocks, Qt.Key.Key_Z, CONTROL)
    assert kinds(database) == ["start", "pause", "resume"]
    QTest.keyClick(blocks, Qt.Key.Key_Escape)
    assert window._here == "home"


def test_the_buttons_say_what_comes(window: MainWindow, clock: FixedClock) -> None:
    window.open("agenda-page", "")
    page = page_of(window)
    assert (page.next.text(), page.pause.isVisible()) == ("Empezar", False)
    page.next.click()
    assert (page.next.text(), page.pause.text()) == ("Empezar el siguiente", "Pausar")
    page.pause.click()
    assert page.pause.text() == "Seguir"
    page.end.click()
    assert (page.next.text(), page.end.isVisible()) == ("Empezar", False)


def test_seconds_count_only_while_somebody_looks(window: MainWindow) -> None:
    window.open("agenda-page", "")
    page = page_of(window)
    assert page._timer.isActive()
    window.open("home", "")
    assert not page._timer.isActive()


def test_the_palette_begins_the_next_block(window: MainWindow, database: Database) -> None:
    assert [one.title for one in places("agenda bloque")] == ["Agenda: empezar el bloque que sigue"]
    window.palette_dialog.chosen.emit("agenda-page:next")
    assert kinds(database) == ["start"]
    assert page_of(window).isVisible()
