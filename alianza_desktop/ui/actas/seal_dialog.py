"""The seal closes an acta for ever: what it will record is listed before, in one of the few modal windows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QProgressBar, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.actas.facts import SealFacts
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.labels import label, row
from alianza_desktop.ui.widgets.rows import Look, Rows


class SealDialog(QDialog):
    """Emits `sealed` when «Sellar acta» is pressed; while it works nothing can be pressed."""

    sealed = Signal()

    def __init__(self, facts: SealFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(self.tr("Sellar acta"))
        self._working = False
        self._counts = Rows(
            Look(height=32, side=4, lead=28, separator="line"), self.tr("Resultados"), fit=True
        )
        self._devices = Rows(Look(height=44, side=4, lead=28, separator="line"), self.tr("Equipos"), fit=True)
        self._counts.set_rows(facts.counts)
        self._devices.set_rows(facts.devices)
        self.message = Banner(height=40)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Sellando"))
        self.seal = Button(self.tr("Sellar acta"), "primary", icon="lock", key=ENTER)
        self.leave = Button(self.tr("Todavía no"), key="Esc", height=36)
        self._lay_out(facts)
        self.seal.clicked.connect(self.sealed)
        self.leave.clicked.connect(self.reject)
        if facts.warning:
            self.message.tell("warning", facts.warning)
        self.seal.setFocus()
        self.resize(max(theme.px(460), self.sizeHint().width()), self.sizeHint().height())

    def _lay_out(self, facts: SealFacts) -> None:
        box = QVBoxLayout(self)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # shown at the size that it asks for
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(8)
        box.addWidget(label(facts.title, "emphasis", semibold=True, wrap=True))
        box.addWidget(
            label(
                self.tr("Sellar cierra el acta para siempre. Queda registrado:"), tone="secondary", wrap=True
            )
        )
        box.addWidget(self._counts)
        box.addSpacing(4)
        box.addWidget(label(self.tr("Evidencia que hay en este equipo"), semibold=True))
        box.addWidget(self._devices)
        box.addWidget(self.message)
        box.addWidget(self._bar)
        box.addLayout(row(None, self.leave, self.seal, gap=12))
        self._bar.hide()

    def begin(self) -> None:
        """It is being sealed."""
        self._working = True
        self._bar.show()
        self.message.clear()
        for button in (self.seal, self.leave):
            button.setEnabled(False)

    def failed(self, words: str) -> None:
        """It was not sealed: why, and what to do."""
        self._working = False
        self._bar.hide()
        self.message.tell("warning", words)
        for button in (self.seal, self.leave):
            button.setEnabled(True)

    def finish(self) -> None:
        self._working = False
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        if not self._working:
            self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.seal.click()
        else:
            super().keyPressEvent(event)
