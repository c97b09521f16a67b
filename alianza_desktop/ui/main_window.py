"""The window: the frame of ux.md §2.1 round one screen at a time, and the keys that work everywhere."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.frame.rail import Rail
from alianza_desktop.ui.frame.screens import Screens
from alianza_desktop.ui.frame.status_bar import StatusBar
from alianza_desktop.ui.frame.top_bar import TopBar
from alianza_desktop.ui.navigation import PLACES

if TYPE_CHECKING:
    from alianza_desktop.core.errors import AppError
    from alianza_desktop.ui.agenda import Moment
    from alianza_desktop.ui.context import Context, Screen
    from alianza_desktop.ui.frame.key_sheet import KeySheet
    from alianza_desktop.ui.frame.search_palette import SearchPalette
    from alianza_desktop.ui.row import Row
    from alianza_desktop.ui.widgets.banner import Banner
    from alianza_desktop.ui.widgets.focus import FocusRing
    from alianza_desktop.ui.widgets.toast import Toast

NARROW, LOW, TINY, RAIL = 1340, 620, 860, 680
"""Pixels of 100 % text below which the frame and the screens take less room."""


class MainWindow(QWidget):
    """Shown empty first; `begin` fills it once the store is open.

    What lies over the screens is made when it is first asked for: nobody waits for it at the start.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._rehearsing, self._named = False, "Alianza"
        self.cover_page: QWidget | None = None
        self.setWindowTitle("Alianza")
        self._frame = QWidget()
        """Everything but the lock page: while it is hidden it has neither keys nor focus."""
        self._page: QWidget | None = None
        self._back: QWidget | None = None
        self.top_bar, self.rail, self.status_bar = TopBar(), Rail(), StatusBar()
        self._stack = Screens()
        self._rail_choice: bool | None = None
        self._context: Context | None = None
        self._ring: FocusRing | None = None
        self.on_second: Callable[[], None] = lambda: None
        self.on_minute: Callable[[], None] = lambda: None
        self.enter_workshop: Callable[[str], None] = lambda _id: None
        self.lock_now: Callable[[], None] = lambda: None
        self.search_people: Callable[[str], None] = lambda _words: None
        self.look_chosen: Callable[[str, float], None] = lambda _theme, _scale: None
        self.came_to: Callable[[str], None] = lambda _place: None
        self._lay_out()
        self.rail.setEnabled(False)
        self.top_bar.setEnabled(False)
        self.top_bar.show_workshop("Alianza", "", 0)
        self._clocks: list[QTimer] = []
        self.rail.chosen.connect(lambda key: self.open(key, ""))
        self.top_bar.search_requested.connect(self.search)

    def _lay_out(self) -> None:
        self._middle = middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addLayout(middle, 1)
        outer = QVBoxLayout(self)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # `Program` sets the least size
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        whole = QVBoxLayout(self._frame)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar)
        whole.addLayout(body, 1)
        whole.addWidget(self.status_bar)

    @cached_property
    def banner(self) -> "Banner":
        from alianza_desktop.ui.widgets.banner import Banner

        made = Banner()
        self._middle.insertWidget(0, made)
        return made

    @cached_property
    def toast(self) -> "Toast":
        from alianza_desktop.ui.widgets.toast import Toast

        return Toast(self._frame)

    @cached_property
    def palette_dialog(self) -> "SearchPalette":
        from alianza_desktop.ui.frame.search_palette import SearchPalette

        made = SearchPalette(self._frame)
        made.chosen.connect(self._go)
        made.searched.connect(lambda words: self.search_people(words))  # noqa: PLW0108 - set later
        return made

    @cached_property
    def key_sheet(self) -> "KeySheet":
        from alianza_desktop.ui.frame.key_sheet import KeySheet

        return KeySheet(self._frame)

    def _every(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=milliseconds)
        timer.timeout.connect(call)
        timer.start()
        return timer

    def _heed_keys(self) -> None:
        """Take the keys that work everywhere and draw the ring, once there is something to do."""
        from PySide6.QtGui import QKeySequence, QShortcut

        from alianza_desktop.ui.frame.file_drop import FileDrop
        from alianza_desktop.ui.frame.kept_inside import KeptInside
        from alianza_desktop.ui.widgets.focus import FocusRing

        for key, call in self._keys().items():
            QShortcut(QKeySequence(key), self._frame, call)
        self._ring = FocusRing(self)
        KeptInside(self)
        FileDrop(self, lambda path: self.open("actas", f"verify:{path}"), self.covered)

    def _keys(self) -> dict[str, Callable[[], None]]:
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+K": self.search,
            "F1": lambda: self.key_sheet.toggle(),  # noqa: PLW0108 - made when asked for
            "Ctrl+F1": lambda: self.key_sheet.toggle(),  # noqa: PLW0108
            "F2": lambda: self.open("registration", "new"),
            "F4": lambda: self.open("agreements", "new"),
            "F12": self._toggle_rail,
            "Ctrl+Shift+L": lambda: self.lock_now(),  # noqa: PLW0108 - set later
            "Ctrl++": lambda: self._rescale(1),
            "Ctrl+=": lambda: self._rescale(1),
            "Ctrl+-": lambda: self._rescale(-1),
            "Ctrl+0": lambda: self._rescale(0),
            "F11": lambda: self.showNormal() if self.isFullScreen() else self.showFullScreen(),
        }
        return keys | {f"Ctrl+{number}": partial(self._numbered, number) for number in range(1, 10)}

    def _complete(self) -> None:
        """What the first frame does not need: keys, and that rail and screens scroll for larger text."""
        if self._ring is not None:
            return
        from alianza_desktop.ui.frame.scrolled import Scrolled

        self._middle.addWidget(Scrolled(self._stack, bars=True), 1)
        self.rail.let_scroll()
        self._heed_keys()

    def begin(self, context: "Context") -> None:
        """The store is open: screens may be made from now on."""
        self._complete()
        self._context = context
        context.open = self.open
        context.toast = lambda words, inverse: self.toast.tell(words, inverse)  # noqa: PLW0108
        self.rail.setEnabled(True)
        self.top_bar.setEnabled(True)
        self.status_bar.say("device", context.device)
        self.status_bar.say("operator", context.operator)
        self.status_bar.show_scale(theme.scale())
        self.top_bar.show_saved("")  # what is in the store is saved; the hour comes with the next change
        self.top_bar.show_copies(
            self.tr("Solo en este equipo"), self.tr("Todo está en este equipo. No hay servidor configurado.")
        )
        self._clocks = [self._every(1000, self.on_second), self._every(60_000, self.on_minute)]

    def show_page(self, page: QWidget) -> None:
        """Show a page that is not one of the rail's screens: the welcome, the operators."""
        self._complete()
        self._let_page_go()
        self._page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _let_page_go(self) -> None:
        """A page of before holds a passphrase or a key: it does not stay behind the screens."""
        if self._page is not None:
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None

    def cover(self, page: QWidget) -> None:
        """Show only this page, with a title that says nothing, until `uncover`."""
        self.cover_page = page
        self._leave_what_lies_over()
        self._back = self.focusWidget()
        if self._back is not None:
            self._back.clearFocus()  # what is being typed is kept
        self._frame.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(page)
        page.show()
        super().setWindowTitle("Alianza")

    def _leave_what_lies_over(self) -> None:
        made = vars(self)
        if "toast" in made:
            self.toast.hide()
        if "palette_dialog" in made and self.palette_dialog.isVisible():
            self.palette_dialog.leave()
        if "key_sheet" in made and self.key_sheet.isVisible():
            self.key_sheet.leave()

    def uncover(self) -> None:
        """Show the screen as it was, with the focus where it was."""
        if self.cover_page is None:
            return
        self.cover_page.hide()
        self.cover_page.deleteLater()
        self.cover_page = None
        self._frame.show()
        super().setWindowTitle(self._title)
        if self._back is not None and shiboken6.isValid(self._back):
            self._back.setFocus()

    def covered(self) -> bool:
        return self.cover_page is not None

    def setWindowTitle(self, title: str) -> None:
        """Keep the title, and show it unless the window is covered."""
        self._title = title
        if not self.covered():
            super().setWindowTitle(title)

    def open(self, key: str, argument: str) -> None:
        """Go to a screen; `workshop` with an id changes the current workshop instead."""
        if self._context is None:
            return
        if key == "workshop":
            self.enter_workshop(argument)
            return
        build, context = PLACES[key].build, self._context
        if build is None:
            return
        self._let_page_go()
        self._stack.choose(key, lambda: build(context))
        self.rail.show_place(key)
        self._fit()
        self._stack.open_chosen(argument)
        self.came_to(key)

    def enter(self, workshop_id: str, place: str = "home") -> None:
        """The current workshop changed: screens of the old one are let go. At the start, `place` is shown."""
        if self._context is None:
            return
        changed = self._context.workshop_id != workshop_id
        self._context.workshop_id = workshop_id
        if changed:
            self._stack.let_go()
        self.open(self._here or place, "")

    def on_changed(self, changes: frozenset[str]) -> None:
        self._stack.on_changed(changes)

    @property
    def _here(self) -> str:
        return self._stack.here

    def current(self) -> "Screen":
        """Return the screen that is shown."""
        return self._stack.chosen()

    def search(self) -> None:
        if self._context is not None:
            self.palette_dialog.begin()

    def _go(self, key: str) -> None:
        kind, _, value = key.partition(":")
        if kind == "place":
            self.open(value, "")
        elif kind == "lock":
            self.lock_now()
        elif kind == "verify":
            self.open("actas", kind)
        elif kind == "project" and self._context is not None:
            self._context.project(value)
        elif kind == "theme":
            self.show_look(value, theme.scale())
            self.look_chosen(value, theme.scale())
        else:
            self.open(kind, value)

    def _numbered(self, number: int) -> None:
        key = self.rail.key_of(number)
        if key:
            self.open(key, "")

    def _rescale(self, step: int) -> None:
        scale = 1.0 if step == 0 else theme.next_scale(step)
        self.show_look(theme.name(), scale)
        self.look_chosen(theme.name(), scale)

    def _toggle_rail(self) -> None:
        self._rail_choice = not self._collapsed()
        self._fit()

    def _room(self) -> tuple[float, float]:
        """Return the size in pixels of 100 % text: larger text leaves less room, as a smaller window does."""
        return self.width() / theme.scale(), self.height() / theme.scale()

    def _collapsed(self) -> bool:
        wide, high = self._room()
        narrow = wide < NARROW or high < RAIL
        if self._rail_choice is not None and not narrow:
            return self._rail_choice
        place = PLACES.get(self._here)
        return narrow or (place is not None and place.narrow_rail)

    def _fit(self) -> None:
        wide, high = self._room()
        self.rail.set_collapsed(collapsed=self._collapsed())
        self.top_bar.set_short(short=wide < NARROW, tiny=wide < TINY)
        self._stack.fit(compact=wide < NARROW or high < LOW, tiny=wide < TINY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        typing = self.focusWidget()
        if typing is not None:
            typing.clearFocus()  # what is being typed is told now: later nobody listens
        self.closing.emit()
        super().closeEvent(event)

    def tell_failure(self, error: "AppError") -> None:
        """Say what could not be done, in the layout, until something else is said."""
        from alianza_desktop.core.errors import Corrupt, Unavailable
        from alianza_desktop.core.sentences import sentence

        self.banner.tell("error" if isinstance(error, Unavailable | Corrupt) else "warning", sentence(error))

    def show_operator(self, operator_id: str, name: str) -> None:
        """Somebody else works here."""
        assert self._context is not None
        self._context.operator, self._context.operator_id = name, operator_id
        self.status_bar.say("operator", name)

    # what the frame's presenter shows
    def show_workshop(self, title: str, subtitle: str, stage: int) -> None:
        self.top_bar.show_workshop(title, subtitle, stage)
        self._named = f"{title} - Alianza" if stage else "Alianza"
        self.show_rehearsal(on=self._rehearsing)

    def show_rehearsal(self, *, on: bool) -> None:
        """Mark the window of a rehearsal, whatever it shows."""
        self._rehearsing = on
        self.setWindowTitle(self.tr("ENSAYO · {name}").format(name=self._named) if on else self._named)
        self.top_bar.show_rehearsal(on=on)

    def show_moment(self, moment: "Moment | None") -> None:
        self.top_bar.show_moment(moment)

    def show_saved(self, at: str) -> None:
        self.top_bar.show_saved(at)
        if at:
            self.status_bar.say("saved", self.tr("Guardado {at} en este equipo").format(at=at))
            self.banner.clear()

    def show_saving(self) -> None:
        self.top_bar.show_saving()

    def show_not_saved(self, words: str) -> None:
        self.top_bar.show_not_saved(words)

    def show_found(self, words: str, rows: "tuple[Row, ...]") -> None:
        self.palette_dialog.show_people(words, rows)

    def show_look(self, name: str, scale: float) -> None:
        """Put a theme and a text size on the program; empty or 0 keeps the one that is on."""
        chosen = (name if name in theme.THEMES else theme.name(), scale or theme.scale())
        if chosen != (theme.name(), theme.scale()):
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, *chosen)
        self.status_bar.show_scale(chosen[1])
        self._fit()

    def show_battery(self, words: str) -> None:
        self.status_bar.say("battery", words)
