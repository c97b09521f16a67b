"""Pictures of the directory: people, actors and what each brings, who may be twice, what is needed."""

from typing import Final

from PySide6.QtWidgets import QApplication

from alianza_desktop.demo.stage import Stage
from alianza_desktop.model.people import TRAITS
from alianza_desktop.services import actor_traits, needs, organizations, people
from alianza_desktop.services.people import PersonData
from alianza_desktop.ui.directory.actors_screen import ActorsScreen
from alianza_desktop.ui.directory.people_screen import PeopleScreen
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow

ACTOR: Final = "Municipalidad Provincial de Condorcanqui"
BRINGS: Final = {
    "competence": ("Planificar el desarrollo de la provincia", "Dar licencias y ordenar el comercio"),
    "capacity": (
        "Equipo de proyectos que formula y registra inversiones",
        "Mantenimiento de los caminos de herradura y de las vías vecinales que unen las comunidades",
    ),
    "resource": ("Auditorio para 200 personas", "Dos deslizadores"),
    "experience": (),
}
NEEDS: Final = (
    ("need", "Energía estable en las comunidades del Cenepa para conservar la cosecha"),
    ("need", "Docentes bilingües en awajún y wampis en todos los colegios"),
    ("expectation", "Que el cacao se venda tostado y no solo en grano"),
)


def _people(window: MainWindow) -> PeopleScreen:
    window.open("people", "")
    screen = window.current().page()
    assert isinstance(screen, PeopleScreen)
    return screen


def _actors(window: MainWindow, argument: str = "") -> ActorsScreen:
    window.open("organizations", argument)
    screen = window.current().page()
    assert isinstance(screen, ActorsScreen)
    return screen


def _list(window: MainWindow, _stage: Stage) -> None:
    _people(window)


def _person(window: MainWindow, stage: Stage) -> None:
    screen = _people(window)
    with stage.database.reading() as session:
        found = people.find(session, stage.guests[2].document)
    assert found is not None
    screen.opened(found.id)


def _attended(window: MainWindow, stage: Stage) -> None:
    _person(window, stage)
    _people(window).panel.show_links()


def _history(window: MainWindow, stage: Stage) -> None:
    _person(window, stage)
    _people(window).panel.show_history_page()


def _found(window: MainWindow, _stage: Stage) -> None:
    screen = _people(window)
    screen.search.setText("maria")
    screen.presenter.search("maria")


def _twice(window: MainWindow, stage: Stage) -> None:
    guest = stage.guests[2]
    with stage.writing() as session:
        known = people.find(session, guest.document)
        assert known is not None
        people.add(
            session,
            PersonData(
                document_type="none",
                given_names=known.given_names.upper(),
                paternal_surname=known.paternal_surname.upper(),
                maternal_surname=known.maternal_surname.upper(),
                organization_id=known.organization_id,
                phone="987654321",
            ),
        )
    _people(window).review()


def _actor_id(stage: Stage) -> str:
    with stage.writing() as session:
        body = organizations.find_or_add(session, ACTOR, sector="public")
        if not body.level:
            organizations.change(session, body.id, {"level": "provincial", "ubigeo": "0104"})
        if not actor_traits.listing(session, body.id):
            for kind in TRAITS:
                for text in BRINGS[kind]:
                    actor_traits.add(session, body.id, kind, text)
        return body.id


def _all_actors(window: MainWindow, stage: Stage) -> None:
    _actor_id(stage)
    _actors(window)


def _actor(window: MainWindow, stage: Stage) -> None:
    _actors(window, _actor_id(stage))


def _brings(window: MainWindow, stage: Stage) -> None:
    screen = _actors(window, _actor_id(stage))
    screen.panel.show_page(1)
    screen.lists["experience"].field.setText("Mesa de diálogo por la carretera Bagua")


def _takes_part(window: MainWindow, stage: Stage) -> None:
    screen = _actors(window, _actor_id(stage))
    screen.panel.show_links()


def _no_actors(window: MainWindow, _stage: Stage) -> None:
    _actors(window)


def _needs(window: MainWindow, stage: Stage) -> None:
    with stage.writing() as session:
        body = organizations.find_or_add(session, ACTOR, sector="public")
        if not needs.listing(session, "0104"):
            for number, (kind, text) in enumerate(NEEDS):
                said = body.id if number else ""
                needs.add(session, "0104", text, kind=kind, organization_id=said, workshop_id=stage.workshop)
    screen = _actors(window, "needs")
    screen.needs.presenter.choose("0104")
    screen.needs.line.setText("Internet en los puestos de salud del río Santiago @muni")
    _settle()


def _settle() -> None:
    QApplication.processEvents()


def _no_people(window: MainWindow, _stage: Stage) -> None:
    _people(window)


POSES: Final[Poses] = {
    "personas": Pose(_list, "midday"),
    "personas-ficha": Pose(_person, "midday"),
    "personas-participacion": Pose(_attended, "midday"),
    "personas-historial": Pose(_history, "midday"),
    "personas-buscar": Pose(_found, "midday"),
    "personas-duplicados": Pose(_twice, "afternoon"),
    "personas-vacio": Pose(_no_people, "founded"),
    "actores": Pose(_all_actors, "midday"),
    "actores-ficha": Pose(_actor, "midday"),
    "actores-aporta": Pose(_brings, "midday"),
    "actores-participa": Pose(_takes_part, "midday"),
    "actores-vacio": Pose(_no_actors, "founded"),
    "actores-necesidades": Pose(_needs, "midday"),
}
