"""The page of a workshop as a person uses it: keys only, mouse only, what is typed and half typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import workshops
from alianza_desktop.services.workshops import WorkshopView
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start, theme
from alianza_desktop.ui.home.screen import HomeScreen
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.workshop.screen import WorkshopScreen
from tests.builders import World
from tests.ui.clipping import faults

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = "Asociación «Ñandú & <hijos>» 'del' \"Marañón\" مرحبا 🌱 " * 90


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, database: Database, clock: FixedClock) -> Iterator[MainWindow]:
    start.dress(qapp)
    made = gallery.opened(database, _last(database), clock)
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    made.open("home", "")
    yield made
    made.close()
    shiboken6.delete(made)
    theme.apply(qapp, "claro")


def _last(database: Database) -> str:
    with database.reading() as session:
        return next((row.id for row in workshops.listing(session)), "")


@pytest.fixture
def known(made: World, window: MainWindow) -> World:
    """A workshop that is there before the window opens."""
    return made


def page(window: MainWindow) -> WorkshopScreen:
    screen = window.current().page()
    assert isinstance(screen, WorkshopScreen)
    return screen


def wrong(window: MainWindow) -> list[str]:
    """Return what is clipped once the layouts have settled."""
    app = QApplication.instance()
    assert app is not None
    for _ in range(3):
        app.processEvents()
    return faults(window)


def keys(window: MainWindow, *steps: str | Qt.Key) -> int:
    """Type texts and press keys on whatever has the focus; returns how many strokes it took."""
    strokes = 0
    for step in steps:
        focused = window.focusWidget()
        assert focused is not None
        if isinstance(step, str):
            QTest.keyClicks(focused, step)
            strokes += len(step)
        else:
            QTest.keyClick(focused, step)
            strokes += 1
    return strokes


def view(database: Database) -> WorkshopView:
    with database.reading() as session:
        return workshops.show(session, workshops.listing(session)[-1].id)


def line(window: MainWindow, kind: str, row: int, name: str) -> QLineEdit:
    return page(window).lines[kind].rows()[row].fields[name]


def test_the_next_workshop_takes_a_dozen_keys(window: MainWindow, database: Database) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert window.focusWidget() is page(window).form.widget("starts_on")
    strokes = 2 + keys(window, "01122026")
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, ENTER, CONTROL)
    assert strokes + 2 <= 12
    found = view(database)
    assert (found.workshop.stage, found.workshop.starts_on) == (1, "2026-12-01")
    assert window._here == "home"
    assert isinstance(window.current().page(), HomeScreen)
    assert window.windowTitle().startswith("Taller 1")
    assert "está creado" in window.toast.accessibleName()


def test_a_whole_workshop_by_keyboard(window: MainWindow, database: Database) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    form = page(window).form
    strokes = keys(window, "1/12/2026", ENTER, ENTER)
    where = form.widget("where")
    assert isinstance(where, QLineEdit)
    assert where.hasFocus()
    where.selectAll()
    strokes += keys(window, "nieva, condorcanqui, amazonas", ENTER, "Coliseo municipal", ENTER, ENTER)
    strokes += keys(window, "Universidad de Ejemplo", ENTER, "la Alianza", ENTER)
    assert where.text() == "Nieva, Condorcanqui, Amazonas"
    fresh = page(window).lines["mesas"].fresh.fields["name"]
    fresh.setFocus()
    strokes += keys(window, "Cacao", ENTER, "Salud", TAB, "SALUD", ENTER)
    last = page(window).lines["agenda"].fresh.fields["starts_at"]
    last.setFocus()
    strokes += keys(window, "1400", TAB, "Clausura", TAB, "15", ENTER)
    assert page(window).lines["agenda"].fresh.fault.text().startswith("No se entiende la hora")
    last.clear()
    last.setFocus()
    strokes += keys(window, "14:00", ENTER)
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, ENTER, CONTROL)
    found = view(database)
    assert (found.territory, found.host) == ("Nieva, Condorcanqui, Amazonas", "Universidad de Ejemplo")
    assert found.workshop.place == "Coliseo municipal"
    assert [(one.name, one.sigla) for one in found.mesas] == [("Cacao", ""), ("Salud", "SALUD")]
    assert [one.title for one in found.agenda][-1] == "Clausura"
    assert strokes * 0.28 < 60  # seconds at the pace of ux.md §1: well under three minutes


def test_a_missing_day_is_said_beside_it_and_nothing_is_made(window: MainWindow, database: Database) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    QTest.mouseClick(page(window).end, Qt.MouseButton.LeftButton)
    assert page(window).form.widget("starts_on").hasFocus()
    assert "Falta la fecha" in page(window).form.widget("starts_on").accessibleDescription()
    keys(window, "31/02/2026")
    QTest.mouseClick(page(window).end, Qt.MouseButton.LeftButton)
    assert _last(database) == ""
    assert wrong(window) == []


def test_what_is_typed_survives_esc_and_another_window(
    window: MainWindow, database: Database, clock: FixedClock, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    page(window).form.focus_field("place")
    keys(window, "Casa comunal")
    line(window, "sessions", 0, "name").setFocus()
    line(window, "sessions", 0, "name").selectAll()
    keys(window, "Primera")
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert window._here == "home"
    other = gallery.opened(database, "", clock)
    other.open("workshop-page", "")
    assert page(other).form.values()["place"] == "Casa comunal"
    assert line(other, "sessions", 0, "name").text() == "Primera"
    other.close()
    shiboken6.delete(other)


def test_a_workshop_is_changed_by_mouse(known: World, window: MainWindow, database: Database) -> None:
    window.enter(known.workshop)
    home = window.current().page()
    assert isinstance(home, HomeScreen)
    QTest.mouseClick(home._edit, Qt.MouseButton.LeftButton)
    screen = page(window)
    assert line(window, "agenda", 0, "starts_at").hasFocus()
    rows = screen.lines["agenda"].rows()
    QTest.mouseClick(rows[0].buttons["down"], Qt.MouseButton.LeftButton)
    assert [one.title for one in view(database).agenda] == ["Acuerdos", "Registro"]
    QTest.mouseClick(screen.lines["agenda"].rows()[0].buttons["remove"], Qt.MouseButton.LeftButton)
    assert [one.title for one in view(database).agenda] == ["Registro"]
    QTest.mouseClick(window.toast._undo, Qt.MouseButton.LeftButton)
    assert len(view(database).agenda) == 2
    second = screen.lines["sessions"].rows()[1]
    assert second.buttons["turn"].text() == "Abrir"
    QTest.mouseClick(second.buttons["turn"], Qt.MouseButton.LeftButton)
    assert [one.state for one in view(database).sessions] == ["closed", "open"]
    assert second.buttons["turn"].text() == "Abierta: cerrar"
    QTest.mouseClick(screen.end, Qt.MouseButton.LeftButton)
    assert window._here == "home"


def test_lines_by_keyboard(known: World, window: MainWindow, database: Database) -> None:
    window.enter(known.workshop)
    window.open("workshop-page", known.workshop)
    second = line(window, "agenda", 1, "title")
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Up, CONTROL)
    assert [one.title for one in view(database).agenda] == ["Acuerdos", "Registro"]
    assert second.hasFocus()
    second.selectAll()
    keys(window, "Acuerdos por mesa", ENTER)
    assert view(database).agenda[0].title == "Acuerdos por mesa"
    assert window.focusWidget() is line(window, "agenda", 1, "title")
    capacity = line(window, "mesas", 0, "capacity")
    capacity.setFocus()
    capacity.selectAll()
    keys(window, "muchos", ENTER)
    assert view(database).mesas[0].capacity == 10
    assert "número" in page(window).lines["mesas"].rows()[0].fault.text()
    assert wrong(window) == []


def test_a_title_left_empty_says_so(known: World, window: MainWindow, database: Database) -> None:
    window.enter(known.workshop)
    window.open("workshop-page", f"{known.workshop}:agenda")
    field = line(window, "agenda", 0, "title")
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, ENTER)
    assert page(window).lines["agenda"].rows()[0].fault.text() == "Falta el título del bloque."
    assert view(database).agenda[0].title == "Registro"


@pytest.mark.parametrize("size", gallery.SIZES)
@pytest.mark.parametrize("text", [LONG[:60], LONG[:5000]], ids=["60", "5000"])
def test_long_and_strange_texts_fit(
    known: World, window: MainWindow, database: Database, size: tuple[int, int], text: str
) -> None:
    window.resize(*size)
    window.enter(known.workshop)
    window.open("workshop-page", known.workshop)
    screen = page(window)
    for field in ("name", "place", "convened_by", "year_line"):
        widget = screen.form.widget(field)
        assert isinstance(widget, QLineEdit)
        widget.setFocus()
        widget.selectAll()
        widget.insert(text)
        widget.textEdited.emit(text)
    for kind, name in (("sessions", "name"), ("mesas", "facilitator"), ("agenda", "title")):
        fresh = line(window, kind, 0, name)
        fresh.setText(text)
        fresh.textEdited.emit(text)
    assert screen._told()
    assert wrong(window) == []
    found = view(database)
    assert found.workshop.place == " ".join(text.split())
    assert found.mesas[0].facilitator.split() == text.split()
    window.open("home", "")
    assert wrong(window) == []


def test_sixty_mesas_and_none(known: World, window: MainWindow, database: Database) -> None:
    window.enter(known.workshop)
    window.open("workshop-page", known.workshop)
    lines = page(window).lines["mesas"]
    for number in range(58):
        lines.added.emit(
            {"name": f"Mesa de prueba {number}", "sigla": "", "theme": "", "facilitator": "", "capacity": ""}
        )
    assert len(lines.rows()) == len(view(database).mesas) == 60
    assert wrong(window) == []


def test_every_part_has_a_name(known: World, window: MainWindow) -> None:
    window.enter(known.workshop)
    window.open("workshop-page", known.workshop)
    silent = [
        type(one).__name__
        for one in page(window).findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert silent == []


def test_the_list_of_places_is_offered_while_it_is_typed(window: MainWindow, tmp_path: Path) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    where = page(window).form.widget("where")
    assert isinstance(where, QLineEdit)
    where.setFocus()
    where.selectAll()
    QTest.keyClicks(where, "cenepa")
    completer = where.completer()
    assert completer is not None
    assert completer.completionModel().rowCount() >= 1
    completer.activated.emit("El Cenepa, Condorcanqui, Amazonas")
    page(window).form.pending()
    assert page(window)._place_note.text() == "Distrito · ubigeo 010402"


@pytest.mark.usefixtures("known")
def test_what_an_acta_lacks_opens_its_field(window: MainWindow, qtbot: QtBot, database: Database) -> None:
    window.open("workshop-page", f"{_last(database)}:place")
    place = page(window).form.widget("place")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is place)
