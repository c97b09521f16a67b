"""What the disk, logs and errors show of a store: as little as was decided."""

import logging
import traceback
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Corrupt, Unavailable
from alianza_desktop.storage import files, keys
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.files import write_whole
from alianza_desktop.storage.tables import local_setting
from tests.storage.stores import ALLIANCE, PHRASE, add_person, newborn


def test_every_connection_is_as_decided(store: Database) -> None:
    with store.transaction() as session:
        ask = session.connection().exec_driver_sql
        written = [ask(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert written == ["wal", 2, 1]
    with store.reading() as session:
        ask = session.connection().exec_driver_sql
        read = [ask(f"PRAGMA {name}").scalar() for name in ("journal_mode", "query_only", "foreign_keys")]
    assert read == ["wal", 1, 1]


def contents(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(("passphrase", "readable"), [(PHRASE, False), (None, True)])
def test_a_passphrase_hides_everything_on_the_disk(
    folder: Path, clock: FixedClock, passphrase: str | None, readable: bool
) -> None:
    with newborn(folder, clock, passphrase) as store:
        add_person(store, "Evangelina Wajai")
        while_open = contents(folder)
    for data in (while_open, contents(folder)):
        found = [text.encode() in data for text in ("Evangelina", ALLIANCE, "CREATE TABLE person", "SQLite")]
        assert found == [readable] * 4
    assert b"Evangelina" in while_open or passphrase


def test_the_key_reaches_no_log_and_no_traceback(
    folder: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="sqlalchemy")
    with newborn(folder, clock, PHRASE) as store:
        add_person(store)
    key = keys.unlock(folder, PHRASE)
    assert key.raw is not None
    (folder / "alianza.db").write_bytes(b"\x01" * 8192)
    with pytest.raises(Exception, match="store-damaged") as error:
        Database.open(folder, passphrase=PHRASE, clock=clock)
    told = "".join(traceback.format_exception(error.value)) + caplog.text
    assert caplog.records
    assert key.raw.hex() not in told
    assert "PRAGMA key" not in told
    assert PHRASE not in told


def test_an_error_of_the_database_shows_no_values(store: Database) -> None:
    name, document = "Evangelina".upper(), "".join(reversed("12345678"))
    twice = insert(local_setting).values([{"name": name, "value": document}] * 2)
    with pytest.raises(IntegrityError) as error, store.transaction() as session:
        session.execute(twice)
    told = "".join(traceback.format_exception(error.value))
    assert "INSERT INTO local_setting" in told
    assert name not in told
    assert document not in told


def test_a_damaged_store_says_so_once_and_only_through_its_error(
    folder: Path, clock: FixedClock, capfd: pytest.CaptureFixture[str]
) -> None:
    newborn(folder, clock, PHRASE).close()
    (folder / "alianza.db").write_bytes(b"\x01" * 8192)
    with pytest.raises(Corrupt, match="store-damaged"):
        Database.open(folder, passphrase=PHRASE, clock=clock)
    assert capfd.readouterr() == ("", "")


def test_only_whose_laptop_it_is_reads_the_files_of_a_store(tmp_path: Path, clock: FixedClock) -> None:
    tmp_path.chmod(0o755)  # a folder that was there before, open to others
    with newborn(tmp_path, clock) as store:
        add_person(store, "Evangelina Wajai")
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert {"alianza.db", "alianza.db-wal", "clave.json", "equipo.json"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_link_under_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "ajeno"
    other.write_bytes(b"untouched")
    (tmp_path / ".acta.pdf.nuevo").symlink_to(other)
    write_whole(tmp_path / "acta.pdf", b"acta")
    assert (other.read_bytes(), (tmp_path / "acta.pdf").read_bytes()) == (b"untouched", b"acta")
    assert not (tmp_path / "acta.pdf").is_symlink()


def test_a_device_is_not_replaced_by_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may write anywhere would leave the machine without it."""
    place = tmp_path / "null"
    place.write_bytes(b"untouched")
    monkeypatch.setattr(files, "S_ISREG", lambda _mode: False)
    with pytest.raises(Unavailable):
        write_whole(place, b"acta")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"untouched"]
