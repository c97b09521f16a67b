"""The seating board: a column for each mesa, those without one at the left; mouse and keyboard alike."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.mesas.column import Column
from alianza_desktop.ui.mesas.facts import BoardFacts, ColumnFacts
from alianza_desktop.ui.mesas.people_list import DragLabel, drag_words
from alianza_desktop.ui.widgets.field import join_tab_order

WIDTH: Final = 196
"""Of a column, at least."""
WIDEST: Final = 340
EDGE: Final = 48
"""Pixels from an end of the board where a drag scrolls it."""
STEP: Final = 18


class SeatingBoard(QWidget):
    """Shows columns; says what people ask of those who are chosen."""

    moved = Signal(tuple, str)
    """People dropped on a mesa."""
    mesa_asked = Signal()
    """F3 or Enter: to which mesa?"""
    removed = Signal()
    menu_asked = Signal(QPoint)
    opened = Signal(str)
    """The details of a mesa."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[Column] = []
        self.loose = self._column()
        self._row = QWidget()
        self._line = QHBoxLayout(self._row)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addStretch(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.loose)
        whole.addWidget(self.area, 1)
        self._label = DragLabel(self)
        self._at = QPoint()
        self._scroll = QTimer(self, interval=30)
        self._scroll.timeout.connect(self._scroll_on)

    def _column(self) -> Column:
        made = Column()
        people = made.people
        people.stepped.connect(lambda step: self._step(made, step))
        people.chosen_here.connect(lambda: self._only(made))
        people.asked.connect(self.mesa_asked)
        people.removed.connect(self.removed)
        people.menu_asked.connect(self.menu_asked)
        people.dragging.connect(self._drag)
        people.dropped.connect(self._drop)
        people.drag_cancelled.connect(self._end)
        made.opened.connect(self.opened)
        return made

    # facts

    def show_board(self, found: BoardFacts) -> None:
        """Show the mesas; columns stay where they are when only people moved."""
        first, mesas = found.columns[0], found.columns[1:]
        while len(self._columns) < len(mesas):
            self._columns.append(self._column())
            self._line.insertWidget(len(self._columns) - 1, self._columns[-1], 1)
        while len(self._columns) > len(mesas):
            gone = self._columns.pop()
            self._line.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        lines = max(len(one.lines) for one in found.columns)
        warnings = max(len(one.warnings) for one in found.columns)
        show = partial(_show, lines=lines, warnings=warnings)
        for column, facts in zip((self.loose, *self._columns), (first, *mesas), strict=True):
            show(column, facts)
        self._widen()
        self._order()

    def _widen(self) -> None:
        wide = theme.px(WIDTH)
        self.loose.setFixedWidth(wide)
        for one in self._columns:
            one.setMinimumWidth(wide)
            one.setMaximumWidth(theme.px(WIDEST))

    def _order(self) -> None:
        """Tab goes from one column to the next, head before people."""
        join_tab_order(*(part for one in self.columns() for part in (one.head, one.people)))

    def columns(self) -> list[Column]:
        return [self.loose, *self._columns]

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "_columns"):
            self._widen()

    # who is chosen

    def chosen(self) -> tuple[str, ...]:
        """Return who is chosen, in the order of the board."""
        return tuple(one for column in self.columns() for one in column.people.selected_ids())

    def chosen_names(self) -> tuple[str, ...]:
        wanted = set(self.chosen())
        chips = (chip for column in self.columns() for chip in column.people.chips())
        return tuple(chip.name for chip in chips if chip.person_id in wanted)

    def focused(self) -> Column | None:
        """Return the column whose people have the keyboard."""
        return next((one for one in self.columns() if one.people.hasFocus()), None)

    def focus_board(self) -> None:
        """Come back to the people: where they were, or the first ones there are."""
        columns = self.columns()
        known = next((one for one in columns if one.people.selected_ids()), None)
        first = next((one for one in columns if one.people.chips()), columns[0])
        (known or first).people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _only(self, chosen: Column) -> None:
        for one in self.columns():
            if one is not chosen:
                one.people.selectionModel().clearSelection()

    def _step(self, column: Column, step: int) -> None:
        """Go to the next column that has people, at the same height."""
        columns = self.columns()
        place = columns.index(column) + step
        while 0 <= place < len(columns) and not columns[place].people.chips():
            place += step
        if not 0 <= place < len(columns):
            return
        row = column.people.currentIndex().row()
        there = columns[place]
        there.people.select_row(row)
        there.people.setFocus(Qt.FocusReason.TabFocusReason)
        if there is not self.loose:
            self.area.ensureWidgetVisible(there, 8, 0)

    # drags

    def _under(self, place: QPoint) -> Column | None:
        """Return the column under a point of the screen."""
        for one in self.columns():
            inside = one is self.loose or self.area.viewport().rect().contains(
                self.area.viewport().mapFromGlobal(place)
            )
            if inside and one.rect().contains(one.mapFromGlobal(place)):
                return one
        return None

    def _drag(self, place: QPoint) -> None:
        self._at = place
        target = self._under(place)
        for one in self.columns():
            one.set_target(on=one is target)
        self._label.follow(drag_words(self.chosen_names() or ("",)), self.mapFromGlobal(place))
        self._scroll.start()

    def _scroll_on(self) -> None:
        """A drag at an end of the board brings more mesas into sight."""
        view = self.area.viewport()
        x = view.mapFromGlobal(self._at).x()
        bar = self.area.horizontalScrollBar()
        if 0 <= x < EDGE:
            bar.setValue(bar.value() - STEP)
        elif view.width() - EDGE < x:
            bar.setValue(bar.value() + STEP)

    def _drop(self, place: QPoint) -> None:
        target = self._under(place)
        chosen = self.chosen()
        self._end()
        if target is not None and chosen:
            self.moved.emit(chosen, target.mesa_id)

    def _end(self) -> None:
        self._scroll.stop()
        self._label.hide()
        for one in self.columns():
            one.set_target(on=False)


def _show(column: Column, facts: ColumnFacts, *, lines: int, warnings: int) -> None:
    column.show_column(facts, lines, warnings)
