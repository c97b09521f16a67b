"""What a draft says by choice: its clauses, the second language of its headings."""

from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import issue
from alianza_desktop.services import acta_clauses
from alianza_desktop.storage.database import Database
from tests.builders import World
from tests.documents.pdf_reading import texts
from tests.ui.acta_desk import ActaDesk, acta_desk


@pytest.fixture
def desk(database: Database, clock: FixedClock, made: World, tmp_path: Path) -> ActaDesk:
    return acta_desk(database, clock, made, tmp_path)


def included(desk: ActaDesk) -> list[str]:
    return [code for code, _words, inside in desk.facts.choices.clauses if inside]


def languages(desk: ActaDesk) -> list[str]:
    return list(desk.facts.choices.languages)


def test_a_clause_is_ticked_and_stands_in_the_pages(desk: ActaDesk) -> None:
    desk.begin()
    assert included(desk) == ["budget", "interpreted"]
    desk.choices.include("no_cost", wanted=True)
    assert included(desk) == ["budget", "no_cost", "interpreted"]
    assert "no irroga gasto" in " ".join(" ".join(texts(desk.view.pages[-1])).split())
    desk.choices.include("budget", wanted=False)
    assert included(desk) == ["no_cost", "interpreted"]


def test_a_clause_changed_in_review_goes_back_to_draft(desk: ActaDesk) -> None:
    desk.begin()
    desk.acta.review()
    desk.choices.include("image", wanted=True)
    assert desk.facts.state == "draft"


def test_a_frozen_acta_takes_no_clause_and_says_so(desk: ActaDesk) -> None:
    desk.begin()
    desk.freeze()
    desk.choices.include("image", wanted=True)
    assert desk.view.message == ("warning", said("acta-frozen"))


def test_reviewed_headings_are_typed_and_used(desk: ActaDesk, database: Database) -> None:
    acta = desk.begin()
    assert languages(desk) == []
    desk.choices.ask_headings()
    assert desk.view.headings is not None
    assert desk.view.headings.texts == {}
    desk.choices.translate("awajún", {"title": "Primero", "agenda": ""}, "Rosa Tsamajain")
    desk.choices.use("awajún")
    assert (desk.view.panel, desk.facts.choices.language) == ("people", "awajún")
    assert languages(desk) == ["awajún"]
    desk.choices.name_language("awajún")
    assert desk.view.headings.texts == {"title": "Primero"}
    assert desk.view.headings.reviewed_by == "Rosa Tsamajain"
    with database.reading() as session:
        assert set(acta_clauses.translations(session, "awajún")) == {"title"}
        assert "Primero" in " ".join(texts(issue.pdf(session, acta))).title()


def test_a_heading_without_its_reviewer_is_said_and_not_kept(desk: ActaDesk, database: Database) -> None:
    desk.begin()
    desk.choices.translate("awajún", {"title": "Primero"}, "")
    assert desk.view.fault == ("", said("reviewer-needed"))
    with database.reading() as session:
        assert acta_clauses.languages(session) == ()


def test_a_language_of_which_nothing_was_reviewed_is_not_used(desk: ActaDesk) -> None:
    desk.begin()
    desk.choices.use("wampis")
    assert desk.view.fault == ("", said("language-unknown", language="wampis"))
    assert desk.facts.choices.language == ""


def test_back_to_spanish_alone(desk: ActaDesk) -> None:
    desk.begin()
    desk.choices.translate("awajún", {"title": "Primero"}, "Rosa Tsamajain")
    desk.choices.use("awajún")
    desk.choices.speak("")
    assert desk.facts.choices.language == ""
