"""A list of invitees through the real window: dropped or chosen, looked at, imported, given up half-way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from alianza_desktop.core.clock import Clock, FixedClock
from alianza_desktop.model import Invitation
from alianza_desktop.services import workshops
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import start
from alianza_desktop.ui.home.screen import HomeScreen
from alianza_desktop.ui.importing.screen import ImportScreen
from alianza_desktop.ui.program import Program
from alianza_desktop.ui.widgets.button import Button
from tests.builders import World, world, writing
from tests.journeys.test_window import LIST, end, launch
from tests.killing import kill_when_it_says
from tests.spreadsheets.lists import HEAD, workbook

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier


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


@pytest.fixture
def planned(store: Path, clock: FixedClock) -> World:
    """A closed store with a workshop that nobody is invited to."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        return world(session)


def home(program: Program, qtbot: QtBot) -> HomeScreen:
    qtbot.waitUntil(lambda: program.window._here == "home")
    screen = program.window.current().page()
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: bool(screen._title.text()))
    return screen


def importing(program: Program, qtbot: QtBot) -> ImportScreen:
    qtbot.waitUntil(lambda: program.window._here == "import-page")
    screen = program.window.current().page()
    assert isinstance(screen, ImportScreen)
    return screen


def invited(folder: Path, clock: Clock) -> int:
    with Database.open(folder, clock=clock, write=False) as database, database.reading() as session:
        return session.scalar(select(func.count()).select_from(Invitation)) or 0


