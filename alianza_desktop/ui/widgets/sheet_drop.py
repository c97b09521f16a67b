"""A spreadsheet dropped on a screen is a list of invitees; other files are somebody else's."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

LISTS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
"""Names of lists; what a file really is, its bytes say when it is read."""


def sheet_of(event: QDropEvent) -> str:
    """Return the one spreadsheet that is dragged, or nothing."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and Path(files[0]).suffix.lower() in LISTS else ""


class SheetDrop(QObject):
    """Filters the events of a widget."""

    def __init__(self, widget: QWidget, dropped: Callable[[str], None]) -> None:
        super().__init__(widget)
        self._dropped = dropped
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            if sheet_of(event):
                event.acceptProposedAction()
                return True
            event.ignore()  # goes on to the window
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            path = sheet_of(event)
            if path:
                event.acceptProposedAction()
                self._dropped(path)
                return True
        return False
