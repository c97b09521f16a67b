"""The shape of what stands at the right of an acta: a head, what is asked, buttons below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import frame, label, row, strip
from alianza_desktop.ui.widgets.scrolling import upright


class Panel(QWidget):
    """Head 39 px with a line, a body that scrolls when there is no room, a foot with a line."""

    left = Signal()
    """What was asked is asked no more, and nothing was recorded."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = label(title, semibold=True)
        self.aside = label("", "body", tone="secondary")
        self.fault = Banner(height=36)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(16, 12, 16, 12)
        self.foot.setSpacing(8)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(strip("head", row(self.title, None, self.aside, margins=(16, 0, 16, 0)), 39))

    def finish(self, *, scrolls: bool = True) -> None:
        """Lay out what was put in `body` and `foot`."""
        inside = QWidget()
        inside.setLayout(self.body)
        if scrolls:
            self._area = upright(QScrollArea(), inside)
            self._whole.addWidget(self._area, 1)
        else:
            self._whole.addWidget(inside, 1)
        foot = frame("foot")
        self.foot.insertWidget(0, self.fault)
        foot.setLayout(self.foot)
        self._whole.addWidget(foot)

    def bring(self, part: QWidget) -> None:
        """Scroll to a part of a body that scrolls."""
        self._area.ensureWidgetVisible(part)

    def leave(self) -> None:
        """Go back, as Esc does."""
        self.left.emit()

    def tell_fault(self, words: str) -> None:
        """Say what cannot be, over the buttons; nothing takes it away."""
        self.fault.warn(words)


class Person(QWidget):
    """Who a panel is about: name and, below, position and organisation."""

    def __init__(self) -> None:
        super().__init__()
        self._name = label("", "emphasis", semibold=True, wrap=True)
        self._words = label("", "caption", tone="secondary", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(2)
        box.addWidget(self._name)
        box.addWidget(self._words)

    def show_person(self, name: str, words: str) -> None:
        self._name.setText(name)
        self._words.setText(words)


def pair(left: QWidget | QLayout, right: QWidget | QLayout) -> QLayout:
    """Return two parts of the same width, side by side."""
    line = row(left, right, gap=8)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    return line


def back() -> Button:
    """Return the button that leaves a panel, nothing recorded."""
    return Button("Volver", icon="arrow-back-up", key="Esc", height=36)
