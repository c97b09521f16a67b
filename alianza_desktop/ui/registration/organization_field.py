"""The organisation of the walk-in form: suggestions, and the sector beside the name."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QMenu

from alianza_desktop.ui.row import sector_codes, sector_name
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import row
from alianza_desktop.ui.widgets.sector_mark import SectorMark
from alianza_desktop.ui.widgets.suggest import completing


class OrganizationField(Field):
    """A line with suggestions; a known organisation shows its sector at the end, a new one asks for it.

    `chosen` is the sector that a person said; `answered` that they said it, or that nobody knows.
    """

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sector = self.chosen = ""
        self._names = QStringListModel(self)
        self.setCompleter(completing(self, self._names))
        self._mark = SectorMark()
        self.ask = Button(self.tr("¿Qué sector?"), "flat", height=24)
        self.ask.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = row(None, self._mark, self.ask, gap=0, margins=(0, 0, 10, 0))
        self.setLayout(line)
        self._menu = QMenu(self)
        self._menu.addAction(self.tr("No lo sé todavía")).setData("")  # first: Enter through says nothing
        for code in sector_codes():
            self._menu.addAction(sector_name(code)).setData(code)
        self.ask.clicked.connect(self.choose_sector)
        self.show_sector("")

    def choose_sector(self) -> None:
        """Ask for the sector of a new organisation; answered or not, the form goes on."""
        picked = self._menu.exec(self.ask.mapToGlobal(self.ask.rect().bottomLeft()))
        if picked is not None:
            self.choose(str(picked.data()))

    def choose(self, sector: str) -> None:
        """Take the sector that a person said; nothing is «por completar»."""
        self.chosen = sector
        self.textEdited.emit(self.text())
        self.answered.emit()

    def show_sector(self, sector: str, *, said: bool = False) -> None:
        self.sector, self.chosen = sector, sector if said else ""
        self._mark.show_sector(sector)
        self.ask.setVisible(not sector and bool(self.text().strip()))
        space = self._mark.sizeHint().width() if sector else self.ask.sizeHint().width()
        self.setTextMargins(0, 0, space + 12 if self.text() else 0, 0)

    def suggest(self, names: tuple[str, ...]) -> None:
        self._names.setStringList(list(names))
        if names and self.window().focusWidget() is self:  # late ones are of a field that was left
            self.completer().complete()
        elif popup := self.completer().popup():
            popup.hide()
