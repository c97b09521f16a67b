"""Pictures of importing a list: nothing chosen, what would happen, what happened."""

from pathlib import Path
from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.importing.screen import ImportScreen
from alianza_desktop.ui.main_window import MainWindow

HEAD: Final = "N.º;Participante;DNI;Institución;Cargo;Celular;Observaciones"
DOUBTFUL: Final = (
    "QUISPE HUAMAN MARIA ELENA;123;Asociación de Mujeres Artesanas de Nieva;Presidenta;",
    "Tsamajain, José;;Federación de Comunidades Nativas del Río Nieva;Vocal;98765",
    "Díaz Rojas, Ana Lucía;7012345A;Universidad Nacional del Alto Marañón;Docente;987654321",
    "Sakejat Wampash, Rosa Elvira;45678901 / 40123456;Cooperativa Agraria de Cacao;Socia;",
    "Ugkush Wajai, Óscar;4023571;Cooperativa Agraria de Cacao;Socio;",
    ";40235712;Cooperativa Agraria de Cacao;Socio;",
)
AGREED: Final = (
    "N.º;Mesa;Acuerdo;Responsable;Persona responsable;Plazo;Monto;Estado",
    "1;Cacao;Mejorar la carretera Nieva–Urakusa;MP de Condorcanqui;;30/06/2026;80000;en curso",
    "2;Pesca;Comprar una secadora para la cooperativa;Cooperativa Agraria de Cacao;;junio 2026;S/ 1,250.50;",
    "3;;Reunirse cada mes con las comunidades;;Juan Wampash;cuando se pueda;mucho;",
    "4;;;UGEL Condorcanqui;;;;",
)


def a_list(stage: Stage) -> Path:
    """Write a second list: people who are here already, new ones, and some in doubt."""
    known = stage.guests[20]
    asked = (
        f"{known.paternal_surname} {known.maternal_surname}, {known.given_names};;{known.organization};"
        "Asesora;911222333"
    )
    guests = [
        f"{one.paternal_surname} {one.maternal_surname}, {one.given_names};{one.document};"
        f"{one.organization};{one.position};{one.phone}"
        for one in stage.guests[8:20]
    ]
    new = [f"Wampash Tsakim, Elena {n};4012345{n};Cooperativa Agraria de Cacao;Socia;" for n in range(6)]
    rows = [f"{number};{row};" for number, row in enumerate((*DOUBTFUL, asked, *new, *guests), start=1)]
    path = stage.out / "invitados-segunda-lista.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return path


def _page(window: MainWindow, path: str = "") -> ImportScreen:
    window.open("import-page", path)
    screen = window.current().page()
    assert isinstance(screen, ImportScreen)
    return screen


def _choose(window: MainWindow, _stage: Stage) -> None:
    _page(window)


def _preview(window: MainWindow, stage: Stage) -> None:
    _page(window, str(a_list(stage)))


def _mend(window: MainWindow, stage: Stage) -> None:
    page = _page(window, str(a_list(stage)))
    page.table.select_key("invitados-segunda-lista:5")
    page.list_page.go_to_row()


def _ask(window: MainWindow, stage: Stage) -> None:
    page = _page(window, str(a_list(stage)))
    page.table.select_key("invitados-segunda-lista:8")
    page.list_page.go_to_row()


def _of_an_earlier_one(window: MainWindow, kind: str) -> ImportScreen:
    page = _page(window)
    page.presenter.bring(kind)
    for name, value in (("stage", "1"), ("date", "2026-03-12"), ("place", "Casa comunal de Nieva")):
        page.presenter.describe(name, value)
    page.presenter.bring(kind)
    return page


def _earlier(window: MainWindow, _stage: Stage) -> None:
    _of_an_earlier_one(window, "attended")


def _agreements(window: MainWindow, stage: Stage) -> None:
    path = stage.out / "acuerdos-taller-1.csv"
    path.write_text("\n".join(AGREED), encoding="utf-8")
    page = _of_an_earlier_one(window, "agreed")
    page.presenter.choose(str(path))
    page.table.select_key("acuerdos-taller-1:4")
    page.list_page.go_to_row()


def _ugly(window: MainWindow, stage: Stage) -> None:
    path = stage.out / "foto.xlsx"
    path.write_bytes(b"\x89PNG\r\n")
    _page(window, str(path))


def _result(window: MainWindow, stage: Stage) -> None:
    _page(window, str(a_list(stage))).go_on()


POSES: Final[Poses] = {
    "importar-elegir": Pose(_choose),
    "importar": Pose(_preview),
    "importar-corregir": Pose(_mend),
    "importar-es-la-misma": Pose(_ask),
    "importar-taller-anterior": Pose(_earlier),
    "importar-acuerdos": Pose(_agreements),
    "importar-otra-cosa": Pose(_ugly),
    "importar-resultado": Pose(_result),
}
