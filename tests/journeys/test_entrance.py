"""Founding an encrypted alliance in the window, coming back to it, its recovery key, and the lock."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import Clock, FixedClock
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.services import alliances
from alianza_desktop.storage import founding, keys
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import start, theme
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.program import Program
from alianza_desktop.ui.registration.screen import RegistrationScreen
from alianza_desktop.ui.settings.screen import SettingsScreen
from alianza_desktop.ui.welcome.pages import FoundingPage, RecoveringPage
from alianza_desktop.ui.welcome.screen import Page, PassphrasePage
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField, Choice
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.key_card import KeyCard, KeyGroups
from alianza_desktop.ui.widgets.labels import label
from tests.journeys.day import _drop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
LOCK = CTRL | Qt.KeyboardModifier.ShiftModifier
W = TypeVar("W", bound=QWidget)
LONG = "Alianza <b>&\"' 😀 مرحبا " * 40
PHRASE, OTHER = "cuatro palabras del rio", "otra frase muy distinta"


class Desk:
    """One laptop: its data folder and the programs that a test opens on it."""

    def __init__(self, app: QApplication, folder: Path, clock: Clock, qtbot: QtBot) -> None:
        self.app, self.folder, self.clock, self.qtbot = app, folder, clock, qtbot
        self._opened: list[Program] = []

    def launch(self) -> Program:
        program = Program(self.app, self.folder, self.clock)
        self._opened.append(program)
        program.window.setMinimumSize(0, 0)  # the offscreen platform warns about it
        program.start()
        return program

    def page(self, program: Program, kind: type[Page]) -> Page:
        self.qtbot.waitUntil(lambda: bool(visible(program, kind)))
        return visible(program, kind)[0]

    def home(self, program: Program) -> None:
        self.qtbot.waitUntil(lambda: bool(program.window._here))

    def end(self, program: Program) -> None:
        if shiboken6.isValid(program):
            program.close()
            shiboken6.delete(program.window)
            shiboken6.delete(program)

    def end_all(self) -> None:
        for program in self._opened:
            self.end(program)

    def found(self) -> tuple[Program, str]:
        """Found by keyboard and return the program on Inicio with its recovery key."""
        program = self.launch()
        self.page(program, Page)
        press(program, ENTER)  # «Crear la alianza» has the focus
        self.page(program, FoundingPage)
        for text in ("Alianza Condorcanqui", "condorcanqui, amazonas", "Coordinadora"):
            QTest.keyClicks(focused(program), text)
            press(program, ENTER)
        press(program, ENTER)  # the role, as proposed
        for _ in range(2):
            QTest.keyClicks(focused(program), PHRASE)
            press(program, ENTER)
        self.qtbot.waitUntil(lambda: bool(visible(program, KeyCard)))
        key = "-".join(visible(program, KeyGroups)[0]._groups)
        go = next(one for one in visible(program, Button) if one.text() == "Continuar")
        assert not go.isEnabled()
        visible(program, CheckField)[0].setFocus()
        press(program, Qt.Key.Key_Space)
        go.setFocus()
        press(program, ENTER)
        self.home(program)
        return program, key


@pytest.fixture
def desk(
    qapp: QApplication, tmp_path: Path, clock: FixedClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(keys, "MEMORY_KIB", 1024)  # a guess need not be dear here
    start.dress(qapp)
    made = Desk(qapp, tmp_path / "alianza", clock, qtbot)
    yield made
    made.end_all()


def visible(program: Program, kind: type[W]) -> list[W]:
    return [one for one in program.window.findChildren(kind) if one.isVisible()]


def focused(program: Program) -> QWidget:
    widget = program.window.focusWidget()
    assert widget is not None
    return widget


def press(program: Program, key: Qt.Key) -> None:
    QTest.keyClick(focused(program), key)


def write(program: Program, text: str) -> None:
    line = focused(program)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    press(program, ENTER)


def test_an_alliance_is_founded_encrypted_by_keyboard_alone(desk: Desk) -> None:
    program, key = desk.found()
    assert visible(program, Page) == []
    desk.qtbot.waitUntil(lambda: not program.window.findChildren(KeyCard))  # it does not stay behind
    desk.end(program)
    assert not (desk.folder / "alianza.db").read_bytes().startswith(b"SQLite")
    assert key not in "".join(path.read_text("latin-1") for path in desk.folder.iterdir())
    for secret in (PHRASE, key):
        with (
            Database.open(desk.folder, passphrase=secret, clock=desk.clock, write=False) as database,
            database.reading() as session,
        ):
            one = alliances.alliance(session)
            assert (one.name, one.ubigeo, one.rehearsal) == ("Alianza Condorcanqui", "0104", False)
            assert [(who.name, who.role) for who in alliances.operators(session)] == [
                ("Coordinadora", "coordinator")
            ]


def test_what_is_missing_is_said_under_its_field(desk: Desk) -> None:
    program = desk.launch()
    desk.page(program, Page)
    press(program, ENTER)
    page = desk.page(program, FoundingPage)
    assert isinstance(page, FoundingPage)
    button = next(one for one in visible(program, Button) if one.text() == "Crear la alianza")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    said = {key: page.form.widget(key).accessibleDescription() for key in ("name", "place", "phrase")}
    assert all(said.values())
    assert focused(program) is page.form.widget("name")
    page.form.clear_faults()
    page.form.show_values({"name": "x", "place": "San", "operator": "y", "phrase": "a", "again": "b"})
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert focused(program) is page.form.widget("place")  # it may be many
    assert not desk.folder.exists() or not list(desk.folder.glob("*.db"))
    back = next(one for one in visible(program, Button) if one.text() == "Volver")
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert "Preparar el taller de ensayo" in [one.text() for one in visible(program, Button)]


def test_a_wrong_passphrase_is_one_sentence_and_the_right_one_opens(desk: Desk) -> None:
    program, _key = desk.found()
    desk.end(program)
    program = desk.launch()
    page = desk.page(program, PassphrasePage)
    write(program, "no es")
    desk.qtbot.waitUntil(lambda: page._banner.text().startswith("La contraseña no es"))
    assert program._passphrase is None  # what was tried is not kept
    assert visible(program, PassphrasePage) == [page]
    write(program, PHRASE)
    desk.home(program)


def test_the_recovery_key_opens_and_sets_a_new_passphrase(desk: Desk) -> None:
    program, key = desk.found()
    desk.end(program)
    program = desk.launch()
    desk.page(program, PassphrasePage)
    link = next(one for one in visible(program, Button) if "recuperación" in one.text())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    page = desk.page(program, RecoveringPage)
    assert isinstance(page, RecoveringPage)
    wrong = key[:2] + ("A" if key[2] != "A" else "B") + key[3:]
    for text in (wrong, OTHER, OTHER):
        write(program, text)
    assert page.form.widget("key").accessibleDescription().startswith("El grupo 1 ")
    assert focused(program) is page.form.widget("key")
    write(program, key.lower().replace("-", " "))
    press(program, ENTER)
    press(program, ENTER)
    desk.home(program)
    desk.end(program)
    keys.unlock(desk.folder, OTHER)
    keys.check_recovery(desk.folder, key)


def test_the_lock_shows_nothing_and_gives_everything_back(desk: Desk) -> None:
    program, _key = desk.found()
    window = program.window
    desk.qtbot.waitUntil(lambda: program.lock._encrypted)
    window.open("registration", "new")
    screen = window.current().page()
    assert isinstance(screen, RegistrationScreen)
    window.show_workshop("Taller 4 · Condorcanqui", "Hoja de ruta", 4)
    typing = QLineEdit(screen)
    left: list[bool] = []
    typing.editingFinished.connect(lambda: left.append(True))
    typing.show()
    typing.setFocus()
    QTest.keyClicks(typing, "a medio escribir")
    other = label("Firma de una persona")  # another window of the program, the page to sign on
    other.show()
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    typing.setFocus()

    QTest.keyClick(typing, Qt.Key.Key_L, LOCK)
    assert window.covered()
    assert window.windowTitle() == "Alianza"
    assert left == [True]
    assert not other.isVisible()
    assert not [one for one in visible(program, QWidget) if _of(one, screen) or _of(one, window.top_bar)]
    window.show_workshop("Taller 4 · Condorcanqui", "Hoja de ruta", 4)  # a change arrives meanwhile
    assert window.windowTitle() == "Alianza"
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    _drop(window, desk.folder.with_name("acta.pdf"))
    assert window._here == "registration"
    assert window.covered()

    write(program, "no es")
    page = visible(program, PassphrasePage)[0]
    desk.qtbot.waitUntil(lambda: bool(page._banner.text()))
    write(program, PHRASE)
    desk.qtbot.waitUntil(lambda: not window.covered())
    assert window.windowTitle() == "Taller 4 · Condorcanqui - Alianza"
    assert window.focusWidget() is typing
    assert typing.text() == "a medio escribir"
    assert other.isVisible()
    other.close()


def test_a_menu_and_a_dialog_that_ended_do_not_come_back_from_the_lock(desk: Desk) -> None:
    program, _key = desk.found()
    window = program.window
    desk.qtbot.waitUntil(lambda: program.lock._encrypted)
    menu, ended, open_still = QMenu(window), label("Sellando"), label("Firma de una persona")
    menu.addAction("Guardar PDF")
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(QPoint(0, 0))
    ended.show()
    open_still.show()
    program.lock.now()
    assert not menu.isVisible()
    shiboken6.delete(ended)
    desk.qtbot.waitUntil(lambda: not shiboken6.isValid(menu))
    write(program, PHRASE)
    desk.qtbot.waitUntil(lambda: not window.covered())
    assert open_still.isVisible()
    open_still.close()


def _of(widget: QWidget, owner: QWidget) -> bool:
    return widget is owner or owner.isAncestorOf(widget)


def test_it_locks_after_a_while_without_anybody(desk: Desk) -> None:
    program, _key = desk.found()
    desk.qtbot.waitUntil(lambda: program.lock._encrypted)
    seconds = [0.0]
    watch = program.lock.watch
    watch._now = lambda: seconds[0]
    program.lock_after(5)
    handle = program.window.windowHandle()
    for moment in (200.0, 400.0):  # a key at 200 s, so that 400 s is 200 s without anybody
        seconds[0] = moment
        watch.look()
        assert not program.window.covered()
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    seconds[0] = 699.0
    watch.look()
    assert not program.window.covered()
    seconds[0] = 701.0
    watch.look()
    assert program.window.covered()


def test_the_first_touch_after_a_long_sleep_opens_nothing(desk: Desk) -> None:
    program, _key = desk.found()
    desk.qtbot.waitUntil(lambda: program.lock._encrypted)
    seconds = [0.0]
    program.lock.watch._now = lambda: seconds[0]
    program.lock_after(5)
    seconds[0] = 10_000.0
    QTest.mouseMove(program.window.windowHandle())
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_2, CTRL)
    assert program.window.covered()


def test_a_plain_store_is_not_locked(
    desk: Desk, store: Path, qapp: QApplication, clock: FixedClock, qtbot: QtBot
) -> None:
    desk.folder = store
    program = desk.launch()
    desk.home(program)
    QTest.keyClick(focused(program), Qt.Key.Key_L, LOCK)
    assert not program.window.covered()
    assert "no tiene contraseña" in program.window.toast.accessibleName()
    program.lock_after(5)
    assert not program.lock.watch._timer.isActive()


def test_somebody_else_comes_to_the_laptop(desk: Desk) -> None:
    program, _key = desk.found()
    program.act_as("id", "Relatora")
    assert program.window.status_bar.text("operator") == "Relatora"
    assert program.lanes._operator_id == "id"


def settings(desk: Desk, program: Program, section: str) -> SettingsScreen:
    program.window.open("settings", section)
    screen = program.window.current().page()
    assert isinstance(screen, SettingsScreen)
    desk.qtbot.waitUntil(lambda: screen.facts is not None and screen.panels[section].isVisible())
    return screen


def test_the_passphrase_is_changed_in_ajustes(desk: Desk) -> None:
    program, key = desk.found()
    screen = settings(desk, program, "passphrase")
    press(program, Qt.Key.Key_Tab)
    for text in ("no es", OTHER, OTHER):
        write(program, text)
    desk.qtbot.waitUntil(lambda: bool(screen._passphrase.widget("old").property("fault")))
    assert focused(program) is screen._passphrase.widget("old")
    write(program, PHRASE)
    for _ in range(2):
        press(program, ENTER)
    told = screen.panels["passphrase"]._told
    desk.qtbot.waitUntil(lambda: told.text() == "La contraseña cambió.")
    assert set(screen._passphrase.values().values()) == {""}
    desk.end(program)
    assert keys.unlock(desk.folder, OTHER) == keys.unlock(desk.folder, key)


def test_a_new_recovery_key_is_made_in_ajustes(desk: Desk) -> None:
    program, old = desk.found()
    screen = settings(desk, program, "recovery")
    press(program, Qt.Key.Key_Tab)
    write(program, PHRASE)
    desk.qtbot.waitUntil(lambda: bool(visible(program, KeyGroups)))
    new = "-".join(visible(program, KeyGroups)[0]._groups)
    visible(program, CheckField)[0].click()
    next(one for one in visible(program, Button) if one.text() == "Continuar").click()
    told = screen.panels["recovery"]._told
    desk.qtbot.waitUntil(lambda: told.text().startswith("Solo la clave nueva"))
    desk.end(program)
    keys.check_recovery(desk.folder, new)
    with pytest.raises(Exception, match="recovery-wrong"):
        keys.check_recovery(desk.folder, old)


def test_the_look_and_the_lock_are_chosen_in_ajustes_and_come_back(desk: Desk) -> None:
    program, _key = desk.found()
    screen = settings(desk, program, "look")
    press(program, Qt.Key.Key_Tab)
    QTest.keyClick(focused(program), Qt.Key.Key_Down)
    assert theme.name() == "oscuro"
    screen = settings(desk, program, "lock")
    choice = screen._lock.widget("minutes")
    assert isinstance(choice, Choice)
    choice.choose("5")
    desk.qtbot.waitUntil(lambda: program.lock.watch._limit == 300)
    desk.end(program)
    theme.apply(desk.app, "claro")
    program = desk.launch()
    desk.page(program, PassphrasePage)
    write(program, PHRASE)
    desk.home(program)
    desk.qtbot.waitUntil(lambda: program.lock.watch._limit == 300)
    assert theme.name() == "oscuro"
    theme.apply(desk.app, "claro")


def test_somebody_added_in_ajustes_works_from_then_on(desk: Desk) -> None:
    program, _key = desk.found()
    screen = settings(desk, program, "people")
    screen._operator.focus_field("name")
    write(program, "Relatora")
    press(program, ENTER)
    desk.qtbot.waitUntil(lambda: len(screen._people.rows()) == 2)
    screen._people.select(1)
    screen._people.setFocus()
    press(program, ENTER)
    assert program.window.status_bar.text("operator") == "Relatora"
    assert screen._people.rows()[1].trailing == "trabaja ahora"


def test_a_page_over_the_whole_screen_is_put_away_and_comes_back_as_it_was(desk: Desk) -> None:
    program, _key = desk.found()
    desk.qtbot.waitUntil(lambda: program.lock._encrypted)
    ended: list[int] = []
    dialog = QDialog(program.window)  # as the page to sign on: modal, shown, never `exec`
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    line = QLineEdit(dialog)
    dialog.finished.connect(ended.append)
    dialog.show()
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClicks(line, "trazo")
    program.lock.now()
    assert not dialog.isVisible()
    program.window.activateWindow()
    desk.qtbot.waitUntil(program.window.isActiveWindow)
    write(program, PHRASE)
    desk.qtbot.waitUntil(dialog.isVisible)
    assert (line.text(), ended, program.window.covered()) == ("trazo", [], False)
    dialog.close()


def test_a_job_under_way_ends_while_it_is_locked(desk: Desk) -> None:
    program, _key = desk.found()
    desk.qtbot.waitUntil(lambda: program.lock._encrypted)
    gate = Event()
    done: list[bool] = []
    program.lanes.of(program.window).network(lambda _task: gate.wait(), done.append)
    program.lock.now()
    gate.set()
    desk.qtbot.waitUntil(lambda: bool(done))
    assert program.window.covered()


def test_a_founding_that_fails_says_so_and_can_be_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = founding.found
    tries: list[str] = []

    def full(folder: Path, **facts: Any) -> Database:
        tries.append(facts["name"])
        if len(tries) == 1:
            raise Unavailable("disk-full")
        return real(folder, **facts)

    monkeypatch.setattr(founding, "found", full)
    program = desk.launch()
    desk.page(program, Page)
    press(program, ENTER)
    page = desk.page(program, FoundingPage)
    assert isinstance(page, FoundingPage)
    page.form.show_values(
        {"name": LONG, "place": "0104", "operator": "Ñ <b>&", "phrase": PHRASE, "again": PHRASE}
    )
    page.form.submitted.emit()
    desk.qtbot.waitUntil(lambda: page._banner.text().startswith("El disco está lleno"))
    assert all(one.isEnabled() for one in visible(program, Button) if page.isAncestorOf(one))
    page.form.submitted.emit()
    page.form.submitted.emit()  # a second Enter while it is under way asks for nothing
    desk.qtbot.waitUntil(lambda: bool(visible(program, KeyCard)))
    assert len(tries) == 2
    with (
        Database.open(desk.folder, passphrase=PHRASE, clock=desk.clock, write=False) as database,
        database.reading() as session,
    ):
        assert alliances.alliance(session).name == LONG.strip()


def test_closing_the_window_keeps_what_is_being_typed(desk: Desk) -> None:
    program, _key = desk.found()
    form = Form((FieldSpec(key="text", label="Texto"),))
    told: list[tuple[str, str]] = []
    form.changed.connect(lambda key, value: told.append((key, value)))
    program.window.show_page(form)
    program.window.activateWindow()
    desk.qtbot.waitUntil(program.window.isActiveWindow)
    form.focus_field("text")
    desk.qtbot.waitUntil(form.widget("text").hasFocus)
    QTest.keyClicks(form.widget("text"), "a medio escribir")
    program.window.close()
    assert told == [("text", "a medio escribir")]


def test_what_opens_while_it_is_locked_waits_and_what_ended_does_not_come_back(desk: Desk) -> None:
    program, _key = desk.found()
    window = program.window
    desk.qtbot.waitUntil(lambda: program.lock._encrypted)
    ended, menu, late = QDialog(window), QMenu(window), QDialog(window)
    menu.addAction("Marisol Paz Ayui")
    ended.setWindowTitle("Sellar acta")
    late.setWindowTitle("Firma de Marisol Paz Ayui")
    late.setWindowModality(Qt.WindowModality.ApplicationModal)
    ended.show()
    menu.popup(window.pos())
    program.lock.now()
    assert not ended.isVisible()
    assert not menu.isVisible()
    shiboken6.delete(ended)  # its work ended meanwhile
    late.show()  # and what was under way opens a page
    QApplication.processEvents()
    assert not late.isVisible()
    assert not late.windowHandle().isVisible()
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    write(program, PHRASE)
    desk.qtbot.waitUntil(late.isVisible)
    assert not window.covered()
    assert not menu.isVisible()
    late.close()
    again = QDialog(window)
    again.show()
    assert again.isVisible()
    again.close()
