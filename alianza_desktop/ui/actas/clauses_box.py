"""What a draft says by choice: optional clauses, each with its box, and a second language of the headings."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alianza_desktop.ui.actas.facts import Choices
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField, Choice
from alianza_desktop.ui.widgets.labels import captioned, column, label, row


class ClausesBox(QWidget):
    """Emits what a person ticks; `headings` with the language whose headings are wanted."""

    included = Signal(str, bool)
    spoken = Signal(str)
    headings = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, CheckField] = {}
        self._clauses = QVBoxLayout()
        self._clauses.setSpacing(0)
        self.language = Choice(height=32)
        self.headings_button = Button(self.tr("Encabezados en otra lengua…"), "flat", icon="forms")
        whole = column(
            label(self.tr("Cláusulas"), semibold=True),
            self._clauses,
            captioned(label(self.tr("Encabezados también en"), "caption", tone="secondary"), self.language),
            row(self.headings_button, None),
            gap=6,
        )
        self.setLayout(whole)
        self.language.currentIndexChanged.connect(lambda _n: self.spoken.emit(self.language.value()))
        self.headings_button.clicked.connect(lambda: self.headings.emit(self.language.value()))

    def show_choices(self, choices: Choices) -> None:
        for code, words, included in choices.clauses:
            box = self.boxes.get(code) or self._made(code, words)
            box.blockSignals(True)
            box.setChecked(included)
            box.blockSignals(False)
        named = [(one, "", one) for one in choices.languages]
        self.language.set_items([("", "", self.tr("Solo castellano")), *named], choices.language)
        self.language.setEnabled(bool(choices.languages))

    def _made(self, code: str, words: str) -> CheckField:
        box = CheckField(words)
        box.toggled.connect(partial(self.included.emit, code))
        self.boxes[code] = box
        self._clauses.addWidget(box)
        return box
