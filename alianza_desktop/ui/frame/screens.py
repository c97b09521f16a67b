"""The screens that somebody came to, one of them shown."""

from typing import TYPE_CHECKING

from alianza_desktop.ui.widgets.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from alianza_desktop.ui.context import Screen


class Screens(Pages):
    """Only the screen that is shown reads at once what changed; the others do, once, when somebody comes."""

    def __init__(self) -> None:
        super().__init__()
        self.here = ""
        self._made: dict[str, Screen] = {}
        self._late: dict[str, frozenset[str]] = {}
        """Kinds that changed while a screen was not shown."""

    def choose(self, key: str, make: "Callable[[], Screen]") -> None:
        """Go to a screen, made when nobody came to it before; `open_chosen` shows it."""
        if key not in self._made:
            self._made[key] = make()
            self.addWidget(self._made[key].page())
        self.here = key

    def open_chosen(self, argument: str) -> None:
        """Show the screen that was chosen, with all that changed meanwhile."""
        screen = self.chosen()
        self.setCurrentWidget(screen.page())
        late = self._late.pop(self.here, frozenset())
        if late:
            screen.on_changed(late)
        screen.opened(argument)

    def chosen(self) -> "Screen":
        return self._made[self.here]

    def on_changed(self, changes: frozenset[str]) -> None:
        for key, screen in self._made.items():
            if key == self.here:
                screen.on_changed(changes)
            else:
                self._late[key] = self._late.get(key, frozenset()) | changes

    def fit(self, *, compact: bool, tiny: bool) -> None:
        for screen in self._made.values():
            screen.fit(compact=compact, tiny=tiny)

    def let_go(self) -> None:
        """Forget them: they are of another workshop."""
        for screen in self._made.values():
            self.removeWidget(screen.page())
            screen.page().deleteLater()
        self._made.clear()
        self._late.clear()
