"""The same chain as a list: what a screen reader and a keyboard work on, with every act of the canvas."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from alianza_desktop.ui import theme
from alianza_desktop.ui.chains.facts import Line
from alianza_desktop.ui.widgets.pasting import TextLine

COLUMNS: Final = ("Eslabón y actividad", "Actores", "Brechas", "Flujos")
_ID, _KIND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_NAMED: Final = ("stage", "activity", "support", "note")
Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """Rows as high as in every table; the name is written in its place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme.px(32))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = TextLine(parent)
        editor.setAccessibleName("Nombre")
        return editor

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """The store says what the name is: the list only tells what was written."""
        assert isinstance(editor, TextLine)
        view = self.parent()
        assert isinstance(view, ChainList)
        view.renamed.emit(str(index.data(_ID)), editor.text())


class ChainList(QTreeWidget):
    """Stages, their activities and the flows that leave them, each row with its record."""

    selected = Signal(str)
    renamed = Signal(str, str)
    edit_left = Signal(str)
    removed = Signal(str)
    next_requested = Signal(str)
    parallel_requested = Signal(str)
    details_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._items: dict[str, QTreeWidgetItem] = {}
        self._waiting: tuple[Line, ...] | None = None
        self._showing = False
        self._scale = 0.0
        self.setProperty("part", "table")
        self.setAccessibleName(self.tr("Lista de la cadena"))
        self.setHeaderLabels([self.tr(words) for words in COLUMNS])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setExpandsOnDoubleClick(False)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.currentItemChanged.connect(self._current)
        self.itemDoubleClicked.connect(lambda item, _column: self._rename(item))
        self.itemDelegate().closeEditor.connect(self._closed)

    def fit(self) -> None:
        """Give the columns their widths, again only when the text grew: a person may have changed them."""
        if self._scale != theme.scale():
            self._scale = theme.scale()
            for number, wide in enumerate((330, 290, 90)):
                self.setColumnWidth(number, theme.px(wide))

    # what it shows

    def show_lines(self, lines: tuple[Line, ...], selected: str) -> None:
        """Show the chain; while a name is being written the list waits."""
        if self.state() == QAbstractItemView.State.EditingState:
            self._waiting = lines
            return
        self._showing = True
        same = [(one.id, one.parent) for one in lines] == [(one.id, one.parent) for one in self._lines]
        if not same:
            self._rebuild(lines)
        if lines != self._lines or not same:
            for line in lines:
                self._fill(self._items[line.id], line)
        self._lines = lines
        item = self._items.get(selected)
        if item is not None and item is not self.currentItem():
            self.setCurrentItem(item)
        elif not selected:
            self.setCurrentItem(None)  # type: ignore[call-overload]
        self._showing = False

    def _rebuild(self, lines: tuple[Line, ...]) -> None:
        closed = {key for key, item in self._items.items() if item.childCount() and not item.isExpanded()}
        at = self.verticalScrollBar().value()
        self.clear()
        self._items = {}
        for line in lines:
            parent = self._items.get(line.parent)
            item = QTreeWidgetItem(parent) if parent is not None else QTreeWidgetItem(self)
            item.setData(0, _ID, line.id)
            item.setData(0, _KIND, line.kind)
            if line.kind in _NAMED:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self._items[line.id] = item
        for key, item in self._items.items():
            item.setExpanded(key not in closed)
        self.verticalScrollBar().setValue(at)

    def _fill(self, item: QTreeWidgetItem, line: Line) -> None:
        for number, words in enumerate((line.name, line.actors, line.gaps, line.links)):
            shown = words if line.kind != "link" or number == 0 else ""
            item.setText(number, " ".join(shown[:300].split()))
            item.setToolTip(number, shown[:600] if len(shown) > 40 else "")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, line.spoken)
        letters = theme.font(semibold=line.kind in ("stage", "group"))
        item.setFont(0, letters)
        ink = QColor(theme.colour("secondary" if line.kind == "link" else "text"))
        item.setForeground(0, ink)
        item.setForeground(2, QColor(theme.colour("warning")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_items", None):
            for line in self._lines:
                self._fill(self._items[line.id], line)

    # what a person does

    def _current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if not self._showing and item is not None:
            self.selected.emit(self.key_of(item))

    def key_of(self, item: QTreeWidgetItem | None) -> str:
        """Return the record of a row; nothing for a heading that is none."""
        if item is None or item.data(0, _KIND) == "group":
            return ""
        return str(item.data(0, _ID))

    def _rename(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(item, 0)

    def write_name(self, record_id: str) -> None:
        """Let the name of a record be written in its row."""
        item = self._items.get(record_id)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)
            self._rename(item)

    def _closed(self) -> None:
        self.edit_left.emit(self.key_of(self.currentItem()))
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            QTimer.singleShot(0, self, lambda: self.show_lines(waiting, self.key_of(self.currentItem())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, item = event.key(), self.currentItem()
        record_id = self.key_of(item)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # the Enter that ended the writing
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if control:
                self.parallel_requested.emit(record_id)
            elif item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
                self._rename(item)
            elif record_id:
                self.details_requested.emit(record_id)
        elif key == Qt.Key.Key_Delete and record_id:
            self.removed.emit(record_id)
        elif key == Qt.Key.Key_Insert and record_id:
            self.next_requested.emit(record_id)
        else:
            super().keyPressEvent(event)
