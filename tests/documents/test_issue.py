"""The life of an acta on a real store: freeze, outcomes, seal, and what can be printed in each state."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import Json
from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.documents import issue
from alianza_desktop.model import Evidence
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
    actas.review(session, acta_id)
    version = issue.freeze(session, acta_id)
    first, second = actas.frozen_signatories(session, version)
    return first["id"], second["id"]


def facts(row: Evidence) -> dict[str, Any]:
    return dict(json.loads(row.body))


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
