"""What a screen is given: its jobs, the clock, who works here and which workshop, and how to go elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from alianza_desktop.core.clock import Clock
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.machine import Surroundings


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
    device: str = ""
    workshop_id: str = ""
    rehearsal: str = ""
    """`own` on a store from which the rehearsal can be opened, `inside` in the rehearsal, else nothing."""
    open: Callable[[str, str], None] = field(default=lambda _kind, _id: None)
    """Go to a screen, with an id or a draft: areas never import each other."""
    toast: Callable[[str, Callable[[], None] | None], None] = field(default=lambda _words, _inverse: None)
    """Say what was done, with its inverse."""
