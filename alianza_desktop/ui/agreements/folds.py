"""What is rarely filled of an agreement, folded under its names: one part is open at a time, or none."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import column

ACROSS = 2
CLOSED, OPEN = "chevron-right", "chevron-down"


class Folds(QWidget):
    """Each name says how much there is under it, so that nothing is hidden by being folded."""

    opened = Signal(QWidget)
    """A part that has just been unfolded."""

    def __init__(self, parts: Sequence[tuple[str, str, QWidget]]) -> None:
        super().__init__()
        self.open = ""
        self._words = {key: words for key, words, _part in parts}
        self.parts = {key: part for key, _words, part in parts}
        self.heads = {key: Button(words, "flat", icon=CLOSED, height=24) for key, words, _part in parts}
        grid = QGridLayout()
        grid.setSpacing(2)
        for place in range(ACROSS):
            grid.setColumnStretch(place, 1)
        for place, (key, head) in enumerate(self.heads.items()):
            grid.addWidget(head, place // ACROSS, place % ACROSS, Qt.AlignmentFlag.AlignLeft)
            head.clicked.connect(partial(self._turn, key))
        self.setLayout(column(grid, *self.parts.values(), gap=8))
        self._counts = dict.fromkeys(self.heads, 0)
        self.fold()

    def show_count(self, key: str, count: int) -> None:
        """Say how much there is in a part."""
        self._counts[key] = count
        self._name(key)

    def unfold(self, key: str) -> None:
        """Open a part, whichever was open before."""
        self.open = key
        for one, part in self.parts.items():
            part.setVisible(one == key)
            self._name(one)
        if key:
            self.opened.emit(self.parts[key])

    def fold(self) -> None:
        """Leave none open."""
        self.unfold("")

    def _turn(self, key: str, _on: object = None) -> None:
        self.unfold("" if key == self.open else key)

    def _name(self, key: str) -> None:
        count, words = self._counts[key], self._words[key]
        head, is_open = self.heads[key], key == self.open
        head.set_words(f"{words} ({count})" if count else words, icon=OPEN if is_open else CLOSED)
        state = self.tr("desplegado") if is_open else self.tr("plegado")
        head.setAccessibleName(f"{head.text()}, {state}")
