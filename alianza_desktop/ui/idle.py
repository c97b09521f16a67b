"""How long nobody has touched the program: keys, mouse, pen or finger, in any of its windows.

Watched at the window system's own windows, which get few events, and not at every widget: it costs nothing
while somebody draws. The clock goes on while the laptop sleeps, so that a lid closed for an hour is an hour.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

EVERY_MS: Final = 15_000
_TYPES: Final = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
    QEvent.Type.TabletMove, QEvent.Type.TabletPress, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate,
})  # fmt: skip


def awake_or_not() -> float:
    """Return seconds that go on while the machine sleeps, whatever is done to its clock."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class IdleWatch(QObject):
    """Emits `idle` once nobody has touched the program for so many minutes; 0 never does."""

    idle = Signal()

    def __init__(self, app: QGuiApplication, now: Callable[[], float] = awake_or_not) -> None:
        super().__init__(app)
        self._now, self._last, self._limit = now, now(), 0.0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._watch)

    def set_minutes(self, minutes: int) -> None:
        self._limit = minutes * 60.0
        self._last = self._now()
        if minutes:
            self.look()
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Ask the clock, and watch the windows that are new."""
        for window in QGuiApplication.allWindows():
            self._watch(window)
        if self._limit and self._now() - self._last >= self._limit:
            self._last = self._now()
            self.idle.emit()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # once, however often it is seen
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TYPES:
            if self._limit and self._now() - self._last >= self._limit:
                self.look()  # the first touch after a long sleep opens nothing
                return True
            self._last = self._now()
        return False
