"""The projector on its stand: the room's window, the operator's panel and the presenter, joined to Qt."""

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPixmap, QScreen
from PySide6.QtWidgets import QWidget

from alianza_desktop.ui.context import Context
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.projector import ink
from alianza_desktop.ui.projector.panel import Panel
from alianza_desktop.ui.projector.presenter import Controls, Display, ProjectorPresenter
from alianza_desktop.ui.projector.sheet import Shown
from alianza_desktop.ui.projector.window import PLAIN, RoomWindow, spoken

SECOND = 1000


class Stand(QObject):
    """Of one window of the program; it goes with it."""

    def __init__(self, window: MainWindow, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self.room: RoomWindow | None = None
        self._placed: QScreen | None = None
        self.panel = Panel(window.top_bar.parentWidget() or window)
        self._picture = QPixmap()
        self._of: tuple[Shown, QSize] | None = None
        self._controls = Controls()
        self.presenter = ProjectorPresenter(
            self, context.jobs(self), context.clock, lambda: context.workshop_id
        )
        self._clock = QTimer(self, interval=SECOND)
        self._clock.timeout.connect(self.presenter.tick)
        self._connect()
        self.presenter.begin()

    def _connect(self) -> None:
        panel, presenter = self.panel, self.presenter
        panel.acted.connect(self.act)
        panel.turned.connect(presenter.turn)
        panel.alone.connect(lambda on: presenter.turn_alone(on=on))
        panel.chosen.connect(presenter.choose)
        panel.pointed.connect(presenter.point)
        panel.dressed.connect(presenter.dress)
        panel.screen_chosen.connect(presenter.use_screen)
        panel.left.connect(self._heed_clock)
        self._window.closing.connect(self.close)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._screen_added)
        app.screenRemoved.connect(self._screen_removed)

    # what the operator does

    def act(self, what: str) -> None:
        """Do what a key or a button says: `toggle`, `freeze`, `black`, `logo` or `screen`."""
        if what == "toggle":
            self.presenter.toggle()
        elif what == "freeze":
            self.presenter.freeze()
        elif what == "screen":
            self.presenter.change_screen()
        else:
            self.presenter.cover(what)

    def open_panel(self) -> None:
        """Open the operator's panel, or close it."""
        self.panel.toggle()
        self._heed_clock()

    def close(self) -> None:
        """The window of the program closes: so does the room's."""
        self._clock.stop()
        self.take_off()

    def _screen_added(self, _screen: QScreen) -> None:
        self.presenter.screens_changed()

    def _screen_removed(self, screen: QScreen) -> None:
        gone, self._placed = self._placed is screen, None if self._placed is screen else self._placed
        self.presenter.screens_changed(gone=gone)

    # what the presenter asks (`presenter.View`)

    def displays(self) -> tuple[Display, ...]:
        here = self._window.screen()
        return tuple(
            Display(
                self._name(number, one),
                self._words(number, one),
                operators=one is here,
            )
            for number, one in enumerate(QGuiApplication.screens(), start=1)
        )

    def _name(self, number: int, screen: QScreen) -> str:
        return screen.name() or str(number)

    def _words(self, number: int, screen: QScreen) -> str:
        size = screen.size() * screen.devicePixelRatio()
        parts = (self.tr("Pantalla {number}").format(number=number), screen.name())
        return " · ".join(filter(None, (*parts, f"{size.width()} × {size.height()}")))

    def ruler(self, screen: str) -> ink.Ruler:
        return ink.Ruler(self._size(screen))

    def _size(self, screen: str) -> QSize:
        if self.room is not None:
            return self.room.size()
        found = self._screen(screen)
        return found.size() if found is not None else PLAIN

    def _screen(self, name: str) -> QScreen | None:
        numbered = enumerate(QGuiApplication.screens(), start=1)
        return next((one for number, one in numbered if self._name(number, one) == name), None)

    def put_on(self, screen: str) -> None:
        if self.room is None:
            self.room = RoomWindow()
            self.room.turned.connect(self.presenter.turn)
            self.room.pressed.connect(self.act)
            self.room.left.connect(self.presenter.turn_off)
            self.room.resized.connect(self.presenter.resized)
        before, operator = self._placed, self._window.isActiveWindow()
        self._placed = self._screen(screen)
        if before is not None and self._placed is self._window.screen():
            move_to(self._window, before)  # they change places: the room never covers who types
        self.room.place(self._placed)
        if operator:  # whoever types goes on typing
            self._window.activateWindow()
        self._heed_clock()

    def take_off(self) -> None:
        room, self.room = self.room, None
        self._placed = None
        if room is not None:
            room.go()
            room.deleteLater()
        self._heed_clock()

    def _heed_clock(self) -> None:
        """Let seconds count only while somebody looks."""
        if self.room is not None or self.panel.isVisible():
            self._clock.start()
        else:
            self._clock.stop()

    def show_room(self, shown: Shown) -> None:
        if self.room is not None:
            self.room.show_room(shown)
        size = self._size(self._controls.screen)
        if (shown, size) != self._of:
            self._of = (shown, size)
            self._picture = ink.pixmap(shown, size)

    def show_controls(self, controls: Controls) -> None:
        self._controls = controls
        self.panel.show_controls(controls)
        self.panel.preview.show_picture(self._picture, controls.state, spoken(self.presenter.room))
        on = controls.state not in ("off", "lost")
        self._window.top_bar.show_projector(
            controls.word, self._picture if on else None, warning=controls.state in ("frozen", "lost"),
            frozen=controls.state == "frozen",
        )  # fmt: skip

    def tell(self, words: str) -> None:
        self._context.toast(words, None)


def move_to(window: QWidget, screen: QScreen) -> None:
    """Put a window on another screen, as large as it was or as there is room."""
    state = window.windowState()
    area = screen.availableGeometry()
    window.setWindowState(Qt.WindowState.WindowNoState)
    size = window.size().boundedTo(area.size())
    window.setScreen(screen)
    window.setGeometry(QRect(area.topLeft(), size))
    window.setWindowState(state)
