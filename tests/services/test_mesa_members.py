"""Standing mesas: members, their roles, where they met; who the board shows and why they should sit where."""

import pytest

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Person
from alianza_desktop.services import mesa_members, mesas, people, same_as, seating_board
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import get
from alianza_desktop.services.seating import BELONGS, FACILITATES
from alianza_desktop.services.seating_board import EXPECTED, LEFT, PRESENT
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, arrive, writing


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return builders.world(session)


def names(database: Database, mesa_id: str) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [(one.role, one.name) for one in mesa_members.members(session, mesa_id)]


def test_members_are_listed_by_their_role(database: Database, made: World) -> None:
    with writing(database) as session:
        mesa_members.add(session, made.cacao, organization="Cooperativa Agraria del Marañón")
        mesa_members.add(session, made.cacao, person_id=made.mayor, role="president")
        mesa_members.add(session, made.cacao, organization="Red nueva", role="secretary")
    assert names(database, made.cacao) == [
        ("president", "María Elena Quispe Huamán · MP Condorcanqui"),
        ("secretary", "Red nueva"),
        ("member", "Coop. del Marañón"),
    ]


def test_a_mesa_has_one_president_and_the_change_can_be_taken_back(database: Database, made: World) -> None:
    with writing(database) as session:
        first = mesa_members.add(session, made.cacao, person_id=made.mayor, role="president").id
        second = mesa_members.add(session, made.cacao, person_id=made.manager).id
        before = mesa_members.set_role(session, second, "president")
    assert [role for role, _ in names(database, made.cacao)] == ["president", "member"]
    assert before == {second: "member", first: "president"}
    with writing(database) as session:
        mesa_members.set_roles(session, before)
    assert names(database, made.cacao)[0][1].startswith("María")


def test_nobody_belongs_twice_and_somebody_is_needed(database: Database, made: World) -> None:
    with writing(database) as session:
        mesa_members.add(session, made.cacao, person_id=made.mayor)
    with pytest.raises(Invalid, match="member-repeated"), writing(database) as session:
        mesa_members.add(session, made.cacao, person_id=made.mayor)
    with pytest.raises(Invalid, match="member-needed"), writing(database) as session:
        mesa_members.add(session, made.cacao, organization="  ")


def test_a_member_that_two_laptops_added_is_one_with_its_higher_role(database: Database, made: World) -> None:
    with writing(database) as session:
        twin = people.add(session, PersonData(document_number="71234567", given_names="María"))
        first = mesa_members.add(session, made.cacao, person_id=made.mayor, role="president").id
        body = get(session, Person, made.mayor).organization_id
        get(session, Person, twin.id).organization_id = body
        other = mesa_members.add(session, made.cacao, person_id=twin.id).id
        same_as.join(session, "person", made.mayor, twin.id)
    assert names(database, made.cacao) == [("president", "María Elena Quispe Huamán · MP Condorcanqui")]
    with database.reading() as session:
        assert [row.members for row in mesa_members.listing(session)] == [1, 0]
    with pytest.raises(Invalid, match="member-repeated"), writing(database) as session:
        mesa_members.add(session, made.cacao, person_id=twin.id)
    with writing(database) as session:
        before = mesa_members.set_role(session, first, "member")
    assert before == {first: "president", other: "member"}
    assert [role for role, _ in names(database, made.cacao)] == ["member"]
    with writing(database) as session:
        mesa_members.remove(session, first)
    assert names(database, made.cacao) == []


def test_who_sat_by_two_records_is_counted_once_in_the_history(database: Database, made: World) -> None:
    with writing(database) as session:
        twin = people.add(session, PersonData(document_number="71234567", given_names="María"))
        arrive(session, made, made.mayor, made.cacao)
        mesas.seat(session, made.workshop, twin.id, made.cacao)
        same_as.join(session, "person", made.mayor, twin.id)
    with database.reading() as session:
        (meeting,) = mesa_members.history(session, made.cacao)
    assert meeting.seated == 1


