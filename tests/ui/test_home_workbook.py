"""The workbook of the workshop from Inicio: asked where, written whole, or said why not."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.home.screen import HomeScreen
from alianza_desktop.ui.home.workbook import WorkbookPresenter
from alianza_desktop.ui.jobs import InlineJobs, Task
from alianza_desktop.ui.machine import Surroundings
from tests.builders import World, agree, arrive, writing


@dataclass
class FakeView:
    """Inicio, as far as the workbook goes."""

    where: str = ""
    said: list[str] = field(default_factory=list)
    done: tuple[int, int] = (0, 0)
    written: Path | None = None

    def ask_where(self, name: str) -> None:
        self.where = name

    def show_working(self, words: str) -> None:
        self.said.append(words)

    def show_progress(self, done: int, total: int) -> None:
        self.done = (done, total)

    def follow(self, task: Task) -> None:
        pass

    def show_written(self, path: Path, words: str) -> None:
        self.written = path
        self.said.append(words)

    def show_not_written(self, words: str) -> None:
        self.said.append(words)


def presenter(view: FakeView, jobs: InlineJobs, clock: FixedClock, made: World) -> WorkbookPresenter:
    return WorkbookPresenter(view, jobs, clock, made.workshop)


def test_the_book_is_written_where_somebody_chose(
    database: Database, jobs: InlineJobs, clock: FixedClock, made: World, tmp_path: Path
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
    view = FakeView()
    desk = presenter(view, jobs, clock, made)
    desk.begin()
    assert view.where == "taller-4-2026-11-23.xlsx"
    desk.write(tmp_path / view.where)
    assert view.written == tmp_path / view.where
    assert view.done[0] == view.done[1] > 0
    book = load_workbook(tmp_path / view.where)
    assert {"Taller", "Personas", "Acuerdos", "Actas"} <= set(book.sheetnames)


def test_a_folder_that_cannot_be_written_has_its_sentence(
    jobs: InlineJobs, clock: FixedClock, made: World, tmp_path: Path
) -> None:
    view = FakeView()
    presenter(view, jobs, clock, made).write(tmp_path / "no existe" / "libro.xlsx")
    assert view.written is None
    assert view.said[-1].endswith(".")
    assert view.said[-1][0].isupper()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_from_the_menu_to_the_file(
    qapp: QApplication, qtbot: QtBot, database: Database, clock: FixedClock, made: World, tmp_path: Path
) -> None:
    start.dress(qapp)
    window = gallery.opened(database, made.workshop, clock)
    qtbot.addWidget(window)
    window.show()
    window.open("home", "")
    screen = window.current().page()
    assert isinstance(screen, HomeScreen)
    menu = screen.more.menu_now()
    next(one for one in menu.actions() if "Libro" in one.text()).trigger()
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("taller-4-2026-11-23.xlsx")
    dialog.fileSelected.emit(str(tmp_path / "libro.xlsx"))
    dialog.close()
    assert (tmp_path / "libro.xlsx").exists()
    assert screen.message.text().startswith("El libro está en")


def test_a_projector_that_is_unplugged_is_no_longer_ready(
    qapp: QApplication, qtbot: QtBot, database: Database, clock: FixedClock, made: World
) -> None:
    start.dress(qapp)
    window = gallery.opened(database, made.workshop, clock)
    qtbot.addWidget(window)
    window.open("home", "")
    screen = window.current().page()
    assert isinstance(screen, HomeScreen)
    qapp.processEvents()  # the first check
    assert _projector(screen) == "Pantalla 2, 1280 × 720"
    screen._context.surroundings = Surroundings
    qapp.screenRemoved.emit(qapp.primaryScreen())
    qapp.processEvents()
    assert _projector(screen) == "sin segunda pantalla"


def _projector(screen: HomeScreen) -> str:
    return next(row.caption for row in screen._checks.rows() if row.title == "Proyector")
