"""The automatic spread: what never fails, whatever the people and the mesas."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.services.seating import BELONGS, FACILITATES, Guest, Spread, Table, spread

SECTORS = ("public", "private", "academia", "society", "")
MESAS = tuple(f"m{number}" for number in range(1, 8))


@st.composite
def guests(draw: st.DrawFn, *, tied: bool = True, seated: bool = True) -> tuple[Guest, ...]:
    size = draw(st.integers(0, 70))
    ties = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(MESAS)), max_size=2, unique=True)
    return tuple(
        Guest(
            f"p{number:03d}",
            draw(st.sampled_from(SECTORS)),
            draw(st.sampled_from(("", *MESAS))) if seated else "",
            tuple(draw(ties)) if tied else (),
        )
        for number in range(size)
    )


@st.composite
def tables(draw: st.DrawFn, *, bounded: bool = True) -> tuple[Table, ...]:
    size = draw(st.integers(1, len(MESAS)))
    rooms = st.one_of(st.none(), st.integers(1, 30)) if bounded else st.none()
    return tuple(Table(MESAS[n], n + 1, draw(rooms)) for n in range(size))


def taken(found: Spread) -> Counter[str]:
    return Counter(found.seats.values())


@given(guests(), tables(), st.booleans())
def test_everybody_sits_once_at_a_mesa_that_meets(
    people: tuple[Guest, ...], mesas: tuple[Table, ...], keep: bool
) -> None:
    found = spread(people, mesas, keep=keep)
    assert set(found.seats) == {one.person_id for one in people}
    assert set(found.seats.values()) <= {one.mesa_id for one in mesas}


@given(guests(seated=False), tables())
def test_no_mesa_is_crowded_while_there_is_room(people: tuple[Guest, ...], mesas: tuple[Table, ...]) -> None:
    room = sum(len(people) if one.capacity is None else one.capacity for one in mesas)
    found = spread(people, mesas)
    crowded = [one for one in mesas if one.capacity is not None and taken(found)[one.mesa_id] > one.capacity]
    if room >= len(people):
        assert crowded == []
        assert found.over == 0
    else:
        assert found.over == len(people) - room


@given(guests(), tables())
def test_who_has_a_seat_keeps_it_and_newcomers_crowd_nobody(
    people: tuple[Guest, ...], mesas: tuple[Table, ...]
) -> None:
    known = {one.mesa_id for one in mesas}
    kept = {one.person_id: one.mesa_id for one in people if one.mesa_id in known}
    found = spread(people, mesas)
    assert kept.items() <= found.seats.items()
    free = sum(
        len(people) if one.capacity is None else max(0, one.capacity - Counter(kept.values())[one.mesa_id])
        for one in mesas
    )
    if free >= len(people) - len(kept):
        before = Counter(kept.values())
        for one in mesas:
            if one.capacity is not None:
                assert taken(found)[one.mesa_id] <= max(one.capacity, before[one.mesa_id])


@given(guests(tied=False, seated=False), tables(bounded=False))
def test_sectors_and_mesas_are_even_when_nothing_else_binds(
    people: tuple[Guest, ...], mesas: tuple[Table, ...]
) -> None:
    found = spread(people, mesas)
    sizes = [taken(found)[one.mesa_id] for one in mesas]
    assert max(sizes) - min(sizes) <= 1
    sector = {one.person_id: one.sector for one in people}
    for code in SECTORS:
        each = Counter(mesa for person, mesa in found.seats.items() if sector[person] == code)
        counts = [each[one.mesa_id] for one in mesas]
        assert max(counts) - min(counts) <= 1


@given(guests(), tables(), st.booleans())
def test_asking_again_moves_nobody(people: tuple[Guest, ...], mesas: tuple[Table, ...], keep: bool) -> None:
    first = spread(people, mesas, keep=keep)
    after = tuple(replace(one, mesa_id=first.seats[one.person_id]) for one in people)
    for again in (spread(after, mesas, keep=keep), spread(reversed(after), mesas, keep=keep)):
        assert again.seats == first.seats
        assert again.changes == {}


@given(guests(), tables(), st.booleans())
def test_it_counts_who_is_seated_and_who_moves(
    people: tuple[Guest, ...], mesas: tuple[Table, ...], keep: bool
) -> None:
    found = spread(people, mesas, keep=keep)
    before = {one.person_id: one.mesa_id for one in people}
    assert found.changes == {p: m for p, m in found.seats.items() if before[p] != m}
    assert found.moved == sum(1 for p in found.changes if before[p])
    assert found.seated == sum(1 for p in found.changes if not before[p])


def test_who_facilitates_and_who_belongs_sit_at_their_mesa() -> None:
    people = (
        Guest("a", "public", "", ((FACILITATES, "m2"),)),
        Guest("b", "public", "", ((BELONGS, "m2"),)),
        Guest("c", "public"),
        Guest("d", "public"),
    )
    found = spread(people, (Table("m1", 1, 4), Table("m2", 2, 2)))
    assert found.seats == {"a": "m2", "b": "m2", "c": "m1", "d": "m1"}


def test_a_facilitator_takes_the_last_seat_before_a_member() -> None:
    people = (Guest("a", "", "", ((BELONGS, "m1"),)), Guest("b", "", "", ((FACILITATES, "m1"),)))
    assert spread(people, (Table("m1", 1, 1), Table("m2", 2))).seats == {"a": "m2", "b": "m1"}


def test_a_big_mesa_takes_more_of_every_sector() -> None:
    people = tuple(Guest(f"p{n:02d}", SECTORS[n % 2]) for n in range(40))
    found = spread(people, (Table("m1", 1, 10), Table("m2", 2, 30)))
    public = Counter(found.seats[one.person_id] for one in people if one.sector == "public")
    assert taken(found) == {"m1": 10, "m2": 30}
    assert public == {"m1": 5, "m2": 15}


def test_without_mesas_nobody_is_seated() -> None:
    assert spread((Guest("a"),), ()).seats == {}
