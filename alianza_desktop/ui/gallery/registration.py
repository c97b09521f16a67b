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
    screen.desk.entered()
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


def _unknown(window: MainWindow, _stage: Stage) -> None:
    _registration(window, "70123456")


def _body(window: MainWindow, stage: Stage) -> None:
    _registration(window, " ".join(stage.guests[20].organization.split()[:3]))


def _people_of_a_body(window: MainWindow, stage: Stage) -> None:
    screen = _registration(window, stage.guests[20].organization)
    rows = screen.hits_page.list.rows()
    screen.desk.pick(next(one.key for one in rows if one.key.startswith("organization:")))


def _delegating(window: MainWindow, stage: Stage) -> None:
    screen = _registration(window, stage.guests[10].document)
    screen.desk.delegate()
    screen.delegation.accreditation.setText("Oficio 045-2026-MPC")
    screen.line.setText(stage.guests[COMING + 3].document)


def _walking_in_for(window: MainWindow, stage: Stage) -> None:
    screen = _registration(window, stage.guests[10].document)
    screen.desk.delegate()
    screen.line.setText("70123456")
    screen.desk.entered()


def _to_review(window: MainWindow, _stage: Stage) -> None:
    screen = _registration(window, "")
    screen.desk.review()


def _doubtful(window: MainWindow, stage: Stage) -> None:
    _to_review(window, stage)
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    screen.desk.pick(screen.hits_page.list.current_key())


def _more_than_listed(window: MainWindow, _stage: Stage) -> None:
    screen = _registration(window, "a")
    screen.arrivals.show_sectors(
        (("public", 31), ("private", 22), ("academia", 19), ("society", 15), ("", 4))
    )


def _new_body(window: MainWindow, _stage: Stage) -> None:
    screen = _registration(window, "70123456")
    screen.desk.entered()
    body = screen.form.organization
    body.setFocus()
    body.setText("Voluntarios de Santa María de Nieva")
    body.textEdited.emit(body.text())
    body.ask.setFocus()


def _of_the_other_desk(window: MainWindow, stage: Stage) -> None:
    screen = _registration(window, "")
    screen.desk.equipment.take_letters("A-L")
    far = next(one for one in stage.guests[COMING + 1 :] if one.paternal_surname[0] in "QRSTV")
    screen.line.setText(far.document)
    screen.desk.equipment.take_letters("")  # the pictures that follow are of one desk
    screen.show_equipment("A-L", sounds=False)


POSES: Final[Poses] = {
    "registro": Pose(_found),
    "registro-sin-consentimiento": Pose(_unasked),
    "registro-ya": Pose(_already),
    "registro-vacio": Pose(_idle),
    "registro-varios": Pose(_hits),
    "registro-nadie": Pose(_offer),
    "registro-alta": Pose(_walk_in),
    "registro-no-esta": Pose(_unknown),
    "registro-hay-mas": Pose(_more_than_listed),
    "registro-alta-sector": Pose(_new_body),
    "registro-organizacion": Pose(_body),
    "registro-organizacion-personas": Pose(_people_of_a_body),
    "registro-delega": Pose(_delegating),
    "registro-delega-alta": Pose(_walking_in_for),
    "registro-por-revisar": Pose(_to_review),
    "registro-duda": Pose(_doubtful),
    "registro-otra-mesa": Pose(_of_the_other_desk),
}
