"""Where the cards of a chain go: a column for each stage in order, the supports below, then the notes.

Inside a column a card comes after those that feed it there, near the rows of what it is connected with in
the other columns (barycentre). Cards that a person placed stay; the others keep out of their way. Pure, and
the same view gives the same plan. Edges are of `chain_routes`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import count, islice, product
from math import ceil
from typing import Final

from alianza_desktop.model.chain_rules import ACTIVITY
from alianza_desktop.services import chain_routes
from alianza_desktop.services.chain_plan import (
    CARD_HEIGHT,
    CARD_WIDTH,
    COLUMN_WIDTH,
    PITCH,
    SUPPORT_HEIGHT,
    SUPPORT_LANE,
    SUPPORT_WIDTH,
    Box,
    Edge,
    Plan,
    Point,
)
from alianza_desktop.services.chain_routes import CARD_LEFT, ROW_TOP, Cell
from alianza_desktop.services.chain_view import ActivityView, ChainView

FOOT: Final = 40
"""Below the last card of a column."""
SUPPORT_LEFT: Final = (COLUMN_WIDTH - SUPPORT_WIDTH) / 2
SUPPORT_TOP: Final = 37
SUPPORT_PITCH: Final = SUPPORT_HEIGHT + 12
WIDE: Final = 5
"""Supports and notes side by side, when there are fewer stages."""
FAR: Final = 20_000
"""A card farther than this is not where a person put it: it is laid out."""
AIR: Final = 8
"""Between a placed card and those that the layout decides."""
SWEEPS: Final = 3

_Order = tuple[float, int]


def lay_out(view: ChainView) -> Plan:
    """Return the drawing of a chain."""
    placed = {one.id: _placed(one) for one in view.activities if _is_placed(one)}
    kinds = {one.id: one.kind for one in view.activities}
    cells = _Columns(view, placed).cells()
    cards = {card_id: _card(card_id, cell) for card_id, cell in cells.items()}
    cards |= placed
    rows = 1 + max((row for _, row in cells.values()), default=0)
    low = [card.bottom for card_id, card in placed.items() if kinds[card_id] == ACTIVITY]
    bottom = max(ROW_TOP + rows * PITCH - (PITCH - CARD_HEIGHT), *low, 0) + FOOT
    stages, across = len(view.stages), max(len(view.stages), WIDE)
    supports = [one for one in view.activities if one.kind == "support"]
    lane_height = _lane_height(supports, placed, across)
    lane_width = max(stages, min(len(supports), WIDE)) * COLUMN_WIDTH
    lane = Box("", 0, bottom, lane_width, lane_height) if supports else None
    cards |= _row_of(supports, placed, bottom + SUPPORT_TOP, across)
    notes = [one for one in view.activities if one.kind not in (ACTIVITY, "support")]
    cards |= _row_of(notes, placed, bottom + lane_height + 12, across)
    ordered = tuple(cards[one.id] for one in view.activities if one.id in cards)
    edges = chain_routes.routes(view, cards, cells)
    return Plan(
        width=max(stages * COLUMN_WIDTH, *_rights(ordered, lane), *(x + 6 for x, _ in _points(edges))),
        height=max(bottom + lane_height, *(card.bottom + 12 for card in ordered), 0),
        columns=tuple(
            Box(stage.id, place * COLUMN_WIDTH, 0, COLUMN_WIDTH, bottom)
            for place, stage in enumerate(view.stages)
        ),
        cards=ordered,
        lane=lane,
        edges=edges,
    )


def _rights(cards: Iterable[Box], lane: Box | None) -> Iterable[float]:
    return [0, *(card.right + SUPPORT_LEFT for card in cards), *((lane.right,) if lane else ())]


def _points(edges: Iterable[Edge]) -> Iterable[Point]:
    return (point for edge in edges for point in edge.points)


# --- cards that a person placed, and those of the lane


def _is_placed(one: ActivityView) -> bool:
    return one.x is not None and one.y is not None and max(abs(one.x), abs(one.y)) <= FAR


def _placed(one: ActivityView) -> Box:
    width, height = (SUPPORT_WIDTH, SUPPORT_HEIGHT) if one.kind == "support" else (CARD_WIDTH, CARD_HEIGHT)
    return Box(one.id, float(one.x or 0), float(one.y or 0), width, height)


def _card(card_id: str, cell: Cell) -> Box:
    column, row = cell
    return Box(card_id, column * COLUMN_WIDTH + CARD_LEFT, ROW_TOP + row * PITCH, CARD_WIDTH, CARD_HEIGHT)


def _lane_height(supports: Sequence[ActivityView], placed: Mapping[str, Box], across: int) -> float:
    if not supports:
        return 0
    rows = ceil(sum(one.id not in placed for one in supports) / across)
    return SUPPORT_LANE + max(rows - 1, 0) * SUPPORT_PITCH


def _row_of(
    cards: Sequence[ActivityView], placed: Mapping[str, Box], top: float, across: int
) -> dict[str, Box]:
    """Put supports or notes one beside another, in as many rows as they need."""
    boxes = {}
    free = [one for one in cards if one.id not in placed]
    for place, one in enumerate(free):
        down, right = divmod(place, across)
        if one.kind == "support":
            x, y = right * COLUMN_WIDTH + SUPPORT_LEFT, top + down * SUPPORT_PITCH
            boxes[one.id] = Box(one.id, x, y, SUPPORT_WIDTH, SUPPORT_HEIGHT)
        else:
            x, y = right * COLUMN_WIDTH + CARD_LEFT, top + down * (CARD_HEIGHT + 12)
            boxes[one.id] = Box(one.id, x, y, CARD_WIDTH, CARD_HEIGHT)
    return boxes


# --- the columns


@dataclass(slots=True)
class _Columns:
    """The cards that the layout decides, by column, and what they are connected with."""

    view: ChainView
    placed: Mapping[str, Box]
    columns: list[list[str]] = field(default_factory=list)
    column_of: dict[str, int] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)
    """What a card feeds in its own column."""
    above: dict[str, int] = field(default_factory=dict)
    """How many cards of its column feed it."""
    beside: dict[str, list[str]] = field(default_factory=dict)
    """What it is connected with in other columns."""
    rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stages = {stage.id: place for place, stage in enumerate(self.view.stages)}
        last = max(len(stages) - 1, 0)
        self.columns = [[] for _ in range(last + 1)]
        for one in self.view.activities:
            if one.kind == ACTIVITY and one.id not in self.placed:
                self.column_of[one.id] = column = stages.get(one.stage_id, last)
                self.columns[column].append(one.id)
        for link in self.view.links:
            self._connect(link.source_id, link.target_id)

    def cells(self) -> dict[str, Cell]:
        """Return the column and row of each card."""
        taken = _taken(self.placed.values())
        needed = [_first_free(len(column), taken, place) for place, column in enumerate(self.columns)]
        tallest = 1 + max(needed)
        for column in self.columns:
            self.rows.update({card_id: place for place, card_id in enumerate(column)})
        across = range(len(self.columns))
        for sweep in range(SWEEPS):
            for place in across if sweep % 2 == 0 else reversed(across):
                self._arrange(place, [row for row in range(tallest) if (place, row) not in taken])
        return {card_id: (column, self.rows[card_id]) for card_id, column in self.column_of.items()}

    def _connect(self, source: str, target: str) -> None:
        ends = self.column_of.get(source), self.column_of.get(target)
        if None in ends or source == target:
            return
        if ends[0] == ends[1]:
            self.below.setdefault(source, []).append(target)
            self.above[target] = self.above.get(target, 0) + 1
        else:
            self.beside.setdefault(source, []).append(target)
            self.beside.setdefault(target, []).append(source)

    def _arrange(self, column: int, free: Sequence[int]) -> None:
        """Order the cards of a column and give them rows near what they are connected with."""
        wished = {card_id: self._wish(card_id) for card_id in self.columns[column]}
        cards = self._ordered(self.columns[column], wished)
        before, place = "", -1
        for number, card_id in enumerate(cards):
            first, final = place + 1, len(free) - len(cards) + number
            wish = wished[card_id]
            place = first
            if wish is not None and card_id not in self.below.get(before, ()):
                place = min(range(first, final + 1), key=lambda one: abs(free[one] - wish))
            self.rows[card_id] = free[place]
            before = card_id
        self.columns[column] = cards

    def _wish(self, card_id: str) -> float | None:
        rows = [self.rows[one] for one in self.beside.get(card_id, ())]
        return sum(rows) / len(rows) if rows else None

    def _ordered(self, cards: Sequence[str], wished: Mapping[str, float | None]) -> list[str]:
        """Order a column: who feeds comes first, a sequence stays together, then the barycentre."""
        waiting = {card_id: self.above.get(card_id, 0) for card_id in cards}
        keys = {
            card_id: (float(place) if (wish := wished[card_id]) is None else wish, place)
            for place, card_id in enumerate(cards)
        }
        ready = [(keys[one], one) for one in cards if not waiting[one]]
        heapify(ready)
        left, found = dict.fromkeys(cards), list[str]()
        while left:
            card_id = self._next(found, ready, left, waiting, keys)
            del left[card_id]
            found.append(card_id)
            for one in self.below.get(card_id, ()):
                waiting[one] -= 1
                if waiting[one] == 0 and one in left:
                    heappush(ready, (keys[one], one))
        return found

    def _next(
        self,
        found: Sequence[str],
        ready: list[tuple[_Order, str]],
        left: Mapping[str, None],
        waiting: Mapping[str, int],
        keys: Mapping[str, _Order],
    ) -> str:
        following = self.below.get(found[-1], ()) if found else ()
        follows = [one for one in following if one in left and waiting[one] <= 0]
        if follows:
            return min(follows, key=lambda one: keys[one])
        while ready:
            _, card_id = heappop(ready)
            if card_id in left:
                return card_id
        return min(left, key=lambda one: (waiting[one], keys[one]))  # a circle that came from elsewhere


def _taken(placed: Iterable[Box]) -> set[Cell]:
    """Return the cells that placed cards cover, with a little air."""
    taken = set()
    for box in placed:
        columns = range(int((box.x - COLUMN_WIDTH) // COLUMN_WIDTH), int(box.right // COLUMN_WIDTH) + 1)
        rows = range(max(int((box.y - ROW_TOP - PITCH) // PITCH), 0), int(box.bottom // PITCH) + 1)
        taken |= {cell for cell in product(columns, rows) if _touch(box, _card("", cell))}
    return taken


def _touch(one: Box, other: Box) -> bool:
    across = one.x < other.right + AIR and other.x < one.right + AIR
    return across and one.y < other.bottom + AIR and other.y < one.bottom + AIR


def _first_free(cards: int, taken: Collection[Cell], column: int) -> int:
    """Return the last row that so many cards of a column need."""
    rows = (row for row in count() if (column, row) not in taken)
    return max(islice(rows, cards), default=0)
