"""What a gesture of many records wrote, so that one press takes it back: an import, above all.

`watching` listens to the flushes of a session and `undo` runs the inverse in another transaction: records
that were added get their tombstone, fields that were changed get their value back unless somebody wrote
another one since, and what was deleted returns. Somebody who was added and whom anything else came to refer
to meanwhile stays: no record is left pointing at a deleted one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import (
    Attendance,
    Invitation,
    Mesa,
    Organization,
    Person,
    Record,
    Workshop,
    WorkshopSession,
)
from alianza_desktop.services.query import living
from alianza_desktop.storage.journal import added, delete, restore

Key: TypeAlias = tuple[type[Record], str]

_REFERRED: Final[dict[type[Record], tuple[str, ...]]] = {
    Person: ("person_id", "principal_id", "delegate_id", "one_id", "other_id"),
    Organization: ("organization_id", "host_id", "one_id", "other_id"),
    Mesa: ("mesa_id",),
    WorkshopSession: ("session_id",),
    Workshop: ("workshop_id", "previous_id"),
}
"""Kinds that others refer to, and the fields that do; taken back in this order, after all others."""
_AT_ONCE: Final = 400
"""Ids in one question to the store."""


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """A field of a record, before and after."""

    key: Key
    field: str
    before: Any
    after: Any


@dataclass(slots=True, repr=False)
class Trace:
    """What was added, in order, and what was changed."""

    added: dict[Key, None] = field(default_factory=dict)
    changed: list[Change] = field(default_factory=list)

    def ids(self, kind: type[Record]) -> tuple[str, ...]:
        """Return the ids of the records of a kind that were added."""
        return tuple(record_id for one, record_id in self.added if one is kind)


@contextmanager
def watching(session: Session) -> Iterator[Trace]:
    """Note what is written inside; whatever was pending before belongs to who wrote it."""
    session.flush()
    trace, before = Trace(), set(added(session))

    def note(_session: Session, _context: object, _instances: object) -> None:
        for record in session.dirty:
            if isinstance(record, Record):
                trace.changed += _changes(record)

    event.listen(session, "before_flush", note)
    try:
        yield trace
        session.flush()
    finally:
        event.remove(session, "before_flush", note)
    trace.added = dict.fromkeys(one for one in added(session) if one not in before)
    trace.changed = [one for one in trace.changed if one.key not in trace.added]


def _changes(record: Record) -> Iterator[Change]:
    for attribute in inspect(record).attrs:
        history = attribute.history
        if history.has_changes() and history.deleted:
            now = getattr(record, attribute.key)
            yield Change((type(record), record.id), attribute.key, history.deleted[0], now)


def undo(session: Session, trace: Trace, *, workshop_id: str = "") -> None:
    """Take back what a trace wrote.

    With a workshop: only while nobody of those it invited has arrived, else `NotAllowed("import-arrived")`.
    """
    if workshop_id:
        _nobody_arrived(session, trace, workshop_id)
    for change in reversed(trace.changed):
        _put_back(session, change)
    for kind, record_id in reversed(trace.added):
        if kind not in _REFERRED:
            _take_away(session, kind, record_id)
    session.flush()
    for kind, fields in _REFERRED.items():
        ids = trace.ids(kind)
        used = _used(session, fields, ids)
        for record_id in reversed(ids):
            if record_id not in used:
                _take_away(session, kind, record_id)
        session.flush()


def _nobody_arrived(session: Session, trace: Trace, workshop_id: str) -> None:
    invited = {
        one.person_id
        for ids in _batches(trace.ids(Invitation))
        for one in session.scalars(select(Invitation).where(Invitation.id.in_(ids)))
    }
    came = session.scalars(living(Attendance).where(Attendance.workshop_id == workshop_id))
    arrived = {one.person_id for one in came} & invited
    if arrived:
        raise NotAllowed("import-arrived", count=len(arrived))


def _put_back(session: Session, change: Change) -> None:
    kind, record_id = change.key
    record = session.get(kind, record_id)
    if record is None or getattr(record, change.field) != change.after:
        return
    if change.field == "deleted":
        (restore if change.after else delete)(session, record)
    elif not record.deleted:
        setattr(record, change.field, change.before)


def _take_away(session: Session, kind: type[Record], record_id: str) -> None:
    record = session.get(kind, record_id)
    if record is not None and not record.deleted:
        delete(session, record)


def _used(session: Session, fields: tuple[str, ...], ids: tuple[str, ...]) -> set[str]:
    """Return the ids that living records refer to by one of these fields."""
    used: set[str] = set()
    for mapper in Record.registry.mappers:
        for name in fields:
            if name not in mapper.columns or "deleted" not in mapper.columns:
                continue
            column = mapper.columns[name]
            for batch in _batches(ids):
                found = select(column).where(column.in_(batch), mapper.columns["deleted"].is_(False))
                used.update(session.scalars(found.distinct()))
    return used


def _batches(ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
