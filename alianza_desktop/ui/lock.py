"""The lock: after a while without anybody, or when asked, the window shows only a page for the passphrase.

The store stays open: work under way ends, and what was on the screen comes back as it was. So the lock keeps
a passer-by out; who takes the laptop apart meets the encryption once the program is closed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui import locking
from alianza_desktop.ui.idle import IdleWatch
from alianza_desktop.ui.lanes import Lanes
from alianza_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.ui.jobs import Task
    from alianza_desktop.ui.welcome.screen import PassphrasePage


def tr(words: str) -> str:
    return QCoreApplication.translate("lock", words)


_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
"""Windows that do not come back: menus, lists, tooltips."""


def page() -> "PassphrasePage":
    """Return the lock page: nothing on it is about anybody."""
    from alianza_desktop.ui.welcome.screen import PassphrasePage

    return PassphrasePage(
        tr("Pantalla bloqueada"),
        tr("Desbloquear"),
        tr("Lo que estaba en pantalla sigue como estaba. También sirve la clave de recuperación."),
        other="",
    )


class Lock(QObject):
    """Of one window on one store."""

    def __init__(self, app: QApplication, window: MainWindow, lanes: Lanes, folder: Path) -> None:
        super().__init__(window)
        self._app, self._window, self._lanes, self._folder = app, window, lanes, folder
        self._encrypted = False
        self._hidden: list[QWidget] = []
        self.watch = IdleWatch(app)
        self.watch.idle.connect(self.now)

    def begin(self) -> None:
        """The store is open: learn whether it can be locked, and after how long."""
        folder = self._folder

        def work(session: "Session") -> tuple[bool, int]:
            from alianza_desktop.storage import keys

            encrypted = keys.protection(folder).encrypted
            return encrypted, locking.remembered(session, encrypted=encrypted)

        self._lanes.of(self).read(work, self._known)

    def _known(self, found: tuple[bool, int]) -> None:
        self._encrypted, minutes = found
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        self.watch.set_minutes(minutes if self._encrypted else 0)

    def end(self) -> None:
        """The store is let go: nobody is watched any more."""
        self._app.removeEventFilter(self)
        self.watch.set_minutes(0)
        self.watch.deleteLater()

    def now(self) -> None:
        """Lock, unless there is no passphrase to open it with."""
        if self._window.covered():
            return
        if not self._encrypted:
            self._window.toast.tell(tr("Esta alianza no tiene contraseña: no se puede bloquear."))
            return
        shown = page()
        shown.chosen.connect(lambda words: self._try(shown, words))
        self._window.cover(shown)
        self._put_away(*(one for one in QApplication.topLevelWidgets() if one.isVisible()))
        self._app.installEventFilter(self)

    def _put_away(self, *windows: QWidget) -> None:
        """Whatever else is open shows people too: the page to sign on, a dialog, a menu."""
        for one in windows:
            if self._alien(one):
                if one.windowType() not in _PASSING:
                    self._hidden.append(one)
                one.hide()

    def _alien(self, widget: QWidget) -> bool:
        """Say whether it is a window that is not of the lock page, as the menu of its field is."""
        if not widget.isWindow() or widget is self._window:
            return False
        cover = self._window.cover_page
        return cover is None or not cover.isAncestorOf(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that opens while it is locked, of work that was under way, waits as the others do."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._alien(watched):
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # too soon to hide it
            QTimer.singleShot(0, watched, lambda: self._put_away_late(watched))
        return False

    def _put_away_late(self, late: QWidget) -> None:
        if late.isVisible():
            self._put_away(late)
        late.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)

    def _try(self, shown: "PassphrasePage", words: str) -> None:
        folder = self._folder

        def work(_task: "Task") -> None:
            from alianza_desktop.storage import keys

            keys.unlock(folder, words)

        def refused(error: AppError) -> None:
            shown.refused(sentence(error))

        shown.working(1, 2)
        self._lanes.of(shown).network(work, lambda _none: self._unlock(), refused)

    def _unlock(self) -> None:
        self._app.removeEventFilter(self)
        self._window.uncover()
        hidden, self._hidden = self._hidden, []
        for one in hidden:
            if shiboken6.isValid(one):  # what was under way may have ended, and its window with it
                one.show()
