"""The moments of the rehearsal's day that the pictures show, played with the demo's own scenes.

`founded` has no workshop yet; `morning` is 09:02, in the middle of the queue; `midday` is 13:34, with
commitments taken and the acta of Cacao half signed. `crowded` has 500 invitees and ten mesas, `alone` one
person and one mesa: every screen is looked at with many rows and with one. `between` is days later, when
mesas meet by themselves. Each store is made whole; the caller closes it.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.core.paths import resource
from alianza_desktop.demo import results, scenes
from alianza_desktop.demo.cast import Guest, guests
from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import (
    actas,
    alliances,
    consents,
    meetings,
    mesa_members,
    mesas,
    people,
    registration,
    workshops,
)
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.workshops import SessionPlan, WorkshopPlan
from alianza_desktop.storage.founding import found

NOW: Final = datetime(2026, 11, 23, 9, 2, 41, tzinfo=PERU)
COMING: Final = 87
"""How many of the 120 have arrived when the morning's pictures are taken."""
CROWD: Final = 500
CROWD_CAME: Final = 380
SIGNED: Final = 4
"""How many of the acta of Cacao have an outcome when the midday's pictures are taken."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When the pictures are taken, and how the store gets there."""

    now: datetime
    play: Callable[[Path], Stage]


def founded(folder: Path) -> Stage:
    """Found an alliance that has no workshop yet, and is no rehearsal."""
    return _founded(folder, rehearsal=False)


def _founded(folder: Path, *, rehearsal: bool, invited: int = 120) -> Stage:
    with (resource("demo", "condorcanqui.toml")).open("rb") as file:
        script = tomllib.load(file)
    clock = FixedClock(datetime(2025, 11, 3, 9, 0, tzinfo=PERU), step=timedelta(seconds=7))
    charter = script["alliance"]
    database = found(
        folder / "data",
        name=charter["name"],
        ubigeo=charter["ubigeo"],
        operator=charter["operator"],
        role="coordinator",
        clock=clock,
        rehearsal=rehearsal,
    )
    with database.reading() as session:
        operator = alliances.operator(session).id
    random = Random(2026)  # noqa: S311 - a script, not a secret
    out = folder / "salida"
    out.mkdir()
    return Stage(database, clock, script, random, guests(script, random, invited), out, operator)


def morning(folder: Path) -> Stage:
    """Play the rehearsal until the middle of its registration; the caller closes the store."""
    stage = _founded(folder, rehearsal=True)
    for scene in (scenes.earlier_workshops, scenes.plan_workshop, results.invite, _queue):
        scene(stage)
    return stage


def _queue(stage: Stage) -> None:
    """Let the first ones in, 14 seconds apart, until 09:02."""
    scenes.hold(stage, 1, "08:03")
    _let_in(stage, COMING, 14)
    with stage.writing() as session:
        person = people.find(session, next_guest(stage).document)
        assert person is not None
        consents.record(session, person.id, registration=True, contact=True, photos=False)


def _let_in(stage: Stage, coming: int, seconds: int) -> None:
    """Let the first ones of the list in, so many seconds apart, until now."""
    start = NOW - timedelta(seconds=seconds * coming)
    for number, guest in enumerate(stage.guests[:coming]):
        stage.clock.set(start + timedelta(seconds=seconds * number))
        with stage.writing() as session:
            person = people.find(session, guest.document)
            if person is None:  # their row is «por revisar» with another document
                continue
            sitting = workshops.numbered_session(session, stage.workshop, None)
            card = registration.lookup(session, stage.workshop, person.id, sitting.id)
            scenes.answer(session, person.id, number, card.sector)
            registration.register(
                session, stage.workshop, person.id, session_id=sitting.id, mesa_id=card.mesa_id
            )


