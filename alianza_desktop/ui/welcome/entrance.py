"""From a laptop without an open store to one with it: founding, passphrase, recovery key.

Whatever derives a key or writes is done off the UI thread. The recovery key lives in memory between the
founding and «Ya la guardé», and nowhere else.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui import passphrases, recovery
from alianza_desktop.ui.welcome import charter, pages
from alianza_desktop.ui.welcome import screen as welcome
from alianza_desktop.ui.welcome.charter import Charter
from alianza_desktop.ui.welcome.pages import FoundingPage, RecoveringPage
from alianza_desktop.ui.welcome.screen import PassphrasePage

if TYPE_CHECKING:
    from alianza_desktop.storage.database import Database
    from alianza_desktop.ui.jobs import Task
    from alianza_desktop.ui.lanes import Lanes


class Entrance:
    """The pages before a store is open, one after another."""

    def __init__(
        self,
        lanes: "Lanes",
        clock: Clock,
        show: Callable[[QWidget], None],
        opened: Callable[[], None],
        unlocked: Callable[[str], None],
    ) -> None:
        self._lanes, self._clock, self._show = lanes, clock, show
        self._opened, self._unlocked = opened, unlocked
        self._asking: PassphrasePage | None = None

    def found(self, folder: Path, back: Callable[[], None]) -> FoundingPage:
        """Ask for what an alliance needs, and make it."""
        page = FoundingPage()
        page.submitted.connect(lambda: self._submitted(page, folder))
        page.other.connect(back)
        self._show(page)
        return page

    def _submitted(self, page: FoundingPage, folder: Path) -> None:
        values = page.form.values()
        page.show_faults(charter.faults(values))
        if not charter.faults(values):
            self._make(page, folder, charter.charter(values))

    def _make(self, page: FoundingPage, folder: Path, made: Charter) -> None:
        from alianza_desktop.core import recovery_key

        key = recovery_key.new()
        clock = self._clock

        def founding() -> "Database":
            from alianza_desktop.services import registration  # noqa: F401 - imported off the UI thread
            from alianza_desktop.storage import keys
            from alianza_desktop.storage.founding import found

            database = found(
                folder,
                name=made.name,
                ubigeo=made.ubigeo,
                operator=made.operator,
                role=made.role,
                clock=clock,
                passphrase=made.passphrase,
            )
            keys.add_recovery(folder, made.passphrase, key)  # a cut before this leaves a store that opens
            return database

        page.working(1, 3)
        self._lanes.open(
            founding,
            lambda: self._founded(made, key),
            lambda error: page.failed(sentence(error)),
        )

    def _founded(self, made: Charter, key: str) -> None:
        page, card = pages.recovery_key(
            key, lambda: recovery.sheet(made.name, key, self._clock, "Equipo A"), founded=True
        )
        card.kept.connect(self._kept)
        self._show(page)
        card.begin()

    def _kept(self) -> None:
        """Somebody has the key: the store remembers it, so that Ajustes need not ask for another."""
        self._lanes.of(self).write(recovery.remember_kept, lambda _none: self._opened())

    def ask(self, folder: Path, error: AppError) -> PassphrasePage:
        """Ask for the passphrase, or say on the same page that it was another one."""
        if self._asking is not None and error.code == "passphrase-wrong":
            self._asking.refused(sentence(error))
            return self._asking
        page = welcome.passphrase(sentence(error))
        page.chosen.connect(lambda words: self._try(page, words))
        page.other.connect(lambda: self._recover(folder, error))
        self._asking = page
        self._show(page)
        return page

    def _try(self, page: PassphrasePage, words: str) -> None:
        page.working(1, 2)
        self._unlocked(words)

    def _recover(self, folder: Path, error: AppError) -> None:
        page = RecoveringPage()
        self._asking = None
        page.submitted.connect(lambda: self._reset(page, folder))
        page.other.connect(lambda: self.ask(folder, error))
        self._show(page)

    def _reset(self, page: RecoveringPage, folder: Path) -> None:
        values = page.form.values()
        faults = _key_faults(values["key"]) | passphrases.faults(values)
        page.show_faults(faults)
        if faults:
            return

        def work(_task: "Task") -> None:
            from alianza_desktop.storage import keys

            keys.reset_passphrase(folder, values["key"], values["phrase"])

        page.working(1, 2)
        self._lanes.of(page).network(
            work, lambda _none: self._unlocked(values["phrase"]), lambda error: page.failed(sentence(error))
        )


def _key_faults(text: str) -> dict[str, str]:
    """Name a typo of the recovery key before anything is tried."""
    from alianza_desktop.core import recovery_key

    try:
        recovery_key.read(text)
    except AppError as error:
        return {"key": sentence(error)}
    return {}
