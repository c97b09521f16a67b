"""The projector: what the room sees, by keys, by the panel, when screens come and go."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Organization, Workshop
from alianza_desktop.services import agenda_clock, desk_range, mesas
from alianza_desktop.services.query import get
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.journal import delete
from alianza_desktop.ui import gallery, start, theme
from alianza_desktop.ui.gallery.projector import stand_of
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.projecting import Projecting
from alianza_desktop.ui.projector import ink, letters
from alianza_desktop.ui.projector.presenter import Controls, Display, ProjectorPresenter
from alianza_desktop.ui.projector.sheet import Line, Page, Shown
from tests.builders import World, writing
from tests.ui.test_projector_pages import Counting

LAPTOP = Display("eDP-1", "Pantalla 1 · eDP-1 · 1366 × 768", operators=True)
BEAMER = Display("HDMI-1", "Pantalla 2 · HDMI-1 · 1920 × 1080", operators=False)


@dataclass
class FakeRoom:
    """The room's window and the operator's panel, without Qt."""

    screens: tuple[Display, ...] = (LAPTOP, BEAMER)
    placed: list[str] = field(default_factory=list)
    open: bool = False
    shown: Shown = field(default_factory=lambda: Shown(Page()))
    controls: Controls = field(default_factory=Controls)
    told: list[str] = field(default_factory=list)

    def displays(self) -> tuple[Display, ...]:
        return self.screens

    def ruler(self, screen: str) -> Counting:
        return Counting()

    def put_on(self, screen: str) -> None:
        self.open = True
        self.placed.append(screen)

    def take_off(self) -> None:
        self.open = False

    def show_room(self, shown: Shown) -> None:
        self.shown = shown

    def show_controls(self, controls: Controls) -> None:
        self.controls = controls

    def tell(self, words: str) -> None:
        self.told.append(words)

    @property
    def words(self) -> list[str]:
        return [line.words for line in self.shown.page.lines]


@dataclass
class Room:
    """A presenter with its fake view."""

    view: FakeRoom
    presenter: ProjectorPresenter
    workshop: list[str]


@pytest.fixture
def room(jobs: InlineJobs, clock: FixedClock, made: World) -> Room:
    view, workshop = FakeRoom(), [made.workshop]
    presenter = ProjectorPresenter(view, jobs, clock, lambda: workshop[0])
    presenter.begin()
    return Room(view, presenter, workshop)


def test_it_begins_off_and_shows_what_the_room_would_see(room: Room) -> None:
    assert (room.view.open, room.view.controls.state, room.view.controls.word) == (False, "off", "apagado")
    assert "Hoja de ruta" in room.view.words
    assert room.view.controls.choices[0] == ("welcome", "Bienvenida y agenda")
    assert room.view.controls.screens == ((LAPTOP.name, LAPTOP.words), (BEAMER.name, BEAMER.words))


def test_without_its_workshop_nothing_is_asked_again_and_again(room: Room, database: Database) -> None:
    with writing(database) as session:
        delete(session, get(session, Workshop, room.workshop[0]))
    told = len(room.view.told)
    room.presenter.choose("seating")
    assert len(room.view.told) == told + 2  # neither where they sit nor the door


def test_on_and_off(room: Room) -> None:
    room.presenter.toggle()
    assert (room.view.open, room.view.placed, room.view.controls.state) == (True, ["HDMI-1"], "live")
    room.presenter.toggle()
    assert (room.view.open, room.view.controls.state) == (False, "off")


def test_frozen_the_room_keeps_what_it_sees(room: Room) -> None:
    room.presenter.project("welcome")
    room.presenter.freeze()
    room.presenter.choose("seating")
    assert "Hoja de ruta" in room.view.words
    assert (room.view.controls.state, room.view.controls.what) == ("frozen", "seating")
    room.presenter.turn(1)
    assert "Hoja de ruta" in room.view.words
    room.presenter.freeze()
    assert room.view.words[0].startswith("Mesa 2")
    assert room.view.controls.state == "live"


def test_the_room_counts_the_block_that_is_held_and_a_frozen_room_does_not(
    room: Room, database: Database, clock: FixedClock
) -> None:
    def left() -> list[str]:
        return [line.note for line in room.view.shown.page.lines if line.now]

    with writing(database) as session:
        agenda_clock.start(session, room.workshop[0])
    room.presenter.on_changed(frozenset({"agenda_mark"}))
    assert left() == ["quedan 1:00:00"]
    clock.set(clock.now() + timedelta(seconds=5))
    room.presenter.tick()
    assert left() == ["quedan 59:55"]
    room.presenter.toggle()
    room.presenter.freeze()
    clock.set(clock.now() + timedelta(seconds=5))
    room.presenter.tick()
    assert left() == ["quedan 59:55"]
    room.presenter.freeze()
    assert left() == ["quedan 59:50"]


def test_black_and_logo_cover_and_uncover(room: Room) -> None:
    room.presenter.toggle()
    for cover in ("black", "logo"):
        room.presenter.cover(cover)
        assert (room.view.shown.cover, room.view.controls.state) == (cover, cover)
    room.presenter.cover("logo")
    assert (room.view.shown.cover, room.view.controls.state) == ("", "live")
    assert room.view.shown.title == "Alianza Multiactor Condorcanqui"


def test_frozen_and_black_comes_back_to_what_was_frozen(room: Room) -> None:
    room.presenter.toggle()
    room.presenter.freeze()
    room.presenter.choose("seating")
    room.presenter.cover("black")
    assert room.view.shown.cover == "black"
    room.presenter.cover("black")
    assert (room.view.controls.state, "Hoja de ruta" in room.view.words) == ("frozen", True)


def test_off_nothing_freezes_nor_covers(room: Room) -> None:
    room.presenter.freeze()
    room.presenter.cover("black")
    assert (room.view.controls.state, room.view.shown.cover) == ("off", "")


def test_it_follows_who_is_seated(room: Room, database: Database, made: World) -> None:
    room.presenter.project("seating")
    assert "Aún no hay nadie en esta mesa" in room.view.words
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.mayor, made.cacao)
    room.presenter.on_changed(frozenset({"consent_text"}))
    assert "María Elena Quispe Huamán" not in room.view.words
    room.presenter.on_changed(frozenset({"seating"}))
    assert "María Elena Quispe Huamán" in room.view.words


def test_frozen_it_does_not_follow(room: Room, database: Database, made: World) -> None:
    room.presenter.project("seating")
    room.presenter.freeze()
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.mayor, made.cacao)
    room.presenter.on_changed(frozenset({"seating"}))
    assert "Aún no hay nadie en esta mesa" in room.view.words


def test_pages_turn_by_hand_and_by_themselves(room: Room) -> None:
    room.presenter.project("seating")
    assert (room.view.controls.page, room.view.controls.pages) == (1, 2)
    room.presenter.turn(-1)
    assert room.view.controls.page == 1
    room.presenter.turn(5)
    assert room.view.controls.page == 2
    room.presenter.turn_alone(on=True)
    for _ in range(14):
        room.presenter.tick()
    assert room.view.controls.page == 2
    room.presenter.tick()
    assert room.view.controls.page == 1


def test_the_agenda_moves_with_the_clock(room: Room, clock: FixedClock) -> None:
    room.presenter.project("welcome")
    assert room.view.shown.page.right == "08:00"
    clock.set(clock.now().replace(hour=9, minute=41))
    room.presenter.tick()
    assert room.view.shown.page.right == "09:41"


def test_the_sign_follows_the_desks_letters(room: Room, database: Database) -> None:
    room.presenter.project("sign")
    assert room.view.words == ["Registro"]
    with writing(database) as session:
        desk_range.keep(session, "M-Z")
    for _ in range(3):
        room.presenter.tick()
    assert room.view.words == ["Registro", "Apellidos", "M–Z"]


def test_another_workshop_is_followed(room: Room) -> None:
    room.presenter.project("seating")
    room.workshop[0] = ""
    room.presenter.tick()
    assert room.view.words == ["Aún no hay mesas en este taller"]


def test_what_is_missing_is_said_and_the_door_is_shown(room: Room) -> None:
    room.presenter.project("actor:no-existe")
    assert len(room.view.told) == 1
    assert (room.view.controls.what, "Hoja de ruta" in room.view.words) == ("welcome", True)


def test_an_actor_can_be_chosen_once_it_brings_something(room: Room, database: Database, made: World) -> None:
    from alianza_desktop.model import ActorTrait

    with writing(database) as session:
        body = session.get(Organization, made.cooperative)
        assert body is not None
        session.add(ActorTrait(organization_id=body.id, kind="resource", text="Un bote", order_key="V"))
    room.presenter.on_changed(frozenset({"actor_trait"}))
    what = f"actor:{made.cooperative}"
    assert [key for key, _words in room.view.controls.choices][-1] == what
    room.presenter.project(what)
    assert "Un bote" in room.view.words


def test_a_screen_is_chosen_and_remembered(room: Room, database: Database) -> None:
    room.view.screens = (LAPTOP, BEAMER, replace(BEAMER, name="DP-2", words="Pantalla 3"))
    room.presenter.toggle()
    room.presenter.change_screen()
    assert room.view.placed == ["HDMI-1", "DP-2"]
    room.presenter.change_screen()  # where the system put it may be anywhere: the operator's too
    assert room.view.placed[-1] == "eDP-1"
    room.presenter.use_screen("HDMI-1")
    with database.reading() as session:
        assert settings.read(session, "projector.screen") == "HDMI-1"


def test_with_one_screen_it_is_a_plain_window(room: Room) -> None:
    room.view.screens = (LAPTOP,)
    room.presenter.toggle()
    assert (room.view.placed, room.view.controls.screen) == ([""], "")
    assert "se abre en una ventana" in room.view.controls.message
    room.presenter.change_screen()
    assert room.view.told == ["Solo hay una pantalla. Conecte el proyector y pulse otra vez."]


def test_when_the_screen_goes_away_the_operator_is_told(room: Room) -> None:
    room.presenter.toggle()
    room.view.screens = (LAPTOP,)
    room.presenter.screens_changed()
    assert room.view.open
    room.presenter.screens_changed(gone=True)
    assert (room.view.open, room.view.controls.state) == (False, "lost")
    assert room.view.controls.word == "sin pantalla"
    assert "se desconectó" in room.view.told[0]
    room.view.screens = (LAPTOP, BEAMER)
    room.presenter.screens_changed()
    room.presenter.toggle()
    assert (room.view.open, room.view.controls.state) == (True, "live")


def test_colours_and_arrow_are_remembered(
    room: Room, database: Database, jobs: InlineJobs, clock: FixedClock
) -> None:
    room.presenter.project("sign")
    assert [line.arrow for line in room.view.shown.page.lines] == ["right"]
    room.presenter.point("")
    room.presenter.dress("oscuro")
    assert [line.arrow for line in room.view.shown.page.lines] == [""]
    again = FakeRoom()
    other = ProjectorPresenter(again, jobs, clock, lambda: "")
    other.begin()
    other.choose("sign")
    assert (again.shown.palette, again.controls.arrow) == ("oscuro", "")


# the real windows


@pytest.fixture
def window(qtbot: QtBot, database: Database, made: World, clock: FixedClock) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    start.dress(app)
    opened = gallery.opened(database, made.workshop, clock)
    opened.resize(1366, 690)
    opened.show()
    qtbot.waitExposed(opened)
    opened.activateWindow()
    yield opened
    opened.close()
    shiboken6.delete(opened)


def press(window: MainWindow, key: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window.focusWidget() or window, key, modifier)  # type: ignore[truthy-bool]
    QApplication.processEvents()


def state(window: MainWindow) -> str:
    return window.top_bar.projector.accessibleName()


def test_keys_from_anywhere(window: MainWindow) -> None:
    for place in ("home", "registration", "agreements"):
        window.open(place, "")
        press(window, Qt.Key.Key_F8)
        stand = stand_of(window)
        room = stand.room
        assert room is not None
        assert room.isVisible()
        assert state(window) == "Proyector: en vivo"
        press(window, Qt.Key.Key_F9)
        assert state(window) == "Proyector: congelado"
        press(window, Qt.Key.Key_F9)
        press(window, Qt.Key.Key_F9, shift=True)
        assert state(window) == "Proyector: en negro"
        assert room.grab().toImage().pixelColor(300, 200).name() == "#000000"
        press(window, Qt.Key.Key_F9, shift=True)
        press(window, Qt.Key.Key_F8)
        assert state(window) == "Proyector: apagado"
        assert stand_of(window).room is None


def test_the_operators_window_keeps_the_keyboard(window: MainWindow) -> None:
    window.open("registration", "")
    before = window.focusWidget()
    press(window, Qt.Key.Key_F8)
    room = stand_of(window).room
    assert room is not None
    assert room.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert room.parent() is None
    assert room.windowModality() is Qt.WindowModality.NonModal
    assert window.focusWidget() is before


def test_a_remote_control_turns_pages_and_escape_ends(window: MainWindow) -> None:
    stand = stand_of(window)
    stand.presenter.project("seating")
    assert stand.room is not None
    for key, page in (
        (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageUp, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1),
    ):  # fmt: skip
        QTest.keyClick(stand.room, key)
        assert stand.presenter.room.page.number == page
    QTest.keyClick(stand.room, Qt.Key.Key_B)
    assert stand.presenter.room.cover == "black"
    QTest.keyClick(stand.room, Qt.Key.Key_Escape)
    assert stand.room is None


def test_closing_the_rooms_window_turns_it_off(window: MainWindow) -> None:
    stand = stand_of(window)
    stand.presenter.toggle()
    room = stand.room
    assert room is not None
    room.close()
    assert (stand.room, state(window)) == (None, "Proyector: apagado")


def test_closing_the_program_closes_the_room(window: MainWindow) -> None:
    stand = stand_of(window)
    stand.presenter.toggle()
    room = stand.room
    assert room is not None
    window.close()
    assert stand.room is None
    assert not room.isVisible()


def test_the_panel_by_keyboard(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F8, shift=True)
    panel = stand_of(window).panel
    assert panel.isVisible()
    assert panel.main.hasFocus()
    QTest.keyClick(panel.main, Qt.Key.Key_Return)
    assert state(window) == "Proyector: en vivo"
    panel.what.setFocus()
    QTest.keyClick(panel.what, Qt.Key.Key_Down)
    assert stand_of(window).presenter.room.page.lines[0].words == "Registro"
    QTest.keyClick(panel.main, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert state(window) == "Proyector: en vivo"


def test_the_panel_by_mouse(window: MainWindow) -> None:
    QTest.mouseClick(window.top_bar.projector, Qt.MouseButton.LeftButton)
    panel = stand_of(window).panel
    assert panel.isVisible()
    assert not panel.freeze.isEnabled()
    for button, said in (
        (panel.main, "en vivo"), (panel.freeze, "congelado"), (panel.freeze, "en vivo"),
        (panel.black, "en negro"), (panel.logo, "con el logo"), (panel.logo, "en vivo"),
        (panel.main, "apagado"),
    ):  # fmt: skip
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert panel.state.words() == said
    QTest.mouseClick(window.top_bar.projector, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()


def test_the_preview_is_what_the_room_sees(window: MainWindow) -> None:
    stand = stand_of(window)
    stand.open_panel()
    for what in ("welcome", "sign", "seating"):
        stand.presenter.project(what)
        room = stand.room
        assert room is not None
        QApplication.processEvents()
        seen = room.grab().toImage()
        assert stand.panel.preview.picture.toImage().convertToFormat(seen.format()) == seen
    stand.act("freeze")
    stand.presenter.choose("welcome")
    assert stand.panel.preview.picture.toImage().convertToFormat(seen.format()) == seen


def yellow(image: QImage) -> int:
    wanted = QColor("#F5C518").rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    )


def test_the_yellow_frame_is_only_the_operators(window: MainWindow) -> None:
    stand = stand_of(window)
    stand.presenter.toggle()
    stand.open_panel()
    assert yellow(stand.panel.preview.grab().toImage()) == 0
    stand.act("freeze")
    room = stand.room
    assert room is not None
    assert yellow(stand.panel.preview.grab().toImage()) > 100
    assert yellow(window.top_bar.projector.grab().toImage()) > 10
    assert yellow(room.grab().toImage()) == 0


def test_a_screen_that_goes_away(window: MainWindow) -> None:
    stand = stand_of(window)
    stand.presenter.toggle()
    stand.put_on(stand.displays()[0].name)
    assert stand.room is not None
    assert stand.room.isFullScreen()
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(QGuiApplication.primaryScreen())
    assert state(window) == "Proyector: sin pantalla"
    assert stand_of(window).room is None
    assert "se desconectó" in window.toast.accessibleName()


def test_context_project_turns_it_on(window: MainWindow) -> None:
    context = window._context
    assert context is not None
    context.project("sign")
    room = stand_of(window).room
    assert room is not None
    assert room.accessibleName() == (
        "Alianza Multiactor Condorcanqui. Registro. Tenga su DNI a la mano, por favor"
    )


def test_a_locked_window_takes_no_keys(window: MainWindow) -> None:
    window.cover(QWidget())
    press(window, Qt.Key.Key_F8)
    found = window.findChild(Projecting)
    assert isinstance(found, Projecting)
    assert "stand" not in vars(found)
    window.uncover()


# what is painted

NAMES = (
    "María Elena Quispe Huamán",
    "Bartolomé Nepomuceno de los Santos Inocentes Wajajay Entsakua",
    "Supercalifragilísticoespialidosoantidisestablishmentarianismo",
    "نور الدين",
    "Ana 🌱🌱 Paz",
)


@pytest.mark.parametrize("palette", theme.THEMES)
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768), (800, 600)])
def test_any_page_is_painted_inside_its_margins(
    qapp: QApplication, palette: str, size: tuple[int, int]
) -> None:
    start.dress(qapp)
    lines = tuple(
        Line(words=name, sector="public", beside=(NAMES[-1 - at], "academia"), columns=True)
        for at, name in enumerate(NAMES[:3])
    )
    heads = (Line(words=NAMES[1], size=40, strong=True), Line(words="Etapa 4 de 6", stage=4))
    page = Page(
        left=NAMES[1] * 3, right="09:02", lines=(*heads, *lines), foot=NAMES[1] * 2, number=2, total=9
    )
    image = ink.pixmap(Shown(page, palette=palette), QSize(*size)).toImage()
    ground = QColor(theme.THEMES[palette].surface).rgb()
    scale = ink.unit(QSize(*size))
    edge = [image.pixel(image.width() - 1 - int(10 * scale), y) for y in range(image.height())]
    edge += [image.pixel(int(10 * scale), y) for y in range(image.height())]
    assert set(edge) == {ground}
    assert len({image.pixel(x, y) for x in range(0, size[0], 9) for y in range(0, size[1], 9)}) > 2


def test_text_is_28_points_at_least_on_a_screen(qapp: QApplication) -> None:
    start.dress(qapp)
    for size in ((1280, 720), (1920, 1080), (1024, 768)):
        font = letters.font(28, ink.unit(QSize(*size)), strong=False)
        assert font.pixelSize() >= 28 * 96 / 72


def test_a_long_text_is_cut_where_its_rows_end(qapp: QApplication) -> None:
    start.dress(qapp)
    ruler = ink.Ruler(QSize(1280, 720))
    line = Line(words=" ".join(["acopio"] * 120), bullet=True)
    first, rest = ruler.cut(line, 3)
    assert ruler.rows(first) == 3
    assert f"{first.words} {rest.words}" == line.words
    assert ruler.cut(Line(words="corto"), 3)[1].words == ""


def test_the_search_projects(window: MainWindow) -> None:
    window.search()
    window.palette_dialog.type("proyectar")
    QTest.keyClick(window.palette_dialog._line, Qt.Key.Key_Down)
    QTest.keyClick(window.palette_dialog._line, Qt.Key.Key_Return)
    assert stand_of(window).presenter.room.page.lines[0].words == "Registro"
    assert state(window) == "Proyector: en vivo"
