"""`alianza app --grab DIR [NAME…]`: screens as PNG, on the rehearsal's data, in three palettes and two sizes.

A new area is its module of poses and its line in `AREAS`.
"""

import tempfile
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication, QWidget

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import NotFound
from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import desk_range
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import opening, theme
from alianza_desktop.ui.frame.presenter import SCALE, THEME
from alianza_desktop.ui.gallery import (
    actas,
    agreements,
    chains,
    clock,
    directory,
    entrance,
    frame,
    home,
    importing,
    many,
    meetings,
    mesas,
    papers,
    parking,
    photos,
    projector,
    reading,
    registration,
    revising,
    stages,
    workshop,
)
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.main_window import MainWindow

PATIENCE_MS: Final = 400
SIZES: Final = ((1366, 690), (1093, 560))
AREAS: Final = (
    home, registration, agreements, frame, entrance, workshop, importing, actas, chains, mesas, many,
    projector, papers, directory, photos, parking, reading, revising, clock,
    meetings,
)  # fmt: skip
POSES: Final[Poses] = {name: pose for area in AREAS for name, pose in area.POSES.items()}


def chosen(wanted: Iterable[str]) -> Poses:
    """Return the poses that names or patterns want, all where none is given; raises `NotFound`."""
    found: Poses = {}
    for word in wanted:
        some = {name: pose for name, pose in POSES.items() if fnmatchcase(name, word)}
        if not some:
            raise NotFound("no-such-screen", screen=word)
        found |= some
    return found or POSES


def render(app: QApplication, folder: Path, poses: Poses = POSES) -> list[Path]:
    """Save the pictures and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for key in dict.fromkeys(pose.moment for pose in poses.values()):
        here = {name: pose for name, pose in poses.items() if pose.moment == key}
        moment = stages.MOMENTS[key]
        with tempfile.TemporaryDirectory() as place:
            stage = moment.play(Path(place))
            with stage.database:
                for name in theme.THEMES:
                    for size in SIZES:
                        theme.apply(app, name)
                        files += _pictures(app, stage, folder, here, size)
    theme.apply(app, "claro")
    return files


def _pictures(
    app: QApplication, stage: Stage, folder: Path, poses: Poses, size: tuple[int, int]
) -> list[Path]:
    files = []
    for name, pose in poses.items():
        window = taken(app, stage, pose, size)
        _wait_for_pages(app, window)
        seen = pose.look(window) if pose.look else app.activeModalWidget() or window
        wide, high = (seen.width(), seen.height()) if pose.look else size
        path = folder / f"{name}-{theme.name()}-{wide}x{high}.png"
        seen.grab().save(str(path))
        with stage.writing() as session:  # each picture starts with no form half written
            settings.write(session, f"window.drafts.{stage.workshop}", "")
        window.close()
        shiboken6.delete(window)  # at once: a theme is put on every widget that is alive
        files.append(path)
    return files


def _wait_for_pages(app: QApplication, window: MainWindow) -> None:
    """Qt draws the pages of a PDF on its own thread and does not say when they are there."""
    pages = any(
        type(one).__name__ == "PdfPreview" and one.isVisible() for one in window.findChildren(QWidget)
    )
    patience = QDeadlineTimer(PATIENCE_MS if pages else 0)
    while not patience.hasExpired():
        app.processEvents()


def taken(app: QApplication, stage: Stage, pose: Pose, size: tuple[int, int]) -> MainWindow:
    """Return the window of a pose, shown and settled."""
    now = stages.MOMENTS[pose.moment].now
    stage.clock.set(now)
    with stage.writing() as session:  # each picture begins with the letters of no desk and the asked look
        for name in (desk_range.SETTING, THEME, SCALE):
            settings.write(session, name, "")
    window = MainWindow() if pose.before else window_on(stage, pose.moment)
    window.resize(*size)
    window.show()
    pose.show(window, stage)
    for _ in range(3):
        app.processEvents()
    return window


def window_on(stage: Stage, moment: str = "morning") -> MainWindow:
    """Return a window at work on a store, with everything done at once and nothing asked of the system."""
    database, now = stage.database, stages.MOMENTS[moment].now
    stage.clock.set(now)
    return opened(database, stage.workshop, FixedClock(now))


def opened(database: Database, workshop_id: str, clock: FixedClock, operator_id: str = "") -> MainWindow:
    """Return a window on any open store, at a fixed hour."""
    jobs = InlineJobs(database, clock, operator_id)
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
    window.came_to = lambda _place: None  # each picture begins in Inicio
    jobs.listener = presenter
    presenter.saved(f"{clock.now():%H:%M:%S}")
    window.enter(workshop_id)
    return window
