"""The head of Mesas: what there is, what it lacks, what can be done, and who is looked for."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

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
        self.search = Field(self.tr("Buscar por nombre u organización"), height=32, icon="search")
        self.search.setAccessibleName(self.tr("Buscar en el tablero"))
        self.only = CheckField(self.tr("Solo presentes"))
        self.change = Button(self.tr("Cambiar de mesa"), key="F3")
        self._board = True
        self._tiny = False
        self._lay_out()

    def _lay_out(self) -> None:
        across = QBoxLayout.Direction.LeftToRight
        self._head, self._tools = QBoxLayout(across), QBoxLayout(across)
        words = row(self._title, self.summary, gap=12)
        words.setStretch(1, 1)
        self._head.addLayout(words, 1)
        self._head.addLayout(row(self.project, self.print_out, self.spread, gap=8))
        self._tools.addLayout(row(self.here, self.all, gap=4))
        self._finding = QWidget()
        finding = row(self.search, self.only, self.change, gap=12)
        finding.setStretch(0, 1)
        self._finding.setLayout(finding)
        self._tools.addWidget(self._finding, 1)
        self._tools.addStretch(0)
        self._troubles = QWidget()
        trouble = row(IconMark("alert-triangle", "warning", 16), self.warning, gap=8)
        trouble.setStretch(1, 1)
        self._troubles.setLayout(trouble)
        self._troubles.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for line in (self._head, self._tools):
            line.setSpacing(12)
            whole.addLayout(line)
        whole.addWidget(self._troubles)

    def fit(self, *, tiny: bool) -> None:
        """Lay out for the room there is."""
        self._tiny = tiny
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if tiny else across)
        self._tools.setDirection(down if tiny else across)
        self.print_out.set_words(self.tr("Imprimir"), key="" if tiny else "Ctrl+P")
        self._turn()

    def show_facts(self, found: BoardFacts) -> None:
        self.summary.set_text(found.summary)
        self.warning.set_text(found.warning)
        self._turn()

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
