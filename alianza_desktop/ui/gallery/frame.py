"""Pictures of the frame: search, keys."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow


def _search(window: MainWindow, stage: Stage) -> None:
    window.open("home", "")
    window.search()
    window.palette_dialog.type(stage.guests[3].paternal_surname[:3])


def _keys(window: MainWindow, _stage: Stage) -> None:
    window.open("home", "")
    window.key_sheet.toggle()


POSES: Final[Poses] = {
    "buscar": Pose(_search),
    "teclas": Pose(_keys),
}
