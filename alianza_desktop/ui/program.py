"""The window's life: the frame at once, the store next, who works here, Inicio; at the end all is let go."""

import gc
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from alianza_desktop.core.late_imports import defer
from alianza_desktop.ui import rehearsal_folder
from alianza_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from alianza_desktop.core.clock import Clock
    from alianza_desktop.core.errors import AppError
    from alianza_desktop.storage.database import Database
    from alianza_desktop.ui.lanes import Lanes
    from alianza_desktop.ui.lock import Lock
    from alianza_desktop.ui.rehearsing import Rehearsing
    from alianza_desktop.ui.welcome.entrance import Entrance
    from alianza_desktop.ui.welcome.screen import Page

Names = tuple[tuple[str, str], ...]


class Program(QObject):
    """One window on one store.

    The frame is on the screen before anything is imported that only a store or a welcome needs.
    """

    def __init__(self, app: QApplication, folder: Path, clock: "Clock") -> None:
        super().__init__(app)
        self._app, self._folder, self._clock = app, folder, clock
        self._home = folder
        """Of the own alliance; the folder that is open may be that of its rehearsal."""
        self._passphrase: str | None = None
        self.window = MainWindow()
        self.window.resize(1366, 690)
        self.window.setMinimumSize(1024, 540)

    @cached_property
    def lanes(self) -> "Lanes":
        from alianza_desktop.ui.lanes import Lanes

        return Lanes(self._clock)

    @cached_property
    def entrance(self) -> "Entrance":
        from alianza_desktop.ui.welcome.entrance import Entrance

        return Entrance(self.lanes, self._clock, self._show, self._opened, self._with_passphrase)

    @cached_property
    def rehearsing(self) -> "Rehearsing":
        from alianza_desktop.ui.rehearsing import Rehearsing

        return Rehearsing(self, self._home)

    @cached_property
    def lock(self) -> "Lock":
        from alianza_desktop.ui.lock import Lock

        return Lock(self._app, self.window, self.lanes, self._folder)

    def start(self) -> None:
        """Show the frame, then open the store on its own thread."""
        self.window.show()
        QTimer.singleShot(0, self._begin)

    def close(self) -> None:
        """Finish the saves under way and let the store go."""
        self.window.close()
        if "lanes" in vars(self):
            self.lanes.close()

    def _begin(self) -> None:
        from alianza_desktop.ui import start

        start.finish(self._app)
        self.open_store()
        if rehearsal_folder.left_over(self._home):
            self.rehearsing.finish_wiping()

    def move_to(self, folder: Path, between: "Callable[[], None]" = lambda: None) -> None:
        """Let the store go and open another one, `between` done while neither is open.

        The window is a new one in the same place: nothing of one alliance is left on a screen of the other.
        """
        from alianza_desktop.ui.rehearsing import window_like

        old, lanes = self.window, self.lanes
        if "lock" in vars(self):
            self.lock.end()
        for name in ("lanes", "entrance", "lock"):
            vars(self).pop(name, None)
        self._folder, self._passphrase = folder, None
        self.window = window_like(old)
        self.window.show()
        old.close()
        lanes.close()
        old.deleteLater()
        between()
        self.open_store()

    @property
    def rehearsal(self) -> str:
        """`inside` the rehearsal, or on the `own` store, from which it can be opened."""
        return "own" if self._folder == self._home else "inside"

    def open_store(self) -> None:
        """Open the store of the folder, on its lane."""
        self.window.show_rehearsal(on=self.rehearsal == "inside")
        folder, clock, passphrase = self._folder, self._clock, self._passphrase
        self._passphrase = None  # of this try alone, right or wrong

        def opening() -> "Database":
            defer("importlib.metadata")  # SQLAlchemy's, for plug-ins that this program does not have
            defer("asyncio", "coroutines")  # also SQLAlchemy's, for event loops
            from alianza_desktop.services import registration  # noqa: F401 - imported off the UI thread
            from alianza_desktop.storage.database import Database

            if not gc.get_freeze_count():
                gc.freeze()  # what imports make lasts as long as the process: nobody looks at it again
            return Database.open(folder, passphrase=passphrase, clock=clock)

        self.lanes.open(opening, self._opened, self._refused)

    def _opened(self) -> None:
        from alianza_desktop.ui.program_facts import operators_here

        self.lanes.of(self.window).read(operators_here, self._who)

    def _who(self, found: tuple[Names, str]) -> None:
        operators, device = found
        if len(operators) == 1:
            self.begin(operators[0], device)
        else:
            from alianza_desktop.ui.welcome import screen as welcome

            page = welcome.operators(operators)
            page.chosen.connect(lambda key: self.begin((key, dict(operators)[key]), device))
            self._show(page)

    def begin(self, operator: tuple[str, str], device: str) -> None:
        """Whoever works here is known: open Inicio."""
        from alianza_desktop.ui import opening

        self.lanes.act_as(operator[0])
        presenter = opening.begin(
            self.window,
            folder=self._folder,
            clock=self._clock,
            jobs=self.lanes.of,
            operator=operator[1],
            device=device,
            operator_id=operator[0],
            desk=self,
        )
        self.lanes.listener = presenter
        self.lanes.changed.connect(presenter.on_changed)
        self.lanes.changed.connect(self.window.on_changed)
        self.lanes.failed.connect(self.window.tell_failure)
        self.window.lock_now = self.lock.now
        self.lock.begin()

    # what a screen asks of the window (`ui.context.Desk`)

    def act_as(self, operator_id: str, name: str) -> None:
        """Somebody else works here from now on."""
        self.lanes.act_as(operator_id)
        self.window.show_operator(operator_id, name)

    def lock_after(self, minutes: int) -> None:
        """Lock after so many minutes without a key or the mouse; 0 never does."""
        self.lock.set_minutes(minutes)

    def rehearse(self, act: str) -> None:
        """Open the rehearsal, leave it or wipe it."""
        self.rehearsing.act(act)

    def lock_now(self) -> None:
        self.lock.now()

    def show_look(self, theme: str, scale: float) -> None:
        """Put a theme and a text size on the program, and remember them."""
        self.window.show_look(theme, scale)
        self.window.look_chosen(theme, scale)

    def _refused(self, error: "AppError") -> None:
        from alianza_desktop.core.sentences import sentence
        from alianza_desktop.ui.welcome import screen as welcome

        if error.code == "store-missing":
            self._first()
        elif error.code in ("passphrase-needed", "passphrase-wrong"):
            self.entrance.ask(self._folder, error)
        else:
            page = welcome.trouble(sentence(error))
            page.chosen.connect(lambda _key: self.open_store())
            self._show(page)

    def _first(self) -> None:
        from alianza_desktop.ui.welcome import screen as welcome

        page = welcome.first(has_rehearsal=rehearsal_folder.made(self._home))
        page.chosen.connect(lambda key: self._chosen(key, page))
        self._show(page)

    def _chosen(self, key: str, page: "Page") -> None:
        if key == "found":
            self.entrance.found(self._folder, self._first)
        else:
            self._rehearse(page)

    def _show(self, page: "QWidget") -> None:
        self.window.show_page(page)

    def _with_passphrase(self, words: str) -> None:
        self._passphrase = words
        self.open_store()

    def _rehearse(self, page: "Page") -> None:
        """Make the rehearsal workshop beside the store's folder, or go back to it."""
        if rehearsal_folder.made(self._home):
            self.rehearsing.open()
        else:
            self.rehearsing.make(page)
