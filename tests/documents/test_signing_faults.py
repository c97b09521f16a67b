"""The power fails between any two steps of signing and sealing, or inside one: never half of anything."""

import shutil
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.documents import issue
from alianza_desktop.services import actas, authorities
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.database import Database
from tests.builders import agree, arrive, world, writing
from tests.documents.signer import kept, step
from tests.killing import acknowledged
from tests.storage.stores import check_whole

STEPS = 5
"""Two outcomes, another one of the second person, a choice, the seal."""


def frozen(database: Database) -> str:
    """Freeze an acta of two signatories and return its id."""
    with writing(database) as session:
        made = world(session)
        for person in (made.mayor, made.manager):
            arrive(session, made, person, made.cacao)
        agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao).id
        issue.review(session, acta)
        issue.freeze(session, acta)
        return acta


def check_valid(database: Database, acta: str) -> set[str]:
    """Check the store and the acta in it; return what it holds."""
    check_whole(database)
    with database.reading() as session:
        found, state = kept(session, acta), actas.status(session, acta).state
        if state == "sealed":
            sealed = issue.pdf(session, acta)
            assert sha256(sealed) in found
            assert verify(sealed, authorities.pins(session)).verdict == "intact"
        assert (state == "sealed") == (len(found) == STEPS)
    return found


def finish(database: Database, acta: str) -> None:
    while step(database, acta):
        pass
    assert len(check_valid(database, acta)) == STEPS


def test_kill_9_anywhere_loses_nothing_acknowledged_and_leaves_a_valid_acta(
    store: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """Half of the rounds die after a step, half at an instruction of SQLite inside one."""
    with Database.open(store, clock=clock) as database:
        acta = frozen(database)
    random = Random(5)
    for turn in range(4):
        folder = Path(shutil.copytree(store, tmp_path / f"vuelta{turn}"))
        said: list[str] = []
        for _kill in range(2):
            inside = random.randrange(500, 60_000) if turn % 2 else 0
            command = [str(folder), acta, str(inside)]
            said += acknowledged("tests.documents.signer", command, random.randrange(1, 4))
            with Database.open(folder, clock=clock) as database:
                found = check_valid(database, acta)
            assert set(said) <= found
            said = sorted(found)  # one that was saved and not yet said stays too
        with Database.open(folder, clock=clock) as database:
            finish(database, acta)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_the_power_fails_around_the_commit_of_each_step(
    store: Path, tmp_path: Path, clock: FixedClock, moment: str
) -> None:
    """What the disk has just before a step is durable is the step before it; just after, the step."""
    with Database.open(store, clock=clock) as database:
        acta = frozen(database)
        for number in range(STEPS):
            before = check_valid(database, acta)
            cut = tmp_path / f"corte{number}"
            engine = database._sessions.kw["bind"]

            def copy(_connection: object, cut: Path = cut) -> None:
                shutil.copytree(store, cut, ignore=shutil.ignore_patterns("*-shm"))

            if moment == "before":
                event.listen(engine, "commit", copy)
            told = step(database, acta)
            if moment == "before":
                event.remove(engine, "commit", copy)
            else:
                copy(None)
            with Database.open(cut, clock=clock) as again:
                assert check_valid(again, acta) == (before if moment == "before" else before | {told})
                if number % 2:
                    finish(again, acta)
