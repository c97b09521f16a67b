"""The clock of the agenda: blocks begin, stop and end; what happened survives; another laptop's marks too."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import FixedClock, instant
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import AgendaMark
from alianza_desktop.services import agenda_clock, workshop_changes, workshops
from alianza_desktop.services.agenda_clock import ENDED, PAUSED, RUNNING
from alianza_desktop.services.workshops import AgendaPlan
from alianza_desktop.storage.database import Database
from tests.builders import World, world, writing
from tests.conftest import MORNING


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as session:
        yield session


@pytest.fixture
def made(session: Session) -> World:
    made = world(session)
    workshop_changes.add_block(session, made.workshop, AgendaPlan(title="Cierre", minutes=15))
    return made


def pass_minutes(clock: FixedClock, minutes: float) -> None:
    clock.set(clock.now() + timedelta(minutes=minutes))


def states(session: Session, made: World) -> list[str]:
    return [one.state for one in agenda_clock.blocks(session, made.workshop)]


def test_nothing_has_begun_at_first(session: Session, made: World) -> None:
    blocks = agenda_clock.blocks(session, made.workshop)
    assert [(one.title, one.starts_at, one.minutes, one.state) for one in blocks] == [
        ("Registro", "08:00", 60, ""), ("Acuerdos", "", None, ""), ("Cierre", "", 15, ""),
    ]  # fmt: skip
    assert agenda_clock.held(blocks) is None
    assert agenda_clock.following(blocks) == blocks[0]


def test_a_block_runs_stops_and_ends_with_its_hours(session: Session, made: World, clock: FixedClock) -> None:
    agenda_clock.start(session, made.workshop)
    pass_minutes(clock, 10)
    assert agenda_clock.blocks(session, made.workshop)[0].held(clock.now()) == 600
    agenda_clock.pause(session, made.workshop)
    pass_minutes(clock, 5)
    stopped = agenda_clock.blocks(session, made.workshop)[0]
    assert (stopped.state, stopped.held(clock.now())) == (PAUSED, 600)
    agenda_clock.start(session, made.workshop, stopped.id)
    pass_minutes(clock, 2)
    agenda_clock.end(session, made.workshop)
    pass_minutes(clock, 30)
    ended = agenda_clock.blocks(session, made.workshop)[0]
    assert (ended.state, ended.held(clock.now())) == (ENDED, 720)
    assert ended.began_at == instant(MORNING)
    assert ended.ended_at == instant(MORNING + timedelta(minutes=17))


def test_the_next_block_ends_the_one_before(session: Session, made: World, clock: FixedClock) -> None:
    agenda_clock.start(session, made.workshop)
    pass_minutes(clock, 50)
    agenda_clock.start(session, made.workshop)
    first, second, third = agenda_clock.blocks(session, made.workshop)
    assert (first.state, first.ended_at, second.state) == (ENDED, second.began_at, RUNNING)
    assert agenda_clock.following((first, second, third)) == third


def test_a_block_that_was_jumped_over_waits_for_whoever_chooses_it(session: Session, made: World) -> None:
    first, second, third = (one.id for one in agenda_clock.blocks(session, made.workshop))
    agenda_clock.start(session, made.workshop, third)
    with pytest.raises(NotAllowed) as refused:
        agenda_clock.start(session, made.workshop)
    assert refused.value.code == "agenda-done"
    agenda_clock.start(session, made.workshop, first)
    assert states(session, made) == [RUNNING, "", ENDED]
    assert agenda_clock.start(session, made.workshop, second).kind == "start"


def test_what_ended_goes_on_and_keeps_when_it_began(session: Session, made: World, clock: FixedClock) -> None:
    first = agenda_clock.start(session, made.workshop).item_id
    pass_minutes(clock, 4)
    agenda_clock.end(session, made.workshop)
    pass_minutes(clock, 60)
    assert agenda_clock.start(session, made.workshop, first).kind == "resume"
    pass_minutes(clock, 1)
    block = agenda_clock.blocks(session, made.workshop)[0]
    assert (block.began_at, block.ended_at) == (instant(MORNING), "")
    assert block.held(clock.now()) == 300


def test_each_mark_is_taken_back_and_made_again(session: Session, made: World, clock: FixedClock) -> None:
    agenda_clock.start(session, made.workshop)
    pass_minutes(clock, 3)
    following = agenda_clock.start(session, made.workshop)
    agenda_clock.take_back(session, following.id)
    assert states(session, made) == [RUNNING, "", ""]
    assert agenda_clock.blocks(session, made.workshop)[0].held(clock.now()) == 180
    agenda_clock.put_back(session, following.id)
    agenda_clock.put_back(session, following.id)
    assert states(session, made) == [ENDED, RUNNING, ""]


def test_what_cannot_be_done_is_said(session: Session, made: World) -> None:
    def refusal(call: str, *arguments: str) -> str:
        with pytest.raises(NotAllowed) as refused:
            getattr(agenda_clock, call)(session, made.workshop, *arguments)
        return refused.value.code

    assert (refusal("pause"), refusal("end")) == ("clock-still", "clock-still")
    first = agenda_clock.start(session, made.workshop).item_id
    assert refusal("start", first) == "block-runs"
    agenda_clock.pause(session, made.workshop)
    assert refusal("pause") == "clock-still"
    for one in workshops.agenda(session, made.workshop):
        workshop_changes.remove_block(session, one.id)
    assert refusal("start") == "agenda-empty"


def test_a_clock_that_went_back_puts_no_end_before_its_beginning(
    session: Session, made: World, clock: FixedClock
) -> None:
    began = agenda_clock.start(session, made.workshop)
    clock.set(MORNING - timedelta(days=400))
    assert agenda_clock.blocks(session, made.workshop)[0].held(clock.now()) == 0
    ended = agenda_clock.end(session, made.workshop)
    assert ended.at > began.at
    assert states(session, made) == [ENDED, "", ""]


def test_two_laptops_that_press_the_same_make_one_beginning(session: Session, made: World) -> None:
    first = agenda_clock.start(session, made.workshop)
    later = AgendaMark(
        workshop_id=made.workshop,
        item_id=first.item_id,
        kind="start",
        at=instant(MORNING + timedelta(minutes=2)),
    )
    session.add(later)
    session.flush()
    block = agenda_clock.blocks(session, made.workshop)[0]
    assert (block.began_at, block.since, block.state) == (first.at, first.at, RUNNING)


def test_hours_of_two_offsets_keep_their_order(session: Session, made: World) -> None:
    """A laptop that was set to another zone: 08:30 there is before 09:00 here."""
    first = agenda_clock.blocks(session, made.workshop)[0].id
    for kind, at in (("end", "2026-11-23T09:00:00.000-05:00"), ("start", "2026-11-23T13:30:00.000+00:00")):
        session.add(AgendaMark(workshop_id=made.workshop, item_id=first, kind=kind, at=at))
    session.flush()
    assert agenda_clock.blocks(session, made.workshop)[0].spent == 1800


def test_the_marks_of_a_block_that_was_taken_out_stop_nothing(session: Session, made: World) -> None:
    first = agenda_clock.start(session, made.workshop).item_id
    workshop_changes.remove_block(session, first)
    blocks = agenda_clock.blocks(session, made.workshop)
    assert agenda_clock.held(blocks) is None
    assert agenda_clock.start(session, made.workshop).item_id == blocks[0].id


def test_the_timer_survives_a_restart(database: Database, clock: FixedClock) -> None:
    with writing(database) as session:
        made = world(session)
        agenda_clock.start(session, made.workshop)
    pass_minutes(clock, 42)
    with database.reading() as session:
        block = agenda_clock.held(agenda_clock.blocks(session, made.workshop))
    assert block is not None
    assert block.held(clock.now()) == 42 * 60
