"""How many were in the room at an hour, and whether a mesa has the people that its rule asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import FixedClock, instant
from alianza_desktop.model import Attendance, Mesa, WorkshopSession
from alianza_desktop.services import delegations, departures, meetings, present_at, registration, workshops
from alianza_desktop.services.present_at import PLENARY
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing
from tests.conftest import MORNING


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as session:
        yield session


@pytest.fixture
def made(session: Session) -> World:
    return world(session)


def at(minutes: int) -> str:
    return instant(MORNING + timedelta(minutes=minutes))


def everybody(session: Session, made: World, minutes: int) -> int:
    return present_at.counts(session, made.workshop, [at(minutes)])[at(minutes)][PLENARY]


def test_people_are_there_from_their_arrival_to_their_departure(
    session: Session, made: World, clock: FixedClock
) -> None:
    arrive(session, made, made.mayor, made.cacao)
    clock.set(MORNING + timedelta(minutes=20))
    second = arrive(session, made, made.manager, made.cacao)
    session.add(Attendance(workshop_id=made.workshop, session_id=made.session, person_id="", at=at(30)))
    session.flush()
    departures.leave(session, second, at=at(50))
    assert [everybody(session, made, minutes) for minutes in (-1, 0, 19, 20, 30, 49, 50)] == [
        0,
        1,
        1,
        2,
        3,
        3,
        2,
    ]
    mesa = [
        present_at.counts(session, made.workshop, [at(n)])[at(n)].get(made.cacao, 0) for n in (10, 40, 50)
    ]
    assert mesa == [1, 2, 1]


def test_who_came_back_counts_again(session: Session, made: World) -> None:
    first = arrive(session, made, made.mayor)
    departures.leave(session, first, at=at(30))
    session.add(
        Attendance(workshop_id=made.workshop, session_id=made.session, person_id=made.mayor, at=at(60))
    )
    session.flush()
    assert [everybody(session, made, minutes) for minutes in (29, 45, 60)] == [1, 0, 1]


def test_an_arrival_noted_at_two_desks_counts_once(session: Session, made: World) -> None:
    arrive(session, made, made.mayor)
    twin = Attendance(workshop_id=made.workshop, session_id=made.session, person_id=made.mayor, at=at(5))
    session.add(twin)
    session.flush()
    assert everybody(session, made, 10) == 1
    departures.leave(session, twin.id, at=at(20))
    assert everybody(session, made, 21) == 0


def test_a_departure_that_was_taken_back_never_was(session: Session, made: World) -> None:
    first = arrive(session, made, made.mayor)
    departures.leave(session, first, at=at(10))
    departures.come_back(session, first)
    assert everybody(session, made, 15) == 1


def test_whoever_sent_another_is_out_and_the_other_in(
    session: Session, made: World, clock: FixedClock
) -> None:
    arrive(session, made, made.mayor)
    clock.set(MORNING + timedelta(minutes=40))
    delegations.delegate(session, made.workshop, made.session, made.mayor, made.manager)
    assert [everybody(session, made, minutes) for minutes in (39, 41)] == [1, 1]


def test_those_of_the_morning_count_while_the_afternoon_fills_and_until_they_leave(
    session: Session, made: World, clock: FixedClock
) -> None:
    arrive(session, made, made.mayor)
    stays = arrive(session, made, made.manager)
    assert everybody(session, made, 7 * 60) == 2, "nobody was registered again: those of the morning"
    afternoon = workshops.sessions(session, made.workshop)[1].id
    workshops.set_session_state(session, afternoon, "open")
    clock.set(MORNING + timedelta(hours=5, minutes=55))
    registration.register(session, made.workshop, made.mayor, session_id=afternoon)
    assert [everybody(session, made, minutes) for minutes in (5 * 60 + 58, 6 * 60, 7 * 60)] == [2, 2, 2]
    departures.leave(session, stays, at=at(6 * 60 + 30))
    assert [everybody(session, made, minutes) for minutes in (6 * 60, 7 * 60)] == [2, 1]


def test_unnamed_people_of_two_half_days_are_not_counted_twice(session: Session, made: World) -> None:
    morning, afternoon = (one.id for one in workshops.sessions(session, made.workshop))
    for half_day, minutes in (
        (morning, 0),
        (morning, 1),
        (afternoon, 361),
        (afternoon, 362),
        (afternoon, 363),
    ):
        session.add(Attendance(workshop_id=made.workshop, session_id=half_day, person_id="", at=at(minutes)))
    session.flush()
    assert [everybody(session, made, minutes) for minutes in (0, 300, 361, 362, 363)] == [1, 2, 2, 2, 3]


def test_without_hours_or_on_another_day_every_half_day_speaks(session: Session, made: World) -> None:
    arrive(session, made, made.mayor)
    for one in workshops.sessions(session, made.workshop):
        record = session.get_one(WorkshopSession, one.id)
        record.starts_at, record.date = "", "2026-11-20"
    session.flush()
    assert everybody(session, made, 60) == 1


def test_nothing_is_asked_for_no_hour(session: Session, made: World) -> None:
    assert present_at.counts(session, made.workshop, []) == {}


def test_the_quorum_of_a_mesa_follows_who_is_here(session: Session, made: World) -> None:
    assert present_at.quorums(session, made.workshop) == ()
    session.get_one(Mesa, made.cacao).quorum = 2
    session.flush()
    arrive(session, made, made.mayor, made.cacao)
    second = arrive(session, made, made.manager, made.cacao)
    (quorum,) = present_at.quorums(session, made.workshop)
    assert (quorum.mesa_id, quorum.needed, quorum.present, quorum.missing) == (made.cacao, 2, 2, 0)
    departures.leave(session, second)
    (quorum,) = present_at.quorums(session, made.workshop)
    assert (quorum.present, quorum.missing) == (1, 1)


def test_the_quorum_of_a_mesa_that_meets_by_itself_is_everybody_there(
    session: Session, made: World, clock: FixedClock
) -> None:
    """As its acta says: unnamed people sit at no mesa, and there they are of the only one."""
    session.get_one(Mesa, made.cacao).quorum = 2
    plan = replace(meetings.propose(session, made.cacao).plan, starts_on="2026-11-23", starts_at="08:00")
    held = meetings.convene(session, plan).id
    half_day = workshops.sessions(session, held)[0].id
    registration.register(session, held, made.mayor, session_id=half_day)
    registration.register_anonymous(session, held, "society", session_id=half_day)
    clock.set(MORNING + timedelta(minutes=5))
    (quorum,) = present_at.quorums(session, held)
    assert (quorum.present, quorum.missing) == (2, 0)
    assert present_at.counts(session, held, [at(5)])[at(5)][made.cacao] == 2
