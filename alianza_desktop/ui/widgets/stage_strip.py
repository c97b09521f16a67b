"""The six stages of an alliance in one strip; each cell opens its workshop."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QMenu, QSizePolicy, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.stepper import numbered

_STATE = {
    "past": ("check", "success"), "unsealed": ("alert-triangle", "warning"),
    "today": ("calendar-event", "primary"), "future": ("calendar", "secondary"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageCellFacts:
    """What a cell shows."""

    number: int
    name: str
    state: str
    word: str
    lines: tuple[str, ...]
    current: bool


class StageCell(QAbstractButton):
    """Number, state, name and two lines; painted, with all of it in the accessible name."""

    def __init__(self) -> None:
        super().__init__()
        self._facts = StageCellFacts(0, "", "none", "", (), current=False)
        self.compact = False
        self.first, self.below = True, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: StageCellFacts) -> None:
        self._facts = facts
        spoken = ", ".join(filter(None, (f"Etapa {facts.number}: {facts.name}", facts.word, *facts.lines)))
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setEnabled(facts.state != "none")
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)
        self.update()

    def _side(self) -> int:
        return 12 if self.compact else 16

    def sizeHint(self) -> QSize:
        return QSize(150, theme.px(96 if self.compact else 108))

    def minimumSizeHint(self) -> QSize:
        return QSize(96, theme.px(96 if self.compact else 108))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            facts, side = self._facts, self._side()
            area = QRectF(self.rect())
            if facts.current or (self.underMouse() and self.isEnabled()):
                painter.fillRect(area, theme.colour("tint" if facts.current else "raised"))
            if not self.first:
                painter.fillRect(QRectF(0, 0, 1, area.height()), theme.colour("line"))
            if self.below:
                painter.fillRect(QRectF(0, 0, area.width(), 1), theme.colour("line"))
            circle, top = theme.px(24), theme.px(8 if self.compact else 12)
            numbered(
                painter,
                QRectF(side, top, circle, circle),
                facts.number,
                done=facts.state != "none",
                current=facts.current,
            )
            inner = area.adjusted(side, 0, -8, 0)
            self._word(painter, QRectF(side + circle + 10, top, inner.width() - circle - 10, circle))
            self._lines(painter, inner, top + circle + theme.px(6))
            if self.hasFocus():
                paint.box(
                    painter, area.adjusted(2, 2, -2, -2), fill=None, border=theme.colour("focus"), width=2
                )

    def _word(self, painter: QPainter, area: QRectF) -> None:
        if self._facts.state not in _STATE:
            return
        icon, token = _STATE[self._facts.state]
        icons.paint(painter, icon, QRectF(area.left(), area.center().y() - 7, 14, 14), theme.colour(token))
        words = area.adjusted(18, 0, 0, 0)
        paint.text(
            painter, words, self._facts.word, theme.font("caption", semibold=True), theme.colour(token)
        )

    def _lines(self, painter: QPainter, area: QRectF, top: float) -> None:
        known = self._facts.state != "none"
        name, caption = theme.font(semibold=known), theme.font("caption")
        high = QFontMetricsF(name).height()
        line = QRectF(area.left(), top, area.width(), high)
        paint.text(painter, line, self._facts.name, name, theme.colour("text" if known else "secondary"))
        low = QFontMetricsF(caption).height() - 1
        for number, words in enumerate(self._facts.lines[:2]):
            line = QRectF(area.left(), top + high + number * low, area.width(), low)
            paint.text(painter, line, words, caption, theme.colour("secondary"))


class StageStrip(QFrame):
    """Emits the stage (1 to 6) that was pressed."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._cells: list[StageCell] = []
        for number in range(1, 7):
            cell = StageCell()
            cell.clicked.connect(lambda _on, number=number: self.chosen.emit(number))
            self._cells.append(cell)
        self._arrange(6)

    def _arrange(self, columns: int) -> None:
        for number, cell in enumerate(self._cells):
            line, place = divmod(number, columns)
            cell.first, cell.below = place == 0, line > 0
            self._grid.addWidget(cell, line, place)
        for place in range(6):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def show_stages(self, stages: tuple[StageCellFacts, ...]) -> None:
        for cell, facts in zip(self._cells, stages, strict=True):
            cell.show_facts(facts)

    def set_compact(self, *, compact: bool, tiny: bool) -> None:
        """Take less room; when tiny, in two lines."""
        self._arrange(3 if tiny else 6)
        for cell in self._cells:
            cell.compact = compact
            cell.updateGeometry()

    def ask(self, number: int, choices: tuple[tuple[str, str], ...], parent: QWidget) -> str:
        """Let the person say which of several workshops of a stage; empty when none."""
        menu = QMenu(parent)
        actions = {menu.addAction(words): key for key, words in choices}
        cell = self._cells[number - 1]
        picked = menu.exec(cell.mapToGlobal(QPoint(0, cell.height())))
        menu.deleteLater()
        return actions.get(picked, "")
