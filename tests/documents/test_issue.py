"""The life of an acta on a real store: frozen, signed by each, sealed, and what each step refuses."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alianza_desktop.core.canonical import sha256, unb64
from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.documents import issue
from alianza_desktop.documents.issue import Given
from alianza_desktop.model import Acta
from alianza_desktop.services import actas, agenda_clock, agreements, alliances
from alianza_desktop.signing.evidence import Entry
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from tests.builders import agree, arrive, world, writing

INK = {"v": 1, "w": 9000, "h": 3000, "strokes": [[500, 500, 4000, 2500, 8000, 600]]}


def stated(outcome: str, **facts: Any) -> Given:
    """Return an outcome of somebody who was neither shown the text nor identified, unless it is said."""
    return Given(**{"outcome": outcome, "shown": False, "identified_by": "", **facts})


SIGNED = stated("ink", ink=INK, shown=True, identified_by="document", consent="ink.v1")


def reviewed(database: Database) -> str:
    """Return the id of an acta of one signatory that was read in review."""
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao)
        issue.review(session, acta.id)
        return acta.id


def frozen(database: Database) -> tuple[str, str]:
    """Return the id of a frozen acta and that of its only signatory."""
    acta = reviewed(database)
    with writing(database) as session:
        version = issue.freeze(session, acta)
        return acta, actas.frozen_signatories(session, version)[0]["id"]


def test_from_review_to_a_seal_that_verifies(database: Database) -> None:
    acta, signatory = frozen(database)
    with writing(database) as session:
        issue.record_outcome(session, acta, signatory, SIGNED)
        issue.seal(session, acta)
    with database.reading() as session:
        status = actas.status(session, acta)
        sealed = issue.pdf(session, acta)
        pin = sha256(unb64(alliances.alliance(session).ca_certificate))
        assert session.get_one(Acta, acta).number == "001-2026-MESA-CACAO-A"
    assert (status.state, status.number) == ("sealed", "001-2026-MESA-CACAO-A")
    assert verify(sealed, [pin]).verdict == "intact"


def test_a_copy_carries_its_state_until_the_seal(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao).id
    copies = []
    with database.reading() as session:
        copies.append(issue.pdf(session, acta))
    for step in (issue.review, issue.freeze):
        with writing(database) as session:
            step(session, acta)
            copies.append(issue.pdf(session, acta))
    assert len({sha256(copy) for copy in copies}) == 3
    assert all(copy.startswith(b"%PDF-") for copy in copies)


def test_only_what_was_read_is_frozen(database: Database) -> None:
    acta = reviewed(database)
    with writing(database) as session:
        record = session.get_one(Acta, acta)
        row = agreements.listing(session, record.workshop_id, record.mesa_id)[0]
        agreements.change(session, row.id, {"text": "Algo que nadie leyó"})
    with pytest.raises(NotAllowed, match="acta-changed-since-review"), writing(database) as session:
        issue.freeze(session, acta)


def test_the_clock_of_the_agenda_goes_on_after_the_reading(database: Database, clock: FixedClock) -> None:
    acta = reviewed(database)
    with writing(database) as session:
        workshop = session.get_one(Acta, acta).workshop_id
        agenda_clock.start(session, workshop)
        clock.set(clock.now() + timedelta(minutes=30))
        agenda_clock.start(session, workshop)
    with writing(database) as session:
        first, second = issue.content_of(session, issue.freeze(session, acta)).agenda
    assert (first.began_at, first.ended_at, first.present, first.present_end) == ("08:00", "08:30", 1, 1)
    assert (second.began_at, second.present) == ("08:30", 1)


def test_each_step_refuses_what_is_not_its_turn(database: Database) -> None:
    acta = reviewed(database)
    with writing(database) as session:
        with pytest.raises(NotAllowed, match="acta-not-frozen"):
            issue.seal(session, acta)
        actas.change(session, acta, {"reservations": "Ninguna"})
        with pytest.raises(NotAllowed, match="acta-not-in-review"):
            issue.freeze(session, acta)
        issue.review(session, acta)
    with writing(database) as session:
        issue.freeze(session, acta)
        with pytest.raises(NotAllowed, match="acta-frozen"):
            issue.freeze(session, acta)
        with pytest.raises(NotAllowed, match="acta-frozen"):
            actas.change(session, acta, {"reservations": "Otra"})
        with pytest.raises(NotAllowed, match="acta-unsealable"):
            issue.seal(session, acta)
        with pytest.raises(NotFound, match="signatory-missing"):
            issue.record_outcome(session, acta, "nadie", SIGNED)


def test_a_sealed_acta_takes_nothing_more(database: Database) -> None:
    acta, signatory = frozen(database)
    with writing(database) as session:
        issue.record_outcome(session, acta, signatory, stated("absent"))
        issue.seal(session, acta)
    with writing(database) as session:
        with pytest.raises(NotAllowed, match="acta-sealed"):
            issue.seal(session, acta)
        with pytest.raises(NotAllowed, match="acta-sealed"):
            issue.record_outcome(session, acta, signatory, SIGNED)


@pytest.mark.parametrize(
    "given",
    [
        stated("ink", shown=True, identified_by="document", consent="ink.v1"),
        stated("ink", ink=INK, identified_by="document", consent="ink.v1"),
        stated("ink", ink=INK, shown=True, consent="ink.v1"),
        stated("ink", ink=INK, shown=True, identified_by="document"),
        stated("ink", ink={"v": 1, "w": 9000, "h": 3000, "strokes": [[1, 1]]}, shown=True),
        stated("left"),
        stated("left", left_at="tarde"),
        stated("at_request", identified_by="document"),
        stated("quizás"),
    ],
)
def test_an_outcome_states_what_it_needs(database: Database, given: Given) -> None:
    acta, signatory = frozen(database)
    with pytest.raises(Invalid), writing(database) as session:
        issue.record_outcome(session, acta, signatory, given)
    with database.reading() as session:
        assert actas.status(session, acta).outcomes == 0


def test_two_outcomes_of_one_person_are_none_until_somebody_chooses(database: Database) -> None:
    acta, signatory = frozen(database)
    with writing(database) as session:
        first = issue.record_outcome(session, acta, signatory, SIGNED)
        issue.record_outcome(session, acta, signatory, stated("absent"))
    with database.reading() as session:
        assert (actas.status(session, acta).state, actas.status(session, acta).outcomes) == ("signing", 0)
    with pytest.raises(NotAllowed, match="outcomes-undecided"), writing(database) as session:
        issue.seal(session, acta)
    with writing(database) as session:
        issue.choose(session, acta, signatory, Entry(first.body, first.signature).hash)
    with database.reading() as session:
        assert (actas.status(session, acta).state, actas.status(session, acta).outcomes) == ("signed", 1)


def test_an_annulled_acta_is_not_frozen(database: Database) -> None:
    acta = reviewed(database)
    with writing(database) as session:
        session.get_one(Acta, acta).state = "annulled"
    with pytest.raises(NotAllowed, match="acta-annulled"), writing(database) as session:
        issue.freeze(session, acta)


def test_a_clock_that_was_years_off_at_the_founding_does_not_block_the_seal(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2015, 1, 5, 8, 0, tzinfo=PERU))
    with found(
        tmp_path / "tarde", name="Alianza", ubigeo="0104", operator="Rosa", role="coordinator", clock=clock
    ) as database:
        clock.set(datetime(2026, 11, 23, 12, 0, tzinfo=PERU))
        acta, signatory = frozen(database)
        with writing(database) as session:
            issue.record_outcome(session, acta, signatory, SIGNED)
            issue.seal(session, acta)
        with database.reading() as session:
            pin = sha256(unb64(alliances.alliance(session).ca_certificate))
            assert verify(issue.pdf(session, acta), [pin]).verdict == "intact"
