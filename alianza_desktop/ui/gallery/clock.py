"""Pictures of the agenda and its clock."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import agenda_clock, workshop_changes, workshops
from alianza_desktop.services.workshops import AgendaPlan
from alianza_desktop.ui.clock.screen import ClockPage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow

LONG: Final = "Presentación de los actores del territorio: quién es cada quien, qué trae y qué necesita"


def _page(window: MainWindow, _stage: Stage) -> None:
    window.open("agenda-page", "home")
    assert isinstance(window.current().page(), ClockPage)


def _empty(window: MainWindow, stage: Stage) -> None:
    with stage.writing() as session:
        for one in workshops.agenda(session, stage.workshop):
            workshop_changes.remove_block(session, one.id)
    window.enter_workshop(stage.workshop)
    _page(window, stage)


def _paused(window: MainWindow, stage: Stage) -> None:
    """A block with a long title that was stopped, of an agenda without hours."""
    _empty(window, stage)
    with stage.writing() as session:
        for title, minutes in ((LONG, 45), ("Cierre", None)):
            workshop_changes.add_block(session, stage.workshop, AgendaPlan(title=title, minutes=minutes))
        agenda_clock.start(session, stage.workshop)
        agenda_clock.pause(session, stage.workshop)
    window.enter_workshop(stage.workshop)
    _page(window, stage)


POSES: Final[Poses] = {
    "agenda": Pose(_page),
    "agenda-mediodia": Pose(_page, "midday"),
    "agenda-pasada": Pose(_page, "afternoon"),
    "agenda-sin-empezar": Pose(_page, "crowded"),
    "agenda-sin-bloques": Pose(_empty, "alone"),
    "agenda-en-pausa": Pose(_paused, "alone"),
}
