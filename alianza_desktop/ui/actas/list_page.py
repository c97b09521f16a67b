"""The actas of the workshop, and a button for each mesa that has none open."""

from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from alianza_desktop.ui.actas.facts import ListedActa, ListFacts
from alianza_desktop.ui.cells import Cell, Column, TableRow
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import ElidedLabel, label, row
from alianza_desktop.ui.widgets.table import Table

COLUMNS: Final = (
    Column(key="acta", title="Acta"),
    Column(key="state", title="Estado", width=150),
    Column(key="people", title="Firmantes", width=190),
)


class ListPage(QWidget):
    """Emits `chosen(acta)` and `compose(mesa)`: an empty mesa is the plenaria."""

    chosen = Signal(str)
    compose = Signal(str)
    verify = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label(self.tr("Actas"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self.verify_button = Button(self.tr("Verificar un PDF…"), "flat", icon="shield-check")
        self.compose_button = Button(
            self.tr("Componer un acta"), "primary", icon="file-description", key="Ctrl+N"
        )
        self.table = Table(COLUMNS, self.tr("Actas del taller"))
        self.table.set_empty(self.tr("Aún no hay actas. Componga una: se llena con lo que ya se registró."))
        self._choices: tuple[tuple[str, str], ...] = ()
        self._box = QVBoxLayout(self)
        self._box.addLayout(row(self._title, self._subtitle, self.verify_button, self.compose_button, gap=12))
        self._box.addWidget(self.table, 1)
        self.table.chosen.connect(self.chosen)
        self.compose_button.clicked.connect(self.ask)
        self.verify_button.clicked.connect(self.verify)
        self.compose_button.setEnabled(False)

    def fit(self, *, compact: bool) -> None:
        side = 16 if compact else 20
        self._box.setContentsMargins(side, 8 if compact else 14, side, 12 if compact else 16)
        self._box.setSpacing(8 if compact else 12)

    def show_list(self, facts: ListFacts) -> None:
        self._subtitle.set_text(facts.subtitle)
        self._choices = facts.to_compose
        self.compose_button.setEnabled(bool(facts.to_compose))
        self.table.set_rows(tuple(_row(one) for one in facts.actas))

    def menu(self) -> QMenu:
        """Return the choice of the mesa whose acta is composed."""
        menu = QMenu(self)
        for key, words in self._choices:
            menu.addAction(words, lambda key=key: self.compose.emit(key))  # type: ignore[misc]
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def ask(self) -> None:
        if self.compose_button.isEnabled():
            button = self.compose_button
            self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))


def _row(one: ListedActa) -> TableRow:
    return TableRow(
        key=one.id,
        cells={
            "acta": Cell(text=one.title, caption=one.caption, strong=True),
            "state": Cell(chip=one.chip),
            "people": Cell(text=one.people),
        },
    )
