"""The store of one alliance in its data folder: who may write, transactions, readings and what changed.

A data folder holds one alliance; a second alliance is a second folder. Beside `alianza.db` are the key file
(`keys`), the device marker (`marker`), the writer's lock (`locking`) and the copies made before upgrades.

Decisions: one engine writes, through one connection and one transaction at a time in the process; another
reads through a pool whose connections refuse to write, so that a long list never delays a save. Anything may
be called from any thread, but a session belongs to the thread that asked for it. A listener that fails is a
defect of the listener: it goes to the exception hook, and the commit stands.
"""

import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from alianza_desktop import __version__
from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import Corrupt, Unavailable
from alianza_desktop.core.ids import IdSource, uuid7
from alianza_desktop.storage import engine, journal, keys, marker, migrate
from alianza_desktop.storage.context import Context
from alianza_desktop.storage.files import explained
from alianza_desktop.storage.identity import signer
from alianza_desktop.storage.keys import StoreKey
from alianza_desktop.storage.locking import WriterLock
from alianza_desktop.storage.marker import Marker
from alianza_desktop.storage.tables import device_number, vector

STORE_FILE: Final = "alianza.db"

Listener = Callable[[frozenset[str]], None]


class Database:
    """An open store. Use `Database.open` or `founding.found`; close it, or use it in a `with`."""

    folder: Path
    refusal: str
    """Code of the sentence that says why nothing can be written; empty when it can."""

    def __init__(
        self, folder: Path, key: StoreKey, lock: WriterLock | None, *, clock: Clock, ids: IdSource = uuid7
    ) -> None:
        """Open with the key unlocked and the writer's lock taken (None: only to read); the lock is ours now.

        Raises as `open` does.
        """
        self.folder = folder
        self.refusal = "" if lock else "store-reading"
        self._clock, self._ids = clock, ids
        self._listeners: list[Listener] = []
        self._turn = threading.Lock()
        self._writing_thread = 0
        with ExitStack() as resources:
            if lock:
                resources.callback(lock.release)
            file = folder / STORE_FILE
            self._reader = engine.reader(file, key)
            resources.callback(self._reader.dispose)
            with self._reader.connect() as connection:
                found = migrate.revision(connection)
            if found != migrate.REVISION:
                migrate.upgrade(file, key, found, clock, may_write=lock is not None)
            with self._reader.connect() as connection:
                self._who = signer(connection)
            if lock and marker.knows_more(folder, self._last_written()):
                lock.release()
                self.refusal = "store-behind"
            if not self.refusal:
                self._sessions = self._writing(file, key, resources)
                marker.write(folder, self._last_written())
            self._resources: ExitStack | None = resources.pop_all()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        write: bool = True,
        passphrase: str | None = None,
        clock: Clock,
        ids: IdSource = uuid7,
    ) -> Self:
        """Open the store of a folder, upgrading it first if this program is newer (a copy is made).

        A store that is older than the device marker opens only to read: `refusal` says so. Raises
        `Unavailable` (`store-missing`, `store-locked` by another writer, `store-newer`, `store-older` when
        only reading, `store-read-only`, `store-unreachable`, `store-busy`, `disk-full`, `disk-failed`,
        `key-missing`, `passphrase-needed`, `passphrase-wrong`) and `Corrupt` (`store-damaged`,
        `key-damaged`).
        """
        _must_exist(folder / STORE_FILE)
        with ExitStack() as undo:
            lock = WriterLock.take(folder) if write else None
            if lock:
                undo.callback(lock.release)
            key = keys.unlock(folder, passphrase)
            undo.pop_all()
        return cls(folder, key, lock, clock=clock, ids=ids)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees the store as it is at its first query, and that cannot write."""
        self._must_be_open()
        info = {"context": self._context("")}
        with Session(self._reader, autoflush=False, expire_on_commit=False, info=info) as session:
            yield session

    @contextmanager
    def transaction(self, operator_id: str = "") -> Iterator[Session]:
        """Give a session whose changes are committed together with their operations at the end.

        Any exception rolls everything back. After the commit the listeners are told. One at a time in the
        process: another thread waits; inside itself it is a defect (`RuntimeError`). Raises
        `Unavailable(refusal)` when the store cannot be written, `disk-full`, `disk-failed`, `store-busy`, and
        `Corrupt("store-damaged")`.
        """
        self._must_be_open()
        if self.refusal:
            raise Unavailable(self.refusal)
        info = {"context": self._context(operator_id), "sign": self._who.device_key.sign}
        with self._alone():
            with self._sessions(info=info) as session, session.begin():
                yield session
            touched = journal.touched(session)
            if touched:
                marker.write(self.folder, self._last_written())
        if touched:
            self._announce(touched)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` after each commit which kinds of record it touched; return what stops it.

        It is called in the thread that committed, when the transaction is over.
        """
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def verify(self) -> None:
        """Read every page of the store and check its indexes. Raises `Corrupt("store-damaged")`."""
        self._must_be_open()
        with self._reader.connect() as connection:
            if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
                raise Corrupt("store-damaged")

    def close(self) -> None:
        """Let everything go once no transaction is running; closing twice does nothing."""
        with self._alone():
            resources, self._resources = self._resources, None
            if resources:
                resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writing(self, file: Path, key: StoreKey, resources: ExitStack) -> sessionmaker[Session]:
        writer = engine.writer(file, key)
        resources.callback(writer.dispose)
        resources.callback(engine.checkpoint, writer)
        with writer.begin():
            pass  # says now, not at the first save, that the store cannot be written
        sessions = sessionmaker(writer, expire_on_commit=False)
        journal.install(sessions)
        return sessions

    def _context(self, operator_id: str) -> Context:
        who = self._who
        return Context(
            alliance_id=who.alliance_id,
            device_id=who.device_id,
            letter=who.letter,
            operator_id=operator_id,
            clock=self._clock,
            ids=self._ids,
            app=__version__,
        )

    def _last_written(self) -> Marker:
        """Return what the store knows of this device's own operations."""
        device = self._who.device_id
        query = select(vector.c.seq).join(device_number).where(device_number.c.device == device)
        with self._reader.connect() as connection:
            return Marker(device, connection.scalar(query) or 0)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a transaction inside another")
        with self._turn:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = 0

    def _announce(self, touched: frozenset[str]) -> None:
        for listener in tuple(self._listeners):
            with _Reported():
                listener(touched)

    def _must_be_open(self) -> None:
        if self._resources is None:
            raise RuntimeError("the store is closed")


class _Reported:
    """What fails inside goes to the one exception hook and no further: the commit stands."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if kind is None or error is None or not isinstance(error, Exception):
            return False
        sys.excepthook(kind, error, trace)
        return True


def _must_exist(file: Path) -> None:
    try:
        regular = stat.S_ISREG(file.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unavailable("store-missing") from error
    except OSError as error:
        raise explained(error) from error
    if not regular:
        raise Unavailable("store-unreachable")
