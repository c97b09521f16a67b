"""The keys of the projector and its button in the top bar: the rest is made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from alianza_desktop.services.wording import Draft
    from alianza_desktop.ui.context import Context
    from alianza_desktop.ui.main_window import MainWindow
    from alianza_desktop.ui.projector.stand import Stand


class Projecting(QObject):
    """F8 turns it on and off, F9 freezes, Shift+F9 covers in black, Shift+F8 opens its panel."""

    def __init__(self, window: "MainWindow", context: "Context") -> None:
        super().__init__(window)
        self._window, self._context = window, context
        bar = window.top_bar
        for key, act in (("F8", "toggle"), ("F9", "freeze"), ("Shift+F9", "black")):
            QShortcut(QKeySequence(key), bar, lambda act=act: self.stand.act(act))
        for key, step in (("Alt+PgDown", 1), ("Alt+PgUp", -1)):
            QShortcut(QKeySequence(key), bar, lambda step=step: self.stand.presenter.turn(step))
        QShortcut(QKeySequence("Shift+F8"), bar, self.open_panel)
        bar.projector_requested.connect(self.open_panel)
        context.project = self.project
        context.word = self.follow
        self._draft: Draft | None = None

    @cached_property
    def stand(self) -> "Stand":
        from alianza_desktop.ui.projector.stand import Stand

        made = Stand(self._window, self._context)
        if self._draft is not None:
            made.presenter.follow(self._draft)
        return made

    def open_panel(self) -> None:
        self.stand.open_panel()

    def project(self, what: str) -> None:
        """Show something in the room: `welcome`, `sign`, `seating`, `wording`, `actor:<id>`."""
        self.stand.presenter.project(what)

    def follow(self, draft: "Draft") -> None:
        """Somebody is wording this now."""
        self._draft = draft
        if "stand" in vars(self):
            self.stand.presenter.follow(draft)

    def on_changed(self, changes: frozenset[str]) -> None:
        """Commits touched these kinds: the room follows, if there is one."""
        if "stand" in vars(self):
            self.stand.presenter.on_changed(changes)
