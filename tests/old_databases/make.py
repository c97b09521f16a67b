"""Make the two stores of the present revision that every later program must open; see README.md.

`python -m tests.old_databases.make` writes `<revision>-plain` and `<revision>-passphrase` beside this file.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.core.ids import seeded
from alianza_desktop.model import Organization, Person
from alianza_desktop.storage import attachments, journal, settings
from alianza_desktop.storage.founding import found
from alianza_desktop.storage.locking import LOCK_FILE
from alianza_desktop.storage.migrate import REVISION

HERE = Path(__file__).parent
PHRASE = "una base que debe abrirse siempre"
PDF = b"%PDF-1.7\n" * 1000


def make(folder: Path, passphrase: str | None) -> None:
    """Found an alliance and leave in it a change, a deletion, an attachment and a setting."""
    shutil.rmtree(folder, ignore_errors=True)
    clock = FixedClock(datetime(2026, 11, 23, 8, 0, tzinfo=PERU), timedelta(minutes=1))
    with found(
        folder,
        name="Alianza de prueba",
        ubigeo="0104",
        operator="Ana Prueba",
        role="coordinator",
        clock=clock,
        ids=seeded(1),
        passphrase=passphrase,
        rehearsal=True,
    ) as store:
        with store.transaction() as session:
            session.add(Organization(name="Organización de prueba"))
            for name in ("Uno", "Dos", "Tres"):
                session.add(Person(given_names=name, document_type="none"))
        with store.transaction() as session:
            session.scalars(select(Person).where(Person.given_names == "Uno")).one().phone = "900000000"
            journal.delete(session, session.scalars(select(Person).where(Person.given_names == "Dos")).one())
        with store.transaction() as session:
            attachments.put(session, PDF, "application/pdf")
            settings.write(session, "theme", "light")
    (folder / LOCK_FILE).unlink()


if __name__ == "__main__":
    make(HERE / f"{REVISION}-plain", None)
    make(HERE / f"{REVISION}-passphrase", PHRASE)
