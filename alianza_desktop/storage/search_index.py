"""The search of people and organisations: two lines of words for each that is not deleted, in FTS5.

What the lines hold is told in `search_text`. They follow the rows: `refresh` is called once per batch of
operations, local or arriving. Finding and ranking is the business of services.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, delete, select

from alianza_desktop.model import Invitation, Organization, Person
from alianza_desktop.storage.bulk import insert_rows
from alianza_desktop.storage.search_text import (
    Lines,
    organization_lines,
    organization_number,
    person_lines,
    person_number,
)
from alianza_desktop.storage.tables import PIECES, SEARCH, search_key

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
    "organization": frozenset({"name", "short_name", "ruc", "deleted"}),
    "invitation": frozenset({"workshop_id", "person_id", "deleted"}),
}
"""Fields whose change makes a line stale."""

Line: TypeAlias = tuple[str, Lines, Callable[[int], int]]
"""A record, what is kept of it, and its number at each attempt."""

_CHUNK: Final = 5_000
_PEOPLE: Final = select(
    Person.id,
    Person.deleted,
    Person.given_names,
    Person.paternal_surname,
    Person.maternal_surname,
    Person.document_number,
    Organization.name,
    Organization.short_name,
).outerjoin(Organization, (Organization.id == Person.organization_id) & Organization.deleted.is_(False))
_BODIES: Final = select(
    Organization.id, Organization.deleted, Organization.name, Organization.short_name, Organization.ruc
)
_INVITING: Final = select(Invitation.person_id, Invitation.workshop_id).where(Invitation.deleted.is_(False))


def refresh(connection: Connection, stale: Mapping[str, Iterable[str]]) -> None:
    """Bring up to date the lines of records that changed, by kind (`FIELDS`), and of what hangs from them."""
    persons, bodies = set(stale.get("person", ())), set(stale.get("organization", ()))
    for chunk in _chunks(stale.get("invitation", ())):
        persons.update(connection.scalars(select(Invitation.person_id).where(Invitation.id.in_(chunk))))
    for chunk in _chunks(bodies):
        _write(connection, chunk, _body_lines(connection, chunk))
        persons.update(connection.scalars(select(Person.id).where(Person.organization_id.in_(chunk))))
    for chunk in _chunks(persons):
        _write(connection, chunk, _person_lines(connection, chunk))


def forget(connection: Connection) -> None:
    """Leave no trace of words that were replaced: FTS5 keeps them until its segments are merged."""
    for table in (SEARCH, PIECES):
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608


def rebuild(connection: Connection) -> None:
    """Make every line again: after an upgrade, for `alianza check --repair` and tests."""
    for table in (SEARCH, PIECES):
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - a constant name
    connection.execute(delete(search_key))
    everybody = {"person": connection.scalars(select(Person.id)).all()}
    refresh(connection, everybody | {"organization": connection.scalars(select(Organization.id)).all()})


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(sorted(set(ids)))
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk


def _person_lines(connection: Connection, ids: Sequence[str]) -> Iterator[Line]:
    inviting = defaultdict(set)
    for person_id, workshop_id in connection.execute(_INVITING.where(Invitation.person_id.in_(ids))):
        inviting[person_id].add(workshop_id)
    for row in _shown(connection.execute(_PEOPLE.where(Person.id.in_(ids))).all()):
        record, _deleted, given, paternal, maternal, document, *bodies = row
        lines = person_lines(
            (given, paternal, maternal), document, tuple(filter(None, bodies)), inviting[record]
        )
        yield record, lines, partial(person_number, paternal, maternal, given, record)


def _body_lines(connection: Connection, ids: Sequence[str]) -> Iterator[Line]:
    for row in _shown(connection.execute(_BODIES.where(Organization.id.in_(ids))).all()):
        record, _deleted, name, short_name, ruc = row
        lines = organization_lines(tuple(filter(None, (name, short_name))), ruc)
        yield record, lines, partial(organization_number, name, record)


def _shown(rows: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    return (tuple(row) for row in rows if not row.deleted)


def _write(connection: Connection, ids: Sequence[str], lines: Iterable[Line]) -> None:
    """Replace what the tables hold of some records with their lines; without a line they are out.

    Numbers rise: FTS5 writes out all that it has gathered whenever one is lower than the one before.
    """
    _drop(connection, ids)
    made = list(lines)
    numbers = _free_numbers(connection, made)
    rows = sorted((numbers[record], record, kept) for record, kept, _number in made)
    keys = [(number, record, kept.middles) for number, record, kept in rows]
    insert_rows(connection, search_key, ("number", "record", "middles"), keys)
    _add(connection, SEARCH, [(number, kept.words) for number, _record, kept in rows])
    _add(connection, PIECES, [(number, kept.pieces) for number, _record, kept in rows])


def _add(connection: Connection, table: str, rows: list[tuple[int, str]]) -> None:
    if rows:
        sql = f"INSERT INTO {table} (rowid, folded) VALUES (?, ?)"  # noqa: S608 - a constant name
        connection.exec_driver_sql(sql, rows)


def _drop(connection: Connection, ids: Sequence[str]) -> None:
    known = connection.scalars(select(search_key.c.number).where(search_key.c.record.in_(ids))).all()
    if known:
        for table in (SEARCH, PIECES):
            sql = f"DELETE FROM {table} WHERE rowid = ?"  # noqa: S608 - a constant name
            connection.exec_driver_sql(sql, [(number,) for number in known])
        connection.execute(delete(search_key).where(search_key.c.number.in_(known)))


def _free_numbers(connection: Connection, lines: Sequence[Line]) -> dict[str, int]:
    """Give each line a number of its own, the first attempt that nobody has."""
    numbers: dict[str, int] = {}
    given: set[int] = set()
    waiting, attempt = list(lines), 0
    while waiting:
        wanted = {record: number(attempt) for record, _kept, number in waiting}
        taken = select(search_key.c.number).where(search_key.c.number.in_(wanted.values()))
        given.update(connection.scalars(taken))
        late = []
        for line in waiting:
            number = wanted[line[0]]
            if number in given:
                late.append(line)
            else:
                given.add(number)
                numbers[line[0]] = number
        waiting, attempt = late, attempt + 1
    return numbers
