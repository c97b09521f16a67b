"""Progress: words, how far, and a cancel that reaches the work."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.ui import start
from alianza_desktop.ui.jobs import InlineJobs, Task
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.progress import ProgressStrip


@pytest.fixture
def strip(qtbot: QtBot, qapp: QApplication) -> Iterator[ProgressStrip]:
    start.dress(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 100)
    made = ProgressStrip()
    made.setParent(window)
    window.show()
    yield made
    window.close()


def cancel(strip: ProgressStrip) -> Button:
    found = strip.findChild(Button)
    assert found is not None
    return found


def test_it_is_there_only_while_something_is_under_way(strip: ProgressStrip) -> None:
    assert strip.isHidden()
    strip.begin("Preparando el acta")
    assert not strip.isHidden()
    assert cancel(strip).isHidden()
    strip.report(12, 1500)
    assert strip._count.text() == "12 de 1,500"
    assert (strip._bar.value(), strip._bar.maximum()) == (12, 1500)
    strip.end()
    assert strip.isHidden()


def test_cancel_reaches_the_task(strip: ProgressStrip) -> None:
    task, seen = Task(), []
    strip.cancelled.connect(lambda: seen.append(True))
    strip.begin("Preparando el acta", task)
    QTest.mouseClick(cancel(strip), Qt.MouseButton.LeftButton)
    assert task.cancelled
    assert seen == [True]
    assert strip.isHidden()


def test_work_that_ended_at_once_is_not_followed(strip: ProgressStrip, jobs: InlineJobs) -> None:
    strip.begin("Preparando el acta")
    strip.follow(
        jobs.network(lambda task: task.report(1, 1), lambda _none: strip.end(), progress=strip.report)
    )
    assert strip.isHidden()
    strip.begin("Otra vez")
    strip.follow(Task())
    assert not cancel(strip).isHidden()
