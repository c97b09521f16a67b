"""How the last gesture went, across the whole queue: for a moment when it went well, else until a key."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QTimer

from alianza_desktop.ui.widgets.banner import Banner

STRIP_MS: Final = 1_500
"""How long a success is told (ux.md §2.4)."""
SETTLED_MS: Final = 300
"""A key sooner than this after a failure is the scanner's own Enter, not an answer to it."""


class ResultStrip(Banner):
    """It stands where the window's toast comes: what can be taken back is told there once it has left."""

    def __init__(self, toast: Callable[[str, Callable[[], None] | None], None]) -> None:
        super().__init__(height=44, size="emphasis")
        self._toast = toast
        self._waiting: tuple[str, Callable[[], None] | None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=STRIP_MS)
        self._timer.timeout.connect(self._over)
        self._failed = QElapsedTimer()

    def show_result(self, kind: str, strong: str, note: str) -> None:
        """Tell a success, a warning or an error; nothing clears it."""
        self._timer.stop()
        self._failed.invalidate()
        self._waiting = None
        if not strong:
            self.clear()
            return
        self._toast("", None)  # something else was done since: Ctrl+Z is of the latest
        shown = {"success": "success", "warning": "warning", "error": "error"}.get(kind, "neutral")
        self.tell(shown, note, strong=strong)  # type: ignore[arg-type]
        if kind == "success":
            self._timer.start()
        else:
            self._failed.start()

    def _over(self) -> None:
        self.clear()
        if self._waiting is not None:
            toast, self._waiting = self._waiting, None
            self._toast(*toast)

    def key_pressed(self) -> None:
        """Somebody goes on: a failure was read."""
        if self._failed.isValid() and self._failed.elapsed() > SETTLED_MS:
            self._failed.invalidate()
            self.clear()

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        """Say what can be taken back, now or when the strip leaves its place."""
        if self._timer.isActive():
            self._waiting = (words, inverse)
        else:
            self.clear()  # it stood there, and was of before
            self._toast(words, inverse)
