"""Pictures of the page of a workshop."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow


def _new(window: MainWindow, _stage: Stage) -> None:
    window.open("workshop-page", "")


def _edit(window: MainWindow, stage: Stage) -> None:
    window.open("workshop-page", stage.workshop)


def _copy(window: MainWindow, stage: Stage) -> None:
    window.open("copy-page", stage.workshop)


POSES: Final[Poses] = {
    "taller-nuevo": Pose(_new),
    "taller-editar": Pose(_edit),
    "duplicar": Pose(_copy, "afternoon"),
}
