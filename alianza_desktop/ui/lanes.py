"""Jobs on threads: one serial lane for the store, a small pool for documents and the network.

Results come back to the UI thread by a queued signal, and die there when the widget that asked is gone; of
what was not written the window is told. What is not an `AppError` is a defect: it is raised in the UI thread
and reaches the one exception hook.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError, Invalid, NotAllowed, NotFound
from alianza_desktop.ui.collecting import Collector
from alianza_desktop.ui.jobs import Cancelled, Failed, Progress, SaveListener, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.storage.database import Database

T = TypeVar("T")
BEAT_MS = 150
"""Between two keys of somebody who types: what nobody waits for is read after it."""
ROUNDS = 200
"""More than anybody can leave waiting: the end comes even if something always asks again."""


class Lanes(QObject):
    """The threads of one window and the store that they work on."""

    changed = Signal(object)
    """Kinds of record that a commit touched, a `frozenset[str]`."""
    failed = Signal(object)
    """An `AppError` that no presenter takes."""
    _ready = Signal(object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._collector = Collector(self)
        self._store = ThreadPoolExecutor(1, "store")
        self._pool = ThreadPoolExecutor(2, "work")
        self._database: Database | None = None
        self._operator_id = ""
        self._closed = False
        self._asked = self._writes = 0
        """Jobs of the store so far, and writes whose end was not told yet."""
        self.listener: SaveListener | None = None
        self._under_way: dict[int, Task] = {}
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def open(self, opening: "Callable[[], Database]", done: Callable[[], None], failed: Failed) -> None:
        """Open a store on its lane, so that the frame is already on the screen meanwhile."""

        def work(_task: Task) -> None:
            try:
                self._database = opening()
            finally:
                self.post(self._collector.begin)  # what a start makes lasts: it was not looked at
            self._database.subscribe(self.changed.emit)

        self._submit(self._store, self, Task(), work, lambda _none: done(), failed)

    def act_as(self, operator_id: str) -> None:
        """Whoever works here writes from now on."""
        self._operator_id = operator_id

    def of(self, owner: object) -> "LaneJobs":
        """Return the jobs of a screen: they die with it."""
        return LaneJobs(self, owner)

    def close(self) -> None:
        """Finish what was asked of the store, stop the rest, let the store go."""
        self._settle()
        self._closed = True
        for task in tuple(self._under_way.values()):
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._store.submit(self._let_go)
        self._store.shutdown(wait=True)
        self._ready.disconnect(self._deliver)  # whoever asked may be gone
        self._collector.end()  # last: a collection inside a call that holds Qt's lock never comes back

    def _settle(self) -> None:
        """What is being written may be followed by what waited for it: a field left behind another."""
        for _ in range(ROUNDS if self._writes else 0):
            asked = self._asked
            self._store.submit(lambda: None).result()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
            if asked == self._asked:
                return

    def _let_go(self) -> None:
        if self._database is not None:
            self._database.close()

    def store_job(
        self,
        owner: object,
        task: Task,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None,
        lost: Failed | None = None,
    ) -> Task:
        """Do it after what was asked before; `lost` takes an error whose owner is gone."""
        self._asked += 1
        return self._submit(self._store, owner, task, work, done, failed, lost)

    def pool_job(
        self,
        owner: object,
        task: Task,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None,
    ) -> Task:
        self._under_way[id(task)] = task  # the task lives at least as long as its entry

        def run(task: Task) -> T:
            try:
                return work(task)
            finally:
                self._under_way.pop(id(task), None)

        return self._submit(self._pool, owner, task, run, done, failed)

    def write(self, work: "Callable[[Session], T]") -> T:
        """Run in the store's lane: a transaction, and the word that it is saved once it is."""
        assert self._database is not None
        self._tell(_saving)
        word: Callable[[SaveListener], None] = _not_saved
        try:
            with self._database.transaction(self._operator_id) as session:
                result = work(session)
            at = f"{self._clock.now():%H:%M:%S}"
            word = partial(_saved, at)
        except (Invalid, NotAllowed, NotFound, Cancelled):  # refused before anything was written
            word = _nothing_to_save
            raise
        finally:
            self._tell(word)
            self.post(partial(self.writing, -1))
        return result

    def remember(self, work: "Callable[[Session], None]") -> None:
        """Run in the store's lane: a transaction of settings alone."""
        assert self._database is not None
        with self._database.transaction(self._operator_id) as session:
            work(session)

    def writing(self, more: int) -> None:
        """A write was asked for, or its end is told. In the UI thread."""
        self._writes += more

    def read(self, work: "Callable[[Session], T]") -> T:
        assert self._database is not None
        with self._database.reading() as session:
            return work(session)

    def _tell(self, say: Callable[[SaveListener], None]) -> None:
        def told() -> None:
            if self.listener is not None:
                say(self.listener)

        self._ready.emit(told)

    def post(self, call: Callable[[], None]) -> None:
        """Run a call in the UI thread, soon."""
        self._ready.emit(call)

    def _submit(
        self,
        lane: ThreadPoolExecutor,
        owner: object,
        task: Task,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None,
        lost: Failed | None = None,
    ) -> Task:
        def settle(future: "Future[T]") -> None:
            error = None if future.cancelled() else future.exception()
            if future.cancelled() or isinstance(error, Cancelled):
                return
            if error is None:
                self._ready.emit(partial(_handed_over, owner, task, done, future.result()))
            elif isinstance(error, AppError):
                self._ready.emit(partial(_handed_over, owner, task, failed or self.failed.emit, error, lost))
            else:
                self._ready.emit(partial(_raise, error))

        def run() -> T:
            task.check()
            return work(task)

        if not self._closed:  # a timer of a window that is on its way out asks for nothing any more
            lane.submit(run).add_done_callback(settle)
        return task

    @staticmethod
    def _deliver(call: Callable[[], None]) -> None:
        call()


