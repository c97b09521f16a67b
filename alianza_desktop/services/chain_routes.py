"""How the links of a chain are drawn: orthogonal lines in the gutters of columns and the gaps of rows.

A line leaves a card by its side and turns only in a gutter or in a gap, where no card of the layout is, so
it crosses none. To and from a card that a person placed there is no such promise: the way that crosses the
fewest cards is taken.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeVar

from alianza_desktop.services.chain_plan import (
    CARD_HEIGHT,
    CARD_WIDTH,
    COLUMN_WIDTH,
    GUTTER,
    HEADER_HEIGHT,
    LANES,
    PITCH,
    Box,
    Edge,
    Point,
)
from alianza_desktop.services.chain_view import ChainView, LinkView

Cell = tuple[int, int]
"""Column and row of a card, from 0."""
CARD_LEFT: Final = (COLUMN_WIDTH - CARD_WIDTH) / 2
ROW_TOP: Final = HEADER_HEIGHT + 12
GAP: Final = PITCH - CARD_HEIGHT
TRACKS: Final = (14, 8, 20, 11, 17, 5, 23)
"""Where lines run inside the gap below a row, from the card above."""
PORT_STEP: Final = 24
CROSSING: Final = 30
"""Pixels that a line would rather walk than cross another."""

LEFT, RIGHT, TOP, BOTTOM = "left", "right", "top", "bottom"
Polyline = tuple[Point, ...]
_Way = TypeVar("_Way")
_Line = tuple[float, float, str, int, bool]
"""A line's order along a side of a card: towards where, how far; its link, which end, whether it is level."""


def routes(view: ChainView, cards: Mapping[str, Box], cells: Mapping[str, Cell]) -> tuple[Edge, ...]:
    """Return an edge for each link whose two cards are drawn, in the order of the links."""
    sectors = {one.id: one.sector for one in view.activities}
    links = [one for one in view.links if one.source_id in cards and one.target_id in cards]
    lines = _Router(cards, cells, links).lines()
    return tuple(Edge(one.id, lines[one.id], sectors.get(one.source_id, "")) for one in links)


@dataclass(slots=True)
class _Run:
    """A line while it is being decided: where it leaves and arrives, and the gutters where it turns."""

    link: LinkView
    start: Point
    end: Point
    gutters: tuple[int, ...] = ()
    """Of its vertical pieces: none for a straight line, two when it runs along a gap."""
    gap: int = -1
    """The row whose gap it runs along, with two gutters."""
    lanes: list[float] = field(default_factory=list)
    track: float = 0

    def heights(self) -> tuple[tuple[float, float], ...]:
        """Return from where to where each vertical piece goes."""
        if len(self.gutters) == 1:
            return ((self.start[1], self.end[1]),)
        middle = _gap_top(self.gap) + GAP / 2
        return (self.start[1], middle), (middle, self.end[1])

    def points(self) -> Polyline:
        if not self.gutters:
            return self.start, self.end
        first, last = self.lanes[0], self.lanes[-1]
        if len(self.gutters) == 1:
            return self.start, (first, self.start[1]), (first, self.end[1]), self.end
        return (
            self.start,
            (first, self.start[1]),
            (first, self.track),
            (last, self.track),
            (last, self.end[1]),
            self.end,
        )


