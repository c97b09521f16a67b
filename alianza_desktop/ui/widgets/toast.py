"""A passing message at the bottom centre with «Deshacer»: for what was done and can be taken back.

While it is there Ctrl+Z is its key, on every screen, unless what has the focus has something of its own to
take back: text that was typed, or a screen with a stack of its own (its property `keepsUndo`).
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label

LASTS_MS = 10_000
KEEPS_UNDO = "keepsUndo"


class Toast(QFrame):
    """One at a time over the window; ten seconds, then it leaves by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("part", "popup")
        self._words = label()
        self._undo = Button(self.tr("Deshacer"), "flat", icon="arrow-back-up", key="Ctrl+Z")
        self._close = Button("", "flat", icon="x")
        self._close.setAccessibleName(self.tr("Cerrar el aviso"))
        self._inverse: Callable[[], None] | None = None
        self._focused: QWidget | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 8, 6)
        for part in (self._words, self._undo, self._close):
            line.addWidget(part)
        self._timer = QTimer(self, singleShot=True, interval=LASTS_MS)
        self._timer.timeout.connect(self.hide)
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self.hide)
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self.hide()

    def tell(self, words: str, inverse: Callable[[], None] | None = None) -> None:
        """Show a message, with «Deshacer» when there is a way back; without words the one there leaves."""
        if not words:
            self._inverse = None
            self.hide()
            return
        self._words.setText(words)
        self.setAccessibleName(words)
        self._inverse = inverse
        self._undo.setVisible(inverse is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        self._follow(QApplication.focusWidget())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _take_back(self) -> None:
        inverse, self._inverse = self._inverse, None
        self.hide()
        if inverse is not None:
            inverse()

    def hideEvent(self, event: QHideEvent) -> None:
        self._follow(None)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._follow(now)

    def _follow(self, now: QWidget | None) -> None:
        """Hear the keys of whatever has the focus, only while there is something to take back."""
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.removeEventFilter(self)
        hearing = self._inverse is not None and not self.isHidden()
        here = now is not None and now.window() is self.window()
        self._focused = now if hearing and here else None
        if self._focused is not None:
            self._focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        elif isinstance(event, QKeyEvent) and watched is self._focused and self._ours(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # it comes again as a key, and the screens' own Ctrl+Z does not take it
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take_back()
                return True
        return False

    def _ours(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo)
        return undo and self._inverse is not None and not _has_its_own(self._focused)

    def _place(self) -> None:
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 40)


def _has_its_own(widget: QWidget | None) -> bool:
    """Say whether what has the focus, or the canvas round it, has something to take back itself."""
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable()
    while widget is not None:
        if widget.property(KEEPS_UNDO):
            return True
        widget = widget.parentWidget()
    return False
