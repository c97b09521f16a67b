"""The store: transactions, readings, who may write, what changed, and that nothing leaks."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from alianza_desktop import __version__
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid, Unavailable
from alianza_desktop.core.ids import seeded
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Alliance, Person
from alianza_desktop.storage import marker, settings
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import local_setting
from tests.storage.stores import PHRASE, add_person, check_whole, newborn, people

# --- transactions


def test_a_transaction_commits_a_change_with_its_operation(store: Database) -> None:
    before = check_whole(store)
    made = add_person(store)
    assert people(store) == [made]
    assert check_whole(store) == before + 1


def change_mind(store: Database) -> None:
    with store.transaction() as session:
        session.add(Person(given_names="Ana"))
        session.flush()
        settings.write(session, "theme", "dark")
        raise Invalid("x")


def test_an_exception_rolls_everything_back(store: Database) -> None:
    before = check_whole(store)
    with pytest.raises(Invalid, match="x"):
        change_mind(store)
    assert people(store) == []
    assert check_whole(store) == before
    with store.reading() as session:
        assert settings.read(session, "theme") == ""


def test_a_failure_at_the_commit_rolls_everything_back_and_the_store_goes_on(store: Database) -> None:
    def break_a_rule_that_waits_for_the_commit() -> None:
        with store.transaction() as session:
            session.add(Person(given_names="Ana"))
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            session.execute(text("INSERT INTO attachment_chunk VALUES ('no such file', 0, x'00')"))

    before = check_whole(store)
    with pytest.raises(IntegrityError):
        break_a_rule_that_waits_for_the_commit()
    assert check_whole(store) == before
    add_person(store)
    assert check_whole(store) == before + 1


def test_records_may_be_used_after_the_commit(store: Database) -> None:
    with store.transaction() as session:
        person = Person(given_names="Ana")
        session.add(person)
    assert (person.given_names, person.deleted) == ("Ana", False)


def test_the_context_says_who_writes(folder: Path, clock: FixedClock) -> None:
    ids = seeded(7)
    newborn(folder, clock).close()
    with Database.open(folder, clock=clock, ids=ids) as store:
        with store.transaction("un operador") as session:
            written = context(session)
        with store.reading() as session:
            read = context(session)
            alliance = session.scalars(select(Alliance)).one()
    assert (written.operator_id, read.operator_id) == ("un operador", "")
    assert (written.alliance_id, written.letter, written.app) == (alliance.id, "A", __version__)
    assert (written.clock, written.ids) == (clock, ids)
    assert len(written.device_id) == 32


def test_a_transaction_inside_another_is_a_defect(store: Database) -> None:
    with store.transaction() as session:
        session.add(Person(given_names="Ana"))
        with pytest.raises(RuntimeError, match="inside another"), store.transaction():
            pass
        with pytest.raises(RuntimeError, match="inside another"):
            store.close()
    assert len(people(store)) == 1


def test_threads_take_turns(store: Database) -> None:
    together = threading.Barrier(4)

    def work(name: str) -> None:
        together.wait()
        for _ in range(10):
            add_person(store, name)

    threads = [threading.Thread(target=work, args=(f"hilo {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(people(store)) == 40
    left = marker.read(store.folder)
    assert left is not None
    assert left.seq == check_whole(store)


def test_a_transaction_holds_the_right_to_write_from_its_first_reading(store: Database) -> None:
    other = sqlcipher3.dbapi2.connect(store.folder / "alianza.db", isolation_level=None, timeout=0)
    with store.transaction() as session:
        session.scalars(select(Person.id)).all()
        with pytest.raises(sqlcipher3.dbapi2.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_store_is_used_and_closed_from_another_thread(folder: Path, clock: FixedClock) -> None:
    store = newborn(folder, clock)
    counts: list[int] = []

    def work() -> None:
        add_person(store)
        counts.append(len(people(store)))
        store.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert counts == [1]


# --- readings


def test_a_reading_cannot_write(store: Database) -> None:
    with store.reading() as session:
        person = Person(given_names="Ana")
        session.add(person)
        with pytest.raises(Unavailable, match="store-read-only"):
            session.flush()
    with store.reading() as session, pytest.raises(Unavailable, match="store-read-only"):
        session.execute(insert(local_setting).values(name="a", value="b"))
    assert people(store) == []


def test_a_reading_keeps_its_snapshot_while_another_thread_writes(store: Database) -> None:
    add_person(store)
    with store.reading() as session:
        count = select(Person.id)
        assert len(session.scalars(count).all()) == 1
        add_person(store)  # neither waits for the other
        assert len(session.scalars(count).all()) == 1
    assert len(people(store)) == 2


def test_a_store_open_elsewhere_is_read_with_its_latest_commit(store: Database, clock: FixedClock) -> None:
    add_person(store)
    assert store.folder.joinpath("alianza.db-wal").stat().st_size > 0
    with Database.open(store.folder, write=False, clock=clock) as reader:
        assert len(people(reader)) == 1
        add_person(store)
        assert len(people(reader)) == 2
    add_person(store)
    assert len(people(store)) == 3


def test_a_store_opened_to_read_refuses_to_write(store: Database, clock: FixedClock) -> None:
    with Database.open(store.folder, write=False, clock=clock) as reader:
        assert reader.refusal == "store-reading"
        with pytest.raises(Unavailable) as error, reader.transaction():
            pass
    assert sentence(error.value).startswith("La alianza está abierta solo para leer")


def test_reading_takes_no_lock(folder: Path, clock: FixedClock) -> None:
    newborn(folder, clock).close()
    with (
        Database.open(folder, write=False, clock=clock) as reader,
        Database.open(folder, clock=clock) as writer,
        Database.open(folder, write=False, clock=clock) as other,
    ):
        add_person(writer)
        assert people(reader) == people(other) == people(writer)


# --- one writer


def test_two_writers_of_one_process_conflict(store: Database, clock: FixedClock) -> None:
    with pytest.raises(Unavailable) as error:
        Database.open(store.folder, clock=clock)
    assert error.value.code == "store-locked"
    assert sentence(error.value)
    add_person(store)


WRITER = """
import sys
from pathlib import Path
from alianza_desktop.core.clock import SystemClock
from alianza_desktop.storage.database import Database
with Database.open(Path(sys.argv[1]), clock=SystemClock()):
    print("abierto", flush=True)
    sys.stdin.read()
