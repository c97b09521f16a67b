"""What a gesture means, read before it is done, with the PIN of who does it; in the place of the section."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from alianza_desktop.ui.settings import authority_facts
from alianza_desktop.ui.settings.authority_facts import GESTURES, Asked
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import label, row


class AskCard(QFrame):
    """Emits `confirmed(values)`, or `left` when nothing is to be done."""

    confirmed = Signal(dict)
    left = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        gesture = GESTURES[asked.key]
        self.key = asked.key
        self.form = Form(authority_facts.specs(asked), columns=2)
        self.go = Button(gesture.button, icon=gesture.icon, height=36)
        self.back = Button(self.tr("Dejarlo como está"), "primary", key="Esc", height=36)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(label(gesture.title, semibold=True, wrap=True))
        box.addWidget(label(gesture.words, wrap=True))
        box.addWidget(self.form)
        box.addLayout(row(self.go, None, self.back, gap=12))
        box.addStretch(1)
        self.go.clicked.connect(self._go)
        self.form.submitted.connect(self._go)
        self.back.clicked.connect(self.left)

    def begin(self) -> None:
        """Put the focus where something is written first."""
        self.form.focus_field(next(iter(self.form.values())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        self.form.clear_faults()
        self.confirmed.emit(self.form.values())

    def failed(self, field: str, words: str) -> None:
        """Say what is wrong with what was written."""
        self.form.show_fault(field, words)
        self.form.focus_field(field)
