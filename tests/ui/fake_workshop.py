"""A page of a workshop without Qt, and one of an import."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alianza_desktop.ui.importing.facts import ListFacts
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.workshop.specs import Line

Inverse = Callable[[], None] | None


@dataclass
class FakePage:
    """Remembers what it was told to show."""

    head: tuple[str, str, bool] = ("", "", False)
    fields: dict[str, str] = field(default_factory=dict)
    place: str = ""
    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    line_faults: list[tuple[str, str, str]] = field(default_factory=list)
    hosts: tuple[str, ...] = ()
    bring: str = ""
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)
    went: list[tuple[str, str]] = field(default_factory=list)

    def show_head(self, title: str, subtitle: str, *, editing: bool) -> None:
        self.head = (title, subtitle, editing)

    def show_values(self, values: dict[str, str]) -> None:
        self.fields |= values

    def show_place(self, note: str) -> None:
        self.place = note

    def show_lines(self, kind: str, lines: tuple[Line, ...]) -> None:
        self.lines[kind] = lines

    def show_fault(self, field: str, words: str) -> None:
        self.faults.append((field, words))

    def show_line_fault(self, kind: str, key: str, words: str) -> None:
        self.line_faults.append((kind, key, words))

    def show_hosts(self, names: tuple[str, ...]) -> None:
        self.hosts = names

    def show_bring(self, words: str) -> None:
        self.bring = words

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))

    def go(self, kind: str, argument: str) -> None:
        self.went.append((kind, argument))

    def column(self, kind: str, name: str) -> list[str]:
        return [line.values[name] for line in self.lines[kind]]

    def undo(self) -> None:
        inverse = self.toasts.pop()[1]
        assert inverse is not None
        inverse()


@dataclass
class FakeImport:
    """The page of an import; `cancel_at` presses «Cancelar» at that many rows."""

    workshop: str | None = None
    faults: list[str] = field(default_factory=list)
    working: list[str] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)
    task: Task | None = None
    cancel_at: int = -1
    busy: bool = False
    list: ListFacts | None = None
    not_understood: str = ""
    done: tuple[ListFacts, str] | None = None

    def show_choose(self, workshop: str) -> None:
        self.workshop, self.list, self.done = workshop, None, None

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

    def show_not_understood(self, words: str) -> None:
        self.not_understood = words

    def show_done(self, facts: ListFacts, words: str) -> None:
        self.done = (facts, words)
