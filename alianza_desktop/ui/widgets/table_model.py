"""The rows of a table for Qt: what each role says, the order of a column, the rows that a filter leaves."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from alianza_desktop.core.format_es import fold, sort_key
from alianza_desktop.ui.cells import Cell, Column, TableRow
from alianza_desktop.ui.row import sector_name

Index = QModelIndex | QPersistentModelIndex
CELL: Final = Qt.ItemDataRole.UserRole
EMPTY: Final = Cell()
SortKey = tuple[int, float, tuple[str, str]]


def whole(cell: Cell) -> str:
    """Return everything that a cell says, as one line."""
    text = f"{cell.prefix} {cell.text}" if cell.prefix else cell.text
    chip = cell.chip.words if cell.chip else ""
    if cell.check is not None:
        return "sí" if cell.check else "no"
    return ", ".join(filter(None, (text, sector_name(cell.sector), cell.caption, chip)))


def copied(cell: Cell) -> str:
    """Return a cell as it goes to a spreadsheet: one line, no tab."""
    text = f"{cell.prefix} {cell.text}" if cell.prefix else cell.text
    parts = (text, cell.caption, cell.chip.words if cell.chip else "")
    return " ".join(" · ".join(filter(None, parts)).split())


def order(cell: Cell) -> SortKey:
    """Return what a cell is sorted by: numbers, then words as Spanish orders them, then what is empty."""
    value = cell.sort if cell.sort != "" else cell.text or (cell.chip.words if cell.chip else "")
    if isinstance(value, int | float):
        return 0, float(value), ("", "")
    return (1, 0, sort_key(value)) if value else (2, 0, ("", ""))


class _Prepared:
    """A row with what is worked out once, when it is first asked for."""

    def __init__(self, row: TableRow) -> None:
        self.row = row
        self._orders: dict[str, SortKey] = {}

    @cached_property
    def folded(self) -> str:
        return fold(" ".join(whole(cell) for cell in self.row.cells.values()))

    def order(self, column: str) -> SortKey:
        if column not in self._orders:
            self._orders[column] = order(self.row.cells.get(column, EMPTY))
        return self._orders[column]


class TableModel(QAbstractTableModel):
    """Rows as they were given; the proxy sorts and filters them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows: tuple[_Prepared, ...] = ()
        self._places: dict[str, int] = {}

    def set_rows(self, rows: tuple[TableRow, ...]) -> bool:
        """Show these rows; return whether more changed than what they say and those that came at the end."""
        known = [one.row.key for one in self._rows]
        if not known or [one.key for one in rows[: len(known)]] != known:
            self.beginResetModel()
            self._rows, self._places = (), {}
            self._append(rows)
            self.endResetModel()
            return True
        self._renew(rows[: len(known)])
        if len(rows) > len(known):
            self.beginInsertRows(QModelIndex(), len(known), len(rows) - 1)
            self._append(rows[len(known) :])
            self.endInsertRows()
        return False

    def _append(self, rows: tuple[TableRow, ...]) -> None:
        self._places |= {row.key: number for number, row in enumerate(rows, start=len(self._rows))}
        self._rows = (*self._rows, *map(_Prepared, rows))

    def _renew(self, rows: tuple[TableRow, ...]) -> None:
        changed = [n for n, row in enumerate(rows) if row != self._rows[n].row]
        if changed:
            these = dict.fromkeys(changed)
            self._rows = tuple(_Prepared(rows[n]) if n in these else old for n, old in enumerate(self._rows))
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()].row
        if role == CELL:
            return row.cells.get(self.columns[index.column()].key, EMPTY)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells.get(self.columns[index.column()].key, EMPTY).text
        if role == Qt.ItemDataRole.AccessibleTextRole:  # a row is chosen, so a row is what is read aloud
            return self.spoken(index.row())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = "AlignRight" if self.columns[section].right else "AlignLeft"
                return Qt.AlignmentFlag[side] | Qt.AlignmentFlag.AlignVCenter
        return None

    def row(self, number: int) -> TableRow:
        return self._rows[number].row

    def place(self, key: str) -> int:
        """Return where a key is as given, or -1."""
        return self._places.get(key, -1)

    def spoken(self, number: int) -> str:
        """Return a row as one sentence, with the name of each column."""
        cells = self._rows[number].row.cells
        said = ((column.title, whole(cells.get(column.key, EMPTY))) for column in self.columns)
        return ". ".join(f"{title}: {words}" if title else words for title, words in said if words)

    def order(self, number: int, column: int) -> SortKey:
        return self._rows[number].order(self.columns[column].key)

    def folded(self, number: int) -> str:
        return self._rows[number].folded


class TableOrder(QSortFilterProxyModel):
    """Sorts by the heading that was clicked; leaves the rows that have every word of the filter."""

    def __init__(self, rows: TableModel) -> None:
        super().__init__()
        self._rows = rows
        self._words: tuple[str, ...] = ()
        self.setSourceModel(rows)

    def set_words(self, text: str) -> None:
        words = tuple(fold(text).split())
        if words != self._words:
            self._words = words
            self.setFilterFixedString(" ".join(words))  # filters again; `filterAcceptsRow` decides

    def filterAcceptsRow(self, number: int, parent: Index) -> bool:
        folded = self._rows.folded(number) if self._words else ""
        return all(word in folded for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        column = left.column()
        return self._rows.order(left.row(), column) < self._rows.order(right.row(), column)

    def number(self, row: int) -> int:
        """Return the row as given of a row as shown."""
        return self.mapToSource(self.index(row, 0)).row()

    def shown(self, key: str) -> int:
        """Return where a key is shown, or -1."""
        place = self._rows.place(key)
        return -1 if place < 0 else self.mapFromSource(self._rows.index(place, 0)).row()
