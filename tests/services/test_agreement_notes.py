"""Objections and reservations with their names, the goals of an agreement, and what the acta says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.documents import collect
from alianza_desktop.model import rules
from alianza_desktop.services import actas, agreement_goals, agreement_notes
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, agree, writing


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return builders.world(session)


def test_a_note_keeps_who_made_it_and_their_organisation(database: Database, made: World) -> None:
    with writing(database) as session:
        agreement = agree(session, made)
        note = agreement_notes.add(
            session, agreement, "objection", " El plazo es corto ", person_id=made.mayor
        )
        agreement_notes.add(session, agreement, "reservation", "Sin plata", organization_id=made.cooperative)
        first, second = agreement_notes.of(session, {agreement})[agreement]
    assert (first.id, first.text, first.person) == (note.id, "El plazo es corto", "María Elena Quispe Huamán")
    assert first.organization == "Municipalidad Provincial de Condorcanqui"
    assert (second.person, second.organization) == ("", "Cooperativa Agraria del Marañón")


def test_nobody_objects_without_a_name_or_without_saying_what(database: Database, made: World) -> None:
    with writing(database) as session:
        agreement = agree(session, made)
        with pytest.raises(Invalid, match="note-name-needed"):
            agreement_notes.add(session, agreement, "objection", "El plazo")
        with pytest.raises(Invalid, match="note-needed"):
            agreement_notes.add(session, agreement, "objection", "  ", person_id=made.mayor)
        with pytest.raises(Invalid, match="unknown-code"):
            agreement_notes.add(session, agreement, "rumour", "El plazo", person_id=made.mayor)
        with pytest.raises(NotFound):
            agreement_notes.add(session, "", "objection", "El plazo", person_id=made.mayor)
        note = agreement_notes.add(session, agreement, "objection", "El plazo", person_id=made.mayor)
        with pytest.raises(Invalid, match="note-name-needed"):
            agreement_notes.change(session, note.id, {"person_id": "", "organization_id": ""})


def test_a_note_is_withdrawn_and_comes_back(database: Database, made: World) -> None:
    with writing(database) as session:
        agreement = agree(session, made)
        note = agreement_notes.add(session, agreement, "observation", "Falta el mapa", person_id=made.mayor)
        agreement_notes.withdraw(session, note.id)
        assert agreement_notes.of(session, {agreement}) == {}
        agreement_notes.bring_back(session, note.id)
        agreement_notes.change(session, note.id, {"text": "Falta el plano", "kind": "reservation"})
        assert [(one.kind, one.text) for one in agreement_notes.of(session, {agreement})[agreement]] == [
            ("reservation", "Falta el plano")
        ]


def test_goals_are_a_set_in_their_own_order(database: Database, made: World) -> None:
    with writing(database) as session:
        agreement = agree(session, made)
        agreement_goals.choose(session, agreement, ("10", "ODS 2", "2.10", "2.3", "2"))
        assert agreement_goals.of(session, {agreement})[agreement] == ("2", "2.3", "2.10", "10")
        agreement_goals.choose(session, agreement, ("2.3",))
        assert agreement_goals.of(session, {agreement}) == {agreement: ("2.3",)}
        with pytest.raises(Invalid, match="goal-unknown"):
            agreement_goals.choose(session, agreement, ("18",))


@given(st.integers(1, 17), st.one_of(st.just(""), st.integers(1, 19).map(str), st.sampled_from("abcd")))
def test_every_goal_and_target_is_understood(number: int, target: str) -> None:
    written = f"{number}.{target}" if target else str(number)
    assert rules.goal(f" ods {written.upper()} ") == written


def test_the_acta_says_them(database: Database, made: World) -> None:
    with writing(database) as session:
        agreement = agree(session, made)
        agreement_goals.choose(session, agreement, ("2",))
        agreement_notes.add(session, agreement, "objection", "El plazo es corto", person_id=made.mayor)
        acta = actas.compose(session, made.workshop, made.cacao)
        (said,) = collect.acta(session, acta.id).agreements
    assert said.goals == ("2",)
    assert [(one.kind, one.who) for one in said.notes] == [("objection", "María Elena Quispe Huamán")]
