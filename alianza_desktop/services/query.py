"""The two questions every service asks: the living records of a kind, and one of them by id."""

from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.model import Record

R = TypeVar("R", bound=Record)


def living(kind: type[R]) -> Select[R]:
    """Select the records of a kind that are not deleted."""
    return select(kind).where(kind.deleted.is_(False))


def get(session: Session, kind: type[R], record_id: str) -> R:
    """Return a living record, or raise `NotFound("record-missing")`."""
    record = session.get(kind, record_id)
    if record is None or record.deleted:
        raise NotFound("record-missing", kind=kind.__tablename__, id=record_id)
    return record


def by_id(session: Session, kind: type[R], ids: set[str]) -> dict[str, R]:
    """Return the records with those ids, deleted ones included, keyed by id; a few hundred at most."""
    wanted = ids - {""}
    if not wanted:
        return {}
    return {record.id: record for record in session.scalars(select(kind).where(kind.id.in_(wanted)))}


def one_of(value: str, allowed: tuple[str, ...], field: str) -> str:
    """Return `value` if it is one of the stored codes, or raise `Invalid("unknown-code")`."""
    if value not in allowed:
        raise Invalid("unknown-code", field=field, value=value, allowed=", ".join(allowed))
    return value
