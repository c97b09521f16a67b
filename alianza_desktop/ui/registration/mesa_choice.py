"""The choice of a mesa at the desk: its number chooses it, and one that is not there is said."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtGui import QKeyEvent

from alianza_desktop.ui.widgets.field import Choice

PAUSE_MS: Final = 1_500
"""Digits of a mesa's number that come sooner belong together."""


class MesaChoice(Choice):
    """`numbered` says the number typed when there is no such mesa, and nothing when it was chosen."""

    numbered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._digits, self._typing, self._chosen = "", QElapsedTimer(), -1

    def set_items(self, items: list[tuple[str, str, str]], chosen: str) -> None:
        super().set_items(items, chosen)
        self._digits = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit():
            self._choose_number(event.text())
        else:
            super().keyPressEvent(event)

    def _choose_number(self, digit: str) -> None:
        late = not self._typing.isValid() or self._typing.elapsed() > PAUSE_MS
        self._digits, before = digit if late else self._digits + digit, self._digits
        self._chosen = self.currentIndex() if late or not before else self._chosen
        self._typing.start()
        numbers = [self.itemData(index)[1] for index in range(self.count())]
        if self._digits in numbers:
            self.setCurrentIndex(numbers.index(self._digits))
            self.numbered.emit("")
        else:
            self.setCurrentIndex(self._chosen)  # not the one of its first digit
            unknown, self._digits = self._digits, ""
            self.numbered.emit(unknown)
