"""What befalls a store: power cuts, full and failing disks, damage, other programs, no permission."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import select

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.core.errors import Corrupt, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Attendance, Person
from alianza_desktop.storage import attachments, engine
from alianza_desktop.storage.database import Database
from tests.storage.stores import PHRASE, add_person, check_whole, newborn, people

ROOT = Path(__file__).parents[2]
PAGE = 4096


def run(module: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


# --- power cuts


def killed_after(folder: Path, passphrase: str, saves: int, instructions: int) -> set[str]:
    """Let another process register, kill it at so many saves, and return what it acknowledged."""
    acknowledged: set[str] = set()
    with run("tests.storage.registrar", str(folder), passphrase, str(instructions)) as registrar:
        assert registrar.stdout is not None
        for line in registrar.stdout:
            acknowledged.add(line.strip())
            if len(acknowledged) == saves:
                registrar.kill()
    assert registrar.returncode == -9
    return acknowledged


def check_registrations(store: Database) -> set[str]:
    """Every registration has its person, its attendance and its photo, or nothing at all."""
    check_whole(store)
    with store.reading() as session:
        joined = select(Person.id, Attendance.accreditation).outerjoin(
            Attendance, Attendance.person_id == Person.id
        )
        pairs = session.execute(joined).all()
        assert all(attachments.get(session, photo).startswith(person.encode()) for person, photo in pairs)
        assert len(session.scalars(select(Attendance.id)).all()) == len(pairs)
    return {person for person, _ in pairs}


@pytest.mark.parametrize("passphrase", ["", PHRASE])
def test_an_acknowledged_save_survives_kill_9(folder: Path, clock: FixedClock, passphrase: str) -> None:
    """Rounds on one store, each beginning where a dead process left it (sync.md §8.1).

    Half are killed from outside when they have acknowledged so many saves; half from inside, at a random
    instruction of SQLite.
    """
    random = Random(7)
    newborn(folder, clock, passphrase or None).close()
    acknowledged: set[str] = set()
    for turn in range(6):
        if turn % 2:
            acknowledged |= killed_after(folder, passphrase, random.randrange(1, 20), 0)
        else:
            acknowledged |= killed_after(folder, passphrase, 0, random.randrange(100, 8000))
        with Database.open(folder, write=False, passphrase=passphrase or None, clock=clock) as store:
            assert acknowledged <= check_registrations(store)
        if turn % 3 == 2:
            with Database.open(folder, passphrase=passphrase or None, clock=clock) as store:
                assert store.refusal == ""
                assert acknowledged <= check_registrations(store)
    assert len(acknowledged) >= 3


def as_after_a_power_cut(store: Database, elsewhere: Path) -> Path:
    """Copy the files of an open store, as the disk would have them if the power went now."""
    shutil.copytree(store.folder, elsewhere, ignore=shutil.ignore_patterns("*-shm"))
    return elsewhere


def test_a_store_that_was_not_closed_opens_whole(store: Database, tmp_path: Path, clock: FixedClock) -> None:
    add_person(store)
    with Database.open(as_after_a_power_cut(store, tmp_path / "otra"), clock=clock) as again:
        assert people(again) == people(store)
        assert check_whole(again) == 4


def test_a_lost_end_of_the_log_is_noticed(store: Database, tmp_path: Path, clock: FixedClock) -> None:
    """A damaged WAL gives an older store without a word; the marker remembers that there was more."""
    with store.transaction() as session:
        session.add(Person(given_names="Ana"))
    cut = as_after_a_power_cut(store, tmp_path / "otra")
    wal = cut / "alianza.db-wal"
    os.truncate(wal, wal.stat().st_size - PAGE)
    with Database.open(cut, clock=clock) as again:
        assert again.refusal == "store-behind"
        assert people(again) == []
        assert check_whole(again) == 3


# --- disks


def set_page_limit(store: Database, extra: int | None) -> None:
    """Let the store grow by so many pages and no more, as a disk that is nearly full does."""
    connection = store._sessions.kw["bind"].raw_connection()
    cursor = connection.cursor()
    (pages,) = cursor.execute("PRAGMA page_count").fetchone()
    cursor.execute(f"PRAGMA max_page_count = {2**31 if extra is None else pages + extra}")
    cursor.close()
    connection.close()


@pytest.mark.parametrize("extra", [0, 3, 40])
def test_a_full_disk_loses_nothing_and_the_store_goes_on(store: Database, extra: int) -> None:
    saved = [add_person(store)]

    def register_for_ever() -> None:
        while True:
            saved.append(add_person(store, "Ana " * 500))

    set_page_limit(store, extra)
    with pytest.raises(Unavailable) as error:
        register_for_ever()
    assert error.value.code == "disk-full"
    assert "todo lo anterior está a salvo" in sentence(error.value)
    assert people(store) == sorted(saved)
    check_whole(store)
    set_page_limit(store, None)
    saved.append(add_person(store))
    assert people(store) == sorted(saved)
    check_whole(store)


def test_a_full_disk_in_the_middle_of_a_file_keeps_no_piece_of_it(store: Database) -> None:
    def keep_photo() -> None:
        with store.transaction() as session:
            attachments.put(session, bytes(5_000_000), "image/jpeg")

    set_page_limit(store, 300)
    with pytest.raises(Unavailable, match="disk-full"):
        keep_photo()
    set_page_limit(store, None)
    keep_photo()
    store.verify()


FAILING = """
import json, resource, sys
from pathlib import Path
from alianza_desktop.core.clock import SystemClock
from alianza_desktop.core.errors import AppError
from alianza_desktop.storage.database import Database
from tests.storage.stores import add_person
with Database.open(Path(sys.argv[1]), clock=SystemClock()) as store:
    acknowledged, code = [add_person(store)], ""
    limit = (Path(sys.argv[1]) / "alianza.db-wal").stat().st_size + 100_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    while not code:
        try:
            acknowledged.append(add_person(store, "Ana " * 500))
        except AppError as error:
            code = error.code
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    acknowledged.append(add_person(store))
print(json.dumps([code, acknowledged]))
"""


def test_a_commit_that_the_disk_refuses_loses_nothing(folder: Path, clock: FixedClock) -> None:
    """A real refusal by the system, at the commit, through a limit on the size of files."""
    newborn(folder, clock).close()
    told = subprocess.run(
        [sys.executable, "-c", FAILING, str(folder)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    code, acknowledged = json.loads(told.stdout)
    assert code == "disk-failed"
    assert told.stderr == ""
    with Database.open(folder, clock=clock) as store:
        assert people(store) == sorted(acknowledged)
        check_whole(store)


# --- damage


def truncate_to(length: int) -> Callable[[Path], None]:
    return lambda file: os.truncate(file, length)


def overwrite(offset: int) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        data = bytearray(file.read_bytes())
        data[offset : offset + PAGE] = Random(offset).randbytes(PAGE)
        file.write_bytes(data)

    return damage


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": truncate_to(0),
    "header only": truncate_to(100),
    "one page": truncate_to(PAGE),
    "half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "last page": lambda file: os.truncate(file, file.stat().st_size - PAGE),
    "first page overwritten": overwrite(0),
    "another page overwritten": overwrite(20 * PAGE),
    "random bytes": lambda file: file.write_bytes(Random(1).randbytes(20 * PAGE)),
    "another program's file": lambda file: file.write_bytes(b"PK\\x03\\x04" + bytes(20 * PAGE)),
}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, Path]:
    """A plain store and one with a passphrase, closed, with a few people."""
    folders: dict[str | None, Path] = {}
    for passphrase in (None, PHRASE):
        folders[passphrase] = tmp_path_factory.mktemp("cerrada") / "alianza"
        clock = FixedClock(datetime(2026, 11, 23, 8, 0, tzinfo=PERU))
        with newborn(folders[passphrase], clock, passphrase) as store:
            for _ in range(5):
                add_person(store)
    return folders


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("passphrase", [None, PHRASE])
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_store_is_told_and_not_written(
    closed: dict[str | None, Path],
    folder: Path,
    clock: FixedClock,
    name: str,
    passphrase: str | None,
    write: bool,
) -> None:
    shutil.copytree(closed[passphrase], folder)
    file = folder / "alianza.db"
    DAMAGES[name](file)
    before = file.read_bytes()

    def use() -> None:
        with Database.open(folder, write=write, passphrase=passphrase, clock=clock) as store:
            store.verify()

    with pytest.raises(Corrupt) as error:
        use()
    assert (error.value.code, error.value.exit_code) == ("store-damaged", 3)
    assert "dañado" in sentence(error.value)
    assert file.read_bytes() == before


def test_the_key_of_another_alliance_does_not_open_this_one(
    closed: dict[str | None, Path], folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    shutil.copytree(closed[PHRASE], folder)
    newborn(tmp_path / "otra", clock, PHRASE).close()
    shutil.copy(tmp_path / "otra" / "clave.json", folder)
    with pytest.raises(Corrupt, match="store-damaged"):
        Database.open(folder, passphrase=PHRASE, clock=clock)


def test_what_is_no_store_is_missing_or_unreachable(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "un archivo"
    file.write_text("x")
    folder = tmp_path / "con carpeta"
    (folder / "alianza.db").mkdir(parents=True)
    (folder / "clave.json").write_text('{"format": "alianza/key/1", "kind": "plain"}')
    codes = []
    for place in (tmp_path / "nada", tmp_path, file, folder):
        for write in (True, False):
            with pytest.raises(Unavailable) as error:
                Database.open(place, write=write, clock=clock)
            codes.append(error.value.code)
            assert sentence(error.value)
    assert codes == ["store-missing"] * 6 + ["store-unreachable"] * 2


# --- other programs


def test_a_store_held_by_another_program_is_busy_and_nothing_is_lost(
    folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 20)
    with newborn(folder, clock) as store:
        other = sqlcipher3.dbapi2.connect(folder / "alianza.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable) as error:
            add_person(store)
        assert error.value.code == "store-busy"
        assert sentence(error.value)
        other.close()
        made = add_person(store)
        assert people(store) == [made]


# --- no permission


REFUSED = """
import json, os, sys
from pathlib import Path
from alianza_desktop.core.clock import SystemClock
from alianza_desktop.core.errors import AppError
from alianza_desktop.storage.database import Database
from tests.storage.stores import newborn, people
base, clock, told = Path(sys.argv[1]), SystemClock(), {}
newborn(base / "warm", clock).close()
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
def tell(name, action):
    try:
        told[name] = action()
    except AppError as error:
        told[name] = error.code
