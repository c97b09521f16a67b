"""The quick line as a widget, what was understood under it, and the list of who may be meant."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.agreements.facts import Understood
from alianza_desktop.ui.fields import IDLE_MS
from alianza_desktop.ui.row import Row, sector_codes, sector_name
from alianza_desktop.ui.widgets import paint, sector_mark
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import column, label, row
from alianza_desktop.ui.widgets.rows import Look, Rows

_PLUS = 20


class QuickLine(Field):
    """44 px, with «Añadir» inside; Esc, Ctrl+Z of an empty line and the arrows belong to the screen."""

    entered = Signal()
    tabbed = Signal()
    moved = Signal(int)
    """The arrows, to choose in the list of names."""
    row_moved = Signal(int)
    """Ctrl and the arrows, to move the chosen row."""
    idle = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Qué se hará  @responsable  fecha"), height=44, size="emphasis")
        self.setAccessibleName(self.tr("Nuevo compromiso: qué se hará, arroba responsable, fecha"))
        self.add = Button(self.tr("Añadir"), "primary", key=ENTER, height=34, parent=self)
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add.clicked.connect(self.entered)
        self._timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._timer.timeout.connect(self.idle)
        self.textEdited.connect(lambda _text: self._timer.start())
        self._offering = False

    def set_offering(self, *, offering: bool) -> None:
        """A list of names is open under the line: the arrows and Tab are its own."""
        self._offering = offering

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.type() == QEvent.Type.ShortcutOverride and not self.text() and _is_undo(event):
                return False  # nothing typed to take back: it is the screen's
            if event.type() == QEvent.Type.KeyPress and key == Qt.Key.Key_Tab and plain and self.text():
                self.tabbed.emit()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        arrow = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif arrow and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.row_moved.emit(arrow)
        elif arrow:
            self.moved.emit(arrow)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.idle.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.add.sizeHint()
        self.add.setGeometry(
            QRect(self.width() - size.width() - 5, 5, size.width(), max(self.height() - 10, 24))
        )
        self.setTextMargins(_PLUS + 8, 0, size.width() + 6, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.add.sizeHint().width() + theme.px(120), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = QRectF(12, (self.height() - _PLUS) / 2, _PLUS, _PLUS)
        with QPainter(self) as painter:
            icons.paint(painter, "plus", box, theme.colour("secondary"))


def _is_undo(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Z and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class UnderstoodStrip(QWidget):
    """Chips of what the line means, in one row; the longest names are shortened, the tooltip has them."""

    _GAP = 8

    def __init__(self) -> None:
        super().__init__()
        self._chips: tuple[Understood, ...] = ()
        self._boxes: list[tuple[QRectF, Understood]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: tuple[Understood, ...]) -> None:
        if chips == self._chips:
            return
        self._chips = chips
        self.setAccessibleName(
            self.tr("Se entiende: {said}").format(said="; ".join(_spoken(one) for one in chips))
        )
        self.update()

    def chips(self) -> tuple[Understood, ...]:
        return self._chips

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(24))

    def _widths(self) -> list[float]:
        """Return the width of each chip: what does not fit is taken from the widest ones."""
        wide = [_wide(one) for one in self._chips]
        over = sum(wide) + self._GAP * (len(wide) - 1) - self.width()
        while over > 0.5 and wide:
            widest = max(range(len(wide)), key=wide.__getitem__)
            others = sorted(wide)
            step = max(others[-1] - (others[-2] if len(others) > 1 else 0), 1)
            taken = min(over, step, wide[widest] - 30)
            if taken <= 0:
                break
            wide[widest] -= taken
            over -= taken
        return wide

    def paintEvent(self, event: QPaintEvent) -> None:
        self._boxes, left, high = [], 0.0, float(self.height())
        with QPainter(self) as painter:
            for one, wide in zip(self._chips, self._widths(), strict=True):
                box = QRectF(left, 0, wide, high)
                _draw(painter, one, box)
                self._boxes.append((box, one))
                left += wide + self._GAP

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = next(
                (_spoken(one) for box, one in self._boxes if box.contains(event.pos().toPointF())), ""
            )
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def _spoken(one: Understood) -> str:
    return ". ".join(filter(None, (one.words, sector_name(one.sector), one.note)))


def _wide(one: Understood) -> float:
    mark = 18 if one.icon or one.sector in sector_codes() else 0
    return paint.width(one.words, theme.font("caption", semibold=True)) + 18 + mark


def _draw(painter: QPainter, one: Understood, box: QRectF) -> None:
    ink = theme.colour("warning_text" if one.missing else "text")
    fill = theme.colour("warning_fill" if one.missing else "surface")
    border = ink if one.missing and theme.name() == "proyector" else theme.colour("line")
    paint.box(painter, box, fill=fill, border=None if one.missing and theme.name() != "proyector" else border)
    left, middle = box.left() + 8, box.center().y()
    if one.sector in sector_codes():
        sector_mark.draw(painter, one.sector, QRectF(left, middle - 5, 10, 10))
        left += 18
    elif one.icon:
        icons.paint(painter, one.icon, QRectF(left, middle - 7, 14, 14), ink)
        left += 18
    area = QRectF(left, box.top(), box.right() - left - 6, box.height())
    paint.text(painter, area, one.words, theme.font("caption", semibold=True), ink)


class Choices(QFrame):
    """Who may be meant, under the field where a name is being written; the field keeps the keyboard."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setProperty("part", "popup")
        self.list = Rows(Look(height=40, side=12), name, choosing=True, fit=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.chosen.connect(self.chosen)
        how = label(
            self.tr("Elija con la flecha abajo e Intro, o con el ratón."), "caption", tone="secondary"
        )
        foot = row(how, None, margins=(12, 0, 12, 0))
        self.setLayout(column(self.list, foot, gap=4, margins=(1, 4, 1, 6)))
        self.hide()

    def offer(self, under: QWidget, rows: tuple[Row, ...], *, marked: bool, wide: int = 560) -> None:
        """Show the rows under a field; with none it closes."""
        if not rows:
            self.hide()
            return
        again = self.list.rows() == rows and self.isVisible()
        self.list.set_rows(rows)
        if marked:
            self.list.select(0)
        elif not again:
            self.list.setCurrentIndex(QModelIndex())
        parent = self.parentWidget()
        assert parent is not None
        place = under.mapTo(parent, QPoint(0, under.height() + 4))
        high = min(self.sizeHint().height(), parent.height() - place.y() - 4)
        self.setGeometry(QRect(place, QSize(min(theme.px(wide), under.width()), max(high, theme.px(48)))))
        self.show()
        self.raise_()

    def marked(self) -> str:
        """Return the key of the marked row, or nothing."""
        return self.list.current_key() if self.isVisible() else ""

    def step(self, step: int) -> None:
        """Mark the next row; the first one when none is."""
        row = self.list.currentIndex().row()
        self.list.select(0 if row < 0 else row + step)
