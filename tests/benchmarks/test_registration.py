"""One registration committed with its operation, against a bare durable insert of the same row.

Both in SQLCipher with WAL and `synchronous=FULL`, in turn, in the same run; medians, and their ratio, are
recorded and printed. Nothing is asserted about the clock.
"""

import time
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import Engine, insert

from alianza_desktop.core.clock import SystemClock
from alianza_desktop.core.ids import uuid7
from alianza_desktop.model import Attendance, Base
from alianza_desktop.services import people, registration
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage import engine
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.storage.keys import StoreKey
from tests.builders import world, writing

ROUNDS = 200


@pytest.mark.benchmark_ratio
def test_one_registration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with found(
        tmp_path / "data",
        name="Alianza",
        ubigeo="0104",
        operator="Rosa",
        role="registrar",
        clock=SystemClock(),
        passphrase="cuatro palabras para medir",
    ) as database:
        plain = engine.writer(tmp_path / "bare.db", StoreKey(bytes(range(32))))
        Base.metadata.create_all(plain)
        registered, bare = _measure(database, plain)
        plain.dispose()
    with capsys.disabled():
        print(  # noqa: T201
            f"\nregistration: {1000 * registered:.2f} ms; bare durable insert: {1000 * bare:.2f} ms; "
            f"ratio {registered / bare:.1f}"
        )


def _measure(database: Database, plain: Engine) -> tuple[float, float]:
    with writing(database) as session:
        made = world(session)
        known = [
            people.add(session, PersonData(document_number=f"{n:08d}", given_names="Ana")).id
            for n in range(ROUNDS)
        ]
    registered, bare = [], []
    for person_id in known:
        start = time.perf_counter()
        with database.transaction() as session:
            registration.register(
                session, made.workshop, person_id, session_id=made.session, mesa_id=made.cacao
            )
        registered.append(time.perf_counter() - start)
        row = {"id": uuid7(), "person_id": person_id, "deleted": True}
        start = time.perf_counter()
        with plain.begin() as connection:
            connection.execute(insert(Attendance), row)
        bare.append(time.perf_counter() - start)
    return median(registered), median(bare)
