"""The toast: Ctrl+Z takes back what it tells, from any screen, and never what somebody is typing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.ui import start
from alianza_desktop.ui.widgets.toast import KEEPS_UNDO, Toast

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A window with a line, a text, a button, and a screen's own Ctrl+Z."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.window.resize(800, 500)
        self.screen = QWidget()
        self.line, self.text, self.button = QLineEdit(), QPlainTextEdit(), QPushButton("x")
        inside = QVBoxLayout(self.screen)
        for part in (self.line, self.text, self.button):
            inside.addWidget(part)
        self.screen.setParent(self.window)
        self.screen.resize(800, 400)
        self.done: list[str] = []
        QShortcut(QKeySequence("Ctrl+Z"), self.screen, lambda: self.done.append("screen"))
        self.toast = Toast(self.window)

    def tell(self) -> None:
        self.toast.tell("Se quitó.", lambda: self.done.append("toast"))

    def undo(self, widget: QWidget) -> None:
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Z, CTRL)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    start.dress(qapp)
    made = Desk()
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.close()


def test_the_toast_of_before_leaves_when_something_else_was_done(desk: Desk) -> None:
    desk.tell()
    desk.toast.tell("")
    assert not desk.toast.isVisible()
    desk.undo(desk.button)
    assert desk.done == ["screen"]


@pytest.mark.parametrize("name", ["line", "text", "button"])
def test_ctrl_z_takes_back_what_the_toast_tells_once(desk: Desk, name: str) -> None:
    widget = getattr(desk, name)
    widget.setFocus()
    desk.tell()
    desk.undo(widget)
    assert desk.done == ["toast"]
    assert desk.toast.isHidden()
    desk.undo(desk.button)
    assert desk.done == ["toast", "screen"]


@pytest.mark.parametrize("name", ["line", "text"])
def test_what_is_being_typed_is_taken_back_first(desk: Desk, name: str) -> None:
    widget = getattr(desk, name)
    desk.tell()
    widget.setFocus()
    QTest.keyClicks(widget, "abc")
    desk.undo(widget)
    assert desk.done == []
    assert (widget.text() if name == "line" else widget.toPlainText()) == ""


def test_a_screen_with_a_stack_of_its_own_keeps_its_key(desk: Desk) -> None:
    desk.screen.setProperty(KEEPS_UNDO, True)
    desk.tell()
    desk.undo(desk.button)
    assert desk.done == ["screen"]


def test_without_a_way_back_or_once_gone_the_key_is_the_screens(desk: Desk) -> None:
    desk.toast.tell("Se guardó.")
    desk.undo(desk.button)
    desk.tell()
    desk.toast.hide()
    desk.undo(desk.button)
    assert desk.done == ["screen", "screen"]


def test_the_focus_may_move_meanwhile(desk: Desk) -> None:
    desk.line.setFocus()
    desk.tell()
    desk.text.setFocus()
    desk.button.setFocus()
    desk.undo(desk.button)
    assert desk.done == ["toast"]


def test_a_second_toast_forgets_the_first(desk: Desk) -> None:
    desk.tell()
    desk.toast.tell("Otra cosa.", lambda: desk.done.append("second"))
    desk.undo(desk.line)
    assert desk.done == ["second"]
