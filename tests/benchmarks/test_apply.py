"""Applying operations against a bare `executemany` of the very same rows, in a store of 200,000 operations.

Both stores are copies of one SQLCipher file with the indexes of the product. The bare one is given, run by
run, the statements for log, heads and projected rows that `apply` sent, with their parameters, through the
driver's own `executemany`; it reads, hashes, checks and merges nothing.
"""

import gc
import shutil
import time
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from alianza_desktop.model import Base
from alianza_desktop.storage import engine, heads
from alianza_desktop.storage.entities import entities
from alianza_desktop.storage.keys import StoreKey
from alianza_desktop.storage.log import Run
from tests.benchmarks.workload import Workload
from tests.storage.replicas import Replica

STORED: Final = 200_000
RUN: Final = 1_000
MEASURED: Final = 20
LEAST_RATIO: Final = 0.40

_KEY: Final = StoreKey(bytes(range(32)))

Statement = tuple[str, Any]


class Recorder:
    """Keeps the statements that write log, heads and projected rows."""

    def __init__(self, source: Engine) -> None:
        self.statements: list[Statement] = []
        tables = ["op", "head", *entities()]
        self._starts = tuple(f"{verb} {name} " for verb in ("INSERT INTO", "UPDATE") for name in tables)
        event.listen(source, "before_cursor_execute", self._note)

    def _note(self, _c: Connection, _u: Any, sql: str, parameters: Any, _x: Any, many: bool) -> None:
        if sql.replace('"', "").startswith(self._starts):
            self.statements.append((sql, list(parameters) if many else [parameters]))

    def take(self) -> list[Statement]:
        taken, self.statements = self.statements, []
        return taken


@pytest.mark.benchmark_ratio
@pytest.mark.timeout(900)
def test_apply_against_bare_executemany(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workload = Workload()
    first = tmp_path / "first.db"
    _fill(first, workload)
    bare_file = tmp_path / "bare.db"
    shutil.copyfile(first, bare_file)
    applying, bare = engine.writer(first, _KEY), engine.writer(bare_file, _KEY)
    recorder = Recorder(applying)
    gc.collect()
    gc.freeze()  # the workload's own million objects are not the product's
    applied, written = 0.0, 0.0
    for run in workload.runs(MEASURED, RUN):
        applied += _timed_apply(applying, run, workload.keys)
        written += _timed_bare(bare, recorder.take())
    gc.unfreeze()
    ratio, operations = written / applied, MEASURED * RUN
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\napply: {operations / applied:,.0f} operations/s; bare executemany: "
            f"{operations / written:,.0f}/s; ratio {ratio:.2f} (least {LEAST_RATIO}); "
            f"{first.stat().st_size / (STORED + operations):,.0f} bytes an operation"
        )
    assert ratio >= LEAST_RATIO


def _fill(file: Path, workload: Workload) -> None:
    filling = engine.writer(file, _KEY)
    with filling.begin() as connection:
        Base.metadata.create_all(connection)
    for run in workload.runs(STORED // RUN, RUN):
        _timed_apply(filling, run, workload.keys)
    engine.checkpoint(filling)
    filling.dispose()


def _timed_apply(store: Engine, run: Run, keys: dict[str, bytes]) -> float:
    info = Replica(1).info
    start = time.perf_counter()
    with Session(store, info=info) as session, session.begin():
        heads.apply(session, run, keys[run.device])
    return time.perf_counter() - start


def _timed_bare(store: Engine, statements: list[Statement]) -> float:
    raw: Any = store.raw_connection()
    cursor = raw.cursor()
    start = time.perf_counter()
    cursor.execute("BEGIN IMMEDIATE")
    for sql, rows in statements:
        cursor.executemany(sql, rows)
    cursor.execute("COMMIT")
    taken = time.perf_counter() - start
    raw.close()
    return taken
