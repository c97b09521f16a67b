"""A passing message at the bottom centre with «Deshacer»: for what was done and can be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label

LASTS_MS = 10_000


class Toast(QFrame):
    """One at a time over the window; ten seconds, then it leaves by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("part", "popup")
        self._words = label()
        self._undo = Button(self.tr("Deshacer"), "flat", icon="arrow-back-up")
        self._close = Button("", "flat", icon="x")
        self._close.setAccessibleName(self.tr("Cerrar el aviso"))
        self._inverse: Callable[[], None] | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 8, 6)
        for part in (self._words, self._undo, self._close):
            line.addWidget(part)
        self._timer = QTimer(self, singleShot=True, interval=LASTS_MS)
        self._timer.timeout.connect(self.hide)
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def tell(self, words: str, inverse: Callable[[], None] | None = None) -> None:
        """Show a message, with «Deshacer» when there is a way back."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._inverse = inverse
        self._undo.setVisible(inverse is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _take_back(self) -> None:
        self.hide()
        if self._inverse is not None:
            self._inverse()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 40)