def dropped(widget: QWidget, path: Path) -> bool:
    """Drag a file over a widget and let it go; returns whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, drop)
    return True


def test_the_sample_list_by_keyboard(
    app: QApplication, store: Path, clock: FixedClock, planned: World, qtbot: QtBot, programs: list[Program]
) -> None:
    program = launch(app, store, clock, programs)
    home(program, qtbot)
    program.window.open("import-page", "")
    screen = importing(program, qtbot)
    screen.ask_file = lambda: str(LIST)
    qtbot.waitUntil(lambda: screen.choose.isEnabled() and screen.choose.hasFocus())
    QTest.keyClick(screen.choose, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.main.isVisible() and screen.strip.isHidden())
    assert screen.main.text() == "Importar 143 personas"
    chips = screen.list_page.chips
    assert [chip.accessibleName() for chip in chips if chip.isVisible()] == ["nuevas 143", "por revisar 6"]
    assert len(screen.table.rows()) == 145
    screen.problems.setFocus()
    QTest.keyClick(screen.problems, Qt.Key.Key_Space)
    assert len(screen.table.rows()) == 6
    QTest.keyClick(screen.problems, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "143 personas están invitadas" in screen.message.text())
    assert screen.main.text() == "Revisar 6 personas en duda"
    QTest.keyClick(screen.main, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window._here == "registration")
    end(program)
    assert invited(store, clock) == 143


def test_rows_are_mended_and_the_import_taken_back_by_keyboard(
    app: QApplication, store: Path, clock: FixedClock, planned: World, qtbot: QtBot,
    programs: list[Program], tmp_path: Path,
) -> None:  # fmt: skip
    rows = [
        ("Quispe Rojas, Ana", "1239876", "MP de Nieva", "", ""),
        ("Tiwi Paati, Rosa", "45678901 / 40123456", "MP de Nieva", "", ""),
        ("Sakejat, Elsa", "4012", "RENIEC", "", ""),
    ]
    path = workbook(tmp_path / "lista.xlsx", {"Hoja": [HEAD, *rows]})
    program = launch(app, store, clock, programs)
    home(program, qtbot)
    program.window.open("import-page", str(path))
    screen = importing(program, qtbot)
    qtbot.waitUntil(lambda: screen.main.isVisible() and screen.strip.isHidden())
    table, panel = screen.table, screen.list_page.panel

    def settled(words: str) -> None:
        qtbot.waitUntil(lambda: screen.main.isEnabled() and screen.main.text() == words)

    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_0)  # «0 delante»
    qtbot.waitUntil(lambda: not panel.form.widget("document_number").accessibleDescription())
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_2)  # «Usar 40123456»
    qtbot.waitUntil(lambda: panel.form.values()["document_number"] == "40123456")
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    number = panel.form.widget("document_number")
    qtbot.waitUntil(number.hasFocus)
    QTest.keyClicks(number, "40129876")
    QTest.keyClick(number, Qt.Key.Key_Escape)
    assert table.hasFocus()
    qtbot.waitUntil(lambda: not screen.problems.isVisible())
    QTest.keyClick(table, Qt.Key.Key_Space)
    settled("Importar 2 personas")
    QTest.keyClick(table, Qt.Key.Key_Space)
    settled("Importar 3 personas")
    QTest.keyClick(table, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "3 personas están invitadas" in screen.message.text())
    QTest.keyClick(screen.main, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "Se deshizo" in screen.message.text())
    end(program)
    with Database.open(store, clock=clock, write=False) as database, database.reading() as session:
        living = select(func.count()).select_from(Invitation).where(Invitation.deleted.is_(False))
        assert session.scalar(living) == 0


def test_a_row_is_left_out_and_a_way_pressed_by_mouse(
    app: QApplication, store: Path, clock: FixedClock, planned: World, qtbot: QtBot,
    programs: list[Program], tmp_path: Path,
) -> None:  # fmt: skip
    rows = [("Quispe Rojas, Ana", "1239876", "MP", "", ""), ("Tiwi, Rosa", "45678901", "MP", "", "")]
    path = workbook(tmp_path / "lista.xlsx", {"Hoja": [HEAD, *rows]})
    program = launch(app, store, clock, programs)
    home(program, qtbot)
    program.window.open("import-page", str(path))
    screen = importing(program, qtbot)
    qtbot.waitUntil(lambda: screen.main.isVisible() and screen.strip.isHidden())
    table, panel = screen.table, screen.list_page.panel
    tick = table.visualRect(table.model().index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=tick)
    qtbot.waitUntil(lambda: screen.main.text() == "Importar 1 persona")
    person = table.visualRect(table.model().index(0, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=person)
    ways = [one for one in panel.findChildren(Button) if "0 delante" in one.text()]
    qtbot.waitUntil(ways[0].isVisible)
    way = ways[0]
    QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.main.isEnabled() and not screen.problems.isVisible())
    QTest.mouseClick(screen.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 persona está invitada" in screen.message.text())
    end(program)
    assert invited(store, clock) == 1


def test_a_list_dropped_on_inicio_by_mouse(
    app: QApplication, store: Path, clock: FixedClock, planned: World, qtbot: QtBot,
    programs: list[Program], tmp_path: Path,
) -> None:  # fmt: skip
    rows = [
        (f"Quispe Rojas, Ana {one}", f"4567810{n}", "MP de Nieva", "", "") for n, one in enumerate("ABCDE")
    ]
    path = workbook(tmp_path / "lista de Ñieva.xlsx", {"Hoja": [HEAD, *rows]})
    program = launch(app, store, clock, programs)
    inicio = home(program, qtbot)
    dropped(inicio.viewport(), tmp_path / "foto.png")
    assert program.window._here != "import-page"  # not a list: the window's business
    program.window.open("home", "")
    assert dropped(inicio.viewport(), path)
    screen = importing(program, qtbot)
    qtbot.waitUntil(lambda: screen.main.isVisible() and screen.strip.isHidden())
    choice = screen.columns.choices["Cargo"]
    assert choice.value() == "position"
    QTest.mouseClick(screen.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.message.text().startswith("5 personas están invitadas"))
    QTest.mouseClick(screen.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window._here == "home")
    end(program)
    assert invited(store, clock) == 5


def test_giving_up_in_the_middle_writes_nothing(
    app: QApplication, store: Path, clock: FixedClock, planned: World, qtbot: QtBot,
    programs: list[Program], tmp_path: Path,
) -> None:  # fmt: skip
    rows = [
        (f"Quispe{number} Rojas, Ana", f"{40_000_000 + number}", f"Entidad {number % 40}", "", "")
        for number in range(1500)
    ]
    path = workbook(tmp_path / "larga.xlsx", {"Hoja": [HEAD, *rows]})
    program = launch(app, store, clock, programs)
    home(program, qtbot)
    program.window.open("import-page", str(path))
    screen = importing(program, qtbot)
    qtbot.waitUntil(lambda: screen.main.isVisible() and screen.strip.isHidden(), timeout=20_000)
    QTest.mouseClick(screen.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.strip._count.text() != "", timeout=20_000)
    assert not screen.main.isEnabled()
    QTest.mouseClick(screen.strip._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "se canceló" in screen.message.text(), timeout=20_000)
    assert screen.main.isEnabled()
    end(program)
    assert invited(store, clock) == 0


KILLED = """
import sys
from pathlib import Path
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
window.open("workshop-page", "")
page = window.current().page()
wait(lambda: page.form.values()["name"])
place = page.form.widget("place")
place.setFocus()
place.insert("Casa comunal")
place.textEdited.emit(place.text())
page.form.pending()
program.lanes.of(None).read(lambda session: None, lambda _none: print("BORRADOR", flush=True))
window.open("import-page", sys.argv[2])
screen = window.current().page()
wait(lambda: screen.main.isVisible() and screen.strip.isHidden())
screen.main.click()
wait(lambda: screen.strip._count.text() != "")
print("A LA MITAD", flush=True)
app.exec()
"""


def test_kill_9_in_the_middle_leaves_no_half_and_keeps_the_plan(
    store: Path, clock: FixedClock, planned: World, tmp_path: Path
) -> None:
    rows = [(f"Quispe{n} Rojas, Ana", f"{40_000_000 + n}", "Entidad", "", "") for n in range(3000)]
    path = workbook(tmp_path / "larga.xlsx", {"Hoja": [HEAD, *rows]})
    kill_when_it_says(KILLED, [str(store), str(path)], "BORRADOR", "A LA MITAD")
    assert invited(store, clock) in (0, 3000)  # whole or not at all, wherever the blow fell
    with Database.open(store, clock=clock) as database:
        database.verify()
        with database.reading() as session:
            from alianza_desktop.storage import settings
            from alianza_desktop.ui.workshop.planning import DRAFT

            assert "Casa comunal" in settings.read(session, DRAFT)
            assert len(workshops.listing(session)) == 1
