"""F5 wherever one is: the line of the parking lot is made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from alianza_desktop.ui.agreements.park_line import ParkLine
    from alianza_desktop.ui.agreements.parking import ParkLinePresenter
    from alianza_desktop.ui.context import Context
    from alianza_desktop.ui.main_window import MainWindow


class Parking(QObject):
    """Keeps ideas in the parking lot of the mesa where this laptop works."""

    def __init__(self, window: "MainWindow", context: "Context") -> None:
        super().__init__(window)
        self._window, self._context = window, context
        QShortcut(QKeySequence("F5"), window.top_bar, self.begin)

    @cached_property
    def line(self) -> "ParkLine":
        from alianza_desktop.ui.agreements.park_line import ParkLine

        made = ParkLine(self._window.top_bar.parentWidget() or self._window)
        made.typed.connect(lambda text: self.presenter.typed(text))  # noqa: PLW0108 - made after it
        made.entered.connect(lambda: self.presenter.entered())  # noqa: PLW0108
        made.idle.connect(lambda: self.presenter.keep())  # noqa: PLW0108
        return made

    @cached_property
    def presenter(self) -> "ParkLinePresenter":
        from alianza_desktop.ui.agreements.parking import ParkLinePresenter

        context = self._context
        jobs = context.jobs(self.line)
        return ParkLinePresenter(self.line, jobs, lambda: context.workshop_id, context.toast)

    def begin(self) -> None:
        """F5."""
        if self.presenter.begin():
            self.line.begin()
