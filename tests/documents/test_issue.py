"""The life of an acta on a real store: freeze, outcomes, seal, and what can be printed in each state."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import Json
from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.documents import issue, reviewing
from alianza_desktop.documents.acta_content import content_hash
from alianza_desktop.model import Acta, ActaSignatory, Agreement, Evidence, Person, Workshop
from alianza_desktop.services import actas
from alianza_desktop.signing import records
from alianza_desktop.storage.database import Database
from tests import builders

INK: Json = {"v": 1, "w": 9000, "h": 3000, "strokes": [[500, 500, 4000, 2500, 8000, 600]]}
SIGNS: dict[str, Any] = {"identified_by": "document", "shown": True}
LEAVES: dict[str, Any] = {"identified_by": "", "shown": False}
GIVEN = {
    "ink": issue.Given(outcome="ink", ink=INK, consent=issue.INK_CONSENT, **SIGNS),
    "paper": issue.Given(outcome="paper", paper="Hoja 1", **SIGNS),
    "thumbprint": issue.Given(outcome="thumbprint", **SIGNS),
    "at_request": issue.Given(outcome="at_request", signed_for_by="Elvira Núñez", **SIGNS),
    "digital": issue.Given(outcome="digital", **SIGNS),
    "refused": issue.Given(outcome="refused", reason="No comparte el texto", **LEAVES),
    "absent": issue.Given(outcome="absent", **LEAVES),
    "left": issue.Given(outcome="left", left_at="12:50", **LEAVES),
}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with builders.writing(database) as opened:
        yield opened


@pytest.fixture
def acta(session: Session) -> str:
    """Return the draft of an acta of two signatories, without gaps."""
    made = builders.world(session)
    for person in (made.mayor, made.manager):
        builders.arrive(session, made, person, made.cacao)
    builders.agree(session, made)
    return actas.compose(session, made.workshop, made.cacao).id


def freeze(session: Session, acta_id: str) -> tuple[str, str]:
    """Review and freeze; return both signatories."""
    issue.review(session, acta_id)
    version = issue.freeze(session, acta_id)
    first, second = actas.frozen_signatories(session, version)
    return first["id"], second["id"]


def facts(row: Evidence) -> dict[str, Any]:
    return dict(json.loads(row.body))


# the freeze


def test_what_is_frozen_is_what_was_reviewed(session: Session, acta: str) -> None:
    issue.review(session, acta)
    reviewed = session.get_one(Acta, acta).reviewed_hash
    assert reviewed == reviewing.text_hash(session, acta)
    issue.freeze(session, acta)
    said = issue.content_of(session, issue.frozen(session, acta))
    again = replace(said, acta=replace(said.acta, version=0, version_id="", number="", frozen_at=""))
    assert content_hash(again) == reviewed


@pytest.mark.parametrize("what", ["agreement", "person", "signatory", "workshop"])
def test_a_record_that_changed_after_the_review(session: Session, acta: str, what: str) -> None:
    """The acta's own texts go back to draft by themselves; what it is composed from does not."""
    issue.review(session, acta)
    kind, field = {
        "agreement": (Agreement, "text"),
        "person": (Person, "given_names"),
        "signatory": (ActaSignatory, "position"),
        "workshop": (Workshop, "place"),
    }[what]
    record = session.scalars(select(kind)).first()
    setattr(record, field, "Otra cosa")
    session.flush()
    with pytest.raises(NotAllowed, match="acta-changed-since-review"):
        issue.freeze(session, acta)
    issue.review(session, acta)
    assert issue.freeze(session, acta).number


def test_not_in_review_annulled_or_frozen_twice(session: Session, acta: str) -> None:
    with pytest.raises(NotAllowed, match="acta-not-in-review"):
        issue.freeze(session, acta)
    issue.review(session, acta)
    session.get_one(Acta, acta).state = "annulled"
    with pytest.raises(NotAllowed, match="acta-annulled"):
        issue.freeze(session, acta)
    session.get_one(Acta, acta).state = "review"
    issue.freeze(session, acta)
    with pytest.raises(NotAllowed, match="acta-frozen"):
        issue.freeze(session, acta)


def test_gaps_found_after_the_review(session: Session, acta: str) -> None:
    issue.review(session, acta)
    session.get_one(Acta, acta).date = ""
    with pytest.raises(Invalid, match="acta-gaps"):
        issue.freeze(session, acta)


# outcomes


@pytest.mark.parametrize("code", GIVEN)
def test_each_outcome_says_only_what_was_stated(session: Session, acta: str, code: str) -> None:
    first, _ = freeze(session, acta)
    given = GIVEN[code]
    said = facts(issue.record_outcome(session, acta, first, given))
    assert said["outcome"] == code
    assert said["shown"]["seen"] is given.shown
    assert said.get("identified_by", "") == given.identified_by
    assert said.get("consent", "") == given.consent


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("identification-needed", issue.Given(outcome="paper", identified_by="", shown=True)),
        ("body-not-shown", issue.Given(outcome="digital", identified_by="known", shown=False)),
        ("consent-text-needed", issue.Given(outcome="ink", ink=INK, **SIGNS)),
        ("ink-needed", issue.Given(outcome="ink", consent=issue.INK_CONSENT, **SIGNS)),
        ("witness-needed", issue.Given(outcome="paper", identified_by="witness", shown=True, witness=" ")),
        ("identification-unknown", issue.Given(outcome="paper", identified_by="cara", shown=True)),
        ("outcome-unknown", issue.Given(outcome="quizá", **SIGNS)),
    ],
)
def test_what_nobody_stated_is_not_written(
    session: Session, acta: str, code: str, given: issue.Given
) -> None:
    first, _ = freeze(session, acta)
    with pytest.raises(Invalid) as caught:
        issue.record_outcome(session, acta, first, given)
    assert caught.value.code == code
    assert records.standings(session, issue.frozen(session, acta)) == {}


def test_a_consent_text_that_does_not_exist(session: Session, acta: str) -> None:
    first, _ = freeze(session, acta)
    given = issue.Given(outcome="ink", ink=INK, consent="ink.v9", **SIGNS)
    with pytest.raises(NotFound, match="wording-missing"):
        issue.record_outcome(session, acta, first, given)


def test_the_consent_names_what_is_signed(session: Session, acta: str) -> None:
    freeze(session, acta)
    version = issue.frozen(session, acta)
    shown = issue.consent(session, acta)
    assert shown.version == "ink.v1"
    assert f"N.º {version.number}, versión 1, de {version.pages} página" in shown.text
    assert "firma electrónica simple" in shown.text
    assert "{" not in shown.text
