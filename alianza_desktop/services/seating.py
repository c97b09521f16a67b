"""The automatic spread of people over mesas: a pure function, the same answer for the same people.

First sit those who must: who already has a seat, when it is kept, then who facilitates a mesa or takes its
notes, then who belongs to it or works in its chain. The others are dealt sector by sector, the largest first,
each to the mesa that has the smallest share of that sector. How many of each sector a mesa gets is decided
before who they are, so that asking again, also with everybody free to move, moves nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

FACILITATES: Final = 0
BELONGS: Final = 1
WORKS_IN_ITS_CHAIN: Final = 2
"""Why somebody should sit at a mesa, the strongest reason first."""


@dataclass(frozen=True, slots=True, repr=False)
class Guest:
    """Somebody to be seated."""

    person_id: str
    sector: str = ""
    mesa_id: str = ""
    """Where they sit now."""
    ties: tuple[tuple[int, str], ...] = ()
    """(reason, mesa) of the mesas where they should sit."""


@dataclass(frozen=True, slots=True)
class Table:
    """A mesa that meets, and for how many; `None` is for any number."""

    mesa_id: str
    number: int
    capacity: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Spread:
    """Where each one sits, and who sits elsewhere than before."""

    seats: Mapping[str, str] = field(default_factory=dict)
    """Mesa by person: everybody who was asked about, once."""
    seated: int = 0
    """Who had no mesa and gets one."""
    moved: int = 0
    """Who changes from one mesa to another."""
    over: int = 0
    """How many seats are lacking."""
    changes: Mapping[str, str] = field(default_factory=dict)
    """Of `seats`, those that are new."""


class _Room:
    """The mesas while they fill."""

    def __init__(self, tables: Sequence[Table], people: int) -> None:
        self.tables = sorted(tables, key=lambda one: (one.number, one.mesa_id))
        self.places = {one.mesa_id: place for place, one in enumerate(self.tables)}
        self.taken: Counter[str] = Counter()
        self.sectors: dict[str, Counter[str]] = defaultdict(Counter)
        self.shares = _shares(self.tables, people)

    def free(self, mesa_id: str) -> bool:
        capacity = self.tables[self.places[mesa_id]].capacity
        return capacity is None or self.taken[mesa_id] < capacity

    def take(self, mesa_id: str, sector: str) -> None:
        self.taken[mesa_id] += 1
        self.sectors[mesa_id][sector] += 1

    def best(self, sector: str) -> str:
        """Return the mesa with room that most lacks a sector; without room, the one that it crowds least."""
        open_ones = [one for one in self.tables if self.free(one.mesa_id)]
        if not open_ones:
            return min(self.tables, key=self._crowd).mesa_id

        def lack(one: Table) -> tuple[float, float, int]:
            share = self.shares[one.mesa_id]
            mine = self.sectors[one.mesa_id][sector]
            return (2 * mine + 1) / share, self.taken[one.mesa_id] / share, self.places[one.mesa_id]

        return min(open_ones, key=lack).mesa_id

    def _crowd(self, one: Table) -> tuple[float, int]:
        return (self.taken[one.mesa_id] - (one.capacity or 0)) / max(1, one.capacity or 0), one.number


def _shares(tables: Sequence[Table], people: int) -> dict[str, float]:
    """Return how many each mesa would hold if all were as full as they can be alike, like water."""
    rooms = {one.mesa_id: people if one.capacity is None else one.capacity for one in tables}
    low, level = 0.0, float(max(people, 1))
    for _ in range(40):
        middle = (low + level) / 2
        if sum(min(middle, room) for room in rooms.values()) < people:
            low = middle
        else:
            level = middle
    return {mesa_id: max(1.0, min(level, room)) for mesa_id, room in rooms.items()}


def spread(guests: Iterable[Guest], tables: Sequence[Table], *, keep: bool = True) -> Spread:
    """Seat everybody at one mesa; `keep` leaves those who have a seat where they are."""
    people = sorted(guests, key=lambda one: one.person_id)
    if not tables:
        return Spread()
    known = {one.mesa_id for one in tables}
    stay = {one.person_id: one.mesa_id for one in people if keep and one.mesa_id in known}
    room = _Room(tables, len(people))
    seats: dict[str, str] = {}
    for one in people:
        if one.person_id in stay:
            _sit(room, seats, one, stay[one.person_id])
    for reason in (FACILITATES, BELONGS, WORKS_IN_ITS_CHAIN):
        _seat_tied(room, seats, people, reason)
    _deal(room, seats, [one for one in people if one.person_id not in seats])
    return _told(people, seats, tables)


def _sit(room: _Room, seats: dict[str, str], one: Guest, mesa_id: str) -> None:
    seats[one.person_id] = mesa_id
    room.take(mesa_id, one.sector)


def _seat_tied(room: _Room, seats: dict[str, str], people: list[Guest], reason: int) -> None:
    """Seat those who have this reason for a mesa, while it has room; of two, the one that lacks them."""
    for one in people:
        wanted = [mesa for why, mesa in one.ties if why == reason and mesa in room.places]
        open_ones = [mesa for mesa in wanted if room.free(mesa)]
        if one.person_id in seats or not open_ones:
            continue
        fewest = min(
            open_ones, key=lambda mesa: (room.sectors[mesa][one.sector], room.taken[mesa], room.places[mesa])
        )
        _sit(room, seats, one, fewest)


def _deal(room: _Room, seats: dict[str, str], left: list[Guest]) -> None:
    """Deal the others: first how many of each sector each mesa gets, then who."""
    by_sector: dict[str, list[Guest]] = defaultdict(list)
    for one in left:
        by_sector[one.sector].append(one)
    order = sorted(by_sector, key=lambda sector: (not sector, -len(by_sector[sector]), sector))
    for sector in order:
        given: Counter[str] = Counter()
        for _ in by_sector[sector]:
            mesa_id = room.best(sector)
            room.take(mesa_id, sector)
            given[mesa_id] += 1
        _hand_out(seats, by_sector[sector], given, room)


def _hand_out(seats: dict[str, str], guests: list[Guest], given: Counter[str], room: _Room) -> None:
    """Give the seats of a sector: who is there already stays there."""
    standing = []
    for one in guests:
        if given[one.mesa_id] > 0:
            given[one.mesa_id] -= 1
            seats[one.person_id] = one.mesa_id
        else:
            standing.append(one)
    rest = [mesa for mesa in sorted(given, key=lambda mesa: room.places.get(mesa, 0)) if given[mesa] > 0]
    empty = iter(mesa for mesa in rest for _ in range(given[mesa]))
    for one in standing:
        seats[one.person_id] = next(empty)


def _told(people: list[Guest], seats: dict[str, str], tables: Sequence[Table]) -> Spread:
    before = {one.person_id: one.mesa_id for one in people}
    changes = {person: mesa for person, mesa in seats.items() if before[person] != mesa}
    moved = sum(1 for person in changes if before[person])
    taken = Counter(seats.values())
    over = sum(max(0, taken[one.mesa_id] - one.capacity) for one in tables if one.capacity is not None)
    return Spread(seats=seats, seated=len(changes) - moved, moved=moved, over=over, changes=changes)
