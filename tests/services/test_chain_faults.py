"""A laptop that dies in the middle of a gesture: what was acknowledged is there, and no half of anything."""

import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from random import Random

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage.database import Database
from tests.services.chain_samples import add, begun, seen


def killed(folder: Path, chain: str, gestures: int, instructions: int) -> list[str]:
    """Let another process sketch, kill it after so many gestures, and return what it acknowledged."""
    words = [sys.executable, "-m", "tests.services.sketcher", str(folder), chain, str(instructions)]
    acknowledged: list[str] = []
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as sketcher:
        assert sketcher.stdout is not None
        for line in sketcher.stdout:
            acknowledged.append(line.strip())
            if len(acknowledged) == gestures:
                sketcher.kill()
    assert sketcher.returncode == -signal.SIGKILL
    return acknowledged


def test_kill_9_loses_no_acknowledged_gesture_and_leaves_no_half(store: Path, clock: FixedClock) -> None:
    random = Random(11)
    with Database.open(store, clock=clock) as database:
        _, chain = begun(database)
        add(database, chain, 0, "Primera")
    acknowledged: list[str] = []
    for turn in range(4):
        inside = random.randrange(2_000, 30_000) if turn % 2 else 0
        acknowledged += killed(store, chain, random.randrange(2, 9), inside)
        with Database.open(store, clock=clock) as database:
            view = seen(database, chain)
        cards = [one.id for one in view.activities]
        assert set(acknowledged) <= set(cards)
        assert len(cards) - 1 <= len(acknowledged) + turn + 1
        assert {(one.source_id, one.target_id) for one in view.links} == set(pairwise(cards))
    assert acknowledged
