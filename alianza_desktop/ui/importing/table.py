"""The rows of the list: ticked or left out, mended with one key while the list has the focus."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from alianza_desktop.ui.importing.facts import COLUMNS
from alianza_desktop.ui.widgets.table import Table

_HINTS: Final = frozenset("0123456789")
SAME: Final = "s"
OTHER: Final = "n"


class RowTable(Table):
    """Space ticks, a number mends, S and N answer «¿Es la misma?» (ux.md §2.2: only with the focus here)."""

    ticked = Signal()
    """The chosen rows change sides: in or out."""
    hinted = Signal(str)
    said = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__(COLUMNS, name, row_height=48)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        words = event.text().lower()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain or not self.current_key():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        elif words in _HINTS and words:
            self.hinted.emit(words)
        elif words in (SAME, OTHER):
            self.said.emit(words == SAME)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() == 0:
            self.ticked.emit()

    def is_in(self, key: str) -> bool:
        """Tell whether a row is ticked."""
        row = next((one for one in self.rows() if one.key == key), None)
        return row is not None and bool(row.cells["in"].check)
