"""The parking lot: ideas with who said them, what they become, and the way back."""

import pytest

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.model import Agreement, ParkedIdea
from alianza_desktop.services import agreements, parking, undoing
from alianza_desktop.services.query import get
from alianza_desktop.storage import heads
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, agree, writing

QUESTION = "¿Quién paga el análisis de cadmio?"


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return builders.world(session)


def texts(database: Database, made: World, mesa_id: str | None = None) -> list[str]:
    with database.reading() as session:
        return [one.text for one in parking.listing(session, made.workshop, mesa_id)]


def test_an_idea_keeps_who_said_it_and_when(database: Database, made: World) -> None:
    with writing(database) as session:
        parking.park(session, made.workshop, f"  {QUESTION}\n", made.cacao, person_id=made.manager)
        parking.park(session, made.workshop, "Feria de Jaén", organization_id=made.municipality)
        parking.park(session, made.workshop, "Internet", made.conecta)
    with database.reading() as session:
        plenary, *mesas = parking.listing(session, made.workshop)
        (one,) = parking.listing(session, made.workshop, made.cacao)
        assert parking.waiting(session, made.workshop, made.cacao) == 1
    assert (one.text, one.person, one.organization) == (
        QUESTION,
        "José Tsamajain",
        "Coop. del Marañón",
    )
    assert (one.sector, one.agreement_id, one.at[:10]) == ("private", "", "2026-11-23")
    assert (plenary.person, plenary.organization_id) == ("", made.municipality)
    assert {row.mesa_id for row in mesas} == {made.cacao, made.conecta}


def test_what_cannot_be_parked(database: Database, made: World) -> None:
    with writing(database) as session:
        with pytest.raises(Invalid, match="idea-text-needed"):
            parking.park(session, made.workshop, " \n ")
        with pytest.raises(NotFound):
            parking.park(session, made.workshop, "Feria", person_id="nadie")
        with pytest.raises(NotFound):
            parking.park(session, "ninguno", "Feria")
        idea = parking.park(session, made.workshop, "Feria")
        with pytest.raises(Invalid, match="idea-text-needed"):
            parking.change(session, idea.id, {"text": ""})
        with pytest.raises(Invalid, match="unknown-field"):
            parking.change(session, idea.id, {"agreement_id": "otro"})
    assert texts(database, made) == ["Feria"]


def test_changed_with_what_was_seen_removed_and_back(database: Database, made: World) -> None:
    with writing(database) as session:
        idea = parking.park(session, made.workshop, "Feria", made.cacao).id
    with writing(database) as session:
        parking.change(session, idea, {"text": "Feria  de Jaén"}, heads.of(session, idea))
        parking.remove(session, idea)
    assert texts(database, made) == []
    with writing(database) as session:
        parking.bring_back(session, idea)
    assert texts(database, made) == ["Feria de Jaén"]


def test_order_is_among_those_that_wait_at_the_mesa(database: Database, made: World) -> None:
    with writing(database) as session:
        ids = [parking.park(session, made.workshop, one, made.cacao).id for one in "abc"]
        parking.park(session, made.workshop, "z", made.conecta)
        parking.become_agreement(session, ids[1])
        assert parking.move(session, ids[2], -1)
        assert not parking.move(session, ids[2], -1)
        assert not parking.move(session, ids[1], 1)
    with database.reading() as session:
        rows = parking.listing(session, made.workshop, made.cacao)
    assert [row.text for row in rows if not row.agreement_id] == ["c", "a"]


def test_an_idea_becomes_an_agreement_in_its_words_and_back(database: Database, made: World) -> None:
    with writing(database) as session:
        idea = parking.park(session, made.workshop, QUESTION, made.cacao, person_id=made.manager).id
    with writing(database) as session, undoing.watching(session) as trace:
        agreement = parking.become_agreement(session, idea).id
    with writing(database) as session:
        (row,) = agreements.listing(session, made.workshop, made.cacao)
        assert (row.id, row.text, row.person) == (agreement, QUESTION, "José Tsamajain")
        assert parking.listing(session, made.workshop)[0].agreement_id == agreement
        assert parking.waiting(session, made.workshop, made.cacao) == 0
        with pytest.raises(NotAllowed, match="idea-is-agreement"):
            parking.become_agreement(session, idea)
    with writing(database) as session:
        undoing.undo(session, trace)
    with database.reading() as session:
        assert agreements.listing(session, made.workshop) == ()
        assert get(session, ParkedIdea, idea).agreement_id == ""


def test_an_idea_waits_again_when_its_agreement_is_taken_away(database: Database, made: World) -> None:
    with writing(database) as session:
        idea = parking.park(session, made.workshop, QUESTION, made.cacao).id
        first = parking.become_agreement(session, idea).id
        agreements.remove(session, first)
        assert parking.waiting(session, made.workshop, made.cacao) == 1
        agreements.bring_back(session, first)
        assert parking.waiting(session, made.workshop, made.cacao) == 0
        agreements.remove(session, first)
        assert parking.become_agreement(session, idea).id != first


def test_an_agreement_left_for_later(database: Database, made: World) -> None:
    with writing(database) as session:
        agreement = agree(session, made, "Instalar dos centros")
    with writing(database) as session, undoing.watching(session) as trace:
        idea = parking.from_agreement(session, agreement).id
    with database.reading() as session:
        assert agreements.listing(session, made.workshop) == ()
        (row,) = parking.listing(session, made.workshop, made.cacao)
        assert (row.id, row.text, row.person) == (idea, "Instalar dos centros", "María Elena Quispe Huamán")
        assert row.agreement_id == ""
    with writing(database) as session:
        undoing.undo(session, trace)
    with database.reading() as session:
        assert get(session, Agreement, agreement).due_on == "2027-02-21"
        assert parking.listing(session, made.workshop) == ()


def test_the_idea_that_it_was_is_it_again_with_the_words_of_now(database: Database, made: World) -> None:
    with writing(database) as session:
        idea = parking.park(session, made.workshop, "Feria", made.cacao).id
        agreement = parking.become_agreement(session, idea).id
        agreements.change(session, agreement, {"text": "Organizar la feria"})
    with writing(database) as session, undoing.watching(session) as trace:
        assert parking.from_agreement(session, agreement).id == idea
    assert texts(database, made) == ["Organizar la feria"]
    with writing(database) as session:
        undoing.undo(session, trace)
    with database.reading() as session:
        assert [one.agreement_id for one in parking.listing(session, made.workshop)] == [agreement]
