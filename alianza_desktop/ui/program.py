"""The window's life: the frame at once, the store next, who works here, Inicio; at the end all is let go."""

import gc
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from alianza_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from alianza_desktop.core.clock import Clock
    from alianza_desktop.core.errors import AppError
    from alianza_desktop.storage.database import Database
    from alianza_desktop.ui.jobs import Task
    from alianza_desktop.ui.lanes import Lanes
    from alianza_desktop.ui.lock import Lock
    from alianza_desktop.ui.welcome.entrance import Entrance
    from alianza_desktop.ui.welcome.screen import Page

REHEARSAL: Final = "ensayo"
"""Folder of the rehearsal beside the real store: neither can be mistaken for the other."""
Names = tuple[tuple[str, str], ...]


class Program(QObject):
    """One window on one store.

    The frame is on the screen before anything is imported that only a store or a welcome needs.
    """

    def __init__(self, app: QApplication, folder: Path, clock: "Clock") -> None:
        super().__init__(app)
        self._app, self._folder, self._clock = app, folder, clock
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

        start.speak_spanish(self._app)
        self.open_store()

    def open_store(self) -> None:
        """Open the store of the folder, on its lane."""
        folder, clock, passphrase = self._folder, self._clock, self._passphrase

        def opening() -> "Database":
            with _lasting():
                from alianza_desktop.services import registration  # noqa: F401 - imported off the UI thread
                from alianza_desktop.storage.database import Database

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

        page = welcome.first(has_rehearsal=(self._folder / REHEARSAL / "data").is_dir())
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
        from alianza_desktop.core.sentences import sentence

        place = self._folder / REHEARSAL
        if (place / "data").is_dir():
            self._open_rehearsal()
            return

        def work(task: "Task") -> None:
            import shutil

            from alianza_desktop.demo import rehearsal

            started = place.with_name(f".{REHEARSAL}")  # half a rehearsal is never taken for a whole one
            shutil.rmtree(started, ignore_errors=True)
            rehearsal.build(started, progress=task.report)
            started.rename(place)

        page.working(0, 1)
        self.lanes.of(page).network(
            work,
            lambda _none: self._open_rehearsal(),
            lambda error: page.failed(sentence(error)),
            page.working,
        )

    def _open_rehearsal(self) -> None:
        self._folder = self._folder / REHEARSAL / "data"
        self.open_store()


@contextmanager
def _lasting() -> "Iterator[None]":
    """Keep the collector off what imports make, now and later: it lasts as long as the process."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
