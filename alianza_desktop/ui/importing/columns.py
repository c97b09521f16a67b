"""The sheets of a list, each taken or not, and its columns: each heading beside what it is read as."""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.ui.importing.facts import SheetLine
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField, Choice
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, label, row
from alianza_desktop.ui.widgets.scrolling import upright

W = TypeVar("W", bound=QWidget)


class ColumnChoices(QScrollArea):
    """Emits a heading and the field that was chosen for it, a sheet and whether it is taken."""

    chosen = Signal(str, str)
    taken = Signal(str, bool)
    forgotten = Signal()

    def __init__(self, fields: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._fields = [(value, "", words) for value, words in fields]
        self._shown: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self.choices: dict[str, Choice] = {}
        self.sheets: dict[str, CheckField] = {}
        upright(self)
        self._sheets = QWidget()
        self._sheets.setLayout(column(gap=0))
        self._columns = QWidget()
        self._columns.setLayout(column(gap=6))
        self._remembered = label(self.tr("Columnas como la última vez."), "caption", tone="success")
        self.forget = Button(self.tr("Olvidar"), "flat", icon="x")
        self.forget.setToolTip(self.tr("Leer las columnas sin lo que se eligió antes"))
        self.forget.clicked.connect(self.forgotten)
        self._note = label(
            self.tr("Si una columna es otra cosa, cámbiela aquí."), "caption", tone="secondary", wrap=True
        )
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(16, 8, 12, 12)
        box.setSpacing(6)
        box.addWidget(self._sheets)
        box.addLayout(row(self._remembered, None, self.forget))
        for part in (self._note, self._columns):
            box.addWidget(part)
        box.addStretch(1)
        self.setWidget(inside)

    def set_fields(self, fields: tuple[tuple[str, str], ...]) -> None:
        """Offer these fields: lists of another kind have others."""
        offered = [(value, "", words) for value, words in fields]
        if offered != self._fields:
            self._fields, self._shown = offered, ()

    def show_sheets(self, sheets: tuple[SheetLine, ...]) -> None:
        """Show the sheets when there are several."""
        names = tuple(one.name for one in sheets)
        if names != self._names:
            self._names = names
            self.sheets = _emptied(self._sheets, {name: self._sheet(name) for name in names})
        for one in sheets:
            check = self.sheets[one.name]
            check.blockSignals(True)
            check.setText(f"{one.name}: {one.words}")
            check.setAccessibleName(check.text())
            check.setChecked(one.taken)
            check.setEnabled(one.readable)
            check.blockSignals(False)
        self._sheets.setVisible(len(sheets) > 1)

    def _sheet(self, name: str) -> CheckField:
        check = CheckField(name)
        check.toggled.connect(lambda on: self.taken.emit(name, on))
        return check

    def show_headings(self, headings: tuple[tuple[str, str], ...], *, remembered: bool) -> None:
        """Show each heading with its field; the same headings keep their widgets and the focus."""
        names = tuple(heading for heading, _ in headings)
        if names != self._shown:
            self._shown = names
            self.choices = {name: self._choice(name) for name in names}
            _emptied(self._columns, {name: self._line(name) for name in names})
        for heading, field in headings:
            choice = self.choices[heading]
            choice.blockSignals(True)
            choice.choose(field)
            choice.blockSignals(False)
            choice.update()
        self._remembered.setVisible(remembered)
        self.forget.setVisible(remembered)

    def _choice(self, heading: str) -> Choice:
        choice = Choice(height=32)
        choice.setAccessibleName(heading)
        choice.set_items(self._fields, "")
        choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        choice.currentIndexChanged.connect(lambda _index: self.chosen.emit(heading, choice.value()))
        return choice

    def _line(self, heading: str) -> QWidget:
        words = ElidedLabel()
        words.set_text(heading)
        line = row(words, self.choices[heading], gap=8)
        line.setStretch(0, 5)
        line.setStretch(1, 6)
        made = QWidget()
        made.setLayout(line)
        return made


def _emptied(holder: QWidget, filled: dict[str, W]) -> dict[str, W]:
    """Put other widgets into a holder, in place of those that it has."""
    box = holder.layout()
    assert box is not None
    while (item := box.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in filled.values():
        box.addWidget(widget)
    return filled
