"""The person search: one folded line of text per person who is not deleted, in FTS5.

It holds names, document number and organisation (name and short name), and follows the rows: `refresh` is
called once per batch of operations, local or arriving. Finding and ranking is the business of services.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, select

from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Organization, Person
from alianza_desktop.storage.bulk import insert_rows
from alianza_desktop.storage.tables import SEARCH, person_key

FIELDS: Final = {
    "person": frozenset(
        {
            "given_names",
            "paternal_surname",
            "maternal_surname",
            "document_number",
            "organization_id",
            "deleted",
        }
    ),
    "organization": frozenset({"name", "short_name", "deleted"}),
}
"""Fields whose change makes a line stale."""

_CHUNK: Final = 500
_LINES: Final = (
    select(
        Person.id,
        person_key.c.number,
        Person.deleted,
        Person.given_names,
        Person.paternal_surname,
        Person.maternal_surname,
        Person.document_number,
        Organization.name,
        Organization.short_name,
    )
    .outerjoin(Organization, (Organization.id == Person.organization_id) & Organization.deleted.is_(False))
    .outerjoin(person_key, person_key.c.record == Person.id)
)
_INSERT: Final = f"INSERT OR REPLACE INTO {SEARCH} (rowid, folded) VALUES (?, ?)"  # noqa: S608 - a constant name
_DELETE: Final = f"DELETE FROM {SEARCH} WHERE rowid = ?"  # noqa: S608 - a constant name


def refresh(connection: Connection, persons: Iterable[str], organizations: Iterable[str] = ()) -> None:
    """Bring up to date the lines of some persons, and of those of some organisations."""
    for chunk in _chunks(sorted(set(persons))):
        _write(connection, connection.execute(_LINES.where(Person.id.in_(chunk))).all())
    for chunk in _chunks(sorted(set(organizations))):
        _write(connection, connection.execute(_LINES.where(Person.organization_id.in_(chunk))).all())


def forget(connection: Connection) -> None:
    """Leave no trace of words that were replaced: FTS5 keeps them until its segments are merged."""
    connection.exec_driver_sql(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('optimize')")  # noqa: S608


def rebuild(connection: Connection) -> None:
    """Make every line again, for `alianza check --repair` and tests."""
    connection.exec_driver_sql(f"DELETE FROM {SEARCH}")  # noqa: S608 - a constant name
    connection.execute(delete(person_key))
    _write(connection, connection.execute(_LINES.order_by(Person.id)).all())


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    stream = iter(ids)
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk


def _write(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    shown = [row for row in rows if not row.deleted]
    last = connection.scalar(select(func.coalesce(func.max(person_key.c.number), 0))) or 0
    made = {row.id: last + step for step, row in enumerate((row for row in shown if not row.number), 1)}
    insert_rows(connection, person_key, ("record", "number"), list(made.items()))
    if shown:
        lines = [(row.number or made[row.id], _line(row)) for row in shown]
        connection.exec_driver_sql(_INSERT, lines)
    gone = [(row.number,) for row in rows if row.deleted and row.number]
    if gone:
        connection.exec_driver_sql(_DELETE, gone)


def _line(row: Row[Any]) -> str:
    folded = fold(" ".join(filter(None, row[3:])))
    joined = (word.replace("'", "") for word in folded.split() if "'" in word)  # ohiggins for o'higgins
    return " ".join((folded, *joined))
