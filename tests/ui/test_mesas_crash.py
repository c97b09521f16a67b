"""The real board on real threads, killed in the middle of a drag: every gesture that was said is there."""

from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import mesas
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing
from tests.killing import kill_when_it_says

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QPoint, Qt
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
window.open("mesas", "")
screen = window.current().page()
board = screen.people
wait(lambda: board.loose.people.chips())
board.loose.people.select_row(0)
QTest.keyClick(board.loose.people, Qt.Key.Key_Return)
QTest.keyClicks(screen.move_strip.number, "2")
QTest.keyClick(screen.move_strip.number, Qt.Key.Key_Return)
wait(lambda: screen.board._undo)                      # the first gesture is said
people = board.columns()[1].people
view, at = people.viewport(), people.visualRect(people.model().index(0, 0)).center()
QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
for step in range(1, 8):
    QTest.mouseMove(view, at + QPoint(40 * step, 9 * step))
    app.processEvents()
assert board._label.isVisible()
program.lanes.of(None).read(lambda session: None, lambda _none: print("A MEDIO ARRASTRE", flush=True))
app.exec()
"""


@pytest.fixture
def furnished(store: Path, clock: FixedClock) -> World:
    """A closed store: the mayor sits at Cacao, the manager nowhere."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        arrive(session, made, made.manager)
    return made


def test_killed_in_the_middle_of_a_drag(store: Path, clock: FixedClock, furnished: World) -> None:
    kill_when_it_says(KILLED, [str(store)], "A MEDIO ARRASTRE")
    with Database.open(store, clock=clock) as database:
        database.verify()
        with database.reading() as session:
            seats = mesas.seats_of_all(session, furnished.workshop)
    assert seats == {furnished.mayor: furnished.cacao, furnished.manager: furnished.conecta}
