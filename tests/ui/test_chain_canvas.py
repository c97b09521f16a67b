"""The canvas by mouse and keyboard, on a real store: every gesture is saved, undone and done again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import chains
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import start
from tests.builders import World, writing
from tests.ui import chain_samples
from tests.ui.chain_room import CONTROL, ENTER, NONE, TAB, Room, settle


@pytest.fixture
def room(
    database: Database, made: World, clock: FixedClock, qapp: QApplication, qtbot: QtBot
) -> Iterator[Room]:
    start.dress(qapp)
    with writing(database) as session:
        chain_samples.cacao(session, made.workshop)
    opened = Room(database, made, clock)
    yield opened
    opened.close()


def test_tab_makes_the_next_step_connected_and_ready_to_write(room: Room) -> None:
    before = room.choose("Acopio en baba")
    room.press(TAB)
    room.write("Transporte en mula")
    room.press(ENTER)
    new = room.named("Transporte en mula")
    assert new.stage_id == room.named("Tostado y pasta de cacao").stage_id
    assert any((one.source_id, one.target_id) == (before.id, new.id) for one in room.stored.links)
    assert room.screen.presenter.selected == new.id
    assert room.focused is room.canvas
    room.press(Qt.Key.Key_Z, CONTROL)  # the card and its name are one step
    assert all(one.name != "Transporte en mula" for one in room.stored.activities)
    assert room.screen.presenter.selected == before.id
    room.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert room.named("Transporte en mula").id == new.id


def test_tab_again_goes_on_and_an_unnamed_card_is_taken_back(room: Room) -> None:
    room.choose("Cosecha selectiva")
    room.press(TAB)
    room.write("Quiebra")
    room.press(TAB)
    room.write("Pesado")
    room.press(TAB)
    count = len(room.stored.activities)
    room.press(Qt.Key.Key_Escape)
    assert len(room.stored.activities) == count - 1
    quiebra, pesado = room.named("Quiebra"), room.named("Pesado")
    assert any((one.source_id, one.target_id) == (quiebra.id, pesado.id) for one in room.stored.links)
    assert all(one.name for one in room.stored.activities)


def test_ctrl_enter_makes_a_parallel_step_below(room: Room) -> None:
    before = room.choose("Fermentado y secado")
    room.press(ENTER, CONTROL)
    room.write("Secado solar")
    room.press(ENTER)
    new = room.named("Secado solar")
    assert new.stage_id == before.stage_id
    order = [one.id for one in room.stored.activities if one.stage_id == before.stage_id]
    assert order.index(new.id) == order.index(before.id) + 1


def test_enter_renames_esc_leaves_it_as_it_was(room: Room) -> None:
    one = room.choose("Acopio en baba")
    room.press(ENTER)
    room.write("Acopio")
    room.press(ENTER)
    assert room.named("Acopio").id == one.id
    room.press(ENTER)
    room.write("Otro nombre")
    room.press(Qt.Key.Key_Escape)
    assert room.named("Acopio").id == one.id
    assert room.focused is room.canvas


def test_what_is_being_written_is_kept_when_the_focus_goes_and_when_the_keys_rest(room: Room) -> None:
    one = room.choose("Acopio en baba")
    room.press(ENTER)
    room.write("Acopio uno")
    room.canvas._editor._idle.timeout.emit()
    assert room.named("Acopio uno").id == one.id
    room.write(" y dos")
    room.screen.inspector.title.setFocus()
    settle()
    assert room.named("Acopio uno y dos").id == one.id
    room.canvas.setFocus()
    room.press(Qt.Key.Key_Z, CONTROL)  # one writing, one step
    assert room.named("Acopio en baba").id == one.id


def test_double_click_renames_in_place(room: Room) -> None:
    one = room.choose("Cosecha selectiva")
    QTest.mouseDClick(room.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, room.spot(one.id))
    settle()
    room.write("Cosecha")
    room.press(ENTER)
    assert room.named("Cosecha").id == one.id


def test_a_drag_moves_a_card_in_one_step(room: Room) -> None:
    one = room.choose("Acopio en baba")
    at = room.canvas.chain.cards[one.id].pos()
    start = room.spot(one.id)
    room.drag(start, start + QPoint(3, 20))
    moved = room.named("Acopio en baba")
    assert (moved.x, moved.y) == (round(at.x()) + 3, round(at.y()) + 20)
    assert room.screen.commands.stack.count() == 1
    room.press(Qt.Key.Key_Z, CONTROL)
    back = room.named("Acopio en baba")
    assert (back.x, back.y) == (None, None)
    assert room.canvas.chain.cards[one.id].pos() == at


def test_a_drag_to_another_column_changes_the_stage(room: Room) -> None:
    one = room.choose("Venta directa en Nieva y Jaén")
    target = room.named("Tostado y pasta de cacao")
    room.screen.presenter.edits.add_activity()
    room.write("Suelta")
    room.press(ENTER)
    loose = room.named("Suelta")
    assert loose.stage_id == one.stage_id
    start = room.spot(loose.id)
    room.drag(start, QPoint(room.spot(target.id).x(), start.y()))
    assert room.named("Suelta").stage_id == target.stage_id


def test_a_move_that_turns_product_back_is_refused_and_put_back(room: Room) -> None:
    one = room.choose("Cosecha selectiva")
    before = room.stored
    at = room.canvas.chain.cards[one.id].pos()
    end = room.spot(room.named("Tostado y pasta de cacao").id)
    room.drag(room.spot(one.id), end + QPoint(0, 30))
    assert room.stored == before
    assert "no vuelve a un eslabón anterior" in room.screen._banner.text()
    assert room.canvas.chain.cards[one.id].pos() == at
    assert room.screen.commands.stack.count() == 0


def test_locked_positions_ignore_a_drag(room: Room) -> None:
    one = room.choose("Acopio en baba")
    room.press(Qt.Key.Key_L)
    assert room.screen.header.lock.isChecked()
    before = room.stored
    room.drag(room.spot(one.id), room.spot(one.id) + QPoint(60, 60))
    assert room.stored == before
    room.press(Qt.Key.Key_L)
    assert not room.canvas.locked


def test_esc_gives_a_drag_up(room: Room) -> None:
    one = room.choose("Acopio en baba")
    before, at = room.stored, room.canvas.chain.cards[one.id].pos()
    view, start = room.canvas.viewport(), room.spot(one.id)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    for step in range(1, 5):
        QTest.mouseMove(view, start + QPoint(20 * step, 5))
    assert room.canvas.chain.cards[one.id].pos() != at
    room.press(Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, start + QPoint(80, 5))
    assert room.canvas.chain.cards[one.id].pos() == at
    assert room.stored == before


def test_a_drag_from_the_port_connects(room: Room) -> None:
    one, other = room.choose("Vivero de cacao nativo"), room.named("Cosecha selectiva")
    port = room.canvas.mapFromScene(room.canvas.chain.port.box.center())
    room.drag(port, room.spot(other.id))
    assert any((link.source_id, link.target_id) == (one.id, other.id) for link in room.stored.links)


def test_a_drag_from_the_port_to_an_empty_place_makes_a_connected_card(room: Room) -> None:
    one = room.choose("Abono orgánico y herramientas")
    count = len(room.stored.links)
    column = room.canvas.chain.plan.columns[3]
    free = room.canvas.mapFromScene(QPointF(column.x + 90, 60))
    assert room.canvas.chain.card_at(QPointF(column.x + 90, 60)) is None
    room.drag(room.canvas.mapFromScene(room.canvas.chain.port.box.center()), free)
    room.write("Molienda")
    room.press(ENTER)
    new = room.named("Molienda")
    assert new.stage_id == column.id
    assert len(room.stored.links) == count + 1
    assert any((link.source_id, link.target_id) == (one.id, new.id) for link in room.stored.links)


def test_the_port_pressed_is_tab(room: Room) -> None:
    room.choose("Abono orgánico y herramientas")
    count = len(room.stored.activities)
    port = room.canvas.mapFromScene(room.canvas.chain.port.box.center())
    QTest.mouseClick(room.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, port)
    settle()
    assert len(room.stored.activities) == count + 1
    assert room.canvas.writing


def test_connecting_with_the_keys(room: Room) -> None:
    one = room.choose("Vivero de cacao nativo")
    room.press(Qt.Key.Key_C)
    assert "Intro conecta" in room.screen.legend._said.text()
    room.press(Qt.Key.Key_Down)
    target = room.canvas.trace.target
    room.press(ENTER)
    assert room.screen.legend._said.text() == ""
    assert any((link.source_id, link.target_id) == (one.id, target) for link in room.stored.links)
    room.press(Qt.Key.Key_C)
    room.press(Qt.Key.Key_Escape)
    assert room.canvas.trace.source == ""


def test_a_circle_is_refused_in_words(room: Room) -> None:
    one, first = room.choose("Fermentado y secado"), room.named("Acopio en baba")
    before = room.stored
    room.screen.presenter.edits.connect(one.id, first.id)
    assert "círculo" in room.screen._banner.text()
    assert room.stored == before
    room.screen.presenter.edits.rename(one.id, "Fermentado")
    assert room.screen._banner.text() == ""


def test_arrows_walk_the_graph(room: Room) -> None:
    room.choose("Vivero de cacao nativo")
    walked = []
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
    ):
        room.press(key)
        chosen = room.shown.activity(room.screen.presenter.selected)
        walked.append(chosen.name if chosen is not None else "Insumos")
    assert walked == [
        "Instalación y manejo de parcelas",
        "Control de moniliasis y plagas",
        "Cosecha selectiva",
        "Abono orgánico y herramientas",
        "Vivero de cacao nativo",
        "Insumos",
    ]
    assert room.screen.inspector._caption.text() == "Eslabón"


def test_alt_and_arrows_move_a_card(room: Room) -> None:
    one = room.choose("Acopio en baba")
    box = room.canvas.chain.plan.card(one.id)
    assert box is not None
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert (room.named("Acopio en baba").x, room.named("Acopio en baba").y) == (box.x, box.y + 8)
    room.press(Qt.Key.Key_L, CONTROL)  # leaves it to the layout again
    assert room.named("Acopio en baba").x is None


def test_delete_takes_away_what_hangs_on_it_and_undo_brings_all_back(room: Room) -> None:
    before = room.stored
    one = room.choose("Acopio en baba")
    room.press(Qt.Key.Key_Delete)
    assert room.stored.activity(one.id) is None
    assert room.screen.presenter.selected == room.named("Fermentado y secado").id
    room.press(Qt.Key.Key_Z, CONTROL)
    assert room.stored == before
    assert room.screen.presenter.selected == one.id


def test_a_flow_is_chosen_with_the_mouse_and_taken_away(room: Room) -> None:
    edge = room.canvas.chain.plan.edges[0]
    (x, y), (end, _) = edge.points[0], edge.points[1]
    spot = room.canvas.mapFromScene(QPointF((x + end) / 2, y))
    QTest.mouseClick(room.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
    assert room.screen.presenter.selected == edge.id
    assert room.screen.inspector.flow.isVisible()
    room.screen.inspector.flow.choose("payment")
    room.screen.inspector.flow.activated.emit(2)
    assert next(one for one in room.stored.links if one.id == edge.id).flow == "payment"
    room.press(Qt.Key.Key_Delete)
    assert all(one.id != edge.id for one in room.stored.links)


def test_stages_are_added_renamed_moved_and_taken_away(room: Room) -> None:
    QTest.mouseClick(room.screen.tools.tools["stage"], Qt.MouseButton.LeftButton)
    settle()
    room.write("Consumo")
    room.press(ENTER)
    assert [one.name for one in room.stored.stages][-1] == "Consumo"
    assert room.screen.inspector._before.isEnabled()
    QTest.mouseClick(room.screen.inspector._before, Qt.MouseButton.LeftButton)
    assert [one.name for one in room.stored.stages][-2] == "Consumo"
    room.canvas.setFocus()
    room.press(Qt.Key.Key_Delete)
    assert "Consumo" not in [one.name for one in room.stored.stages]


def test_tools_make_supports_notes_and_brechas(room: Room) -> None:
    for kind, name in (("support", "Caja rural"), ("note", "Preguntar por el <b>flete</b> & seguro")):
        QTest.mouseClick(room.screen.tools.tools[kind], Qt.MouseButton.LeftButton)
        settle()
        room.write(name)
        room.press(ENTER)
        assert room.named(name).kind == kind
    assert not room.screen.tools.tools["gap"].isEnabled()
    one = room.choose("Cosecha selectiva")
    QTest.mouseClick(room.screen.tools.tools["gap"], Qt.MouseButton.LeftButton)
    room.write("Falta mano de obra")
    room.press(ENTER)
    assert [gap.text for gap in room.named(one.name).gaps] == ["Falta mano de obra"]


def test_wheel_pans_and_with_control_zooms_at_the_pointer(room: Room) -> None:
    canvas = room.canvas
    canvas.set_zoom(2.0)
    point = QPoint(300, 200)
    fixed = canvas.mapToScene(point)
    canvas.set_zoom(canvas.zoom * 1.2, point)
    after = canvas.mapToScene(point)
    assert abs(after.x() - fixed.x()) < 2
    assert abs(after.y() - fixed.y()) < 2
    room.press(Qt.Key.Key_Home)
    assert canvas.zoom <= 1.0
    assert room.screen.header.zoom.text().endswith("%")


def test_space_and_drag_pans_without_choosing(room: Room) -> None:
    room.canvas.set_zoom(2.5)
    room.canvas.setFocus()
    one = room.screen.presenter.selected
    QTest.keyPress(room.canvas, Qt.Key.Key_Space)
    start = room.canvas.place()
    room.drag(QPoint(400, 300), QPoint(300, 200))
    QTest.keyRelease(room.canvas, Qt.Key.Key_Space)
    assert room.canvas.place() != start
    assert room.screen.presenter.selected == one


def test_f6_leaves_the_canvas_and_comes_back(room: Room) -> None:
    room.choose("Acopio en baba")
    room.press(Qt.Key.Key_F6)
    assert room.screen.inspector.isAncestorOf(room.focused)
    room.press(Qt.Key.Key_F6)
    assert room.screen.header.isAncestorOf(room.focused)
    room.press(Qt.Key.Key_F6)
    assert room.screen.tools.isAncestorOf(room.focused)
    room.press(Qt.Key.Key_F6)
    assert room.focused is room.canvas
    room.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert room.screen.tools.isAncestorOf(room.focused)
    room.canvas.setFocus()
    room.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert room.focused is not room.canvas


def test_f4_begins_a_commitment_that_is_born_of_the_activity(room: Room) -> None:
    one = room.choose("Acopio en baba")
    room.press(Qt.Key.Key_F4)
    settle()
    assert room.window._here == "agreements"
    line = room.focused
    assert isinstance(line, QLineEdit)
    assert line.text().startswith("@")
    room.write(" Instalar una balanza")
    room.press(ENTER)
    room.window.open("chains", "")
    room.screen.on_changed(frozenset({"agreement"}))  # the window says so after every commit
    settle()
    chosen = room.shown.activity(one.id)
    assert chosen is not None
    assert len(chosen.agreements) == 1
    assert room.screen.inspector._chips.count() == 2  # its code, and what is left of the row


def test_where_one_looked_is_there_again(room: Room) -> None:
    one = room.choose("Control de calidad y cadmio")
    room.press(Qt.Key.Key_L)
    room.canvas.set_zoom(1.7)
    place = room.canvas.place()
    room.reopen()
    assert room.screen.presenter.selected == one.id
    assert room.canvas.place() == place
    assert room.canvas.locked


def test_another_laptop_changes_reload_without_losing_what_is_written(room: Room) -> None:
    from alianza_desktop.services import chain_gestures

    one = room.choose("Acopio en baba")
    room.press(ENTER)
    room.write("Centro de acopio")
    other = room.named("Cosecha selectiva")
    with writing(room.database) as session:
        chains.apply(session, room.stored.id, chain_gestures.rename(room.stored, other.id, "Cosecha madura"))
    room.screen.on_changed(frozenset({"chain_activity"}))
    assert room.canvas.chain.cards[other.id].activity.name == "Cosecha madura"
    assert room.canvas.writing == one.id
    room.press(ENTER)
    assert room.named("Centro de acopio").id == one.id


def test_what_another_laptop_changed_is_not_undone_and_is_said(room: Room) -> None:
    from alianza_desktop.services import chain_gestures

    one = room.choose("Acopio en baba")
    room.screen.presenter.edits.rename(one.id, "Acopio A")
    view = room.stored
    with writing(room.database) as session:
        chains.apply(session, view.id, chain_gestures.rename(view, one.id, "Acopio de otro equipo"))
    room.press(Qt.Key.Key_Z, CONTROL)
    assert room.named("Acopio de otro equipo").id == one.id
    assert "Otro equipo cambió antes lo mismo" in room.window.toast.accessibleName()
    assert room.shown == room.stored


def test_tab_in_a_new_chain_makes_its_first_activity(
    database: Database, made: World, clock: FixedClock, qapp: QApplication
) -> None:
    start.dress(qapp)
    empty = Room(database, made, clock)
    try:
        empty.screen.templates.name.setText("Cacao de Nieva")
        QTest.keyClick(empty.screen.templates.name, ENTER)
        settle()
        assert empty.window.focusWidget() is empty.canvas
        empty.press(TAB)
        empty.write("Semilla certificada")
        empty.press(ENTER)
        first = empty.named("Semilla certificada")
        assert first.stage_id == empty.stored.stages[0].id
    finally:
        empty.close()
