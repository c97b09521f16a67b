"""A column of the board: the head of a mesa, painted, over the list of its people."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.mesas.facts import ColumnFacts
from alianza_desktop.ui.mesas.people_list import PeopleList
from alianza_desktop.ui.row import sector_codes
from alianza_desktop.ui.widgets import paint, sector_mark

LINE: Final = 17
"""Height of a line of caption."""


class ColumnHead(QPushButton):
    """Name, seats, who leads it, sectors, what it lacks; pressing it opens its details."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: ColumnFacts | None = None
        self._lines = self._warnings = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_column(self, facts: ColumnFacts, lines: int, warnings: int) -> None:
        """Show a mesa; every head has room for so many lines and warnings, so that they stand level."""
        self._facts, self._lines, self._warnings = facts, lines, warnings
        self.setEnabled(bool(facts.number))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if facts.number else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(facts.spoken)
        self.setToolTip(facts.spoken)
        if facts.number:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        high = 34 + LINE * (self._lines + self._warnings) + 32
        return QSize(theme.px(160), theme.px(high))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._facts is None:
            return
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            if self.underMouse() and self.isEnabled():
                painter.fillRect(area, theme.colour("tint"))
            self._title(painter, QRectF(12, theme.px(7), area.width() - 22, theme.px(24)))
            top = theme.px(31)
            self._tally(painter, QRectF(12, top, area.width() - 22, theme.px(LINE)))
            for words in self._facts.lines[1 : self._lines]:
                top += theme.px(LINE)
                self._caption(painter, words, top)
            top = theme.px(31 + LINE * self._lines)
            self._sectors(painter, top + theme.px(2))
            top += theme.px(32)
            for words in self._facts.warnings:
                ink = theme.colour("warning")
                icons.paint(painter, "alert-triangle", QRectF(12, top + theme.px(LINE) / 2 - 6, 12, 12), ink)
                box = QRectF(28, top, area.width() - 36, theme.px(LINE))
                paint.text(painter, box, words, theme.font("caption", semibold=True), ink)
                top += theme.px(LINE)

    def _title(self, painter: QPainter, box: QRectF) -> None:
        facts = self._facts
        assert facts is not None
        title = f"{facts.number} · {facts.name}" if facts.number else facts.name
        paint.text(painter, box, title, theme.font("emphasis", semibold=True), theme.colour("text"))

    def _tally(self, painter: QPainter, box: QRectF) -> None:
        """Draw how many sit there, and the first line after it."""
        facts = self._facts
        assert facts is not None
        ink = theme.colour("warning" if facts.over else "text")
        strong, plain = theme.font("caption", semibold=True), theme.font("caption")
        wide = paint.text(painter, box, facts.tally, strong, ink)
        rest = "".join(f" · {one}" for one in facts.lines[:1])
        paint.text(painter, box.adjusted(wide, 0, 0, 0), rest, plain, theme.colour("secondary"))

    def _caption(self, painter: QPainter, words: str, top: float) -> None:
        box = QRectF(12, top, self.width() - 22, theme.px(LINE))
        paint.text(painter, box, words, theme.font("caption"), theme.colour("secondary"))

    def _sectors(self, painter: QPainter, top: float) -> None:
        """Draw the counts by shape, and under them a bar of their shares."""
        facts = self._facts
        assert facts is not None
        shown = [(code, many) for code, many in facts.sectors if code in sector_codes()]
        room = self.width() - 24.0
        step = room / max(1, len(shown))
        font = theme.font("caption", semibold=True)
        for place, (code, many) in enumerate(shown):
            left = 12 + place * step
            sector_mark.draw(painter, code, QRectF(left, top + theme.px(LINE) / 2 - 4.5, 9, 9))
            box = QRectF(left + 14, top, step - 14, theme.px(LINE))
            paint.text(painter, box, str(many), font, theme.colour("text" if many else "secondary"))
        bar, total = top + theme.px(20), sum(many for _, many in shown)
        painter.fillRect(QRectF(12, bar, room, 6), theme.colour("raised"))
        left = 12.0
        for code, many in shown:
            wide = room * many / total if total else 0.0
            painter.fillRect(QRectF(left, bar, max(0.0, wide - 1), 6), theme.colour(code))
            left += wide


class Column(QFrame):
    """A mesa: people are dropped anywhere on it."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.head = ColumnHead()
        self.people = PeopleList("")
        self.mesa_id, self.number = "", 0
        self._target = False
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 2)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.people, 1)
        self.head.clicked.connect(lambda: self.opened.emit(self.mesa_id))

    def show_column(self, facts: ColumnFacts, lines: int, warnings: int) -> None:
        self.mesa_id, self.number = facts.mesa_id, facts.number
        self.head.show_column(facts, lines, warnings)
        self.people.setAccessibleName(facts.title)
        self.people.set_chips(facts.people)
        self.people.set_empty(facts.empty)

    def set_target(self, *, on: bool) -> None:
        """Say that what is being dragged would land here."""
        if on != self._target:
            self._target = on
            theme.restyle(self, part="target" if on else "card")
