"""One of the four lists of an actor: a line to add by Enter, and lines that are worded, moved and removed."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import column, label, row

_KEY: Final = Qt.ItemDataRole.UserRole


_PAD: Final = 6
"""Pixels above and below each line."""


class _LineDelegate(QStyledItemDelegate):
    """A line as high as its words need at the width that there is."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        wide = max(self._view.viewport().width() - 12, 60)
        words = QRect(0, 0, wide, 10_000)
        fitted = self._view.fontMetrics().boundingRect(
            words, int(Qt.TextFlag.TextWordWrap), str(index.data())
        )
        return QSize(wide, fitted.height() + 2 * _PAD)


class _Lines(QListWidget):
    """Stock list: Enter or a double click words a line anew, Ctrl+arrows move it, Supr removes it."""

    reworded = Signal(str, str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("part", "lines")
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_LineDelegate(self))
        self.setSpacing(0)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemChanged.connect(self._written)
        self._telling = True

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show these; the line that was chosen stays chosen, and one being worded is left alone."""
        if lines == self.lines() or self.state() == QAbstractItemView.State.EditingState:
            return
        current, place = self.key(), self.currentRow()
        self._telling = False
        self.clear()
        for key, text in lines:
            item = QListWidgetItem(text)
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(text)
            self.addItem(item)
        self._telling = True
        keys = [key for key, _text in lines]
        self.setCurrentRow(keys.index(current) if current in keys else min(place, len(keys) - 1))
        self.updateGeometry()

    def lines(self) -> tuple[tuple[str, str], ...]:
        items = (self.item(number) for number in range(self.count()))
        return tuple((str(item.data(_KEY)), item.text()) for item in items)

    def key(self) -> str:
        return str(self.currentItem().data(_KEY)) if self.currentRow() >= 0 else ""

    def _written(self, item: QListWidgetItem) -> None:
        if self._telling:
            self.reworded.emit(str(item.data(_KEY)), item.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the Enter that ended the wording of a line
        elif not self.key():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editItem(self.currentItem())
        elif control and step:
            self.moved.emit(self.key(), step)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(self.key())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.key():
            where = event.globalPos()
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                where = self.mapToGlobal(self.visualItemRect(self.currentItem()).bottomLeft())
            self.line_menu().popup(where)

    def line_menu(self) -> QMenu:
        """Return what can be done with the chosen line, by mouse as by its keys."""
        key, menu = self.key(), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, call in (
            (self.tr("Cambiar el texto\tIntro"), lambda: self.editItem(self.currentItem())),
            (self.tr("Subir\tCtrl+Arriba"), lambda: self.moved.emit(key, -1)),
            (self.tr("Bajar\tCtrl+Abajo"), lambda: self.moved.emit(key, 1)),
            (self.tr("Quitar\tSupr"), lambda: self.removed.emit(key)),
        ):
            menu.addAction(words).triggered.connect(lambda _on=False, call=call: call())
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.count() and self.currentRow() < 0:
            self.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        high = sum(self.sizeHintForRow(number) for number in range(self.count()))
        return QSize(theme.px(160), high + 2 if self.count() else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), self.sizeHint().height())


class TraitList(QWidget):
    """Title with how many there are, what is written there, the lines, and the field that adds one."""

    added = Signal(str, str)
    reworded = Signal(str, str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, kind: str, title: str, what: str) -> None:
        super().__init__()
        self._kind, self._title = kind, title
        self._heading = label(title, semibold=True)
        self._what = label(what, "caption", tone="secondary", wrap=True)
        self.list = _Lines(title)
        self.field = Field(self.tr("Agregar y pulsar Intro"), height=32)
        self.field.setAccessibleName(self.tr("Agregar a {title}").format(title=title))
        self.field.returnPressed.connect(self._enter)
        self.list.reworded.connect(self.reworded)
        self.list.moved.connect(self.moved)
        self.list.removed.connect(self.removed)
        self.setLayout(column(row(self._heading, None, gap=0), self._what, self.list, self.field, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        self._heading.setText(f"{self._title} ({len(lines)})" if lines else self._title)
        self._what.setVisible(not lines)
        self.list.setVisible(bool(lines))
        self.list.show_lines(lines)

    def _enter(self) -> None:
        text = self.field.text()
        if text.strip():
            self.field.clear()
            self.added.emit(self._kind, text)

    def flush(self) -> None:
        """What was written and not yet added is added: leaving throws nothing away."""
        self._enter()
