"""Pictures of Acuerdos."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import agreements, mesas
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow

MANY: Final = 200
HALF_TYPED: Final = "Comprar 4 balanzas certificadas para el acopio @coopmaranon +60d"


def _mesa(window: MainWindow, stage: Stage, sigla: str) -> AgreementsScreen:
    with stage.database.reading() as session:
        tables = mesas.listing(session, stage.workshop)
    mesa_id = next((one.id for one in tables if one.sigla == sigla), "")
    window.open("agreements", f"mesa:{mesa_id}")
    screen = window.current().page()
    assert isinstance(screen, AgreementsScreen)
    screen.line.clear()
    return screen


def _typed(window: MainWindow, stage: Stage) -> None:
    screen = _mesa(window, stage, "CACAO")
    screen.line.setText(HALF_TYPED)
    screen.table.select_key(screen.board.rows[2].id)


def _choosing(window: MainWindow, stage: Stage) -> None:
    screen = _mesa(window, stage, "CACAO")
    screen.line.setText("Comprar 4 balanzas certificadas @mun")


def _empty(window: MainWindow, stage: Stage) -> None:
    _mesa(window, stage, "")


def _details(window: MainWindow, stage: Stage) -> None:
    screen = _mesa(window, stage, "CONECTA")
    screen.open_details(screen.board.rows[0].id, focus="deliverable")


def _details_frozen(window: MainWindow, stage: Stage) -> None:
    screen = _mesa(window, stage, "CACAO")
    screen.open_details(screen.board.rows[1].id, focus="deliverable")


def _many(window: MainWindow, stage: Stage) -> None:
    with stage.writing() as session:
        mesa = next(one for one in mesas.listing(session, stage.workshop) if one.sigla == "OT")
        known = agreements.listing(session, stage.workshop, mesa.id)
        for number in range(len(known), MANY):
            body = known[0].organization_id if number % 4 else ""
            agreements.add(session, stage.workshop, _one_of_many(number, mesa.id, body))
    _mesa(window, stage, "OT")


def _one_of_many(number: int, mesa_id: str, organization_id: str) -> AgreementData:
    return AgreementData(
        text=f"Entregar el catastro rural de las comunidades tituladas de la cuenca {number} "
        * (number % 3 + 1),
        kind=("compromiso", "acuerdo", "pedido")[number % 3],
        mesa_id=mesa_id,
        organization_id=organization_id,
        due_on="2027-03-30" if number % 5 else "",
    )


POSES: Final[Poses] = {
    "acuerdos": Pose(_typed, "midday"),
    "acuerdos-elegir": Pose(_choosing, "midday"),
    "acuerdos-vacio": Pose(_empty, "midday"),
    "acuerdos-detalles": Pose(_details, "midday"),
    "acuerdos-en-acta": Pose(_details_frozen, "midday"),
    "acuerdos-muchos": Pose(_many, "midday"),
}
