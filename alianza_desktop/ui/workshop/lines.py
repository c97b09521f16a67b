"""A list of lines: an empty one at the end adds another.

Enter goes down a column, and on the empty line adds it. Ctrl+Up, Ctrl+Down and the arrows at the end move a
line; the cross takes it away.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alianza_desktop.ui.workshop.line_row import Heading, LineRow
from alianza_desktop.ui.workshop.specs import Line, LineSpec


class Lines(QWidget):
    """The lines of one list."""

    changed = Signal(str, str, str)
    added = Signal(object)
    removed = Signal(str)
    moved = Signal(str, int)
    turned = Signal(str)

    def __init__(
        self, specs: Sequence[LineSpec], needed: str, *, tools: tuple[str, ...], marked: bool = False
    ) -> None:
        super().__init__()
        self._specs, self._needed, self._tools, self._marked = tuple(specs), needed, tools, marked
        self._rows: list[LineRow] = []
        self._hidden: frozenset[str] = frozenset()
        self._heading = Heading(specs, tools=tools, marked=marked)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(self._heading)
        self.fresh = self._row()
        for spec in specs:
            self.fresh.fields[spec.key].setPlaceholderText(spec.hint)
        for button in self.fresh.buttons.values():
            button.setEnabled(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            button.hide()
        self.fresh.name("")
        self.fresh.entered.connect(self._enter_fresh)
        self._box.addWidget(self.fresh)

    def _row(self) -> LineRow:
        return LineRow(self._specs, tools=self._tools, marked=self._marked)

    def rows(self) -> tuple[LineRow, ...]:
        return tuple(self._rows)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these; a line that was here keeps its widgets, so that nobody loses the cursor."""
        kept = {row.key: row for row in self._rows}
        shown = []
        for place, line in enumerate(lines):
            row = kept.pop(line.key, None) or self._begin(line.key)
            row.show_values(line.values)
            row.mark.setText(line.mark)
            row.name(f"«{line.values[self._needed]}»")
            self._dress(row, line, first=place == 0, last=place == len(lines) - 1)
            if self._box.indexOf(row) != place + 1:
                self._box.insertWidget(place + 1, row)
            shown.append(row)
        self._rows = shown
        for row in kept.values():
            row.hide()
            row.deleteLater()
        self._join()

    def _begin(self, key: str) -> LineRow:
        row = self._row()
        row.key = key
        for tool in self._hidden:
            row.buttons[tool].hide()
        row.told.connect(partial(self.changed.emit, key))
        row.entered.connect(partial(self._enter, row))
        if "remove" in row.buttons:
            row.buttons["remove"].clicked.connect(lambda: self._remove(row))
        if "up" in row.buttons:
            row.shifted.connect(partial(self.moved.emit, key))
            row.buttons["up"].clicked.connect(lambda: self.moved.emit(key, -1))
            row.buttons["down"].clicked.connect(lambda: self.moved.emit(key, 1))
        if "turn" in row.buttons:
            row.buttons["turn"].clicked.connect(lambda: self.turned.emit(key))
        return row

    def _dress(self, row: LineRow, line: Line, *, first: bool, last: bool) -> None:
        if "up" in row.buttons:
            row.buttons["up"].setEnabled(not first)
            row.buttons["down"].setEnabled(not last)
        turn = row.buttons.get("turn")
        if turn is not None:
            words = {"open": self.tr("Abierta: cerrar"), "closed": self.tr("Reabrir")}
            turn.set_words(words.get(line.state, self.tr("Abrir")))
            turn.setAccessibleName(f"{turn.text()} la sesión «{line.values[self._needed]}»")
            turn.setToolTip(turn.accessibleName())

    def show_tool(self, tool: str, *, shown: bool) -> None:
        """Show or hide a button of every line, and its place in the heading."""
        self._hidden = self._hidden - {tool} if shown else self._hidden | {tool}
        for row in self._rows:
            row.buttons[tool].setVisible(shown)
        policy = self.fresh.buttons[tool].sizePolicy()
        policy.setRetainSizeWhenHidden(shown)
        self.fresh.buttons[tool].setSizePolicy(policy)
        self._heading.show_end(tool, shown=shown)

    def _join(self) -> None:
        """Make Tab go along each line, and down."""
        before: QWidget | None = None
        for row in (*self._rows, self.fresh):
            for part in (*row.fields.values(), *row.buttons.values()):
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part

    def first(self) -> QWidget:
        """Return where the list begins."""
        rows = (*self._rows, self.fresh)
        return next(iter(rows[0].fields.values()))

    def show_fault(self, key: str, words: str) -> None:
        """Say beside a line what it cannot be; an empty key is the one that adds."""
        row = next((one for one in self._rows if one.key == key), self.fresh)
        row.show_fault(words)
        next(iter(row.fields.values())).setFocus()

    def pending(self) -> bool:
        """Tell what is being typed, the line that is still to be added too."""
        understood = [row.pending() for row in self._rows]
        return all(understood) and (self.fresh.empty() or self._add())

    def _add(self) -> bool:
        if not self.fresh.pending():
            return False
        if not self.fresh.fields[self._needed].text().strip():
            self.fresh.show_fault(self.tr("Falta escribir: {what}.").format(what=self._label(self._needed)))
            return False
        values = self.fresh.values()
        self.fresh.forget()
        self.added.emit(values)
        return True

    def _label(self, key: str) -> str:
        return next(spec.label.lower() for spec in self._specs if spec.key == key)

    def _enter(self, row: LineRow, key: str) -> None:
        place = self._rows.index(row) + 1
        below = self._rows[place] if place < len(self._rows) else self.fresh
        below.fields[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _enter_fresh(self, key: str) -> None:
        if self.fresh.empty():
            self.fresh.fields[key].setFocus()
        elif self._add():
            next(iter(self.fresh.fields.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, row: LineRow) -> None:
        place = self._rows.index(row)
        self.removed.emit(row.key)
        after = self._rows[place] if place < len(self._rows) else self.fresh
        if after is not row:
            next(iter(after.fields.values())).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "fresh"):
            self._heading.measure()
            for row in (*self._rows, self.fresh):
                row.measure()
