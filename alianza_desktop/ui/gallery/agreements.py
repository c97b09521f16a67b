"""Pictures of Acuerdos."""

from dataclasses import replace
from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import agreement_notes, agreements, mesas, organizations, presence
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow

MANY: Final = 200
FULL: Final = AgreementData(
    text="Titular las tierras de ocho comunidades de la cuenca del Cenepa",
    due_on="2027-03-30",
    deliverable="Ocho títulos inscritos",
    amount=12_500_000,
    verification="Resoluciones y planos inscritos en Registros Públicos",
    funding="Canon y Gobierno Regional",
    policy="PDRC Amazonas al 2030, OER 4",
    goals=("1.4", "15", "16"),
)
REQUEST: Final = "Que el ministerio incluya la cuenca en el catastro rural de 2027"
OPEN: Final = "Elaborar el mapa de zonas con riesgo de inundación"
OBJECTION: Final = "El plazo no alcanza: el trámite en Registros Públicos toma más de un año."
RESERVATION: Final = "Sujeto a que llegue la transferencia."
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


def _answered(stage: Stage) -> str:
    """Give the mesa OT one agreement of each state; return the id of the one that has everything."""
    with stage.writing() as session:
        mesa = next(one for one in mesas.listing(session, stage.workshop) if one.sigla == "OT")
        known = agreements.listing(session, stage.workshop, mesa.id)
        whole = next((row.id for row in known if row.text == FULL.text), "")
        if whole:  # another picture of the same day made them
            return whole
        here = next(one for one in presence.present(session, stage.workshop) if one.person_id)
        away = organizations.find_or_add(session, "Ministerio de Desarrollo Agrario y Riego", sector="public")
        made = [
            agreements.add(session, stage.workshop, replace(data, mesa_id=mesa.id)).id
            for data in (
                replace(FULL, organization_id=here.organization_id, person_id=here.person_id),
                AgreementData(text=REQUEST, kind="pedido", organization_id=away.id),
                AgreementData(text=REQUEST, organization_id=away.id, due_on="2027-04-30",
                              acceptance="declined"),
                AgreementData(text=OPEN, due_on="2027-05-31", acceptance="to_confirm"),
                AgreementData(text=OPEN, organization_id=known[0].organization_id),
            )
        ]  # fmt: skip
        for kind, text in (("objection", OBJECTION), ("reservation", RESERVATION)):
            agreement_notes.add(session, made[0], kind, text, person_id=here.person_id)
        agreement_notes.add(
            session, known[0].id, "reservation", RESERVATION, organization_id=here.organization_id
        )
    return made[0]


def _states(window: MainWindow, stage: Stage) -> None:
    _answered(stage)
    _mesa(window, stage, "OT")


def _shown(window: MainWindow, stage: Stage) -> None:
    _answered(stage)
    _mesa(window, stage, "OT").board.show_only("objected")


def _asked(window: MainWindow, stage: Stage) -> None:
    _answered(stage)
    screen = _mesa(window, stage, "OT")
    waiting = next(one.id for one in screen.board.rows if "gap-unconfirmed" in one.gaps)
    screen.open_details(waiting, focus="acceptance")


def _noted(window: MainWindow, stage: Stage) -> None:
    whole = _answered(stage)
    screen = _mesa(window, stage, "OT")
    screen.open_details(whole, focus="note")
    screen.inspector.notes.form.show_values({"kind": "reservation", "text": "Solo hasta marzo"})


def _goals(window: MainWindow, stage: Stage) -> None:
    whole = _answered(stage)
    screen = _mesa(window, stage, "OT")
    screen.open_details(whole, focus="follow_up")
    screen.inspector.folds.unfold("goals")
    screen.inspector.goals.target.setFocus()


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
    "acuerdos-estados": Pose(_states, "midday"),
    "acuerdos-filtro": Pose(_shown, "midday"),
    "acuerdos-por-confirmar": Pose(_asked, "midday"),
    "acuerdos-objeciones": Pose(_noted, "midday"),
    "acuerdos-ods": Pose(_goals, "midday"),
    "acuerdos-muchos": Pose(_many, "midday"),
}
