"""What a command gets to work with: the store, opened as it needs it, the clock and a progress bar."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.paths import data_folder

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Reply:
    """A command's answer: `data` for `--json`, `lines` for people, and the exit code."""

    data: dict[str, object] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    exit_code: int = 0


class Desk:
    """The store of the data folder, opened for one command."""

    def __init__(self, arguments: Namespace, clock: Clock) -> None:
        self.folder: Path = data_folder(arguments.data)
        self.clock = clock
        self._operator: str = arguments.operator
        self._passphrase_file: str | None = arguments.passphrase_file
        self._speaks: bool = not arguments.quiet and not arguments.json and sys.stderr.isatty()

    def passphrase(self) -> str | None:
        """Return the passphrase of `--passphrase-file` or `ALIANZA_PASSPHRASE`, or none."""
        if self._passphrase_file is None:
            return os.environ.get("ALIANZA_PASSPHRASE") or None
        try:
            return Path(self._passphrase_file).read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Invalid("passphrase-file-unreadable", file=self._passphrase_file) from error

    @contextmanager
    def reading(self) -> "Iterator[Session]":
        """Open the store to read: works while a window is open on it."""
        with self._open(write=False) as database, database.reading() as session:
            yield session

    @contextmanager
    def writing(self) -> "Iterator[Session]":
        """Open the store to write, as the operator of `--operator`; one transaction."""
        from alianza_desktop.services import alliances

        with self._open(write=True) as database:
            with database.reading() as session:
                operator_id = alliances.operator(session, self._operator).id
            with database.transaction(operator_id) as session:
                yield session

    def _open(self, *, write: bool) -> "Database":
        from alianza_desktop.storage.database import Database

        return Database.open(self.folder, write=write, passphrase=self.passphrase(), clock=self.clock)

    def progress(self, label: str) -> Callable[[int, int], None]:
        """Return a function `(done, total)` that draws a bar on a terminal and nothing elsewhere."""
        return _bar(label) if self._speaks else _silent


def _silent(_done: int, _total: int) -> None:
    return


def _bar(label: str) -> Callable[[int, int], None]:
    def draw(done: int, total: int) -> None:
        filled = 24 * done // max(total, 1)
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (24 - filled)}] {done}/{total}{end}")
        sys.stderr.flush()

    return draw
