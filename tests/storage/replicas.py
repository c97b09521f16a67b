"""A replica for tests: a real store in memory, made from a template in a millisecond, with its own device."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, Final

import sqlcipher3.dbapi2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.core.ids import IdSource, seeded
from alianza_desktop.model import Base
from alianza_desktop.storage import heads, journal, register
from alianza_desktop.storage.context import Context
from alianza_desktop.storage.entities import entities
from alianza_desktop.storage.log import Log, Run
from alianza_desktop.storage.operations import (
    SCHEMA,
    Members,
    Operation,
    OpId,
    build,
    chain_next,
    chain_start,
    head_message,
)
from alianza_desktop.storage.tables import head, op, wait

ALLIANCE: Final = "019aafc0-0000-7000-8000-000000000001"
AUTHOR: Final = "019aafc0-0000-7000-8000-0000000000aa"
NOON: Final = datetime(2026, 11, 23, 12, 0, tzinfo=PERU)


def new_engine() -> Engine:
    """Return an engine on an empty store in memory, with every table made."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3.dbapi2,
        poolclass=StaticPool,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    raw: Any = engine.raw_connection().driver_connection
    _template().backup(raw)
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA secure_delete = ON")
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


@cache
def _template() -> Any:
    engine = create_engine("sqlite+pysqlite://", module=sqlcipher3.dbapi2, poolclass=StaticPool)
    Base.metadata.create_all(engine)
    return engine.raw_connection().driver_connection


class Replica:
    """A store with a device of its own; `number` makes the device id, so that tests can order them."""

    def __init__(self, number: int, ids: IdSource | None = None) -> None:
        self.device = f"{number:032x}"
        self.secret = Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))
        self.engine = new_engine()
        own = Context(
            ALLIANCE, self.device, "A", AUTHOR, FixedClock(NOON), ids or seeded(number), app="0.1.0"
        )
        self.info = {"context": own, "sign": self.secret.sign}
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)
        journal.install(self.sessions)

    @property
    def key(self) -> bytes:
        """The device's public key."""
        return self.secret.public_key().public_bytes_raw()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with self.sessions(info=dict(self.info)) as session, session.begin():
            yield session

    def log(self, session: Session) -> Log:
        return Log(session.connection(), ALLIANCE)

    def seq(self, device: str) -> int:
        """Return how many operations of a device are here."""
        with self.transaction() as session:
            return self.log(session).last(device).seq

    def cut(self, device: str, after: int = 0, limit: int = 1000) -> Run | None:
        with self.transaction() as session:
            return self.log(session).cut(device, after, limit)

    def run(self, after: int = 0) -> Run:
        """Return this device's operations after a seq as one run."""
        run = self.cut(self.device, after, 1_000_000)
        assert run is not None
        return run

    def apply(self, run: Run, key: bytes) -> heads.Applied:
        with self.transaction() as session:
            return heads.apply(session, run, key)

    def take(self, other: "Replica") -> heads.Applied:
        """Apply everything that another replica's own device wrote and that is not here."""
        return self.apply(other.run(self.seq(other.device)), other.key)

    def close(self) -> None:
        self.engine.dispose()

    def picture(self) -> dict[str, Any]:
        """Return everything that replicas with the same operations must agree on."""
        with self.transaction() as session:
            log = self.log(session)
            return {
                "heads": {
                    (row.record, row.entity): (_state(log, row.body), row.disputed, row.parked)
                    for row in session.execute(select(head))
                },
                "waits": {
                    (log.names[row.device], row.seq, row.record, row.entity)
                    for row in session.execute(select(wait))
                },
                "rows": {
                    name: {row.id: tuple(row) for row in session.execute(select(entity.table))}
                    for name, entity in entities().items()
                },
                "vector": {log.names[number]: (last.seq, last.chain) for number, last in log.vector.items()},
            }


def _state(log: Log, body: bytes) -> Any:
    """Return a state with device ids instead of this store's integers, every list sorted."""
    state = register.load(body)
    name = log.names
    return {
        "fields": {
            field: sorted(
                (name[one[0]], one[1], one[2], type(one[3]).__name__, str(one[3]), _ids(log, one[4:]))
                for one in found
            )
            for field, found in state.get("fields", {}).items()
        },
        "writes": state.get("writes", 0),
        "first": [(one[0], name[one[1]], one[2]) for one in [state.get("first")] if one],
        "waits": {
            field: sorted((name[device], seq, lamport) for device, seq, lamport in found)
            for field, found in state.get("waits", {}).items()
        },
        "erases": sorted((name[device], seq, field) for device, seq, field in state.get("erases", ())),
    }


def _ids(log: Log, rest: Sequence[Any]) -> list[OpId]:
    return sorted((log.names[device], seq) for device, seq in rest[0]) if rest else []


def written(store: Replica, after: int = 0) -> list[dict[str, Any]]:
    """Return the operations after a seq, with their plain values."""
    with store.transaction() as session:
        query = select(op.c.body, op.c.opened).where(op.c.seq > after).order_by(op.c.seq)
        rows = session.execute(query).all()
    found = []
    for row in rows:
        members = json.loads(row.body)
        if "fields" in members:
            members["fields"] = {name: value for name, (_s, value) in json.loads(row.opened).items()}
        found.append(members)
    return found


class Forger:
    """A device without a store: it signs whatever a test makes it say."""

    def __init__(self, number: int) -> None:
        self.device = f"{number:032x}"
        self.secret = Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))
        self.seq = 0
        self.chain = chain_start(ALLIANCE, self.device)

    @property
    def key(self) -> bytes:
        return self.secret.public_key().public_bytes_raw()

    def members(self, step: int = 1, **members: Any) -> Members:
        """Return sound members of this device's next operation (or a later one), changed as asked."""
        common = {
            "kind": "write",
            "alliance": ALLIANCE,
            "device": self.device,
            "seq": self.seq + step,
            "lamport": self.seq + step,
            "entity": "mesa",
            "record": "019aafc0-0000-7000-8000-00000000000f",
            "author": AUTHOR,
            "at": "2026-11-23T12:00:00.000-05:00",
            "schema": SCHEMA,
            "app": "0.1.0",
        }
        return common | members

    def run(self, *operations: Operation | Members) -> Run:
        """Sign the next operations of the device as one commit."""
        made = tuple(one if isinstance(one, Operation) else build(one) for one in operations)
        before, first = self.chain, self.seq + 1
        for operation in made:
            self.chain = chain_next(self.chain, operation.body)
            self.seq += 1
        signature = self.secret.sign(head_message(ALLIANCE, self.device, self.seq, self.chain))
        return Run(ALLIANCE, self.device, first, before, made, signature)
