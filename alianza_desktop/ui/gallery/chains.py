"""Pictures of Cadena de valor."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import chain_gestures, chains
from alianza_desktop.ui.chains.screen import ChainsScreen
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow

MANY: Final = "Cadena de muchas actividades"
HOW_MANY: Final = 64


def _screen(window: MainWindow, stage: Stage, *, many: bool = False) -> ChainsScreen:
    """Open the chain of the rehearsal, or the large one."""
    window.open("chains", "")
    screen = window.current().page()
    assert isinstance(screen, ChainsScreen)
    with stage.database.reading() as session:
        rows = chains.listing(session, stage.workshop)
    wanted = next((one.id for one in rows if (one.name == MANY) == many), "")
    if wanted:
        screen.presenter.open_chain(wanted)
    screen.canvas.go_to(1.0, 0, 0)
    return screen


def _select(screen: ChainsScreen, name: str) -> None:
    """Select a card by its name; the first one if it is not there."""
    view = screen.presenter.chain
    if view is not None and view.activities:
        found = next((one for one in view.activities if one.name == name), view.activities[0])
        screen.presenter.select("")
        screen.presenter.select(found.id)


def _canvas(window: MainWindow, stage: Stage) -> None:
    screen = _screen(window, stage)
    screen.header.page_chosen.emit("canvas")
    _select(screen, "Acopio en baba")


def _list(window: MainWindow, stage: Stage) -> None:
    screen = _screen(window, stage)
    _select(screen, "Acopio en baba")
    screen.header.page_chosen.emit("list")


def _empty(window: MainWindow, stage: Stage) -> None:
    screen = _screen(window, stage)
    screen.show_templates(first=True)


def _many(window: MainWindow, stage: Stage) -> None:
    with stage.database.reading() as session:
        known = any(one.name == MANY for one in chains.listing(session, stage.workshop))
    if not known:
        _grow(stage)
    screen = _screen(window, stage, many=True)
    screen.header.page_chosen.emit("canvas")
    screen.presenter.select("")
    screen.canvas.fit()


def _grow(stage: Stage) -> None:
    """Make a chain that does not fit on the screen."""
    with stage.writing() as session:
        chain = chains.create(session, stage.workshop, MANY, template="porter")
        places = [one.id for one in chains.view(session, chain.id).stages]
        before = ""
        for number in range(HOW_MANY):
            view = chains.view(session, chain.id)
            place = places[number * len(places) // HOW_MANY]
            source = before if number % 3 else ""
            gesture = chain_gestures.add_activity(view, place, f"Actividad {number + 1}", connect_from=source)
            chains.apply(session, chain.id, gesture)
            before = gesture[0].id


POSES: Final[Poses] = {
    "cadena": Pose(_canvas, "midday"),
    "cadena-lista": Pose(_list, "midday"),
    "cadena-vacia": Pose(_empty, "midday"),
    "cadena-muchas": Pose(_many, "midday"),
}
