"""`alianza workshop show` says how each block of the agenda was really held."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from alianza_desktop.cli.main import run
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import agenda_clock
from alianza_desktop.storage.database import Database
from tests.builders import arrive, world, writing
from tests.conftest import MORNING


@pytest.fixture
def held(store: Path, clock: FixedClock) -> tuple[str, ...]:
    """The command, on a store where the first block ended and the second is being held."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor)
        agenda_clock.start(session, made.workshop)
        clock.set(MORNING + timedelta(minutes=62))
        arrive(session, made, made.manager)
        agenda_clock.start(session, made.workshop)
    return ("workshop", "show", made.workshop, "--data", str(store))


def test_the_hours_of_the_agenda_are_said(
    held: tuple[str, ...], clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*held], clock) == 0
    printed = capsys.readouterr().out
    assert "  Registro: de 08:00 a 09:02, presentes 1 y 2\n" in printed
    assert "  Acuerdos: desde las 09:02, presentes 2\n" in printed


def test_the_hours_of_the_agenda_are_data(
    held: tuple[str, ...], clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*held, "--json"], clock) == 0
    first, second = json.loads(capsys.readouterr().out)["workshop"]["agenda"]
    assert (first["state"], first["began_at"], first["present"]) == (
        "ended", "2026-11-23T08:00:00.000-05:00", {"began": 1, "ended": 2},
    )  # fmt: skip
    assert (second["state"], second["ended_at"], second["present"]) == ("running", "", {"began": 2})
