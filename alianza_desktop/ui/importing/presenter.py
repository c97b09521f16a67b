"""Importing a list: read away from the window, planned without writing, written whole or not at all. No Qt.

Cancelling asks the work to stop; what the page says comes from how it really ended, so that «no se importó
nada» is never said of a list that was already in. What a person mends is judged again at once; what they mend
meanwhile is judged next, so that no key is lost.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count, day, occasion
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Workshop
from alianza_desktop.services import undoing, workshops
from alianza_desktop.services.earlier import Earlier
from alianza_desktop.spreadsheets import reading
from alianza_desktop.spreadsheets.importer import ImportResult
from alianza_desktop.spreadsheets.rows import SheetRead
from alianza_desktop.ui.importing import remembering
from alianza_desktop.ui.importing.facts import list_facts, row_facts
from alianza_desktop.ui.importing.kinds import INVITED, KINDS, ListKind, Target
from alianza_desktop.ui.importing.listed import ListedFile
from alianza_desktop.ui.importing.view import ImportView
from alianza_desktop.ui.jobs import Jobs, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.undoing import Trace

STEPS: Final = 100
"""How often progress is told: telling each row would take longer than the row."""
LONG: Final = 1_000
"""Rows from which judging again is told, because it is waited for."""


class ImportPresenter:
    """One list at a time."""

    def __init__(self, view: ImportView, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._workshop = ""
        self._list: ListedFile | None = None
        self._turn = 0
        self._busy = self._again = False
        self._row = ""
        self._written: tuple[str, Trace, str] | None = None
        self._kind: ListKind = INVITED
        self._of: dict[str, str] = {"workshop": "", "stage": "", "date": "", "place": ""}
        self._workshops: tuple[tuple[str, str], ...] = ()

    def load(self) -> None:
        self._jobs.read(lambda session: _words(session, self._workshop_id), self._began)

    def _began(self, found: tuple[str, tuple[tuple[str, str], ...]]) -> None:
        self._workshop, self._workshops = found
        if self._list is None and not self._busy:
            self._view.show_choose(self._workshop)
            self._show_kind()

    def _show_kind(self) -> None:
        self._view.show_kind(self._kind, dict(self._of), self._workshops)

    def bring(self, kind: str) -> None:
        """Say what the list brings."""
        if self._list is None and not self._busy:
            self._kind = KINDS[kind]
            self._show_kind()

    def describe(self, name: str, value: str) -> None:
        """Say of which earlier workshop the list is: one that is here, or its stage, day and place."""
        self._of[name] = value
        if name == "workshop":
            self._show_kind()

    def ready(self) -> bool:
        """Tell whether a file can be chosen; if not, it is said what is missing."""
        if self._kind is INVITED:
            return bool(self._workshop_id)
        if self._of["workshop"]:
            return True
        for name, words in (("stage", "Elija la etapa."), ("date", "Escriba la fecha: dd/mm/aaaa.")):
            if not self._of[name]:
                self._view.show_target_fault(name, words)
                return False
        return True

    @property
    def _target(self) -> Target:
        of = self._of
        here = Earlier(workshop_id=of["workshop"])
        new = Earlier(stage=int(of["stage"] or 0), date=of["date"], place=of["place"])
        return Target(self._workshop_id, here if of["workshop"] else new)

    def begin_again(self) -> None:
        """Leave this list for another one."""
        if not self._busy:
            self._list, self._row = None, ""
            self._view.show_choose(self._workshop)
            self._show_kind()

    # reading

    def choose(self, path: str) -> None:
        """Read a file; nothing of it is written yet."""
        if self._busy or not self.ready():
            return
        self._turn, self._busy, self._list, self._row = self._turn + 1, True, None, ""
        file, kind = Path(path), self._kind
        self._view.show_choose(self._workshop or " ")
        self._view.show_working(f"Leyendo {file.name}…")
        task = self._jobs.network(
            lambda _task: _read(file, kind),
            partial(self._was_read, self._turn),
            partial(self._unreadable, self._turn),
        )
        self._view.follow(task)

    def _was_read(self, turn: int, found: ListedFile) -> None:
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

    # which column is what

    def remap(self, heading: str, chosen: str) -> None:
        """A column is something else than it seemed: work everything out again, and keep it for next time."""
        found = self._list
        if found is not None and not self._busy:
            self._map(found, found.mapping | {heading: chosen})

    def forget(self) -> None:
        """Read the columns as the program understands them, now and next time."""
        found = self._list
        if found is not None and not self._busy:
            self._map(found, {})

    def _map(self, found: ListedFile, mapping: dict[str, str]) -> None:
        self._busy = True
        self._jobs.remember(lambda session: remembering.keep(session, found.kept_as, mapping))
        self._view.show_working("Leyendo las columnas…")
        again = replace(found, mapping=mapping, remembered=False)
        self._jobs.network(
            lambda _task: again.kind.understand(again.raw, again.name, mapping, again.mends),
            partial(self._mapped, again),
            partial(self._not_understood, again),
        )

    def _mapped(self, again: ListedFile, sheets: tuple[SheetRead, ...]) -> None:
        again.sheets = sheets
        self._plan(again, first=False)

    def _not_understood(self, again: ListedFile, error: AppError) -> None:
        self._list, self._busy = again, False  # what was chosen stays, to be chosen again
        self._view.show_idle()
        self._view.show_not_understood(sentence(error))

    # planning

    def _plan(self, found: ListedFile, *, first: bool) -> None:
        stop, report, target = Task(), Task(self._view.show_progress), self._target

        def work(session: "Session") -> ImportResult:
            if first:
                _recall(session, found)
            return found.kind.take(
                session, target, found.taken, found.name,
                dry_run=True, progress=_steps(report), cancelled=lambda: stop.cancelled,
            )  # fmt: skip

        self._view.show_working(f"Comparando {found.name} con el directorio…")
        self._view.follow(stop)
        self._jobs.read(work, partial(self._planned, found), self._not_planned, report)

    def _planned(self, found: ListedFile, result: ImportResult) -> None:
        self._list, self._busy, self._again = found, False, False
        found.result = result
        self._view.show_idle()
        self._view.show_list(list_facts(result, found.shown))
        self._show_row()

    def _not_planned(self, error: AppError) -> None:
        self._busy = False
        self._view.show_idle()
        if self._list is None:
            self._view.show_choose(self._workshop)
        self._view.show_fault(sentence(error))

    # mending

    def chosen(self, key: str) -> None:
        """A row of the table is chosen: show it beside its doubts."""
        self._row = key
        self._show_row()

    def _show_row(self) -> None:
        found = self._list
        facts = None
        if found is not None and found.result is not None and self._row:
            facts = row_facts(found.result, found.shown, self._row)
        self._view.show_row(facts)

    def write(self, key: str, field_name: str, value: str) -> None:
        """Write into a cell of a row, in place of what the file says."""
        if self._list is not None:
            self._list.write(key, field_name, value)
            self.judge()

    def use(self, keys: Sequence[str], hint: str) -> None:
        """Take the way to mend with this key, in every row that has it."""
        if self._list is not None:
            self._list.use(keys, hint)
            self.judge()

    def answer(self, keys: Sequence[str], *, same: bool) -> None:
        """Say of rows that may be about somebody whether they are."""
        if self._list is not None:
            self._list.answer(keys, same=same)
            self.judge()

    def prefer(self, key: str, field_name: str, *, listed: bool) -> None:
        """Take a field from the list, or keep the directory's."""
        if self._list is not None:
            self._list.prefer(key, field_name, listed=listed)
            self.judge()

    def leave_out(self, keys: Sequence[str], *, out: bool) -> None:
        """Leave rows out, or take them in again."""
        if self._list is not None:
            self._list.leave_out(keys, out=out)
            self.judge()

    def take_sheet(self, name: str, *, taken: bool) -> None:
        """Take a sheet of the file, or leave it."""
        if self._list is not None and self._list.open:
            (self._list.left.discard if taken else self._list.left.add)(name)
            self._judge()

    def judge(self) -> None:
        """Judge what was written into cells."""
        if self._list is not None and self._list.touched:
            self._judge()

    def _judge(self) -> None:
        found = self._list
        if found is None or not found.open:
            return
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        touched, found.touched = frozenset(found.touched), set()
        mends, left = dict(found.mends), frozenset(found.left)

        def work(session: "Session") -> tuple[tuple[SheetRead, ...], ImportResult]:
            sheets = found.kind.mend(found.sheets, found.raw, found.mapping, mends, touched)
            taken = [sheet for sheet in sheets if sheet.name not in left]
            return sheets, found.kind.take(
                session, target, taken, found.name, dry_run=True, progress=_steps(report)
            )

        report, target = Task(self._view.show_progress), self._target
        self._view.show_judging()
        if found.rows > LONG:
            self._view.show_working(f"Comparando {found.name} con el directorio…")
        self._jobs.read(work, partial(self._judged, found), self._not_planned, report)

    def _judged(self, found: ListedFile, made: tuple[tuple[SheetRead, ...], ImportResult]) -> None:
        self._busy = False
        found.sheets, found.result = made
        self._view.show_idle()
        self._view.show_judged(list_facts(found.result, found.shown))
        self._show_row()
        if self._again:
            self._judge()

    # importing

    def import_all(self) -> None:
        """Write the list that is shown, in one transaction."""
        found = self._list
        if found is None or self._busy or found.touched:
            return
        self._busy = True
        stop, report, target = Task(), Task(self._view.show_progress), self._target

        def work(session: "Session") -> ImportResult:
            return found.kind.take(
                session, target, found.taken, found.name,
                dry_run=False, progress=_steps(report), cancelled=lambda: stop.cancelled,
            )  # fmt: skip

        self._view.show_working(f"Importando {found.name}…")
        self._view.follow(stop)
        self._jobs.write(work, partial(self._done, found), self._not_done, report)

    def _done(self, found: ListedFile, result: ImportResult) -> None:
        self._busy = False
        found.result = result
        self._view.show_idle()
        self._view.show_done(list_facts(result, found.shown), _said(result, found.kind))
        self._show_row()
        if result.trace is not None:
            only = self._workshop_id if found.kind is INVITED else ""
            self._written = found.name, result.trace, only

    def _not_done(self, error: AppError) -> None:
        self._busy = False
        self._view.show_idle()
        self._view.show_fault(sentence(error))

    def undo(self) -> None:
        """Take the whole import back, while nobody of it has arrived."""
        if self._written is None or self._busy:
            return
        name, trace, only = self._written
        self._busy = True
        self._view.show_working(f"Deshaciendo la importación de {name}…")
        self._jobs.write(
            lambda session: undoing.undo(session, trace, workshop_id=only),
            lambda _none: self._undone(name),
            self._not_done,
        )

    def _undone(self, name: str) -> None:
        self._busy, self._written = False, None
        self._list, self._row = None, ""
        self._view.show_idle()
        self._view.show_choose(self._workshop)
        self._show_kind()
        self._view.show_undone(f"Se deshizo la importación de {name}; la lista sigue en su archivo.")


