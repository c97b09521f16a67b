"""How a presenter asks for work: five methods, no Qt. The window runs them on lanes (`lanes.py`).

`read` and `write` give the work a session of the store; `network` gives it its `Task`, to report progress and
stop at `check` once it was cancelled. Work of the store that takes long is handed the `Task` that it reports
to. Whatever the work returns reaches `done`; an `AppError` reaches `failed`, or the window's banner when
there is none. `InlineJobs` does it all at once, for tests and for `alianza app --grab`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Protocol, TypeVar

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError

if TYPE_CHECKING:  # the frame of the window is shown before SQLAlchemy is imported
    from sqlalchemy.orm import Session

    from alianza_desktop.storage.database import Database

T = TypeVar("T")
Failed = Callable[[AppError], None]
Progress = Callable[[int, int], None]


class Cancelled(Exception):
    """Work stopped because it was asked to: nothing was written and nobody is told."""


@dataclass(slots=True)
class Task:
    """A piece of work under way: who asked may cancel it, who does it may report how far it is."""

    progress: Progress | None = None
    _cancelled: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask it to stop: what has not begun is not done, and no result is delivered."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def check(self) -> None:
        """Stop here if it was cancelled: raises `Cancelled`, and a transaction rolls back."""
        if self.cancelled:
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(done, total)


class Jobs(Protocol):
    """What a presenter knows of threads."""

    def read(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        """Run `work` on a session that cannot write; what it reports to `task` is told in the UI thread."""
        ...

    def write(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        """Run `work` in a transaction; `done` is called after its commit. `task` as in `read`."""
        ...

    def read_later(self, work: "Callable[[Session], T]", done: Callable[[T], None]) -> Task:
        """Read what nobody waits for: a beat later, so that what is typed meanwhile goes first."""
        ...

    def remember(self, work: "Callable[[Session], None]") -> None:
        """Write settings of this device: nothing of the alliance, so nobody is told that it was saved."""
        ...

    def network(
        self,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> Task:
        """Run `work` away from the store: documents, printers, the room's network."""
        ...


class SaveListener(Protocol):
    """Who shows the state of saving: the chip and the status bar."""

    def saving(self) -> None: ...

    def saved(self, at: str) -> None:
        """A transaction was committed at that hour, `hh:mm:ss`."""
        ...

    def not_saved(self) -> None:
        """The store could not be written."""
        ...

    def nothing_to_save(self) -> None:
        """The work was refused before it wrote anything: the last word stands."""
        ...


class InlineJobs:
    """The same methods, done before they return."""

    def __init__(self, database: "Database", clock: Clock, operator_id: str = "") -> None:
        self._database, self._clock, self._operator_id = database, clock, operator_id
        self.listener: SaveListener | None = None
        self.failures: list[str] = []

    def read(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        def run(_task: Task) -> T:
            with self._database.reading() as session:
                return work(session)

        return self._run(run, done, failed, task)

    def write(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        def run(_task: Task) -> T:
            with self._database.transaction(self._operator_id) as session:
                result = work(session)
            if self.listener is not None:
                self.listener.saved(f"{self._clock.now():%H:%M:%S}")
            return result

        return self._run(run, done, failed, task)

    def read_later(self, work: "Callable[[Session], T]", done: Callable[[T], None]) -> Task:
        return self.read(work, done)

    def remember(self, work: "Callable[[Session], None]") -> None:
        with self._database.transaction(self._operator_id) as session:
            work(session)

    def network(
        self,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> Task:
        return self._run(work, done, failed, Task(progress))

    def _run(
        self,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None,
        task: Task | None,
    ) -> Task:
        task = task or Task()
        try:
            task.check()
            result = work(task)
        except Cancelled:
            pass
        except AppError as error:
            self.failures.append(error.code)
            if failed is not None:
                failed(error)
        else:
            done(result)
        return task
