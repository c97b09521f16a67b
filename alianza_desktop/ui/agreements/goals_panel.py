"""The ODS of an agreement: the seventeen as numbered squares, and targets written («2.3»)."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.core.catalogs import Sdg
from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field, join_tab_order
from alianza_desktop.ui.widgets.labels import captioned, column, label, row

SIDE: Final = 28
ACROSS: Final = 9
_DARK: Final = "#1B2430"


def goal_words(goal: str) -> str:
    """Return «2.3 · Hambre cero»."""
    number = goal.partition(".")[0]
    name = next((one.name for one in catalogs.sdgs() if str(one.number) == number), "")
    return f"{goal} · {name}"


def draw(painter: QPainter, goal: Sdg, area: QRectF, *, filled: bool) -> None:
    """Draw a goal's number in its square: full of its colour when it is chosen, an outline when it is not."""
    colour = QColor(goal.colour)
    inside = area.adjusted(1, 1, -1, -1)
    paint.box(
        painter, inside, fill=colour if filled else theme.colour("surface"),
        border=theme.colour("text") if filled else colour, width=2,
    )  # fmt: skip
    ink = QColor(_DARK if goal.dark_text else "#FFFFFF") if filled else theme.colour("text")
    paint.text(painter, area, str(goal.number), theme.font("caption", semibold=True), ink, paint.CENTRE)


class GoalSquare(QPushButton):
    """One of the seventeen; its name is its tooltip."""

    def __init__(self, goal: Sdg) -> None:
        super().__init__()
        self.goal = goal
        self.setCheckable(True)
        words = self.tr("ODS {number}: {name}").format(number=goal.number, name=goal.name)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(SIDE), theme.px(SIDE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            draw(painter, self.goal, QRectF(self.rect()), filled=self.isChecked())


class GoalsPanel(QWidget):
    """Tells the whole set at each change, as «2 2.3 10»."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._goals: tuple[str, ...] = ()
        self.squares = tuple(GoalSquare(one) for one in catalogs.sdgs())
        self.target = Field(self.tr("Una meta, por ejemplo 2.3"))
        self._fault = label("", "caption", tone="warning", wrap=True)
        self._rows = column(gap=2)
        grid = QGridLayout()
        grid.setSpacing(3)
        for place, one in enumerate(self.squares):
            grid.addWidget(one, place // ACROSS, place % ACROSS)
            one.clicked.connect(lambda _on=False, one=one: self._turn(str(one.goal.number)))
        grid.setColumnStretch(ACROSS, 1)
        caption = label(self.tr("ODS y metas"), "caption", tone="secondary")
        written = captioned(caption, self.target)
        self.setLayout(column(written, self._fault, grid, self._rows, gap=6))
        self._fault.hide()
        self.target.installEventFilter(self)
        join_tab_order(self.target, *self.squares)

    def show_goals(self, goals: tuple[str, ...]) -> None:
        self.show_fault("")
        self._goals = goals
        served = {goal.partition(".")[0] for goal in goals}
        for one in self.squares:
            one.setChecked(str(one.goal.number) in served)
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for goal in goals:
            self._rows.addWidget(self._row(goal))

    def _row(self, goal: str) -> QWidget:
        words = goal_words(goal)
        drop = Button("", "flat", icon="x", height=28)
        drop.setAccessibleName(self.tr("Quitar {words}").format(words=words))
        drop.setToolTip(drop.accessibleName())
        drop.clicked.connect(lambda: self._turn(goal))
        made = QWidget()
        line = row(label(words, wrap=True), drop, gap=8)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def show_fault(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))

    def _turn(self, goal: str) -> None:
        """Choose a goal, or take it out."""
        kept = [one for one in self._goals if one != goal]
        self.changed.emit(" ".join(kept if len(kept) < len(self._goals) else (*kept, goal)))

    def _written(self) -> None:
        goal = self.target.text().strip()
        self.target.clear()
        if goal and goal not in self._goals:
            self.changed.emit(" ".join((*self._goals, "".join(goal.split()))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if enter and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self._written()
            return True
        return super().eventFilter(watched, event)
