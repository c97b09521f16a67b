"""The table: what it tells, what it keeps at a reload, sorting, filter, copy, columns, and long texts."""

import time

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from alianza_desktop.ui import start, theme
from alianza_desktop.ui.cells import Cell, Chip, Column, TableRow
from alianza_desktop.ui.widgets.table import Table

COLUMNS = (
    Column(key="number", title="N.º", width=44, right=True),
    Column(key="text", title="Compromiso"),
    Column(key="who", title="Responsable", width=240),
    Column(key="due", title="Plazo", width=100),
    Column(key="note", title="Entregable", width=120, hidden=True),
)
WORDS = ("Ñandú", "nube", "Árbol", "oca")


def one(number: int, text: str, **more: Cell) -> TableRow:
    cells = {"number": Cell(text=str(number), sort=number), "text": Cell(text=text)}
    return TableRow(key=f"k{number}", cells=cells | more)


def some() -> tuple[TableRow, ...]:
    return tuple(one(number, words) for number, words in enumerate(WORDS, start=1))


@pytest.fixture
def table(qtbot: QtBot, qapp: QApplication) -> Table:
    start.dress(qapp)
    made = Table(COLUMNS, "Compromisos")
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.set_rows(some())
    return made


def shown(table: Table) -> list[str]:
    return [row.cells["text"].text for row in table.rows()]


def sort(table: Table, column: int) -> None:
    heading = table.horizontalHeader()
    place = QPoint(heading.sectionViewportPosition(column) + 20, heading.height() // 2)
    QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_enter_and_double_click_choose(table: Table) -> None:
    seen: list[str] = []
    table.chosen.connect(seen.append)
    table.select_key("k2")
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(2, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seen == ["k2", "k3"]


def test_the_arrows_select_and_each_row_is_told_once(table: Table) -> None:
    table.select_key("k4")
    seen: list[str] = []
    table.selected.connect(seen.append)
    table.select_key("k1")
    QTest.keyClick(table, Qt.Key.Key_Down)
    table.select_key("k2")
    table.select_key("nobody")
    assert seen == ["k1", "k2", ""]


def test_ctrl_and_arrows_ask_to_move_in_the_given_order_only(table: Table) -> None:
    seen: list[tuple[str, int]] = []
    table.moved.connect(lambda key, step: seen.append((key, step)))
    table.select_key("k2")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
    sort(table, 1)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert seen == [("k2", -1), ("k2", 1)]
    assert table.current_key() == "k2"


def test_a_heading_sorts_as_spanish_does_and_the_third_click_gives_the_order_back(table: Table) -> None:
    orders = []
    for _ in range(3):
        sort(table, 1)
        orders.append(shown(table))
    assert orders == [["Árbol", "nube", "Ñandú", "oca"], ["oca", "Ñandú", "nube", "Árbol"], list(WORDS)]


def test_numbers_are_sorted_as_numbers_and_what_is_empty_goes_last(table: Table) -> None:
    rows = [one(10, "diez"), one(9, "nueve"), TableRow(key="none", cells={"text": Cell(text="nada")})]
    table.set_rows(tuple(rows))
    sort(table, 0)
    assert shown(table) == ["nueve", "diez", "nada"]


def test_the_filter_takes_words_in_any_order_without_accents(table: Table) -> None:
    row = one(5, "Comprar balanzas", who=Cell(text="Coop. Cacao Alto Marañón", caption="Julio Soto"))
    table.set_rows((*some(), row))
    for words, expected in (("soto MARANON", 1), ("arbol", 1), ("nadie", 0), ("", 5)):
        table.set_filter(words)
        assert len(table.rows()) == expected


def test_a_reload_keeps_what_was_chosen_and_says_nothing(table: Table) -> None:
    table.select_key("k3")
    seen: list[str] = []
    table.selected.connect(seen.append)
    table.set_rows((one(9, "primero"), *some()))
    assert (table.current_key(), table.selected_keys()) == ("k3", ("k3",))
    table.set_rows((one(9, "cambiado"), *some()))
    assert shown(table)[0] == "cambiado"
    assert seen == []


def test_coming_with_the_keyboard_chooses_the_first_row(table: Table) -> None:
    table.clearFocus()
    table.select_key("nobody")
    table.setFocus()
    assert table.selected_keys() == ("k1",)


def test_who_came_before_the_rows_stands_on_the_first_when_they_arrive(table: Table) -> None:
    table.set_rows(())
    table.setFocus()
    assert table.current_key() == ""
    table.set_rows(some())
    assert table.selected_keys() == ("k1",)
    table.select_key("nobody")
    table.set_rows((*some(), one(5, "uva")))
    assert table.selected_keys() == ()  # only then: a reload chooses nothing by itself


def test_when_the_chosen_row_goes_its_place_is_chosen(table: Table) -> None:
    table.select_key("k2")
    seen: list[str] = []
    table.selected.connect(seen.append)
    table.set_rows(some()[:1] + some()[2:])
    table.set_rows(())
    assert seen == ["k3", ""]


def test_copy_takes_the_chosen_rows_as_a_spreadsheet_does(table: Table) -> None:
    row = one(5, "dos\nlíneas\ty más", who=Cell(text="Coop.", caption="Julio"))
    table.set_rows((*some(), row))
    table.select_key("k4")
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "N.º\tCompromiso\tResponsable\tPlazo",
        "4\toca\t\t",
        "5\tdos líneas y más\tCoop. · Julio\t",
    ]


def test_the_menu_shows_and_hides_columns_but_never_all(table: Table) -> None:
    actions = {action.text(): action for action in table.heading_menu().actions()}
    actions["Entregable"].trigger()
    assert not table.isColumnHidden(4)
    for title in ("Entregable", "Responsable", "Plazo", "N.º"):
        {action.text(): action for action in table.heading_menu().actions()}[title].trigger()
    last = {action.text(): action for action in table.heading_menu().actions()}["Compromiso"]
    assert not last.isEnabled()


def test_the_menu_key_opens_the_menu(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: opened.append(menu))
    place = QPoint(10, 10)
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        QApplication.sendEvent(table, QContextMenuEvent(reason, place, table.mapToGlobal(place)))
    assert len(opened) == 1


def test_the_menu_sorts(table: Table) -> None:
    order = table.heading_menu().findChild(QMenu)
    assert order is not None
    order.actions()[2].trigger()
    assert shown(table)[0] == "Árbol"
    order.actions()[0].trigger()
    assert shown(table) == list(WORDS)


def test_a_row_is_read_aloud_whole(table: Table) -> None:
    due = Cell(text="falta plazo", warning=True)
    who = Cell(text="Coop.", caption="Julio", sector="private")
    table.set_rows((one(1, "Comprar", who=who, due=due, note=Cell(chip=Chip("success", "check", "leído"))),))
    spoken = table.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "N.º: 1. Compromiso: Comprar. Responsable: Coop., Privado, Julio. "
        "Plazo: falta plazo. Entregable: leído"
    )
    assert table.accessibleName() == "Compromisos"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_columns_fill_the_width_at_any_text_size(table: Table, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "claro", scale)
    table.resize(1100, 400)
    app.processEvents()
    widths = [table.columnWidth(number) for number in range(4)]
    assert sum(widths) == table.viewport().width()
    assert table.rowHeight(0) == round(52 * scale)
    assert widths[3] == round(100 * scale)
    theme.apply(app, "claro")


