"""Pictures of the papers of a workshop."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import people
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.gallery.stages import next_guest
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.papers.screen import PapersScreen


def _papers(window: MainWindow, argument: str = "") -> PapersScreen:
    window.open("papers-page", argument)
    screen = window.current().page()
    assert isinstance(screen, PapersScreen)
    return screen


def _list(window: MainWindow, _stage: Stage) -> None:
    _papers(window)


def _form(window: MainWindow, _stage: Stage) -> None:
    _papers(window, "form")


def _guests(window: MainWindow, _stage: Stage) -> None:
    _papers(window, "guest_form")


def _credentials(window: MainWindow, _stage: Stage) -> None:
    _papers(window, "credentials")


def _credential(window: MainWindow, stage: Stage) -> None:
    with stage.database.reading() as session:
        person = people.find(session, next_guest(stage).document)
    assert person is not None
    screen = _papers(window, f"credential:{person.id}")
    screen.presenter.search(stage.guests[2].paternal_surname)


def _constancias(window: MainWindow, _stage: Stage) -> None:
    _papers(window, "constancias")


POSES: Final[Poses] = {
    "papeles": Pose(_list),
    "papeles-formulario": Pose(_form),
    "papeles-invitados": Pose(_guests),
    "papeles-credenciales": Pose(_credentials),
    "papeles-credencial": Pose(_credential),
    "papeles-constancias": Pose(_constancias),
}
