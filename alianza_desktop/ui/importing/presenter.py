"""Importing a list: read away from the window, planned without writing, written whole or not at all. No Qt.

Cancelling asks the work to stop; what the page says comes from how it really ended, so that «no se importó
nada» is never said of a list that was already in.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import workshops
from alianza_desktop.spreadsheets import importer, reading
from alianza_desktop.spreadsheets.importer import ImportResult
from alianza_desktop.spreadsheets.reading import RawSheet
from alianza_desktop.spreadsheets.rows import SheetRead
from alianza_desktop.storage import settings
from alianza_desktop.ui.importing.facts import ListFacts, heading_set, list_facts
from alianza_desktop.ui.jobs import Jobs, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MAPPING: Final = "import.mapping."
STEPS: Final = 100
"""How often progress is told: telling each row would take longer than the row."""


class ImportView(Protocol):
    """The page."""

    def show_choose(self, workshop: str) -> None:
        """Nothing is chosen: offer to choose a file, for this workshop (empty: there is none)."""
        ...

    def show_fault(self, words: str) -> None: ...
    def show_working(self, words: str) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...
    def follow(self, task: Task) -> None: ...
    def show_idle(self) -> None: ...
    def show_list(self, facts: ListFacts) -> None: ...
    def show_not_understood(self, words: str) -> None:
        """The mapping leaves nobody: say so beside the columns, nothing can be imported."""
        ...

    def show_done(self, facts: ListFacts, words: str) -> None: ...


@dataclass(slots=True, repr=False)
class _List:
    """What is known of the file."""

    name: str
    raw: list[RawSheet]
    sheets: tuple[SheetRead, ...]
    mapping: dict[str, str] = field(default_factory=dict)
    kept_as: str = ""


class ImportPresenter:
    """One list at a time."""

    def __init__(self, view: ImportView, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._workshop = ""
        self._list: _List | None = None
        self._turn = 0
        self._busy = False

    def load(self) -> None:
        if not self._workshop_id:
            self._view.show_choose("")
            return
        self._jobs.read(lambda session: _words(session, self._workshop_id), self._began)

    def _began(self, words: str) -> None:
        self._workshop = words
        if self._list is None and not self._busy:
            self._view.show_choose(words)

    # reading

    def choose(self, path: str) -> None:
        """Read a file; nothing of it is written yet."""
        if self._busy or not self._workshop_id:
            return
        self._turn, self._busy, self._list = self._turn + 1, True, None
        file = Path(path)
        self._view.show_choose(self._workshop or " ")
        self._view.show_working(f"Leyendo {file.name}…")
        task = self._jobs.network(
            lambda _task: _read(file),
            partial(self._was_read, self._turn),
            partial(self._unreadable, self._turn),
        )
        self._view.follow(task)

    def _was_read(self, turn: int, found: _List) -> None:
        if turn == self._turn:
            self._plan(found, first=True)

    def _unreadable(self, turn: int, error: AppError) -> None:
        if turn != self._turn:
            return
        self._busy = False
        self._view.show_idle()
        self._view.show_fault(sentence(error))

    def cancelled(self) -> None:
        """The reading was given up; planning and importing say themselves how they ended."""
        if self._busy and self._list is None:
            self._turn += 1
            self._busy = False
            self._view.show_choose(self._workshop)

    # planning

    def remap(self, heading: str, chosen: str) -> None:
        """A column is something else than it seemed: work everything out again."""
        found = self._list
        if found is None or self._busy:
            return
        self._busy = True
        mapping = found.mapping | {heading: chosen}
        self._view.show_working("Leyendo las columnas…")
        again = _List(found.name, found.raw, found.sheets, mapping, found.kept_as)
        self._jobs.network(
            lambda _task: importer.understood(again.raw, again.name, mapping),
            partial(self._mapped, again),
            partial(self._not_understood, again),
        )

    def _mapped(self, again: _List, sheets: tuple[SheetRead, ...]) -> None:
        again.sheets = sheets
        self._plan(again, first=False)

    def _not_understood(self, again: _List, error: AppError) -> None:
        self._list, self._busy = again, False  # what was chosen stays, to be chosen again
        self._view.show_idle()
        self._view.show_not_understood(sentence(error))

    def _plan(self, found: _List, *, first: bool) -> None:
        stop, report = Task(), Task(self._view.show_progress)

        def work(session: "Session") -> ImportResult:
            if first:
                _remember(session, found)
            return importer.import_sheets(
                session, self._workshop_id, found.sheets, found.name,
                dry_run=True, progress=_steps(report), cancelled=lambda: stop.cancelled,
            )  # fmt: skip

        self._view.show_working(f"Comparando {found.name} con el directorio…")
        self._view.follow(stop)
        self._jobs.read(work, partial(self._planned, found), self._not_planned, report)

    def _planned(self, found: _List, result: ImportResult) -> None:
        self._list, self._busy = found, False
        self._view.show_idle()
        self._view.show_list(list_facts(result))

    def _not_planned(self, error: AppError) -> None:
        self._busy = False
        self._view.show_idle()
        if self._list is None:
            self._view.show_choose(self._workshop)
        self._view.show_fault(sentence(error))

    # importing

    def import_all(self) -> None:
        """Write the list that is shown, in one transaction."""
        found = self._list
        if found is None or self._busy:
            return
        self._busy = True
        stop, report = Task(), Task(self._view.show_progress)

        def work(session: "Session") -> ImportResult:
            done = importer.import_sheets(
                session, self._workshop_id, found.sheets, found.name,
                progress=_steps(report), cancelled=lambda: stop.cancelled,
            )  # fmt: skip
            _keep(session, found)
            return done

        self._view.show_working(f"Importando {found.name}…")
        self._view.follow(stop)
        self._jobs.write(work, self._done, self._not_done, report)

    def _done(self, result: ImportResult) -> None:
        self._list, self._busy = None, False
        self._view.show_idle()
        self._view.show_done(list_facts(result), _said(result))

    def _not_done(self, error: AppError) -> None:
        self._busy = False
        self._view.show_idle()
        self._view.show_fault(sentence(error))


def _said(result: ImportResult) -> str:
    counts = result.counts
    parts = (
        (counts["imported"], "fila nueva", "filas nuevas"),
        (counts["updated"], "actualizada", "actualizadas"),
        (counts["review"], "por revisar", "por revisar"),
    )
    told = ", ".join(count(number, one, many) for number, one, many in parts if number)
    people = count(result.people, "persona está invitada", "personas están invitadas")
    return f"{people}: {told}." if told else f"{people}."


def _steps(report: Task) -> Callable[[int, int], None]:
    """Tell the progress a hundred times at most."""

    def step(done: int, total: int) -> None:
        if done == total or done % max(1, total // STEPS) == 0:
            report.report(done, total)

    return step


def _read(path: Path) -> _List:
    raw = reading.read_file(path)
    return _List(path.name, raw, importer.understood(raw, path.name))


def _words(session: "Session", workshop_id: str) -> str:
    one = workshops.show(session, workshop_id).workshop
    return f"Taller {one.stage} · {one.name}"


def _remember(session: "Session", found: _List) -> None:
    """Read the list with the columns that somebody chose for one with the same headings."""
    found.kept_as = heading_set(found.sheets)
    kept = settings.read(session, MAPPING + found.kept_as)
    if kept:
        found.mapping = json.loads(kept)
        found.sheets = importer.understood(found.raw, found.name, found.mapping)


def _keep(session: "Session", found: _List) -> None:
    if found.mapping:
        text = json.dumps(found.mapping, ensure_ascii=False)
        settings.write(session, MAPPING + found.kept_as, text)
