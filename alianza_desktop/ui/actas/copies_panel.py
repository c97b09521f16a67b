"""«Copias»: which memory, for whom, and who has one already; it decides nothing."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from alianza_desktop.ui.actas.copies_presenter import CopiesFacts
from alianza_desktop.ui.actas.panel import Panel, back
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Choice
from alianza_desktop.ui.widgets.labels import label
from alianza_desktop.ui.widgets.progress import ProgressStrip
from alianza_desktop.ui.widgets.rows import Look, Rows

LOOK_MS = 2000
"""Between two looks for a memory that somebody may just have plugged in."""


class CopiesPanel(Panel):
    """The view of `CopiesPresenter`."""

    looked = Signal()
    copied = Signal(str, str)
    """A memory, and for whom."""
    on_paper = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Copias"))
        self.stick = Choice()
        self.stick.setAccessibleName(self.tr("Memoria USB"))
        self._none = label(
            self.tr("Conecte una memoria USB: aparecerá aquí. No hace falta que esté vacía."),
            tone="secondary",
            wrap=True,
        )
        self.progress, self.said = ProgressStrip(), Banner(height=36)
        self.list = Rows(Look(height=48, side=8, lead=28), self.tr("¿Para quién?"), choosing=True)
        self.copy_button = Button(self.tr("Copiar a la memoria USB"), "primary", icon="device-usb", key=ENTER)
        self.paper_button = Button(self.tr("Anotar copia en papel"), icon="file-text", height=36)
        self._back = back()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._working = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for part in (self.stick, self._none, self.progress, self.said):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        for button in (self.copy_button, self.paper_button, self._back):
            self.foot.addWidget(button)
        self.finish(scrolls=False)
        self.show_sticks(())

    def _connect(self) -> None:
        self._timer.timeout.connect(self.looked)
        self.list.chosen.connect(lambda _key: self._copy())
        self.copy_button.clicked.connect(self._copy)
        self.paper_button.clicked.connect(lambda: self.on_paper.emit(self.list.current_key()))
        self.progress.cancelled.connect(self.cancelled)
        self._back.clicked.connect(self.leave)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for memories while somebody may see them."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def ask(self) -> None:
        """Begin with everybody."""
        self.tell_fault("")
        self.list.select(0)
        self.list.setFocus()

    def _copy(self) -> None:
        if self.copy_button.isEnabled():
            self.copied.emit(self.stick.value(), self.list.current_key())

    # what the presenter shows

    def show_copies(self, facts: CopiesFacts) -> None:
        self.aside.setText(facts.summary)
        keep = self.list.current_key()
        self.list.set_rows(facts.people)
        keys = [one.key for one in facts.people]
        self.list.select(keys.index(keep) if keep in keys else 0)
        self._enable()

    def show_sticks(self, sticks: tuple[tuple[str, str], ...]) -> None:
        self.stick.set_items([(path, "", name) for path, name in sticks], self.stick.value())
        self.stick.setVisible(bool(sticks))
        self._none.setHidden(bool(sticks))
        self._enable()

    def show_working(self, words: str) -> None:
        self._working = True
        self.progress.begin(words)
        self._enable()

    def show_progress(self, done: int, total: int) -> None:
        self.progress.report(done, total)

    def follow(self, task: Task) -> None:
        self.progress.follow(task)

    def show_idle(self) -> None:
        self._working = False
        self.progress.end()
        self._enable()

    def _enable(self) -> None:
        people = bool(self.list.current_key()) and not self._working
        self.copy_button.setEnabled(people and bool(self.stick.value()))
        self.paper_button.setEnabled(people)
        self.stick.setEnabled(not self._working)

    def show_said(self, kind: str, words: str) -> None:
        if not words:
            self.said.clear()
        elif kind == "success":
            self.said.tell("success", words)
        else:
            self.said.tell("error" if kind == "error" else "warning", words)
