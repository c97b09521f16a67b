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
from alianza_desktop.storage import settings
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


def test_what_was_not_written_is_told_though_its_widget_is_gone(lanes: Lanes, qtbot: QtBot) -> None:
    told: list[AppError] = []
    lanes.failed.connect(told.append)
    widget = QWidget()
    go = threading.Event()

    def refuse(_session: Session) -> None:
        go.wait(5)
        raise Invalid("name-needed")

    lanes.of(widget).write(refuse, unwanted, unwanted)
    lanes.of(widget).read(refuse, unwanted, unwanted)  # of what was only read nobody needs to know
    shiboken6.delete(widget)
    go.set()
    done: list[int] = []
    lanes.of(None).read(lambda _session: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert [one.code for one in told] == ["name-needed"]


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
    assert steps == sorted(steps)  # the window may be told fewer, never an old one, and always the last
    assert steps[-1] == (2, 3, True)


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


def test_closing_finishes_what_waited_behind_a_write(qtbot: QtBot, store: Path, clock: FixedClock) -> None:
    lanes = Lanes(clock)
    opened: list[bool] = []
    lanes.open(lambda: Database.open(store, clock=clock), lambda: opened.append(True), unwanted)
    qtbot.waitUntil(lambda: bool(opened))
    jobs = lanes.of(None)

    def write(session: Session) -> None:
        workshops.create(session, WorkshopPlan(stage=1))

    def behind(_none: None) -> None:  # as a form: the next field once the first one is seen again
        jobs.read(lambda _session: None, lambda _none: again())

    def again() -> None:
        jobs.write(write, lambda _none: None)

    jobs.write(write, behind)
    lanes.close()
    with Database.open(store, clock=clock) as database, database.reading() as session:
        assert len(workshops.listing(session)) == 2


def test_what_was_cancelled_before_it_began_is_not_done(lanes: Lanes, qtbot: QtBot) -> None:
    gate = threading.Event()
    ended: list[int] = []
    jobs = lanes.of(None)
    jobs.read(lambda _session: gate.wait(), lambda _found: None)
    done: list[str] = []
    jobs.write(lambda s: done.append(workshops.create(s, WorkshopPlan(stage=1)).id), unwanted).cancel()
    jobs.read(lambda s: len(workshops.listing(s)), ended.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert (done, ended) == ([], [0])


def test_a_write_that_stops_half_way_leaves_nothing(lanes: Lanes, qtbot: QtBot) -> None:
    saves = lanes.listener = Saves()
    begun, gate, task = threading.Event(), threading.Event(), Task()

    def work(session: Session) -> None:
        workshops.create(session, WorkshopPlan(stage=1))
        begun.set()
        gate.wait()
        task.check()

    lanes.of(None).write(work, unwanted, unwanted, task)
    begun.wait()
    task.cancel()
    gate.set()
    ended: list[int] = []
    lanes.of(None).read(lambda s: len(workshops.listing(s)), ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [0]
    assert saves.said == ["saving", "nothing"]


def test_progress_is_told_at_the_pace_of_the_window(lanes: Lanes, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    done: list[bool] = []

    def work(task: Task) -> None:
        for number in range(1, 10_001):
            task.report(number, 10_000)

    lanes.of(None).network(work, lambda _none: done.append(True), progress=lambda *pair: seen.append(pair))
    qtbot.waitUntil(lambda: bool(done))
    assert seen[-1] == (10_000, 10_000)
    assert len(seen) < 1_000


def test_closing_stops_what_is_away_from_the_store(qtbot: QtBot, clock: FixedClock) -> None:
    lanes = Lanes(clock)
    begun: list[Task] = []

    def work(task: Task) -> None:
        begun.append(task)
        while not task.cancelled:
            pass
        task.check()

    lanes.of(None).network(work, unwanted, unwanted)
    qtbot.waitUntil(lambda: bool(begun))
    lanes.close()
    assert begun[0].cancelled


def test_what_is_asked_after_the_end_is_dropped(qtbot: QtBot, store: Path, clock: FixedClock) -> None:
    made = Lanes(clock)
    opened: list[bool] = []
    made.open(lambda: Database.open(store, clock=clock), lambda: opened.append(True), unwanted)
    qtbot.waitUntil(lambda: bool(opened))
    made.close()
    made.of(None).network(lambda _task: None, unwanted, unwanted)
    made.of(None).read(lambda _session: None, unwanted, unwanted)
    qtbot.wait(1)


def test_what_nobody_waits_for_lets_the_rest_go_first(lanes: Lanes, qtbot: QtBot) -> None:
    jobs = lanes.of(None)
    seen: list[str] = []
    jobs.read_later(lambda _session: "picture", seen.append)
    jobs.read_later(lambda _session: "nobody's", unwanted).cancel()
    jobs.read(lambda _session: "typed", seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["typed", "picture"]


def test_a_setting_is_remembered_and_nobody_is_told(lanes: Lanes, qtbot: QtBot) -> None:
    saves = lanes.listener = Saves()
    jobs = lanes.of(None)
    jobs.remember(lambda session: settings.write(session, "window.place", "2026-11-23 actas"))
    seen: list[str] = []
    jobs.read(lambda session: settings.read(session, "window.place"), seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert (seen, saves.said) == (["2026-11-23 actas"], [])
