"""The workbook of the workshop, from Inicio: read on the store's lane, written beside it. No Qt."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.jobs import Jobs, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.spreadsheets.workbook import Book


class WorkbookView(Protocol):
    """What Inicio shows while the workbook is made."""

    def ask_where(self, name: str) -> None:
        """Propose a name; whoever chooses a place calls `write`."""
        ...

    def show_working(self, words: str) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...
    def follow(self, task: Task) -> None: ...
    def show_written(self, path: Path, words: str) -> None: ...
    def show_not_written(self, words: str) -> None: ...


class WorkbookPresenter:
    """One workbook at a time."""

    def __init__(self, view: WorkbookView, jobs: Jobs, clock: Clock, workshop_id: str) -> None:
        self._view, self._jobs, self._clock, self._workshop_id = view, jobs, clock, workshop_id

    def begin(self) -> None:
        """Ask where it goes; nothing is read before."""

        def name(session: "Session") -> str:
            from alianza_desktop.spreadsheets import workbook

            return workbook.file_name(session, self._workshop_id)

        self._jobs.read(name, self._view.ask_where)

    def write(self, path: Path) -> None:
        """Gather the sheets and write them; a save meanwhile does not wait for the file."""

        def gather(session: "Session") -> "Book":
            from alianza_desktop.spreadsheets import workbook

            return workbook.gather(session, self._workshop_id)

        self._view.show_working(f"Preparando {path.name}…")
        self._jobs.read(gather, partial(self._gathered, path), self._failed)

    def _gathered(self, path: Path, book: "Book") -> None:
        at = self._clock.now()
        task = self._jobs.network(
            lambda task: book.write(path, at=at, progress=task.report),
            lambda _none: self._view.show_written(path, f"El libro está en {path.name}."),
            self._failed,
            self._view.show_progress,
        )
        self._view.follow(task)

    def _failed(self, error: AppError) -> None:
        self._view.show_not_written(sentence(error))
