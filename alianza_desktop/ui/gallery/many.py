"""Every screen of the rail with many rows, with one and with none."""

from functools import partial
from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.navigation import GROUPS

_WORKS: Final = tuple(place for _group, places in GROUPS for place in places if place.build is not None)
_ROWS: Final = {"crowded": "500", "alone": "uno", "founded": "ninguno"}


def _open(place: str, window: MainWindow, _stage: Stage) -> None:
    window.open(place, "")


POSES: Poses = {
    f"{place.words.lower().replace(' ', '-')}-con-{rows}": Pose(partial(_open, place.key), moment)
    for place in _WORKS
    for moment, rows in _ROWS.items()
}
