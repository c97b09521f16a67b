"""Heads in the store: operations arrive, local ones are written, forms ask what they showed (sync.md §3).

Decided here, where the design is silent: applying takes one `Run`, wholly or not at all; the operations of
this device that it does not know yet are refused (a restored copy must take a new device id first, §6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import NotAllowed, NotFound
from alianza_desktop.storage import register
from alianza_desktop.storage.context import context, signer
from alianza_desktop.storage.entities import entities
from alianza_desktop.storage.log import Entry, Log, Run
from alianza_desktop.storage.merging import fill_new_columns, merge, show_parked
from alianza_desktop.storage.operations import (
    DELETED,
    SCHEMA,
    Heads,
    Members,
    OpId,
    Value,
    build,
    capture,
    chain_next,
    head_message,
    parse,
    read_back,
    redact_members,
    write_members,
)
from alianza_desktop.storage.pending import pending
from alianza_desktop.storage.register import DEVICE, SEQ, State
from alianza_desktop.storage.tables import head, identity, op


@dataclass(frozen=True, slots=True)
class Applied:
    """What a run brought: new operations, those set aside as (seq, reason), kinds of record touched."""

    new: int = 0
    set_aside: tuple[tuple[int, str], ...] = ()
    touched: frozenset[str] = frozenset()


@dataclass(slots=True, repr=False)
class Draft:
    """A local operation before it has its place in the log."""

    entity: str
    record: str
    values: Mapping[str, Value] = field(default_factory=dict)
    seen: Heads = field(default_factory=dict)
    observed: frozenset[OpId] = frozenset()
    erases: tuple[tuple[OpId, str], ...] = ()


def apply(session: Session, run: Run, key: bytes) -> Applied:
    """Apply a run of another device, whose public key the caller trusts; what is here already is skipped.

    Raises, with nothing changed: `Corrupt` (`run-forged`, `run-forked`), `NotFound("run-missing")`,
    `Unavailable("run-newer")`, `NotAllowed("run-own-device")`.
    """
    session.flush()
    if pending(session).changes:
        raise RuntimeError("operations arrive in a transaction of their own")
    own = context(session)
    log = Log(session.connection(), own.alliance_id)
    chain = log.check(run, key)
    if run.last <= log.last(run.device).seq:
        return Applied()
    if run.device == own.device_id:
        raise NotAllowed("run-own-device")
    entries = log.entries(run)
    log.add(entries, chain, run.signature)
    names = merge(session, log, entries)
    aside = tuple((entry.seq, entry.reason) for entry in entries if entry.reason)
    return Applied(len(entries), aside, names)


def append(session: Session, drafts: Sequence[Draft], *, rows_written: bool = False) -> None:
    """Write local operations as one signed commit; `rows_written` when the session has flushed their rows."""
    if not drafts:
        return
    own = context(session)
    log = Log(session.connection(), own.alliance_id)
    last, lamport = log.last(own.device_id), log.next_lamport(own.device_id)
    common: Members = {
        "alliance": own.alliance_id,
        "device": own.device_id,
        "author": own.operator_id,
        "at": instant(own.clock.now()),
        "schema": SCHEMA,
        "app": own.app,
    }
    entries, chain = [], last.chain
    for step, draft in enumerate(drafts):
        seq = last.seq + 1 + step
        members = common | {"seq": seq, "lamport": lamport + step} | _members(draft, (own.device_id, seq))
        entry = _local_entry(log.number(own.device_id), seq, members)
        chain = chain_next(chain, entry.operation.body)
        entries.append(entry)
    seq = last.seq + len(entries)
    log.add(entries, chain, signer(session)(head_message(own.alliance_id, own.device_id, seq, chain)))
    merge(session, log, entries, rows_written=rows_written)


def _members(draft: Draft, own: OpId) -> Members:
    """Return the members of a draft; a delete that also writes other fields observes itself."""
    target = {"entity": draft.entity, "record": draft.record}
    if draft.erases:
        return target | redact_members(draft.erases)
    alone = draft.values.keys() == {DELETED} or draft.values.get(DELETED) is not True
    observed = draft.observed if alone else draft.observed | {own}
    return target | write_members(draft.values, draft.seen, observed)


def _local_entry(number: int, seq: int, members: Members) -> Entry:
    """Build an operation of this device; what others would set aside is a defect here."""
    operation = build(members)
    said = read_back(operation, members)
    if said is None:
        raise RuntimeError(f"an operation of {members['entity']} would be set aside")
    return Entry(number, seq, operation, said, dict(members.get("fields", {})))


def of(session: Session, record_id: str) -> Heads:
    """Return the heads that a person who reads the record now sees: by field, those of the shown value."""
    log = Log(session.connection(), context(session).alliance_id)
    shown: dict[str, tuple[OpId, ...]] = {}
    for body in session.scalars(select(head.c.body).where(head.c.record == record_id)):
        shown |= visible(register.load(body), log.names)
    return shown


def visible(state: State, names: register.Names) -> dict[str, tuple[OpId, ...]]:
    """Return the heads of a state that its screen shows, with device ids."""
    seen = {name: register.shown_heads(state, name, names) for name in state.get("fields", ())}
    return {
        name: tuple(sorted((names[one[DEVICE]], one[SEQ]) for one in heads)) for name, heads in seen.items()
    }


def resolve(session: Session, record_id: str, field: str, value: Value, heads: Heads) -> None:
    """Choose the value of a field for all the heads shown; written even when the row does not change.

    Raises `NotFound("record-missing")`, `NotAllowed("fact-written-once")`, `Invalid("not-canonical")` for a
    value of another type.
    """
    name = session.scalar(select(head.c.entity).where(head.c.record == record_id).order_by(head.c.entity))
    if name is None:
        raise NotFound("record-missing")
    entity, record, kept = entities().get(name), None, capture(value)
    if entity is not None:
        if entity.fact and field != DELETED:
            raise NotAllowed("fact-written-once")
        record = session.get_one(entity.record, record_id)
        if field in entity.fields:
            setattr(record, field, entity.fields[field].accept(kept))
    change = pending(session).change(name, record_id, record)
    change.decided[field] = kept
    change.settled[field] = tuple(heads.get(field, ()))
    if field == DELETED:
        change.shown = heads


def redact(session: Session, record_id: str, fields: Iterable[str]) -> None:
    """Erase every value of some fields of a record that the log holds: value and salt, here and everywhere.

    Who may do it, and when, is for services (right of cancelación, retention timer).
    """
    log = Log(session.connection(), context(session).alliance_id)
    wanted = set(fields)
    targets: dict[str, list[tuple[OpId, str]]] = {}
    rows = session.execute(select(op.c.device, op.c.seq, op.c.body).where(op.c.record == record_id))
    for row in rows:
        members = parse(row.body) or {}
        place = (log.names[row.device], row.seq)
        found = targets.setdefault(members["entity"], [])
        found.extend((place, name) for name in sorted(wanted & members.get("fields", {}).keys()))
    for name, found in targets.items():
        if found:
            pending(session).redactions.append((name, record_id, tuple(found)))


def project_unknown(connection: Connection) -> None:
    """Show what an older version could not: to be called once after an upgrade of the store.

    New columns get what an absent value reads as; records with fields or of an entity that were unknown get
    their rows from their heads, without a replay.
    """
    alliance = connection.scalar(select(identity.c.alliance_id))
    if alliance is not None:
        fill_new_columns(connection)
        show_parked(connection, Log(connection, alliance))
