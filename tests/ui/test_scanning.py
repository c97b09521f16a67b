"""A scanner that types away from the line, and what it leaves behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core import credential
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.registration import reading
from alianza_desktop.ui.registration.bursts import BurstClock
from alianza_desktop.ui.registration.screen import RegistrationScreen
from tests.builders import World

ENTER = Qt.Key.Key_Return
MAYOR, MANAGER = "45678901", "01234567"


@pytest.fixture
def screen(
    qapp: QApplication, database: Database, made: World, clock: FixedClock, qtbot: QtBot
) -> Iterator[RegistrationScreen]:
    start.dress(qapp)
    window = gallery.opened(database, made.workshop, clock)
    window.resize(1366, 690)
    window.show()
    qtbot.waitExposed(window)
    window.open("registration", "")
    shown = window.current().page()
    assert isinstance(shown, RegistrationScreen)
    yield shown
    window.close()
    shiboken6.delete(window)


def scan(screen: RegistrationScreen, text: str, end: Qt.Key = ENTER) -> None:
    """Send every key at once, and let the burst rest."""
    people, screen.scans.burst = screen.scans.burst, BurstClock(lambda: 0.0)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    QTest.keyClick(focused, end)
    screen.scans._quiet.timeout.emit()
    screen.scans.burst = people


def test_over_the_mesa_it_changes_no_mesa(screen: RegistrationScreen, made: World) -> None:
    screen.line.setText(MAYOR)
    mesa = screen.found.card.mesa
    before = mesa.value()
    mesa.setFocus()
    scan(screen, MANAGER)  # the numbers of both mesas among its digits
    assert screen.line.text() == MANAGER
    assert "José Tsamajain" in screen.found.card.accessibleName()
    assert screen.line.hasFocus()
    screen.line.setText(MAYOR)
    assert mesa.value() == before


def test_a_credential_over_a_button_opens_its_person(screen: RegistrationScreen, made: World) -> None:
    screen.head.hear.setFocus()
    scan(screen, credential.code(made.manager), Qt.Key.Key_Tab)
    assert "José Tsamajain" in screen.found.card.accessibleName()


def test_the_enter_of_a_code_over_the_button_registers_nobody(screen: RegistrationScreen) -> None:
    screen.line.setText(MAYOR)
    screen.found.primary.setFocus()
    for end in (ENTER, Qt.Key.Key_Tab):
        scan(screen, "@QUISPE<<MARIA", end)
        assert screen.found.primary.hasFocus()
    assert screen.arrivals.last.rows() == ()
    QTest.keyClick(screen.found.primary, ENTER)
    assert len(screen.arrivals.last.rows()) == 1


def test_a_person_who_types_in_a_field_is_left_alone(screen: RegistrationScreen) -> None:
    screen.desk.new_person()
    phone = screen.form.phone
    phone.setFocus()
    QTest.keyClicks(phone, "941234567")
    QTest.keyClick(phone, ENTER)
    assert phone.text() == "941234567"
    assert screen.form.isVisible()


def test_the_next_scan_takes_the_place_of_the_last(screen: RegistrationScreen, made: World) -> None:
    for number in (MAYOR, MANAGER):
        scan(screen, number)
        assert screen.line.text() == number
    screen.line.setText("qui")
    scan(screen, MAYOR, Qt.Key.Key_Tab)
    assert screen.line.text() == MAYOR
    assert screen.line.hasFocus()
    assert screen.arrivals.last.rows() == ()
    QTest.keyClick(screen.line, ENTER)
    assert len(screen.arrivals.last.rows()) == 1


def test_a_name_that_came_at_once_waits_for_its_enter(screen: RegistrationScreen, made: World) -> None:
    scan(screen, "huaman quispe")
    assert screen.line.text() == "huaman quispe"
    assert screen.found.isVisible()
    assert screen.arrivals.last.rows() == ()


def test_a_scanner_of_another_layout_shows_its_signs(screen: RegistrationScreen) -> None:
    scan(screen, "!$%45678")
    assert screen._message.text().strip() == reading.strange_words("!$%")
    assert screen.line.text() == ""


def test_keys_of_the_card_and_of_the_panes(screen: RegistrationScreen, made: World) -> None:
    screen.line.setText(MAYOR)
    QTest.keyClick(screen.line, ENTER)
    assert screen.arrivals.last.rows()[0].title == "María Elena Quispe Huamán"
    QTest.keyClick(screen.line, Qt.Key.Key_F6)
    assert screen.arrivals.last.hasFocus()
    QTest.keyClick(screen.arrivals.last, ENTER)
    assert screen.found.primary.text() == "Siguiente"
    QTest.keyClick(screen.line, Qt.Key.Key_F3)
    assert screen.found.card.mesa.hasFocus()
    QTest.keyClicks(screen.found.card.mesa, "2")
    assert screen.found.primary.text() == "Guardar el cambio"
    QTest.keyClick(screen.found.card.mesa, ENTER)
    assert screen.line.hasFocus()
    screen.arrivals.last.setFocus()
    QTest.keyClick(screen.arrivals.last, Qt.Key.Key_Delete)
    assert screen.arrivals.last.rows() == ()


def test_a_mesa_that_does_not_exist_is_said(screen: RegistrationScreen, made: World) -> None:
    screen.line.setText(MAYOR)
    card = screen.found.card
    QTest.keyClick(screen.line, Qt.Key.Key_F3)
    before = card.mesa.value()
    QTest.keyClicks(card.mesa, "27")  # its first digit is a mesa
    assert card._mesa_note.text() == "No hay Mesa 27 aquí."
    assert card.mesa.value() == before
    QTest.keyClicks(card.mesa, "2")
    assert card._mesa_note.text() != "No hay Mesa 27 aquí."
    assert card.mesa.currentData()[1] == "2"


def test_menus_offer_letters_sessions_and_a_row(
    screen: RegistrationScreen, made: World, tmp_path: Path
) -> None:
    screen.line.setText(MAYOR)
    QTest.keyClick(screen.line, ENTER)
    letters = [one.text() for one in screen.head.menu().actions()]
    assert letters[:2] == [
        "Todos los apellidos: una sola mesa de registro",
        "Apellidos de la A a la L (dos mesas de registro)",
    ]
    assert len(letters) == 6
    assert [one.text() for one in screen.arrivals.session_menu().actions()] == ["Mañana", "Tarde"]
    screen.arrivals.last.select(0)
    assert [one.text() for one in screen.arrivals.last.menu().actions()] == [
        "Abrir",
        "Deshacer este registro",
    ]


def test_a_success_leaves_by_itself_and_a_failure_at_a_key(screen: RegistrationScreen, qtbot: QtBot) -> None:
    screen.strip._timer.setInterval(1)
    screen.line.setText(MAYOR)
    QTest.keyClick(screen.line, ENTER)
    qtbot.waitUntil(screen.strip.isHidden)
    screen.line.setText("70123456")
    assert screen.strip.text().strip() == "No la encontramos."
    QTest.keyClick(screen.line, Qt.Key.Key_End)  # at once: a scanner's own
    assert not screen.strip.isHidden()
    qtbot.waitUntil(lambda: screen.strip._failed.elapsed() > 300)
    QTest.keyClick(screen.line, Qt.Key.Key_End)
    assert screen.strip.isHidden()


def test_the_sign_goes_to_the_projector(screen: RegistrationScreen) -> None:
    asked: list[str] = []
    screen._context.project = asked.append
    assert not screen.head.sign.isVisible()
    screen.desk.equipment.take_letters("M-Z")
    QTest.mouseClick(screen.head.sign, Qt.MouseButton.LeftButton)
    assert asked == ["sign"]
    assert screen.head.desk.text() == "Equipo A · M–Z"


def test_the_credential_of_who_is_on_the_card(screen: RegistrationScreen, made: World) -> None:
    asked: list[tuple[str, str]] = []
    screen._context.open = lambda kind, which: asked.append((kind, which))
    QTest.keyClick(screen.line, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)  # nobody is there
    screen.line.setText(MAYOR)
    QTest.keyClick(screen.line, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("papers-page", f"credential:{made.mayor}")]