def _handed_over(
    owner: object,
    task: Task,
    receive: Callable[[T], None],
    value: T,
    lost: Callable[[T], None] | None = None,
) -> None:
    alive = not isinstance(owner, QObject) or shiboken6.isValid(owner)
    if alive and not task.cancelled:
        receive(value)
    elif not alive and lost is not None:
        lost(value)


def _saving(who: SaveListener) -> None:
    who.saving()


def _not_saved(who: SaveListener) -> None:
    who.not_saved()


def _saved(at: str, who: SaveListener) -> None:
    who.saved(at)


def _nothing_to_save(who: SaveListener) -> None:
    who.nothing_to_save()


def _raise(error: BaseException) -> None:
    raise error


class LaneJobs:
    """`ui.jobs.Jobs` of one screen."""

    def __init__(self, lanes: Lanes, owner: object) -> None:
        self._lanes, self._owner = lanes, owner

    def read(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        told = self._told(task or Task())
        return self._lanes.store_job(self._owner, told, lambda _task: self._lanes.read(work), done, failed)

    def write(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None],
        failed: Failed | None = None,
        task: Task | None = None,
    ) -> Task:
        told = self._told(task or Task())
        self._lanes.writing(+1)
        return self._lanes.store_job(
            self._owner, told, lambda _task: self._lanes.write(work), done, failed, self._lanes.failed.emit
        )

    def read_later(self, work: "Callable[[Session], T]", done: Callable[[T], None]) -> Task:
        task = Task()

        def ask() -> None:
            if not task.cancelled:
                self.read(work, done, task=task)

        QTimer.singleShot(BEAT_MS, self._lanes, ask)
        return task

    def remember(self, work: "Callable[[Session], None]") -> None:
        lanes = self._lanes
        lanes.store_job(lanes, Task(), lambda _task: lanes.remember(work), lambda _none: None, None)

    def network(
        self,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> Task:
        return self._lanes.pool_job(self._owner, self._told(Task(progress)), work, done, failed)

    def _told(self, task: Task) -> Task:
        """Make what the work reports reach the UI thread, as its result does."""
        if task.progress is not None:
            task.progress = self._posted(task, task.progress)
        return task

    def _posted(self, task: Task, shown: Progress) -> Progress:
        """Tell the latest at the window's pace: a list of 100,000 rows must not fill its queue."""
        latest = (0, 0)
        on_its_way = False

        def tell(_none: None) -> None:
            nonlocal on_its_way
            on_its_way = False
            shown(*latest)

        def report(count: int, total: int) -> None:
            nonlocal latest, on_its_way
            latest = (count, total)
            if not on_its_way:
                on_its_way = True
                self._lanes.post(partial(_handed_over, self._owner, task, tell, None))

        return report
