"""Pictures of Registro."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import arrivals, workshops
from alianza_desktop.services.registration import WalkIn
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.gallery.stages import COMING, next_guest
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.registration.screen import RegistrationScreen


def _registration(window: MainWindow, line: str) -> RegistrationScreen:
    window.open("registration", "")
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    screen.line.setText(line)
    return screen


def _found(window: MainWindow, stage: Stage) -> None:
    screen = _registration(window, "")
    with stage.database.reading() as session:
        sitting = workshops.numbered_session(session, stage.workshop, None)
        last = arrivals.arrivals(session, stage.workshop, sitting.id).last[0]
    screen.show_result("success", f"Listo: {last.full_name}, Mesa {last.mesa}.", last.hour)
    screen.line.setText(next_guest(stage).document)


def _unasked(window: MainWindow, stage: Stage) -> None:
    _registration(window, stage.guests[COMING + 2].document)


def _already(window: MainWindow, stage: Stage) -> None:
    _registration(window, stage.guests[10].document)


def _idle(window: MainWindow, _stage: Stage) -> None:
    _registration(window, "")


def _hits(window: MainWindow, stage: Stage) -> None:
    _registration(window, stage.guests[3].paternal_surname[:4])


def _offer(window: MainWindow, _stage: Stage) -> None:
    _registration(window, "Zzyzx")


def _walk_in(window: MainWindow, stage: Stage) -> None:
    screen = _registration(window, "70123456")
    screen.desk.entered(scanned=False)
    like = stage.guests[20]
    written = WalkIn(
        document_number="70123456",
        given_names=like.given_names,
        paternal_surname=like.paternal_surname,
        organization=like.organization,
        position="Presidenta del comité de acopio",
        language="awajún y castellano",
    )
    form = screen.form
    form.given.setText(written.given_names)
    form.paternal.setText(written.paternal_surname)
    form.maternal.setText(like.maternal_surname)
    form.organization.setText(written.organization)
    form.position.setText(written.position)
    form.language.choose(written.language)
    form.organization_edited.emit(written.organization)
    form.edited.emit()
    form.position.setFocus()


POSES: Final[Poses] = {
    "registro": Pose(_found),
    "registro-sin-consentimiento": Pose(_unasked),
    "registro-ya": Pose(_already),
    "registro-vacio": Pose(_idle),
    "registro-varios": Pose(_hits),
    "registro-nadie": Pose(_offer),
    "registro-alta": Pose(_walk_in),
}
