"""What scrolls only when larger text leaves too little room: never cut, and no bar while it fits."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """A widget as large as there is room; without a bar the wheel and the keyboard still move it.

    Qt's own resizing asks for the height that suits the width, which is more than what is needed.
    """

    def __init__(self, inside: QWidget, *, bars: bool) -> None:
        super().__init__()
        self.setWidget(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not bars:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taken = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return taken

    def _fit(self) -> None:
        inside = self.widget()
        assert inside is not None
        room, least = self.maximumViewportSize(), inside.minimumSizeHint()
        bars = self.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if bars and least.height() > room.height():  # one bar must not bring the other
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        inside.resize(room.expandedTo(least))
