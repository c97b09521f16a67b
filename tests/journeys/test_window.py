"""The window as a person uses it: a list, a desk, keys only; and what is there after kill -9."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from alianza_desktop.core.clock import Clock, FixedClock
from alianza_desktop.demo import rehearsal
from alianza_desktop.model import Attendance, Operator, Person
from alianza_desktop.services import alliances, arrivals
from alianza_desktop.spreadsheets import importer
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import start
from alianza_desktop.ui.program import Program
from alianza_desktop.ui.registration.screen import RegistrationScreen
from alianza_desktop.ui.welcome.screen import Page
from alianza_desktop.ui.widgets.button import Button
from tests.builders import World, world, writing
from tests.journeys.hands import scan
from tests.killing import kill_when_it_says

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
"""The offscreen platform says so of every popup; no real platform does."""

LIST = Path(__file__).parents[1] / "fixtures" / "invitados_condorcanqui.xlsx"
ENTER = Qt.Key.Key_Return
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def furnished(store: Path, clock: FixedClock) -> World:
    """A closed store with a workshop and the sample list of invitees."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        made = world(session)
        importer.import_people(session, made.workshop, LIST)
    return made


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    start.dress(qapp)
    return qapp


@pytest.fixture
def programs(app: QApplication, store: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[list[Program]]:
    """Programs that a test opened; whatever happens they are closed."""
    opened: list[Program] = []
    yield opened
    for program in opened:
        end(program)


def launch(app: QApplication, folder: Path, clock: Clock, programs: list[Program]) -> Program:
    program = Program(app, folder, clock)
    programs.append(program)
    program.window.setMinimumSize(0, 0)  # the offscreen platform warns about it
    program.start()
    return program


def end(program: Program) -> None:
    if shiboken6.isValid(program):
        program.close()
        shiboken6.delete(program.window)
        shiboken6.delete(program)


def shown(program: Program, kind: type[W]) -> list[W]:
    return [one for one in program.window.findChildren(kind) if one.isVisible()]


def desk(program: Program, qtbot: QtBot) -> RegistrationScreen:
    """Go to Registro with its key, once Inicio is there."""
    qtbot.waitUntil(lambda: bool(program.window._here))
    QTest.keyClick(program.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    screen = program.window.current().page()
    assert isinstance(screen, RegistrationScreen)
    qtbot.waitUntil(lambda: screen.desk.room is not None)
    return screen


def focused(program: Program) -> QWidget:
    widget = program.window.focusWidget()
    assert widget is not None
    return widget


def keys(program: Program, text: str) -> None:
    QTest.keyClicks(focused(program), text)


def present(folder: Path, clock: Clock) -> set[str]:
    with Database.open(folder, clock=clock, write=False) as database, database.reading() as session:
        ids = set(session.scalars(select(Attendance.person_id).where(Attendance.deleted.is_(False))))
        return {one.full_name for one in session.scalars(select(Person).where(Person.id.in_(ids)))}


def test_a_queue_by_keyboard(
    app: QApplication,
    store: Path,
    clock: FixedClock,
    furnished: World,
    qtbot: QtBot,
    programs: list[Program],
) -> None:
    program = launch(app, store, clock, programs)
    screen = desk(program, qtbot)
    # known: a scanner types the DNI and its own Enter, a person presses Enter
    scan(screen, "45678901")
    qtbot.waitUntil(screen.found.primary.isVisible)
    assert present_now(program, qtbot) == 0
    QTest.keyClick(focused(program), ENTER)
    qtbot.waitUntil(lambda: screen.strip.text().startswith("Listo: María Elena Quispe Huamán"))
    assert screen.line.text() == ""
    # the same again: it says when, and Enter goes on
    keys(program, "huaman quispe")
    qtbot.waitUntil(lambda: screen.found.primary.isVisible() and screen.found.primary.text() == "Siguiente")
    QTest.keyClick(focused(program), ENTER)
    qtbot.waitUntil(lambda: screen.line.text() == "")
    # nobody fits: Enter opens the form, Enter on the last field registers
    keys(program, "70123456")
    qtbot.waitUntil(screen.offered.offer.isVisible)
    QTest.keyClick(focused(program), ENTER)
    qtbot.waitUntil(screen.form.given.hasFocus)
    for text in ("Elena Maritza", "Tsakim", "Wampash", "Asociacion de Nieva", "Presidenta"):
        keys(program, text)
        QTest.keyClick(focused(program), ENTER)
    assert focused(program) is screen.form.mesa
    QTest.keyClick(focused(program), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    for _ in range(3):
        QTest.keyClick(focused(program), ENTER)
    qtbot.waitUntil(lambda: screen.strip.text().startswith("Listo: Elena Maritza Tsakim Wampash"))
    assert focused(program) is screen.line
    assert present_now(program, qtbot) == 2
    # Ctrl+Z takes the last one back
    QTest.keyClick(focused(program), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Se deshizo el registro de Elena" in program.window.toast.accessibleName())
    end(program)
    assert present(store, clock) == {"María Elena Quispe Huamán"}


def present_now(program: Program, qtbot: QtBot) -> int:
    counts: list[int] = []
    screen = program.window.current().page()
    assert isinstance(screen, RegistrationScreen)
    room = screen.desk.room
    assert room is not None
    program.lanes.of(None).read(
        lambda session: arrivals.arrivals(session, room.workshop_id, room.session_id).arrived, counts.append
    )
    qtbot.waitUntil(lambda: bool(counts))
    return counts[0]


def test_every_invitee_of_the_list_can_be_found(
    app: QApplication,
    store: Path,
    clock: FixedClock,
    furnished: World,
    qtbot: QtBot,
    programs: list[Program],
) -> None:
    program = launch(app, store, clock, programs)
    screen = desk(program, qtbot)
    qtbot.waitUntil(screen.arrivals._review.isEnabled)
    QTest.mouseClick(screen.arrivals._review, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.hits_page.isVisible)
    rows = screen.hits_page.list.rows()
    assert rows
    assert all(row.title and row.caption for row in rows)
    assert not any("{" in row.caption for row in rows)


def test_it_says_saved_only_after_the_commit(
    app: QApplication,
    store: Path,
    clock: FixedClock,
    furnished: World,
    qtbot: QtBot,
    programs: list[Program],
) -> None:
    program = launch(app, store, clock, programs)
    screen = desk(program, qtbot)
    assert program.window.status_bar.text("saved") == ""
    keys(program, "45678901")
    qtbot.waitUntil(screen.found.primary.isVisible)
    QTest.mouseClick(screen.found.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.status_bar.text("saved") != "")
    assert program.window.status_bar.text("saved") == "Guardado 08:00:00 en este equipo"


def test_without_a_store_the_first_page_helps(
    app: QApplication, tmp_path: Path, clock: FixedClock, qtbot: QtBot, programs: list[Program]
) -> None:
    program = launch(app, tmp_path / "nada", clock, programs)
    qtbot.waitUntil(lambda: bool(shown(program, Page)))
    assert [one.text() for one in shown(program, Page)[0].findChildren(Button)] == [
        "Crear la alianza",
        "Preparar el taller de ensayo",
    ]
    assert not (tmp_path / "nada").exists()


def test_the_rehearsal_is_made_beside_the_store_and_opened(
    app: QApplication,
    store: Path,
    tmp_path: Path,
    clock: FixedClock,
    furnished: World,
    qtbot: QtBot,
    programs: list[Program],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def build(folder: Path, *, progress: Callable[[int, int], None]) -> None:
        progress(1, 2)
        shutil.copytree(store, folder / "data")

    monkeypatch.setattr(rehearsal, "build", build)
    (tmp_path / "nuevo" / ".ensayo" / "data").mkdir(parents=True)  # one that was cut short
    program = launch(app, tmp_path / "nuevo", clock, programs)
    qtbot.waitUntil(lambda: bool(shown(program, Page)))
    QTest.mouseClick(shown(program, Page)[0].findChildren(Button)[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(program.window._here))
    assert "Taller 4" in program.window.windowTitle()
    assert [one.name for one in (tmp_path / "nuevo").iterdir()] == ["ensayo"]


def test_several_operators_are_asked(
    app: QApplication,
    store: Path,
    clock: FixedClock,
    furnished: World,
    qtbot: QtBot,
    programs: list[Program],
) -> None:
    with Database.open(store, clock=clock) as database, writing(database) as session:
        alliances.add_operator(session, "Rosa", "registrar")
    program = launch(app, store, clock, programs)
    qtbot.waitUntil(lambda: bool(shown(program, Page)))
    buttons = shown(program, Page)[0].findChildren(Button)
    assert [one.text() for one in buttons] == ["Coordinadora", "Rosa"]
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    screen = desk(program, qtbot)
    assert program.window.status_bar.text("operator") == "Rosa"
    with Database.open(store, clock=clock, write=False) as database, database.reading() as session:
        rosa = session.scalars(select(Operator.id).where(Operator.name == "Rosa")).one()
    assert program.lanes._operator_id == rosa
    assert screen.line.isEnabled()


def test_a_store_in_use_says_so_and_can_be_tried_again(
    app: QApplication,
    store: Path,
    clock: FixedClock,
    furnished: World,
    qtbot: QtBot,
    programs: list[Program],
) -> None:
    with Database.open(store, clock=clock):
        program = launch(app, store, clock, programs)
        qtbot.waitUntil(lambda: bool(shown(program, Page)))
        button = shown(program, Page)[0].findChildren(Button)[0]
        assert button.text() == "Intentar de nuevo"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(program.window._here))


KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from alianza_desktop.core.clock import SystemClock
from alianza_desktop.ui import start
from alianza_desktop.ui.program import Program

app = start.application(["alianza"])
program = Program(app, Path(sys.argv[1]), SystemClock())
program.start()

def wait(until):
    while not until():
        app.processEvents()

window = program.window
wait(lambda: window._here)
window.open("registration", "")
screen = window.current().page()
wait(lambda: screen.desk.room)
screen.line.setText("45678901")
wait(lambda: screen.found.primary.isVisible())
QTest.keyClick(screen.line, Qt.Key.Key_Return)
wait(lambda: screen.strip.text().startswith("Listo"))
screen.line.setText("70123456")
wait(lambda: screen.offered.offer.isVisible())
screen.offered.offer.click()
wait(lambda: screen.form.given.hasFocus())
QTest.keyClicks(screen.form.given, "Elena Maritza")
wait(lambda: not screen.form._idle.isActive())
wait(lambda: screen.walk_in._drafts)
screen.desk.panel.refresh()
program.lanes.of(None).read(lambda session: None, lambda _none: print("GUARDADO", flush=True))
app.exec()
"""


def test_what_was_saved_survives_kill_9(store: Path, clock: FixedClock, furnished: World) -> None:
    kill_when_it_says(KILLED, [str(store)], "GUARDADO")
    assert present(store, clock) == {"María Elena Quispe Huamán"}
    with Database.open(store, clock=clock) as database:
        database.verify()
        with database.reading() as session:
            from alianza_desktop.ui.registration.walk_in import _read

            drafts = _read(session, furnished.workshop)
    assert [one.given_names for one in drafts.values()] == ["Elena Maritza"]
