"""Python's collector of cycles, kept on the thread of the window.

Left alone it runs in whichever thread makes one object too many, and that is mostly the store's: there it
would walk over widgets that Qt is making or painting at that moment, and end those that nobody holds any
more, which Qt allows on their own thread alone. A pause of it would also fall between a key and its answer.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1000


class Collector(QObject):
    """From its making to `end` nothing is collected but by its clock, which starts with `begin`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def begin(self) -> None:
        self._timer.start()

    def end(self) -> None:
        """There is one thread again: Python collects by itself."""
        self._timer.stop()
        gc.collect()  # here, and not inside the next call of Qt, whose locks an ending widget would wait for
        gc.enable()

    def collect(self) -> None:
        """Collect the oldest generation that is due by Python's own measures."""
        due = [old for old, made in enumerate(gc.get_count()) if made > gc.get_threshold()[old]]
        if due:
            gc.collect(due[-1])
