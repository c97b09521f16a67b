"""Where an arrow key goes on the canvas, and how a flow bends while its card is dragged. Plain geometry."""

from collections.abc import Iterable
from typing import Final, Literal

from alianza_desktop.services.chain_plan import GUTTER, HEADER_HEIGHT, Box, Plan, Point

Direction = Literal["left", "right", "up", "down"]
_SIDEWAYS: Final = 2.5
"""How much more a step aside counts than a step ahead."""


def neighbour(plan: Plan, here: str, direction: Direction) -> str:
    """Return what is next in a direction: cards and the names of stages; `here` when there is nothing."""
    boxes = stops(plan)
    start = next((one for one in boxes if one.id == here), None)
    if start is None:
        return first(plan)
    found = min(
        (one for one in boxes if one.id != here and _ahead(start, one, direction) > 0),
        key=lambda one: _distance(start, one, direction),
        default=start,
    )
    return found.id


def first(plan: Plan) -> str:
    """Return where the walk begins: the first card, or the first stage."""
    return (plan.cards or plan.columns)[0].id if plan.cards or plan.columns else ""


def stops(plan: Plan) -> list[Box]:
    """Return everything that the arrows can reach."""
    names = [Box(one.id, one.x, one.y, one.width, HEADER_HEIGHT) for one in plan.columns]
    return [*plan.cards, *names]


def _ahead(start: Box, other: Box, direction: Direction) -> float:
    """Return how far ahead the other one's middle is, beyond the reach of the first."""
    (x, y), (ox, oy) = _middle(start), _middle(other)
    gone = {"left": x - ox, "right": ox - x, "up": y - oy, "down": oy - y}[direction]
    reach = start.width if direction in ("left", "right") else start.height
    return gone - reach / 4


def _distance(start: Box, other: Box, direction: Direction) -> float:
    (x, y), (ox, oy) = _middle(start), _middle(other)
    ahead, aside = (
        (abs(ox - x), abs(oy - y)) if direction in ("left", "right") else (abs(oy - y), abs(ox - x))
    )
    return ahead + _SIDEWAYS * aside


def _middle(box: Box) -> Point:
    return box.x + box.width / 2, box.y + box.height / 2


def column_at(plan: Plan, x: float) -> str:
    """Return the stage under a place, or the nearest one; empty without stages."""
    return min(plan.columns, key=lambda one: max(one.x - x, x - one.right, 0), default=Box("", 0, 0, 0, 0)).id


def elbow(source: Box, target: Box) -> tuple[Point, ...]:
    """Return a flow between two cards in straight pieces, good enough until the layout draws it again."""
    (sx, sy), (tx, ty) = _middle(source), _middle(target)
    if target.x >= source.right:
        middle = max(source.right + 6, target.x - GUTTER / 2)
        return ((source.right, sy), (middle, sy), (middle, ty), (target.x, ty))
    if target.right > source.x and target.y >= source.bottom:
        half = (source.bottom + target.y) / 2
        return ((sx, source.bottom), (sx, half), (tx, half), (tx, target.y))
    if target.right > source.x and target.bottom <= source.y:
        half = (source.y + target.bottom) / 2
        return ((sx, source.y), (sx, half), (tx, half), (tx, target.bottom))
    out, back = source.right + 12, target.x - 12
    under = max(source.bottom, target.bottom) + 14
    return ((source.right, sy), (out, sy), (out, under), (back, under), (back, ty), (target.x, ty))


def touching(links: Iterable[tuple[str, str, str]], card: str) -> list[tuple[str, str, str]]:
    """Return the (id, source, target) that begin or end at a card."""
    return [one for one in links if card in one[1:]]
