"""Two laptops keep the clock of one agenda without a network: when they meet both tell the same."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import AgendaMark
from alianza_desktop.services import agenda_clock
from alianza_desktop.services.agenda_clock import Block
from alianza_desktop.storage.context import context
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


def put(room: Room, desk: int, kind: str, ahead: timedelta) -> None:
    """Put a mark as a laptop does whose hour is ahead."""
    with room.desks[desk].transaction() as session:
        first = agenda_clock.blocks(session, room.made.workshop)[0].id
        at = instant(context(session).clock.now() + ahead)
        session.add(AgendaMark(workshop_id=room.made.workshop, item_id=first, kind=kind, at=at))


def test_the_hour_of_a_laptop_that_is_a_day_ahead_is_refused_until_its_mark_is_undone(room: Room) -> None:
    put(room, 1, "start", timedelta(days=1))
    room.meet()
    with pytest.raises(NotAllowed, match="clock-ahead"):
        start(room, 0, 1)
    with room.desks[0].transaction() as session:
        agenda_clock.undo(session, room.made.workshop)
    start(room, 0, 1)
    assert [one.state for one in told(room, 0)] == ["", "running"]


def test_a_laptop_some_minutes_ahead_is_followed(room: Room) -> None:
    put(room, 1, "start", timedelta(minutes=4))
    room.meet()
    start(room, 0, 1)
    assert [one.state for one in told(room, 0)] == ["ended", "running"]
