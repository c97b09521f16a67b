"""Every screen at two sizes in three palettes: nothing clipped, keys and focus where they should be."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui import gallery, start, theme
from alianza_desktop.ui.actas.panel import Panel
from alianza_desktop.ui.actas.verify_page import VerifyPage
from alianza_desktop.ui.agreements.inspector import Inspector
from alianza_desktop.ui.chains.inspector import Inspector as ChainInspector
from alianza_desktop.ui.context import Context
from alianza_desktop.ui.directory.panel import PageArea
from alianza_desktop.ui.gallery import stages
from alianza_desktop.ui.importing.columns import ColumnChoices
from alianza_desktop.ui.importing.panel import RowPanel
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.mesas.inspector import MesaInspector
from alianza_desktop.ui.navigation import PLACES
from alianza_desktop.ui.papers.side import PapersSide
from alianza_desktop.ui.photos.inspector import Inspector as PhotoInspector
from alianza_desktop.ui.registration.bursts import BurstClock
from alianza_desktop.ui.registration.form import WalkInForm
from alianza_desktop.ui.registration.screen import RegistrationScreen
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.transcribing.screen import TranscribingScreen
from alianza_desktop.ui.widgets.arrivals import ArrivalsPanel
from alianza_desktop.ui.workshop.screen import WorkshopScreen
from tests.ui.clipping import faults

LONGEST = "Asociación de Productoras y Productores Agroforestales del Marañón y Santiago"


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
LARGER += ["proyector-panel", "fotos", "fotos-vacio", "fotos-grande"]
"""Poses that are also tried with larger text: one of each screen."""


class Days:
    """The moments of the day that poses want, each played once, and the window that is open on one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stages: dict[str, Stage] = {}
        self.window: MainWindow | None = None

    def stage(self, moment: str) -> Stage:
        if moment not in self._stages:
            place = self._folder / moment
            place.mkdir()
            self._stages[moment] = stages.MOMENTS[moment].play(place)
        return self._stages[moment]

    def pose(self, name: str, size: tuple[int, int]) -> MainWindow:
        pose = gallery.POSES[name]
        self.window = gallery.taken(_app(), self.stage(pose.moment), pose, size)
        return self.window

    def let_go(self) -> None:
        if self.window is not None:
            self.window.close()
            shiboken6.delete(self.window)  # at once: a theme is put on every widget that is alive
        self.window = None
        theme.apply(_app(), "claro")

    def close(self) -> None:
        for stage in self._stages.values():
            stage.database.close()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Days]:
    start.dress(qapp)
    made = Days(tmp_path_factory.mktemp("days"))
    yield made
    made.close()


@pytest.fixture
def days(played: Days) -> Iterator[Days]:
    yield played
    played.let_go()


@pytest.fixture
def stage(played: Days) -> Stage:
    return played.stage("morning")


@pytest.fixture
def window(qtbot: QtBot, days: Days, stage: Stage) -> MainWindow:
    made = gallery.window_on(stage)
    days.window = made
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    return made


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def settle() -> None:
    for _ in range(3):
        _app().processEvents()


def test_a_form_that_was_left_takes_no_room_in_a_smaller_window(days: Days) -> None:
    window = days.pose("registro-alta", (1366, 690))
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    screen.escape()
    window.resize(1093, 560)
    settle()
    assert screen.width() <= window.width() - window.rail.width()


@pytest.mark.parametrize("size", gallery.SIZES, ids=["1366x690", "1093x560"])
@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("pose", [name for name, pose in gallery.POSES.items() if not pose.before])
def test_nothing_is_clipped(days: Days, pose: str, name: str, size: tuple[int, int]) -> None:
    theme.apply(_app(), name)
    window = days.pose(pose, size)
    assert (window.width(), window.height()) == size
    assert faults(window) == []
    assert [one for one in window.findChildren(QScrollArea) if _scrolls(one)] == []


@pytest.mark.parametrize(
    ("size", "scale"), [((1093, 560), 1.0), ((1366, 690), 1.0), ((1366, 690), 1.5), ((1366, 690), 2.0)]
)
@pytest.mark.parametrize("pose", [name for name, pose in gallery.POSES.items() if pose.before])
def test_the_pages_before_a_store_work_at_any_text_size(
    days: Days, pose: str, scale: float, size: tuple[int, int]
) -> None:
    theme.apply(_app(), "claro", scale)
    assert faults(days.pose(pose, size)) == []


@pytest.mark.parametrize(
    ("pose", "size", "scale"),
    [
        (pose, size, scale)
        for pose in LARGER
        for size in gallery.SIZES
        for scale in (1.25, 1.5, 2.0)
        if (pose, size[0], scale) != ("firma", 1093, 2.0)  # its page covers the whole screen
    ],
)
def test_larger_text_works(days: Days, pose: str, size: tuple[int, int], scale: float) -> None:
    window = days.pose(pose, size)
    window.show_look("claro", scale)
    settle()
    assert theme.scale() == pytest.approx(scale)
    assert faults(window) == []


