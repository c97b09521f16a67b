"""A view of a chain without Qt: it remembers what it was told to show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from alianza_desktop.services.chain_view import ChainView
from alianza_desktop.ui.chains.facts import Organ
from alianza_desktop.ui.chains.presenter import Look, Names, Shown
from alianza_desktop.ui.chains.steps import Step

Inverse = Callable[[], None] | None


@dataclass
class FakeChains:
    """The screen of Cadena de valor."""

    shown: Shown | None = None
    names: Names = ()
    current: str = ""
    templates: bool | None = None
    look: Look = field(default_factory=Look)
    organs: tuple[Organ, ...] = ()
    written: list[tuple[str, str, str]] = field(default_factory=list)
    told: str = ""
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)
    files: list[tuple[str, Path]] = field(default_factory=list)

    @property
    def view(self) -> ChainView:
        assert self.shown is not None
        return self.shown.view

    def show_chain(self, shown: Shown) -> None:
        self.shown, self.templates = shown, None

    def show_chains(self, names: Names, current: str) -> None:
        self.names, self.current = names, current

    def show_templates(self, *, first: bool) -> None:
        self.templates = first

    def show_look(self, look: Look) -> None:
        self.look = look

    def show_organs(self, organs: tuple[Organ, ...]) -> None:
        self.organs = organs

    def write_name(self, record_id: str, name: str, hint: str) -> None:
        self.written.append((record_id, name, hint))

    def tell(self, kind: str, words: str) -> None:
        self.told = words

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))

    def exported(self, words: str, path: Path) -> None:
        self.files.append((words, path))


class FakeHistory:
    """Remembers the steps; undo and redo are of the real stack (`commands.py`)."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.cleared = 0

    def push(self, step: Step) -> None:
        self.steps.append(step)

    def episode(self) -> str:
        return self.steps[-1].episode if self.steps else ""

    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def not_done(self) -> None: ...

    def clear(self) -> None:
        self.cleared += 1