def between(folder: Path) -> Stage:
    """Play the rehearsal until a mesa, whose people are known by then, meets by itself."""
    stage = midday(folder)
    with stage.writing() as session:
        first, second, *_ = mesas.listing(session, stage.workshop)
        seats = mesas.seats_of_all(session, stage.workshop)
        belong = sorted(one for one, mesa_id in seats.items() if mesa_id == first.id)
        for number, person in enumerate(belong[:9]):
            role = ("president", "secretary", "member")[min(number, 2)]
            mesa_members.add(session, first.id, person_id=person, role=role)
        mesa_members.add(session, first.id, organization="Red de jóvenes del Cenepa")
        for mesa_id, day in ((first.id, "04"), (second.id, "05"), (first.id, "11"), (second.id, "12")):
            plan = meetings.propose(session, mesa_id).plan
            held = replace(plan, starts_on=f"2026-12-{day}", starts_at="09:00", ends_at="11:00")
            meetings.convene(session, held)
    return stage


def crowded(folder: Path) -> Stage:
    """Play a morning of 500 invitees and ten mesas, of which 380 people are in."""
    stage = _founded(folder, rehearsal=False, invited=CROWD)
    scenes.plan_workshop(stage)
    with stage.writing() as session:
        for number in range(len(mesas.listing(session, stage.workshop)) + 1, 11):
            mesas.add(
                session, stage.workshop, MesaPlan(name=f"Mesa de trabajo {number}", sigla=f"MT{number}")
            )
    results.invite(stage)
    _let_in(stage, CROWD_CAME, 9)
    return stage


def alone(folder: Path) -> Stage:
    """Play a workshop with one mesa, to which one person came."""
    stage = _founded(folder, rehearsal=False, invited=1)
    guest = stage.guests[0]
    with stage.writing() as session:
        plan = WorkshopPlan(
            stage=1,
            name="Identificación de actores",
            starts_on="2026-11-23",
            sessions=(SessionPlan(name="Mañana", date="2026-11-23", starts_at="08:00", ends_at="13:00"),),
            mesas=(MesaPlan(name="Cacao", sigla="CACAO"),),
            **stage.script["place"],
        )
        stage.workshop = workshops.create(session, plan).id
        sitting = workshops.numbered_session(session, stage.workshop, 1)
        walk_in = registration.WalkIn(
            document_type="1",
            document_number=guest.document,
            given_names=guest.given_names,
            paternal_surname=guest.paternal_surname,
            maternal_surname=guest.maternal_surname,
            organization=guest.organization,
            sector=guest.sector,
            position=guest.position,
            registration=True,
            mesa_id=mesas.listing(session, stage.workshop)[0].id,
        )
        registration.register_new(session, stage.workshop, walk_in, session_id=sitting.id)
    return stage


def next_guest(stage: Stage) -> Guest:
    """Return who is at the desk now."""
    return stage.guests[COMING + 1]


def midday(folder: Path) -> Stage:
    """Play the day on to the signatures: everybody is in, each mesa agreed, one acta is being signed."""
    stage = morning(folder)
    for scene in (scenes.arrive, scenes.agree, scenes.sketch):
        scene(stage)
    scenes.hold(stage, 5, "12:41")
    scenes.sign_first(stage, "CACAO", SIGNED)
    return stage


def afternoon(folder: Path) -> Stage:
    """Play the day to its end: one acta sealed, one to read aloud, one that lacks something."""
    stage = morning(folder)
    for scene in (scenes.arrive, scenes.agree):
        scene(stage)
    scenes.hold(stage, 4, "11:06")
    scenes.sign(stage)
    stage.at("2026-11-23", "13:50")
    with stage.writing() as session:
        tables = mesas.listing(session, stage.workshop)
        draft = actas.compose(session, stage.workshop, tables[2].id)
        actas.change(session, draft.id, {"starts_at": "", "ends_at": ""})
    return stage


MOMENTS: Final = {
    "founded": Moment(NOW, founded),
    "morning": Moment(NOW, morning),
    "midday": Moment(datetime(2026, 11, 23, 13, 34, 12, tzinfo=PERU), midday),
    "crowded": Moment(NOW, crowded),
    "alone": Moment(NOW, alone),
    "between": Moment(datetime(2026, 12, 4, 8, 52, 5, tzinfo=PERU), between),
    "afternoon": Moment(datetime(2026, 11, 23, 14, 20, 5, tzinfo=PERU), afternoon),
}
