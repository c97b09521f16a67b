"""Operations into heads and rows, a batch at a time: what `heads.apply` and the journal share.

The one module exempt from the ban on bulk writes of synced records: heads and rows are written with
`executemany`, records sorted and columns grouped, and the search is brought up to date once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from alianza_desktop.storage import register, search_index
from alianza_desktop.storage.bulk import insert_rows, mark, update_rows
from alianza_desktop.storage.entities import Entity, entities
from alianza_desktop.storage.log import Entry, Log
from alianza_desktop.storage.operations import DELETED, Operation, Value, erase, open_values, parse
from alianza_desktop.storage.pending import touch
from alianza_desktop.storage.register import VALUE, Arrival, Merged, Names, State
from alianza_desktop.storage.tables import head, op, unopened, wait

Key: TypeAlias = tuple[str, str]
"""Record and entity: what `head` is keyed by."""

_CHUNK: Final = 500
_HEAD: Final = ("body", "disputed", "parked", "record", "entity")
_INSERT_WAIT: Final = upsert(wait).on_conflict_do_nothing()


@dataclass(slots=True)
class Batch:
    """What merging some operations has to write, record by record in order."""

    log: Log
    rows_written: bool = False
    known: set[Key] = field(default_factory=set)
    heads: dict[Key, State] = field(default_factory=dict)
    waits: list[dict[str, object]] = field(default_factory=list)
    erased: list[tuple[Key, tuple[int, int, str]]] = field(default_factory=list)
    inserts: dict[str, list[tuple[Value, ...]]] = field(default_factory=lambda: defaultdict(list))
    """Whole rows by entity: the fields in their order, then the id and the alliance."""
    updates: dict[tuple[str, tuple[str, ...]], list[tuple[Value, ...]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Parts of rows by entity and columns: the columns, then the id."""
    facts: list[Key] = field(default_factory=list)
    stale: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Records by entity whose lines of the search may have changed."""


def merge(
    session: Session, log: Log, entries: Sequence[Entry], *, rows_written: bool = False
) -> frozenset[str]:
    """Merge operations that are in the log into heads and rows; return the kinds of record touched."""
    batch = Batch(log, rows_written)
    arrivals: dict[Key, list[Arrival]] = defaultdict(list)
    for entry in entries:
        if not entry.reason:
            arrivals[entry.members["record"], entry.members["entity"]].append(_arrival(log, entry))
    for key in _released(log.connection, entries):
        arrivals.setdefault(key, [])
    keys = sorted(arrivals)
    batch.heads = load(log.connection, keys)
    batch.known = set(batch.heads)
    for key in keys:
        _merge_record(batch, key, arrivals[key])
    _write(session, batch)
    names = frozenset(entity for _record, entity in keys)
    touch(session, names)
    return names


def _arrival(log: Log, entry: Entry) -> Arrival:
    members = entry.members
    arrival = Arrival(entry.device, entry.seq, members["lamport"], entry.values)
    if "seen" in members:
        arrival.seen = {name: _places(log, ids) for name, ids in members["seen"].items()}
    if "observed" in members:
        arrival.observed = _places(log, members["observed"])
    if "erases" in members:
        arrival.erases = [(log.number(device), seq, name) for (device, seq), name in members["erases"]]
    return arrival


def _places(log: Log, ids: Iterable[Sequence[Any]]) -> list[tuple[int, int]]:
    return [(log.number(device), seq) for device, seq in ids]


def _released(connection: Connection, entries: Sequence[Entry]) -> list[Key]:
    """Return the records that were waiting for some of these operations, which they no longer are."""
    here = (wait.c.device == entries[0].device) & wait.c.seq.between(entries[0].seq, entries[-1].seq)
    rows = connection.execute(select(wait.c.record, wait.c.entity).where(here).distinct()).all()
    if rows:
        connection.execute(delete(wait).where(here))
    return [(row.record, row.entity) for row in rows]


def load(connection: Connection, keys: Sequence[Key]) -> dict[Key, State]:
    states: dict[Key, State] = {}
    for chunk in _chunks([record for record, _entity in keys]):
        marks = ", ".join([mark(connection)] * len(chunk))
        sql = f"SELECT record, entity, body FROM head WHERE record IN ({marks})"  # noqa: S608
        for record, entity, body in connection.exec_driver_sql(sql, tuple(chunk)):
            states[record, entity] = register.load(body)
    return states


def _chunks(keys: Sequence[Any]) -> Iterator[list[Any]]:
    stream = iter(keys)
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk


def _merge_record(batch: Batch, key: Key, arrivals: Sequence[Arrival]) -> None:
    state = batch.heads.setdefault(key, State())
    fresh = not state.get("fields")
    merged = register.merge(state, arrivals, batch.log.here, batch.log.names)
    record, name = key
    for device, seq in sorted(merged.awaited):
        batch.waits.append({"device": device, "seq": seq, "record": record, "entity": name})
    batch.erased.extend((key, target) for target in merged.erased)
    entity = entities().get(name)
    if entity is None or not state.get("fields"):
        return
    searched = search_index.FIELDS.get(name, frozenset())
    if searched and (fresh or DELETED in state["fields"] or merged.changed & searched):
        batch.stale[name].add(record)
    if entity.fact and state.get("writes", 0) > 1:
        batch.facts.append(key)
        merged.changed &= {DELETED}
    if batch.rows_written and fresh and len(arrivals) == 1 and DELETED not in state["fields"]:
        return  # the row is what the one write of the record says
    if batch.rows_written:
        _drop_written(state, merged, arrivals, batch.log.names)
    _show(batch, key, entity, merged, fresh=fresh and not batch.rows_written)


def _drop_written(state: State, merged: Merged, arrivals: Sequence[Arrival], names: Names) -> None:
    """Leave out the fields whose row already has the value: the session wrote it."""
    for arrival in arrivals:
        for name in merged.changed & arrival.values.keys() - {DELETED}:
            if register.same(register.winner(state["fields"][name], names)[VALUE], arrival.values[name]):
                merged.changed.discard(name)


def _show(batch: Batch, key: Key, entity: Entity, merged: Merged, *, fresh: bool) -> None:
    """Add to the batch what the row shows of the fields that changed."""
    fields, names = batch.heads[key]["fields"], batch.log.names
    changed = fields.keys() if fresh else merged.changed
    values: dict[str, Value] = {}
    for name in changed & entity.fields.keys():
        value: Value = register.winner(fields[name], names)[VALUE]
        known = entity.fields[name]
        values[name] = value if type(value) is known.kind else known.empty
    if DELETED in fields:
        values[DELETED] = register.is_deleted(batch.heads[key])
    if fresh:
        whole = {**entity.empty, **values}
        batch.inserts[entity.name].append((*whole.values(), key[0], batch.log.alliance))
    elif values:
        _update(batch, key, values)


def _update(batch: Batch, key: Key, values: dict[str, Value]) -> None:
    columns = tuple(sorted(values))
    batch.updates[key[1], columns].append((*map(values.__getitem__, columns), key[0]))


def add_rows(connection: Connection, entity: Entity, rows: Sequence[tuple[Value, ...]]) -> None:
    """Insert new rows: every field in the order of the entity, then the id and the alliance."""
    insert_rows(connection, entity.table, (*entity.fields, "id", "alliance_id"), rows)


def _write(session: Session | None, batch: Batch) -> None:
    connection = batch.log.connection
    _write_heads(connection, batch)
    if batch.waits:
        connection.execute(_INSERT_WAIT, batch.waits)
    for key, target in batch.erased:
        _erase_in_log(connection, key, target)
    for name, rows in batch.inserts.items():
        add_rows(connection, entities()[name], rows)
    for key in batch.facts:
        _show_fact(batch, key)
    for (name, columns), rows in batch.updates.items():
        update_rows(connection, entities()[name].table, columns, ("id",), rows)
        if session is not None:
            _refresh_loaded(session, name, columns, rows)
    search_index.refresh(connection, batch.stale)
    if batch.erased and any(batch.stale.values()):
        search_index.forget(connection)


def _write_heads(connection: Connection, batch: Batch) -> None:
    new: list[tuple[Any, ...]] = []
    old: list[tuple[Any, ...]] = []
    for (record, name), state in batch.heads.items():
        row = (register.dump(state), *_flags(name, state), record, name)
        (old if (record, name) in batch.known else new).append(row)
    insert_rows(connection, head, _HEAD, new)
    update_rows(connection, head, _HEAD[:3], _HEAD[3:], old)


def _flags(name: str, state: State) -> tuple[int, int]:
    """Return `disputed` and `parked`."""
    entity = entities().get(name)
    found = register.disputes(state, fact=entity is not None and entity.fact)
    unknown = entity is None or not state.get("fields", {}).keys() <= entity.fields.keys()
    return int(bool(found)), int(unknown)


def _erase_in_log(connection: Connection, key: Key, target: tuple[int, int, str]) -> None:
    """Erase a value and its salt, if the operation is of this record or of none (it was set aside)."""
    device, seq, name = target
    place = (op.c.device == device) & (op.c.seq == seq)
    row = connection.execute(select(op.c.record, op.c.body, op.c.opened).where(place)).one()
    members = parse(row.body)
    own = members is not None and (row.record, members["entity"]) == key
    if own or row.record is None:
        connection.execute(update(op).where(place).values(opened=erase(row.opened, [name])))
        gone = (unopened.c.device == device) & (unopened.c.seq == seq) & (unopened.c.field == name)
        connection.execute(delete(unopened).where(gone))


def _show_fact(batch: Batch, key: Key) -> None:
    """Show the lowest write of a fact that was written more than once."""
    state, entity = batch.heads[key], entities()[key[1]]
    _lamport, device, seq = state["first"]
    row = batch.log.connection.execute(
        select(op.c.body, op.c.opened).where(op.c.device == device, op.c.seq == seq)
    ).one()
    values = open_values(Operation(row.body, row.opened), parse(row.body)) or {}
    shown = {name: known.read(values.get(name)) for name, known in entity.fields.items() if name != DELETED}
    _update(batch, key, shown)


def _refresh_loaded(
    session: Session, name: str, columns: Sequence[str], rows: Sequence[tuple[Value, ...]]
) -> None:
    """Give records that the session has loaded what their rows show now."""
    cls = entities()[name].record
    for *values, record_id in rows if session.identity_map else ():
        record = session.identity_map.get(session.identity_key(cls, record_id))
        if record is not None:
            for column, value in zip(columns, values, strict=True):
                set_committed_value(record, column, value)


# --- after an upgrade


def fill_new_columns(connection: Connection) -> None:
    """Give columns that a migration added what an absent value reads as."""
    for entity in entities().values():
        for name, known in entity.fields.items():
            column = entity.table.c[name]
            if known.empty is not None:
                connection.execute(update(entity.table).where(column.is_(None)).values({name: known.empty}))


def show_parked(connection: Connection, log: Log) -> None:
    """Show the records that have fields, or are of an entity, which the program did not know before."""
    query = select(head.c.record, head.c.entity).where(head.c.parked == 1)
    keys = [(row.record, row.entity) for row in connection.execute(query.order_by(head.c.record))]
    for chunk in _chunks([key for key in keys if key[1] in entities()]):
        batch = Batch(log, heads=load(connection, chunk))
        batch.known = set(batch.heads)
        for key in chunk:
            _show_whole(batch, key)
        _write(None, batch)


def _show_whole(batch: Batch, key: Key) -> None:
    """Show every field of a record, whether or not it has a row."""
    entity, state = entities()[key[1]], batch.heads[key]
    table = entity.table
    there = batch.log.connection.scalar(select(table.c.id).where(table.c.id == key[0]))
    merged = Merged(changed=set(state.get("fields", ())))
    if entity.fact and state.get("writes", 0) > 1:
        batch.facts.append(key)
        merged.changed &= {DELETED}
    _show(batch, key, entity, merged, fresh=there is None)
    batch.stale[entity.name].add(key[0])
