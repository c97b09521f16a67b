"""The stage of the rehearsal: its store, clock, script and cast, handed from one scene to the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.demo.cast import Guest
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.files import write_whole


@dataclass(slots=True)
class Stage:
    """What every scene needs. The day is fixed; each reading of the clock moves seven seconds on."""

    database: Database
    clock: FixedClock
    script: dict[str, Any]
    random: Random
    guests: tuple[Guest, ...]
    out: Path
    operator: str
    workshop: str = ""
    chain: str = ""
    files: list[Path] = field(default_factory=list)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction as the rehearsal's operator."""
        with self.database.transaction(self.operator) as session:
            yield session

    def at(self, day: str, hour: str) -> None:
        """Set the clock, local time of Peru."""
        self.clock.set(datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=PERU))

    def keep(self, name: str, data: bytes) -> Path:
        """Write a result into `salida`."""
        path = self.out / name
        write_whole(path, data, durable=False)
        self.files.append(path)
        return path
