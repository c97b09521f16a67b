"""The device marker: made, made again, and what it says of a restored copy."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.storage import marker
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.marker import MARKER_FILE, Marker
from tests.storage.stores import add_person, newborn, people


def marked(folder: Path) -> Marker:
    found = marker.read(folder)
    assert found is not None
    return found


def test_the_marker_follows_each_commit(store: Database) -> None:
    first = marked(store.folder)
    assert first.seq == 3
    add_person(store)
    assert marked(store.folder) == Marker(first.device, 4)
    with pytest.raises(ValueError, match="x"), store.transaction():
        raise ValueError("x")
    assert marked(store.folder).seq == 4


@pytest.mark.parametrize("content", [None, b"", b'{"device": "a', b"[]", b"[" * 9999, b'{"device": 1}'])
def test_a_marker_that_is_missing_or_torn_is_made_again(
    folder: Path, clock: FixedClock, content: bytes | None
) -> None:
    newborn(folder, clock).close()
    before = marked(folder)
    (folder / MARKER_FILE).unlink()
    if content is not None:
        (folder / MARKER_FILE).write_bytes(content)
    with Database.open(folder, clock=clock) as store:
        assert store.refusal == ""
        assert marked(folder) == before
        add_person(store)


def test_an_older_marker_is_brought_forward(folder: Path, clock: FixedClock) -> None:
    with newborn(folder, clock) as store:
        add_person(store)
    now = marked(folder)
    marker.write(folder, Marker(now.device, 1))
    with Database.open(folder, clock=clock) as store:
        assert store.refusal == ""
        assert marked(folder) == now


def restored(folder: Path, clock: FixedClock) -> list[str]:
    """Put back the store as it was before its last person, and return the people it has."""
    with newborn(folder, clock) as store:
        add_person(store)
        kept = people(store)
    shutil.copy(folder / "alianza.db", folder / "copia")
    with Database.open(folder, clock=clock) as store:
        add_person(store)
    (folder / "copia").replace(folder / "alianza.db")
    return kept


def test_a_restored_copy_opens_only_to_read_and_says_why(folder: Path, clock: FixedClock) -> None:
    kept = restored(folder, clock)
    before = marked(folder)
    with Database.open(folder, clock=clock) as store:
        assert store.refusal == "store-behind"
        assert people(store) == kept
        with pytest.raises(Unavailable) as error, store.transaction():
            pass
    assert sentence(error.value).startswith("Lo guardado aquí es más antiguo")
    assert marked(folder) == before


def test_a_restored_copy_locks_nobody_out(folder: Path, clock: FixedClock) -> None:
    kept = restored(folder, clock)
    with Database.open(folder, clock=clock) as one, Database.open(folder, clock=clock) as other:
        assert people(one) == people(other) == kept


def test_a_marker_of_another_device_opens_only_to_read(folder: Path, clock: FixedClock) -> None:
    newborn(folder, clock).close()
    marker.write(folder, Marker("0" * 32, 1))
    with Database.open(folder, clock=clock) as store:
        assert store.refusal == "store-behind"


def test_a_marker_that_cannot_be_written_undoes_nothing(
    store: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_path: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    made = add_person(store)
    monkeypatch.undo()
    assert people(store) == [made]
    assert "marker not written: disk-full" in caplog.text
    assert marked(store.folder).seq == 3
    add_person(store)
    assert marked(store.folder).seq == 5


def test_reading_neither_needs_nor_makes_a_marker(folder: Path, clock: FixedClock) -> None:
    newborn(folder, clock).close()
    (folder / MARKER_FILE).unlink()
    Database.open(folder, write=False, clock=clock).close()
    assert not (folder / MARKER_FILE).exists()
