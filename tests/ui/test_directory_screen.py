"""Personas and Actores in the window: by keyboard alone, by mouse alone, many rows, texts of every kind."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Organization, Person
from alianza_desktop.services import actor_traits, needs, organizations, people, same_as
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import get
from alianza_desktop.storage import files
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start, theme
from alianza_desktop.ui.directory import logo
from alianza_desktop.ui.directory.actors_screen import ActorsScreen
from alianza_desktop.ui.directory.panel import PageArea
from alianza_desktop.ui.directory.people_screen import PeopleScreen
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.widgets.rows import Rows
from alianza_desktop.ui.widgets.sector_mark import SectorMark
from tests import growing_ids
from tests.builders import World, agree, arrive, world, writing
from tests.ui.agreement_hands import CONTROL, DOWN, ENTER, ESC, UP, click, focused, press, settle, write
from tests.ui.clipping import faults

database = growing_ids.database

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ALT = Qt.KeyboardModifier.AltModifier
LONGEST = "Asociación de Productoras y Productores Agroforestales del Marañón y Santiago"
NASTY = ("<b>=1+1</b>", "a\u202egnp\u202c 👩🏽‍🌾", LONGEST, "Ñ" * 60)


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
        return made


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, made: World, clock: FixedClock
) -> Iterator[MainWindow]:
    start.dress(qapp)
    shown = gallery.opened(database, made.workshop, clock)
    database.subscribe(shown.on_changed)  # as the lanes do
    shown.resize(1366, 690)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    shown.close()
    shiboken6.delete(shown)


@pytest.fixture
def persons(window: MainWindow) -> PeopleScreen:
    window.open("people", "")
    screen = window.current().page()
    assert isinstance(screen, PeopleScreen)
    return screen


@pytest.fixture
def actors(window: MainWindow) -> ActorsScreen:
    window.open("organizations", "")
    screen = window.current().page()
    assert isinstance(screen, ActorsScreen)
    return screen


def row(screen: PeopleScreen | ActorsScreen, place: int, *, more: bool = False) -> None:
    table = screen.table
    at = table.visualRect(table.model().index(place, 0)).center()
    modifier = CONTROL if more else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def field(screen: PeopleScreen | ActorsScreen, key: str) -> QLineEdit:
    widget = screen.panel.form.widget(key)
    assert isinstance(widget, QLineEdit)
    return widget


def test_a_person_is_found_and_mended_by_keyboard_alone(
    window: MainWindow, persons: PeopleScreen, database: Database, made: World
) -> None:
    assert focused(window) is persons.search
    write(window, "tsama")
    press(window, ENTER)
    assert persons.panel.shown_id() == made.manager
    assert focused(window) is field(persons, "maternal_surname")  # the first that is empty
    write(window, "Wajai")
    press(window, ESC)
    with database.reading() as session:
        assert get(session, Person, made.manager).maternal_surname == "Wajai"
    assert persons.panel.isHidden()
    assert focused(window) is persons.table
    press(window, ESC)
    assert focused(window) is persons.search
    assert persons.search.text() == ""
    persons.presenter.search("")
    press(window, DOWN)
    press(window, DOWN)
    assert persons.table.current_key() == made.manager
    press(window, ENTER)
    press(window, Qt.Key.Key_PageDown, CONTROL)
    press(window, Qt.Key.Key_PageDown, CONTROL)
    settle()
    said = [one.text() for one in persons.panel.history_page.findChildren(QLabel) if one.isVisible()]
    assert "Apellido materno: «Wajai»" in said


def test_a_person_is_seen_and_brought_to_registro_by_mouse_alone(
    window: MainWindow, persons: PeopleScreen, made: World
) -> None:
    row(persons, 0)
    assert persons.panel.shown_id() == made.mayor
    row(persons, 1)
    assert persons.panel.shown_id() == made.manager
    click(persons.bring)
    assert type(window.current().page()).__name__ == "RegistrationScreen"


def test_the_link_of_an_agreement_opens_it(window: MainWindow, persons: PeopleScreen, made: World) -> None:
    row(persons, 0)
    persons.panel.show_links()
    settle()
    lists = persons.panel.links_page.findChildren(Rows)
    agreements = next(one for one in lists if one.accessibleName() == "Acuerdos a su nombre")
    agreements.setFocus()
    agreements.select(0)
    press(window, ENTER)
    assert type(window.current().page()).__name__ == "AgreementsScreen"


def test_two_are_joined_by_keys_and_separated_by_mouse(
    window: MainWindow, persons: PeopleScreen, database: Database, made: World
) -> None:
    with writing(database) as session:
        twin = people.add(
            session,
            PersonData(
                document_type="none", given_names="MARIA ELENA", paternal_surname="QUISPE",
                maternal_surname="HUAMAN", organization_id=made.municipality,
            ),
        ).id  # fmt: skip
    settle()
    assert persons.duplicates.text() == "1 posible duplicado"
    press(window, Qt.Key.Key_D, CONTROL)
    assert persons.pages.currentWidget() is persons.merge
    assert focused(window) is persons.merge.same_button
    press(window, Qt.Key.Key_1, ALT)
    assert persons.pages.currentWidget() is persons.list_page
    assert not persons.duplicates.isVisible()
    assert len(persons.table.rows()) == 2
    row(persons, 0)
    click(persons.panel._separate)
    with database.reading() as session:
        assert same_as.members(session, "person", twin) == (twin,)
    assert len(persons.table.rows()) == 3


def test_two_chosen_rows_are_compared(window: MainWindow, persons: PeopleScreen) -> None:
    row(persons, 0)
    row(persons, 1, more=True)
    actions = persons.row_menu().actions()
    compare = next(one for one in actions if one.text() == "Comparar las dos")
    compare.trigger()
    assert persons.pages.currentWidget() is persons.merge
    press(window, ESC)
    assert persons.pages.currentWidget() is persons.list_page


def test_an_actor_and_its_lists_by_keyboard_alone(
    window: MainWindow, actors: ActorsScreen, database: Database
) -> None:
    actors.new.setFocus()
    write(window, "Universidad Nueva")
    press(window, ENTER)
    actor = actors.panel.shown_id()
    assert actors.table.current_key() == actor
    actors.panel.show_page(1)
    capacity = actors.lists["capacity"]
    capacity.field.setFocus()
    for text in ("uno", "dos"):
        write(window, text)
        press(window, ENTER)
    assert focused(window) is capacity.field
    capacity.list.setFocus()
    press(window, DOWN)
    press(window, UP, CONTROL)
    assert [text for _key, text in capacity.list.lines()] == ["dos", "uno"]
    press(window, ENTER)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "dos bis")
    QTest.keyClick(editor, ENTER)
    settle()
    with database.reading() as session:
        assert [one.text for one in actor_traits.listing(session, actor)] == ["dos bis", "uno"]
    capacity.list.setFocus()
    press(window, Qt.Key.Key_Delete)
    assert [text for _key, text in capacity.list.lines()] == ["uno"]
    assert window.toast.isVisible()
    press(window, Qt.Key.Key_Z, CONTROL)
    assert [text for _key, text in capacity.list.lines()] == ["dos bis", "uno"]


def test_another_card_begins_at_its_top(window: MainWindow, actors: ActorsScreen) -> None:
    first, second = (row.key for row in actors.table.rows()[:2])
    actors.show_card_of(first)
    settle()
    page = next(one for one in actors.panel.findChildren(PageArea) if one.isVisible())
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    actors.show_card_of(first)
    assert bar.value() == bar.maximum() > 0
    actors.show_card_of(second)
    assert bar.value() == 0


def test_what_was_written_in_a_list_is_added_on_leaving(
    window: MainWindow, actors: ActorsScreen, database: Database, made: World
) -> None:
    row(actors, 0)
    shown = actors.panel.shown_id()
    actors.lists["resource"].field.setText("Balanza")
    row(actors, 1)
    with database.reading() as session:
        assert [one.text for one in actor_traits.listing(session, shown)] == ["Balanza"]


def test_the_menu_of_a_line_does_what_its_keys_do(
    window: MainWindow, actors: ActorsScreen, database: Database, made: World
) -> None:
    with writing(database) as session:
        for text in ("uno", "dos"):
            actor_traits.add(session, made.cooperative, "resource", text)
    window.open("organizations", made.cooperative)
    lines = actors.lists["resource"].list
    lines.setCurrentRow(1)
    menu = lines.line_menu()
    next(one for one in menu.actions() if one.text().startswith("Subir")).trigger()
    assert [text for _key, text in lines.lines()] == ["dos", "uno"]


def test_needs_by_keyboard_alone(window: MainWindow, actors: ActorsScreen, database: Database) -> None:
    window.open("organizations", "needs")
    assert focused(window) is actors.needs.line
    write(window, "Energía estable @mpcondorcanqui")
    press(window, ESC)  # the list of names
    actors.needs.line.setFocus()
    press(window, ENTER)
    with database.reading() as session:
        (need,) = needs.listing(session)
    assert (need.text, need.organization) == ("Energía estable", "MP Condorcanqui")
    actors.needs.table.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_T, CONTROL)
    press(window, Qt.Key.Key_Delete)
    assert actors.needs.table.rows() == ()
    actors.back_to_actors.click()
    assert actors.pages.currentWidget() is actors.list_page


def test_the_projector_and_the_sheet_are_asked_for(
    window: MainWindow, actors: ActorsScreen, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(actors.context, "project", asked.append)
    window.open("organizations", made.municipality)
    click(actors.project)
    assert asked == [f"actor:{made.municipality}"]
    pages: list[bytes] = []
    monkeypatch.setattr(actors, "print_pages", lambda data, _title: pages.append(data))
    next(iter(actors.sheet_menu().actions())).trigger()
    assert pages[0].startswith(b"%PDF")


def test_a_picture_becomes_a_small_logo(
    actors: ActorsScreen, window: MainWindow, database: Database, made: World, tmp_path: Path
) -> None:
    picture = QImage(3000, 1000, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0B5CAD"))
    picture.save(str(tmp_path / "logo.png"))
    window.open("organizations", made.municipality)
    actors.take_logo(tmp_path / "logo.png")
    with database.reading() as session:
        assert get(session, Organization, made.municipality).logo
    assert actors.logo.isVisibleTo(actors.panel)
    assert QImage.fromData(logo.scaled(tmp_path / "logo.png")).width() == logo.SIDE
    (tmp_path / "no.png").write_text("nothing")
    with pytest.raises(Invalid, match="picture-unreadable"):
        logo.scaled(tmp_path / "no.png")


def svg(inside: str, head: str = "") -> bytes:
    """A drawing of a blue square with something else in it."""
    return (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="90" height="90"><rect id="a0" width="90" height="90" fill="#0B5CAD"/>{inside}</svg>'
    ).encode()


def copies(level: int) -> str:
    return f"<g id='a{level}'>" + f"<use xlink:href='#a{level - 1}'/>" * 10 + "</g>"


COPIES = "".join(map(copies, range(1, 12)))


def test_a_drawing_becomes_a_logo(window: MainWindow, tmp_path: Path) -> None:
    drawing = tmp_path / "logo.svg"
    drawing.write_bytes(svg("<use xlink:href='#a0' x='5'/>"))
    image = QImage.fromData(logo.scaled(drawing))
    assert (image.width(), image.pixelColor(40, 40).name()) == (90, "#0b5cad")


@pytest.mark.parametrize(
    "data",
    [
        svg(COPIES),
        svg(COPIES.replace("<use xlink:", "<s:use xmlns:s='http://www.w3.org/2000/svg' xlink:")),
        svg("&b;", "<!DOCTYPE svg [<!ENTITY b 'mucho'>]>"),
        svg("<image href='file:///C:/Users/x/foto.png' width='9' height='9'/>"),
        svg('<image xlink:href = "//servidor/carpeta/foto.png" width="9" height="9"/>'),
        svg("").decode().encode("utf-16"),
        gzip.compress(svg(COPIES)),
        svg(" " * 3_000_000),
        b"MZ" + bytes(5000),
        b"",
    ],
)
def test_what_is_no_modest_picture_is_no_logo(window: MainWindow, tmp_path: Path, data: bytes) -> None:
    """A few bytes may draw for ever, or reach for a file of this laptop or of another one."""
    (tmp_path / "logo.svg").write_bytes(data)
    with pytest.raises(Invalid, match="picture-unreadable"):
        logo.scaled(tmp_path / "logo.svg")


def test_a_pipe_is_no_logo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "logo.svg").write_bytes(svg(""))
    monkeypatch.setattr(files, "S_ISREG", lambda _mode: False)
    with pytest.raises(Invalid, match="picture-unreadable"):
        logo.scaled(tmp_path / "logo.svg")


@pytest.mark.parametrize("size", [(1366, 690), (1093, 560)])
@pytest.mark.parametrize("count", [1, 500])
def test_many_rows_and_texts_of_every_kind_fit(
    window: MainWindow, database: Database, made: World, size: tuple[int, int], count: int
) -> None:
    with writing(database) as session:
        for number in range(count):
            text = f"{NASTY[number % len(NASTY)]} {number}"
            body = organizations.find_or_add(session, text) if number < 8 else None
            people.add(
                session,
                PersonData(
                    document_type="none", given_names=text, position=text,
                    organization_id=body.id if body else made.municipality,
                ),
            )  # fmt: skip
            if body is not None:
                actor_traits.add(session, body.id, "capacity", text * 4)
    window.resize(*size)
    for place in ("people", "organizations"):
        window.open(place, "")
        screen = window.current().page()
        assert isinstance(screen, PeopleScreen | ActorsScreen)
        settle()
        row(screen, 0)
        for _tab in range(4):
            screen.panel.step_tab(1)
            settle()
            assert faults(window) == []
    theme.apply(_app(), "claro")


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_code_of_a_sector_is_seen_in_every_palette(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    start.dress(qapp)
    theme.apply(qapp, name)
    mark = SectorMark("public", named=False)
    qtbot.addWidget(mark)
    mark.resize(mark.sizeHint())
    picture = mark.grab().toImage()
    ground = picture.pixelColor(picture.width() - 1, 0)
    places = ((x, y) for x in range(20, picture.width()) for y in range(picture.height()))
    assert any(picture.pixelColor(x, y) != ground for x, y in places)
    theme.apply(qapp, "claro")


def test_names_for_screen_readers(window: MainWindow, actors: ActorsScreen, made: World) -> None:
    window.open("organizations", made.municipality)
    nameless = [
        one
        for one in actors.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not one.accessibleName()
        and type(one).__name__ in ("Button", "Field", "Choice", "Rows", "Table", "_Lines", "SearchLine")
    ]
    assert nameless == []
