"""A record moved among its siblings: one order key is written, and new ones only where there is no room."""

from typing import Protocol, TypeVar

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import rules


class Ordered(Protocol):
    """A record with its place in a list."""

    order_key: str


R = TypeVar("R", bound=Ordered)


def move(rows: list[R], moved: R, step: int) -> bool:
    """Move a row so many places down (negative: up) in its list; return whether it moved.

    Keys that another laptop made equal leave no room between them: then the list gets new ones.
    """
    place = rows.index(moved)
    wanted = max(0, min(len(rows) - 1, place + step))
    if wanted == place:
        return False
    rows.insert(wanted, rows.pop(place))
    before = rows[wanted - 1].order_key if wanted else ""
    after = rows[wanted + 1].order_key if wanted + 1 < len(rows) else ""
    try:
        moved.order_key = rules.key_between(before, after)
    except Invalid:
        _order_anew(rows)
    return True


def _order_anew(rows: list[R]) -> None:
    key = ""
    for row in rows:
        key = rules.key_between(key)
        row.order_key = key
