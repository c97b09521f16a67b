"""Acuerdos in the window by keyboard alone."""

from collections.abc import Iterator
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import organizations
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.main_window import MainWindow
from tests.builders import World, arrive, writing
from tests.ui.agreement_hands import (
    CONTROL,
    DOWN,
    ENTER,
    ESC,
    TAB,
    UP,
    enter,
    field,
    focused,
    mesa,
    press,
    texts,
    write,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def present(database: Database, made: World) -> World:
    with writing(database) as session:
        arrive(session, made, made.manager, made.cacao)
        arrive(session, made, made.mayor, made.conecta)
        organizations.find_or_add(session, "Ministerio de Agricultura", sector="public")
        organizations.find_or_add(session, "Ministerio de la Producción", sector="public")
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
    return cast("AgreementsScreen", window.current().page())


def test_f4_goes_to_the_line_from_anywhere(window: MainWindow) -> None:
    window.open("registration", "")
    QTest.keyClick(window, Qt.Key.Key_F4)
    screen = cast("AgreementsScreen", window.current().page())
    assert focused(window) is screen.line


def test_commitments_one_after_another(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Comprar 4 balanzas @coop +60d", "Instalar dos centros @mpcondorcanqui 21/02/2027")
    assert texts(screen) == ["Comprar 4 balanzas", "Instalar dos centros"]
    assert (focused(window), screen.line.text()) == (screen.line, "")
    assert screen.table.current_key() == screen.table.rows()[1].key


def test_a_name_is_completed_with_the_arrows(window: MainWindow, screen: AgreementsScreen) -> None:
    write(window, "Asignar un técnico @min")
    assert screen.choices.isVisible()
    assert screen.choices.marked() == ""
    press(window, DOWN)
    press(window, DOWN)
    press(window, UP)
    press(window, DOWN)
    press(window, ENTER)
    assert screen.line.text() == "Asignar un técnico @MinisteriodelaProducción "
    assert not screen.choices.isVisible()
    write(window, "fin de mes")
    press(window, ENTER)
    assert screen.table.rows()[0].cells["responsible"].text == "Ministerio de la Producción"


def test_tab_completes_a_name_and_then_asks_for_details(window: MainWindow, screen: AgreementsScreen) -> None:
    write(window, "Asignar un técnico @min")
    press(window, TAB)
    assert screen.line.text() == "Asignar un técnico @MinisteriodeAgricultura "
    write(window, "+60d")
    press(window, TAB)
    assert screen.inspector.isVisible()
    assert focused(window) is field(screen, "deliverable")
    write(window, "Resolución")
    press(window, ESC)
    assert not screen.inspector.isVisible()
    assert focused(window) is screen.line
    assert screen.board.rows[0].deliverable == "Resolución"


def test_enter_asks_between_two_and_esc_leaves_it(window: MainWindow, screen: AgreementsScreen) -> None:
    write(window, "Asignar un técnico @min +60d")
    press(window, ENTER)
    assert texts(screen) == []
    assert screen.choices.marked() != ""
    assert "puede ser varios" in screen._message.text()
    press(window, ESC)
    assert screen.line.text() == "Asignar un técnico @min +60d"
    press(window, ENTER)
    assert texts(screen) == ["Asignar un técnico @min"]


def test_tab_of_an_empty_line_goes_to_the_table(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Comprar balanzas @coop +60d")
    press(window, TAB)
    assert focused(window) is screen.table
    press(window, ESC)
    assert focused(window) is screen.line
    press(window, DOWN)
    assert focused(window) is screen.table


def test_rows_are_moved_converted_deleted_and_brought_back(
    window: MainWindow, screen: AgreementsScreen
) -> None:
    enter(window, "Uno @coop +1d", "Dos @coop +2d", "Tres @coop +3d")
    press(window, UP, CONTROL)  # from the line: the row just added
    assert texts(screen) == ["Uno", "Tres", "Dos"]
    press(window, DOWN)
    press(window, UP, CONTROL)
    assert texts(screen) == ["Tres", "Uno", "Dos"]
    press(window, Qt.Key.Key_T, CONTROL)
    assert screen.table.rows()[0].cells["text"].prefix == "Pedido ·"
    press(window, Qt.Key.Key_Delete)
    assert texts(screen) == ["Uno", "Dos"]
    assert window.toast.isVisible()
    press(window, Qt.Key.Key_Z, CONTROL)
    press(window, Qt.Key.Key_Z, CONTROL)
    assert texts(screen) == ["Tres", "Uno", "Dos"]
    assert screen.table.rows()[0].cells["text"].prefix == ""


def test_ctrl_z_belongs_to_the_line_while_it_has_text(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop +1d")
    write(window, "Dos")
    press(window, Qt.Key.Key_Z, CONTROL)
    assert (screen.line.text(), texts(screen)) == ("", ["Uno"])
    press(window, Qt.Key.Key_Z, CONTROL)
    assert texts(screen) == []


def test_enter_on_a_row_opens_its_details(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop +1d", "Dos @coop +2d")
    press(window, DOWN)
    press(window, ENTER)
    text = screen.inspector.form.widget("text")
    assert isinstance(text, QPlainTextEdit)
    assert focused(window) is text
    assert text.toPlainText() == "Dos"
    text.selectAll()
    write(window, "Dos, otra vez")
    press(window, TAB)
    assert texts(screen) == ["Uno", "Dos, otra vez"]
    assert focused(window) is field(screen, "responsible")


def test_esc_never_throws_away_what_is_typed(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop +1d")
    write(window, "a medio escribir")
    screen.open_details(screen.board.rows[0].id, focus="amount")
    write(window, "80,000")
    press(window, ESC)
    assert screen.board.rows[0].amount == 8_000_000
    assert screen.line.text() == "a medio escribir"
    press(window, ESC)
    assert screen.line.text() == "a medio escribir"


def test_another_row_shows_its_own_details(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop +1d", "Dos @coop +2d")
    screen.open_details(screen.board.rows[1].id, focus="deliverable")
    write(window, "Factura")
    screen.table.setFocus()
    press(window, UP)
    assert field(screen, "deliverable").text() == ""
    assert [row.deliverable for row in screen.board.rows] == ["", "Factura"]


def test_the_responsible_is_completed_in_the_details(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno +1d")
    screen.open_details(screen.board.rows[0].id, focus="responsible")
    write(window, "quis")
    assert screen.inspector.choices.isVisible()
    press(window, DOWN)
    press(window, ENTER)
    assert field(screen, "responsible").text() == "Municipalidad Provincial de Condorcanqui"
    assert screen.board.rows[0].person == "María Elena Quispe Huamán"
    screen.inspector.folds.unfold("partners")
    screen.inspector.partner.setFocus()
    write(window, "coop")
    press(window, DOWN)
    press(window, TAB)
    assert "Cooperativa Agraria del Marañón" in screen.board.rows[0].partners
    write(window, "Una que nadie anotó")
    press(window, ENTER)
    assert "Una que nadie anotó" in screen.board.rows[0].partners
    press(window, ESC)
    assert not screen.inspector.isVisible()


def test_mesas_are_chosen_by_their_number(
    window: MainWindow, screen: AgreementsScreen, database: Database, present: World
) -> None:
    enter(window, "Uno @coop +1d")
    press(window, Qt.Key.Key_F3)
    menu = screen.findChildren(QMenu)[-1]
    assert [one.text() for one in menu.actions()] == ["&1 · Cacao", "&2 · Conectividad", "&0 · Plenaria"]
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert mesa(screen) == "Mesa 2 · Conectividad"
    assert texts(screen) == []
    press(window, Qt.Key.Key_PageDown, CONTROL)
    assert mesa(screen) == "Plenaria"
    press(window, Qt.Key.Key_PageUp, CONTROL)
    press(window, Qt.Key.Key_PageUp, CONTROL)
    assert texts(screen) == ["Uno"]


def test_ctrl_enter_goes_to_the_acta(
    window: MainWindow, screen: AgreementsScreen, present: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[str, str]] = []
    monkeypatch.setattr(screen.board, "_go", lambda kind, argument: gone.append((kind, argument)))
    press(window, ENTER, CONTROL)
    assert gone == [("actas", f"mesa:{present.cacao}")]


def test_rows_are_copied(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop +1d")
    press(window, DOWN)
    press(window, Qt.Key.Key_C, CONTROL)
    assert "Uno\tCoop" in QGuiApplication.clipboard().text()
