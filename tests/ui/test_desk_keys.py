"""The desk with keys alone: the walk-in form to its end, its marks, and what Esc and a click leave behind."""

from collections.abc import Iterator
from functools import partial
from itertools import count

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Person
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.registration.bursts import BurstClock
from alianza_desktop.ui.registration.screen import RegistrationScreen
from tests.builders import World

ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
MAYOR, NOBODY = "45678901", "70123456"


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
    shown.scans.burst = BurstClock(partial(next, count()))  # a person types
    yield shown
    window.close()
    shiboken6.delete(window)


def fill(screen: RegistrationScreen, number: str = NOBODY) -> None:
    screen.open_form("1", number, "", "Comunidad Nueva")
    QApplication.processEvents()  # a new form shows its boxes
    QTest.keyClicks(screen.form.given, "Elena")
    QTest.keyClicks(screen.form.paternal, "Tsakim")


def test_enter_over_a_consent_registers(screen: RegistrationScreen) -> None:
    fill(screen)
    QTest.keyClick(screen.form.register, ENTER)
    box = screen.form.focusWidget()
    assert box.accessibleName() == "Acepto el registro de mis datos. (Alt+1)"
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.keyClick(box, ENTER)
    assert [one.title for one in screen.arrivals.last.rows()] == ["Elena Tsakim"]


def test_the_mark_of_a_fault_goes_with_its_words(screen: RegistrationScreen) -> None:
    form = screen.form
    fill(screen, "")
    QTest.keyClick(form.register, ENTER)
    assert form.number.property("fault") is True
    QTest.keyClicks(form.position, "x")
    assert form.number.property("fault") is False
    QTest.keyClick(form.register, ENTER)
    screen.escape()
    screen.open_form("1", "", "", "")
    assert form.number.property("fault") is False


def test_the_sector_of_a_new_organisation_is_asked_by_tab(screen: RegistrationScreen) -> None:
    fill(screen)
    screen.form.organization.setFocus()
    QTest.keyClick(screen.form.organization, TAB)
    assert screen.form.organization.ask.hasFocus()
    QTest.keyClick(screen.form.organization.ask, TAB)
    assert screen.form.position.hasFocus()


def test_enter_through_a_new_organisation_takes_the_sector_of_its_name_or_goes_on_without(
    screen: RegistrationScreen,
) -> None:
    fill(screen)
    body = screen.form.organization
    for name, sector in (("Universidad de Nieva", "academia"), ("Voluntarios de Nieva", "")):
        body.setFocus()
        body.setText(name)
        body.textEdited.emit(name)  # whole: no list of suggestions takes the keys
        QTest.keyClick(body, ENTER)
        assert screen.form.position.hasFocus()
        assert screen.form.values().sector == sector
    body.choose("society")
    body.setText("Voluntarios de Nieva Alto")
    body.textEdited.emit(body.text())
    assert screen.form.values().sector == "society"


def test_the_number_of_a_mesa_chooses_it_in_the_form_and_one_that_is_not_there_is_said(
    screen: RegistrationScreen, made: World
) -> None:
    fill(screen)
    mesa = screen.form.mesa
    screen._change_mesa()
    QTest.keyClicks(mesa, "2")
    assert (mesa.value(), screen.form._fault.text()) == (made.conecta, "")
    QTest.keyClicks(mesa, "9")
    assert (mesa.value(), screen.form._fault.text()) == (made.cacao, "No hay Mesa 29 aquí.")
    QTest.keyClicks(mesa, "2")
    assert (mesa.value(), screen.form._fault.text()) == (made.conecta, "")


def test_a_question_of_three_lines_leaves_the_whole_form_in_sight(
    screen: RegistrationScreen,
) -> None:
    screen.open_form("1", NOBODY, "", "")
    bar = screen.form.findChildren(QScrollArea)[0].verticalScrollBar()
    QTest.qWait(1)
    screen.form.show_similar("x", "«Elena Maritza Tsakim Wampash», DNI 80123456. Coincide el nombre. " * 2)
    QTest.qWait(1)
    assert screen.form._similar.height() > 60
    assert bar.maximum() == 0


def test_esc_ends_a_delegation_whatever_is_written(screen: RegistrationScreen) -> None:
    screen.line.setText(MAYOR)
    QTest.keyClick(screen.line, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert screen.desk.leaving.principal
    screen.line.setText("Jos")
    QTest.keyClick(screen.line, ESC)
    assert not screen.desk.leaving.principal
    assert screen.line.text() == "Jos"


def test_a_click_in_the_head_leaves_the_focus_in_the_line(screen: RegistrationScreen) -> None:
    QTest.mouseClick(screen.head.hear, Qt.MouseButton.LeftButton)
    assert screen.line.hasFocus()
    screen.head.desk.setFocus()
    screen.head.letters_chosen.emit("A-L")
    assert screen.line.hasFocus()


def test_somebody_with_another_document_is_registered_to_the_end(
    screen: RegistrationScreen, database: Database
) -> None:
    screen.line.setText("001234567")
    screen.take_document("4")
    QApplication.processEvents()
    form = screen.form
    assert (form.number.text(), form.number.placeholderText()) == ("001234567", "CE")
    QTest.keyClicks(form.given, "Elena")
    QTest.keyClicks(form.paternal, "Tsakim")
    form.organization.setText("Universidad de Nieva")
    form.organization.textEdited.emit(form.organization.text())
    QTest.keyClick(form._boxes[0], Qt.Key.Key_Space)
    form.language.setFocus()
    QTest.keyClick(form.language, ENTER)
    assert [one.title for one in screen.arrivals.last.rows()] == ["Elena Tsakim"]
    screen.line.setText("001234567")
    assert screen.found.isVisible()
    assert "Llegada ya registrada" in screen.found.card._title.text()
    assert "CE 001234567" in screen.found.card._note._whole
    with database.reading() as session:
        person = session.scalars(select(Person).where(Person.document_number == "001234567")).one()
        assert (person.document_type, person.paternal_surname) == ("4", "Tsakim")
