"""Pictures of the agenda and its clock."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui.clock.screen import ClockPage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow


def _page(window: MainWindow, _stage: Stage) -> None:
    window.open("agenda-page", "home")
    assert isinstance(window.current().page(), ClockPage)


POSES: Final[Poses] = {
    "agenda": Pose(_page),
    "agenda-mediodia": Pose(_page, "midday"),
    "agenda-sin-bloques": Pose(_page, "alone"),
}
