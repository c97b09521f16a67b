"""What a picture is: a moment of the day, and what is done in the window before it is taken."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Pose:
    """One picture of `alianza app --grab`."""

    show: Callable[[MainWindow, Stage], None]
    moment: str = "morning"
    """A key of `stages.MOMENTS`."""
    before: bool = False
    """The window before a store is open."""
    look: Callable[[MainWindow], QWidget] | None = None
    """What the picture is of, when it is not the window itself: the projector's has one of its own."""


Poses = dict[str, Pose]
