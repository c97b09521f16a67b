"""Acuerdos in the window: by keyboard alone, by mouse alone, and where the focus and the drafts are."""

from collections.abc import Iterator
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import organizations
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.widgets.button import Button
from tests.builders import World, agree, arrive, writing
from tests.ui.clipping import faults

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER, ESC, DOWN, UP, TAB = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Tab,
)


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


def focused(window: MainWindow) -> QWidget:
    widget = window.focusWidget()
    assert widget is not None
    return widget


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(focused(window), key, modifier or Qt.KeyboardModifier.NoModifier)


def write(window: MainWindow, text: str) -> None:
    """Type; QTest's own keys stop at the first letter with an accent."""
    for sign in text:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(focused(window), key)


def enter(window: MainWindow, *lines: str) -> None:
    for line in lines:
        write(window, line)
        press(window, ENTER)


def texts(screen: AgreementsScreen) -> list[str]:
    return [row.cells["text"].text for row in screen.table.rows()]


def mesa(screen: AgreementsScreen) -> str:
    return screen.heading.title.text()


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_row(screen: AgreementsScreen, place: int, *, double: bool = False) -> None:
    table = screen.table
    at = table.visualRect(table.model().index(place, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    if double:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def field(screen: AgreementsScreen, key: str) -> QLineEdit:
    return cast("QLineEdit", screen.inspector.form.widget(key))


# --- by keyboard


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
    assert gone == [("actas", present.cacao)]


def test_rows_are_copied(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop +1d")
    press(window, DOWN)
    press(window, Qt.Key.Key_C, CONTROL)
    assert "Uno\tCoop" in QGuiApplication.clipboard().text()


# --- by mouse


def test_everything_by_mouse(window: MainWindow, screen: AgreementsScreen) -> None:
    screen.line.setText("Asignar un técnico @min")
    row = screen.choices.list.visualRect(screen.choices.list.model().index(1, 0)).center()
    QTest.mouseClick(screen.choices.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert screen.line.text() == "Asignar un técnico @MinisteriodelaProducción "
    click(screen.line.add)
    assert texts(screen) == ["Asignar un técnico"]
    assert screen._incomplete.text() == "1 por completar"
    click(screen.go_first)
    assert focused(window) is field(screen, "due_on")
    click(screen.inspector.form.widget("permanent"))
    assert screen.board.rows[0].permanent
    click(screen.inspector._close)
    assert not screen.inspector.isVisible()
    click_row(screen, 0, double=True)
    assert screen.inspector.isVisible()
    click(screen.heading.title)
    menu = screen.findChildren(QMenu)[-1]
    menu.actions()[-1].trigger()
    menu.close()
    assert mesa(screen) == "Plenaria"


def test_a_co_responsible_is_taken_away_with_its_button(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop @quispe +1d")
    screen.open_details(screen.board.rows[0].id, focus="text")
    drop = next(
        one for one in screen.inspector.findChildren(Button) if one.accessibleName().startswith("Quitar a")
    )
    click(drop)
    assert screen.board.rows[0].partners == ()


def test_deshacer_of_the_toast(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop +1d")
    click_row(screen, 0)
    press(window, Qt.Key.Key_Delete)
    assert texts(screen) == []
    click(window.toast._undo)
    assert texts(screen) == ["Uno"]


# --- drafts, other screens, many rows


def test_the_line_survives_another_screen_and_a_restart(
    window: MainWindow, screen: AgreementsScreen, database: Database, present: World, clock: FixedClock
) -> None:
    write(window, "a medio escribir @co")
    window.open("home", "")
    window.open("agreements", "")
    assert screen.line.text() == "a medio escribir @co"
    again = gallery.opened(database, present.workshop, clock)
    again.open("agreements", "")
    other = cast("AgreementsScreen", again.current().page())
    assert other.line.text() == "a medio escribir @co"
    shiboken6.delete(again)


def test_other_screens_open_an_agreement_or_bring_a_draft(
    window: MainWindow, screen: AgreementsScreen, database: Database, present: World
) -> None:
    with writing(database) as session:
        there = agree(session, present, mesa_id=present.conecta)
    window.open("agreements", there)
    assert mesa(screen) == "Mesa 2 · Conectividad"
    assert screen.inspector.isVisible()
    window.open("agreements", "@MP Condorcanqui ")
    assert screen.line.text() == "@MPCondorcanqui "
    assert focused(window) is screen.line
    window.open("agreements", f"mesa:{present.cacao}")
    assert mesa(screen) == "Mesa 1 · Cacao"


def test_what_changes_elsewhere_is_seen_on_coming_back(
    window: MainWindow, screen: AgreementsScreen, database: Database, present: World
) -> None:
    window.open("home", "")
    with writing(database) as session:
        agree(session, present, "Desde otra parte")
    window.on_changed(frozenset({"agreement"}))
    assert texts(screen) == []
    window.open("agreements", "")
    assert texts(screen) == ["Desde otra parte"]


@pytest.mark.parametrize("size", gallery.SIZES)
@pytest.mark.parametrize(
    "text",
    [
        "ñandú " * 830,
        "x" * 5_000,
        "🌱 🍫 " * 60,
        "\u202eOlleravé\u202c العربية",
        "\"'<b>&amp;</b> & <i>",
    ],
)
def test_texts_of_every_kind_fit(
    window: MainWindow, screen: AgreementsScreen, size: tuple[int, int], text: str
) -> None:
    window.resize(*size)
    settle()
    screen.line.setText(f"{text} @coop +60d")
    press(window, ENTER)
    assert screen.board.rows[0].text == " ".join(text.split())
    screen.line.setText(f"{text} @{text.split(maxsplit=1)[0]}")
    assert faults(window) == []
    screen.open_details(screen.board.rows[0].id, focus="text")
    settle()
    assert faults(window) == []


def test_the_drawer_lies_over_the_table_in_narrow_windows(
    window: MainWindow, screen: AgreementsScreen
) -> None:
    enter(window, "Uno @coop +1d")
    wide = screen.table.width()
    screen.open_details(screen.board.rows[0].id, focus="text")
    settle()
    assert screen.table.width() < wide
    window.resize(1093, 560)
    settle()
    assert screen.inspector.isVisible()
    assert screen.inspector.geometry().right() == screen.width() - 1
    assert screen.table.mapTo(screen, QPoint(screen.table.width(), 0)).x() > screen.inspector.x()


def test_names_for_screen_readers(window: MainWindow, screen: AgreementsScreen) -> None:
    write(window, "Comprar @coop +60d")
    assert screen.strip.accessibleName().startswith("Se entiende: Cooperativa Agraria del Marañón")
    assert screen.heading.title.accessibleName() == "Mesa 1 · Cacao. Cambiar de mesa (F3)"
    assert "Privado" in screen.heading._counts.accessibleName()
    assert screen.line.accessibleName()
