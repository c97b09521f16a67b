"""Two ways to use the window: keys alone, or the mouse. A journey is written once and done with both.

`Keys` never puts the focus anywhere: it presses shortcuts, Tab and Enter, as a person does, so whatever it
cannot reach is a defect. `Mouse` presses what it sees; only words are typed.
"""

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.registration.bursts import BurstClock
from alianza_desktop.ui.registration.screen import RegistrationScreen

NONE = Qt.KeyboardModifier.NoModifier
MANY = 120
"""More Tabs than any screen has stops."""


class Hands(Protocol):
    """What a person can do to a widget."""

    def press(self, button: QWidget) -> None: ...
    def write(self, field: QWidget, words: str) -> None: ...
    def choose(self, box: QComboBox, words: str) -> None: ...
    def go(self, place: str) -> None:
        """Go to a screen of the rail by its key."""
        ...


def front() -> QWidget:
    """Return the window that has the keyboard; offscreen nobody gives it back after a popup."""
    found = QApplication.activeModalWidget() or next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()
    )
    if not found.isActiveWindow():
        found.activateWindow()
        QApplication.processEvents()
    return found


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    window = front()
    widget: QWidget | None = window.focusWidget()
    return window if widget is None else widget


def shortcut(keys: str, widget: QWidget | None = None) -> None:
    """Press keys as they are written, `Ctrl+Shift+Z`, where the keyboard is."""
    combination = QKeySequence(keys)[0]  # type: ignore[index]
    QTest.keyClick(widget or focused(), combination.key(), combination.keyboardModifiers())


class Keys:
    """Keys alone."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def reach(self, widget: QWidget) -> None:
        """Press Tab until the widget has the keyboard."""
        target = widget.focusProxy() or widget
        seen: list[str] = []
        for _ in range(MANY):
            if focused() is target:
                return
            seen.append(f"{type(focused()).__name__} «{focused().accessibleName()}»")
            QTest.keyClick(focused(), Qt.Key.Key_Tab, NONE)
        raise AssertionError(
            f"Tab does not reach {type(target).__name__} «{target.accessibleName()}»: {seen[:40]}"
        )

    def press(self, button: QWidget) -> None:
        self.reach(button)
        QTest.keyClick(focused(), Qt.Key.Key_Space, NONE)

    def write(self, field: QWidget, words: str) -> None:
        self.reach(field)
        _type_over(words)

    def choose(self, box: QComboBox, words: str) -> None:
        self.reach(box)
        _turn_to(box, words)

    def go(self, place: str) -> None:
        from alianza_desktop.ui.navigation import PLACES

        number = list(PLACES).index(place) + 1
        assert number <= 9, place
        shortcut(f"Ctrl+{number}")


class Mouse:
    """The mouse; only words are typed."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def press(self, button: QWidget) -> None:
        _scroll_to(button)
        assert button.isVisible(), f"«{button.accessibleName()}» is not on the screen"
        assert button.visibleRegion().contains(QPoint(12, button.height() // 2)), button.accessibleName()
        assert button.isEnabled(), f"«{button.accessibleName()}» cannot be pressed"
        point = (
            QPoint(12, button.height() // 2)
            if isinstance(button, QAbstractButton)
            else button.rect().center()
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, NONE, point)

    def write(self, field: QWidget, words: str) -> None:
        _scroll_to(field)
        target = field.viewport() if isinstance(field, QPlainTextEdit) else field
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, NONE, QPoint(20, target.height() // 2))
        assert focused() is (field.focusProxy() or field), (
            f"a click does not enter «{field.accessibleName()}»"
        )
        _type_over(words)

    def choose(self, box: QComboBox, words: str) -> None:
        box.setFocus(Qt.FocusReason.MouseFocusReason)  # its list is a popup of the platform
        _turn_to(box, words)

    def go(self, place: str) -> None:
        from alianza_desktop.ui.frame.rail import RailItem

        items = [one for one in self._window.findChildren(RailItem) if one.place.key == place]
        self.press(items[0])


def _scroll_to(widget: QWidget) -> None:
    """Turn the wheel until the widget is in sight."""
    QApplication.processEvents()  # what was just added gets its place
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, 24)
            QApplication.processEvents()
        parent = parent.parentWidget()


def _type_over(words: str) -> None:
    field = focused()
    assert isinstance(field, QLineEdit | QPlainTextEdit), type(field).__name__
    field.selectAll()
    if not words:
        QTest.keyClick(field, Qt.Key.Key_Delete, NONE)
    type_words(words)


def type_words(words: str) -> None:
    """Type where the keyboard is."""
    for sign in words:
        _type(focused(), sign)


def _type(field: QWidget, sign: str) -> None:
    """Press one key; QTest itself knows no sign beyond ASCII."""
    if sign.isascii():
        QTest.keyClicks(field, sign)
    else:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_unknown, NONE, sign))


def _turn_to(box: QComboBox, words: str) -> None:
    """Press Down, from the first, until the box says it."""
    QTest.keyClick(box, Qt.Key.Key_Home, NONE)
    for _ in range(box.count()):
        if words in box.currentText():
            return
        QTest.keyClick(box, Qt.Key.Key_Down, NONE)
    raise AssertionError(f"«{words}» is not in the list: {[box.itemText(i) for i in range(box.count())]}")


def scan(screen: RegistrationScreen, text: str) -> None:
    """Read a code with a scanner: its keys, its own Enter, and then nothing for a moment."""
    people, screen.scans.burst = screen.scans.burst, BurstClock(lambda: 0.0)
    QTest.keyClicks(focused(), text)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    screen.scans.burst = people
