"""A page of a workshop without Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alianza_desktop.ui.workshop.specs import Line

Inverse = Callable[[], None] | None


@dataclass
class FakePage:
    """Remembers what it was told to show."""

    head: tuple[str, str, bool] = ("", "", False)
    fields: dict[str, str] = field(default_factory=dict)
    meeting: bool = False
    place: str = ""
    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    line_faults: list[tuple[str, str, str]] = field(default_factory=list)
    hosts: tuple[str, ...] = ()
    bring: str = ""
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)
    went: list[tuple[str, str]] = field(default_factory=list)

    def show_head(self, title: str, subtitle: str, *, editing: bool, meeting: bool = False) -> None:
        self.head, self.meeting = (title, subtitle, editing), meeting

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
