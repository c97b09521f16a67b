"""Jobs that are done when the test says: what happens to a window while its store is busy."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from alianza_desktop.ui.jobs import Failed, InlineJobs, Progress, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")


class LateJobs(InlineJobs):
    """The order is the lane's: first asked, first done."""

    waiting: deque[Callable[[], object]] | None = None
    """What was asked since `hold`."""

    def hold(self) -> None:
        """The store is busy from now on."""
        self.waiting = deque()

    def one(self) -> None:
        """The store does the first thing that was asked of it."""
        assert self.waiting is not None
        held, self.waiting = self.waiting, deque()
        held.popleft()()
        self.waiting = held + self.waiting

    def release(self) -> None:
        """The store does all that was asked, and what comes of it."""
        while self.waiting:
            self.one()
        self.waiting = None

    def _soon(self, call: Callable[[], object]) -> Task:
        if self.waiting is None:
            call()
        else:
            self.waiting.append(call)
        return Task()

    def read(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        return self._soon(lambda: InlineJobs.read(self, work, done, failed, task))

    def write(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        return self._soon(lambda: InlineJobs.write(self, work, done, failed, task))

    def read_later(self, work: "Callable[[Session], T]", done: Callable[[T], None]) -> Task:
        return self.read(work, done)

    def remember(self, work: "Callable[[Session], None]") -> None:
        self._soon(lambda: InlineJobs.remember(self, work))

    def network(
        self,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> Task:
        return self._soon(lambda: InlineJobs.network(self, work, done, failed, progress))
