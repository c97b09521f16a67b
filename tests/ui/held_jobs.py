"""Jobs that wait until they are let go, one after another, as behind a long piece of work."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from alianza_desktop.core.clock import Clock
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.jobs import Failed, InlineJobs, Progress, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")


class HeldJobs(InlineJobs):
    """Those named in `holds` wait: `store` for reading and writing, `network`."""

    def __init__(self, database: Database, clock: Clock, *holds: str) -> None:
        super().__init__(database, clock)
        self.holds = set(holds)
        self._held: list[Callable[[], Task]] = []

    def read(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        return self._hold("store", partial(super().read, work, done, failed, task))

    def write(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        return self._hold("store", partial(super().write, work, done, failed, task))

    def network(
        self,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> Task:
        return self._hold("network", partial(super().network, work, done, failed, progress))

    def _hold(self, lane: str, run: Callable[[], Task]) -> Task:
        if lane not in self.holds:
            return run()
        self._held.append(run)
        return Task()

    def let_go(self) -> None:
        """Do what waits, and what that asks for."""
        while self._held:
            self._held.pop(0)()
