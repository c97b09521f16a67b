"""The columns of a list: each heading beside what it is read as, which can be changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.ui.widgets.field import Choice
from alianza_desktop.ui.widgets.labels import ElidedLabel, row


class ColumnChoices(QScrollArea):
    """Emits a heading and the field that was chosen for it."""

    chosen = Signal(str, str)

    def __init__(self, fields: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._fields = [(value, "", words) for value, words in fields]
        self._shown: tuple[str, ...] = ()
        self.choices: dict[str, Choice] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_headings(self, headings: tuple[tuple[str, str], ...]) -> None:
        """Show each heading with its field; the same headings keep their widgets and the focus."""
        names = tuple(heading for heading, _ in headings)
        if names != self._shown:
            self._build(names)
        for heading, field in headings:
            choice = self.choices[heading]
            choice.blockSignals(True)
            choice.choose(field)
            choice.blockSignals(False)
            choice.update()

    def _build(self, names: tuple[str, ...]) -> None:
        self._shown, self.choices = names, {}
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(16, 10, 12, 12)
        box.setSpacing(6)
        for heading in names:
            words = ElidedLabel()
            words.set_text(heading)
            choice = Choice(height=32)
            choice.setAccessibleName(heading)
            choice.set_items(self._fields, "")
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choice.currentIndexChanged.connect(
                lambda _index, heading=heading, choice=choice: self.chosen.emit(heading, choice.value())
            )
            line = row(words, choice, gap=8)
            line.setStretch(0, 5)
            line.setStretch(1, 6)
            self.choices[heading] = choice
            box.addLayout(line)
        box.addStretch(1)
        self.setWidget(inside)
