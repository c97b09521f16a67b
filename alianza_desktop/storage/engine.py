"""The engines of a store: how a connection is opened, begun and understood when it fails.

SQLAlchemy's own wiring of SQLCipher puts the key in the URL; here the URL says nothing and the key is the
first statement of each new connection, sent under SQLAlchemy so that no log ever sees it.

Decisions: the transaction control of the driver is off (`isolation_level=None`) and BEGIN is sent by us:
IMMEDIATE for writing, so that two transactions cannot both read and then find that only one may write;
deferred for reading, whose first query fixes the snapshot until the session ends. `synchronous=FULL` in WAL
syncs at every commit: an acknowledged save survives a power cut (sync.md §8.1).
"""

import logging
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from alianza_desktop.core.errors import AppError, Corrupt, Unavailable
from alianza_desktop.storage.keys import StoreKey

BUSY_MS: Final = 5_000
WAL_PAGES: Final = 4_000
"""16 MiB before a commit pays for a checkpoint; closing the store always makes one."""

_SIDE_FILES_REFUSED: Final = ("store-unreachable", "store-read-only")
_log = logging.getLogger(__name__)

_MEANINGS: Final[dict[int, tuple[type[AppError], str]]] = {
    5: (Unavailable, "store-busy"),  # SQLITE_BUSY
    6: (Unavailable, "store-busy"),  # SQLITE_LOCKED
    8: (Unavailable, "store-read-only"),  # SQLITE_READONLY
    10: (Unavailable, "disk-failed"),  # SQLITE_IOERR
    11: (Corrupt, "store-damaged"),  # SQLITE_CORRUPT
    13: (Unavailable, "disk-full"),  # SQLITE_FULL
    14: (Unavailable, "store-unreachable"),  # SQLITE_CANTOPEN
    26: (Corrupt, "store-damaged"),  # SQLITE_NOTADB: the key was right, GCM said so
}
"""By primary result code (sqlite.org/rescode.html)."""


def writer(file: Path, key: StoreKey, *, foreign_keys: bool = True) -> Engine:
    """Return the engine of the one writer of a store; the file is made if it is missing."""
    pragmas = (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        f"PRAGMA wal_autocheckpoint = {WAL_PAGES}",
        f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
    )
    engine = _engine(_uri(file), key, pragmas, pool_size=1, max_overflow=0)
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def connection(file: Path, key: StoreKey) -> Any:
    """Return a connection of the driver, to copy a store page by page; errors are the driver's own."""
    return _connect(_uri(file), key, ())


def reader(file: Path, key: StoreKey) -> Engine:
    """Return an engine whose connections cannot write, already proved able to read.

    In a folder where nothing can be written SQLite cannot make the side files that a WAL store needs. If the
    store was closed there, it is opened as immutable: nobody can be changing it. Raises `Unavailable`
    (`store-unfinished` when it was not closed) and `Corrupt` as `explained` says.
    """
    try:
        return _proved_reader(file, key, "mode=rw")
    except Unavailable as error:
        if error.code not in _SIDE_FILES_REFUSED:
            raise
        if file.with_name(f"{file.name}-wal").exists():
            raise Unavailable("store-unfinished") from error
    return _proved_reader(file, key, "mode=ro&immutable=1")


def checkpoint(engine: Engine) -> None:
    """Bring the WAL into the store, as far as readers allow without waiting for them.

    A refusal of the disk loses nothing (the WAL stays) and goes to the log.
    """
    try:
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlcipher3.dbapi2.Error as error:
        _log.warning("no checkpoint: %s", getattr(error, "sqlite_errorname", ""))


def explained(error: BaseException) -> AppError | None:
    """Return what a failure of the driver means for a person, or None when it is a defect of ours."""
    kind, code = _MEANINGS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, (None, ""))
    return kind(code) if kind else None


def _proved_reader(file: Path, key: StoreKey, how: str) -> Engine:
    engine = _engine(f"{_uri(file)}?{how}", key, ("PRAGMA foreign_keys = ON", "PRAGMA query_only = ON"))
    _begin_with(engine, "BEGIN")
    with ExitStack() as undo:
        undo.callback(engine.dispose)
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").one()
        undo.pop_all()
    return engine


def _uri(file: Path) -> str:
    return file.absolute().as_uri()


def _engine(uri: str, key: StoreKey, pragmas: tuple[str, ...], **pool: int) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite:///alianza.db",
        module=sqlcipher3.dbapi2,
        creator=lambda: _connect(uri, key, pragmas),
        hide_parameters=True,
        poolclass=QueuePool,
        **pool,
    )
    event.listen(engine, "handle_error", _explain)
    return engine


def _connect(uri: str, key: StoreKey, pragmas: tuple[str, ...]) -> Any:
    connection = sqlcipher3.dbapi2.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
    )
    with ExitStack() as undo:
        undo.callback(connection.close)
        for statement in (*key.pragmas, *pragmas):
            connection.execute(statement)
        undo.pop_all()
    return connection


def _begin_with(engine: Engine, statement: str) -> None:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)


def _explain(context: ExceptionContext) -> None:
    failure = explained(context.original_exception)
    if failure is not None:
        raise failure from context.original_exception
