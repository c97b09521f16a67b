"""Jobs on threads: order, results on the UI thread, dying with their widget, saving said after the commit."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import AppError, Invalid, Unavailable
from alianza_desktop.services import alliances, workshops
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.lanes import Lanes


def unwanted(_found: object) -> None:
    pytest.fail("nothing should come here")


class Saves:
    """Listens to saving."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def saving(self) -> None:
        self.said.append("saving")

    def saved(self, at: str) -> None:
        self.said.append(f"saved {at}")

    def not_saved(self) -> None:
        self.said.append("not saved")

    def nothing_to_save(self) -> None:
        self.said.append("nothing")


@pytest.fixture
def lanes(qtbot: QtBot, store: Path, clock: FixedClock) -> Iterator[Lanes]:
    made = Lanes(clock)
    opened: list[bool] = []
    made.open(lambda: Database.open(store, clock=clock), lambda: opened.append(True), unwanted)
    qtbot.waitUntil(lambda: bool(opened))
    yield made
    made.close()


def test_results_come_back_in_order_on_the_ui_thread(lanes: Lanes, qtbot: QtBot) -> None:
    jobs = lanes.of(None)
    seen: list[tuple[int, str, bool]] = []

    def ask(number: int) -> None:
        jobs.read(
            lambda _session: (number, threading.current_thread().name),
            lambda found: seen.append((*found, threading.current_thread() is threading.main_thread())),
        )

    for number in range(5):
        ask(number)
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert [number for number, _lane, _here in seen] == [0, 1, 2, 3, 4]
    assert all(lane.startswith("store") and here for _number, lane, here in seen)


def test_a_write_is_saved_and_announced(lanes: Lanes, qtbot: QtBot) -> None:
    saves = lanes.listener = Saves()
    changes: list[frozenset[str]] = []
    lanes.changed.connect(changes.append)
    done: list[str] = []
    lanes.of(None).write(lambda s: workshops.create(s, WorkshopPlan(stage=1)).id, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert saves.said == ["saving", "saved 08:00:00"]
    assert changes
    assert "workshop" in changes[0]


@pytest.mark.parametrize(
    ("error", "said"),
    [(Invalid("name-needed"), "nothing"), (Unavailable("disk-full"), "not saved")],
)
def test_a_failed_write_is_not_called_saved(lanes: Lanes, qtbot: QtBot, error: AppError, said: str) -> None:
    saves = lanes.listener = Saves()
    codes: list[str] = []

    def work(session: Session) -> None:
        workshops.create(session, WorkshopPlan(stage=1))
        raise error

    lanes.of(None).write(work, unwanted, lambda found: codes.append(found.code))
    qtbot.waitUntil(lambda: bool(codes))
    assert saves.said == ["saving", said]
    rows: list[int] = []
    lanes.of(None).read(lambda session: len(workshops.listing(session)), rows.append)
    qtbot.waitUntil(lambda: bool(rows))
    assert rows == [0]


def test_an_error_that_nobody_takes_reaches_the_window(lanes: Lanes, qtbot: QtBot) -> None:
    codes: list[str] = []
    lanes.failed.connect(lambda error: codes.append(error.code))
    lanes.of(None).read(lambda session: alliances.operator(session, "Nadie"), unwanted)
    qtbot.waitUntil(lambda: bool(codes))
    assert codes == ["operator-unknown"]


def test_a_result_dies_with_its_widget(lanes: Lanes, qtbot: QtBot) -> None:
    widget = QWidget()
    go = threading.Event()
    seen: list[str] = []
    lanes.of(widget).read(lambda _session: go.wait(5), lambda _found: seen.append("widget"))
    shiboken6.delete(widget)
    go.set()
    lanes.of(None).read(lambda _session: None, lambda _found: seen.append("after"))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_a_cancelled_task_delivers_nothing(lanes: Lanes, qtbot: QtBot) -> None:
    go = threading.Event()
    seen: list[str] = []
    task = lanes.of(None).network(lambda task: go.wait(5), lambda _found: seen.append("cancelled"))
    task.cancel()
    go.set()
    lanes.of(None).network(lambda _task: None, lambda _found: seen.append("after"))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_progress_comes_to_the_ui_thread(lanes: Lanes, qtbot: QtBot) -> None:
    steps: list[tuple[int, int, bool]] = []
    done: list[None] = []

    def work(task: Task) -> None:
        for number in range(3):
            task.report(number, 3)

    lanes.of(None).network(
        work,
        done.append,
        progress=lambda n, m: steps.append((n, m, threading.current_thread() is threading.main_thread())),
    )
    qtbot.waitUntil(lambda: bool(done))
    assert steps == [(0, 3, True), (1, 3, True), (2, 3, True)]


def test_a_defect_reaches_the_exception_hook(lanes: Lanes, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as caught:
        lanes.of(None).read(lambda _session: 1 // 0, unwanted)
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_closing_finishes_what_was_asked(qtbot: QtBot, store: Path, clock: FixedClock) -> None:
    lanes = Lanes(clock)
    lanes.open(lambda: Database.open(store, clock=clock), lambda: None, unwanted)
    lanes.of(None).write(lambda s: workshops.create(s, WorkshopPlan(stage=1)).id, lambda _id: None)
    lanes.close()
    with Database.open(store, clock=clock) as database, database.reading() as session:
        assert len(workshops.listing(session)) == 1
