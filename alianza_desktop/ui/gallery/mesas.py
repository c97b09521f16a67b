"""Pictures of Mesas."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import mesa_members, mesas
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.mesas.screen import MesasScreen


def _open(window: MainWindow) -> MesasScreen:
    window.open("mesas", "")
    screen = window.current().page()
    assert isinstance(screen, MesasScreen)
    return screen


def _board(window: MainWindow, _stage: Stage) -> None:
    _open(window)


def _spread(window: MainWindow, _stage: Stage) -> None:
    screen = _open(window)
    screen.board.spread()
    screen.board.ask_spread(everybody=True, keep=False)


def _move(window: MainWindow, _stage: Stage) -> None:
    screen = _open(window)
    screen.people.columns()[1].people.select_row(1)
    screen.ask_mesa()


def _details(window: MainWindow, stage: Stage) -> None:
    with stage.writing() as session:
        first = mesas.listing(session, stage.workshop)[0]
        if not mesa_members.members(session, first.id):
            for number, name in enumerate(("Municipalidad Provincial de Condorcanqui", "Red de jóvenes")):
                role = ("president", "member")[number]
                mesa_members.add(session, first.id, organization=name, role=role)
    _open(window).open_mesa(first.id)


def _standing(window: MainWindow, _stage: Stage) -> None:
    _open(window).show_standing()


POSES: Final[Poses] = {
    "mesas": Pose(_board),
    "mesas-repartir": Pose(_spread),
    "mesas-mover": Pose(_move),
    "mesas-detalles": Pose(_details),
    "mesas-alianza": Pose(_standing),
}
