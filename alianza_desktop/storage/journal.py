"""The journal of local writes: every change of a record becomes an operation in its own transaction.

`install` listens to sessions. A record gets its id and alliance when it is added; a flush notes which fields
changed; the commit writes one operation per record, in the order of their first flush, and signs the last.
A field that ends with the value that the store shows is not written. Rolling back leaves nothing.

A session needs `info["context"]` (`context.Context`) and, to write, `info["sign"]`, the signature of the
device's key. Its transaction must hold the write lock from its first reading (`BEGIN IMMEDIATE`), so that the
heads it reads cannot move under it. `touched` says afterwards which kinds of record changed.

Decided here: creating writes every field that is not null, and `deleted` only when there is no other; setting
`deleted` on a record is its tombstone or its return, as `delete` and `restore`; a row that is removed is a
defect.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker
from sqlalchemy.orm.attributes import set_committed_value

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.garbage import uncollected
from alianza_desktop.model import Record
from alianza_desktop.storage import heads as engine
from alianza_desktop.storage import merging, register
from alianza_desktop.storage.context import context
from alianza_desktop.storage.entities import Entity, entities, entity_of
from alianza_desktop.storage.heads import Draft
from alianza_desktop.storage.log import Log
from alianza_desktop.storage.operations import DELETED, Heads, OpId, Value, capture
from alianza_desktop.storage.pending import Change, Pending, forget, pending, replace, take, touched, untouch
from alianza_desktop.storage.register import VALUE, Names, State

__all__ = ["add_many", "added", "delete", "install", "restore", "showing", "touched"]

_SAVED: Final = "pending at savepoints"


def install(sessions: "sessionmaker[Session] | Session") -> None:
    """Make sessions keep the journal."""
    event.listen(sessions, "transient_to_pending", _attached)
    event.listen(sessions, "before_flush", _before_flush)
    event.listen(sessions, "before_commit", _before_commit)
    event.listen(sessions, "after_transaction_create", _transaction_begins)
    event.listen(sessions, "after_soft_rollback", _rolled_back)
    event.listen(sessions, "after_transaction_end", _transaction_ends)


def showing(session: Session, record: Record, heads: Heads) -> None:
    """Say that this transaction's change of the record was made by someone who saw these heads."""
    _change(session, record).shown = heads


def delete(session: Session, record: Record, heads: Heads | None = None) -> None:
    """Delete a record as seen with these heads (None: as it is now); its row stays.

    Raises `NotAllowed("record-permanent")` for evidence, acta versions and seals: nothing undoes them.
    """
    _decide(session, record, heads, deleted=True)


def restore(session: Session, record: Record, heads: Heads | None = None) -> None:
    """Bring a deleted record back with every value, or keep one whose deletion is in doubt."""
    _decide(session, record, heads, deleted=False)


def add_many(session: Session, kind: type[Record], rows: Sequence[Mapping[str, Value]]) -> list[str]:
    """Add records of one kind, of which only these fields are said, and return their ids.

    For hundreds at once: what `session.add` and a flush would do, without an object for each. Raises what the
    flush raises.
    """
    session.flush()
    own, entity, changes = context(session), entities()[kind.__tablename__], pending(session).changes
    ids, written = [own.ids() for _row in rows], []
    for record_id, said in zip(ids, rows, strict=True):
        kept = {name: entity.fields[name].accept(capture(value)) for name, value in said.items()}
        row = entity.empty | kept
        changes[entity.name, record_id] = Change(
            entity.name, record_id, row=row, created=True, fields=set(entity.fields)
        )
        written.append((*row.values(), record_id, own.alliance_id))
    merging.add_rows(session.connection(), entity, written)
    return ids


def added(session: Session) -> list[tuple[type[Record], str]]:
    """Return the records that the session's transaction has added so far, in order."""
    changes = pending(session).changes.values()
    return [(entities()[one.entity].record, one.record_id) for one in changes if one.created]


def _decide(session: Session, record: Record, heads: Heads | None, *, deleted: bool) -> None:
    if deleted and entity_of(record).permanent:
        raise NotAllowed("record-permanent")
    change = _change(session, record)
    if heads is not None:
        change.shown = heads
    record.deleted = deleted
    change.decided[DELETED] = deleted


def _change(session: Session, record: Record) -> Change:
    return pending(session).change(record.__tablename__, record.id, record)


# --- what a flush finds


def _attached(session: Session, record: object) -> None:
    if isinstance(record, Record):
        own = context(session)
        record.id = record.id or own.ids()
        record.alliance_id = own.alliance_id


