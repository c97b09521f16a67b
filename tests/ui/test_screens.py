"""Every screen at two sizes in three palettes: nothing clipped, nothing outside."""

import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.ui import gallery, start, theme
from alianza_desktop.ui.actas.panel import Panel
from alianza_desktop.ui.actas.verify_page import VerifyPage
from alianza_desktop.ui.agreements.inspector import Inspector
from alianza_desktop.ui.agreements.reading_page import Stage as ReadingStage
from alianza_desktop.ui.chains.inspector import Inspector as ChainInspector
from alianza_desktop.ui.context import Context
from alianza_desktop.ui.directory.panel import PageArea
from alianza_desktop.ui.importing.columns import ColumnChoices
from alianza_desktop.ui.importing.panel import RowPanel
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.mesas.inspector import MesaInspector
from alianza_desktop.ui.navigation import PLACES
from alianza_desktop.ui.papers.side import PapersSide
from alianza_desktop.ui.photos.inspector import Inspector as PhotoInspector
from alianza_desktop.ui.registration.form import WalkInForm
from alianza_desktop.ui.registration.screen import RegistrationScreen
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.transcribing.screen import TranscribingScreen
from alianza_desktop.ui.widgets.arrivals import ArrivalsPanel
from alianza_desktop.ui.workshop.meeting_page import MeetingPage
from alianza_desktop.ui.workshop.screen import WorkshopScreen
from tests.ui.clipping import faults
from tests.ui.screen_days import Days, program, settle

LONGEST = "Asociación de Productoras y Productores Agroforestales del Marañón y Santiago"


WIDE, SMALL = gallery.SIZES
LONG_END = "A este ritmo, la cola termina a las 11:10."
LARGER = [
    "inicio",
    "registro",
    "registro-alta",
    "registro-sin-consentimiento",
    "actas-lista",
    "acta-borrador",
    "acta-firmar",
    "firma",
    "verificar",
]
LARGER += ["acuerdos", "acuerdos-detalles"]
LARGER += ["bloqueo", "ajustes", "ajustes-contrasena", "ajustes-clave-nueva", "ajustes-acerca"]
LARGER += ["taller-nuevo", "taller-editar", "importar", "importar-elegir", "importar-es-la-misma"]
LARGER += ["papeles", "papeles-credencial", "transcribir", "transcribir-nueva"]
LARGER += ["cadena", "cadena-lista", "cadena-vacia"]
LARGER += ["personas", "personas-ficha", "personas-duplicados", "actores", "actores-aporta"]
LARGER += ["actores-necesidades"]
LARGER += ["mesas", "mesas-repartir", "mesas-mover", "mesas-detalles", "mesas-alianza", "duplicar"]
LARGER += ["reunion-nueva", "reuniones-inicio"]
LARGER += ["proyector-panel", "fotos", "fotos-vacio", "fotos-grande"]
"""Poses that are also tried with larger text: one of each screen."""


def test_a_form_that_was_left_takes_no_room_in_a_smaller_window(days: Days) -> None:
    window = days.pose("registro-alta", (1366, 690))
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    screen.escape()
    window.resize(1093, 560)
    settle()
    assert screen.width() <= window.width() - window.rail.width()


@pytest.mark.parametrize(
    ("size", "name"), [(WIDE, "claro"), (SMALL, "proyector")], ids=["1366x690", "1093x560"]
)
@pytest.mark.parametrize("pose", [name for name, pose in gallery.POSES.items() if not pose.before])
def test_nothing_is_clipped(days: Days, pose: str, size: tuple[int, int], name: str) -> None:
    """The smaller window wears the widest ring; the dark palette measures as the light one (test_theme)."""
    theme.apply(program(), name)
    window = days.pose(pose, size)
    assert (window.width(), window.height()) == size
    assert faults(window) == []
    assert [_told(one) for one in window.findChildren(QScrollArea) if _scrolls(one)] == []


@pytest.mark.parametrize(
    ("size", "scale"), [((1093, 560), 1.0), ((1366, 690), 1.0), ((1366, 690), 1.5), ((1366, 690), 2.0)]
)
@pytest.mark.parametrize("pose", [name for name, pose in gallery.POSES.items() if pose.before])
def test_the_pages_before_a_store_work_at_any_text_size(
    days: Days, pose: str, scale: float, size: tuple[int, int]
) -> None:
    theme.apply(program(), "claro", scale)
    assert faults(days.pose(pose, size)) == []


@pytest.mark.parametrize("size", gallery.SIZES, ids=["1366x690", "1093x560"])
@pytest.mark.parametrize("pose", LARGER)
def test_larger_text_works(days: Days, pose: str, size: tuple[int, int]) -> None:
    window = days.pose(pose, size)
    for scale in (1.25, 1.5, 2.0):
        if (pose, size, scale) != ("firma", SMALL, 2.0):  # its page covers the whole screen
            window.show_look("claro", scale)
            settle()
            assert theme.scale() == pytest.approx(scale)
            assert (scale, faults(window)) == (scale, [])


