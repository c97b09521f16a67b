"""The foot of Acuerdos: how many, how many to complete, which of them are shown, and the way to the acta."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from alianza_desktop.ui.agreements import facts
from alianza_desktop.ui.agreements.foot_links import FootLinks
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label, row, strip


class Foot(QWidget):
    """34 px under the table."""

    shown_chosen = Signal(str)
    """A code of `facts.SHOWN`."""

    def __init__(self) -> None:
        super().__init__()
        self._total, self.incomplete = label(), label(semibold=True)
        self.go_first = Button(self.tr("Ir a la primera"), "flat")
        self.which = Button("", "flat", icon="chevron-down")
        self.to_acta = Button(self.tr("Pasar al acta"), icon="file-text", key="Ctrl+Intro")
        self.links = FootLinks()
        self._shown, self._tight, self._compact = "", False, False
        self._line = row(
            self._total, self.incomplete, self.go_first, self.which, None, self.links, self.to_acta, gap=8
        )
        self.setLayout(row(strip("foot", self._line, 34), gap=0))
        self.which.clicked.connect(
            lambda: self.menu().popup(self.which.mapToGlobal(QPoint(0, -self.which.height())))
        )
        self.show_which("")

    def fit(self, side: int, *, compact: bool) -> None:
        """In the smaller window «Ver» alone leads to those to complete, and names no more than the state."""
        self._line.setContentsMargins(side, 7, side, 7)
        self._compact = compact
        self._offer_first()
        self.show_which(self._shown)

    def _offer_first(self) -> None:
        self.go_first.setVisible(not (self._tight or self._compact) and bool(self.incomplete.text()))

    def make_room(self, *, tight: bool) -> None:
        """Beside the details only what leads elsewhere has room."""
        self._tight = tight
        self.which.setVisible(not tight)
        self._offer_first()

    def show_totals(self, total: str, incomplete: str) -> None:
        self._total.setText(f"{total} · " if incomplete else total)
        self.incomplete.setText(incomplete)
        self.incomplete.setVisible(bool(incomplete))
        self._offer_first()

    def show_which(self, shown: str) -> None:
        """Say which of them the table shows."""
        self._shown = shown
        words = facts.SHOWN[shown]
        self.which.set_words(words if self._compact else self.tr("Ver: {words}").format(words=words.lower()))
        self.which.setAccessibleName(self.tr("Ver: {words}").format(words=words.lower()))

    def menu(self) -> QMenu:
        """Return the states that may be shown alone."""
        menu = QMenu(self)
        for code, words in facts.SHOWN.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(code == self._shown)
            action.triggered.connect(lambda _on=False, code=code: self.shown_chosen.emit(code))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
