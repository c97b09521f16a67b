"""The entry line: Enter, arrows, and whose Ctrl+Z it is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from alianza_desktop.ui.widgets.entry_line import EntryLine


def test_enter_and_arrows(qtbot: QtBot) -> None:
    line = EntryLine("")
    qtbot.addWidget(line)
    steps: list[int] = []
    entered: list[str] = []
    line.moved.connect(steps.append)
    line.entered.connect(lambda: entered.append(line.text()))
    QTest.keyClicks(line, "huaman")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(line, key)
    assert (steps, entered) == ([1, 1, -1], ["huaman"])