def _said(result: ImportResult, kind: ListKind) -> str:
    effects = result.effects
    parts = (
        (effects.get("new", 0), *kind.new),
        (effects.get("invited", 0), "del directorio", "del directorio"),
        (effects.get("updated", 0), "completada", "completadas"),
        (effects.get("unchanged", 0), "ya estaba", "ya estaban"),
        (result.review, "por revisar", "por revisar"),
    )
    told = ", ".join(count(number, one, many) for number, one, many in parts if number)
    people = count(result.people, *kind.done)
    return f"{people}: {told}." if told else f"{people}."


def _steps(report: Task) -> Callable[[int, int], None]:
    """Tell the progress a hundred times at most."""

    def step(done: int, total: int) -> None:
        if done == total or done % max(1, total // STEPS) == 0:
            report.report(done, total)

    return step


def _read(path: Path, kind: ListKind) -> ListedFile:
    raw = reading.read_file(path)
    sheets = kind.understand(raw, path.name, {}, {})
    return ListedFile(path.name, raw, sheets, remembering.name_of(sheets, kind.key), kind)


def _words(session: "Session", workshop_id: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return how the workshop of the page is called, and the others that a list may be of."""
    rows = workshops.listing(session)
    held = session.get(Workshop, workshop_id) if workshop_id else None
    here = occasion(held.stage, held.name) if held else ""
    others = tuple(
        (one.id, " · ".join(filter(None, (f"Taller {one.stage}", day(one.starts_on), one.place))))
        for one in rows
        if one.id != workshop_id
    )
    return here, others


def _recall(session: "Session", found: ListedFile) -> None:
    """Read the list with the columns that somebody chose for one with the same headings."""
    kept = remembering.recall(session, found.kept_as)
    if kept:
        found.mapping, found.remembered = kept, True
        found.sheets = found.kind.understand(found.raw, found.name, kept, {})
