"""A laptop that dies in the middle of a gesture: what was acknowledged is there, and no half of anything."""

from itertools import pairwise
from pathlib import Path
from random import Random

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage.database import Database
from tests.killing import acknowledged
from tests.services.chain_samples import add, begun, seen


def test_kill_9_loses_no_acknowledged_gesture_and_leaves_no_half(store: Path, clock: FixedClock) -> None:
    random = Random(11)
    with Database.open(store, clock=clock) as database:
        _, chain = begun(database)
        add(database, chain, 0, "Primera")
    said: list[str] = []
    for turn in range(4):
        inside = random.randrange(2_000, 30_000) if turn % 2 else 0
        said += acknowledged(
            "tests.services.sketcher", [str(store), chain, str(inside)], random.randrange(2, 9)
        )
        with Database.open(store, clock=clock) as database:
            view = seen(database, chain)
        cards = [one.id for one in view.activities]
        assert set(said) <= set(cards)
        assert len(cards) - 1 <= len(said) + turn + 1
        assert {(one.source_id, one.target_id) for one in view.links} == set(pairwise(cards))
    assert said
