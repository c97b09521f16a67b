"""Plays the rehearsal on a real store, in the order of the day, with the same functions as the window.

The day is fixed (23/11/2026, hour of Peru), so the same seed gives the same people, hours and commitments;
keys, ids and therefore hashes are new each time.
"""

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from shutil import rmtree
from typing import Any, Final

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.paths import resource
from alianza_desktop.demo import results, scenes
from alianza_desktop.demo.cast import guests
from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import alliances
from alianza_desktop.storage.founding import found

SCENES: Final = (
    scenes.earlier_workshops,
    scenes.plan_workshop,
    results.invite,
    scenes.arrive,
    scenes.agree,
    scenes.sketch,
    scenes.sign,
    results.participants,
    results.attendance,
    results.chain,
    results.workbook,
)


@dataclass(frozen=True, slots=True)
class Done:
    """What the rehearsal made: facts for `resumen.json`, lines for people."""

    summary: dict[str, object]
    lines: tuple[str, ...]


def build(
    folder: Path,
    *,
    people: int = 120,
    seed: int = 2026,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Done:
    """Make the rehearsal in a new or empty folder: the store in `data`, the results in `salida`.

    Raises `Invalid` (`folder-not-empty`, `folder-unwritable`, `people-out-of-range`).
    """
    if folder.exists() and not folder.is_dir():
        raise Invalid("folder-unwritable", folder=folder)
    if folder.exists() and any(folder.iterdir()):
        raise Invalid("folder-not-empty", folder=folder)
    if not 40 <= people <= 5000:
        raise Invalid("people-out-of-range", least=40, most=5000)
    with (resource("demo", "condorcanqui.toml")).open("rb") as file:
        script = tomllib.load(file)
    clock = FixedClock(datetime(2025, 11, 3, 9, 0, tzinfo=PERU), step=timedelta(seconds=7))
    out = folder / "salida"
    try:
        out.mkdir(parents=True)
    except OSError as error:
        raise Invalid("folder-unwritable", folder=folder) from error
    done = None
    try:
        done = _play(folder, clock, script, seed, people, progress)
    finally:
        if done is None:  # a full disk, Ctrl+C: the folder is as it was, and may be used again
            rmtree(folder / "data", ignore_errors=True)
            rmtree(out, ignore_errors=True)
    return done


def _play(
    folder: Path,
    clock: FixedClock,
    script: dict[str, Any],
    seed: int,
    people: int,
    progress: Callable[[int, int], None],
) -> Done:
    out, charter = folder / "salida", script["alliance"]
    with found(
        folder / "data",
        name=charter["name"],
        ubigeo=charter["ubigeo"],
        operator=charter["operator"],
        role="coordinator",
        clock=clock,
        rehearsal=True,
    ) as database:
        with database.reading() as session:
            operator = alliances.operator(session).id
        random = Random(seed)
        stage = Stage(database, clock, script, random, guests(script, random, people), out, operator)
        for done, scene in enumerate(SCENES):
            progress(done, len(SCENES))
            scene(stage)
        progress(len(SCENES), len(SCENES))
        return _done(stage, folder)


def _done(stage: Stage, folder: Path) -> Done:
    with stage.database.reading() as session:
        summary = results.summary(session, stage)
    stage.keep("resumen.json", json.dumps(summary, ensure_ascii=False, indent=2).encode())
    return Done(
        summary,
        (
            f"Taller de ensayo listo en {folder}.",
            *(f"  {path.relative_to(folder)}" for path in stage.files),
            f"Ábralo con: alianza --data {folder / 'data'}",
        ),
    )
