"""Two laptops keep the clock of one agenda without a network: when they meet both tell the same."""

from collections.abc import Iterator

import pytest

from alianza_desktop.services import agenda_clock
from alianza_desktop.services.agenda_clock import Block
from tests.services.test_two_desks import Room, new_room


@pytest.fixture
def room() -> Iterator[Room]:
    made = new_room()
    yield made
    for desk in made.desks:
        desk.close()


def start(room: Room, desk: int, number: int) -> str:
    with room.desks[desk].transaction() as session:
        blocks = agenda_clock.blocks(session, room.made.workshop)
        return agenda_clock.start(session, room.made.workshop, blocks[number].id).id


def told(room: Room, desk: int) -> tuple[Block, ...]:
    with room.desks[desk].transaction() as session:
        return agenda_clock.blocks(session, room.made.workshop)


def test_both_begin_the_same_block_and_one_goes_on_to_the_next(room: Room) -> None:
    start(room, 0, 0)
    start(room, 1, 0)
    start(room, 1, 1)
    room.meet()
    assert told(room, 0) == told(room, 1)
    assert [one.state for one in told(room, 0)] == ["ended", "running"]


def test_a_mark_taken_back_at_one_laptop_is_taken_back_at_both(room: Room) -> None:
    mark = start(room, 0, 0)
    room.meet()
    with room.desks[1].transaction() as session:
        agenda_clock.take_back(session, mark)
    room.meet()
    assert [one.state for one in told(room, 0)] == ["", ""]
    assert told(room, 0) == told(room, 1)
