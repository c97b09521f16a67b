"""The collector of cycles runs on the thread of the window, whatever those of store and documents make."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.ui.collecting import Collector
from alianza_desktop.ui.lanes import Lanes


class Page(QWidget):
    """A widget that holds itself, as one with a lambda of its own does; it says where it ends."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self._me, self._ended = self, ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread().name)


def busy(_task: object) -> object:
    """Make more than the collector lets pass."""
    return [[number] for number in range(100_000)]


@pytest.fixture
def where() -> Iterator[list[str]]:
    """Names of the threads in which something was collected."""
    found: list[str] = []

    def seen(phase: str, _facts: dict[str, int]) -> None:
        if phase == "start":
            found.append(threading.current_thread().name)

    gc.callbacks.append(seen)
    yield found
    gc.callbacks.remove(seen)


@pytest.fixture
def lanes(qtbot: QtBot, clock: FixedClock) -> Iterator[Lanes]:
    made = Lanes(clock)
    yield made
    made.close()


def done_by(lanes: Lanes, qtbot: QtBot) -> object:
    done: list[object] = []
    lanes.of(None).network(busy, done.append)
    qtbot.waitUntil(lambda: bool(done))
    return done


def test_work_elsewhere_collects_nothing(lanes: Lanes, qtbot: QtBot, where: list[str]) -> None:
    done_by(lanes, qtbot)
    assert [name for name in where if name != threading.main_thread().name] == []


def test_a_widget_that_nobody_holds_ends_on_its_own_thread(lanes: Lanes, qtbot: QtBot) -> None:
    ended: list[str] = []
    Page(ended)
    made = done_by(lanes, qtbot)
    assert ended == []
    lanes.findChildren(Collector)[0].collect()
    assert (ended, bool(made)) == ([threading.main_thread().name], True)


def test_the_clock_collects_once_something_is_due(qapp: QObject, qtbot: QtBot, where: list[str]) -> None:
    collector = Collector(qapp)
    try:
        collector.begin()
        gc.collect()
        where.clear()
        collector.collect()
        assert where == []
        made = busy(None)
        qtbot.waitUntil(lambda: bool(where))
        assert made
    finally:
        collector.end()


def test_python_collects_by_itself_again_once_the_threads_are_gone(qtbot: QtBot, clock: FixedClock) -> None:
    lanes = Lanes(clock)
    assert not gc.isenabled()
    lanes.close()
    assert gc.isenabled()