LONG = (
    "X" * 5000,
    "palabra " * 625,
    "عربى " * 1000,
    "<b>&\"' 😀</b>" * 360,
    "a\nb\n" * 1250,
    "\u0301" * 5000,
)


def test_texts_of_any_length_keep_rows_even_and_painting_quick(table: Table) -> None:
    rows = tuple(
        one(n, LONG[n % len(LONG)], who=Cell(text=LONG[n % 4], caption=LONG[n % 3], sector="society"))
        for n in range(200)
    )
    table.set_rows(rows)
    assert {table.rowHeight(number) for number in range(200)} == {52}
    table.grab()
    began = time.perf_counter()
    for step in range(10):
        table.verticalScrollBar().setValue(step * 400)
        table.grab()
    assert (time.perf_counter() - began) / 10 < 0.25


def test_a_table_that_fits_is_as_high_as_its_rows(qtbot: QtBot, qapp: QApplication) -> None:
    start.dress(qapp)
    table = Table(COLUMNS, "Compromisos", fit=True)
    qtbot.addWidget(table)
    for count in (0, 1, 4):
        table.set_rows(some()[:count])
        assert table.sizeHint().height() == 32 + max(1, count) * 52 + 2


def test_an_empty_table_says_so(table: Table) -> None:
    before = table.grab().toImage()
    table.set_rows(())
    table.set_empty("Aún no hay compromisos.")
    assert table.grab().toImage() != before
    assert table.current_key() == ""
    QTest.keyClick(table, Qt.Key.Key_Return)


class Strokes(QObject):
    """How high the part of a table is that each paint takes."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.high: list[int] = []
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.high.append(event.rect().height())
        return False


def pictures(table: Table) -> tuple[QImage, QImage]:
    """Return the rows as they are on the screen, and as they are when all of them are painted anew."""
    area = QRect(table.viewport().mapTo(table, QPoint()), table.viewport().size())
    there = table.screen().grabWindow(table.winId()).toImage().copy(area)
    return there, table.grab(area).toImage().convertToFormat(there.format())


def settled(table: Table) -> Strokes:
    QApplication.processEvents()
    table.viewport().repaint()
    return Strokes(table)


def test_a_row_that_comes_at_the_end_is_painted_alone(table: Table) -> None:
    rows = tuple(one(number, f"Comprar {number}") for number in range(1, 31))
    table.set_rows(rows[:-1])
    table.select_key(rows[-2].key)
    strokes = settled(table)
    table.set_rows(rows)
    table.select_key(rows[-1].key)
    QApplication.processEvents()
    assert table.current_key() == rows[-1].key
    assert strokes.high
    assert max(strokes.high) <= 2 * table.rowHeight(0)  # with the one that was chosen before
    there, anew = pictures(table)
    assert there == anew


def test_a_row_that_comes_where_there_is_room_is_painted(table: Table) -> None:
    strokes = settled(table)
    table.set_rows((*some(), one(9, "Otro")))
    QApplication.processEvents()
    assert strokes.high
    there, anew = pictures(table)
    assert there == anew


def test_the_ring_leaves_the_whole_of_a_row_that_stays_chosen(table: Table) -> None:
    table.setFocus()
    table.select_key("k1")
    settled(table)
    table.selectionModel().setCurrentIndex(
        table.model().index(2, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    QApplication.processEvents()
    there, anew = pictures(table)
    assert there == anew
