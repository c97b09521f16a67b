"""Pictures of the papers of a workshop."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import people, transcription
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.gallery.stages import COMING, next_guest
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.papers.screen import PapersScreen
from alianza_desktop.ui.transcribing.screen import TranscribingScreen


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


def _transcribing(window: MainWindow) -> TranscribingScreen:
    window.open("transcribing-page", "")
    screen = window.current().page()
    assert isinstance(screen, TranscribingScreen)
    screen.presenter.drop()
    return screen


def _filled(window: MainWindow, stage: Stage) -> TranscribingScreen:
    """Transcribe some rows: of who came already, of who had not been registered, of somebody new."""
    screen = _transcribing(window)
    with stage.database.reading() as session:
        known = bool(transcription.entries(session, screen.session.value()))
    rows = (() if known else (
        (stage.guests[3].document, "0831", "12", "1"), (stage.guests[5].document, "0840", "123", "3"),
        (stage.guests[COMING + 20].document, "0905", "1", "2"),
        (stage.guests[COMING + 21].document, "0906", "", ""),
    ))  # fmt: skip
    for document, hour, marks, mesa in rows:
        _type(screen, document, {"hour": hour, "marks": marks, "mesa": mesa})
        screen.presenter.submit(screen.form.values())
    window.toast.hide()
    return screen


def _type(screen: TranscribingScreen, who: str, values: dict[str, str]) -> None:
    screen.who.setText(who)
    screen.presenter.typed(who)
    screen.presenter.entered("")
    screen.form.show_values(values)


def _new_row(window: MainWindow, stage: Stage) -> None:
    _type(
        _filled(window, stage),
        "70123456",
        {
            "given_names": "Elena Maritza", "paternal_surname": "Tsakim",
            "organization": "Asociación de Productoras de Nieva",
            "position": "Presidenta",
            "sector": "private", "hour": "9:12",
        },
    )  # fmt: skip


def _looking(window: MainWindow, stage: Stage) -> None:
    screen = _filled(window, stage)
    screen.who.setText(stage.guests[3].paternal_surname[:4])
    screen.presenter.typed(screen.who.text())


def _nothing_yet(window: MainWindow, _stage: Stage) -> None:
    _transcribing(window).session.setCurrentIndex(1)


POSES: Final[Poses] = {
    "transcribir": Pose(lambda window, stage: _type(_filled(window, stage), stage.guests[2].document, {})),
    "transcribir-nueva": Pose(_new_row),
    "transcribir-buscar": Pose(_looking),
    "transcribir-vacio": Pose(_nothing_yet),
    "papeles": Pose(_list),
    "papeles-formulario": Pose(_form),
    "papeles-invitados": Pose(_guests),
    "papeles-credenciales": Pose(_credentials),
    "papeles-credencial": Pose(_credential),
    "papeles-constancias": Pose(_constancias),
}
