"""What the window asks of a screen, and what it gives it: jobs, the clock, who works here, how to go on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.clock import Clock
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.machine import Surroundings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from alianza_desktop.services.wording import Draft


class Screen(Protocol):
    """What the window asks of a screen."""

    def page(self) -> "QWidget": ...

    def opened(self, argument: str) -> None:
        """The person came here, perhaps with an id."""
        ...

    def on_changed(self, changes: frozenset[str]) -> None:
        """Commits touched these kinds of record, now or while the screen was not shown."""
        ...

    def fit(self, *, compact: bool, tiny: bool) -> None:
        """Lay out for the room there is: `compact` at 1093 x 560, `tiny` below, as with text at 200 %."""
        ...


class Desk(Protocol):
    """What a screen may ask of the window as a whole: who works, how it looks, when it locks."""

    @property
    def rehearsal(self) -> str:
        """`own` on a store from which the rehearsal can be opened, `inside` in it, else nothing."""
        ...

    def act_as(self, operator_id: str, name: str) -> None: ...

    def lock_after(self, minutes: int) -> None: ...

    def rehearse(self, act: str) -> None:
        """Go to the rehearsal (`open`), come back (`leave`) or delete it (`wipe`)."""
        ...

    def lock_now(self) -> None: ...

    def show_look(self, theme: str, scale: float) -> None: ...


class NoDesk:
    """A window without a program round it: pictures and tests."""

    rehearsal = ""

    def act_as(self, operator_id: str, name: str) -> None:
        """Nobody else can come."""

    def lock_after(self, minutes: int) -> None:
        """It never locks."""

    def rehearse(self, act: str) -> None:
        """There is no other store."""

    def lock_now(self) -> None:
        """It never locks."""

    def show_look(self, theme: str, scale: float) -> None:
        """It stays as it is."""


@dataclass(slots=True)
class Context:
    """Shared by the screens of one window; only the window changes it."""

    folder: Path
    clock: Clock
    jobs: Callable[[object], Jobs]
    """The jobs of a widget: their results die with it."""
    surroundings: Callable[[], Surroundings]
    """What the window system knows: screens and printers."""
    operator: str = ""
    operator_id: str = ""
    device: str = ""
    workshop_id: str = ""
    open: Callable[[str, str], None] = field(default=lambda _kind, _id: None)
    """Go to a screen, with an id or a draft: areas never import each other."""
    toast: Callable[[str, Callable[[], None] | None], None] = field(default=lambda _words, _inverse: None)
    """Say what was done, with its inverse."""
    project: Callable[[str], None] = field(default=lambda _what: None)
    """Show something curated in the projector's window: `welcome`, `sign`, `seating`, `wording`,
    `actor:<id>`."""
    word: Callable[["Draft"], None] = field(default=lambda _draft: None)
    """Say what is being worded now: the room reads along while the projector shows `wording`."""
    say_device: Callable[[str], None] = field(default=lambda _words: None)
    """Say in the status bar what this laptop is: `Equipo A · A–L`."""
    desk: Desk = field(default_factory=NoDesk)