@pytest.mark.parametrize(("size", "scale"), [(SMALL, 1.0), (SMALL, 1.25), (SMALL, 1.5), (WIDE, 1.5)])
def test_the_card_at_the_desk_never_scrolls_sideways(days: Days, size: tuple[int, int], scale: float) -> None:
    window = days.pose("registro", size)
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    window.show_look("claro", scale)
    settle()
    assert screen.queue_scroll.horizontalScrollBar().maximum() == 0


def _told(area: QScrollArea) -> str:
    """Return what it is in, and how much of it is out of sight."""
    parents, one = [type(area).__name__], area.parentWidget()
    while one is not None:
        parents.append(type(one).__name__)
        one = one.parentWidget()
    return f"{' < '.join(parents[:4])}: {area.verticalScrollBar().maximum()} more"


def _scrolls(area: QScrollArea) -> bool:
    """A screen at 100 % fits; only the long forms at 1093 x 560 may scroll."""
    form = isinstance(area.parentWidget(), WalkInForm) and area.window().height() < 600
    form = form or _long_agreement(area)
    form = form or isinstance(area.parentWidget(), WorkshopScreen) or isinstance(area, ColumnChoices)
    form = form or isinstance(area.parentWidget(), MeetingPage)  # any number of members
    form = form or isinstance(area.parentWidget(), Panel | VerifyPage)  # may be long
    form = form or isinstance(area.parentWidget(), RowPanel)  # a row has twenty cells, with their doubts
    form = form or isinstance(area.parentWidget(), MesaInspector)  # any number of members
    form = form or isinstance(area.parentWidget(), PhotoInspector)  # any number of people refused
    form = form or isinstance(area.parentWidget(), ChainInspector)  # an activity has any number of actors
    form = form or isinstance(area, ReadingStage)  # large letters, any number of objections
    form = form or isinstance(area, PageArea)  # a card has lists of any length
    form = form or isinstance(area.parentWidget(), PapersSide)  # any number of people may be picked
    form = form or (isinstance(area.parentWidget(), TranscribingScreen) and area.window().height() < 600)
    return area.isVisible() and not form and area.verticalScrollBar().maximum() > 0


def _long_agreement(area: QScrollArea) -> bool:
    """What is asked of every commitment is in sight; what is unfolded, or a notice, may be long."""
    details = area.parentWidget()
    if not isinstance(details, Inspector):
        return False
    return area.window().height() < 600 or bool(details.folds.open) or details.has_notice()


class Waiting:
    """Jobs whose answers never come: a slow disk, a long queue on the lane."""

    def read(self, work: object, done: object, failed: object = None, task: object = None) -> Task:
        return Task()

    def write(self, work: object, done: object, failed: object = None, task: object = None) -> Task:
        return Task()

    def read_later(self, work: object, done: object) -> Task:
        return Task()

    def remember(self, work: object) -> None:
        """It waits too."""

    def network(self, work: object, done: object, failed: object = None, progress: object = None) -> Task:
        return Task()


@pytest.mark.parametrize("name", theme.THEMES)
def test_screens_paint_before_their_data(qtbot: QtBot, clock: FixedClock, tmp_path: Path, name: str) -> None:
    start.dress(program())
    theme.apply(program(), name)
    window = MainWindow()
    window.begin(Context(tmp_path, clock, lambda _owner: Waiting(), Surroundings))
    window.resize(1366, 690)
    window.show()
    qtbot.waitExposed(window)
    for key, place in PLACES.items():
        if place.build is not None:
            window.open(key, "")
            settle()
            window.repaint()
            assert faults(window) == []
    window.close()
    shiboken6.delete(window)
    theme.apply(program(), "claro")


def test_the_clipping_check_bites(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 100)
    cut, out = QLabel("un texto que no cabe en diez píxeles", window), QLabel("fuera", window)
    cut.setGeometry(0, 0, 10, 30)
    out.setGeometry(180, 80, 60, 40)
    window.show()
    assert len(faults(window)) == 2


def test_long_names_and_many_arrivals(window: MainWindow) -> None:
    window.open("registration", "")
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    name = "María de los Ángeles Ñahuincopa Wampankit de la Torre y Chumpi"
    panel = screen.findChild(ArrivalsPanel)
    assert panel is not None
    for arrived, expected in ((0, 0), (1, 120), (500, 2000)):
        panel.show_counts(arrived, expected, "12 se retiraron", "12.5 por minuto", LONG_END)
        panel.show_sectors((("public", arrived), ("private", 0), ("academia", 0), ("society", 0)))
        panel.show_last(tuple(Row(title=name, caption=LONGEST, hour="09:02", trailing="Mesa 12")
                              for _ in range(min(arrived, 8))))  # fmt: skip
        settle()
        assert faults(window) == []


def test_void_calls_do_not_lose_none() -> None:
    """PySide6 6.12.0 loses a reference to None on each void call and ends long runs (engineering.md)."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100
