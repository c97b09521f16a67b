"""Common ground of the tests: offscreen before any import of Qt, a fixed clock, a private data folder."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("ALIANZA_PASSPHRASE", None)

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.ui.registration import bursts

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=PERU)


@pytest.fixture(autouse=True)
def _private_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIANZA_DATA", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def _fingers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests type as people do, on any machine; a scanner is another clock."""
    monkeypatch.setattr(bursts, "monotonic", count(0.0, 1.0).__next__)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found one alliance for the whole run; each test gets a copy."""
    folder = tmp_path_factory.mktemp("founded") / "data"
    with found(
        folder,
        name="Alianza Multiactor Condorcanqui",
        ubigeo="0104",
        operator="Coordinadora",
        role="coordinator",
        clock=FixedClock(MORNING),
    ):
        pass
    return folder


@pytest.fixture
def store(_founded: Path, tmp_path: Path) -> Path:
    """The data folder of a plain store with its alliance, not open."""
    return Path(shutil.copytree(_founded, tmp_path / "data"))


@pytest.fixture
def database(store: Path, clock: FixedClock) -> Iterator[Database]:
    """The same store, open to write."""
    with Database.open(store, clock=clock) as opened:
        yield opened
