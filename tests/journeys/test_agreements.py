"""Acuerdos as a facilitator uses it, on the real lanes: five commitments, and what is there after kill -9."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import agreements
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import start
from alianza_desktop.ui.agreements.room import read_draft
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.program import Program
from tests.builders import World, arrive, world, writing
from tests.killing import kill_when_it_says

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL, ENTER = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return

FIVE = (
    "Comprar 4 balanzas certificadas @coop +60d",
    "Instalar dos centros de acopio @quispe 21/02/2027 S/ 80,000",
    "pedido: Incluir la trocha en el plan vial @mpcondorcanqui",
    "acuerdo: Reunirse cada mes @coop @quispe permanente",
    "Publicar los precios @coop fin de mes",
)


@pytest.fixture
def furnished(store: Path, clock: FixedClock) -> World:
    """A closed store: the manager at Cacao, the mayor at Conectividad."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        made = world(session)
        arrive(session, made, made.manager, made.cacao)
        arrive(session, made, made.mayor, made.conecta)
    return made


@pytest.fixture
def program(qapp: QApplication, store: Path, clock: FixedClock, furnished: World) -> Iterator[Program]:
    start.dress(qapp)
    made = Program(qapp, store, clock)
    made.window.setMinimumSize(0, 0)  # the offscreen platform warns about it
    made.start()
    yield made
    if shiboken6.isValid(made):
        end(made)


def end(program: Program) -> None:
    program.close()
    shiboken6.delete(program.window)
    shiboken6.delete(program)


def come(program: Program, qtbot: QtBot) -> AgreementsScreen:
    """F4, once Inicio is there."""
    qtbot.waitUntil(lambda: bool(program.window._here))
    qtbot.waitUntil(program.window.isActiveWindow)
    QTest.keyClick(program.window, Qt.Key.Key_F4)
    screen = cast("AgreementsScreen", program.window.current().page())
    qtbot.waitUntil(lambda: screen.board.room is not None)
    return screen


def saved(folder: Path, clock: FixedClock, made: World) -> list[agreements.AgreementRow]:
    with Database.open(folder, clock=clock, write=False) as database, database.reading() as session:
        return list(agreements.listing(session, made.workshop, made.cacao))


def check(rows: list[agreements.AgreementRow], made: World) -> None:
    assert [row.text for row in rows] == [
        "Comprar 4 balanzas certificadas",
        "Instalar dos centros de acopio",
        "Incluir la trocha en el plan vial",
        "Reunirse cada mes",
        "Publicar los precios",
    ]
    assert [row.kind for row in rows] == ["compromiso", "compromiso", "pedido", "acuerdo", "compromiso"]
    assert [row.person for row in rows][:2] == ["José Tsamajain", "María Elena Quispe Huamán"]
    assert [row.due_on for row in rows] == ["2027-01-22", "2027-02-21", "", "", "2026-11-30"]
    assert (rows[1].amount, rows[3].permanent, rows[3].partner_ids) == (8_000_000, True, (made.municipality,))
    assert [row.gaps for row in rows] == [()] * 5


def test_five_commitments_by_keyboard_as_fast_as_keys_come(
    program: Program, store: Path, clock: FixedClock, furnished: World, qtbot: QtBot
) -> None:
    screen = come(program, qtbot)
    for line in FIVE:  # nobody waits for the row before typing the next
        QTest.keyClicks(program.window.focusWidget(), line)
        QTest.keyClick(program.window.focusWidget(), ENTER)
    qtbot.waitUntil(lambda: len(screen.table.rows()) == 5)
    assert program.window.focusWidget() is screen.line
    QTest.keyClick(screen.line, Qt.Key.Key_Up, CONTROL)
    qtbot.waitUntil(lambda: screen.board.rows[3].text == "Publicar los precios")
    QTest.keyClick(screen.line, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: screen.board.rows[4].text == "Publicar los precios")
    end(program)
    check(saved(store, clock, furnished), furnished)


def test_keys_of_a_commitment(
    program: Program, record_property: Callable[[str, object], None], qtbot: QtBot
) -> None:
    """ux.md §1: what, who and when within 20 s; beside the wording itself a dozen keys."""
    screen = come(program, qtbot)
    line, text = FIVE[0], "Comprar 4 balanzas certificadas"
    QTest.keyClicks(program.window.focusWidget(), line)
    QTest.keyClick(program.window.focusWidget(), ENTER)
    qtbot.waitUntil(lambda: len(screen.table.rows()) == 1)
    [row] = screen.board.rows
    assert (row.text, row.gaps) == (text, ())
    assert program.window.focusWidget() is screen.line  # ready for the next one
    keys = len(line) + 1
    record_property("figure", f"a commitment: {keys} keys, {len(text)} of them its wording; F4 once before")
    assert keys - len(text) <= 12


def test_five_commitments_by_mouse(
    program: Program, store: Path, clock: FixedClock, furnished: World, qtbot: QtBot
) -> None:
    screen = come(program, qtbot)
    for line in FIVE:
        screen.line.setText(line)  # pasted
        QTest.mouseClick(screen.line.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(screen.table.rows()) == 5)
    end(program)
    check(saved(store, clock, furnished), furnished)


def test_details_saved_one_after_another(
    program: Program, store: Path, clock: FixedClock, furnished: World, qtbot: QtBot
) -> None:
    screen = come(program, qtbot)
    QTest.keyClicks(screen.line, "Comprar 4 balanzas @coop +60d")
    QTest.keyClick(screen.line, Qt.Key.Key_Tab)
    form = screen.inspector.form
    qtbot.waitUntil(form.widget("deliverable").hasFocus)
    for text in ("Factura", "", "1250.5"):  # entregable, tipo, monto
        QTest.keyClicks(program.window.focusWidget(), text)
        QTest.keyClick(program.window.focusWidget(), ENTER)
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.board.rows[0].amount == 125_050)
    end(program)
    row = saved(store, clock, furnished)[0]
    assert (row.deliverable, row.kind, row.amount) == ("Factura", "compromiso", 125_050)


KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
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
window.open("agreements", "new")
screen = window.current().page()
wait(lambda: screen.board.room)
QTest.keyClicks(screen.line, "Comprar 4 balanzas @coop +60d")
QTest.keyClick(screen.line, Qt.Key.Key_Return)
wait(lambda: len(screen.table.rows()) == 1)
QTest.keyClicks(screen.line, "Instalar dos centros @quis")
wait(lambda: not screen.line._timer.isActive())
program.lanes.of(None).read(lambda session: None, lambda _none: print("GUARDADO", flush=True))
app.exec()
"""


def test_what_was_saved_and_what_was_half_typed_survive_kill_9(
    store: Path, clock: FixedClock, furnished: World
) -> None:
    kill_when_it_says(KILLED, [str(store)], "GUARDADO")
    assert [row.text for row in saved(store, clock, furnished)] == ["Comprar 4 balanzas"]
    with Database.open(store, clock=clock) as database:
        database.verify()
        with database.reading() as session:
            assert read_draft(session, furnished.workshop).line == "Instalar dos centros @quis"
