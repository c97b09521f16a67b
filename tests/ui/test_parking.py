"""The parking lot in the window: F5 from anywhere, the page of a mesa, and what is half typed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import agreements, parking
from alianza_desktop.services.parking import IdeaRow
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.agreements.park_line import ParkLine
from alianza_desktop.ui.agreements.parking import said_by
from alianza_desktop.ui.agreements.parking_page import ParkingPage
from alianza_desktop.ui.agreements.room import read_room
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.parking import Parking
from tests.builders import World, agree, writing
from tests.ui.agreement_hands import CONTROL, DOWN, ENTER, ESC, UP, press, write
from tests.ui.fake_agreements import people_in

if TYPE_CHECKING:
    from alianza_desktop.ui.agreements.screen import AgreementsScreen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, made: World, clock: FixedClock
) -> Iterator[MainWindow]:
    start.dress(qapp)
    people_in(database, made)
    window = gallery.opened(database, made.workshop, clock)
    database.subscribe(window.on_changed)  # as the lanes do
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    shiboken6.delete(window)


def line_of(window: MainWindow) -> ParkLine:
    found = window.findChild(Parking)
    assert isinstance(found, Parking)
    return found.line


def ideas(database: Database, made: World) -> tuple[IdeaRow, ...]:
    with database.reading() as session:
        return parking.listing(session, made.workshop)


def test_f5_keeps_an_idea_over_any_screen_and_gives_the_keyboard_back(
    window: MainWindow, database: Database, made: World
) -> None:
    window.open("registration", "")
    before = window.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert line_of(window).isVisible()
    write(window, "Feria de Jaén @municipalidad")
    assert [one.words for one in line_of(window).speaker.chips()] == [
        "Municipalidad Provincial de Condorcanqui"
    ]
    press(window, ENTER)
    (one,) = ideas(database, made)
    assert (one.text, one.organization_id, one.mesa_id) == ("Feria de Jaén", made.municipality, made.cacao)
    assert not line_of(window).isVisible()
    assert window.focusWidget() is before
    assert "Mesa 1" in window.toast.accessibleName()
    window.toast._undo.click()
    assert ideas(database, made) == ()


def test_esc_keeps_what_was_typed_also_after_a_power_cut(
    window: MainWindow, database: Database, made: World, clock: FixedClock
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F5)
    write(window, "Internet en el")
    press(window, ESC)
    assert not line_of(window).isVisible()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert line_of(window).text() == "Internet en el"
    other = gallery.opened(database, made.workshop, clock)
    cast("Parking", other.findChild(Parking)).begin()
    assert line_of(other).text() == "Internet en el"
    line_of(other).entered.emit()
    other.close()
    shiboken6.delete(other)
    (one,) = ideas(database, made)
    assert one.text == "Internet en el"


def test_nothing_is_kept_of_an_empty_line(window: MainWindow, database: Database, made: World) -> None:
    QTest.keyClick(window, Qt.Key.Key_F5)
    press(window, ENTER)
    assert line_of(window).isVisible()
    assert "Escriba la idea" in line_of(window)._fault.text()
    assert ideas(database, made) == ()


def test_a_name_that_means_several_stays_in_the_text(database: Database, made: World) -> None:
    people_in(database, made)
    with database.reading() as session:
        room = read_room(session, made.workshop, made.cacao)
    assert said_by("Feria @nadie el 15/06", room) == ("Feria @nadie el 15/06", None, "nadie")
    text, one, _ = said_by("Feria @tsamajain el 15/06", room)
    assert (text, one and one.person_id) == ("Feria el 15/06", made.manager)


@pytest.fixture
def page(window: MainWindow, database: Database, made: World) -> ParkingPage:
    with writing(database) as session:
        for text in ("Uno", "Dos", "Tres"):
            parking.park(session, made.workshop, text, made.cacao, person_id=made.manager)
    window.open("parking-page", f"mesa:{made.cacao}")
    return cast("ParkingPage", window.current().page())


def titles(page: ParkingPage) -> list[str]:
    return [one.title for one in page.list.rows()]


def test_enter_converts_and_the_toast_takes_it_back(
    window: MainWindow, page: ParkingPage, database: Database, made: World
) -> None:
    press(window, DOWN)
    press(window, ENTER)
    assert titles(page) == ["Uno", "Tres", "Dos"]
    with database.reading() as session:
        (row,) = agreements.listing(session, made.workshop, made.cacao)
    assert (row.text, row.person_id) == ("Dos", made.manager)
    assert "Coop. del Marañón" in window.toast.accessibleName()
    window.toast._undo.click()
    assert titles(page) == ["Uno", "Dos", "Tres"]


def test_what_became_an_agreement_is_seen_there(window: MainWindow, page: ParkingPage) -> None:
    press(window, Qt.Key.Key_T, CONTROL)
    page.list.select(2)
    assert page.convert.text() == "Ver el compromiso"
    assert not page.form.isEnabled()
    page.convert.click()
    assert window.current().page() is not page


def test_keys_of_the_list(window: MainWindow, page: ParkingPage, database: Database, made: World) -> None:
    press(window, DOWN, CONTROL)
    assert titles(page) == ["Dos", "Uno", "Tres"]
    press(window, UP, CONTROL)
    press(window, Qt.Key.Key_Delete)
    assert titles(page) == ["Dos", "Tres"]
    window.toast._undo.click()
    assert titles(page) == ["Uno", "Dos", "Tres"]
    page.list.select(0)
    press(window, Qt.Key.Key_E)
    text = cast("QPlainTextEdit", page.form.widget("text"))
    assert text.hasFocus()
    text.setPlainText("Uno y medio")
    press(window, ESC)
    assert page.list.hasFocus()
    assert ideas(database, made)[0].text == "Uno y medio"
    press(window, ESC)
    assert window.current().page() is not page


def test_who_said_it_is_somebody_known(page: ParkingPage, database: Database, made: World) -> None:
    page.presenter.changed("who", "María Elena Quispe Huamán")
    assert ideas(database, made)[0].person_id == made.mayor
    page.presenter.changed("who", "Zutano")
    assert "No se sabe quién es" in page.form._entries["who"].under.text()
    page.presenter.changed("who", "")
    assert ideas(database, made)[0].person_id == ""
    assert page.presenter.names("tsa") == ["José Tsamajain"]


def test_an_agreement_is_left_for_later(window: MainWindow, database: Database, made: World) -> None:
    with writing(database) as session:
        agree(session, made, "Instalar dos centros")
    window.open("agreements", f"mesa:{made.cacao}")
    screen = cast("AgreementsScreen", window.current().page())
    screen.table.select_key(screen.board.rows[0].id)
    press(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert [one.text for one in ideas(database, made)] == ["Instalar dos centros"]
    assert screen.foot.links.parking.text() == "Parqueo (1)"
    assert not screen.table.rows()
    window.toast._undo.click()
    assert ideas(database, made) == ()
    assert len(screen.table.rows()) == 1
    screen.foot.links.parking.click()
    assert isinstance(window.current().page(), ParkingPage)
