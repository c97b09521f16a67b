"""Pictures of the parking lot."""

from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import mesas, parking, presence
from alianza_desktop.ui.agreements.parking_page import ParkingPage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.parking import Parking

IDEAS: Final = (
    "¿Quién paga el análisis de cadmio por lote?",
    "Internet satelital en el centro de acopio",
    "Feria del cacao en Jaén, agosto de 2027",
    "Traducir la ficha técnica al wampis y al awajún, con las palabras que usan las propias productoras",
)


def _ideas(session: Session, workshop_id: str) -> str:
    mesa = next(one for one in mesas.listing(session, workshop_id) if one.sigla == "CACAO")
    if not parking.listing(session, workshop_id, mesa.id):
        here = [one.person_id for one in presence.present(session, workshop_id) if one.mesa_id == mesa.id]
        for text, person_id in zip(IDEAS, [*here[:3], ""], strict=False):
            parking.park(session, workshop_id, text, mesa.id, person_id=person_id)
        first = parking.listing(session, workshop_id, mesa.id)[2]
        parking.become_agreement(session, first.id)
    return mesa.id


def _page(window: MainWindow, stage: Stage) -> ParkingPage:
    with stage.writing() as session:
        mesa_id = _ideas(session, stage.workshop)
    window.open("parking-page", f"mesa:{mesa_id}")
    page = window.current().page()
    assert isinstance(page, ParkingPage)
    return page


def _waiting(window: MainWindow, stage: Stage) -> None:
    _page(window, stage)


def _converted(window: MainWindow, stage: Stage) -> None:
    _page(window, stage).list.select(3)


def _empty(window: MainWindow, _stage: Stage) -> None:
    window.open("parking-page", "mesa:")


def _line(window: MainWindow, _stage: Stage) -> None:
    window.open("registration", "")
    found = window.findChild(Parking)
    assert isinstance(found, Parking)
    found.begin()
    found.line.set_line("Feria del cacao en Jaén @coopmaranon")


POSES: Final[Poses] = {
    "parqueo": Pose(_waiting, "midday"),
    "parqueo-convertida": Pose(_converted, "midday"),
    "parqueo-vacio": Pose(_empty, "midday"),
    "parqueo-linea": Pose(_line, "midday"),
}
