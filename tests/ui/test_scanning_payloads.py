"""A code of many lines, read over anything of Registro, leaves everything as it was."""

from collections.abc import Iterator

import pytest
import shiboken6
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import organizations
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import local_setting
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.registration import reading
from alianza_desktop.ui.registration.bursts import BurstClock
from alianza_desktop.ui.registration.screen import RegistrationScreen
from tests.builders import World, writing

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier
FINGERPRINT = ("QUISPE", "HUAMAN<<MARIA", "M 40 x9K", "4", "0123456789012345678901234567")
SIGNS = "abcXYZñé0123456789 <>@|/-.:;"
WRITTEN = "Alcaldesa"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
fast = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def screen(
    qapp: QApplication, database: Database, made: World, clock: FixedClock, qtbot: QtBot
) -> Iterator[RegistrationScreen]:
    start.dress(qapp)
    with writing(database) as session:
        organizations.find_or_add(session, "Municipalidad de Nieva")
    window = gallery.opened(database, made.workshop, clock)
    window.show()
    qtbot.waitExposed(window)
    window.open("registration", "")
    shown = window.current().page()
    assert isinstance(shown, RegistrationScreen)
    yield shown
    window.close()
    shiboken6.delete(window)


def key(code: int, text: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release as the platform does it: a popup takes the keys, and in it what has its focus."""
    popup = QApplication.activePopupWidget()
    inside = popup.focusWidget() if popup is not None else None
    target = next((one for one in (inside, popup, QApplication.focusWidget()) if one is not None), None)
    assert target is not None
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, code, modifier, text))


def sign(text: str) -> None:
    key(Qt.Key.Key_Space if text == " " else 0, text)


def fingers(text: str) -> None:
    for one in text:
        sign(one)


def scan(screen: RegistrationScreen, lines: tuple[str, ...], ends: tuple[Qt.Key, ...] = (ENTER,)) -> None:
    """Send every key at once, and let the burst rest."""
    people, screen.scans.burst = screen.scans.burst, BurstClock(lambda: 0.0)
    for number, line in enumerate(lines):
        for one in line:
            sign(one)
        key(ends[number % len(ends)], "\r")
    screen.scans._quiet.timeout.emit()
    screen.scans.burst = people


def stored(database: Database) -> tuple[str, ...]:
    with database.reading() as session:
        return tuple(sorted(session.scalars(select(local_setting.c.value))))


def places(screen: RegistrationScreen) -> tuple[QWidget, ...]:
    form = screen.form
    return (
        *form._lines(), form.mesa, form.language, *form._boxes, form.register, form.without, form._discard
    )  # fmt: skip


def half_written(screen: RegistrationScreen, database: Database) -> None:
    screen.window().activateWindow()  # offscreen a list of suggestions that closed would still have it
    screen.desk.new_person()
    QApplication.processEvents()  # what the form made just now is shown
    for field in screen.form._lines():
        field.setText("")
    screen.form.position.setFocus()
    fingers(WRITTEN)
    screen.form.edited.emit()
    assert WRITTEN in "".join(stored(database))


def histories(field: QLineEdit) -> set[str]:
    """Return every text that undo and redo bring back."""
    seen = {field.text()}
    for step, available in ((field.redo, field.isRedoAvailable), (field.undo, field.isUndoAvailable)):
        while available():
            step()
            seen.add(field.text())
    return seen


@fast
@given(
    where=st.integers(0, 14),
    lines=st.lists(st.text(SIGNS, min_size=1, max_size=30), min_size=2, max_size=6).map(tuple),
    ends=st.lists(st.sampled_from((ENTER, TAB, Qt.Key.Key_Enter)), min_size=1, max_size=3).map(tuple),
)
def test_over_the_form(
    screen: RegistrationScreen,
    database: Database,
    where: int,
    lines: tuple[str, ...],
    ends: tuple[Qt.Key, ...],
) -> None:
    assume(sum(map(len, lines)) + len(lines) >= 6 and not reading.payload("\n".join(lines)).value)
    half_written(screen, database)
    chosen = places(screen)[where % len(places(screen))]
    chosen.setFocus()
    assert chosen.hasFocus()
    assume(lines[0][0] != " " or not isinstance(chosen, QPushButton))  # a first Space is a finger's
    before, kept, line = screen.form.values(), stored(database), screen.line.text()
    scan(screen, lines, ends)
    assert screen.form.isVisible()
    assert screen.form.values() == before
    screen.form._idle.timeout.emit()
    assert stored(database) == kept
    assert screen.line.text() == line
    assert screen.form._fault.isVisible()
    assert QApplication.activePopupWidget() is None
    screen.window().activateWindow()
    assert QApplication.focusWidget() is chosen
    for field in screen.form._lines():
        assert histories(field) <= {"", WRITTEN, WRITTEN + " "}


@pytest.mark.parametrize("ends", [(ENTER,), (TAB,)])
def test_a_first_space_over_a_choice_leaves_no_list_open(
    screen: RegistrationScreen, database: Database, ends: tuple[Qt.Key, ...]
) -> None:
    half_written(screen, database)
    screen.form.mesa.setFocus()
    before = screen.form.values()
    scan(screen, (" 02", "Bm0B", "2B1CuBB0"), ends)
    assert QApplication.activePopupWidget() is None
    assert screen.form.values() == before
    assert screen.form._fault.isVisible()


@pytest.mark.parametrize("before", ["", "quispe", "45678901"])
def test_over_the_line(screen: RegistrationScreen, database: Database, before: str) -> None:
    screen.line.setFocus()
    fingers(before)
    kept, page = stored(database), screen._middle.currentWidget()
    scan(screen, FINGERPRINT, (TAB, ENTER))
    assert (screen.line.text(), stored(database)) == (before, kept)
    assert screen._middle.currentWidget() is page
    assert QApplication.focusWidget() is screen.line
    assert QApplication.activePopupWidget() is None
    assert screen._message.text().strip() == reading.PAYLOAD
    assert histories(screen.line) <= {"", before, before + " "}


def test_nothing_of_it_waits_anywhere(screen: RegistrationScreen, database: Database) -> None:
    half_written(screen, database)
    seen: list[tuple[str, ...]] = []
    screen.form.organization.setFocus()
    screen.form.edited.connect(lambda: seen.append(tuple(one.text() for one in screen.form._lines())))
    scan(screen, ("Municipalidad", *FINGERPRINT))
    assert seen == []  # the suggestions that the first letter opens keep no draft
    assert not screen.scans._text
    assert not screen.scans._held


def test_the_only_dni_of_it_goes_to_the_queue(screen: RegistrationScreen, database: Database) -> None:
    half_written(screen, database)
    kept = stored(database)
    screen.form.given.setFocus()
    scan(screen, ("QUISPE", "45678901", "x9K"))
    assert screen.line.text() == "45678901"
    assert screen.found.isVisible()
    assert stored(database) == kept


def test_what_was_selected_is_selected_again(screen: RegistrationScreen, database: Database) -> None:
    half_written(screen, database)
    position = screen.form.position
    position.setFocus()
    position.setSelection(2, 3)
    scan(screen, FINGERPRINT)
    assert (position.text(), position.selectedText()) == (WRITTEN, WRITTEN[2:5])
    assert histories(position) <= {"", WRITTEN, WRITTEN + " "}


def test_a_step_of_undo_is_the_one_it_was(screen: RegistrationScreen, database: Database) -> None:
    half_written(screen, database)
    position = screen.form.position
    position.setFocus()
    position.setCursorPosition(3)
    fingers("xy")
    scan(screen, FINGERPRINT)
    assert (position.text(), position.cursorPosition()) == ("Alcxyaldesa", 5)
    position.undo()
    assert position.text() == WRITTEN


def test_its_control_signs_are_no_shortcuts(screen: RegistrationScreen, database: Database) -> None:
    half_written(screen, database)
    position = screen.form.position
    position.setFocus()
    screen.scans.burst = BurstClock(lambda: 0.0)
    sign("x")
    for code in (Qt.Key.Key_Z, Qt.Key.Key_A, Qt.Key.Key_X) * 3:
        key(code, "\x1d", CONTROL)
    key(ENTER, "\r")
    screen.scans._quiet.timeout.emit()
    assert (position.text(), position.selectedText()) == (WRITTEN, "")
    assert position.hasFocus()


def test_fingers_that_roll_lose_no_key(screen: RegistrationScreen, database: Database) -> None:
    half_written(screen, database)
    form = screen.form
    form.given.setFocus()
    gaps = iter([0.0, 0.09, 0.03, 0.02, 0.08, 0.04, 0.03, 0.09, 9.0, 9.0])
    moment = 0.0

    def now() -> float:
        nonlocal moment
        moment += next(gaps, 1.0)
        return moment

    screen.scans.burst = BurstClock(now)
    fingers("Elena")
    key(TAB, "\t")
    fingers("Tsakim")
    screen.scans._quiet.timeout.emit()
    assert (form.given.text(), form.paternal.text()) == ("Elena", "Tsakim")


def test_a_held_key_that_repeats_is_a_finger(screen: RegistrationScreen, database: Database) -> None:
    half_written(screen, database)
    position = screen.form.position
    position.setFocus()
    screen.scans.burst = BurstClock(lambda: 0.0)
    sign("x")
    for _ in range(20):
        QApplication.sendEvent(
            position,
            QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "x", True),
        )
    assert position.text() == WRITTEN + "x" * 21


def test_a_pasted_text_is_no_scan(screen: RegistrationScreen, database: Database) -> None:
    half_written(screen, database)
    text = "Asociación de productores " * 4
    QGuiApplication.clipboard().setText(text)
    screen.form.position.setFocus()
    screen.form.position.selectAll()
    key(Qt.Key.Key_V, "\x16", CONTROL)
    screen.scans._quiet.timeout.emit()
    assert screen.form.position.text() == text
    assert screen.form.isVisible()
