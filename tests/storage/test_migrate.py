"""Upgrades: a copy before each, whole or not at all, newer stores refused, old ones opened for ever."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, select, text

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import AppError, Corrupt, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Base, Person
from alianza_desktop.storage import attachments, engine, keys, migrate, settings
from alianza_desktop.storage.database import Database
from tests.old_databases import make
from tests.storage.stores import PHRASE, add_person, check_whole, newborn, people

OLD = sorted(path for path in make.HERE.iterdir() if path.is_dir() and path.name[0].isdigit())

# --- the code's tables and the migrations are the same


@pytest.fixture
def migrated() -> Iterator[Connection]:
    """An empty store made only by migrations."""
    memory = create_engine("sqlite://", module=sqlcipher3.dbapi2)
    with memory.begin() as connection:
        config = migrate.configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        yield connection
    memory.dispose()


@pytest.fixture
def declared() -> Iterator[Connection]:
    """An empty store made as a founding makes it."""
    memory = create_engine("sqlite://", module=sqlcipher3.dbapi2)
    with memory.begin() as connection:
        migrate.create(connection)
        yield connection
    memory.dispose()


def schema(connection: Connection) -> dict[str, Any]:
    """Return what matters of a schema, whatever the order of columns and the layout of its text."""
    look = inspect(connection)
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    return {
        name: (
            {column["name"]: (str(column["type"]), column["nullable"]) for column in look.get_columns(name)},
            look.get_pk_constraint(name)["constrained_columns"],
            sorted((to["constrained_columns"], to["referred_table"]) for to in look.get_foreign_keys(name)),
            sorted(unique["column_names"] for unique in look.get_unique_constraints(name)),
            sorted(str(check["sqltext"]) for check in look.get_check_constraints(name)),
            "WITHOUT ROWID" in sql,
            sql if "VIRTUAL" in sql else "",
        )
        for name, sql in rows
    }


def indexes(connection: Connection) -> set[str]:
    rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
    return {" ".join(sql.split()) for (sql,) in rows}


def test_migrations_and_declared_tables_are_the_same(migrated: Connection, declared: Connection) -> None:
    assert schema(migrated) == schema(declared)
    assert indexes(migrated) == indexes(declared)
    assert len(schema(declared)) > 30


def test_a_draft_of_the_next_migration_would_be_empty(migrated: Connection) -> None:
    comparing = MigrationContext.configure(
        migrated,
        opts={
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "table" or migrate.in_migrations(name),
        },
    )
    assert compare_metadata(comparing, Base.metadata) == []


def test_the_revision_is_the_newest_of_one_line_of_migrations() -> None:
    scripts = ScriptDirectory.from_config(migrate.configuration())
    assert scripts.get_heads() == [migrate.REVISION]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == [f"{number:04}" for number in range(len(revisions), 0, -1)]


def test_a_store_of_this_revision_opens_without_alembic(folder: Path, clock: FixedClock) -> None:
    newborn(folder, clock).close()
    code = (
        "import sys; from pathlib import Path; from alianza_desktop.core.clock import SystemClock; "
        "from alianza_desktop.storage.database import Database; "
        "Database.open(Path(sys.argv[1]), clock=SystemClock()).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode == 0


# --- old stores


def test_there_are_stores_of_every_revision() -> None:
    for number in range(1, int(migrate.REVISION) + 1):
        assert {f"{number:04}-plain", f"{number:04}-passphrase"} <= {path.name for path in OLD}


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.name)
def test_an_old_store_is_upgraded_opened_and_written(old: Path, folder: Path, clock: FixedClock) -> None:
    shutil.copytree(old, folder)
    passphrase = None if old.name.endswith("plain") else make.PHRASE
    with Database.open(folder, passphrase=passphrase, clock=clock) as store:
        assert store.refusal == ""
        before = check_whole(store)
        with store.reading() as session:
            everyone = session.scalars(select(Person).order_by(Person.id)).all()
            assert [(one.given_names, one.phone, one.deleted) for one in everyone] == [
                ("Uno", "900000000", False),
                ("Dos", "", True),
                ("Tres", "", False),
            ]
            assert attachments.get(session, sha256(make.PDF)) == make.PDF
            assert settings.read(session, "theme") == "light"
        add_person(store)
        assert check_whole(store) == before + 1


# --- upgrading, with migrations of a future that this test invents

FUTURE = '''
"""An invented step."""
import os, signal
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "{revision}", "{before}", None, None
def upgrade():
    with op.batch_alter_table("person", recreate="always") as table:
        table.add_column(sa.Column("nickname", sa.String(), nullable=True))
    {then}
'''
REVISION, NEXT = migrate.REVISION, f"{int(migrate.REVISION) + 1:04}"


def invent(tmp_path: Path, then: str = "pass") -> Path:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    step = FUTURE.format(revision=NEXT, before=REVISION, then=then)
    (scripts / "versions" / f"{NEXT}_invented.py").write_text(step)
    return scripts


def go_to_future(monkeypatch: pytest.MonkeyPatch, scripts: Path) -> None:
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "REVISION", NEXT)


def columns(folder: Path, passphrase: str | None, name: str = "alianza.db") -> set[str]:
    reader = engine.reader(folder / name, keys.unlock(folder, passphrase))
    try:
        return {column["name"] for column in inspect(reader).get_columns("person")}
    finally:
        reader.dispose()


def copies(folder: Path) -> list[str]:
    return [path.name for path in (folder / "copias").iterdir()]


@pytest.mark.parametrize("passphrase", [None, PHRASE])
def test_an_upgrade_keeps_everything_and_leaves_a_copy_that_opens(
    tmp_path: Path, folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    with newborn(folder, clock, passphrase) as store:
        made = [add_person(store, "Evangelina"), add_person(store)]
    with monkeypatch.context() as future:
        go_to_future(future, invent(tmp_path))
        with Database.open(folder, passphrase=passphrase, clock=clock) as store:
            assert people(store) == made
            add_person(store)
            check_whole(store)
    assert "nickname" in columns(folder, passphrase)

    (copy,) = copies(folder)
    assert copy == f"20261123-080000-antes-de-{NEXT}.db"
    assert (b"Evangelina" in (folder / "copias" / copy).read_bytes()) == (passphrase is None)
    past = tmp_path / "pasado"
    past.mkdir()
    shutil.copy(folder / "copias" / copy, past / "alianza.db")
    shutil.copy(folder / keys.KEY_FILE, past)
    with Database.open(past, passphrase=passphrase, clock=clock) as store:
        assert people(store) == made
        check_whole(store)


@pytest.mark.parametrize(
    "then", ["raise OSError('x')", "op.execute(\"INSERT INTO attachment_chunk VALUES ('lost', 0, x'00')\")"]
)
def test_an_upgrade_that_fails_changes_nothing(
    tmp_path: Path, folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    with newborn(folder, clock) as store:
        made = add_person(store)
    with monkeypatch.context() as future:
        go_to_future(future, invent(tmp_path, then))
        with pytest.raises((OSError, Corrupt)):
            Database.open(folder, clock=clock)
    assert len(copies(folder)) == 1
    assert "nickname" not in columns(folder, None)
    with Database.open(folder, clock=clock) as store:
        assert people(store) == [made]
        check_whole(store)


KILLED = """
import sys
from pathlib import Path
from alianza_desktop.core.clock import SystemClock
from alianza_desktop.storage import migrate
from alianza_desktop.storage.database import Database
migrate.SCRIPTS, migrate.REVISION = Path(sys.argv[2]), sys.argv[3]
Database.open(Path(sys.argv[1]), clock=SystemClock())
"""


def test_an_upgrade_that_is_killed_changes_nothing(tmp_path: Path, folder: Path, clock: FixedClock) -> None:
    with newborn(folder, clock) as store:
        made = add_person(store)
    scripts = invent(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    run = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(scripts), NEXT], check=False)
    assert run.returncode == -signal.SIGKILL
    with Database.open(folder, clock=clock) as store:
        assert people(store) == [made]
        check_whole(store)
    assert "nickname" not in columns(folder, None)


def test_without_room_for_the_copy_nothing_is_upgraded(
    tmp_path: Path, folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    newborn(folder, clock).close()

    def full(_handle: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as future:
        go_to_future(future, invent(tmp_path))
        future.setattr(os, "fsync", full)
        with pytest.raises(Unavailable, match="disk-full"):
            Database.open(folder, clock=clock)
    assert copies(folder) == []
    assert "nickname" not in columns(folder, None)


def test_an_older_store_is_not_upgraded_by_who_only_reads(
    tmp_path: Path, folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    newborn(folder, clock).close()
    go_to_future(monkeypatch, invent(tmp_path))
    with pytest.raises(Unavailable) as error:
        Database.open(folder, write=False, clock=clock)
    assert error.value.code == "store-older"
    assert sentence(error.value)
    assert not (folder / "copias").exists()
    assert "nickname" not in columns(folder, None)


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_store_is_refused_untouched(
    tmp_path: Path, folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, write: bool
) -> None:
    newborn(folder, clock).close()
    with monkeypatch.context() as future:
        go_to_future(future, invent(tmp_path))
        Database.open(folder, clock=clock).close()
    before = (folder / "alianza.db").read_bytes()
    with pytest.raises(AppError) as error:
        Database.open(folder, write=write, clock=clock)
    assert (error.value.code, error.value.exit_code) == ("store-newer", 3)
    assert "versión más nueva" in sentence(error.value)
    assert (folder / "alianza.db").read_bytes() == before
