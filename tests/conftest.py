"""Common ground of the tests: offscreen before any import of Qt, a fixed clock, a private data folder."""

import os
from datetime import datetime
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("ALIANZA_PASSPHRASE", None)

from alianza_desktop.core.clock import PERU, FixedClock


@pytest.fixture(autouse=True)
def _private_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIANZA_DATA", str(tmp_path / "data"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 23, 8, 0, tzinfo=PERU))
