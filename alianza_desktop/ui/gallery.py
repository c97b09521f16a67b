"""`alianza app --grab DIR`: every screen as a PNG, on the rehearsal's data in the middle of its morning.

The morning is played with the demo's own scenes up to the list of invitees; then most of the queue is let in,
so that the pictures show what a desk sees at 09:02 and not an empty or a finished day.
"""

import tempfile
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

import shiboken6
from PySide6.QtWidgets import QApplication

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.core.paths import resource
from alianza_desktop.demo import results, scenes
from alianza_desktop.demo.cast import Guest, guests
from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import alliances, arrivals, consents, people, registration, workshops
from alianza_desktop.services.registration import WalkIn
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.ui import opening, theme
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.registration.screen import RegistrationScreen
from alianza_desktop.ui.welcome import screen as welcome

SIZES: Final = ((1366, 690), (1093, 560))
NOW: Final = datetime(2026, 11, 23, 9, 2, 41, tzinfo=PERU)
COMING: Final = 87
"""How many of the 120 have arrived when the pictures are taken."""


def render(app: QApplication, folder: Path) -> list[Path]:
    """Save the pictures and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with tempfile.TemporaryDirectory() as place:
        stage = morning(Path(place))
        with stage.database:
            for name in theme.THEMES:
                for size in SIZES:
                    theme.apply(app, name)
                    files += _pictures(app, stage, folder, f"{name}-{size[0]}x{size[1]}", size)
    theme.apply(app, "claro")
    return files


def _pictures(
    app: QApplication, stage: Stage, folder: Path, suffix: str, size: tuple[int, int]
) -> list[Path]:
    files = []
    for name, pose in POSES.items():
        stage.clock.set(NOW)
        window = MainWindow() if name in BEFORE else window_on(stage.database, stage.workshop)
        window.resize(*size)
        window.show()
        pose(window, stage)
        for _ in range(3):
            app.processEvents()
        path = folder / f"{name}-{suffix}.png"
        window.grab().save(str(path))
        with stage.writing() as session:  # each picture starts with no form half written
            settings.write(session, f"window.drafts.{stage.workshop}", "")
        window.close()
        shiboken6.delete(window)  # at once: a theme is put on every widget that is alive
        files.append(path)
    return files


def window_on(database: Database, workshop_id: str, now: datetime = NOW) -> MainWindow:
    """Return a window at work on a store, with everything done at once and nothing asked of the system."""
    clock = FixedClock(now)
    jobs = InlineJobs(database, clock)
    window = MainWindow()
    presenter = opening.begin(
        window,
        folder=database.folder,
        clock=clock,
        jobs=lambda _owner: jobs,
        operator="",
        device="Equipo A",
        around=lambda: Surroundings(("Pantalla 2, 1280 × 720",), ()),
    )
    jobs.listener = presenter
    presenter.saved(f"{now:%H:%M:%S}")
    window.enter(workshop_id)
    return window


def morning(folder: Path) -> Stage:
    """Play the rehearsal until the middle of its registration; the caller closes the store."""
    with (resource("demo", "condorcanqui.toml")).open("rb") as file:
        script = tomllib.load(file)
    clock = FixedClock(datetime(2025, 11, 3, 9, 0, tzinfo=PERU), step=timedelta(seconds=7))
    charter = script["alliance"]
    database = found(
        folder / "data",
        name=charter["name"],
        ubigeo=charter["ubigeo"],
        operator=charter["operator"],
        role="coordinator",
        clock=clock,
        rehearsal=True,
    )
    with database.reading() as session:
        operator = alliances.operator(session).id
    random = Random(2026)  # noqa: S311 - a script, not a secret
    out = folder / "salida"
    out.mkdir()
    stage = Stage(database, clock, script, random, guests(script, random, 120), out, operator)
    for scene in (scenes.earlier_workshops, scenes.plan_workshop, results.invite, _queue):
        scene(stage)
    return stage


def _queue(stage: Stage) -> None:
    """Let the first ones in, 14 seconds apart, until 09:02."""
    start = NOW - timedelta(seconds=14 * COMING)
    for number, guest in enumerate(stage.guests[:COMING]):
        stage.clock.set(start + timedelta(seconds=14 * number))
        with stage.writing() as session:
            person = people.find(session, guest.document)
            if person is None:  # their row is «por revisar» with another document
                continue
            sitting = workshops.numbered_session(session, stage.workshop, None)
            card = registration.lookup(session, stage.workshop, person.id, sitting.id)
            registration.register(
                session, stage.workshop, person.id, session_id=sitting.id, mesa_id=card.mesa_id
            )
    with stage.writing() as session:
        person = people.find(session, _next(stage).document)
        assert person is not None
        consents.record(session, person.id, registration=True, contact=True, photos=False)


def _next(stage: Stage) -> Guest:
    """Return who is at the desk now."""
    return stage.guests[COMING + 1]


def _registration(window: MainWindow, line: str) -> RegistrationScreen:
    window.open("registration", "")
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    screen.line.setText(line)
    return screen


def _home(window: MainWindow, _stage: Stage) -> None:
    window.open("home", "")


def _found(window: MainWindow, stage: Stage) -> None:
    screen = _registration(window, "")
    with stage.database.reading() as session:
        sitting = workshops.numbered_session(session, stage.workshop, None)
        last = arrivals.arrivals(session, stage.workshop, sitting.id).last[0]
    screen.show_result("success", f"Listo: {last.full_name}, Mesa {last.mesa}.", last.hour)
    screen.line.setText(_next(stage).document)


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


def _search(window: MainWindow, stage: Stage) -> None:
    window.open("home", "")
    window.search()
    window.palette_dialog.type(stage.guests[3].paternal_surname[:3])


def _keys(window: MainWindow, _stage: Stage) -> None:
    window.open("home", "")
    window.key_sheet.toggle()


def _welcome(window: MainWindow, _stage: Stage) -> None:
    window.show_page(welcome.first(has_rehearsal=False))


BEFORE: Final = frozenset({"bienvenida"})
"""Pictures of the window before a store is open."""
POSES: Final[dict[str, Callable[[MainWindow, Stage], None]]] = {
    "inicio": _home,
    "registro": _found,
    "registro-sin-consentimiento": _unasked,
    "registro-ya": _already,
    "registro-vacio": _idle,
    "registro-varios": _hits,
    "registro-nadie": _offer,
    "registro-alta": _walk_in,
    "buscar": _search,
    "teclas": _keys,
    "bienvenida": _welcome,
}