def _scrolls(area: QScrollArea) -> bool:
    """A screen at 100 % fits; only the long forms at 1093 x 560 may scroll."""
    form = isinstance(area.parentWidget(), WalkInForm | Inspector) and area.window().height() < 600
    form = form or isinstance(area.parentWidget(), WorkshopScreen) or isinstance(area, ColumnChoices)
    form = form or isinstance(area.parentWidget(), Panel | VerifyPage)  # may be long
    form = form or isinstance(area.parentWidget(), RowPanel)  # a row has twenty cells, with their doubts
    form = form or isinstance(area.parentWidget(), MesaInspector)  # any number of members
    form = form or isinstance(area.parentWidget(), PhotoInspector)  # any number of people refused
    form = form or isinstance(area.parentWidget(), ChainInspector)  # an activity has any number of actors
    form = form or isinstance(area, PageArea)  # a card has lists of any length
    form = form or isinstance(area.parentWidget(), PapersSide)  # any number of people may be picked
    form = form or (isinstance(area.parentWidget(), TranscribingScreen) and area.window().height() < 600)
    return area.isVisible() and not form and area.verticalScrollBar().maximum() > 0


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
    start.dress(_app())
    theme.apply(_app(), name)
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
    theme.apply(_app(), "claro")


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


def test_keys_of_the_frame(window: MainWindow, stage: Stage) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.current().page(), RegistrationScreen)
    assert window.rail.width() == 56
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert window.rail.width() == 196
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert not isinstance(window.current().page(), RegistrationScreen)
    assert window.rail.key_of(3) == "mesas"
    QTest.keyClick(window, Qt.Key.Key_F2)
    settle()
    focused = window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Número de documento"


def test_ctrl_k_finds_a_person_and_opens_the_card(window: MainWindow, stage: Stage) -> None:
    guest = stage.guests[stages.COMING + 4]
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.palette_dialog.type(f"{guest.given_names} {guest.paternal_surname}")
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    assert guest.paternal_surname in screen.found.card.accessibleName()


def test_a_theme_is_chosen_by_its_name(window: MainWindow) -> None:
    window.open("registration", "")
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    window.search()
    window.palette_dialog.type("tema osc")
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert theme.name() == "oscuro"
    assert window.focusWidget() is screen.line
    window.look_chosen("claro", 1.0)


def test_esc_closes_the_search_and_gives_the_focus_back(window: MainWindow) -> None:
    window.open("registration", "")
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    window.search()
    assert window.palette_dialog.isVisible()
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not window.palette_dialog.isVisible()
    assert window.focusWidget() is screen.line


def test_the_sheet_of_keys(window: MainWindow) -> None:
    window.open("registration", "")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.key_sheet.isVisible()
    assert window.focusWidget() is window.key_sheet
    QTest.keyClick(window.key_sheet, Qt.Key.Key_Escape)
    assert not window.key_sheet.isVisible()
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    assert window.focusWidget() is screen.line


def test_a_scan_over_the_form_goes_to_the_queue(window: MainWindow, stage: Stage) -> None:
    gallery.POSES["registro-alta"].show(window, stage)
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    position = screen.form.position
    screen.scans.burst = BurstClock(lambda: 0.0)
    position.setText("Presidenta")
    QTest.keyClicks(position, stage.guests[stages.COMING + 6].document)
    QTest.keyClick(position, Qt.Key.Key_Return)
    screen.scans._quiet.timeout.emit()
    assert not screen.form.isVisible()
    assert screen.found.isVisible()
    assert stage.guests[stages.COMING + 6].paternal_surname in screen.found.card.accessibleName()
    screen.walk_in.resume("70123456")
    assert screen.form.position.text() == "Presidenta"
    screen.walk_in.discard(screen.form.values())


def test_the_entry_line_has_the_focus(window: MainWindow) -> None:
    window.open("registration", "")
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    assert window.focusWidget() is screen.line


def test_what_is_not_built_says_so(window: MainWindow) -> None:
    window.open("roadmap", "")
    assert "roadmap" not in window._stack._made
    assert PLACES["roadmap"].build is None


def test_text_scale_keys(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale() == pytest.approx(1.1)
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale() == pytest.approx(1.0)


def test_painted_widgets_have_accessible_names(window: MainWindow, stage: Stage) -> None:
    for pose in ("inicio", "registro", "registro-alta"):
        gallery.POSES[pose].show(window, stage)
        settle()
        silent = [
            type(one).__name__
            for one in window.findChildren(QWidget)
            if one.isVisible()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not one.accessibleName()
            and type(one).__module__.startswith("alianza_desktop")
        ]
        assert silent == []


def test_the_gallery_saves_every_picture(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "MOMENTS", {"morning": stages.Moment(stages.NOW, lambda _folder: stage)})
    monkeypatch.setattr(type(stage.database), "__exit__", lambda *_args: None)
    monkeypatch.setattr(gallery, "SIZES", ((1366, 690),))
    files = gallery.render(_app(), tmp_path / "grab")
    mornings = [pose for pose in gallery.POSES.values() if pose.moment == "morning"]
    assert len(files) == len(mornings) * len(theme.THEMES)
    assert all(path.stat().st_size > 5_000 for path in files)


def test_void_calls_do_not_lose_none() -> None:
    """PySide6 6.12.0 loses a reference to None on each void call and ends long runs (engineering.md)."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100