class _Router:
    def __init__(
        self, cards: Mapping[str, Box], cells: Mapping[str, Cell], links: Sequence[LinkView]
    ) -> None:
        self._cards, self._cells, self._links = cards, cells, links
        self._occupied = set(cells.values())
        self._rows = 1 + max((row for _, row in self._occupied), default=0)
        self._sides = {one.id: self._sides_of(one) for one in links}
        self._ports = self._spread()
        self._falls = {
            self._cells[one.source_id]
            for one in links
            if self._sides[one.id] == (BOTTOM, TOP) and self._is_laid_out(one)
        }
        foot = _gap_top(self._rows)
        self._disturbed = any(card.y < foot for card_id, card in cards.items() if card_id not in cells)
        self._around = _Obstacles(cards.values())

    def lines(self) -> dict[str, Polyline]:
        """Return the line of each link."""
        lines, runs = {}, []
        for link in self._links:
            start, end = self._port(link, 0), self._port(link, 1)
            if not self._is_laid_out(link):
                lines[link.id] = self._free_line(link, start, end)
            elif self._sides[link.id] == (BOTTOM, TOP):
                lines[link.id] = _fall(start, end)
            else:
                runs.append(self._run(link, start, end))
        _give_lanes(runs)
        _give_tracks(runs)
        return lines | {run.link.id: run.points() for run in runs}

    def _is_laid_out(self, link: LinkView) -> bool:
        return link.source_id in self._cells and link.target_id in self._cells

    # --- where lines leave and arrive

    def _sides_of(self, link: LinkView) -> tuple[str, str]:
        source, target = self._cards[link.source_id], self._cards[link.target_id]
        if target.x >= source.right:
            return RIGHT, LEFT
        if target.right <= source.x:
            return LEFT, RIGHT
        if self._is_laid_out(link):
            column, row = self._cells[link.source_id]
            below = self._cells[link.target_id] == (column, row + 1)
            return (BOTTOM, TOP) if below else (RIGHT, RIGHT)
        if target.y >= source.bottom:
            return BOTTOM, TOP
        return (TOP, BOTTOM) if target.bottom <= source.y else (RIGHT, RIGHT)

    def _spread(self) -> dict[tuple[str, int], float]:
        """Share each side of a card among its lines: (link, end) → how far from the middle of the side."""
        sides: defaultdict[tuple[str, str], list[_Line]] = defaultdict(list)
        for one in self._links:
            level = self._is_level(one)
            for end, (own, other) in enumerate(
                ((one.source_id, one.target_id), (one.target_id, one.source_id))
            ):
                side = self._sides[one.id][end]
                sides[own, side].append((*self._towards(own, other, side), one.id, end, level))
        return dict(_shares(sides.values()))

    def _towards(self, own: str, other: str, side: str) -> tuple[float, float]:
        """Return how the lines of a side are ordered along it, so that those to far columns go outside."""
        here, there = self._cards[own], self._cards[other]
        if side in (TOP, BOTTOM):
            return there.x, 0
        away = abs(there.x - here.x)
        return there.y, away if there.y < here.y else -away

    def _is_level(self, link: LinkView) -> bool:
        """Say whether a link can be one straight piece between neighbours."""
        if not self._is_laid_out(link):
            return False
        (column, row), (other, same) = self._cells[link.source_id], self._cells[link.target_id]
        return abs(column - other) == 1 and row == same

    def _port(self, link: LinkView, end: int) -> Point:
        card = self._cards[link.target_id if end else link.source_id]
        side, away = self._sides[link.id][end], self._ports[link.id, end]
        if side in (TOP, BOTTOM):
            return card.x + card.width / 2 + away, card.y if side == TOP else card.bottom
        y = card.y + card.height / 2 + away * card.height / CARD_HEIGHT
        return card.x if side == LEFT else card.right, y

    # --- between cards of the layout

    def _run(self, link: LinkView, start: Point, end: Point) -> _Run:
        (column, row), (other, arrival) = self._cells[link.source_id], self._cells[link.target_id]
        if column == other:
            return _Run(link, start, end, (column,))
        forward = other > column
        between = range(column + 1, other) if forward else range(other + 1, column)
        first, last = (column, other - 1) if forward else (column - 1, other)
        ways = [_Run(link, start, end)] if start[1] == end[1] and self._is_open(between, row) else []
        if self._is_open(between, arrival):
            ways.append(_Run(link, start, end, (first,)))
        if between and self._is_open(between, row):
            ways.append(_Run(link, start, end, (last,)))
        if between:
            ways.append(_Run(link, start, end, (first, last), self._gap(start, end, between)))
        return self._clearest(ways)

    def _is_open(self, columns: Iterable[int], row: int) -> bool:
        return all((column, row) not in self._occupied for column in columns)

    def _gap(self, start: Point, end: Point, between: Collection[int]) -> int:
        """Return the row below which a line goes along several columns: the shortest way, crossing few."""

        def cost(row: int) -> tuple[float, int]:
            height = _gap_top(row) + GAP / 2
            crossed = sum((column, row) in self._falls for column in between)
            return abs(start[1] - height) + abs(end[1] - height) + CROSSING * crossed, row

        top, bottom = sorted((start[1], end[1]))
        first, last = (int((height - ROW_TOP) // PITCH) for height in (top, bottom))
        return min(range(max(first - 1, 0), last + 1), key=cost)

    def _clearest(self, ways: Sequence[_Run]) -> _Run:
        if len(ways) == 1 or not self._disturbed:
            return ways[0]
        return self._around.clearest(ways, _sketched, ways[0].link)

    # --- to and from a card that a person placed

    def _free_line(self, link: LinkView, start: Point, end: Point) -> Polyline:
        source, target = self._cards[link.source_id], self._cards[link.target_id]
        heights = [max(source.bottom, target.bottom) + GAP / 2, min(source.y, target.y) - GAP / 2]
        detours = [height for height in heights if height > HEADER_HEIGHT]
        ways = _free_ways(self._sides[link.id], start, end, detours, self._ports[link.id, 0] / 3)
        return self._around.clearest(ways, lambda way: way, link)


def _fall(start: Point, end: Point) -> Polyline:
    """Return a line from a card to the one right below."""
    if start[0] == end[0]:
        return start, end
    middle = (start[1] + end[1]) / 2
    return start, (start[0], middle), (end[0], middle), end


def _gap_top(row: int) -> float:
    return ROW_TOP + row * PITCH + CARD_HEIGHT


def _shares(sides: Iterable[list[_Line]]) -> Iterator[tuple[tuple[str, int], float]]:
    for lines in sides:
        lines.sort(key=lambda line: line[:2])  # equal ones in the order of their links
        level = next((place for place, line in enumerate(lines) if line[4]), None)
        middle = (len(lines) - 1) / 2 if level is None else level
        reach = max(middle, len(lines) - 1 - middle)
        step = min(PORT_STEP, 26 / reach) if reach else 0
        for place, (_, _, link_id, end, _) in enumerate(lines):
            yield (link_id, end), (place - middle) * step


def _give_lanes(runs: Iterable[_Run]) -> None:
    """Give each vertical piece a lane of its gutter, so that none lies on another and few cross."""
    gutters: defaultdict[int, list[tuple[float, float, int, _Run]]] = defaultdict(list)
    for run in runs:
        run.lanes = [0.0] * len(run.gutters)
        for place, gutter in enumerate(run.gutters):
            begin, end = run.heights()[place]
            gutters[gutter].append((begin, end, place, run))
    for gutter, pieces in gutters.items():
        pieces.sort(key=_nearest_first)
        lanes = _packed([(min(begin, end), max(begin, end)) for begin, end, _, _ in pieces])
        places = _spaced(max(lanes) + 1)
        for (_, _, place, run), lane in zip(pieces, lanes, strict=True):
            run.lanes[place] = gutter * COLUMN_WIDTH + CARD_LEFT + CARD_WIDTH + places[lane]


def _nearest_first(piece: tuple[float, float, int, _Run]) -> tuple[float, float]:
    """Order pieces so that the lines of a card do not cross: of those that go up, the highest turns first."""
    begin, end = piece[:2]
    return (begin, end) if end <= begin else (-begin, -end)


def _spaced(lanes: int) -> Sequence[float]:
    if lanes <= len(LANES):
        return ((LANES[1],), (LANES[0], LANES[2]), LANES)[lanes - 1]
    return [8 + (GUTTER - 16) * lane / (lanes - 1) for lane in range(lanes)]


def _give_tracks(runs: Iterable[_Run]) -> None:
    """Give each line that runs along a gap a height of its own in it."""
    gaps: defaultdict[int, list[_Run]] = defaultdict(list)
    for run in runs:
        if len(run.gutters) > 1:
            gaps[run.gap].append(run)
    for gap, along in gaps.items():
        along.sort(key=lambda run: (min(run.lanes), max(run.lanes)))
        for run, track in zip(
            along, _packed([(min(run.lanes), max(run.lanes)) for run in along]), strict=True
        ):
            run.track = _gap_top(gap) + TRACKS[track % len(TRACKS)]


def _packed(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the first lane for each span where it touches no other."""
    taken: list[list[tuple[float, float]]] = []
    lanes = []
    for begin, end in spans:
        free = (
            lane
            for lane, others in enumerate(taken)
            if all(last < begin - 2 or end < first - 2 for first, last in others)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((begin, end))
        lanes.append(lane)
    return lanes


def _sketched(run: _Run) -> Polyline:
    """Return about where a line will go, before its lanes are given."""
    run.lanes = [gutter * COLUMN_WIDTH + CARD_LEFT + CARD_WIDTH + LANES[1] for gutter in run.gutters]
    run.track = _gap_top(run.gap) + GAP / 2
    return run.points()


def _free_ways(
    sides: tuple[str, str], start: Point, end: Point, detours: Sequence[float], aside: float
) -> Iterator[Polyline]:
    """Return ways between two sides, the plainest first.

    Detours are heights above and below both cards; `aside` keeps lines of one card apart where they turn.
    """
    (x, y), (to_x, to_y) = start, end
    if sides in ((BOTTOM, TOP), (TOP, BOTTOM)):
        if x == to_x:
            yield start, end
        for middle in ((y + to_y) / 2 + aside, y + (to_y - y) * 0.2, y + (to_y - y) * 0.8):
            yield start, (x, middle), (to_x, middle), end
    elif sides == (RIGHT, RIGHT):
        out = max(x, to_x) + LANES[1] + aside
        yield start, (out, y), (out, to_y), end
    else:
        if y == to_y:
            yield start, end
        out = (LANES[1] if to_x > x else -LANES[1]) + aside
        for middle in ((x + to_x) / 2 + aside, x + out, to_x - out):
            yield start, (middle, y), (middle, to_y), end
        for height in detours:
            yield start, (x + out, y), (x + out, height), (to_x - out, height), (to_x - out, to_y), end


class _Obstacles:
    """The cards by the squares that they cover, so that a line looks only at those near it."""

    def __init__(self, cards: Iterable[Box]) -> None:
        self._near: defaultdict[Cell, list[Box]] = defaultdict(list)
        for card in cards:
            for square in _squares((card.x, card.y), (card.right, card.bottom)):
                self._near[square].append(card)

    def clearest(self, ways: Iterable[_Way], drawn: Callable[[_Way], Polyline], link: LinkView) -> _Way:
        """Return the first way that crosses no card, or the one that crosses the fewest."""
        found = []
        for way in ways:
            crossed = self._hits(drawn(way), (link.source_id, link.target_id))
            if not crossed:
                return way
            found.append((crossed, way))
        return min(found, key=lambda pair: pair[0])[1]

    def _hits(self, line: Polyline, ends: Collection[str]) -> int:
        """Return how many cards a line crosses, besides those that it joins."""
        return len(
            {
                card.id
                for one, other in pairwise(line)
                for square in _squares(one, other)
                for card in self._near.get(square, ())
                if card.id not in ends and _crosses(one, other, card)
            }
        )


def _squares(one: Point, other: Point) -> Iterator[Cell]:
    left, right = sorted((int(one[0] // COLUMN_WIDTH), int(other[0] // COLUMN_WIDTH)))
    top, bottom = sorted((int(one[1] // PITCH), int(other[1] // PITCH)))
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _crosses(one: Point, other: Point, card: Box) -> bool:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return left < card.right and right > card.x and top < card.bottom and bottom > card.y
