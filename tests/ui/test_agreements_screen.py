"""Acuerdos in the window by mouse alone; drafts, other screens, texts of every kind, sizes."""

from collections.abc import Iterator
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import rules
from alianza_desktop.services import agreements, organizations
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.widgets.button import Button
from tests.builders import World, agree, arrive, writing
from tests.ui.agreement_hands import (
    ENTER,
    click,
    click_row,
    enter,
    field,
    focused,
    mesa,
    press,
    settle,
    texts,
    write,
)
from tests.ui.clipping import faults

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


def test_everything_by_mouse(window: MainWindow, screen: AgreementsScreen) -> None:
    screen.line.setText("Asignar un técnico @min")
    row = screen.choices.list.visualRect(screen.choices.list.model().index(1, 0)).center()
    QTest.mouseClick(screen.choices.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert screen.line.text() == "Asignar un técnico @MinisteriodelaProducción "
    click(screen.line.add)
    assert texts(screen) == ["Asignar un técnico"]
    assert screen.foot.incomplete.text() == "1 por completar"
    click(screen.foot.go_first)
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
    click(screen.inspector.folds.heads["partners"])
    drop = next(
        one for one in screen.inspector.findChildren(Button) if one.accessibleName().startswith("Quitar a")
    )
    click(drop)
    assert screen.board.rows[0].partners == ()


def test_rows_are_moved_converted_and_deleted_by_mouse(window: MainWindow, screen: AgreementsScreen) -> None:
    enter(window, "Uno @coop +1d", "Dos @coop +2d")
    settle()
    table = screen.table
    place = table.visualRect(table.model().index(1, 1)).center()
    click_row(screen, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    shown = screen.findChildren(QMenu)[-1]
    assert [one.text().partition("\t")[0] for one in shown.actions()] == [
        "Ver los detalles",
        "Subir",
        "Bajar",
        "Cambiar el tipo",
        "Acepta",
        "No acepta",
        "Por confirmar",
        "Dejar en el parqueo",
        "Anotar una objeción o reserva",
        "Quitar de la lista",
    ]
    shown.actions()[1].trigger()
    assert texts(screen) == ["Dos", "Uno"]
    shown.actions()[3].trigger()
    assert table.rows()[0].cells["text"].prefix == "Pedido ·"
    shown.actions()[-1].trigger()
    shown.close()
    assert texts(screen) == ["Uno"]
    screen.gestures.menu().actions()[0].trigger()
    assert screen.inspector.isVisible()
    click(screen.inspector.remove)
    assert texts(screen) == []
    assert not screen.inspector.isVisible()
    click(window.toast._undo)
    assert texts(screen) == ["Uno"]


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
    assert screen.board.rows[0].text == " ".join(rules.visible(text).split())
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


@pytest.mark.parametrize("wanted", ["responsible", "due_on", ""])
def test_a_gap_of_the_acta_leads_to_its_field(
    window: MainWindow, screen: AgreementsScreen, wanted: str
) -> None:
    enter(window, "Mejorar el camino vecinal")
    settle()
    (record,) = [row.key for row in screen.table.rows()]
    window.open("agreements", f"{record}:{wanted}" if wanted else record)
    settle()
    assert window.focusWidget() is screen.inspector.form.widget(wanted or "text")


def test_the_day_of_the_details_is_said_as_in_the_line(
    window: MainWindow, screen: AgreementsScreen, database: Database, made: World
) -> None:
    enter(window, "Mejorar el camino vecinal")
    settle()
    window.open("agreements", f"{screen.table.rows()[0].key}:due_on")
    settle()
    write(window, "+90d")
    press(window, ENTER)
    settle()
    assert field(screen, "due_on").text() == "21/02/2027"
    with database.reading() as session:
        assert agreements.listing(session, made.workshop, made.cacao)[0].due_on == "2027-02-21"
