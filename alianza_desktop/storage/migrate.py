"""The schema of a store: made at once for a new one, upgraded step by step for an old one.

alembic takes 0.1 s to import, so it is asked only when the revision differs. A new store gets the tables as
the code declares them, with the newest revision written in; a test proves that both ways agree.

Decisions: the copy before an upgrade is made page by page by SQLite's backup, with the same key, so it is as
encrypted as the store and `clave.json` opens it; it stays in `copias/` until a person removes it. The upgrade
is one transaction, with foreign keys off (SQLite remakes tables to change them) and checked before it ends.
"""

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import Corrupt, Unavailable
from alianza_desktop.model import Base
from alianza_desktop.storage import engine, tables
from alianza_desktop.storage.files import PRIVATE, explained, sync_folder
from alianza_desktop.storage.keys import StoreKey

if TYPE_CHECKING:
    from alembic.config import Config

REVISION: Final = "0004"
"""The newest migration in `migrations/versions`; a test compares them."""

COPIES: Final = "copias"
SCRIPTS: Final = Path(__file__).parent / "migrations"


def create(connection: Connection) -> None:
    """Make the schema of a new store inside the running transaction."""
    Base.metadata.create_all(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISION,))


def revision(connection: Connection) -> str:
    """Return the revision of a store. Raises `Corrupt("store-damaged")` when it has none."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first() if found else None
    if row is None:
        raise Corrupt("store-damaged")
    return str(row[0])


def upgrade(file: Path, key: StoreKey, found: str, clock: Clock, *, may_write: bool) -> Path:
    """Bring a store to `REVISION`, whole or not at all, and return the copy made before.

    Raises `Unavailable`: `store-newer` when the revision is not in this program's history, `store-older` when
    it is and the store was opened only to read, `disk-full`.
    """
    from alembic import command

    from alianza_desktop.storage import heads, search_index

    config = configuration()
    if found not in history():
        raise Unavailable("store-newer")
    if not may_write:
        raise Unavailable("store-older")
    copy = _copy(file, key, f"{clock.now():%Y%m%d-%H%M%S}-antes-de-{REVISION}")
    writer = engine.writer(file, key, foreign_keys=False)
    try:
        with writer.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            heads.project_unknown(connection)
            search_index.rebuild(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Corrupt("store-damaged")
    finally:
        writer.dispose()
    return copy


def history() -> tuple[str, ...]:
    """Return the revisions of this program, the newest first."""
    from alembic.script import ScriptDirectory

    return tuple(one.revision for one in ScriptDirectory.from_config(configuration()).walk_revisions())


def configuration() -> "Config":
    """Return alembic's settings; the running connection goes into its `attributes`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def in_migrations(name: str | None) -> bool:
    """Say whether alembic compares a table: the search is virtual tables that it cannot know."""
    return name is None or not name.startswith(tables.SEARCH)


def _copy(file: Path, key: StoreKey, name: str) -> Path:
    """Copy a store page by page, complete and synced before it gets its name."""
    folder = file.parent / COPIES
    target, temporary = folder / f"{name}.db", folder / f".{name}.nuevo"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        temporary.unlink(missing_ok=True)
        temporary.touch(PRIVATE)
        with (
            closing(engine.connection(file, key)) as source,
            closing(engine.connection(temporary, key)) as copy,
        ):
            source.backup(copy)
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(target)
        sync_folder(folder)
    except OSError as error:
        raise explained(error) from error
    except sqlcipher3.dbapi2.Error as error:
        raise engine.explained(error) or error from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)  # half a copy would keep the disk full
    return target
