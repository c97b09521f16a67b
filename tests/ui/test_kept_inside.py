"""A monitor is unplugged with the window on it."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.ui.frame.kept_inside import KeptInside


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    KeptInside(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    shiboken6.delete(made)


def unplug(qapp: QApplication) -> None:
    qapp.screenRemoved.emit(qapp.primaryScreen())
    qapp.processEvents()


def test_it_comes_back_where_it_can_be_reached(window: QWidget, qapp: QApplication) -> None:
    window.setGeometry(4000, 3000, 600, 500)
    unplug(qapp)
    assert qapp.primaryScreen().availableGeometry().contains(window.frameGeometry())
    assert (window.width(), window.height()) == (600, 500)


def test_larger_than_what_is_left_it_becomes_smaller(window: QWidget, qapp: QApplication) -> None:
    window.setGeometry(4000, 0, 3000, 2000)
    unplug(qapp)
    assert qapp.primaryScreen().availableGeometry().contains(window.frameGeometry())


def test_maximised_it_stays_so(window: QWidget, qapp: QApplication) -> None:
    window.setWindowState(Qt.WindowState.WindowMaximized)
    window.setGeometry(4000, 3000, 600, 500)
    unplug(qapp)
    assert window.isMaximized()


def test_one_that_is_on_a_screen_does_not_move(window: QWidget, qapp: QApplication) -> None:
    window.move(-20, 40)  # partly outside, where somebody put it
    qapp.processEvents()
    before = window.geometry()
    unplug(qapp)
    assert window.geometry() == before
