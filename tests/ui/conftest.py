"""A store with a workshop, jobs done at once, and checks that nothing of the window is left behind."""

import threading
from collections.abc import Iterator

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World, world, writing


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
