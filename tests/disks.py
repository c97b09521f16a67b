"""A disk that fills up at the worst moment: everything was written, and the commit finds no room."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, event

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.storage.database import Database


@contextmanager
def full(store: Database) -> Iterator[None]:
    """Refuse every commit inside the block, as SQLite does on a full disk."""
    engine = store._sessions.kw["bind"]

    def refuse(_connection: Connection) -> None:
        raise Unavailable("disk-full")

    event.listen(engine, "commit", refuse)
    try:
        yield
    finally:
        event.remove(engine, "commit", refuse)
