"""A process that sketches a chain until it is killed: each line it writes is a gesture that was acknowledged.

`python -m tests.services.sketcher FOLDER CHAIN INSTRUCTIONS`: after so many instructions of SQLite (0: never)
it kills itself in the middle of whatever it is doing.
"""

import sys
from pathlib import Path

from alianza_desktop.core.clock import SystemClock
from alianza_desktop.services import chain_gestures as gestures
from alianza_desktop.services import chains
from alianza_desktop.storage.database import Database
from tests.storage.registrar import die_after


def main(folder: str, chain: str, instructions: str) -> None:
    with Database.open(Path(folder), clock=SystemClock()) as store:
        if int(instructions):
            die_after(store, int(instructions))
        while True:
            sys.stdout.write(sketch(store, chain) + "\n")
            sys.stdout.flush()


def sketch(store: Database, chain: str) -> str:
    """Add an activity below the last one, with the flow that joins them, in one gesture."""
    with store.transaction() as session:
        view = chains.view(session, chain)
        last = view.activities[-1]
        done = gestures.add_activity(view, last.stage_id, "Otra", connect_from=last.id)
        chains.apply(session, chain, done)
    return done[0].id


if __name__ == "__main__":
    main(*sys.argv[1:])
