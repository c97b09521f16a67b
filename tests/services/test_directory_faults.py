"""Killed in the middle of joining or noting: what was acknowledged is there, and nothing by half."""

import shutil
from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Organization
from alianza_desktop.services import organizations
from alianza_desktop.services.query import living
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.killing import acknowledged
from tests.services import joiner

MOST = 40


def undisturbed(store: Path, clock: FixedClock) -> list[str]:
    """Return what the store holds after each gesture when nobody kills anything."""
    with Database.open(store, clock=clock) as database:
        with database.reading() as session:
            ids = sorted(one.id for one in session.scalars(living(Organization)))
            states = [joiner.state(session)]
        for number in range(MOST + 1):
            with database.transaction() as session:
                joiner.gesture(session, ids, number)
                session.flush()
                states.append(joiner.state(session))
    return states


@pytest.mark.parametrize("instructions", [1_500, 9_001, 23_456])
def test_a_gesture_is_whole_or_it_was_not(
    store: Path, clock: FixedClock, tmp_path: Path, instructions: int
) -> None:
    with Database.open(store, clock=clock) as database, writing(database) as session:
        for name in ("Uno", "Dos", "Tres", "Cuatro"):
            organizations.find_or_add(session, f"Organización {name}")
    states = undisturbed(Path(shutil.copytree(store, tmp_path / "copy")), clock)
    said = acknowledged("tests.services.joiner", [str(store), str(instructions)], most=MOST)
    assert said == states[1 : len(said) + 1]
    with Database.open(store, clock=clock) as database, database.reading() as session:
        assert joiner.state(session) in states[len(said) : len(said) + 2]
