"""A table: rows of two lines, sorted by their headings, filtered by words, copied as text.

Enter or a double click chooses a row; Ctrl+Up and Ctrl+Down ask to move it, in the order that was given. The
menu of the heading, also under the Menu key, chooses the columns and their order.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QSizePolicy, QTableView

from alianza_desktop.ui import theme
from alianza_desktop.ui.cells import Column, TableRow
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.cell_delegate import SIDE, CellDelegate
from alianza_desktop.ui.widgets.table_model import TableModel, TableOrder, copied

HEADING: Final = 32
_LEAST: Final = 140
"""Pixels that a column without a width keeps."""
_GIVES: Final = 130
"""A column wider than this gives way, down to half, when there is not enough room."""


class Table(QTableView):
    """Rows come by `set_rows`; their keys are what the signals hand back."""

    chosen = Signal(str)
    selected = Signal(str)
    moved = Signal(str, int)

    def __init__(
        self, columns: Sequence[Column], name: str, *, row_height: int = 52, fit: bool = False
    ) -> None:
        super().__init__()
        self._columns, self._high = tuple(columns), row_height
        self._empty, self._told, self._laying, self._adding = "", "", False, False
        self._own: dict[int, float] = {}
        self._rows = TableModel(self._columns)
        self._order = TableOrder(self._rows)
        self.setModel(self._order)
        self.setItemDelegate(CellDelegate(self, self._columns))
        self.setAccessibleName(name)
        self._dress(fit=fit)
        self._dress_heading()
        self.selectionModel().currentRowChanged.connect(self._went)
        self.doubleClicked.connect(lambda _index: self._choose())

    def _dress(self, *, fit: bool) -> None:
        self.setProperty("part", "table")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._fits = fit
        policy = QSizePolicy.Policy.Maximum if fit else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _dress_heading(self) -> None:
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSortIndicatorClearable(True)
        heading.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        heading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heading.customContextMenuRequested.connect(
            lambda place: self.heading_menu().popup(heading.mapToGlobal(place))
        )
        heading.sectionResized.connect(self._resized_by_hand)
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, column.hidden)
        self._measure()

    # rows

    def set_rows(self, rows: tuple[TableRow, ...]) -> None:
        """Show these rows; what was chosen and the place in the list stay."""
        current, chosen = self.current_key(), self.selected_keys()
        place, line = self.verticalScrollBar().value(), self.currentIndex().row()
        count = self._order.rowCount()
        self.selectionModel().blockSignals(True)  # the reset in between is nobody's choice
        again = self._rows.set_rows(rows)
        self.selectionModel().blockSignals(False)
        if again:
            self._choose_again(current, chosen, line)
            self.verticalScrollBar().setValue(place)
        elif self._order.rowCount() > count and self._order.sortColumn() < 0:
            self._lay_added(count)
        if self.hasFocus() and not count and self._order.rowCount():
            self._stand_on(0)  # for whoever came with the keys before there were rows
        self.updateGeometry()
        self._tell()

    def _lay_added(self, count: int) -> None:
        """Make room for rows after so many: those that were there stay painted, and move as they are."""
        self._adding = True
        self.executeDelayedItemsLayout()
        self._adding = False
        area = self.viewport().rect()
        area.setTop(self.rowViewportPosition(count))
        self.viewport().update(area)

    def doItemsLayout(self) -> None:
        if self._adding:  # Qt's own paints every row again
            self.updateGeometries()
        else:
            super().doItemsLayout()

    def _choose_again(self, current: str, chosen: tuple[str, ...], line: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        row = self._order.shown(current) if current else -1
        if row < 0 and line >= 0:  # it is gone: whoever took its place
            row = min(line, self._order.rowCount() - 1)
        if row >= 0:
            self._stand_on(row)
        for key in chosen:
            if (other := self._order.shown(key)) >= 0:
                self.selectionModel().select(self._at(other), flags.Select | flags.Rows)

    def _stand_on(self, row: int) -> None:
        """Choose this row alone: `selectRow` adds it to the others while somebody holds Ctrl."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._at(row), flags.ClearAndSelect | flags.Rows)

    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows as they are shown: filtered and sorted."""
        return tuple(self._row(number) for number in range(self._order.rowCount()))

    def set_filter(self, text: str) -> None:
        """Leave the rows that have every word, in any order, accents and case apart."""
        self._order.set_words(text)
        self.updateGeometry()

    def set_empty(self, words: str) -> None:
        """Say this in the middle when there are no rows."""
        self._empty = words
        self.viewport().update()

    def current_key(self) -> str:
        index = self.currentIndex()
        return self._row(index.row()).key if index.isValid() else ""

    def has_row_at(self, place: QPoint) -> bool:
        """Return whether a point of the screen is on a row: where its menu opens."""
        here = self.viewport().mapFromGlobal(place)
        return self.viewport().rect().contains(here) and self.indexAt(here).isValid()

    def selected_keys(self) -> tuple[str, ...]:
        """Return every chosen row, in the order shown."""
        return tuple(self._row(row).key for row in self._selected())

    def select_key(self, key: str) -> None:
        """Choose a row and bring it into sight; an unknown key chooses none."""
        row = self._order.shown(key)
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        self._stand_on(row)
        self.scrollTo(self._at(row))

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def _at(self, row: int) -> QModelIndex:
        visible = (number for number in range(len(self._columns)) if not self.isColumnHidden(number))
        return self._order.index(row, next(visible, 0))

    def _row(self, shown: int) -> TableRow:
        return self._rows.row(self._order.number(shown))

    def _went(self, now: QModelIndex, before: QModelIndex) -> None:
        for index in (now, before):  # the ring is round the whole row, and Qt knows of one cell
            if index.isValid():
                place = self.rowViewportPosition(index.row())
                self.viewport().update(0, place, self.viewport().width(), self.rowHeight(index.row()))
        self._tell()

    def _tell(self) -> None:
        key = self.current_key()
        if key != self._told:
            self._told = key
            self.selected.emit(key)

    def _choose(self) -> None:
        if self.current_key():
            self.chosen.emit(self.current_key())

    # keys and menus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._choose()
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._ask_to_move(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _ask_to_move(self, step: int) -> None:
        as_given = self._order.sortColumn() < 0
        if self.current_key() and as_given:
            self.moved.emit(self.current_key(), step)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, with their headings, as a spreadsheet takes them."""
        shown = self.horizontalHeader()
        places = [shown.logicalIndex(place) for place in range(shown.count())]
        columns = [self._columns[n] for n in places if not self.isColumnHidden(n)]
        lines = ["\t".join(column.title for column in columns)]
        for number in self._selected():
            cells = self._row(number).cells
            lines.append("\t".join(copied(cells[c.key]) if c.key in cells else "" for c in columns))
        if len(lines) > 1:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.heading_menu().popup(self.horizontalHeader().mapToGlobal(QPoint(SIDE, HEADING)))
        else:
            super().contextMenuEvent(event)

    def heading_menu(self) -> QMenu:
        """Return the menu of the columns and of their order."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(self.tr("Columnas"))
        left = sum(not self.isColumnHidden(number) for number in range(len(self._columns)))
        for number, column in enumerate(self._columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setEnabled(left > 1 or self.isColumnHidden(number))
            action.toggled.connect(lambda on, number=number: self._show_column(number, shown=on))
        order = menu.addMenu(self.tr("Ordenar por"))
        self._order_action(order, self.tr("El orden de la lista"), -1)
        for number, column in enumerate(self._columns):
            self._order_action(order, column.title, number)
        return menu

    def _order_action(self, menu: QMenu, words: str, number: int) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(self._order.sortColumn() == number)
        action.triggered.connect(
            lambda: self.horizontalHeader().setSortIndicator(number, Qt.SortOrder.AscendingOrder)
        )
        return action

    def _show_column(self, number: int, *, shown: bool) -> None:
        self.setColumnHidden(number, not shown)
        self._widen()

    # sizes

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(self._high))
        self.horizontalHeader().setFixedHeight(theme.px(HEADING))
        self.horizontalHeader().setMinimumSectionSize(theme.px(36))
        self._widen()

    def _widen(self) -> None:
        """Give the columns their widths; those without one share what is left.

        When there is not enough, the wide ones give way: a date, a number or a state stays readable.
        """
        shown = [n for n in range(len(self._columns)) if not self.isColumnHidden(n)]
        wanted = {n: self._own.get(n, float(self._columns[n].width)) * theme.scale() for n in shown}
        open_ones = [n for n in shown if not wanted[n]]
        room, least = self.viewport().width(), theme.px(_LEAST)
        wide = [n for n in shown if wanted[n] > theme.px(_GIVES)]
        kept = sum(wanted[n] for n in shown if n not in wide) + least * len(open_ones)
        total = sum(wanted[n] for n in wide)
        give = min(1.0, max(0.5, (room - kept) / total)) if total else 1.0
        widths = {n: int(wanted[n] * (give if n in wide else 1)) for n in shown if wanted[n]}
        left = room - sum(widths.values())
        for place, number in enumerate(open_ones, start=1):
            widths[number] = max(left // len(open_ones), least)
            if place == len(open_ones):  # the pixels of the division
                widths[number] = max(left - (place - 1) * (left // len(open_ones)), least)
        self._laying = True
        for number, pixels in widths.items():
            self.setColumnWidth(number, pixels)
        self._laying = False

    def _resized_by_hand(self, number: int, _old: int, wide: int) -> None:
        if not self._laying and wide and not self.isColumnHidden(number):
            self._own[number] = wide / theme.scale()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes with the keyboard stands on a row, and that row is chosen."""
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason  # the click itself says which
        if self._order.rowCount() and not by_mouse and not self.selectionModel().hasSelection():
            self._stand_on(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_fits"):
            self._measure()

    def sizeHint(self) -> QSize:
        rows = self._order.rowCount() if self._fits else 3
        return QSize(theme.px(320), theme.px(HEADING) + max(1, rows) * theme.px(self._high) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(HEADING) + theme.px(self._high) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground too: what is known to be opaque is moved by a scroll, not painted again."""
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the style takes it back
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), theme.colour("surface"))
        super().paintEvent(event)
        if self._empty and not self._order.rowCount():
            with QPainter(self.viewport()) as painter:
                area = self.viewport().rect().adjusted(SIDE, 0, -SIDE, 0)
                paint.text(
                    painter,
                    area.toRectF(),
                    self._empty,
                    theme.font(),
                    theme.colour("secondary"),
                    paint.CENTRE,
                )
