"""Agreements out to Excel and back: read away from the store, looked at row by row, then written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.services import agreement_revision, alliances, undoing
from alianza_desktop.services.agreement_revision import EditedRow, Revised
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.revising.facts import TAKEABLE, ChangeFacts, RevisionFacts, changed, facts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.undoing import Trace
    from alianza_desktop.spreadsheets.exporter import Sheet

Inverse = Callable[[], None] | None
WATCHED = frozenset({"agreement", "agreement_goal", "organization", "mesa", "acta_version"})


class View(Protocol):
    """The page."""

    def show_plan(self, facts: RevisionFacts) -> None: ...
    def show_changes(self, title: str, changes: tuple[ChangeFacts, ...], reason: str = "") -> None: ...
    def show_message(self, kind: Literal["success", "error"], words: str) -> None: ...
    def show_working(self, words: str) -> None: ...
    def show_idle(self) -> None: ...
    def toast(self, words: str, inverse: Inverse) -> None: ...
    def leave(self) -> None: ...


class RevisionPresenter:
    """One workshop; a plan is made again whenever what it is held against changes."""

    def __init__(self, view: View, jobs: Jobs, workshop_id: str, clock: Clock) -> None:
        self._view, self._jobs, self._workshop_id, self._clock = view, jobs, workshop_id, clock
        self._rows: tuple[EditedRow, ...] = ()
        self._planned: tuple[Revised, ...] = ()
        self._told: dict[int, bool] = {}
        self._writing = False

    def save(self, path: Path) -> None:
        """Write the table to edit."""

        def work(session: "Session") -> "tuple[Sheet, str]":
            from alianza_desktop.spreadsheets import agreement_sheet, exporter

            mark = exporter.REHEARSAL if alliances.alliance(session).rehearsal else ""
            return agreement_sheet.sheet(session, self._workshop_id), mark

        def done(made: "tuple[Sheet, str]") -> None:
            from alianza_desktop.spreadsheets import exporter

            sheet, mark = made
            self._jobs.network(
                lambda _task: exporter.write(path, [sheet], at=self._clock.now(), mark=mark),
                lambda _none: self._saved(path),
                self._refused,
            )

        self._view.show_working("Guardando la hoja…")
        self._jobs.read(work, done, self._refused)

    def _saved(self, path: Path) -> None:
        self._view.show_idle()
        self._view.show_message("success", f"La hoja está en {path.name}. Edítela y tráigala de vuelta.")

    def bring(self, path: Path) -> None:
        """Read an edited table and say what each of its rows would change."""

        def work(_task: Task) -> tuple[EditedRow, ...]:
            from alianza_desktop.spreadsheets import agreement_sheet
            from alianza_desktop.spreadsheets.reading import read_file

            return agreement_sheet.read(read_file(path))

        self._view.show_working("Leyendo la hoja…")
        self._jobs.network(work, self.take, self._refused)

    def take(self, rows: tuple[EditedRow, ...]) -> None:
        """Hold the rows of a table against the agreements."""
        self._rows, self._told = rows, {}
        self._plan()

    def _plan(self) -> None:
        rows = self._rows
        self._jobs.read(
            lambda session: agreement_revision.plan(session, self._workshop_id, rows),
            self._show,
            self._refused,
        )

    def _show(self, planned: tuple[Revised, ...]) -> None:
        self._planned = planned
        self._view.show_idle()
        self._view.show_plan(facts(planned, self._taken()))

    def _taken(self) -> list[int]:
        return [
            place
            for place, one in enumerate(self._planned)
            if one.effect in TAKEABLE and self._told.get(place, one.taken)
        ]

    def select(self, key: str) -> None:
        """Show everything that a row would change."""
        if not key or int(key) >= len(self._planned):
            self._view.show_changes("", ())
            return
        one = self._planned[int(key)]
        title = " · ".join(filter(None, (one.code, f"fila {one.row.row}")))
        reason = said(one.reason, **one.facts) if one.reason else ""
        self._view.show_changes(title, tuple(map(changed, one.changes)), reason)

    def toggle(self, key: str) -> None:
        """Use a row, or leave it out."""
        place = int(key) if key else -1
        if 0 <= place < len(self._planned) and self._planned[place].effect in TAKEABLE:
            self._told[place] = place not in self._taken()
            self._view.show_plan(facts(self._planned, self._taken()))

    def apply(self) -> None:
        """Write the rows that are used, all of them or none."""
        chosen = [self._planned[place] for place in self._taken()]
        if not chosen or self._writing:
            return
        self._writing = True

        def work(session: "Session") -> "Trace":
            with undoing.watching(session) as trace:
                agreement_revision.apply(session, self._workshop_id, chosen)
            return trace

        self._jobs.write(work, lambda trace: self._applied(trace, len(chosen)), self._not_applied)

    def _applied(self, trace: "Trace", rows: int) -> None:
        self._writing = False
        self._rows, self._planned = (), ()
        words = count(rows, "acuerdo quedó como dice la hoja", "acuerdos quedaron como dice la hoja")
        self._view.toast(f"{words}.", lambda: self._undo(trace))
        self._view.leave()

    def _undo(self, trace: "Trace") -> None:
        def done(_none: None) -> None:
            self._view.toast("Los acuerdos volvieron a decir lo de antes.", None)

        self._jobs.write(lambda session: undoing.undo(session, trace), done)

    def _not_applied(self, error: AppError) -> None:
        self._writing = False
        self._refused(error)

    def _refused(self, error: AppError) -> None:
        self._view.show_idle()
        self._view.show_message("error", sentence(error))

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED and self._rows and not self._writing:
            self._plan()
