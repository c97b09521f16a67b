"""A progress bar without words, 8 px: the numbers are said beside it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QProgressBar, QSizePolicy


class ThinBar(QProgressBar):
    """How far something is; its accessible name and value say it to screen readers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, total: int) -> None:
        self.setRange(0, max(total, 1))
        self.setValue(min(done, max(total, 1)))

    def sizeHint(self) -> QSize:
        return QSize(160, 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 8)
