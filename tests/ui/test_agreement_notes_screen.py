"""Objections, reservations and ODS in the details, by keyboard and mouse, in the real window."""

from collections.abc import Iterator
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import agreement_notes
from alianza_desktop.services.agreement_notes import NoteRow
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.widgets.button import Button
from tests.builders import World, arrive, writing
from tests.ui.agreement_hands import CONTROL, DOWN, ENTER, ESC, click, enter, focused, press, settle, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def present(database: Database, made: World) -> World:
    with writing(database) as session:
        arrive(session, made, made.manager, made.cacao)
        arrive(session, made, made.mayor, made.cacao)
    return made


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, present: World, clock: FixedClock
) -> Iterator[MainWindow]:
    start.dress(qapp)
    made = gallery.opened(database, present.workshop, clock)
    database.subscribe(made.on_changed)  # as the lanes do
    made.resize(1366, 690)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitExposed(made)
    yield made
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def screen(window: MainWindow) -> AgreementsScreen:
    QTest.keyClick(window, Qt.Key.Key_F4)
    screen = cast("AgreementsScreen", window.current().page())
    enter(window, "Comprar balanzas @coop +60d")
    screen.table.setFocus()
    return screen


def notes(database: Database, screen: AgreementsScreen) -> tuple[NoteRow, ...]:
    agreement = screen.board.rows[0].id
    with database.reading() as session:
        return agreement_notes.of(session, {agreement}).get(agreement, ())


def button(within: QWidget, beginning: str) -> Button:
    settle()
    found = reversed(within.findChildren(Button))  # those of before may not be deleted yet
    return next(one for one in found if one.accessibleName().startswith(beginning))


def served(screen: AgreementsScreen) -> tuple[str, ...]:
    return screen.board.rows[0].goals


def object_to_it(window: MainWindow, screen: AgreementsScreen) -> None:
    """O, part of a name, Enter on the only one who fits, what they say, Enter."""
    press(window, Qt.Key.Key_O)
    settle()
    write(window, "quis")
    press(window, DOWN)
    press(window, ENTER)
    press(window, ENTER)
    write(window, "El plazo no alcanza")
    press(window, ENTER)


def test_an_objection_is_noted_by_keys_and_taken_back(
    window: MainWindow, screen: AgreementsScreen, database: Database, present: World
) -> None:
    object_to_it(window, screen)
    (one,) = notes(database, screen)
    assert (one.kind, one.text, one.person_id) == ("objection", "El plazo no alcanza", present.mayor)
    chip = screen.table.rows()[0].cells["state"].chip
    assert chip is not None
    assert chip.words == "objetado"
    assert not screen.inspector.notes.writing()
    press(window, Qt.Key.Key_Z, CONTROL)
    assert notes(database, screen) == ()


def test_a_note_is_changed_and_withdrawn_with_its_toast(
    window: MainWindow, screen: AgreementsScreen, database: Database
) -> None:
    object_to_it(window, screen)
    panel = screen.inspector.notes
    click(button(panel, "Cambiar la objeción"))
    panel.form.widget("text").setFocus()
    write(window, "El plazo y el monto no alcanzan")
    screen.inspector.notes.form.show_values({"kind": "reservation"})
    press(window, ENTER)
    (one,) = notes(database, screen)
    assert one.kind == "reservation"
    assert "monto" in one.text
    click(button(panel, "Retirar la reserva"))
    assert notes(database, screen) == ()
    assert window.toast.accessibleName().startswith("Se retiró la reserva")
    screen.board.undo()
    assert len(notes(database, screen)) == 1


def test_nobody_in_the_room_by_that_name_is_said_under_the_field(
    window: MainWindow, screen: AgreementsScreen, database: Database
) -> None:
    press(window, Qt.Key.Key_O)
    write(window, "Nadie Conocido")
    press(window, ENTER)
    write(window, "No")
    press(window, ENTER)
    assert notes(database, screen) == ()
    assert focused(window) is screen.inspector.notes.who
    press(window, ESC)
    assert not screen.inspector.notes.writing()
    assert screen.inspector.isVisible()


def test_goals_are_chosen_by_their_squares_and_targets_are_written(
    window: MainWindow, screen: AgreementsScreen
) -> None:
    screen.open_details(screen.board.rows[0].id, focus="policy")
    panel = screen.inspector.goals
    assert screen.inspector.folds.open == "more"  # where the field is
    click(screen.inspector.folds.heads["goals"])
    click(panel.squares[1])
    panel.target.setFocus()
    for text in ("8.2", "2.3"):
        write(window, text)
        press(window, ENTER)
    assert served(screen) == ("2", "2.3", "8.2")
    assert [one.goal.number for one in panel.squares if one.isChecked()] == [2, 8]
    click(button(panel, "Quitar 8.2"))
    click(panel.squares[1])
    assert served(screen) == ("2.3",)
    panel.target.setFocus()
    write(window, "18")
    press(window, ENTER)
    assert "no es un ODS" in panel._fault.text()
    assert served(screen) == ("2.3",)
