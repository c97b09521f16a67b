"""Who came to a workshop that was held before the program: facts from paper, once each."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Attendance, Invitation, Person, Workshop
from alianza_desktop.services import earlier, registration, undoing, workshops
from alianza_desktop.services.earlier import Earlier
from alianza_desktop.services.invitees import InviteeRow, Plan
from alianza_desktop.services.query import living
from alianza_desktop.storage.database import Database
from tests.builders import World, world, writing
from tests.services.test_invitees import ANA, but

FIRST = Earlier(stage=1, date="2026-03-12", place="Casa comunal de Nieva")
MAYOR = but(
    ANA, row=3, digest="m", document_number="45678901", given_names="María Elena", paternal_surname="Quispe",
    maternal_surname="Huamán", organization="", position="", phone="", mesa="2",
)  # fmt: skip
BARE = but(
    ANA, row=4, digest="b", document_type="none", document_number="", document_sound=False,
    given_names="Rosa", paternal_surname="Sakejat", maternal_surname="Wampash",
)  # fmt: skip


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return world(session)


def taken(database: Database, *rows: InviteeRow, target: Earlier = FIRST) -> Plan:
    with writing(database) as session:
        plan = earlier.plan(session, target, rows, source="asistencia.xlsx")
        earlier.apply(session, target, plan)
    return plan


def came(session: Session) -> list[Attendance]:
    return list(session.scalars(living(Attendance).order_by(Attendance.id)))


def test_people_came_to_a_workshop_that_is_added(database: Database, made: World) -> None:
    plan = taken(database, ANA, MAYOR, BARE)
    assert sorted(plan.effects.values()) == ["invited", "new", "new"]
    with database.reading() as session:
        held = session.scalars(living(Workshop).where(Workshop.stage == 1)).one()
        assert (held.starts_on, held.place) == ("2026-03-12", "Casa comunal de Nieva")
        [sitting] = workshops.sessions(session, held.id)
        assert (sitting.state, sitting.arrived) == ("closed", 3)
        rows = came(session)
        assert {one.source for one in rows} == {"paper"}
        assert {one.at for one in rows} == {"2026-03-12T08:00:00.000-05:00"}
        mayor = next(one for one in rows if one.person_id == made.mayor)
        assert (mayor.position, mayor.sector, mayor.quality) == ("Alcaldesa", "public", "titular")
        assert session.scalars(living(Invitation)).all() == []
        card = registration.lookup(session, made.workshop, made.mayor, made.session)
    assert card.stages == (1,)
    assert "mesa-unknown" not in [remark.code for one in plan.outcomes for remark in one.remarks]


def test_the_same_list_again_adds_nobody(database: Database, made: World) -> None:
    taken(database, ANA, MAYOR, BARE)
    again = taken(database, replace(ANA, row=9), MAYOR, BARE)
    assert set(again.effects.values()) == {"unchanged"}
    assert [one.kind for one in again.outcomes] == ["updated"] * 3
    with database.reading() as session:
        assert len(came(session)) == 3
        assert len(session.scalars(living(Person)).all()) == 4
        assert len(session.scalars(living(Workshop)).all()) == 2


def test_a_workshop_that_is_here_is_chosen(database: Database, made: World) -> None:
    taken(database, ANA, target=Earlier(workshop_id=made.workshop))
    with database.reading() as session:
        assert [one.session_id for one in came(session)] == [made.session]
        assert workshops.show(session, made.workshop).sessions[0].state == "open"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (Earlier(stage=7, date="2026-03-12"), "stage-unknown"),
        (Earlier(stage=1), "earlier-day-needed"),
        (Earlier(stage=1, date="12 de marzo"), "day-unknown"),
        (Earlier(stage=1, date="2026-11-24"), "earlier-day-ahead"),
        (Earlier(stage=1, date="2999-03-12"), "earlier-day-ahead"),
    ],
)
def test_a_workshop_needs_its_stage_and_its_day(database: Database, target: Earlier, code: str) -> None:
    with database.reading() as session, pytest.raises(Invalid, match=code):
        earlier.plan(session, target, [ANA], source="asistencia.xlsx")


def test_a_laptop_whose_clock_is_years_behind_takes_them_too(
    database: Database, made: World, clock: FixedClock
) -> None:
    clock.set(clock.now().replace(year=2019))
    target = Earlier(stage=1, date="2026-03-12")
    with database.reading() as session:
        assert isinstance(earlier.plan(session, target, [ANA], source="asistencia.xlsx"), Plan)


def test_it_is_taken_back_whole(database: Database, made: World) -> None:
    with writing(database) as session:
        plan = earlier.plan(session, FIRST, [ANA, MAYOR], source="asistencia.xlsx")
        with undoing.watching(session) as trace:
            earlier.apply(session, FIRST, plan)
    with writing(database) as session:
        undoing.undo(session, trace)
    with database.reading() as session:
        assert came(session) == []
        assert [one.id for one in session.scalars(living(Workshop))] == [made.workshop]
        assert len(session.scalars(living(Person)).all()) == 2
