"""From the own alliance to its rehearsal and back, without starting the program again; wiped when asked."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui import rehearsal_folder as folder
from alianza_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from alianza_desktop.ui.jobs import Task
    from alianza_desktop.ui.program import Program
    from alianza_desktop.ui.welcome.screen import Page


def tr(words: str) -> str:
    return QCoreApplication.translate("rehearsing", words)


class Rehearsing:
    """Of one program; its own alliance lives in `home`, the rehearsal in a folder inside."""

    def __init__(self, program: "Program", home: Path) -> None:
        self._program, self._home = program, home

    def act(self, act: str) -> None:
        """Do what a screen asked: `open`, `leave` or `wipe`, once the screen has let go of its menu."""
        acts = {"open": self.open, "leave": self.leave, "wipe": self.ask_to_wipe}
        QTimer.singleShot(0, self._program, acts[act])

    def open(self) -> None:
        """Go to the rehearsal; it is made first when there is none."""
        if folder.made(self._home):
            self._program.move_to(folder.data(self._home))
            return
        page = making()
        self._program.window.show_page(page)
        self.make(page)

    def make(self, page: "Page") -> None:
        """Make the rehearsal, with its progress on a page, and go there."""
        home = self._home

        def work(task: "Task") -> None:
            folder.build(home, task.report)

        page.working(0, 1)
        self._program.lanes.of(page).network(
            work,
            lambda _none: self._program.move_to(folder.data(home)),
            lambda error: page.failed(sentence(error)),
            page.working,
        )

    def leave(self) -> None:
        """Go back to the own alliance; the rehearsal stays as it is."""
        self._program.move_to(self._home)

    def ask_to_wipe(self) -> None:
        """Say what would be lost; only the second step does it."""
        page = asking()
        page.chosen.connect(lambda key: self.wipe() if key == "wipe" else self._stay())
        self._program.window.show_page(page)

    def _stay(self) -> None:
        self._program.window.open("home", "")

    def wipe(self) -> None:
        """Close the rehearsal, take its folder away at once, and delete it meanwhile."""
        refused: list[AppError] = []

        def between() -> None:
            try:
                folder.set_aside(self._home)
            except AppError as error:
                refused.append(error)

        self._program.move_to(self._home, between)
        for error in refused:
            self._program.window.tell_failure(error)
        self.finish_wiping()

    def finish_wiping(self) -> None:
        """Delete what was taken away, now or by a program that was cut short."""
        home, program = self._home, self._program
        if folder.left_over(home):
            program.lanes.of(program).network(lambda _task: folder.delete(home), lambda _none: None)


def window_like(old: MainWindow) -> MainWindow:
    """Return another window in the same place; what is being typed in the old one is kept first."""
    here = old.focusWidget()
    if here is not None:
        here.clearFocus()
    made = MainWindow()
    made.setMinimumSize(old.minimumSize())
    made.setGeometry(old.geometry())
    made.setWindowState(old.windowState())
    return made


def making() -> "Page":
    """Return the page that shows how far the making is."""
    from alianza_desktop.ui.welcome.screen import Page

    page = Page(
        tr("Preparando el taller de ensayo"),
        tr("Ciento veinte personas inventadas, cuatro mesas y un acta. Vive en su propia carpeta."),
    )
    page.end()
    return page


def asking() -> "Page":
    """Return the page that asks before the rehearsal is wiped."""
    from alianza_desktop.ui.welcome.screen import Page
    from alianza_desktop.ui.widgets.button import Button

    page = Page(
        tr("Borrar el ensayo"),
        tr(
            "Se borra su carpeta entera: talleres, personas inventadas, acuerdos, actas y lo que usted "
            "probó. No se puede deshacer."
        ),
        tr("Su alianza no se toca. Puede preparar otro ensayo cuando quiera."),
    )
    keep = Button(tr("Conservar el ensayo"), "primary")
    wipe = Button(tr("Borrar el ensayo"), height=36)
    keep.clicked.connect(lambda: page.chosen.emit("keep"))
    wipe.clicked.connect(lambda: page.chosen.emit("wipe"))
    page.add_row(keep, wipe)
    page.end()
    return page
