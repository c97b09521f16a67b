"""A mesa's own meeting: convened from what the mesa is, apart from the workshops, and what it takes up."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.documents import collect
from alianza_desktop.model import Mesa, Workshop, WorkshopMesa
from alianza_desktop.services import (
    actas,
    agreement_follow_up,
    directory_people,
    meetings,
    mesa_members,
    mesas,
    overview,
    people,
    presence,
    registration,
    workshop_copy,
    workshop_proposal,
    workshops,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import get
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.journal import delete
from tests.builders import World, agree, arrive, world, writing

DAY = "2026-12-05"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as opened:
        yield opened


@pytest.fixture
def made(session: Session) -> World:
    found = world(session)
    mesa_members.add(session, found.cacao, person_id=found.mayor, role="president")
    mesa_members.add(session, found.cacao, person_id=found.manager)
    mesa_members.add(session, found.cacao, organization="Federación de Prueba")
    return found


def convened(session: Session, made: World, day: str = DAY, mesa_id: str = "") -> str:
    plan = meetings.propose(session, mesa_id or made.cacao).plan
    return meetings.convene(session, replace(plan, starts_on=day, starts_at="09:00", ends_at="11:00")).id


def carried(session: Session, workshop_id: str, mesa_id: str | None) -> list[str]:
    found = agreement_follow_up.carried(session, workshop_id, mesa_id)
    return [row.text for one in found for row in one.rows]


def test_a_meeting_is_proposed_from_where_the_mesa_met_and_who_belongs_to_it(
    session: Session, made: World
) -> None:
    agree(session, made)
    found = meetings.propose(session, made.cacao)
    held = get(session, Workshop, made.workshop)
    assert found.name == "Reunión de la Mesa 1 · Cacao"
    assert (found.plan.place, found.plan.ubigeo) == (held.place, held.ubigeo)
    assert found.plan.conducted_by == found.plan.convened_by == "María Elena Quispe Huamán"
    assert found.plan.people == (made.mayor, made.manager)
    assert (len(found.members), found.open_agreements) == (3, 1)


def test_its_people_are_expected_each_with_a_seat(session: Session, made: World) -> None:
    agree(session, made)
    held = convened(session, made)
    view = workshops.show(session, held)
    assert (view.invited, view.arrived, [one.number for one in view.mesas]) == (2, 0, [1])
    assert set(mesas.seats_of_all(session, held)) == {made.mayor, made.manager}
    assert [(one.name, one.date, one.starts_at, one.state) for one in view.sessions] == [
        ("Reunión", DAY, "09:00", "open")
    ]
    assert [(one.starts_at, one.title) for one in view.agenda] == [
        ("09:00", "Acuerdos anteriores"),
        ("09:30", "Temas y acuerdos"),
        ("10:30", "Lectura y firma"),
    ]
    (row,) = meetings.listing(session)
    assert (row.id, row.number, row.mesa, row.starts_on, row.invited) == (held, 1, "Cacao", DAY, 2)
    assert meetings.listing(session, made.conecta) == ()
    assert meetings.mesa_of(session, held) == made.cacao
    assert meetings.mesa_of(session, made.workshop) == ""


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"starts_on": " "}, "workshop-day-needed"),
        ({"starts_on": "32/13/2026"}, "day-unknown"),
        ({"starts_at": "11:00", "ends_at": "09:00"}, "hours-crossed"),
        ({"modality": "telepathic"}, "unknown-code"),
        ({"ubigeo": "999999"}, "ubigeo-unknown"),
    ],
)
def test_what_cannot_be_is_refused(session: Session, made: World, values: dict[str, str], code: str) -> None:
    plan = replace(meetings.propose(session, made.cacao).plan, starts_on=DAY)
    with pytest.raises((Invalid, NotFound), match=code):
        meetings.convene(session, replace(plan, **values))  # type: ignore[arg-type]


def test_it_is_no_workshop_and_has_no_stage(session: Session, made: World) -> None:
    held = convened(session, made)
    assert [one.id for one in workshops.listing(session)] == [made.workshop]
    assert [row.id for one in overview.overview(session).stages for row in one.workshops] == [made.workshop]
    assert workshop_proposal.propose(session).source == "Taller 4 · Hoja de ruta"
    registration.register(session, held, made.mayor, session_id=workshops.show(session, held).sessions[0].id)
    card = registration.lookup(session, made.workshop, made.mayor, made.session)
    assert card.stages == ()
    (mayor,) = (one for one in directory_people.listing(session).rows if one.id == made.mayor)
    assert mayor.stages == ()
    assert workshops.current(session, held) == held
    assert workshops.current(session, "") == made.workshop


def test_the_mesa_takes_up_its_own_open_agreements_and_the_next_workshop_what_it_left(
    session: Session, made: World
) -> None:
    agree(session, made, "De la mesa")
    agree(session, made, "De otra mesa", mesa_id=made.conecta)
    next_one = workshop_copy.duplicate(session, made.workshop, starts_on="2026-12-20")
    held = convened(session, made)
    assert carried(session, held, made.cacao) == carried(session, held, None) == ["De la mesa"]
    new = agree(session, replace(made, workshop=held), "De la reunión")
    assert carried(session, next_one, made.cacao) == ["De la mesa", "De la reunión"]
    assert carried(session, convened(session, made, "2026-12-10"), None) == ["De la mesa", "De la reunión"]
    agreement_follow_up.follow(session, new, "done")
    assert carried(session, next_one, made.cacao) == ["De la mesa"]
    assert carried(session, convened(session, made, "2026-12-11", made.conecta), None) == ["De otra mesa"]
    plan = workshops.WorkshopPlan(stage=6, starts_on="2026-12-21")
    assert carried(session, workshops.create(session, plan).id, made.cacao) == ["De la mesa"]


def test_whoever_comes_is_in_its_acta_and_its_acta_is_of_the_mesa(session: Session, made: World) -> None:
    arrive(session, made, made.mayor, made.cacao)
    held = convened(session, made)
    sitting = workshops.show(session, held).sessions[0].id
    guest = people.add(session, PersonData(given_names="Rosa", document_type="none"))
    for person in (made.mayor, guest.id):
        registration.register(session, held, person, session_id=sitting)
    registration.register_anonymous(session, held, "society", session_id=sitting)
    acta = actas.compose(session, held)
    assert (acta.mesa_id, acta.date, acta.starts_at, acta.ends_at) == (made.cacao, DAY, "09:00", "11:00")
    said = collect.acta(session, acta.id)
    assert {one.name for one in said.attendees} == {"María Elena Quispe Huamán", "Rosa"}
    assert said.attendees_unnamed == 1
    assert mesas.seats_of_all(session, held)[guest.id] == made.cacao
    assert said.meeting.own
    assert len(presence.present(session, held)) == 3


def test_of_two_mesas_that_two_laptops_named_alike_the_one_that_is_convened_meets(
    session: Session, made: World
) -> None:
    twin = Mesa(number=3, name="Cacao")
    session.add(twin)
    session.flush()
    held = convened(session, made, mesa_id=twin.id)
    (sitting,) = mesas.listing(session, held)
    half_day = workshops.show(session, held).sessions[0].id
    registration.register(session, held, made.mayor, session_id=half_day)
    assert (meetings.mesa_of(session, held), sitting.id) == (twin.id, twin.id)
    assert mesas.seats_of_all(session, held) == {made.mayor: twin.id}


def test_a_meeting_whose_mesa_was_taken_out_registers_whoever_comes(session: Session, made: World) -> None:
    held = convened(session, made)
    delete(session, get(session, WorkshopMesa, mesas.listing(session, held)[0].sitting_id))
    half_day = workshops.show(session, held).sessions[0].id
    guest = people.add(session, PersonData(given_names="Rosa", document_type="none"))
    registration.register(session, held, guest.id, session_id=half_day)
    assert len(presence.present(session, held)) == 1
    assert guest.id not in mesas.seats_of_all(session, held)


def test_its_history_and_the_list_of_mesas_count_it(session: Session, made: World) -> None:
    convened(session, made)
    (first, second) = mesa_members.history(session, made.cacao)
    assert [(one.stage, one.name) for one in (first, second)] == [
        (0, "Reunión de la Mesa 1 · Cacao"), (4, "Hoja de ruta"),
    ]  # fmt: skip
    row = next(one for one in mesa_members.listing(session) if one.id == made.cacao)
    assert (row.meetings, row.last_stage) == (2, 0)


def test_it_can_be_taken_back_until_somebody_came(session: Session, made: World) -> None:
    held = convened(session, made)
    workshop_copy.take_back(session, held)
    assert meetings.listing(session) == ()
    held = convened(session, made)
    registration.register(session, held, made.mayor, session_id=workshops.show(session, held).sessions[0].id)
    with pytest.raises(NotAllowed, match="copy-in-use"):
        workshop_copy.take_back(session, held)
