"""The local tables of a store: the journal with its heads, keys, attachments, settings, the search.

They live in the same metadata as the records, each with `info={"local": True}`, and never leave the
laptop as they are. Unlike synced tables they keep their constraints.

`op` holds each operation as it was hashed (`body`, which never changes) and, apart, the values with their
salts (`opened`), so that a redaction removes an entry of `opened` and the chain still verifies.
`head` holds one blob per record with everything that a merge needs; `wait` only finds the records that
mention an operation which is not here yet. Devices are interned as integers; nothing is ever ordered by
them. The search is two FTS5 tables that SQLAlchemy does not know: `create_search` makes them.
"""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    event,
    text,
)

from alianza_desktop.model.base import Base

LOCAL: Final = {"local": True}


def _local(name: str, *parts: Any, rowid: bool = True) -> Table:
    return Table(name, Base.metadata, *parts, info=dict(LOCAL), sqlite_with_rowid=rowid)


def _interned(*, primary_key: bool = True) -> Column[int]:
    return Column("device", Integer, ForeignKey("device_number.number"), primary_key=primary_key)


device_number = _local(
    "device_number",
    Column("number", Integer, primary_key=True),
    Column("device", Text, nullable=False, unique=True),
)
"""Device ids as small integers, for the log and the heads of this store only."""

op = _local(
    "op",
    _interned(),
    Column("seq", BigInteger, primary_key=True),
    Column("lamport", BigInteger),
    Column("record", Text, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("opened", LargeBinary, nullable=False),
)
"""The log: what was hashed, and apart its values with their salts. No `lamport` nor `record` if set aside.

With a rowid: an operation over 1 kB would spend a page of its own in a WITHOUT ROWID table."""

vector = _local(
    "vector",
    _interned(),
    Column("seq", BigInteger, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("lamport", BigInteger, nullable=False),
)
"""The last operation here of each device, its chain hash, and the lamport of its last accepted one."""

signed_head = _local(
    "signed_head",
    _interned(),
    Column("seq", BigInteger, primary_key=True),
    Column("chain", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    rowid=False,
)
"""Where a device's operations may be cut: the last of each of its commits, signed."""

set_aside = _local(
    "set_aside",
    _interned(),
    Column("seq", BigInteger, primary_key=True),
    Column("reason", Text, nullable=False),
    rowid=False,
)
"""Operations that count in the chain and change nothing, with the reason."""

head = _local(
    "head",
    Column("record", Text, primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("parked", Integer, nullable=False),
)
"""Heads of every field of a record; `disputed`: in the inbox; `parked`: has what this version cannot show."""
Index("ix_head_disputed", head.c.entity, sqlite_where=text("disputed"))
Index("ix_head_parked", head.c.entity, sqlite_where=text("parked"))

wait = _local(
    "wait",
    _interned(),
    Column("seq", BigInteger, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("entity", Text, primary_key=True),
    rowid=False,
)
"""Operations that are not here yet, and the records that mention them as seen or as redacted."""

unopened = _local(
    "unopened",
    _interned(),
    Column("seq", BigInteger, primary_key=True),
    Column("field", Text, primary_key=True),
    rowid=False,
)
"""Values that arrived already erased and whose redaction is not here yet."""

attachment = _local(
    "attachment",
    Column("digest", Text, primary_key=True),
    Column("media", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
)
"""A file kept inside the store, by the SHA-256 of its bytes."""

attachment_chunk = _local(
    "attachment_chunk",
    Column("digest", Text, ForeignKey("attachment.digest"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Its bytes, in pieces of 1 MiB from 0."""

identity = _local(
    "identity",
    Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
    Column("alliance_id", Text, nullable=False),
    Column("device_id", Text, nullable=False),
    Column("letter", Text, nullable=False),
    Column("alliance_key", LargeBinary, nullable=False),
    Column("device_key", LargeBinary, nullable=False),
    Column("ca_key", LargeBinary),
    Column("ca_certificate", LargeBinary, nullable=False),
    Column("seal_key", LargeBinary, nullable=False),
    Column("seal_certificate", LargeBinary, nullable=False),
)
"""One row: who this store is, and its keys. Only the founder's store has the CA's private key."""

local_setting = _local(
    "local_setting",
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Settings of this device."""

search_key = _local(
    "search_key",
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False, unique=True),
    Column("middles", Text, nullable=False),
)
"""A person or an organisation in the search: its number, and the words that have a middle (`search_text`)."""

SEARCH: Final = "search_words"
PIECES: Final = "search_words_pieces"
"""Names of the FTS5 tables; SQLite adds its own tables, whose names begin with theirs."""

_FTS5: Final = "USING fts5(folded, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'"
_CREATE_SEARCH: Final = (
    f"CREATE VIRTUAL TABLE {SEARCH} {_FTS5}, prefix='1 2 3 4')",
    f"CREATE VIRTUAL TABLE {PIECES} {_FTS5}, detail=none)",
)


def create_search(connection: Connection) -> None:
    """Make the full-text tables of the search: for migrations, `create_all` does it by itself."""
    for statement in _CREATE_SEARCH:
        connection.exec_driver_sql(statement)


@event.listens_for(search_key, "after_create")
def _after_create(_table: Table, connection: Connection, **_options: Any) -> None:
    create_search(connection)


@event.listens_for(search_key, "after_drop")
def _after_drop(_table: Table, connection: Connection, **_options: Any) -> None:
    for table in (SEARCH, PIECES):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
