"""Pictures of mesas' own meetings: proposed, listed, entered, edited."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import meetings
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.mesas.screen import MesasScreen

BETWEEN: Final = "between"


def _held(stage: Stage) -> str:
    """Return the meeting of the day."""
    with stage.database.reading() as session:
        return next(one.id for one in meetings.listing(session) if one.starts_on == "2026-12-04")


def _new(window: MainWindow, stage: Stage) -> None:
    with stage.database.reading() as session:
        mesa_id = meetings.mesa_of(session, _held(stage))
    window.open("workshop", stage.workshop)
    window.open("meeting-page", mesa_id)


def _listed(window: MainWindow, stage: Stage) -> None:
    window.open("workshop", stage.workshop)
    window.open("home", "")


def _at(place: str) -> Pose:
    def show(window: MainWindow, stage: Stage) -> None:
        window.open("workshop", _held(stage))
        window.open(place, "")

    return Pose(show, BETWEEN)


def _edit(window: MainWindow, stage: Stage) -> None:
    held = _held(stage)
    window.open("workshop", held)
    window.open("workshop-page", held)


def _details(window: MainWindow, stage: Stage) -> None:
    held = _held(stage)
    with stage.database.reading() as session:
        mesa_id = meetings.mesa_of(session, held)
    window.open("workshop", held)
    window.open("mesas", mesa_id)
    screen = window.current().page()
    assert isinstance(screen, MesasScreen)
    screen.inspector.area.ensureWidgetVisible(screen.inspector.meet)


POSES: Final[Poses] = {
    "reunion-nueva": Pose(_new, BETWEEN),
    "reuniones-inicio": Pose(_listed, BETWEEN),
    "reunion-inicio": _at("home"),
    "reunion-registro": _at("registration"),
    "reunion-mesas": _at("mesas"),
    "reunion-mesas-detalles": Pose(_details, BETWEEN),
    "reunion-acuerdos": _at("agreements"),
    "reunion-actas": _at("actas"),
    "reunion-editar": Pose(_edit, BETWEEN),
}
