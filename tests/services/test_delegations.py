"""Who leaves, who comes back, and who comes in the place of another."""

from datetime import timedelta

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import Attendance, Delegation, Departure
from alianza_desktop.services import (
    arrivals,
    delegations,
    departures,
    mesas,
    people,
    presence,
    registration,
    same_as,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import living
from alianza_desktop.services.registration import WalkIn
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing
from tests.conftest import MORNING

ELENA = WalkIn(
    document_number="70123456", given_names="Elena", organization="Comité de Nieva", registration=True
)


def here(database: Database, made: World) -> list[str]:
    with database.reading() as session:
        return [one.full_name for one in presence.present(session, made.workshop)]


def left(database: Database, made: World) -> list[str]:
    with database.reading() as session:
        found = arrivals.arrivals(session, made.workshop, made.session)
    assert found.left == sum(bool(one.left_at) for one in found.last)
    return [one.left_at for one in found.last if one.left_at]


def test_who_leaves_is_not_here_and_may_come_back(database: Database, clock: FixedClock) -> None:
    with writing(database) as session:
        made = world(session)
        attendance = arrive(session, made, made.mayor)
    clock.set(MORNING + timedelta(hours=4, minutes=50))
    with writing(database) as session:
        departures.leave(session, attendance)
    assert here(database, made) == []
    assert left(database, made) == ["12:50"]
    with pytest.raises(NotAllowed) as refused, writing(database) as session:
        departures.leave(session, attendance)
    assert (refused.value.code, refused.value.facts["hour"]) == ("already-left", "12:50")
    with writing(database) as session:
        departures.come_back(session, attendance)
    assert here(database, made) == ["María Elena Quispe Huamán"]
    assert left(database, made) == []
    with writing(database) as session:
        departures.leave(session, attendance)  # and may leave again


def test_two_laptops_that_noted_the_same_departure_are_one(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        attendance = arrive(session, made, made.mayor)
        for minute in (50, 52):
            session.add(Departure(attendance_id=attendance, at=f"2026-11-23T12:{minute}:00.000-05:00"))
    assert left(database, made) == ["12:50"]
    with writing(database) as session:
        departures.come_back(session, attendance)
        assert session.scalars(living(Departure)).all() == []


def test_a_delegate_is_in_with_quality_accreditation_and_the_seat(
    database: Database, clock: FixedClock
) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
    clock.set(MORNING + timedelta(hours=1))
    with writing(database) as session:
        arrival = delegations.delegate(
            session, made.workshop, made.session, made.mayor, made.manager, accreditation=" Oficio 12-2026 "
        )
    with database.reading() as session:
        attendance = session.get_one(Attendance, arrival.attendance_id)
        assert (attendance.quality, attendance.accreditation) == ("alternate", "Oficio 12-2026")
        assert mesas.seat_of(session, made.workshop, made.manager) == made.cacao
        assert delegations.standing(session, made.session, made.mayor).delegate == "José Tsamajain"
        standing = delegations.standing(session, made.session, made.manager)
        assert (standing.principal, standing.delegate) == ("María Elena Quispe Huamán", "")
        found = arrivals.arrivals(session, made.workshop, made.session)
    assert [one.in_place_of for one in found.last] == ["María Elena Quispe Huamán", ""]
    assert here(database, made) == ["José Tsamajain"]
    assert left(database, made) == ["09:00"]
    with writing(database) as session:
        delegations.undo(session, standing.delegation_id)
    assert here(database, made) == ["María Elena Quispe Huamán"]
    assert left(database, made) == []


def test_undoing_the_arrival_of_a_delegate_takes_the_delegation_back(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor)
    with writing(database) as session:
        arrival = delegations.delegate_new(
            session, made.workshop, made.session, made.mayor, ELENA, "Carta poder"
        )
    assert here(database, made) == ["Elena"]
    with writing(database) as session:
        registration.undo(session, arrival.attendance_id)
        assert session.scalars(living(Delegation)).all() == []
    assert here(database, made) == ["María Elena Quispe Huamán"]


def test_who_is_already_in_keeps_that_arrival(database: Database, clock: FixedClock) -> None:
    with writing(database) as session:
        made = world(session)
        attendance = arrive(session, made, made.manager)
    clock.set(MORNING + timedelta(hours=1))
    with writing(database) as session:
        arrival = delegations.delegate(session, made.workshop, made.session, made.mayor, made.manager)
        assert arrival.attendance_id == attendance
        delegations.undo(session, delegations.standing(session, made.session, made.manager).delegation_id)
    assert here(database, made) == ["José Tsamajain"]


def test_an_invited_person_who_never_came_may_send_somebody(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        delegations.delegate(session, made.workshop, made.session, made.mayor, made.manager)
    assert here(database, made) == ["José Tsamajain"]
    assert left(database, made) == []


def test_nobody_delegates_twice_or_in_themselves(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        delegations.delegate(session, made.workshop, made.session, made.mayor, made.manager)
    with pytest.raises(NotAllowed, match="already-delegated"), writing(database) as session:
        delegations.delegate_new(session, made.workshop, made.session, made.mayor, ELENA, "")
    with pytest.raises(Invalid, match="delegate-self"), writing(database) as session:
        delegations.delegate(session, made.workshop, made.session, made.manager, made.manager)


def test_a_delegation_is_found_by_any_record_of_either_person(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        twins = [
            people.add(session, PersonData(document_number=number, given_names=name)).id
            for number, name in (("71234567", "María"), ("71234568", "José"))
        ]
        same_as.join(session, "person", made.mayor, twins[0])
        same_as.join(session, "person", made.manager, twins[1])
    with pytest.raises(Invalid, match="delegate-self"), writing(database) as session:
        delegations.delegate(session, made.workshop, made.session, made.mayor, twins[0])
    with writing(database) as session:
        delegations.delegate(session, made.workshop, made.session, twins[0], twins[1])
    with database.reading() as session:
        assert delegations.standing(session, made.session, made.mayor).delegate == "José Tsamajain"
        assert delegations.standing(session, made.session, made.manager).principal.startswith("María Elena")
    with pytest.raises(NotAllowed, match="already-delegated"), writing(database) as session:
        delegations.delegate_new(session, made.workshop, made.session, made.mayor, ELENA, "")
    with writing(database) as session:
        came = registration.attendance_of(session, made.session, made.manager)
        assert came is not None
        registration.undo(session, came.id)
    with database.reading() as session:
        assert delegations.of_session(session, made.session) == ()
