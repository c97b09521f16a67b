"""The head of Mesas: what there is, what it lacks, what can be done, and who is looked for."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.mesas.facts import BoardFacts
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField, Field
from alianza_desktop.ui.widgets.labels import ElidedLabel, label, row


class Header(QWidget):
    """Two rows, and a third when some mesa lacks something."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label(self.tr("Mesas"), "title", semibold=True)
        self.summary = ElidedLabel(tone="secondary")
        self.warning = ElidedLabel(tone="warning", semibold=True)
        self.spread = Button(self.tr("Repartir automáticamente"), "primary", icon="users-group")
        self.project = Button(self.tr("Proyectar"), icon="presentation", height=36)
        self.print_out = Button(self.tr("Imprimir"), icon="printer", key="Ctrl+P", height=36)
        self.here = Button(self.tr("Tablero"))
        self.all = Button(self.tr("Mesas de la alianza"))
        for one in (self.here, self.all):
            one.setCheckable(True)
            one.setAutoExclusive(True)
        self.here.setChecked(True)
        self.search = Field(height=32, icon="search")
        self.search.setAccessibleName(self.tr("Buscar en el tablero"))
        self.only = CheckField(self.tr("Solo presentes"))
        self.change = Button(self.tr("Cambiar de mesa"), key="F3")
        self._board = True
        self._tiny = False
        self._lay_out()

    def _lay_out(self) -> None:
        head = row(self._title, self.summary, self.project, self.print_out, self.spread, gap=8)
        head.setStretch(1, 1)
        tools = row(row(self.here, self.all, gap=4), gap=12)
        self._finding = QWidget()
        finding = row(self.search, self.only, self.change, gap=12)
        finding.setStretch(0, 1)
        self._finding.setLayout(finding)
        tools.addWidget(self._finding, 1)
        tools.addStretch(0)
        for line in (head, tools):  # the tabs stay where they are when the rest of the line goes
            line.addStrut(36)
        self._troubles = QWidget()
        trouble = row(IconMark("alert-triangle", "warning", 16), self.warning, gap=8)
        trouble.setStretch(1, 1)
        self._troubles.setLayout(trouble)
        self._troubles.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addLayout(tools)
        whole.addWidget(self._troubles)

    def fit(self, *, tiny: bool) -> None:
        """Lay out for the room there is: with large text two buttons keep only their icon."""
        self._tiny = tiny
        for button, words, key in (
            (self.project, self.tr("Proyectar"), ""),
            (self.print_out, self.tr("Imprimir"), "Ctrl+P"),
        ):
            button.set_words("" if tiny else words, key="" if tiny else key)
            button.setAccessibleName(words)
            button.setToolTip(words if tiny else "")
        words = self.tr("Buscar") if tiny else self.tr("Buscar por nombre u organización")
        self.search.setPlaceholderText(words)
        self._turn()

    def show_facts(self, found: BoardFacts) -> None:
        self.summary.set_text(found.summary)
        self.warning.set_text(found.warning)
        self._turn()

    def leave_out_board(self, why: str) -> None:
        """There is none here."""
        self.here.setEnabled(False)
        self.here.setToolTip(why)

    def show_board(self, *, on: bool, proposing: bool) -> None:
        """What is on the page: the board, with a proposal or not, or something else."""
        self._board = on
        self.spread.setVisible(on and not proposing)
        self._turn()

    def _turn(self) -> None:
        for part in (self._finding, self.project, self.print_out, self.summary):
            part.setVisible(self._board)
        self.change.setVisible(not self._tiny)
        self._troubles.setVisible(self._board and bool(self.warning.accessibleName()))
