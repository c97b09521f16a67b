"""What a piece of work asks of SQLite, and how SQLite answers: by which index, or row after row."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session


def questions(session: Session, work: Callable[[], object]) -> list[tuple[str, Any]]:
    """Return each question that the work asks, with what is given for its marks."""
    connection, asked = session.connection(), []

    def keep(_connection: Any, _cursor: Any, sql: str, given: Any, *_more: Any) -> None:
        asked.append((sql, given))

    event.listen(connection, "before_cursor_execute", keep)
    work()
    event.remove(connection, "before_cursor_execute", keep)
    return asked


def plans(session: Session, work: Callable[[], object]) -> list[str]:
    """Return each step of the plan of each question that the work asks."""
    return [
        row.detail
        for sql, given in questions(session, work)
        for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
    ]
