"""Pictures of Inicio: before any workshop, on its day, after it; and the page that wipes a rehearsal."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui import opening, rehearsing
from alianza_desktop.ui.gallery import stages
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.main_window import MainWindow


def _home(window: MainWindow, _stage: Stage) -> None:
    window.open("home", "")


def _later(days: int) -> Callable[[MainWindow, Stage], None]:
    """Show Inicio so many days after the workshop."""

    def show(window: MainWindow, stage: Stage) -> None:
        clock = FixedClock(stages.MOMENTS["midday"].now + timedelta(days))
        jobs = InlineJobs(stage.database, clock)
        opening.begin(
            window, folder=stage.database.folder, clock=clock, jobs=lambda _owner: jobs,
            operator="", device="Equipo A", around=lambda: Surroundings((), ("Epson L3250",)),
        )  # fmt: skip
        window.enter(stage.workshop)

    return show


def _wipe(window: MainWindow, _stage: Stage) -> None:
    window.open("home", "")
    window.show_page(rehearsing.asking())


POSES: Final[Poses] = {
    "inicio": Pose(_home),
    "inicio-sin-talleres": Pose(_home, moment="founded"),
    "inicio-cerrando": Pose(_home, moment="midday"),
    "inicio-al-dia-siguiente": Pose(_later(1), moment="midday"),
    "ensayo-borrar": Pose(_wipe),
}
