"""The card at the right, the list and the templates: every field is kept, can be undone, and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import chains, organizations
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import start
from alianza_desktop.ui.chains.inspector import Inspector
from alianza_desktop.ui.chains.listing import ChainList
from alianza_desktop.ui.chains.parts import ActorLine, GapLine
from tests.builders import World, writing
from tests.ui.chain_room import CONTROL, ENTER, Room, settle
from tests.ui.chain_samples import cacao
from tests.ui.clipping import faults

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
"""The offscreen platform says so of every popup; no real platform does."""


@pytest.fixture
def empty(
    database: Database, made: World, clock: FixedClock, qapp: QApplication, qtbot: QtBot
) -> Iterator[Room]:
    """A workshop without a chain."""
    start.dress(qapp)
    opened = Room(database, made, clock)
    yield opened
    opened.close()


@pytest.fixture
def room(
    database: Database, made: World, clock: FixedClock, qapp: QApplication, qtbot: QtBot
) -> Iterator[Room]:
    start.dress(qapp)
    with writing(database) as session:
        cacao(session, made.workshop)
    opened = Room(database, made, clock)
    yield opened
    opened.close()


def card(room: Room) -> Inspector:
    return room.screen.inspector


def lines(room: Room) -> ChainList:
    room.screen.header.list.click()
    settle()
    return room.screen.list


# the card


def test_a_state_is_kept_when_it_is_left_and_undone_with_the_canvas(room: Room) -> None:
    room.choose("Acopio en baba")
    field = card(room).states.widget("current_state")
    field.setFocus()
    room.write("Cada familia vende por su cuenta")
    room.canvas.setFocus()
    settle()
    assert room.named("Acopio en baba").current_state == "Cada familia vende por su cuenta"
    room.press(Qt.Key.Key_Z, CONTROL)
    assert room.named("Acopio en baba").current_state == ""


def test_what_is_typed_is_kept_when_another_card_is_chosen(room: Room) -> None:
    room.choose("Acopio en baba")
    card(room).title.setFocus()
    card(room).title.selectAll()
    room.write("Acopio comunal")
    other = room.named("Cosecha selectiva")
    room.screen.presenter.select(other.id)
    assert "Acopio comunal" in room.names
    assert room.named("Cosecha selectiva").id == other.id
    assert card(room).title.text() == "Cosecha selectiva"


def test_typing_in_a_field_is_one_step_of_undo(room: Room) -> None:
    room.choose("Acopio en baba")
    title = card(room).title
    title.setFocus()
    title.end(False)
    room.write(" uno")
    title._idle.timeout.emit()
    room.write(" dos")
    title._idle.timeout.emit()
    assert "Acopio en baba uno dos" in room.names
    assert room.screen.commands.stack.count() == 1


def test_actors_come_from_the_directory_whatever_the_order_of_the_words(room: Room) -> None:
    one = room.choose("Cosecha selectiva")
    card(room)._open_line(card(room).actor_add)
    room.write("maranon cacao")
    names = card(room).actor_add._model.stringList()
    assert names == ["Cooperativa Agraria Cacao Alto Marañón"]
    room.press(ENTER)
    assert [actor.name for actor in room.named(one.name).actors][-1] == names[0]
    added = [line for line in card(room).actors.rows() if isinstance(line, ActorLine)][-1]
    added.role.setFocus()
    room.write("compra y transporte")
    room.press(ENTER)
    assert room.named(one.name).actors[-1].role == "compra y transporte"
    added.taken.emit(room.named(one.name).actors[-1].id)
    assert len(room.named(one.name).actors) == len(one.actors)


def test_an_organization_that_nobody_knew_is_added_by_its_name(room: Room) -> None:
    one = room.choose("Cosecha selectiva")
    card(room)._open_line(card(room).actor_add)
    room.write("Comité de acopio de Kusu & <Nieva>")
    room.press(ENTER)
    assert room.named(one.name).actors[-1].name == "Comité de acopio de Kusu & <Nieva>"
    with room.database.reading() as session:
        assert organizations.find(session, "comite de acopio de kusu & <nieva>") is not None
    card(room).actor_add.added.emit("Comité de acopio de Kusu & <Nieva>")
    assert "ya participa" in room.screen._banner.text()


def test_gaps_are_added_changed_and_taken_away(room: Room) -> None:
    one = room.choose("Cosecha selectiva")
    card(room)._open_line(card(room).gap_add)
    for text in ("Falta mano de obra", "x" * 5000):
        room.write(text[:200])
        room.press(ENTER)
    assert [gap.text for gap in room.named(one.name).gaps] == ["Falta mano de obra", "x" * 200]
    line = next(one for one in card(room).gaps.rows() if isinstance(one, GapLine))
    line.text.setFocus()
    line.text.selectAll()
    room.write("Falta personal")
    room.canvas.setFocus()
    assert room.named(one.name).gaps[0].text == "Falta personal"
    line.taken.emit(room.named(one.name).gaps[0].id)
    assert len(room.named(one.name).gaps) == 1


def test_a_brecha_half_written_is_kept_when_its_line_is_left(room: Room) -> None:
    one = room.choose("Cosecha selectiva")
    card(room)._open_line(card(room).gap_add)
    room.write("Falta un puente")
    room.canvas.setFocus()
    assert [gap.text for gap in room.named(one.name).gaps] == ["Falta un puente"]


def test_esc_in_the_card_goes_back_and_keeps_what_was_typed(room: Room) -> None:
    room.choose("Acopio en baba")
    card(room).title.setFocus()
    card(room).title.selectAll()
    room.write("X")
    room.press(Qt.Key.Key_Escape)
    assert room.focused is room.canvas
    assert "X" in room.names


@pytest.mark.parametrize("text", ["x" * 5000, "🥭 مرحبا <b>&\"'", "Asociación " * 20])
def test_long_and_strange_texts_do_not_break_the_card(room: Room, text: str) -> None:
    one = room.choose("Acopio en baba")
    edits = room.screen.presenter.edits
    edits.rename(one.id, text)
    edits.change(one.id, "current_state", text)
    edits.add_gap(one.id, text)
    edits.add_actor(one.id, text)
    edits.rename(room.stored.stages[0].id, text)
    settle()
    assert faults(room.window) == []
    lines(room)
    settle()
    assert faults(room.window) == []
    assert room.stored.activity(one.id) == room.shown.activity(one.id)


def test_in_a_narrow_window_the_card_is_a_drawer(room: Room) -> None:
    room.window.resize(1093, 560)
    settle()
    room.choose("Acopio en baba")
    assert not card(room).isVisible()
    room.screen.header.details.click()
    settle()
    assert card(room).isVisible()
    assert faults(room.window) == []
    room.press(Qt.Key.Key_Escape)
    assert not card(room).isVisible()
    room.window.resize(1366, 690)
    settle()
    assert card(room).isVisible()


# the list


def test_the_list_says_the_whole_chain_and_chooses_with_the_canvas(room: Room) -> None:
    one = room.choose("Acopio en baba")
    tree = lines(room)
    assert room.focused is tree
    item = tree.currentItem()
    assert item is not None
    assert tree.key_of(item) == one.id
    assert "Desde Cosecha selectiva" in item.text(3)
    assert "Hacia Fermentado y secado" in item.text(3)
    assert item.text(2) == "2 brechas"
    room.press(Qt.Key.Key_Down)
    assert room.screen.inspector._caption.text() == "Flujo"


def test_the_list_is_worked_with_the_keyboard_alone(room: Room) -> None:
    one = room.choose("Cosecha selectiva")
    tree = lines(room)
    room.press(ENTER)
    editor = tree.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Cosecha")
    QTest.keyClick(editor, ENTER)
    settle()
    assert room.named("Cosecha").id == one.id
    count = len(room.stored.activities)
    room.press(Qt.Key.Key_Insert)
    editor = tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Quiebra de mazorcas")
    QTest.keyClick(editor, ENTER)
    settle()
    new = room.named("Quiebra de mazorcas")
    assert any((link.source_id, link.target_id) == (one.id, new.id) for link in room.stored.links)
    assert room.screen.presenter.selected == new.id
    room.press(Qt.Key.Key_Delete)
    assert len(room.stored.activities) == count
    room.press(Qt.Key.Key_Z, CONTROL)
    assert room.stored.activity(new.id) is not None


def test_esc_in_the_list_takes_an_unnamed_card_back(room: Room) -> None:
    room.choose("Cosecha selectiva")
    tree = lines(room)
    count = len(room.stored.activities)
    room.press(Qt.Key.Key_Insert)
    assert len(room.stored.activities) == count + 1
    editor = tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle()
    assert len(room.stored.activities) == count


def test_a_reload_does_not_take_a_name_from_the_list_while_it_is_written(room: Room) -> None:
    one = room.choose("Cosecha selectiva")
    tree = lines(room)
    room.press(ENTER)
    editor = tree.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Cosecha de")
    room.screen.presenter.edits.rename(room.named("Acopio en baba").id, "Acopio")
    assert editor.text() == "Cosecha de"
    QTest.keyClick(editor, ENTER)
    settle()
    assert room.named("Cosecha de").id == one.id


# chains and templates


def test_the_first_chain_is_made_with_the_keyboard(empty: Room) -> None:
    screen = empty.screen
    assert empty.focused is screen.templates.name
    empty.press(ENTER)
    assert "Falta el nombre" in screen.templates._banner.text()
    empty.write("Cadena del cacao")
    screen.templates.cards[2].setChecked(True)
    screen.templates.name.setFocus()
    empty.press(ENTER)
    assert [one.name for one in empty.stored.stages] == [
        "Insumos", "Actividades", "Productos", "Resultados", "Impacto",
    ]  # fmt: skip
    assert screen.header.title.accessibleName() == "Cadena del cacao"
    screen.tools.tools["activity"].click()
    empty.write("Sembrar")
    empty.press(ENTER)
    assert empty.named("Sembrar").stage_id == empty.stored.stages[0].id


def test_a_blank_chain_grows_from_its_first_card(empty: Room) -> None:
    empty.screen.presenter.create("En blanco", "blank")
    empty.screen.tools.tools["activity"].click()
    empty.write("Primera")
    empty.press(ENTER)
    assert len(empty.stored.stages) == 1
    empty.canvas.setFocus()
    empty.press(Qt.Key.Key_Z, CONTROL)
    assert not empty.stored.stages


def test_several_chains_are_chosen_in_the_menu_and_renamed_in_place(room: Room) -> None:
    room.screen.presenter.create("Cadena del <café> & té", "porter")
    menu = room.screen.header.menu()
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["Cadena del cacao", "Cadena del <café> && té"]
    menu.actions()[0].trigger()
    assert room.screen.header.title.accessibleName() == "Cadena del cacao"
    room.screen.header.rename()
    room.screen.header.field.setText("Cadena del cacao nativo")
    QTest.keyClick(room.screen.header.field, ENTER)
    assert room.stored.name == "Cadena del cacao nativo"
    room.screen.presenter.new_chain()
    room.press(Qt.Key.Key_Escape)
    assert room.canvas.isVisible()


@pytest.mark.parametrize("kind", ["svg", "pdf"])
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_chain_is_exported_where_the_person_says(room: Room, tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"cadena.{kind}"
    room.screen.header.export_requested.emit(kind)
    dialog = room.screen.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == f"cadena-del-cacao.{kind}"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    assert target.read_bytes()[:4] in (b"%PDF", b"<?xm", b"<svg")
    assert f"cadena.{kind}" in room.window.toast.accessibleName()


def test_a_disk_that_refuses_is_said(room: Room, tmp_path: Path) -> None:
    room.screen.presenter.export("svg", tmp_path / "no-existe" / "cadena.svg")
    assert room.screen._banner.text()


def test_a_chain_deleted_on_another_laptop_is_left(room: Room) -> None:
    with writing(room.database) as session:
        chains.delete(session, room.stored.id)
    room.screen.on_changed(frozenset({"value_chain"}))
    settle()
    assert room.screen.templates.isVisible()
