"""Photos dropped on the page are added; other files are somebody else's."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from alianza_desktop.documents.pictures import SUFFIXES


def photos_of(event: QDropEvent) -> list[Path]:
    """Return the photos that are dragged; none when there is anything else among them."""
    urls = event.mimeData().urls()
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    whole = len(files) == len(urls) and all(one.suffix.lower() in SUFFIXES for one in files)
    return files if whole else []


class PhotoDrop(QObject):
    """Filters the events of a widget."""

    def __init__(self, widget: QWidget, dropped: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(widget)
        self._dropped = dropped
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taken = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in taken or not isinstance(event, QDropEvent):
            return False
        files = photos_of(event)
        if not files:
            event.ignore()  # goes on to the window
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._dropped(files)
        return True
