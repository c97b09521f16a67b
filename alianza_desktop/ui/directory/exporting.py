"""The directory as a workbook: only what its purpose allows; document numbers only when asked for. No Qt."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.jobs import Jobs, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.spreadsheets.directory import Directory


class ExportView(Protocol):
    """What the screen shows while the file is made."""

    def ask_where(self, name: str) -> None:
        """Propose a name; whoever chooses a place calls `write`."""
        ...

    def show_message(self, kind: str, words: str) -> None: ...


class ExportPresenter:
    """One file at a time."""

    def __init__(self, view: ExportView, jobs: Jobs, clock: Clock) -> None:
        self._view, self._jobs, self._clock = view, jobs, clock
        self._documents = False

    def begin(self, *, documents: bool) -> None:
        """Ask where it goes; nothing is read before."""
        self._documents = documents
        self._view.ask_where(f"personas-{self._clock.now():%Y-%m-%d}.xlsx")

    def write(self, path: Path) -> None:
        documents = self._documents

        def gather(session: "Session") -> "Directory":
            from alianza_desktop.spreadsheets import directory

            return directory.gather(session, documents=documents)

        self._jobs.read(gather, partial(self._gathered, path), self._failed)

    def _gathered(self, path: Path, found: "Directory") -> None:
        at = self._clock.now()

        def work(_task: Task) -> int:
            found.write(path, at=at)
            return len(found.rows)

        self._jobs.network(
            work,
            lambda rows: self._view.show_message(
                "success", f"{path.name}: {count(rows, 'persona', 'personas')}."
            ),
            self._failed,
        )

    def _failed(self, error: AppError) -> None:
        self._view.show_message("warning", sentence(error))
