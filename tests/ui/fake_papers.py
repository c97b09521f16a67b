"""The page of the papers without Qt: it remembers what its presenter told it to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.papers.facts import Pages, Paper, PapersFacts
from alianza_desktop.ui.row import Row


@dataclass
class FakePapers:
    """List, choices, pages, progress, files and printer."""

    facts: PapersFacts | None = None
    paper: Paper | None = None
    values: dict[str, str] = field(default_factory=dict)
    picking: bool = False
    picked: tuple[Row, ...] = ()
    found: tuple[Row, ...] = ()
    pages: Pages | None = None
    made: int = 0
    working: str = ""
    told: list[tuple[int, int]] = field(default_factory=list)
    message: tuple[str, str] = ("", "")
    folder: Path | None = None
    printed: tuple[bytes, str] | None = None
    cancel_at: int = -1
    task: Task = field(default_factory=Task)

    def show_papers(self, found: PapersFacts) -> None:
        self.facts = found

    def show_choices(self, paper: Paper, values: Mapping[str, str], *, picking: bool) -> None:
        self.paper, self.values, self.picking = paper, dict(values), picking

    def show_picked(self, rows: tuple[Row, ...]) -> None:
        self.picked = rows

    def show_found(self, rows: tuple[Row, ...]) -> None:
        self.found = rows

    def show_pages(self, pages: Pages | None) -> None:
        self.pages = pages
        self.made += pages is not None

    def show_working(self, words: str, task: Task) -> None:
        self.working, self.task = words, task

    def show_progress(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if done == self.cancel_at:
            self.task.cancel()

    def show_idle(self) -> None:
        self.working = ""

    def show_message(self, kind: str, words: str) -> None:
        self.message = (kind, words)

    def show_folder_of(self, folder: Path) -> None:
        self.folder = folder

    def print_pages(self, data: bytes, title: str) -> None:
        self.printed = (data, title)