def test_a_member_who_was_removed_comes_back(database: Database, made: World) -> None:
    with writing(database) as session:
        member = mesa_members.add(session, made.cacao, person_id=made.mayor, role="president").id
        mesa_members.remove(session, member)
    assert names(database, made.cacao) == []
    with writing(database) as session:
        mesa_members.restore(session, member)
    assert len(names(database, made.cacao)) == 1


def test_the_history_of_a_mesa(database: Database, made: World) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
        builders.agree(session, made)
    with database.reading() as session:
        (meeting,) = mesa_members.history(session, made.cacao)
        rows = mesa_members.listing(session)
    assert (meeting.stage, meeting.seated, meeting.agreements) == (4, 1, 1)
    assert [(row.number, row.meetings, row.last_stage) for row in rows] == [(1, 1, 4), (2, 1, 4)]


def test_the_board_shows_everybody_once_with_where_they_are(database: Database, made: World) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
        mesas.seat(session, made.workshop, made.manager, made.conecta)
    with database.reading() as session:
        board = seating_board.board(session, made.workshop)
    assert [(one.name, one.organization, one.mesa_id, one.state) for one in board.people] == [
        ("José Tsamajain", "Coop. del Marañón", made.conecta, EXPECTED),
        ("María Elena Quispe Huamán", "MP Condorcanqui", made.cacao, PRESENT),
    ]
    assert [one.person_id for one in board.guests(everybody=False)] == [made.mayor]
    assert LEFT not in {one.state for one in board.people}


def test_a_mesa_that_meets_no_more_seats_nobody(database: Database, made: World) -> None:
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.manager, made.conecta)
        elsewhere = mesas.found(session, mesas.MesaPlan(name="Otra")).id
        from alianza_desktop.model import Seating

        session.add(Seating(workshop_id=made.workshop, person_id=made.mayor, mesa_id=elsewhere))
    with database.reading() as session:
        board = seating_board.board(session, made.workshop)
    assert {one.person_id: one.mesa_id for one in board.people}[made.mayor] == ""


def test_the_board_knows_why_somebody_should_sit_there(database: Database, made: World) -> None:
    with writing(database) as session:
        for person in (made.mayor, made.manager):
            arrive(session, made, person)
        rows = mesas.listing(session, made.workshop)
        mesas.change_sitting(session, rows[1].sitting_id, {"facilitator": "jose  TSAMAJAIN"})
        mesa_members.add(session, made.cacao, organization="Municipalidad Provincial de Condorcanqui")
    with database.reading() as session:
        board = seating_board.board(session, made.workshop)
    assert board.ties == {
        made.manager: ((FACILITATES, made.conecta),),
        made.mayor: ((BELONGS, made.cacao),),
    }


def test_seats_are_moved_together_and_say_where_they_were(database: Database, made: World) -> None:
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.mayor, made.cacao)
        before = mesas.seat_all(session, made.workshop, {made.mayor: "", made.manager: made.conecta})
    assert before == {made.mayor: made.cacao, made.manager: ""}
    with writing(database) as session:
        mesas.seat_all(session, made.workshop, before)
        assert mesas.seats_of_all(session, made.workshop) == {made.mayor: made.cacao}
    with writing(database) as session:
        other = mesas.found(session, mesas.MesaPlan(name="Otra")).id
    with pytest.raises(Invalid, match="mesa-elsewhere"), writing(database) as session:
        mesas.seat_all(session, made.workshop, {made.mayor: other})


def test_capacity_that_others_hold_is_not_dealt(database: Database, made: World) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
        mesas.seat(session, made.workshop, made.manager, made.cacao)
    with database.reading() as session:
        board = seating_board.board(session, made.workshop)
    room = board.room(board.guests(everybody=False))
    assert [one.capacity for one in room] == [9, None]