"""


def test_a_writer_in_another_process_locks_until_it_dies(folder: Path, clock: FixedClock) -> None:
    newborn(folder, clock).close()
    arguments = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "abierto\n"
        with pytest.raises(Unavailable, match="store-locked"):
            Database.open(folder, clock=clock)
        with Database.open(folder, write=False, clock=clock) as reader:
            assert people(reader) == []
        other.kill()
    with Database.open(folder, clock=clock) as store:
        add_person(store)


def test_a_failed_opening_leaves_the_lock(folder: Path, clock: FixedClock) -> None:
    newborn(folder, clock, PHRASE).close()
    for wrong in (None, "otra"):
        with pytest.raises(Unavailable, match="passphrase"):
            Database.open(folder, passphrase=wrong, clock=clock)
    Database.open(folder, passphrase=PHRASE, clock=clock).close()


# --- changes


def test_listeners_are_told_after_the_commit(store: Database) -> None:
    heard: list[tuple[frozenset[str], int]] = []
    stop = store.subscribe(lambda kinds: heard.append((kinds, len(people(store)))))
    add_person(store)
    stop()
    stop()
    add_person(store)
    assert heard == [(frozenset({"person"}), 1)]


def test_nobody_is_told_of_what_did_not_happen(store: Database) -> None:
    heard: list[frozenset[str]] = []
    store.subscribe(heard.append)
    with pytest.raises(Invalid, match="x"):
        change_mind(store)
    with store.transaction() as session:
        settings.write(session, "theme", "dark")
    assert heard == []


def test_a_listener_may_write_in_its_turn(store: Database) -> None:
    def once(_kinds: frozenset[str]) -> None:
        stop()
        add_person(store, "después")

    stop = store.subscribe(once)
    add_person(store)
    assert len(people(store)) == 2


def test_a_failing_listener_undoes_nothing_and_silences_nobody(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: reported.append(error))
    heard: list[frozenset[str]] = []

    def fail(_kinds: frozenset[str]) -> None:
        raise ValueError("defect")

    store.subscribe(fail)
    store.subscribe(heard.append)
    add_person(store)
    assert len(people(store)) == 1
    assert heard == [frozenset({"person"})]
    assert [str(error) for error in reported] == ["defect"]


# --- closing


def test_closing_leaves_one_whole_file_and_may_be_repeated(folder: Path, clock: FixedClock) -> None:
    store = newborn(folder, clock)
    add_person(store)
    store.close()
    store.close()
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["alianza.db", "clave.json", "en-uso.lock", "equipo.json"]
    with pytest.raises(RuntimeError, match="closed"), store.transaction():
        pass
    with pytest.raises(RuntimeError, match="closed"), store.reading():
        pass
    with Database.open(folder, clock=clock) as again:
        assert len(people(again)) == 1


def test_closing_does_not_wait_for_a_reader(folder: Path, clock: FixedClock) -> None:
    store = newborn(folder, clock)
    with Database.open(folder, write=False, clock=clock) as reader, reader.reading() as session:
        session.scalars(select(Person.id)).all()
        add_person(store)
        store.close()
        with Database.open(folder, clock=clock) as again:
            add_person(again)
    with Database.open(folder, clock=clock) as again:
        assert len(people(again)) == 2


@pytest.mark.parametrize("name", ["Alianza ñandú", "50 % #1", "¿qué?&mode=memory", "a'b;c"])
def test_a_folder_may_have_any_name(tmp_path: Path, clock: FixedClock, name: str) -> None:
    with newborn(tmp_path / name, clock) as store:
        add_person(store)
    assert (tmp_path / name / "alianza.db").is_file()
    with Database.open(tmp_path / name, write=False, clock=clock) as reader:
        assert len(people(reader)) == 1
