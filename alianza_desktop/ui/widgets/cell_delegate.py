"""Paints a cell of a table: two lines at most, its prefix, sector mark and chip (mock/acuerdos.png).

However long a text is, only what two lines can hold is laid out, and the tooltip has the whole.
"""

from html import escape
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.cells import Cell, Chip, Column
from alianza_desktop.ui.widgets import paint, sector_mark
from alianza_desktop.ui.widgets.state_chip import colours
from alianza_desktop.ui.widgets.table_model import CELL, Index, whole

SIDE: Final = 12
LINES: Final = 2
"""That a text may take when it has no caption."""


class CellDelegate(QStyledItemDelegate):
    """One for the whole table; the row that is chosen is tinted and ringed across its cells."""

    def __init__(self, view: QTableView, columns: tuple[Column, ...]) -> None:
        super().__init__(view)
        self._view, self._columns = view, columns

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        painter.save()
        self._ground(painter, area, option, index)
        cell: Cell = index.data(CELL)
        inner = area.adjusted(SIDE, 0, -SIDE, 0)
        if cell.check is not None:
            draw_check(painter, area, on=cell.check)
        elif cell.chip is not None:
            draw_chip(painter, cell.chip, inner)
        elif self._columns[index.column()].right:
            ink = theme.colour("warning" if cell.warning else "text")
            paint.text(painter, inner, cell.text, theme.font(semibold=cell.strong), ink, paint.RIGHT)
        else:
            _words(painter, cell, inner)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("tint"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour("line"))
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            self._ring(painter, area, index)

    def _ring(self, painter: QPainter, area: QRectF, index: Index) -> None:
        ink = theme.colour("focus")
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 2), ink)
        painter.fillRect(QRectF(area.left(), area.bottom() - 2, area.width(), 2), ink)
        shown = self._view.horizontalHeader()
        place = shown.visualIndex(index.column())
        visible = [shown.visualIndex(n) for n in range(shown.count()) if not self._view.isColumnHidden(n)]
        if place == min(visible):
            painter.fillRect(QRectF(area.left(), area.top(), 2, area.height()), ink)
        if place == max(visible):
            painter.fillRect(QRectF(area.right() - 2, area.top(), 2, area.height()), ink)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(60), theme.px(32))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        cell: Cell | None = index.data(CELL)
        words = whole(cell) if cell is not None else ""
        QToolTip.showText(event.globalPos(), f"<qt>{escape(words)}</qt>" if words else "", view)
        return True


def draw_check(painter: QPainter, area: QRectF, *, on: bool) -> None:
    """Draw a box in the middle of its cell, ticked or not."""
    side = theme.px(18)
    square = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    border, fill = theme.colour("primary" if on else "control"), theme.colour("primary" if on else "surface")
    paint.box(painter, square, fill=fill, border=border, radius=3)
    if on:
        icons.paint(painter, "check", square.adjusted(2, 2, -2, -2), theme.colour("on_primary"))


def draw_chip(painter: QPainter, chip: Chip, area: QRectF) -> None:
    """Draw a state: its fill, icon and word."""
    font = theme.font("caption", semibold=True)
    wide = paint.width(chip.words, font) + 16 + (18 if chip.icon else 0) + 1
    high = theme.px(24)
    box = QRectF(area.left(), area.center().y() - high / 2, min(wide, area.width()), high)
    ink, fill = colours(chip.kind)
    border = ink if chip.kind == "info" or theme.name() == "proyector" else None
    paint.box(painter, box, fill=fill, border=border)
    left = box.left() + 8
    if chip.icon:
        icons.paint(painter, chip.icon, QRectF(left, box.center().y() - 7, 14, 14), ink)
        left += 18
    paint.text(painter, QRectF(left, box.top(), box.right() - left, high), chip.words, font, ink)


