"""The entry line: fingers and scanners, arrows, and whose Ctrl+Z it is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from alianza_desktop.ui.widgets.entry_line import BurstClock, EntryLine


class Ticks:
    """A clock that moves by the same step at each reading."""

    def __init__(self, step: float) -> None:
        self.step, self.now = step, 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def entered(qtbot: QtBot, step: float, text: str) -> list[bool]:
    line = EntryLine("", clock=BurstClock(Ticks(step)))
    qtbot.addWidget(line)
    seen: list[bool] = []
    line.entered.connect(seen.append)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return seen


def test_a_scanner_is_told_from_fingers(qtbot: QtBot) -> None:
    assert entered(qtbot, 0.01, "45678901") == [True, False]
    assert entered(qtbot, 0.12, "45678901") == [False, False]


def test_few_quick_keys_are_fingers(qtbot: QtBot) -> None:
    assert entered(qtbot, 0.01, "4567") == [False, False]


def test_a_name_is_never_a_scan(qtbot: QtBot) -> None:
    assert entered(qtbot, 0.01, "huaman quispe") == [False, False]


def test_arrows_move_in_the_list(qtbot: QtBot) -> None:
    line = EntryLine("")
    qtbot.addWidget(line)
    steps: list[int] = []
    line.moved.connect(steps.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(line, key)
    assert steps == [1, 1, -1]


def scanned(qtbot: QtBot, text: str, end: Qt.Key = Qt.Key.Key_Return) -> tuple[EntryLine, list[str]]:
    line = EntryLine("", clock=BurstClock(Ticks(0.01)))
    qtbot.addWidget(line)
    read: list[str] = []
    line.payload_read.connect(read.append)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, end)
    return line, read


def test_a_long_code_never_reaches_the_line(qtbot: QtBot) -> None:
    code = "QUISPE<<MARIA" + "x9K" * 60
    line, read = scanned(qtbot, code)
    assert line.text() == ""
    QTest.keyClicks(line, "45678901")  # its own lines end with Enter too
    assert line.text() == ""
    qtbot.waitUntil(lambda: bool(read))
    assert read == [code + "45678901"]
    assert line.updatesEnabled()
    assert line._payload == line._burst.text == ""


def test_what_was_typed_before_a_long_code_stays(qtbot: QtBot) -> None:
    line = EntryLine("", clock=BurstClock(Ticks(0.01)))
    qtbot.addWidget(line)
    line.setText("quispe")
    QTest.keyClicks(line, "x9K" * 20)
    assert line.text() == "quispe"
    qtbot.waitUntil(line.updatesEnabled)


def test_a_credential_fits(qtbot: QtBot) -> None:
    line, read = scanned(qtbot, "AZ" + "0" * 28)
    assert (line.text(), read) == ("AZ" + "0" * 28, [])


def test_a_scanner_that_ends_with_tab_does_not_leave_the_line(qtbot: QtBot) -> None:
    line = EntryLine("", clock=BurstClock(Ticks(0.01)))
    qtbot.addWidget(line)
    seen: list[bool] = []
    line.entered.connect(seen.append)
    QTest.keyClicks(line, "01234567")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert (seen, line.text()) == ([True], "01234567")
    QTest.keyClick(line, Qt.Key.Key_Tab)  # a person's
    assert seen == [True]


def test_the_next_scan_takes_the_place_of_the_last(qtbot: QtBot) -> None:
    line = EntryLine("", clock=BurstClock(Ticks(0.01)))
    qtbot.addWidget(line)
    for number in ("45678901", "01234567"):
        QTest.keyClicks(line, number)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert line.text() == number
    line.setText("qui")
    QTest.keyClicks(line, "45678901")
    assert line.text() == "qui45678901"  # half read
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "45678901"
