"""Many rows in one statement, as tuples, without the cost per row of SQLAlchemy's parameters.

For the batches of `log` and `merging`, half of whose time it would take; everything else uses the ORM.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table

Rows: TypeAlias = Sequence[tuple[Any, ...]]


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Rows) -> None:
    """Insert rows, each with the values of `columns`; none at all is fine."""
    if rows:
        names = ", ".join(map(_quote(connection), columns))
        marks = ", ".join([mark(connection)] * len(columns))
        sql = f"INSERT INTO {_quote(connection)(table.name)} ({names}) VALUES ({marks})"  # noqa: S608
        connection.exec_driver_sql(sql, list(rows))


def update_rows(
    connection: Connection, table: Table, columns: Sequence[str], keys: Sequence[str], rows: Rows
) -> None:
    """Update rows, each with the values of `columns` and then those of `keys` that find it."""
    if rows:
        quote, sign = _quote(connection), mark(connection)
        changes = ", ".join(f"{quote(name)} = {sign}" for name in columns)
        found = " AND ".join(f"{quote(name)} = {sign}" for name in keys)
        sql = f"UPDATE {quote(table.name)} SET {changes} WHERE {found}"  # noqa: S608
        connection.exec_driver_sql(sql, list(rows))


def _quote(connection: Connection) -> Any:
    return connection.dialect.identifier_preparer.quote


def mark(connection: Connection) -> str:
    """Return what stands for a value in the driver's own SQL."""
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"
