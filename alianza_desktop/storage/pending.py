"""What a session has changed and the journal has not yet written: it becomes operations at the commit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.model import Record
from alianza_desktop.storage.operations import Heads, OpId, Value

_PENDING: Final = "pending"
_TOUCHED: Final = "touched"


@dataclass(slots=True)
class Change:
    """What happened to one record in this transaction, however many flushes it took."""

    entity: str
    record_id: str
    record: Record | None = None
    """None when this version does not know the entity, or when it was added among many."""
    row: Mapping[str, Value] | None = None
    """What was written of a record that was added among many."""
    created: bool = False
    fields: set[str] = field(default_factory=set)
    """Fields that a flush found changed; their values are read at the commit."""
    decided: dict[str, Value] = field(default_factory=dict)
    """Values that are written even when the row does not change: resolutions, tombstones."""
    shown: Heads | None = None
    """What the screen showed; None: what this transaction reads."""
    settled: dict[str, tuple[OpId, ...]] = field(default_factory=dict)
    """Heads that a resolution saw, by field."""

    def said(self, name: str) -> Value:
        """Return what the row says of a field now."""
        value: Value = (self.row or {})[name] if self.record is None else getattr(self.record, name)
        return value


@dataclass(slots=True)
class Pending:
    """The changes of a transaction in the order of their first flush, and its redactions."""

    changes: dict[tuple[str, str], Change] = field(default_factory=dict)
    redactions: list[tuple[str, str, tuple[tuple[OpId, str], ...]]] = field(default_factory=list)
    """Entity, record, targets."""

    def change(self, entity: str, record_id: str, record: Record | None) -> Change:
        """Return the change of a record, a new one if it has none."""
        known = self.changes.setdefault((entity, record_id), Change(entity, record_id))
        known.record = known.record or record
        return known


def pending(session: Session) -> Pending:
    """Return what the session has changed so far."""
    found: Pending = session.info.setdefault(_PENDING, Pending())
    return found


def take(session: Session) -> Pending:
    """Return what was pending, which is being written now."""
    found: Pending = session.info.pop(_PENDING, None) or Pending()
    return found


def forget(session: Session) -> None:
    """Drop what is pending: the transaction is over."""
    session.info.pop(_PENDING, None)


def untouch(session: Session) -> None:
    """Drop what was touched: the transaction is rolled back."""
    session.info.pop(_TOUCHED, None)


def replace(session: Session, earlier: Pending) -> None:
    """Go back to what was pending at a savepoint."""
    session.info[_PENDING] = earlier


def touch(session: Session, names: Iterable[str]) -> None:
    """Add kinds of record to those that the transaction touches."""
    session.info.setdefault(_TOUCHED, set()).update(names)


def touched(session: Session) -> frozenset[str]:
    """Return the entity names that the session's transaction touched, arriving operations included."""
    return frozenset(session.info.get(_TOUCHED, ()))
