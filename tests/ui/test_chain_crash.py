"""The real window on real threads, killed in the middle of a drag: it opens again as of the last command."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import chains
from alianza_desktop.services.chain_view import ChainView
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import start
from alianza_desktop.ui.chains.screen import ChainsScreen
from alianza_desktop.ui.program import Program
from tests.builders import World, world, writing
from tests.killing import kill_when_it_says
from tests.ui.chain_samples import cacao

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def furnished(store: Path, clock: FixedClock) -> World:
    """A closed store with the cacao chain."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        made = world(session)
        cacao(session, made.workshop)
    return made


def kept(store: Path, clock: FixedClock, workshop: str) -> ChainView:
    with Database.open(store, clock=clock) as database:
        database.verify()
        with database.reading() as session:
            return chains.view(session, chains.listing(session, workshop)[0].id)


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
window.open("chains", "")
screen = window.current().page()
wait(lambda: screen.presenter.chain)
canvas, edits = screen.canvas, screen.presenter.edits
card = next(one for one in screen.presenter.chain.activities if one.name == "Acopio en baba")
canvas.select(card.id)
canvas.setFocus()
QTest.keyClick(canvas, Qt.Key.Key_Tab)
QTest.keyClicks(window.focusWidget(), "Pesado")       # some of it before the card is saved
wait(lambda: canvas.writing)
QTest.keyClicks(canvas._editor, " y registro")
QTest.keyClick(canvas._editor, Qt.Key.Key_Return)
wait(lambda: any(one.name == "Pesado y registro" for one in screen.presenter.chain.activities))
canvas.select(card.id)
canvas.set_zoom(1.5)
screen._keep.stop()
screen.presenter.keep()
wait(lambda: not edits.busy)
view, at = canvas.viewport(), canvas.mapFromScene(canvas.chain.cards[card.id].box.center())
QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
for step in range(1, 6):
    QTest.mouseMove(view, at + QPoint(12 * step, 9 * step))
    app.processEvents()
assert canvas.chain.cards[card.id].pos().x() != canvas.chain.plan.card(card.id).x
program.lanes.of(None).read(lambda session: None, lambda _none: print("A MEDIO ARRASTRE", flush=True))
app.exec()
"""


def test_killed_in_the_middle_of_a_drag(
    store: Path,
    clock: FixedClock,
    furnished: World,
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    kill_when_it_says(KILLED, [str(store)], "A MEDIO ARRASTRE")
    view = kept(store, clock, furnished.workshop)
    names = [one.name for one in view.activities]
    assert "Pesado y registro" in names
    assert all(one.x is None for one in view.activities if one.kind == "activity")  # nothing was dropped
    start.dress(qapp)
    program = Program(qapp, store, clock)
    program.window.setMinimumSize(0, 0)  # the offscreen platform warns about it
    program.start()
    try:
        _opens_as_it_was(program, qtbot)
    finally:
        program.close()
        shiboken6.delete(program.window)
        shiboken6.delete(program)


def _opens_as_it_was(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(program.window._here))
    program.window.open("chains", "")
    screen = program.window.current().page()
    assert isinstance(screen, ChainsScreen)
    qtbot.waitUntil(lambda: screen.presenter.chain is not None)
    chain = screen.presenter.chain
    assert chain is not None
    chosen = chain.activity(screen.presenter.selected)
    assert chosen is not None
    assert chosen.name == "Acopio en baba"
    assert screen.canvas.zoom == pytest.approx(1.5)
    # the first command of the new day is saved by the real lane, and taken back
    screen.canvas.setFocus()
    QTest.keyClick(screen.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: screen.commands.stack.count() == 1)
    QTest.keyClick(screen.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.presenter.chain == chain)
