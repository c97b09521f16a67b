"""A founded store for each test, and nothing left open after it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage.database import Database
from tests.storage.stores import newborn


@pytest.fixture(autouse=True)
def _nothing_left_open(tmp_path: Path) -> Iterator[None]:
    """Fail when a connection, a lock or a transaction outlives the test: each is an open file."""
    yield
    handles = Path("/proc/self/fd")
    if sys.platform == "linux" and handles.is_dir():
        opened = {link.readlink() for link in handles.iterdir() if link.is_symlink()}
        assert [path.name for path in opened if path.is_relative_to(tmp_path)] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "alianza"


@pytest.fixture
def store(folder: Path, clock: FixedClock) -> Iterator[Database]:
    """A plain store, open to write."""
    with newborn(folder, clock) as database:
        yield database
