"""The agenda of an acta: the hours at which each block was held, before how many, and the quorum."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import FixedClock, instant
from alianza_desktop.documents import acta_agenda, collect, wording
from alianza_desktop.documents.acta_content import AgendaPoint
from alianza_desktop.model import Attendance, Mesa
from alianza_desktop.services import actas, agenda_clock, departures
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing
from tests.conftest import MORNING
from tests.documents import document_samples as samples

WORDS = wording.load("acta.v2")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as session:
        yield session


@pytest.fixture
def made(session: Session, clock: FixedClock) -> World:
    """The first block was held from 08:00 to 09:10; the second began with one person less at the mesa."""
    made = world(session)
    session.get_one(Mesa, made.cacao).quorum = 2
    arrive(session, made, made.mayor, made.cacao)
    second = arrive(session, made, made.manager, made.cacao)
    session.add(
        Attendance(workshop_id=made.workshop, session_id=made.session, person_id="", at=instant(MORNING))
    )
    session.flush()
    agenda_clock.start(session, made.workshop)
    departures.leave(session, second, at=instant(MORNING + timedelta(minutes=40)))
    clock.set(MORNING + timedelta(minutes=70))
    agenda_clock.start(session, made.workshop)
    return made


def test_the_acta_of_a_mesa_counts_its_people_at_each_hour(session: Session, made: World) -> None:
    found = collect.acta(session, actas.compose(session, made.workshop, made.cacao).id)
    first, second = found.agenda
    assert (first.began_at, first.ended_at, first.present, first.present_end) == ("08:00", "09:10", 2, 1)
    assert (second.began_at, second.ended_at, second.present, second.present_end) == ("09:10", "", 1, None)
    assert acta_agenda.quorum(found, WORDS) == [
        "Lo hubo al empezar el punto 1 de la agenda.", "No lo hubo al empezar el punto 2 de la agenda.",
    ]  # fmt: skip


def test_the_acta_of_the_plenaria_counts_everybody(session: Session, made: World) -> None:
    found = collect.acta(session, actas.compose(session, made.workshop).id)
    assert [(one.present, one.present_end) for one in found.agenda] == [(3, 2), (2, None)]
    assert acta_agenda.quorum(found, WORDS) == []


def test_an_agenda_whose_clock_nobody_set_going_says_only_the_plan(
    session: Session, clock: FixedClock
) -> None:
    made = world(session)
    found = collect.acta(session, actas.compose(session, made.workshop, made.cacao).id)
    assert [(one.began_at, one.present, one.starts_at) for one in found.agenda] == [
        ("", None, "08:00"), ("", None, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((6, 7, None), ["Lo hubo al empezar los puntos 1 y 2 de la agenda."]),
        ((1, 2, 5), ["No lo hubo al empezar los puntos 1, 2 y 3 de la agenda."]),
        ((None, None, None), []),
    ],
)
def test_the_quorum_is_said_of_points_that_were_counted(
    counts: tuple[int | None, ...], said: list[str]
) -> None:
    made = samples.acta()
    content = replace(
        made,
        meeting=replace(made.meeting, quorum=6),
        agenda=tuple(AgendaPoint(title="Punto", present=one) for one in counts),
    )
    assert acta_agenda.quorum(content, WORDS) == said