def _words(painter: QPainter, cell: Cell, area: QRectF) -> None:
    """Draw the text in two lines, or in one over its caption."""
    font = theme.font(semibold=cell.strong)
    metrics = QFontMetricsF(font)
    high = metrics.height()
    if cell.sector:
        side = 11.0
        middle = area.center().y() - (high / 2 if cell.caption else 0)
        sector_mark.draw(painter, cell.sector, QRectF(area.left(), middle - side / 2, side, side))
        area = area.adjusted(side + 7, 0, 0, 0)
    if cell.caption:
        _captioned(painter, cell, font, area, high)
    elif area.height() < 2 * high or metrics.horizontalAdvance(_said(cell, area.width())) <= area.width():
        _in_one(painter, cell, font, area)
    else:
        layout, count = _laid_out(cell, font, area.width())
        top = area.center().y() - count * high / 2
        _draw_lines(painter, layout, cell, QRectF(area.left(), top, area.width(), high), count)


def _captioned(painter: QPainter, cell: Cell, font: QFont, area: QRectF, high: float) -> None:
    small = theme.font("caption")
    under = QFontMetricsF(small).height()
    top = area.center().y() - (high + under) / 2
    _in_one(painter, cell, font, QRectF(area.left(), top, area.width(), high))
    ink = theme.colour("warning" if cell.caption_warning else "secondary")
    box = QRectF(area.left(), top + high, area.width(), under)
    paint.text(painter, box, _one_line(cell.caption, area.width()), small, ink)


def _in_one(painter: QPainter, cell: Cell, font: QFont, area: QRectF) -> None:
    """Draw what goes in one line, without the cost of breaking it."""
    left = area.left()
    if cell.prefix:
        prefix = f"{_one_line(cell.prefix, area.width())} "
        left += paint.text(painter, area, prefix, font, theme.colour("secondary"))
    box = QRectF(left, area.top(), area.right() - left, area.height())
    ink = theme.colour("warning" if cell.warning else "text")
    paint.text(painter, box, _one_line(cell.text, area.width()), font, ink)


def _said(cell: Cell, width: float) -> str:
    """Return the text with what goes before it, as one line."""
    text = _one_line(cell.text, width)
    return f"{_one_line(cell.prefix, width)} {text}" if cell.prefix else text


def _one_line(text: str, width: float) -> str:
    """Return as much of a text as two lines of a width can hold, even if every letter is an «i»."""
    return " ".join(text[: 40 + int(width / 2)].split())


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _from_unit(text: str, start: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[2 * start :].decode("utf-16-le", "replace")


def _laid_out(cell: Cell, font: QFont, width: float) -> tuple[QTextLayout, int]:
    """Return the text broken at a width, and how many of its lines are drawn."""
    prefix = f"{_one_line(cell.prefix, width)} " if cell.prefix else ""
    layout = QTextLayout(_said(cell, width), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(cell, _units(prefix), _units(layout.text())))
    layout.beginLayout()
    for _ in range(LINES + 1):  # one more tells whether something is left over
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
    layout.endLayout()
    return layout, max(1, min(LINES, layout.lineCount()))


def _formats(cell: Cell, prefix: int, total: int) -> list[QTextLayout.FormatRange]:
    made = []
    inks = ("secondary", "warning" if cell.warning else "text")
    for ink, start, length in zip(inks, (0, prefix), (prefix, total - prefix), strict=True):
        part = QTextLayout.FormatRange()
        part.start, part.length = start, length
        part.format = QTextCharFormat()
        part.format.setForeground(theme.colour(ink))
        made.append(part)
    return made


def _draw_lines(painter: QPainter, layout: QTextLayout, cell: Cell, area: QRectF, count: int) -> None:
    """Draw the first lines; the last one is shortened with «…» when there is more."""
    for number in range(min(count, layout.lineCount())):
        line = layout.lineAt(number)
        top = area.top() + number * area.height()
        if number == count - 1 and layout.lineCount() > count:
            rest = _from_unit(layout.text(), line.textStart())
            ink = theme.colour("warning" if cell.warning else "text")
            box = QRectF(area.left(), top, area.width(), area.height())
            paint.text(painter, box, rest, layout.font(), ink)
        else:
            line.draw(painter, QPointF(area.left(), top - line.y()))
