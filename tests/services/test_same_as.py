"""One person in two records counts once everywhere, and parts again when the same-as record is deleted."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import AppError, NotAllowed
from alianza_desktop.documents import attendance_content
from alianza_desktop.services import (
    agreements,
    arrivals,
    mesa_members,
    mesas,
    organizations,
    people,
    presence,
    registration,
    responsibles,
    same_as,
    search,
    seating_board,
    workshops,
)
from alianza_desktop.services.invitee_drafts import Directory
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.same_as import Said
from alianza_desktop.spreadsheets import collect, workbook_rows
from alianza_desktop.storage.database import Database
from tests import growing_ids
from tests.builders import World, agree, arrive, world, writing

database = growing_ids.database


def _twin(session: Session, **more: str) -> str:
    """Add the mayor a second time, as a walk-in without a document."""
    data = PersonData(
        document_type="none", given_names="Maria Elena", paternal_surname="Quispe",
        maternal_surname="Huaman", **more,
    )  # fmt: skip
    return people.add(session, data).id


def test_the_smallest_id_stands_for_its_component_whatever_the_order(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        twin = _twin(session)
        ids = sorted((made.mayor, made.manager, twin))
        for order in permutations(((ids[0], ids[1]), (ids[1], ids[2]))):
            said = [same_as.join(session, "person", *pair) for pair in order]
            assert {same_as.identities(session, "person").shown(one) for one in ids} == {ids[0]}
            assert same_as.members(session, "person", ids[2]) == tuple(ids)
            for one in said:
                same_as.take_back(session, one)
        assert same_as.shown(session, "person", ids) == {one: one for one in ids}


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_components_are_those_of_the_graph(edges: list[tuple[int, int]]) -> None:
    pairs = [(str(one), str(other)) for one, other in edges]
    found = same_as._components(pairs)
    assert sum(map(len, found)) == len({one for pair in pairs for one in pair})
    for one, other in pairs:
        assert sum({one, other} <= group for group in found) == 1


def _both_came(session: Session) -> tuple[World, str]:
    made = world(session)
    twin = _twin(session, organization_id=made.municipality)
    arrive(session, made, twin, made.conecta)
    arrive(session, made, made.mayor, made.cacao)
    same_as.join(session, "person", twin, made.mayor)
    return made, twin


def test_two_attendances_of_one_person_count_once(database: Database) -> None:
    with writing(database) as session:
        made, twin = _both_came(session)
    with database.reading() as session:  # the search index is written at the commit
        picture = arrivals.arrivals(session, made.workshop, made.session)
        assert (picture.arrived, picture.sectors) == (1, {"public": 1})
        assert picture.expected == 1
        here = presence.present(session, made.workshop)
        assert [(one.person_id, one.full_name) for one in here] == [(made.mayor, "María Elena Quispe Huamán")]
        assert sum(row.seated for row in mesas.listing(session, made.workshop)) == 1
        assert [one.arrived for one in workshops.sessions(session, made.workshop)] == [1, 0]
        assert [row.arrived for row in workshops.listing(session)] == [1]
        listed = attendance_content.collect(session, made.session)
        assert [row.name for row in listed.rows] == ["Quispe Huamán, María Elena"]
        assert len(collect.roster(session, made.workshop)) == 1
        assert len(workbook_rows.attendance(session, made.workshop)) == 1
        assert {one.person_id for one in search.people(session, "quispe")} == {made.mayor}
        assert registration.lookup(session, made.workshop, twin, made.session).person_id == made.mayor


def test_whoever_came_as_one_record_has_come_as_the_other(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        twin = _twin(session)
        arrive(session, made, twin)
        same_as.join(session, "person", made.mayor, twin)
        assert registration.lookup(session, made.workshop, made.mayor, made.session).arrived_at
        with pytest.raises(NotAllowed, match="already-registered"):
            arrive(session, made, made.mayor)


def test_separating_brings_back_both_as_they_were(database: Database) -> None:
    with writing(database) as session:
        made, twin = _both_came(session)
        said = same_as.separate(session, "person", twin)
        assert arrivals.arrivals(session, made.workshop, made.session).arrived == 2
        assert same_as.told_apart(session, "person") == {(made.mayor, twin)}
        same_as.take_back(session, said)
        assert arrivals.arrivals(session, made.workshop, made.session).arrived == 1
        assert same_as.told_apart(session, "person") == frozenset()


def test_taking_one_out_leaves_the_others_together(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        twin = _twin(session)
        same_as.join(session, "person", made.mayor, twin)
        same_as.join(session, "person", made.mayor, made.manager)
        said = same_as.separate(session, "person", made.mayor)
        known = same_as.identities(session, "person")
        assert known.shown(made.mayor) == made.mayor
        assert known.members(twin) == tuple(sorted((made.manager, twin)))
        same_as.take_back(session, said)
        assert len(same_as.members(session, "person", made.mayor)) == 3


def test_an_organisation_joined_is_one_everywhere(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        other = organizations.find_or_add(session, "Muni. Prov. Condorcanqui").id
        agree(session, made, organization_id=other, person_id="", partners=(made.cooperative,))
        same_as.join(session, "organization", made.municipality, other)
        (row,) = agreements.listing(session, made.workshop)
        assert row.organization == "Municipalidad Provincial de Condorcanqui"
        assert [one.id for one in organizations.listing(session)].count(other) == 0
        found = organizations.find_or_add(session, "Muni. Prov. Condorcanqui")
        assert found.id == made.municipality
        assert other not in responsibles.load(session, "", ()).by_id


def test_the_board_of_the_mesas_knows_who_is_one(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        twin = _twin(session, organization_id=made.municipality)
        other = organizations.find_or_add(session, "Muni. Prov. Condorcanqui").id
        mesa_members.add(session, made.cacao, organization="Muni. Prov. Condorcanqui")
        arrive(session, made, twin, made.conecta)
        same_as.join(session, "person", made.mayor, twin)
        same_as.join(session, "organization", made.municipality, other)
        board = seating_board.board(session, made.workshop)
        assert [(one.person_id, one.mesa_id) for one in board.people] == [(made.mayor, made.conecta)]
        assert board.ties is not None
        assert [mesa for _why, mesa in board.ties[made.mayor]] == [made.cacao]
        (member,) = mesa_members.members(session, made.cacao)
        assert member.organization == "MP Condorcanqui"


def test_a_list_that_names_either_record_invites_the_one_that_is_shown(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        twin = people.add(
            session,
            PersonData(
                document_number="40000009", given_names="Elena", paternal_surname="Quispe",
                organization_id=organizations.find_or_add(session, "Otra sede").id,
            ),
        ).id  # fmt: skip
        other = organizations.find(session, "Otra sede")
        assert other is not None
        same_as.join(session, "person", made.mayor, twin)
        same_as.join(session, "organization", made.municipality, other.id)
    with database.reading() as session:
        known = Directory.load(session, made.workshop)
        found = known.by_document("1", "40000009")
        assert found is not None
        assert found.record is not None
        assert found.record.id == made.mayor
        assert [one.record.id for one in known.invitees if one.record] == [made.mayor, made.manager]
        body = known.body("otra SEDE")
        assert body is not None
        assert body.record is not None
        assert body.record.id == made.municipality


def test_what_was_said_apart_is_remembered_until_it_is_joined(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        apart = same_as.part(session, "person", made.mayor, made.manager)
        assert same_as.part(session, "person", made.manager, made.mayor) == Said()
        joined = same_as.join(session, "person", made.mayor, made.manager)
        assert joined.removed == apart.added
        with pytest.raises(AppError, match="same-record"):
            same_as.part(session, "person", made.mayor, made.manager)
        with pytest.raises(AppError, match="same-record"):
            same_as.join(session, "person", made.mayor, made.mayor)


def test_a_deleted_record_stands_for_nobody(database: Database) -> None:
    from alianza_desktop.model import Person
    from alianza_desktop.services.query import get
    from alianza_desktop.storage.journal import delete

    with writing(database) as session:
        made = world(session)
        twin = _twin(session)
        same_as.join(session, "person", made.mayor, twin)
        delete(session, get(session, Person, made.mayor))
        session.flush()
        assert same_as.identities(session, "person").shown(made.mayor) == twin
