"""Hands on Acuerdos: keys, clicks and what is read on the screen."""

from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER, ESC, DOWN, UP, TAB = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Tab,
)


def focused(window: MainWindow) -> QWidget:
    widget = window.focusWidget()
    assert widget is not None
    return widget


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(focused(window), key, modifier or Qt.KeyboardModifier.NoModifier)


def write(window: MainWindow, text: str) -> None:
    """Type; QTest's own keys stop at the first letter with an accent."""
    for sign in text:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(focused(window), key)


def enter(window: MainWindow, *lines: str) -> None:
    for line in lines:
        write(window, line)
        press(window, ENTER)


def texts(screen: AgreementsScreen) -> list[str]:
    return [row.cells["text"].text for row in screen.table.rows()]


def mesa(screen: AgreementsScreen) -> str:
    return screen.heading.title.text()


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_row(screen: AgreementsScreen, place: int, *, double: bool = False) -> None:
    table = screen.table
    at = table.visualRect(table.model().index(place, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    if double:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def field(screen: AgreementsScreen, key: str) -> QLineEdit:
    return cast("QLineEdit", screen.inspector.form.widget(key))
