"""Mesas in the window: by keyboard alone, by mouse alone; the copy of a workshop; what comes from before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import mesas, workshops
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.mesas.people_list import PeopleList
from alianza_desktop.ui.mesas.screen import MesasScreen
from alianza_desktop.ui.workshop.copy_page import CopyPage
from tests.builders import World, agree, arrive, writing
from tests.ui.agreement_hands import click, focused, press, settle, write
from tests.ui.clipping import faults

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, made: World, clock: FixedClock
) -> Iterator[MainWindow]:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
        arrive(session, made, made.manager)
        agree(session, made)
    start.dress(qapp)
    opened = gallery.opened(database, made.workshop, clock)
    database.subscribe(opened.on_changed)  # as the lanes do
    opened.resize(1366, 690)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    yield opened
    opened.close()
    shiboken6.delete(opened)


@pytest.fixture
def screen(window: MainWindow) -> MesasScreen:
    window.open("mesas", "")
    settle()
    page = window.current().page()
    assert isinstance(page, MesasScreen)
    return page


def names(screen: MesasScreen, number: int) -> list[str]:
    column = next(one for one in screen.people.columns() if one.number == number)
    return [chip.name for chip in column.people.chips()]


def people(screen: MesasScreen, number: int) -> PeopleList:
    return next(one.people for one in screen.people.columns() if one.number == number)


def test_by_keyboard_alone(window: MainWindow, screen: MesasScreen) -> None:
    assert focused(window) is people(screen, 0)
    press(window, Qt.Key.Key_F3)
    write(window, "2")
    press(window, Qt.Key.Key_Return)
    assert names(screen, 2) == ["José Tsamajain"]
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Left)
    assert focused(window) is people(screen, 1)
    press(window, Qt.Key.Key_Delete)
    assert names(screen, 0) == ["María Elena Quispe Huamán"]
    press(window, Qt.Key.Key_Z, CONTROL)
    assert names(screen, 1) == ["María Elena Quispe Huamán"]
    press(window, Qt.Key.Key_Z, CONTROL)
    assert names(screen, 0) == ["José Tsamajain"]
    press(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert names(screen, 2) == ["José Tsamajain"]


def test_the_tabs_stay_in_their_place(window: MainWindow, screen: MesasScreen) -> None:
    tab = screen.header.all
    before = tab.mapTo(window, tab.rect().topLeft())
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    settle()
    assert not screen.header.project.isVisible()
    assert tab.mapTo(window, tab.rect().topLeft()) == before


def test_a_wrong_number_stays_to_be_mended(window: MainWindow, screen: MesasScreen) -> None:
    press(window, Qt.Key.Key_Return)
    write(window, "7")
    press(window, Qt.Key.Key_Return)
    assert "«7»" in screen.message.text()
    assert focused(window) is screen.move_strip.number
    press(window, Qt.Key.Key_Escape)
    assert focused(window) is people(screen, 0)
    assert names(screen, 0) == ["José Tsamajain"]


def test_f3_without_anybody_says_how(window: MainWindow, screen: MesasScreen) -> None:
    for column in screen.people.columns():
        column.people.selectionModel().clearSelection()
    screen.ask_mesa()
    assert "Elija a quién mover" in screen.message.text()


def drag(source: PeopleList, row: int, to: QPoint) -> None:
    """Press on a person, carry them to a point of the screen, let go."""
    view = source.viewport()
    at = source.visualRect(source.model().index(row, 0)).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view, at + QPoint(30, 10))
    QTest.mouseMove(view, view.mapFromGlobal(to))
    settle()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(to))


def test_by_mouse_alone(window: MainWindow, screen: MesasScreen) -> None:
    target = screen.people.columns()[2]
    drag(people(screen, 0), 0, target.mapToGlobal(target.rect().center()))
    assert names(screen, 2) == ["José Tsamajain"]
    back = screen.people.columns()[0]
    drag(people(screen, 2), 0, back.mapToGlobal(back.rect().center()))
    assert names(screen, 0) == ["José Tsamajain"]


def test_a_drop_outside_moves_nobody(window: MainWindow, screen: MesasScreen) -> None:
    drag(people(screen, 0), 0, window.mapToGlobal(QPoint(600, 20)))
    assert names(screen, 0) == ["José Tsamajain"]
    assert not screen.people._label.isVisible()


def test_esc_ends_a_drag(window: MainWindow, screen: MesasScreen) -> None:
    source, target = people(screen, 0), screen.people.columns()[2]
    view = source.viewport()
    at = source.visualRect(source.model().index(0, 0)).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view, view.mapFromGlobal(target.mapToGlobal(target.rect().center())))
    assert screen.people._label.isVisible()
    QTest.keyClick(source, Qt.Key.Key_Escape)
    assert not screen.people._label.isVisible()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert names(screen, 0) == ["José Tsamajain"]


def test_those_who_are_chosen_are_dragged_together(window: MainWindow, screen: MesasScreen) -> None:
    drag(people(screen, 0), 0, screen.people.columns()[1].mapToGlobal(QPoint(40, 300)))
    assert len(names(screen, 1)) == 2
    both = people(screen, 1)
    both.selectAll()
    drag(both, 1, screen.people.columns()[2].mapToGlobal(QPoint(40, 300)))
    assert len(names(screen, 2)) == 2


def test_a_click_chooses_in_one_column_alone(window: MainWindow, screen: MesasScreen) -> None:
    for number in (0, 1):
        one = people(screen, number)
        QTest.mouseClick(
            one.viewport(), Qt.MouseButton.LeftButton, pos=one.visualRect(one.model().index(0, 0)).center()
        )
    assert len(screen.people.chosen()) == 1


def test_the_menu_of_a_person(window: MainWindow, screen: MesasScreen) -> None:
    menu = screen.people_menu()
    to = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert isinstance(to, QMenu)
    to.actions()[1].trigger()
    assert names(screen, 2) == ["José Tsamajain"]


def test_the_spread_by_keyboard(window: MainWindow, screen: MesasScreen) -> None:
    screen.header.spread.setFocus()
    press(window, Qt.Key.Key_Return)
    assert focused(window) is screen.spread_strip.apply
    assert screen.spread_strip.words() == "2 personas en 2 mesas: 1 recibe mesa."
    press(window, Qt.Key.Key_Escape)
    assert names(screen, 0) == ["José Tsamajain"]
    click(screen.header.spread)
    press(window, Qt.Key.Key_Return)
    assert names(screen, 0) == []
    assert not screen.spread_strip.isVisible()


def test_details_open_from_the_head_and_keep_what_is_typed(
    window: MainWindow, screen: MesasScreen, database: Database, made: World
) -> None:
    click(screen.people.columns()[1].head)
    field = screen.inspector.here.widget("facilitator")
    assert focused(window) is field
    write(window, "Rosa Paz")
    press(window, Qt.Key.Key_Escape)
    assert not screen.inspector.isVisible()
    with database.reading() as session:
        assert mesas.listing(session, made.workshop)[0].facilitator == "Rosa Paz"
    assert "Facilita: Rosa Paz" in screen.people.columns()[1].head.accessibleName()


def test_a_member_is_written_and_chosen(window: MainWindow, screen: MesasScreen) -> None:
    click(screen.people.columns()[1].head)
    member = screen.inspector.member
    member.setFocus()
    write(window, "Red de jóvenes")
    press(window, Qt.Key.Key_Return)
    assert [one.name for one in screen.details._facts.members] == ["Red de jóvenes"]  # type: ignore[union-attr]
    assert member.text() == ""


def test_the_mesas_of_the_alliance(window: MainWindow, screen: MesasScreen) -> None:
    click(screen.header.all)
    assert focused(window) is screen.new_mesa
    write(window, "Agua segura")
    press(window, Qt.Key.Key_Return)
    assert [row.cells["name"].text for row in screen.table.rows()][-1] == "Agua segura"
    assert screen.inspector.isVisible()
    assert screen.inspector.convene.isVisible()
    click(screen.inspector.convene)
    click(screen.header.here)
    assert [one.number for one in screen.people.columns()] == [0, 1, 2, 3]


def test_a_workshop_without_mesas_asks_how_many(window: MainWindow, database: Database, made: World) -> None:
    with writing(database) as session:
        bare = workshops.create(session, WorkshopPlan(stage=5)).id
    window.open("workshop", bare)
    window.open("mesas", "")
    settle()
    page = window.current().page()
    assert isinstance(page, MesasScreen)
    assert page.empty.isVisible()
    assert faults(window) == []
    write(window, "3")
    press(window, Qt.Key.Key_Return)
    assert [one.number for one in page.people.columns()] == [0, 3, 4, 5]


def test_the_sheets_go_to_a_file_without_a_printer(
    window: MainWindow, screen: MesasScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "hojas.pdf"
    monkeypatch.setattr(
        "alianza_desktop.ui.paper.save_file",
        lambda _owner, _title, _kinds, _name, done: done(target),
    )
    menu = screen.sheets.menu(screen.papers)
    menu.actions()[0].trigger()
    assert target.read_bytes().startswith(b"%PDF")
    assert "Guardado en hojas.pdf" in screen.message.text()


def test_what_is_projected(window: MainWindow, screen: MesasScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(screen._context, "project", asked.append)
    click(screen.header.project)
    assert asked == ["seating"]


# «Duplicar etapa anterior»


def test_the_next_workshop_is_made_and_taken_back(
    window: MainWindow, database: Database, made: World
) -> None:
    window.open("copy-page", made.workshop)
    settle()
    page = window.current().page()
    assert isinstance(page, CopyPage)
    day = page.form.widget("starts_on")
    assert isinstance(day, QLineEdit)
    assert focused(window) is day
    write(window, "14/12/2026")
    assert [box.text() for box in page.boxes.values()] == [
        "2 mesas", "2 personas que vinieron", "1 asiento de antes", "1 acuerdo abierto"
    ]  # fmt: skip
    click(page.boxes["people"])
    assert not page.boxes["seats"].isEnabled()
    click(page.boxes["people"])
    assert page.boxes["seats"].isChecked()
    assert faults(window) == []
    press(window, Qt.Key.Key_Return, CONTROL)
    settle()
    with database.reading() as session:
        rows = workshops.listing(session)
    assert [(row.stage, row.starts_on, row.invited) for row in rows][1:] == [(5, "2026-12-14", 2)]
    assert window._context is not None
    assert window._context.workshop_id == rows[1].id
    press(window, Qt.Key.Key_Z, CONTROL)
    settle()
    with database.reading() as session:
        assert len(workshops.listing(session)) == 1
    assert window._context.workshop_id == made.workshop


def test_what_comes_from_before_is_read_in_agreements(
    window: MainWindow, database: Database, made: World
) -> None:
    from alianza_desktop.services import workshop_copy

    with writing(database) as session:
        new = workshop_copy.duplicate(session, made.workshop)
    window.open("workshop", new)
    window.open("agreements", f"mesa:{made.cacao}")
    settle()
    page = window.current().page()
    assert isinstance(page, AgreementsScreen)
    assert page.before.isVisible()
    assert page.before.accessibleName() == "Viene del Taller 4: 1 acuerdo abierto"
    assert [row.title for row in page.before.rows.rows()] == ["Instalar dos centros de acopio"]
    assert faults(window) == []
    page.board.open_mesa("")
    settle()
    assert not page.before.isVisible()
