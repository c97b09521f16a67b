"""Ctrl+J and the clock in the top bar, wherever one is: the rest is made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from alianza_desktop.ui.clock.keeping import Timekeeper
    from alianza_desktop.ui.context import Context
    from alianza_desktop.ui.main_window import MainWindow


class Timing(QObject):
    """Opens the agenda, and begins its next block with Ctrl+Shift+J."""

    def __init__(self, window: "MainWindow", context: "Context", place: Callable[[], str]) -> None:
        super().__init__(window)
        self._window, self._context, self._place = window, context, place
        QShortcut(QKeySequence("Ctrl+J"), window.top_bar, self.open)
        QShortcut(QKeySequence("Ctrl+Shift+J"), window.top_bar, self.begin_next)
        window.top_bar.agenda_requested.connect(self.open)

    @cached_property
    def keeper(self) -> "Timekeeper":
        from alianza_desktop.ui.clock.keeping import Timekeeper

        context = self._context
        return Timekeeper(context.jobs(self), lambda: context.workshop_id, context.toast)

    def open(self) -> None:
        """Ctrl+J, or a click on the clock: to the agenda, and from it back."""
        from alianza_desktop.ui.clock.screen import ClockPage

        page = self._window.findChild(ClockPage)
        if page is not None and page.isVisible():
            page.leave()
        else:
            self._context.open("agenda-page", self._place())

    def begin_next(self) -> None:
        """Ctrl+Shift+J: the block that comes next, over whatever screen is shown."""
        self.keeper.start()
