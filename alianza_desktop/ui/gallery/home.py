"""Pictures of Inicio."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow


def _home(window: MainWindow, _stage: Stage) -> None:
    window.open("home", "")


POSES: Final[Poses] = {"inicio": Pose(_home)}
