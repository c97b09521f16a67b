"""A store whose ids grow: for tests that say which of two records is the one that is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.ids import seeded
from alianza_desktop.storage.database import Database


@pytest.fixture
def database(store: Path, clock: FixedClock) -> Iterator[Database]:
    """The founded store, open to write; a record made later has a greater id."""
    with Database.open(store, clock=clock, ids=seeded(7)) as opened:
        yield opened