def _before_flush(session: Session, _flush: object, _instances: object) -> None:
    if any(isinstance(record, Record) for record in session.deleted):
        raise RuntimeError("rows are never removed: journal.delete writes a tombstone")
    for record in session.new:
        if isinstance(record, Record):
            _created(session, record)
    for record in session.dirty:
        if isinstance(record, Record):
            _changed(session, record)


def _created(session: Session, record: Record) -> None:
    entity = entity_of(record)
    change = _change(session, record)
    change.created = True
    change.fields.update(entity.fields)
    said = vars(record)
    for name, empty in entity.empty.items():
        if said.get(name) is None:
            set_committed_value(record, name, empty)
        else:
            _tidy(record, entity, name)


def _changed(session: Session, record: Record) -> None:
    entity, known = entity_of(record), inspect(record).attrs
    changed = [name for name in entity.fields if known[name].history.has_changes()]
    if not changed:
        return
    change = _change(session, record)
    if entity.fact and not change.created and (entity.permanent or changed != [DELETED]):
        raise NotAllowed("record-permanent" if entity.permanent else "fact-written-once")
    for name in changed:
        _tidy(record, entity, name)
    change.fields.update(changed)


def _tidy(record: Record, entity: Entity, name: str) -> None:
    """Bring an attribute to the form that the journal keeps, in the row too."""
    value = getattr(record, name)
    kept = entity.fields[name].accept(capture(value))
    if not register.same(value, kept):
        setattr(record, name, kept)


# --- what a commit writes


@uncollected()
def _before_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    found = take(session)
    if found.changes or found.redactions:
        engine.append(session, list(_drafts(session, found)), rows_written=True)
        if pending(session).changes:
            raise RuntimeError("a record changed while the journal was being written")


def _drafts(session: Session, found: Pending) -> Iterable[Draft]:
    changes = list(found.changes.values())
    log = Log(session.connection(), context(session).alliance_id)
    states = merging.load(log.connection, [(change.record_id, change.entity) for change in changes])
    for change in changes:
        state = states.get((change.record_id, change.entity), State())
        draft = _draft(change, state, log.names)
        if draft is not None:
            yield draft
    for entity, record, targets in found.redactions:
        yield Draft(entity, record, erases=targets)


def _draft(change: Change, state: State, names: Names) -> Draft | None:
    values = _values(change, state, names)
    if not values:
        return None
    shown = engine.visible(state, names) if change.shown is None else change.shown
    known = {**shown, **change.settled}
    seen = {name: known[name] for name in values.keys() & known.keys()}
    observed: set[OpId] = set()
    if values.get(DELETED) is True:
        observed.update(place for name, ids in shown.items() if name != DELETED for place in ids)
    return Draft(change.entity, change.record_id, values, seen, frozenset(observed))


def _values(change: Change, state: State, names: Names) -> dict[str, Value]:
    """Return what the operation writes: fields of the row that differ from what is shown, and decisions."""
    values = dict(_row_values(change, state, names)) | change.decided
    if DELETED in change.fields:
        values.setdefault(DELETED, change.said(DELETED))
    if DELETED not in change.settled and not _counts(values.get(DELETED), state):
        values.pop(DELETED, None)
    return values or ({DELETED: False} if change.created else {})


def _counts(deleted: Value, state: State) -> bool:
    """Say whether deleting or restoring changes anything; a deletion in doubt can be settled either way."""
    if deleted is True:
        return not register.is_deleted(state)
    return any(mark[VALUE] is True for mark in state.get("fields", {}).get(DELETED, ()))


def _row_values(change: Change, state: State, names: Names) -> Iterable[tuple[str, Value]]:
    entity, heads = entities().get(change.entity), state.get("fields", {})
    if entity is None:
        return
    for name in change.fields - {DELETED}:
        value = change.said(name)
        if change.created:
            if value != "" and (kept := capture(value)) is not None:
                yield name, kept
            continue
        known = entity.fields[name]
        shown = known.read(register.winner(heads[name], names)[VALUE]) if name in heads else known.empty
        if not register.same(value, shown):
            yield name, capture(value)


# --- savepoints


def _transaction_begins(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        saved = {key: _copy(change) for key, change in pending(session).changes.items()}
        earlier = Pending(saved, list(pending(session).redactions))
        session.info.setdefault(_SAVED, {})[transaction] = earlier


def _copy(change: Change) -> Change:
    return dataclasses.replace(
        change, fields=set(change.fields), decided=dict(change.decided), settled=dict(change.settled)
    )


def _rolled_back(session: Session, transaction: SessionTransaction) -> None:
    earlier = session.info.get(_SAVED, {}).pop(transaction, None)
    if earlier is not None:
        replace(session, earlier)
    elif transaction.parent is None:
        untouch(session)


def _transaction_ends(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        forget(session)
