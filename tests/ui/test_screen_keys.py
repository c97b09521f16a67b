"""The keys and the focus of the window on the rehearsal's day."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui import gallery, theme
from alianza_desktop.ui.gallery import stages
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.navigation import PLACES
from alianza_desktop.ui.registration.bursts import BurstClock
from alianza_desktop.ui.registration.screen import RegistrationScreen
from tests.ui.screen_days import settle


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
