"""Optional clauses and a second language of the headings: chosen for each acta, reviewed by people."""

import pytest

from alianza_desktop.core.errors import Invalid
from alianza_desktop.documents import collect, issue
from alianza_desktop.services import acta_clauses, actas
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, agree, arrive, writing


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        found = builders.world(session)
        arrive(session, found, found.mayor, found.cacao, quality="titular")
        agree(session, found)
        return found


def test_an_acta_begins_with_the_clauses_that_are_usual(database: Database, made: World) -> None:
    with writing(database) as session:
        acta = actas.compose(session, made.workshop, made.cacao)
        assert acta_clauses.included(session, acta.id) == ("budget", "interpreted")
        acta_clauses.include(session, acta.id, "budget", wanted=False)
        acta_clauses.include(session, acta.id, "no_cost", wanted=True)
        acta_clauses.include(session, acta.id, "image", wanted=True)
        acta_clauses.include(session, acta.id, "image", wanted=False)
        said = collect.acta(session, acta.id)
    assert not said.budget_clause
    assert said.clauses == ("no_cost", "interpreted")


def test_a_clause_that_changes_after_the_review_asks_for_another(database: Database, made: World) -> None:
    with writing(database) as session:
        acta = actas.compose(session, made.workshop, made.cacao)
        issue.review(session, acta.id)
        acta_clauses.include(session, acta.id, "budget", wanted=True)
        assert acta.state == "review"
        acta_clauses.include(session, acta.id, "data", wanted=True)
        assert acta.state == "draft"


def test_headings_have_a_second_language_only_when_somebody_reviewed_it(
    database: Database, made: World
) -> None:
    with writing(database) as session:
        acta = actas.compose(session, made.workshop, made.cacao)
        with pytest.raises(Invalid, match="reviewer-needed"):
            acta_clauses.translate(session, "awajún", "agreements", "Chicham umikmau", "")
        with pytest.raises(Invalid, match="language-unknown"):
            acta_clauses.speak(session, acta.id, "awajún")
        acta_clauses.translate(session, "awajún", "agreements", "Chicham umikmau", "Santos Tiwi")
        acta_clauses.translate(session, "awajún", "agenda", "Takat", "Santos Tiwi")
        acta_clauses.translate(session, "awajún", "agenda", "", "")
        acta_clauses.speak(session, acta.id, "awajún")
        said = collect.acta(session, acta.id)
        assert acta_clauses.languages(session) == ("awajún",)
    assert said.language == "awajún"
    assert [(one.key, one.text) for one in said.translations] == [("agreements", "Chicham umikmau")]
