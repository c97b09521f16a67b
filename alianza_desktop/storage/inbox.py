"""What a person is asked to look at, and what is told of a record: conflicts, missing packs, twins, history.

Reading only: everything here follows from heads, waits and the log. What closes an entry is a recorded write
(`heads.resolve`, `journal.delete`, `journal.restore`).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from alianza_desktop.storage import register
from alianza_desktop.storage.context import context
from alianza_desktop.storage.entities import Entity, entities
from alianza_desktop.storage.log import Log
from alianza_desktop.storage.operations import DELETED, Heads, OpId, Value, parse
from alianza_desktop.storage.register import Head, State
from alianza_desktop.storage.tables import head, op, wait


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values of a field in conflict, and the operations that wrote it."""

    value: Value
    written_by: tuple[OpId, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in the inbox: `kind` is one of those of `register` (conflict, missing, deletion, fact)."""

    entity: str
    record_id: str
    field: str
    """Empty when the whole record is meant: a fact that was written twice."""
    kind: str
    options: tuple[Option, ...]

    @property
    def heads(self) -> Heads:
        """What `heads.resolve` must be given by a form that showed every option."""
        return {self.field: tuple(sorted(place for option in self.options for place in option.written_by))}


@dataclass(frozen=True, slots=True)
class Missing:
    """Operations of a device that others mention and that are not here."""

    device: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Twins:
    """Records of one kind with the same natural key under different ids."""

    entity: str
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Write:
    """One operation of a record, as history tells it: who, when (their clock), and which values."""

    id: OpId
    lamport: int
    entity: str
    author: str
    at: str
    values: dict[str, Value]
    erased: tuple[str, ...]
    """Fields whose value a redaction removed."""


def entries(session: Session) -> tuple[Entry, ...]:
    """Return everything in the inbox but twins, in the order of entities and records."""
    log = _log(session)
    query = select(head.c.entity, head.c.record, head.c.body).where(head.c.disputed == 1)
    rows = session.execute(query.order_by(head.c.entity, head.c.record))
    return tuple(
        entry for row in rows for entry in _entries(log, row.entity, row.record, register.load(row.body))
    )


def _entries(log: Log, name: str, record: str, state: State) -> Iterator[Entry]:
    entity = entities().get(name)
    for field, kind in sorted(register.disputes(state, fact=entity is not None and entity.fact).items()):
        yield Entry(name, record, field, kind, _options(log, state.get("fields", {}).get(field, [])))


def _options(log: Log, heads: list[Head]) -> tuple[Option, ...]:
    by_value: dict[str, tuple[Value, list[OpId]]] = {}
    for one in heads:
        _value, places = by_value.setdefault(json.dumps(one[register.VALUE]), (one[register.VALUE], []))
        places.append((log.names[one[register.DEVICE]], one[register.SEQ]))
    return tuple(Option(value, tuple(sorted(places))) for _key, (value, places) in sorted(by_value.items()))


def missing(session: Session) -> tuple[Missing, ...]:
    """Return the packs that are missing, by device."""
    log = _log(session)
    rows = session.execute(select(wait.c.device, func.max(wait.c.seq)).group_by(wait.c.device))
    found = [(log.names[device], last) for device, last in rows]
    return tuple(Missing(device, log.last(device).seq + 1, last) for device, last in sorted(found))


def twins(session: Session) -> tuple[Twins, ...]:
    """Return records that are the same thing by their natural key; an incomplete key does not count."""
    return tuple(found for entity in entities().values() for found in _twins(session, entity))


def _twins(session: Session, entity: Entity) -> Iterator[Twins]:
    if not entity.natural_key:
        return
    columns = [entity.table.c[name] for name in entity.natural_key]
    ids = func.json_group_array(entity.table.c.id)
    query = select(ids).where(entity.table.c[DELETED].is_(False), and_(*(column != "" for column in columns)))
    for (group,) in session.execute(query.group_by(*columns).having(func.count() > 1)):
        yield Twins(entity.name, tuple(sorted(json.loads(group))))


def history(session: Session, record_id: str) -> tuple[Write, ...]:
    """Return what was written of a record, oldest first by lamport and device."""
    log = _log(session)
    rows = session.execute(select(op).where(op.c.record == record_id))
    writes = [_write(log.names[row.device], row.body, row.opened) for row in rows]
    return tuple(sorted((one for one in writes if one.values), key=lambda one: (one.lamport, one.id)))


def _write(device: str, body: bytes, opened: bytes) -> Write:
    members = parse(body) or {}
    values = {name: value for name, (_salt, value) in json.loads(opened).items()}
    erased = tuple(sorted(members.get("fields", {}).keys() - values.keys()))
    shown = {**dict.fromkeys(erased), **values}
    place = (device, members["seq"])
    author = members.get("author", "")
    return Write(place, members["lamport"], members["entity"], author, members["at"], shown, erased)


def _log(session: Session) -> Log:
    return Log(session.connection(), context(session).alliance_id)
