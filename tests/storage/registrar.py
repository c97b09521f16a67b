"""A process that registers people until it is killed: each line it writes is a save that was acknowledged.

`python -m tests.storage.registrar FOLDER PASSPHRASE INSTRUCTIONS`: after so many instructions of SQLite (0:
never) it kills itself in the middle of whatever it is doing.
"""

import itertools
import os
import signal
import sys
from pathlib import Path

from sqlalchemy import Connection, event

from alianza_desktop.core.clock import SystemClock
from alianza_desktop.model import Attendance, Person
from alianza_desktop.storage import attachments
from alianza_desktop.storage.database import Database


def main(folder: str, passphrase: str, instructions: str) -> None:
    with Database.open(Path(folder), passphrase=passphrase or None, clock=SystemClock()) as store:
        if int(instructions):
            die_after(store, int(instructions))
        while True:
            sys.stdout.write(register(store) + "\n")
            sys.stdout.flush()


def register(store: Database) -> str:
    with store.transaction() as session:
        person = Person(given_names="Ana")
        session.add(person)
        session.flush()
        photo = attachments.put(session, person.id.encode() * 300, "image/jpeg")
        session.add(Attendance(person_id=person.id, accreditation=photo))
    return person.id


def die_after(store: Database, instructions: int) -> None:
    count = itertools.count(1)

    def tick() -> int:
        if next(count) >= instructions:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def watch(connection: Connection) -> None:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.set_progress_handler(tick, 1)

    event.listen(store._sessions.kw["bind"], "begin", watch)


if __name__ == "__main__":
    main(*sys.argv[1:])
