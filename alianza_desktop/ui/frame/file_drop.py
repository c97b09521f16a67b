"""A PDF dropped anywhere on the window is verified; other files belong to the screens that take them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from alianza_desktop.ui.widgets.sheet_drop import LISTS


class FileDrop(QObject):
    """Calls `dropped` with the path of one file; what its bytes are is found out later."""

    def __init__(
        self, window: QWidget, dropped: Callable[[Path], None], closed: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(window)
        self._dropped, self._closed = dropped, closed
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taken = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in taken or not isinstance(event, QDropEvent):
            return False
        path = one_file(event.mimeData())
        if path is None or self._closed():  # locked: nothing happens behind the page
            event.ignore()
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._dropped(path)
        return True


def one_file(data: QMimeData) -> Path | None:
    """Return the only file of what is dropped; none for several, for tables and for anything else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return None if path.is_dir() or path.suffix.lower() in LISTS else path
