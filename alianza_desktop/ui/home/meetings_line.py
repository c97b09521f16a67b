"""The mesas' own meetings under the six stages: the last ones at hand, all of them in a menu.

In a small window there is no line for them: `short`, which stands in the head of the page, opens the menu.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from alianza_desktop.ui.home.facts import MeetingFacts
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label, row

AT_HAND: Final = 3
"""Meetings with a button of their own."""


class MeetingsLine(QWidget):
    """Not there while no mesa met by itself; the one that is open has a tick."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[MeetingFacts, ...] = ()
        self._at_hand: list[MeetingFacts] = []
        self._compact = False
        self.title = label(self.tr("Reuniones de mesa"), semibold=True)
        self.buttons = tuple(Button("", "flat", height=32) for _one in range(AT_HAND))
        for place, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._choose, place))
        self.all = Button("", "flat", icon="chevron-down", height=32)
        self.short = Button("", icon="users-group", height=36)
        for one in (self.all, self.short):
            one.clicked.connect(partial(self._open, one))
        self.setLayout(row(self.title, *self.buttons, self.all, None, gap=8))
        self.short.hide()
        self.hide()

    def show_meetings(self, found: tuple[MeetingFacts, ...]) -> None:
        """Show them, the last one first; the one that is open is always at hand."""
        self._found = found
        self._at_hand = sorted(found, key=lambda one: not one.current)[:AT_HAND]
        for button, one in zip(self.buttons, self._at_hand, strict=False):
            button.set_words(one.words, icon="check" if one.current else "calendar-event")
            button.setAccessibleName(
                self.tr("Reunión de la {words}, abierta").format(words=one.words)
                if one.current
                else self.tr("Ir a la reunión de la {words}").format(words=one.words)
            )
        self.all.set_words(self.tr("Todas ({count})").format(count=len(found)))
        self.short.set_words(self.tr("Reuniones ({count})").format(count=len(found)))
        self.short.setToolTip(self.title.text())
        self._place()

    def fit(self, *, compact: bool) -> None:
        self._compact = compact
        self._place()

    def _place(self) -> None:
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._at_hand))
        self.all.setVisible(len(self._found) > AT_HAND)
        self.setVisible(bool(self._found) and not self._compact)
        self.short.setVisible(bool(self._found) and self._compact)

    def _choose(self, place: int) -> None:
        self.chosen.emit(self._at_hand[place].id)

    def menu(self) -> QMenu:
        """Return all the meetings."""
        menu = QMenu(self)
        for one in self._found:
            action = menu.addAction(one.words, partial(self.chosen.emit, one.id))
            action.setCheckable(True)
            action.setChecked(one.current)
        return menu

    def _open(self, under: Button) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))
