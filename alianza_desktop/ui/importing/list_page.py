"""The list as it is understood: its rows at the left, the row that is chosen or the columns at the right."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.ui.importing.columns import ColumnChoices
from alianza_desktop.ui.importing.facts import ListFacts
from alianza_desktop.ui.importing.kinds import INVITED, ListKind
from alianza_desktop.ui.importing.mending import RowFacts
from alianza_desktop.ui.importing.panel import AGREED, PEOPLE, RowPanel
from alianza_desktop.ui.importing.table import RowTable
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField
from alianza_desktop.ui.widgets.labels import column, frame, label, row, strip
from alianza_desktop.ui.widgets.state_chip import StateChip

CHIPS: Final = 6


class ListPage(QWidget):
    """Tells what is done to rows by their keys; in a tiny window the side takes the place of the table."""

    row_chosen = Signal(str)
    written = Signal(str, str, str)
    """Row, field, what it says now."""
    used = Signal(object, str)
    """Rows and the key of the way to mend."""
    answered = Signal(object, bool)
    preferred = Signal(str, str, bool)
    left_out = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._facts: ListFacts | None = None
        self._tiny = self._aside = False
        self._told = ""
        self.chips = [StateChip("neutral", "", "") for _ in range(CHIPS)]
        self.problems = CheckField(self.tr("Solo con problemas"))
        self.table = RowTable(self.tr("Filas de la lista"))
        self.columns = ColumnChoices(INVITED.fields())
        self._panels = {True: RowPanel(PEOPLE), False: RowPanel(AGREED)}
        self.panel = self._panels[True]
        self.foot = label(size="caption", tone="secondary", wrap=True)
        self.to_columns = Button(self.tr("Columnas"), "flat", icon="columns-3")
        self.to_row = Button(self.tr("Fila"), "flat", icon="pencil")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._sides = QHBoxLayout(self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addLayout(row(*self.chips, None, self.problems, gap=8))
        left.addWidget(self.table, 1)
        left.addWidget(self.foot)
        self._sides.addWidget(self._left, 8)
        self._sides.addWidget(self._side_card(), 4)

    def _side_card(self) -> QFrame:
        self._side = frame("card")
        for button in (self.to_columns, self.to_row):
            button.setCheckable(True)
        head = row(self.to_columns, self.to_row, None, gap=4, margins=(8, 0, 8, 0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.columns)
        for panel in self._panels.values():
            self._stack.addWidget(panel)
        self._side.setLayout(column(strip("head", head, 39), self._stack, gap=0))
        return self._side

    def _connect(self) -> None:
        table = self.table
        self.problems.toggled.connect(lambda _on: self._show_rows())
        self.to_columns.clicked.connect(lambda: self.show_side("columns"))
        self.to_row.clicked.connect(lambda: self.show_side("row"))
        table.selected.connect(self._choose)
        table.chosen.connect(lambda _key: self.go_to_row())
        table.ticked.connect(self._tick)
        table.hinted.connect(lambda hint: self.used.emit(table.selected_keys(), hint))
        table.said.connect(lambda same: self.answered.emit(table.selected_keys(), same))
        for panel in self._panels.values():
            panel.written.connect(self.written)
            panel.used.connect(lambda key, hint: self.used.emit((key,), hint))
            panel.answered.connect(lambda key, same: self.answered.emit((key,), same))
            panel.preferred.connect(self.preferred)
            panel.left_out.connect(lambda key, out: self.left_out.emit((key,), out))
            panel.form.submitted.connect(self.back_to_table)

    def set_kind(self, kind: ListKind) -> None:
        """Show lists of this kind: which fields a column may be, which cells a row has."""
        self.panel = self._panels[kind.of_people]
        self.columns.set_fields(kind.fields())

    # size

    def fit(self, *, compact: bool, tiny: bool) -> None:
        """Lay out for the room there is."""
        self._tiny = tiny
        self._sides.setSpacing(12 if compact else 16)
        self._show_sides()
        self._show_chips()

    def _show_sides(self) -> None:
        self._side.setVisible(not self._tiny or self._aside)
        self._left.setVisible(not self._tiny or not self._aside)

    def show_side(self, name: str) -> None:
        """Show the columns or the row."""
        self.to_columns.setChecked(name == "columns")
        self.to_row.setChecked(name == "row")
        self._stack.setCurrentWidget(self.panel if name == "row" else self.columns)

    # facts

    def show_facts(self, facts: ListFacts, *, done: bool) -> None:
        """Show a list, as it would come in or as it did."""
        self._facts = facts
        self.columns.show_sheets(facts.sheets)
        self.columns.show_headings(facts.headings, remembered=facts.remembered)
        self.columns.setEnabled(not done)
        self.problems.setVisible(bool(facts.problems))
        self.problems.setText(self.tr("Solo con problemas ({count})").format(count=len(facts.problems)))
        self.problems.setAccessibleName(self.problems.text())
        self.problems.updateGeometry()
        self._told = (
            self.tr("Si importa la lista corregida, se completa lo que falte y nada se duplica.")
            if done
            else self.tr("Todavía no se escribió nada.")
        )
        self._show_chips()
        self._show_rows()

    def start(self) -> None:
        """Another list is shown: its columns first."""
        self._aside = False
        self._show_sides()
        self.show_side("columns")

    def show_row(self, facts: RowFacts | None) -> None:
        """Show the row that is chosen beside its doubts."""
        self.to_row.set_words(facts.title if facts is not None else self.tr("Fila"))
        self.panel.show_row(facts)

    def show_nothing(self) -> None:
        """The columns leave nobody."""
        self.table.set_rows(())

    def _show_chips(self) -> None:
        """Show as many counts as there is room for, the first of them always; the rest is said below."""
        counts = self._facts.counts if self._facts is not None else ()
        room = self.width() * 2 // 3 - 24
        if self._facts is not None and self._facts.problems:
            room -= self.problems.sizeHint().width() + 8
        hidden = []
        for number, chip in enumerate(self.chips):
            kind, words = counts[number] if number < len(counts) else ("neutral", "")
            chip.tell(kind, "", words)
            room -= chip.sizeHint().width() + 8
            shown = bool(words) and (room >= 0 or not number)
            chip.setVisible(shown)
            hidden += [words] if words and not shown else []
        below = f"{', '.join(hidden)}.".capitalize() if hidden else ""
        aside = self._facts.aside if self._facts is not None else ""
        self.foot.setText(" ".join(filter(None, (self._told, below, aside))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_chips()

    def _show_rows(self) -> None:
        if self._facts is not None:
            only = self.problems.isChecked() and bool(self._facts.problems)
            self.table.set_rows(self._facts.problems if only else self._facts.rows)

    # what is done to rows

    def _choose(self, key: str) -> None:
        self.panel.form.pending()
        self.row_chosen.emit(key)
        if key:
            self.show_side("row")

    def _tick(self) -> None:
        keys = self.table.selected_keys()
        self.left_out.emit(keys, any(self.table.is_in(key) for key in keys))

    def go_to_row(self) -> None:
        """Enter on a row: go to the cell that is in doubt."""
        self._aside = True
        self._show_sides()
        self.show_side("row")
        self.panel.go()

    def at_side(self) -> bool:
        """Tell whether the focus is in the side."""
        inside = QApplication.focusWidget()
        return inside is not None and self._side.isAncestorOf(inside)

    def back_to_table(self) -> None:
        """From the side to the list."""
        self.panel.form.pending()
        self._aside = False
        self._show_sides()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
