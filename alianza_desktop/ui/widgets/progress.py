"""Work under way: what it is, how far it is, and «Cancelar»."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import ElidedLabel, label
from alianza_desktop.ui.widgets.thin_bar import ThinBar


class ProgressStrip(QFrame):
    """A strip inside the layout, hidden while there is nothing under way.

    A job that reports calls `begin(words)` first and `follow(task)` with what it was given: work that ended
    meanwhile (`InlineJobs`) has already called `end()`, and then there is nothing to follow.
    """

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("banner", "neutral")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = ElidedLabel()
        self._count = label(size="caption", tone="secondary")
        self._bar = ThinBar(self.tr("Avance"))
        self._cancel = Button(self.tr("Cancelar"))
        self._task: Task | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(13, 6, 12, 6)
        line.setSpacing(12)
        line.addWidget(self._words, 2)
        line.addWidget(self._bar, 1)
        line.addWidget(self._count)
        line.addWidget(self._cancel)
        self._cancel.clicked.connect(self._stop)
        self.hide()

    def begin(self, words: str, task: Task | None = None) -> None:
        """Say what has begun; without a task it cannot be cancelled."""
        self._words.set_text(words)
        self._bar.setAccessibleName(words)
        self._bar.show_share(0, 1)
        self._count.setText("")
        self._show_task(task)
        self.show()

    def follow(self, task: Task) -> None:
        """Let this task be cancelled, unless its work has ended already."""
        if not self.isHidden():
            self._show_task(task)

    def report(self, done: int, total: int) -> None:
        """Say how far it is."""
        self._bar.show_share(done, total)
        self._count.setText(self.tr("{done} de {total}").format(done=f"{done:,}", total=f"{total:,}"))

    def end(self) -> None:
        """There is nothing under way."""
        self._task = None
        self.hide()

    def _show_task(self, task: Task | None) -> None:
        self._task = task
        self._cancel.setVisible(task is not None)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.end()
        self.cancelled.emit()
