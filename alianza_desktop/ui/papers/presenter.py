"""The papers of a workshop: chosen, made off the UI thread, seen as they print, kept, printed. No Qt.

What is shown are the very bytes that print. They are collected from the store and made again when something
of it changed; another choice, or leaving the page, gives up what is being made. What is being saved in a
folder goes on. A paper goes to its file first, so that no printer's failure loses it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.documents import registry
from alianza_desktop.storage import settings
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.papers import facts, making
from alianza_desktop.ui.papers.facts import BY_KIND, DEFAULTS, Pages, Paper, PapersFacts
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.search import PersonHit

WATCHED: Final = frozenset(
    {
        "alliance", "attendance", "consent", "delegation", "departure", "invitation", "mesa", "organization",
        "person", "same_as", "seating", "workshop", "workshop_mesa", "workshop_session",
    }
)  # fmt: skip
LONG: Final = 60
"""A paper for more people than these says how far it is."""


class PapersView(Protocol):
    """The page."""

    def show_papers(self, found: PapersFacts) -> None: ...
    def show_choices(self, paper: Paper, values: Mapping[str, str], *, picking: bool) -> None: ...
    def show_picked(self, rows: tuple[Row, ...]) -> None: ...
    def show_found(self, rows: tuple[Row, ...]) -> None: ...
    def show_pages(self, pages: Pages | None) -> None: ...
    def show_working(self, words: str, task: Task) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...
    def show_idle(self) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def show_folder_of(self, folder: Path) -> None: ...
    def print_pages(self, data: bytes, title: str) -> None:
        """Ask for a printer and print; it calls `printed` or `not_printed`."""
        ...


class PapersPresenter:
    """`folder` is asked each time: a USB stick may come and go."""

    def __init__(
        self,
        view: PapersView,
        jobs: Jobs,
        workshop_id: str,
        folder: Callable[[], Path],
        printers: Callable[[], tuple[str, ...] | None],
    ) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._folder, self._printers = folder, printers
        self._facts: PapersFacts | None = None
        self._paper = BY_KIND["attendance"]
        self._values = dict(DEFAULTS)
        self._people: dict[str, Row] = {}
        self._content: Any = None
        self._pages: Pages | None = None
        self._making = Task()
        self._keeping: Task | None = None
        """A folder is being filled: the page stays as it is."""
        self._stale = self._away = False
        """What is shown was overtaken meanwhile; nobody looks at the page."""
        self._turn = 0
        self._writing = Lock()
        self._wanted = ""

    # what there is

    def load(self) -> None:
        """Read what there is to print, and the paper that is chosen."""
        if self._workshop_id:
            self._jobs.read(lambda session: facts.read(session, self._workshop_id), self._loaded)

    def _loaded(self, found: PapersFacts) -> None:
        fresh = self._facts is None
        self._facts = found
        if fresh:
            self._values["shape"] = found.shape
        if self._values["session"] not in found.numbers:
            self._values["session"] = found.open_session
        self._view.show_papers(found)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.opened(wanted)
        else:
            self.choose(self._paper.kind)

    def opened(self, argument: str) -> None:
        """Come with nothing, with a kind of paper, or with `credential:` and somebody's id."""
        kind, _, rest = argument.partition(":")
        if self._facts is None:
            self._wanted = argument
        elif kind == "credential" and rest:
            self._pick_only(rest)
        elif kind in BY_KIND:
            self.choose(kind)

    def on_changed(self, changes: frozenset[str]) -> None:
        if not changes & WATCHED:
            return
        if self._keeping is None:
            self.load()
        else:
            self._stale = True

    def left(self) -> None:
        """Nobody looks any more: what is being made is given up, what is being saved is not."""
        self._away = True
        self._making.cancel()
        if self._pages is None:
            self._turn += 1
            self._content = None
            self._view.show_idle()

    def came(self) -> None:
        """Somebody looks again: what was given up is made."""
        away, self._away = self._away, False
        if away and self._facts is not None and self._pages is None:
            self._collect()

    # what is chosen

    def choose(self, kind: str) -> None:
        """Another paper, or the same again."""
        found = self._facts
        if found is None:
            return
        if all(row.key != kind for row in found.papers):
            kind = found.papers[0].key
        if kind != self._paper.kind:
            self._forget()
        self._paper = BY_KIND[kind]
        self._show_choices()
        self._collect()

    def _show_choices(self) -> None:
        picking = facts.choosing(self._paper, self._values)
        self._view.show_choices(self._paper, self._values, picking=picking)

    def changed(self, field: str, value: str) -> None:
        """A choice of the paper changed."""
        if field not in self._values or self._values[field] == value:
            return
        self._values[field] = value
        if field == "shape":
            self._jobs.remember(lambda session: settings.write(session, facts.SHAPE, value))
        if field == "named":
            return
        self._show_choices()
        self._collect()

    def search(self, words: str) -> None:
        """Look for somebody to add."""
        from alianza_desktop.services import search

        if not words.strip():
            self._view.show_found(())
            return
        self._jobs.read(
            lambda session: search.people(session, words, workshop_id=self._workshop_id, limit=4),
            lambda hits: self._view.show_found(self._rows(hits)),
        )

    def _rows(self, hits: "tuple[PersonHit, ...]") -> tuple[Row, ...]:
        return tuple(facts.hit_row(one) for one in hits if one.person_id not in self._people)

    def add(self, person_id: str) -> None:
        """Pick somebody."""
        self._jobs.read(partial(facts.picked_row, person_id), self._picked)

    def _picked(self, row: Row) -> None:
        self._people[row.key] = row
        self._people_changed()

    def remove(self, person_id: str) -> None:
        """Somebody is not for this paper."""
        if self._people.pop(person_id, None) is not None:
            self._people_changed()

    def _people_changed(self) -> None:
        self._view.show_picked(tuple(self._people.values()))
        self._view.show_found(())
        self._collect()

    def _pick_only(self, person_id: str) -> None:
        """The credential of one person, as Registro asks for it."""
        self._people.clear()
        self._values["who"] = "chosen"
        self._forget()
        self._paper = BY_KIND["credentials"]
        self._show_choices()
        self.add(person_id)

    # how it is made

    def _forget(self) -> None:
        self._making.cancel()
        self._stop_keeping()
        self._turn += 1
        self._content = self._pages = None
        self._view.show_idle()
        self._view.show_message("", "")
        self._view.show_pages(None)

    def _collect(self) -> None:
        paper, values, people = self._paper, dict(self._values), tuple(self._people)
        record = values["session"] if paper.of == "session" else self._workshop_id
        self._turn += 1

        def work(session: "Session") -> Any:
            kind = registry.find(paper.kind)
            return kind.collect(session, record, **facts.options(paper, values, people))

        self._jobs.read(work, partial(self._collected, self._turn), partial(self._failed, self._turn))

    def _collected(self, turn: int, content: Any) -> None:
        if turn != self._turn or (content == self._content and self._pages is not None):
            return
        self._making.cancel()
        self._content, self._pages = content, None
        self._view.show_idle()
        self._view.show_message(*facts.message(content))
        if facts.nobody(content):
            self._view.show_pages(None)
            return
        self._making = task = Task()
        if facts.weight(content) > LONG:
            self._view.show_working(f"Preparando {self._paper.title.lower()}…", task)
        name = facts.stem(self._paper, self._found(), self._values)
        self._jobs.network(
            partial(making.build, self._paper.kind, name, content, task),
            partial(self._made, turn),
            partial(self._failed, turn),
            self._view.show_progress,
        )

    def _found(self) -> PapersFacts:
        assert self._facts is not None
        return self._facts

    def _made(self, turn: int, pages: Pages) -> None:
        if turn != self._turn:
            return
        self._pages = pages
        self._view.show_idle()
        self._view.show_pages(pages)

    def _failed(self, turn: int, error: AppError) -> None:
        if turn != self._turn:
            return
        self._view.show_idle()
        self._view.show_message("error", sentence(error))

    def cancelled(self) -> None:
        """Somebody gave up what is being made or saved."""
        if self._keeping is not None:
            self._stop_keeping()
            self._view.show_message("info", "Se dejó de guardar. Lo que ya se guardó quedó en la carpeta.")
            self._catch_up()
            return
        self._making.cancel()
        self._turn += 1
        self._content = None
        self._view.show_message("info", "Se canceló. Elija el papel otra vez para prepararlo.")

    # files and paper

    def save(self) -> None:
        """Keep the paper as a file among the person's documents."""
        self._keep(lambda path, _pages: self._say_kept(path))

    def _say_kept(self, path: Path) -> None:
        self._view.show_message("success", f"Guardado en {facts.place(path)}.")

    def _keep(self, done: Callable[[Path, Pages], None]) -> None:
        pages = self._pages
        if pages is None:
            return
        path = self._folder() / f"{pages.stem}.pdf"
        self._jobs.network(
            lambda _task: making.write(self._writing, path, pages.data),
            lambda path: done(path, pages),
            self._not_kept,
        )

    def _not_kept(self, error: AppError) -> None:
        self._view.show_idle()
        full = error.code == "disk-full"  # of where the paper goes: a USB, not the one of the store
        words = said("export-disk-full", name="el PDF") if full else said("paper-not-saved")
        self._view.show_message("error", words)

    def show_folder(self) -> None:
        self._view.show_folder_of(self._folder())

    def print_out(self) -> None:
        """Keep the file, then print; without a printer say where the file is."""
        if self._printers() == ():
            self._keep(lambda path, _pages: self._view.show_message("warning", facts.no_printer(path)))
            return
        self._keep(lambda _path, pages: self._view.print_pages(pages.data, pages.stem))

    def printed(self, pages: int) -> None:
        sheet = count(pages, "página", "páginas")
        self._view.show_message(
            "success", f"Se envió a la impresora: {sheet}. El PDF también quedó guardado."
        )

    def not_printed(self, *, cancelled: bool) -> None:
        code = "paper-print-cancelled" if cancelled else "paper-printer-failed"
        self._view.show_message("warning", said(code))

    def save_each(self, folder: Path) -> None:
        """Write one file for each constancia into a folder; a name is in it only when that was chosen."""
        content, named = self._content, bool(self._values["named"])
        if self._paper.kind != "constancias" or content is None or not content.people:
            return
        self._stop_keeping()
        self._keeping = task = Task()
        self._view.show_working("Guardando una constancia por persona…", task)
        self._jobs.network(
            partial(making.each, content, folder, task, named=named),
            partial(self._each_kept, task, folder),
            partial(self._each_not_kept, task),
            self._view.show_progress,
        )

    def _stop_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
            self._keeping = None

    def _catch_up(self) -> None:
        stale, self._stale = self._stale, False
        if stale:
            self.load()

    def _each_not_kept(self, task: Task, error: AppError) -> None:
        if task is self._keeping:
            self._keeping = None
            self._not_kept(error)
            self._catch_up()

    def _each_kept(self, task: Task, folder: Path, many: int) -> None:
        if task is not self._keeping:
            return
        self._keeping = None
        self._view.show_idle()
        files = count(many, "constancia quedó", "constancias quedaron")
        self._view.show_message("success", f"{files} en la carpeta «{folder.name}».")
        self._catch_up()
