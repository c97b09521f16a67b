"""The lock: after a while without anybody, or when asked, the window shows only a page for the passphrase.

The store stays open: work under way ends, and what was on the screen comes back as it was. So the lock keeps
a passer-by out; who takes the laptop apart meets the encryption once the program is closed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
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
        self._window, self._lanes, self._folder = window, lanes, folder
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
        self._put_away()
        self._window.cover(shown)

    def _put_away(self) -> None:
        """Whatever else is open shows people too: the page to sign on, a dialog, a menu."""
        others = QApplication.topLevelWidgets()
        self._hidden = [one for one in others if one is not self._window and one.isVisible()]
        for one in self._hidden:
            one.hide()

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
        self._window.uncover()
        for one in self._hidden:
            one.show()
        self._hidden = []
