"""A page of an import without Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alianza_desktop.ui.importing.facts import ListFacts
from alianza_desktop.ui.importing.kinds import ListKind
from alianza_desktop.ui.importing.mending import RowFacts
from alianza_desktop.ui.jobs import Task

Inverse = Callable[[], None] | None


@dataclass
class FakeImport:
    """The page of an import; `cancel_at` presses «Cancelar» at that many rows."""

    workshop: str | None = None
    kind: str = ""
    target: dict[str, str] = field(default_factory=dict)
    workshops: tuple[tuple[str, str], ...] = ()
    target_faults: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    working: list[str] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)
    task: Task | None = None
    cancel_at: int = -1
    busy: bool = False
    list: ListFacts | None = None
    not_understood: str = ""
    done: tuple[ListFacts, str] | None = None
    row: RowFacts | None = None
    undone: str = ""

    def show_choose(self, workshop: str) -> None:
        self.workshop, self.list, self.done = workshop, None, None

    def show_kind(
        self, kind: ListKind, values: dict[str, str], workshops: tuple[tuple[str, str], ...]
    ) -> None:
        self.kind, self.target, self.workshops = kind.key, values, workshops

    def show_target_fault(self, field: str, words: str) -> None:
        self.target_faults.append((field, words))

    def show_fault(self, words: str) -> None:
        self.faults.append(words)

    def show_working(self, words: str) -> None:
        self.working.append(words)
        self.busy = True

    def show_progress(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        if done == self.cancel_at and self.task is not None:
            self.task.cancel()

    def follow(self, task: Task) -> None:
        self.task = task

    def show_idle(self) -> None:
        self.busy = False

    def show_list(self, facts: ListFacts) -> None:
        self.list, self.not_understood = facts, ""

    def show_judging(self) -> None:
        self.busy = True

    def show_judged(self, facts: ListFacts) -> None:
        self.list = facts

    def show_row(self, facts: RowFacts | None) -> None:
        self.row = facts

    def show_undone(self, words: str) -> None:
        self.undone = words

    def show_not_understood(self, words: str) -> None:
        self.not_understood = words

    def show_done(self, facts: ListFacts, words: str) -> None:
        self.done = (facts, words)
