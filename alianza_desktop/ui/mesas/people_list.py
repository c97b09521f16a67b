"""The people of one mesa: a stock list whose delegate paints each of them; hundreds cost as much as one.

A drag is the list's own, with no dialogue with the window system: it works alike everywhere, and the board
says where it would land.
"""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.mesas.facts import PersonChip
from alianza_desktop.ui.row import sector_codes
from alianza_desktop.ui.widgets import paint, sector_mark

Index = QModelIndex | QPersistentModelIndex
CHIP: Final = 44
"""Height of a person, two lines."""
_CHIP = Qt.ItemDataRole.UserRole
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeopleModel(QAbstractListModel):
    """The people of a column; replaced as a whole when any of them changed."""

    def __init__(self) -> None:
        super().__init__()
        self.chips: tuple[PersonChip, ...] = ()

    def set_chips(self, chips: tuple[PersonChip, ...]) -> None:
        self.beginResetModel()
        self.chips = chips
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.chips)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        chip = self.chips[index.row()]
        if role == _CHIP:
            return chip
        if role == Qt.ItemDataRole.DisplayRole:
            return chip.name
        return chip.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class ChipDelegate(QStyledItemDelegate):
    """Name; then sector, organisation, and whether they are here."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.px(CHIP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chip: PersonChip = index.data(_CHIP)
        box = QRectF(option.rect).adjusted(6, 2, -6, -2)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        here = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        border = theme.colour("focus" if here else "primary" if chosen else "line")
        painter.save()
        fill = theme.colour("tint" if chosen else "surface")
        paint.box(painter, box, fill=fill, border=border, width=2 if here else 1)
        self._words(painter, chip, box.adjusted(8, 0, -7, 0))
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, chip: PersonChip, area: QRectF) -> None:
        middle, caption = area.center().y(), theme.font("caption")
        above = QRectF(area.left(), middle - theme.px(19), area.width(), theme.px(20))
        paint.text(painter, above, chip.name, theme.font(semibold=chip.strong), theme.colour("text"))
        tone = theme.colour(chip.tone)
        word = min(paint.width(chip.word, caption) + 1, area.width() / 2)
        below = QRectF(area.left(), middle, area.width(), theme.px(17))
        at = QRectF(below.right() - word, below.top(), word, below.height())
        paint.text(painter, at, chip.word, caption, theme.colour("secondary"), paint.RIGHT)
        icons.paint(painter, chip.icon, QRectF(at.left() - 16, at.center().y() - 6.5, 13, 13), tone)
        left = below.left()
        if chip.sector in sector_codes():
            code = theme.font("caption", semibold=True)
            sector_mark.draw(painter, chip.sector, QRectF(left, below.center().y() - 4.5, 9, 9))
            spot = QRectF(left + 13, below.top(), 60, below.height())
            left += 19 + paint.text(painter, spot, sector_codes()[chip.sector], code, theme.colour("text"))
        room = QRectF(left, below.top(), max(0.0, at.left() - 20 - left), below.height())
        if room.width() > 16:
            paint.text(painter, room, chip.organization, caption, theme.colour("secondary"))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        chip: PersonChip | None = index.data(_CHIP)
        if chip is not None:
            QToolTip.showText(event.globalPos(), chip.spoken, view)
        return True


class PeopleList(QListView):
    """One column; arrows at its edges go to the next one."""

    stepped = Signal(int)
    """To the column so many places away."""
    chosen_here = Signal()
    """The selection of this column changed: without Ctrl, that of the others is let go."""
    asked = Signal()
    """Enter: to which mesa?"""
    removed = Signal()
    menu_asked = Signal(QPoint)
    dragging = Signal(QPoint)
    """Held and moved, in global coordinates."""
    dropped = Signal(QPoint)
    drag_cancelled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._people = PeopleModel()
        self.setModel(self._people)
        self.setItemDelegate(ChipDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._empty = ""
        self._pressed: QPoint | None = None
        self._held = QModelIndex()
        self._dragging = False

    # people

    def set_chips(self, chips: tuple[PersonChip, ...]) -> None:
        """Show these people; who was chosen and the place in the list stay."""
        if chips == self._people.chips:
            return
        chosen, row = set(self.selected_ids()), self.currentIndex().row()
        current, place = self.current_id(), self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)  # the reset in between is nobody's choice
        self._people.set_chips(chips)
        self._choose_again(chosen, current, row)
        self.selectionModel().blockSignals(False)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)

    def _choose_again(self, chosen: set[str], current: str, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        rows = {chip.person_id: number for number, chip in enumerate(self._people.chips)}
        again = rows.get(current, min(row, len(rows) - 1))
        if row >= 0 and again >= 0:
            self.selectionModel().setCurrentIndex(self._people.index(again), flags.NoUpdate)
        for person_id in chosen & rows.keys():
            self.selectionModel().select(self._people.index(rows[person_id]), flags.Select)

    def set_empty(self, words: str) -> None:
        """Say this when there is nobody."""
        if words != self._empty:
            self._empty = words
            self.setAccessibleDescription(words)
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self._people.chips:
            with QPainter(self.viewport()) as painter:
                area = self.viewport().rect().adjusted(12, 12, -12, -12)
                painter.setFont(theme.font("caption"))
                painter.setPen(theme.colour("secondary"))
                painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._empty)

    def chips(self) -> tuple[PersonChip, ...]:
        return self._people.chips

    def selected_ids(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._people.chips[row].person_id for row in rows)

    def current_id(self) -> str:
        row = self.currentIndex().row()
        return self._people.chips[row].person_id if 0 <= row < len(self._people.chips) else ""

    def select_row(self, row: int) -> None:
        """Choose one person; the last one when there are fewer."""
        if self._people.chips:
            index = self._people.index(max(0, min(row, len(self._people.chips) - 1)))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        if not selected.isEmpty() and not held:
            self.chosen_here.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes with the keyboard stands on somebody."""
        super().focusInEvent(event)
        by_mouse = event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)
        if not by_mouse and not self.selectionModel().hasSelection():
            self.select_row(max(self.currentIndex().row(), 0))

    # keys

    def event(self, event: QEvent) -> bool:
        """While somebody is being dragged, Esc is this list's and no shortcut's."""
        escaping = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escaping and self._dragging and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = (
            event.key(),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
        if self._dragging and key == Qt.Key.Key_Escape:
            self._stop()
            self.drag_cancelled.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in _ENTER and plain:
            self.asked.emit()
        elif key == Qt.Key.Key_Delete and plain:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button, or the Menu key, on somebody."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(box.center())
        if self.selected_ids():
            self.menu_asked.emit(place)

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left and index.isValid() else None
        chosen = index.isValid() and self.selectionModel().isSelected(index)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._held = index if chosen and plain and left else QModelIndex()
        if chosen and plain:  # several may be dragged: only letting go chooses this one alone
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.dragging.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._stop()
            self.dropped.emit(event.globalPosition().toPoint())
            return
        if self._held.isValid():
            self.setCurrentIndex(self._held)
        self._stop()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.asked.emit()

    def _stop(self) -> None:
        self._pressed, self._dragging, self._held = None, False, QModelIndex()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(CHIP) * 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(CHIP))


def drag_words(names: tuple[str, ...]) -> str:
    """Return what follows the mouse."""
    return names[0] if len(names) == 1 else f"{len(names)} personas"


class DragLabel(QWidget):
    """What is being dragged, beside the mouse."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    def follow(self, words: str, place: QPoint) -> None:
        """Stand beside a point of the board."""
        self._words = words
        board = self.parentWidget()
        assert board is not None
        wide = min(round(paint.width(words, theme.font(semibold=True))) + 24, theme.px(220))
        high = theme.px(32)
        left = min(place.x() + 14, board.width() - wide)
        self.setGeometry(max(0, left), min(place.y() + 8, board.height() - high), wide, high)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: object) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            paint.box(painter, area, fill=theme.colour("primary"), border=None)
            words = area.adjusted(10, 0, -10, 0)
            paint.text(painter, words, self._words, theme.font(semibold=True), theme.colour("on_primary"))
