"""One page at a time, in the room that this page needs: a stock stack asks for that of the largest."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

BOARD: Final = 0
NONE_YET: Final = 1
STANDING: Final = 2
"""The pages, in their order."""


class Pages(QWidget):
    """The first one is shown until another is."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._pages, self._current = pages, 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            box.addWidget(page)
            page.setVisible(page is pages[0])

    def turn(self, number: int) -> None:
        """Show another page."""
        self._current = number
        for page in self._pages:
            if page is not self._pages[number]:
                page.hide()
        self._pages[number].show()

    @property
    def current(self) -> int:
        return self._current