def count(folder):
    with Database.open(folder, write=False, clock=clock) as store:
        store.verify()
        return len(people(store))
for name in ("closed", "file", "interrupted", "complete"):
    tell(name + " write", lambda: Database.open(base / name, clock=clock).close())
    tell(name + " read", lambda: count(base / name))
tell("found", lambda: newborn(base / "empty", clock).close())
tell("found inside", lambda: newborn(base / "empty" / "new", clock).close())
print(json.dumps(told))
"""


def protect(folder: Path, mode: int) -> None:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(mode)


def test_without_permission_to_write_a_store_can_still_be_read(clock: FixedClock) -> None:
    """In a process without root's rights, because nothing is read-only for root."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        for folder in ("closed", "file"):
            with newborn(base / folder, clock) as store:
                add_person(store)
        with newborn(base / "open", clock) as store:
            add_person(store)
            as_after_a_power_cut(store, base / "interrupted")
            shutil.copytree(store.folder, base / "complete")
        (base / "empty").mkdir()
        protect(base / "file", 0o777)
        for folder in ("closed", "interrupted", "complete", "empty"):
            protect(base / folder, 0o555)
        try:
            run = subprocess.run(
                [sys.executable, "-c", REFUSED, name], cwd=ROOT, check=True, capture_output=True, text=True
            )
        finally:
            for path in (base, *base.rglob("*")):
                path.chmod(0o777)
    assert run.stderr == ""
    assert json.loads(run.stdout) == {
        "closed write": "store-read-only",
        "closed read": 1,
        "file write": "store-read-only",
        "file read": 1,
        "interrupted write": "store-read-only",
        "interrupted read": "store-unfinished",
        "complete write": "store-read-only",
        "complete read": 1,
        "found": "store-read-only",
        "found inside": "store-read-only",
    }
