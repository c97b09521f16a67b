"""A process that joins, separates and notes until it is killed: each line it writes was acknowledged.

`python -m tests.services.joiner FOLDER INSTRUCTIONS`: after so many instructions of SQLite it kills itself in
the middle of whatever it is doing. A line is what the store holds after a gesture.
"""

import itertools
import sys
from pathlib import Path

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import SystemClock
from alianza_desktop.model import Organization
from alianza_desktop.services import actor_traits, same_as
from alianza_desktop.services.query import living
from alianza_desktop.storage.database import Database
from tests.storage.registrar import die_after


def main(folder: str, instructions: str) -> None:
    with Database.open(Path(folder), clock=SystemClock()) as store:
        with store.reading() as session:
            ids = sorted(one.id for one in session.scalars(living(Organization)))
        die_after(store, int(instructions))
        for number in itertools.count():
            with store.transaction() as session:
                gesture(session, ids, number)
                session.flush()
                told = state(session)
            sys.stdout.write(told + "\n")
            sys.stdout.flush()


def gesture(session: Session, ids: list[str], number: int) -> None:
    """Do one thing: join the first with another, note something, or take one out."""
    other = ids[1 + number // 3 % (len(ids) - 1)]
    if number % 3 == 0:
        same_as.join(session, "organization", ids[0], other)
    elif number % 3 == 1:
        actor_traits.add(session, other, "capacity", f"línea {number}")
    else:
        same_as.separate(session, "organization", ids[0])


def state(session: Session) -> str:
    """Return how many lines there are, and who is joined to whom."""
    ids = sorted(one.id for one in session.scalars(living(Organization)))
    groups = same_as.shown(session, "organization", ids)
    lines = sum(len(actor_traits.listing(session, one)) for one in ids if groups[one] == one)
    return f"{lines} {' '.join(str(ids.index(groups[one])) for one in ids)}"


if __name__ == "__main__":
    main(*sys.argv[1:])
