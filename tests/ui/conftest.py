"""A store with a workshop, jobs done at once, and checks that nothing of the window is left behind."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.demo.stage import Stage
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.main_window import MainWindow
from tests.builders import World, world, writing
from tests.ui.screen_days import Days


@pytest.fixture
def made(database: Database) -> World:
    """A workshop with two mesas and two people, nobody registered."""
    with writing(database) as session:
        return world(session)


@pytest.fixture
def jobs(database: Database, clock: FixedClock) -> InlineJobs:
    return InlineJobs(database, clock)


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [one.name for one in threading.enumerate() if one not in before and one.is_alive()]
    assert left == []


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Days]:
    start.dress(qapp)
    made = Days(tmp_path_factory.mktemp("days"))
    yield made
    made.close()


@pytest.fixture
def days(played: Days) -> Iterator[Days]:
    yield played
    played.let_go()


@pytest.fixture
def stage(played: Days) -> Stage:
    return played.stage("morning")


@pytest.fixture
def window(qtbot: QtBot, days: Days, stage: Stage) -> MainWindow:
    made = gallery.window_on(stage)
    days.window = made
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    return made
