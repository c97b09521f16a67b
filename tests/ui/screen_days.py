"""The moments of the rehearsal's day, each played once, and the window that is open on one."""

from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui import gallery, theme
from alianza_desktop.ui.gallery import stages
from alianza_desktop.ui.main_window import MainWindow


def program() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def settle() -> None:
    """Let every layout inside a layout that scrolls take its place."""
    for _ in range(10):
        program().processEvents()


class Days:
    """The moments of the day that poses want, each played once, and the window that is open on one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stages: dict[str, Stage] = {}
        self.window: MainWindow | None = None

    def stage(self, moment: str) -> Stage:
        if moment not in self._stages:
            place = self._folder / moment
            place.mkdir()
            self._stages[moment] = stages.MOMENTS[moment].play(place)
        return self._stages[moment]

    def pose(self, name: str, size: tuple[int, int]) -> MainWindow:
        pose = gallery.POSES[name]
        self.window = gallery.taken(program(), self.stage(pose.moment), pose, size)
        return self.window

    def let_go(self) -> None:
        if self.window is not None:
            self.window.close()
            shiboken6.delete(self.window)  # at once: a theme is put on every widget that is alive
        self.window = None
        theme.apply(program(), "claro")

    def close(self) -> None:
        for stage in self._stages.values():
            stage.database.close()
