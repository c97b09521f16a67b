"""Lists: one row of two lines with what stands before and after it, one delegate that paints every list."""

from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.row import Row, sector_codes
from alianza_desktop.ui.widgets import paint, sector_mark

Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one list draws its rows, in pixels."""

    height: int
    side: int = 20
    """Padding at both ends."""
    lead: int = 46
    """Width kept for what stands before the title."""
    beside: int = 0
    """Where the caption starts when it stands beside the title; 0 puts it below."""
    strong_hour: bool = False
    strong_trailing: bool = True
    separator: str = "raised"
    """Token of the line under each row."""


class RowModel(QAbstractListModel):
    """Rows of a list; replaced as a whole, which is what a reload means."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def row(self, number: int) -> Row | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None


class RowDelegate(QStyledItemDelegate):
    """Paints a `Row` with a `Look`."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.px(self.look.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROW)
        area = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_Enabled:
            painter.fillRect(area, theme.colour("tint"))
            if state & QStyle.StateFlag.State_HasFocus:
                paint.box(
                    painter, area.adjusted(1, 1, -1, -1), fill=None, border=theme.colour("focus"), width=2
                )
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour(self.look.separator)
        )
        inner = area.adjusted(self.look.side, 0, -self.look.side, 0)
        inner = self._leading(painter, row, inner)
        if row.note:
            self._two_lines(painter, row, inner, self._trailing_pair(painter, row, inner))
        else:
            self._words(painter, row, self._trailing(painter, row, inner))
        painter.restore()

    def _leading(self, painter: QPainter, row: Row, area: QRectF) -> QRectF:
        if row.hour:
            size = "body" if self.look.strong_hour else "caption"
            font = theme.font(size, semibold=self.look.strong_hour)  # type: ignore[arg-type]
            ink = theme.colour("text" if self.look.strong_hour else "secondary")
            paint.text(
                painter, QRectF(area.left(), area.top(), self.lead, area.height()), row.hour, font, ink
            )
        elif row.icon:
            box = QRectF(area.left(), area.center().y() - 10, 20, 20)
            icons.paint(painter, row.icon, box, theme.colour(row.tone or "secondary"))
        return area.adjusted(self.lead if row.hour or row.icon else 0, 0, 0, 0)

    @property
    def lead(self) -> int:
        return theme.px(self.look.lead)

    def _trailing(self, painter: QPainter, row: Row, area: QRectF) -> QRectF:
        if row.state:
            name, token = {
                "done": ("check", "success"),
                "attention": ("alert-triangle", "warning"),
                "pending": ("circle-dashed", "secondary"),
                "more": ("chevron-right", "text"),
            }[row.state]
            side = 20 if row.state == "more" else 18
            box = QRectF(area.right() - side, area.center().y() - side / 2, side, side)
            icons.paint(painter, name, box, theme.colour(token))
            return area.adjusted(0, 0, -side - 8, 0)
        if row.trailing:
            strong = self.look.strong_trailing
            font = theme.font("body" if strong else "caption", semibold=strong)
            wide = paint.width(row.trailing, font) + 1
            box = QRectF(area.right() - wide, area.top(), wide, area.height())
            paint.text(
                painter, box, row.trailing, font, theme.colour("text" if strong else "secondary"), paint.RIGHT
            )
            return area.adjusted(0, 0, -wide - 8, 0)
        return area

    @staticmethod
    def _trailing_pair(painter: QPainter, row: Row, area: QRectF) -> tuple[float, float]:
        """Draw the trailing text over its note, in at most half of the row; return what each line took."""
        strong, caption = theme.font("caption", semibold=row.tone == "success"), theme.font("caption")
        middle, most = area.center().y(), area.width() / 2
        ink = theme.colour(row.tone if row.tone == "success" else "text")
        above = min(paint.width(row.trailing, strong) + 1, most)
        below = min(paint.width(row.note, caption) + 1, most)
        upper = QRectF(area.right() - above, middle - theme.px(19), above, theme.px(20))
        lower = QRectF(area.right() - below, middle, below, theme.px(17))
        paint.text(painter, upper, row.trailing, strong, ink, paint.RIGHT)
        paint.text(painter, lower, row.note, caption, theme.colour("secondary"), paint.RIGHT)
        return above + 10, below + 10

    def _words(self, painter: QPainter, row: Row, area: QRectF) -> None:
        body, caption = theme.font(semibold=row.strong), theme.font("caption")
        if self.look.beside and row.caption:
            start = min(theme.px(self.look.beside), area.width() / 2)
            left = area.adjusted(0, 0, -(area.width() - start) - 8, 0)
            self._line(painter, row.title, left, body, theme.colour("text"))
            self._caption(painter, row, area.adjusted(start, 0, 0, 0), caption)
        elif row.caption:
            self._two_lines(painter, row, area, (0, 0))
        else:
            self._line(painter, row.title, area, body, theme.colour("text"))

    def _two_lines(self, painter: QPainter, row: Row, area: QRectF, taken: tuple[float, float]) -> None:
        """Draw the title over the caption, each beside what its line already has at the right."""
        middle, high = area.center().y(), theme.px(20)
        above = QRectF(area.left(), middle - high + 1, area.width() - taken[0], high)
        below = QRectF(area.left(), middle, area.width() - taken[1], theme.px(17))
        self._line(painter, row.title, above, theme.font(semibold=row.strong), theme.colour("text"))
        self._caption(painter, row, below, theme.font("caption"))

    def _caption(self, painter: QPainter, row: Row, area: QRectF, font: QFont) -> None:
        ink = theme.colour("warning" if row.warning else "secondary")
        if row.warning:
            icons.paint(painter, "alert-triangle", QRectF(area.left(), area.center().y() - 6, 12, 12), ink)
            area = area.adjusted(15, 0, 0, 0)
        elif row.sector in sector_codes():
            sector_mark.draw(painter, row.sector, QRectF(area.left() + 1, area.center().y() - 4, 8, 8))
            area = area.adjusted(12, 0, 0, 0)
        self._line(painter, row.caption, area, font, ink)

    @staticmethod
    def _line(painter: QPainter, words: str, area: QRectF, font: QFont, ink: QColor) -> None:
        paint.text(painter, area, words, font, ink)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row: Row | None = index.data(_ROW)
        if row is not None:
            QToolTip.showText(event.globalPos(), row.spoken, view)
        return True


class Rows(QListView):
    """A list of rows; Enter or a click chooses one, or two clicks where buttons act on the current one."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        *,
        choosing: bool = False,
        twice: bool = False,
        fit: bool = False,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self._look, self._fit, self._whole = look, fit, whole
        self._rows = RowModel()
        self.setModel(self._rows)
        self._delegate = RowDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if whole or fit:  # the newest rows are at the top: what does not fit whole is not shown
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed if fit else QSizePolicy.Policy.Expanding
        )
        if not choosing:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            (self.doubleClicked if twice else self.clicked).connect(self._choose)

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        self._rows.set_rows(rows)
        self.updateGeometry()

    def set_height(self, height: int) -> None:
        """Change the height of every row, for narrow windows."""
        self._look = replace(self._look, height=height)
        self._delegate.look = self._look
        self.doItemsLayout()
        self.updateGeometry()

    def set_fit(self, *, fit: bool) -> None:
        """Be as high as all the rows, or as high as there is room."""
        self._fit = fit
        policy = QSizePolicy.Policy.Fixed if fit else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self.updateGeometry()

    def set_side(self, side: int) -> None:
        """Change the padding at both ends."""
        self._look = replace(self._look, side=side)
        self._delegate.look = self._look
        self.viewport().update()

    def rows(self) -> tuple[Row, ...]:
        return self._rows._rows  # noqa: SLF001 - its own model

    def select(self, number: int) -> None:
        count = self._rows.rowCount()
        if count:
            self.setCurrentIndex(self._rows.index(max(0, min(count - 1, number))))

    def step(self, step: int) -> None:
        """Move the selection while another widget keeps the focus."""
        self.select(self.currentIndex().row() + step)

    def current_key(self) -> str:
        row = self._rows.row(self.currentIndex().row())
        return row.key if row is not None else ""

    def _choose(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None and row.key:
            self.chosen.emit(row.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._whole:
            high = theme.px(self._look.height)
            self.setViewportMargins(0, 0, 0, self.height() % high)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        rows = self._rows.rowCount() if self._fit else 2
        return QSize(200, max(1, rows) * theme.px(self._look.height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._fit else QSize(120, theme.px(self._look.height) // 2)
