"""How SQLite answers what a piece of work asks: by which index, or row after row."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session


def plans(session: Session, work: Callable[[], object]) -> list[str]:
    """Return each step of the plan of each question that the work asks."""
    connection, asked = session.connection(), []

    def keep(_connection: Any, _cursor: Any, sql: str, given: Any, *_more: Any) -> None:
        asked.append((sql, given))

    event.listen(connection, "before_cursor_execute", keep)
    work()
    event.remove(connection, "before_cursor_execute", keep)
    return [
        row.detail
        for sql, given in asked
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
    ]
