"""A whole day in the real window, written once and done by keys and by mouse (issue: «one journey»)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.ui import folders
from alianza_desktop.ui.actas.outcomes import OUTCOMES
from alianza_desktop.ui.actas.screen import ActasScreen
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.chains.editor import NameEditor
from alianza_desktop.ui.chains.screen import ChainsScreen
from alianza_desktop.ui.home.screen import HomeScreen
from alianza_desktop.ui.importing.screen import ImportScreen
from alianza_desktop.ui.program import Program
from alianza_desktop.ui.registration.screen import RegistrationScreen
from alianza_desktop.ui.welcome.pages import FoundingPage
from alianza_desktop.ui.welcome.screen import Page
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.key_card import KeyCard
from alianza_desktop.ui.widgets.printing import printer
from alianza_desktop.ui.widgets.rows import Rows
from alianza_desktop.ui.widgets.table import Table
from alianza_desktop.ui.workshop.screen import WorkshopScreen
from tests.journeys.hands import Hands, Keys, Mouse, focused, scan, shortcut, type_words

W = TypeVar("W", bound=QWidget)
INVITEES = Path(__file__).parents[1] / "fixtures" / "invitados_condorcanqui.xlsx"
COMING = ("58478307", "42301931", "18979830", "52816871", "05156410")
"""Documents of five people of the list, of the three sectors."""
PASSPHRASE = "cuatro ríos bajan al Marañón"


@dataclass
class Day:
    """The window, the hands that use it, and how to wait for what it does on its lanes."""

    program: Program
    hands: Hands
    qtbot: QtBot

    @property
    def keys(self) -> bool:
        return isinstance(self.hands, Keys)

    def until(self, what: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(what, timeout=30_000)

    def screen(self, kind: type[W]) -> W:
        page = self.program.window.current().page()
        assert isinstance(page, kind), type(page).__name__
        return page

    def arrived(self, kind: type[W]) -> W:
        """Wait until a screen is the one that is shown."""
        window = self.program.window
        self.until(lambda: bool(window._here) and isinstance(window.current().page(), kind))
        return self.screen(kind)

    def saved(self) -> None:
        """Wait until the store has done what was asked of it."""
        done: list[bool] = []
        self.program.lanes.of(None).read(lambda _session: True, done.append)
        self.until(lambda: bool(done))

    def shown(self, kind: type[W]) -> list[W]:
        """Return what is on the screen of a kind."""
        return [one for one in self.program.window.findChildren(kind) if one.isVisible()]

    def suggestion(self) -> None:
        """Take the first of the names that are offered under a field."""
        field = focused()
        self.until(lambda: bool(self.shown_lists()))
        if self.keys:
            QTest.keyClick(field, Qt.Key.Key_Down)
            QTest.keyClick(QApplication.activePopupWidget() or field, Qt.Key.Key_Return)
        else:
            offered = self.shown_lists()[0]
            where = offered.visualRect(offered.model().index(0, 0)).center()
            QTest.mouseClick(offered.viewport(), Qt.MouseButton.LeftButton, pos=where)

    @staticmethod
    def shown_lists() -> list[QAbstractItemView]:
        popups = [one for one in QApplication.topLevelWidgets() if isinstance(one, QAbstractItemView)]
        return [one for one in popups if one.isVisible() and one.model().rowCount()]

    def pick(self, table: Table | Rows, number: int) -> None:
        """Choose a row: by arrows and Enter, or by a double click."""
        if isinstance(self.hands, Keys):
            self.hands.reach(table)
            QTest.keyClick(focused(), Qt.Key.Key_Home)
            for _ in range(number):
                QTest.keyClick(focused(), Qt.Key.Key_Down)
            QTest.keyClick(focused(), Qt.Key.Key_Return)
            return
        model = table.model()
        box = table.visualRect(model.index(number, 0))
        where = QPoint(box.left() + 30, box.center().y())
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        if isinstance(table, Table):
            QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def from_menu(self, words: str) -> None:
        """Choose an entry of the menu that is open."""
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if words in one.text())
        if self.keys:
            while menu.activeAction() is not action:
                QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Return)
        else:
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


# the first hour


def found_alliance(day: Day) -> None:
    """From nothing to an encrypted alliance, its recovery key kept."""
    day.until(lambda: bool(day.shown(Page)))
    page = day.shown(Page)[0]
    day.hands.press(next(one for one in page.findChildren(Button) if one.text() == "Crear la alianza"))
    day.until(lambda: bool(day.shown(FoundingPage)))
    founding = day.shown(FoundingPage)[0]
    hands, form = day.hands, founding.form
    hands.write(form.widget("name"), "Alianza Multiactor Condorcanqui")
    hands.write(form.widget("place"), "condorcanqui")
    day.suggestion()
    hands.write(form.widget("operator"), "Rosa Díaz")
    for key in ("phrase", "again"):
        hands.write(form.widget(key), PASSPHRASE)
    if day.keys:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    else:
        hands.press(next(one for one in founding.findChildren(Button) if one.text() == "Crear la alianza"))
    day.until(lambda: bool(day.shown(KeyCard)))
    card = day.shown(KeyCard)[0]
    hands.press(card._box)
    hands.press(card._go)


# the morning


def new_workshop(day: Day) -> None:
    """Inicio, empty, to a workshop with two mesas."""
    day.arrived(HomeScreen)
    day.saved()
    first = day.screen(HomeScreen)._main
    day.until(lambda: first.text() == "Crear el primer taller")
    if day.keys:
        shortcut("Ctrl+N")
    else:
        day.hands.press(first)
    page = day.arrived(WorkshopScreen)
    day.until(lambda: page.form.widget("starts_on").isVisible() and page.intents is not None)
    day.saved()
    hands = day.hands
    hands.write(page.form.widget("starts_on"), "23/11/2026")
    hands.write(page.form.widget("where"), "Nieva")
    day.suggestion()
    hands.write(page.form.widget("place"), "Auditorio municipal")
    hands.write(page.form.widget("host"), "Universidad de Ejemplo")
    _add_mesa(day, page, "Cacao: acopio y poscosecha", "CACAO")
    _add_mesa(day, page, "Conectividad", "CONECTA")
    day.saved()
    hands.press(page.end)
    day.arrived(HomeScreen)
    day.until(lambda: "Taller" in day.program.window.windowTitle())


def _add_mesa(day: Day, page: WorkshopScreen, name: str, sigla: str) -> None:
    line = page.lines["mesas"].fresh
    day.hands.write(line.fields["name"], name)
    day.hands.write(line.fields["sigla"], sigla)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    day.saved()


def import_list(day: Day) -> None:
    """«Importar invitados», with a look at what would happen."""
    day.arrived(HomeScreen)

    def waiting() -> list[int]:
        rows = day.screen(HomeScreen)._todo.rows()
        return [place for place, one in enumerate(rows) if one.title == "Importar invitados"]

    day.until(lambda: bool(waiting()))
    day.pick(day.screen(HomeScreen)._todo, waiting()[0])
    page = day.arrived(ImportScreen)
    page.ask_file = lambda: str(INVITEES)
    day.saved()
    if day.keys:
        shortcut("Ctrl+O")
    else:
        day.hands.press(page.choose)
    day.until(lambda: page.main.isVisible() and page.main.isEnabled() and bool(page.table.rows()))
    day.hands.press(page.main)
    day.until(lambda: "invitadas" in page.message.text())


def arrivals(day: Day) -> None:
    """Two people of the list, and somebody who is in no list."""
    day.hands.go("registration")
    screen = day.arrived(RegistrationScreen)
    day.until(lambda: screen.desk.room is not None and screen.line.isEnabled())
    for document in COMING:
        if day.keys:  # as quickly as a scanner, whose own Enter shows who it is
            assert focused() is screen.line
            scan(screen, document)
        else:
            day.hands.write(screen.line, document)
        day.until(screen.found.primary.isVisible)
        if day.keys:
            QTest.keyClick(focused(), Qt.Key.Key_Return)
        else:
            day.hands.press(screen.found.primary)
        day.until(lambda: screen.line.text() == "")
        day.saved()


# the middle of the day


def agree(day: Day) -> None:
    """In the plenaria, two commitments on the quick line; the second name is chosen of those offered."""
    day.hands.go("agreements")
    screen = day.arrived(AgreementsScreen)
    day.until(lambda: screen.board.room is not None)
    if day.keys:
        shortcut("F3")
    else:
        day.hands.press(screen.heading.title)
    day.from_menu("Plenaria")
    day.until(lambda: "Plenaria" in screen.heading.title.text())
    for words in (
        "Instalar 2 centros de acopio @cacao +90d",
        "acuerdo: Reunir a la mesa cada mes @esan permanente",
    ):
        before = len(screen.table.rows())
        day.hands.write(screen.line, words)
        day.saved()
        if day.keys:
            QTest.keyClick(focused(), Qt.Key.Key_Return)
        else:
            day.hands.press(screen.line.add)
        day.until(lambda before=before: len(screen.table.rows()) == before + 1)  # type: ignore[misc]


def sketch(day: Day) -> None:
    """A chain from a template: two steps, the second grown from the first."""
    day.hands.go("chains")
    screen = day.arrived(ChainsScreen)
    day.until(screen.templates.isVisible)
    day.hands.write(screen.templates.name, "Cadena del cacao")
    day.hands.press(screen.templates.go)
    day.until(lambda: screen.canvas.isVisible() and len(screen.canvas.chain.columns) == 5)
    if day.keys:  # the canvas of a new chain has the keys: Tab makes its first activity, F6 would leave it
        assert focused() is screen.canvas
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    else:
        day.hands.press(screen.tools.tools["activity"])
    name_card(day, screen, "Acopio en baba", cards=1)
    if day.keys:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    else:
        day.hands.press(screen.tools.tools["activity"])
    name_card(day, screen, "Fermentado y secado", cards=2)


def name_editor(screen: ChainsScreen) -> NameEditor:
    found = screen.canvas.findChild(NameEditor)
    assert found is not None
    return found


def name_card(day: Day, screen: ChainsScreen, name: str, *, cards: int) -> None:
    """Write the name of the card that has just come, and confirm it."""
    day.until(lambda: name_editor(screen).open and len(screen.canvas.chain.cards) == cards)
    type_words(name)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    day.until(lambda: not name_editor(screen).open)
    day.saved()


# the acta


def freeze(day: Day) -> ActasScreen:
    """Compose the acta of the plenaria, pass it to review, freeze it."""
    day.hands.go("agreements")
    agreed = day.arrived(AgreementsScreen)
    if day.keys:
        shortcut("Ctrl+Return")
    else:
        day.hands.press(agreed.foot.to_acta)
    screen = day.arrived(ActasScreen)
    page = screen.acta_page
    day.until(lambda: page.draft.isVisible() and page.preview.pages() > 0)
    day.hands.press(page.draft.review_button)
    day.until(lambda: page.draft.freeze_button.isVisible() and page.preview.pages() > 0)
    day.saved()
    if day.keys:
        shortcut("Ctrl+Return")
    else:
        day.hands.press(page.draft.freeze_button)
    day.until(page.freezing.isVisible)
    day.hands.press(page.freezing.freeze_button)
    day.until(page.people.isVisible)
    return screen


def sign(day: Day, screen: ActasScreen) -> None:
    """The first person signs on the screen."""
    people = screen.acta_page.people
    done = outcomes(screen)
    day.hands.press(people.sign_button)
    day.until(screen.acta_page.identify.isVisible)
    day.hands.press(screen.acta_page.identify.buttons[0])
    day.until(lambda: screen.pad is not None and screen.pad.isVisible())
    page = screen.pad
    assert page is not None
    day.hands.press(page.sign)
    day.until(page.pad.isVisible)
    draw(page.pad)
    day.until(page.confirm.isEnabled)
    day.hands.press(page.confirm)
    day.until(lambda: outcomes(screen) == done + 1)


def end_otherwise(day: Day, screen: ActasScreen, outcome: str, **values: str) -> None:
    """Whoever is next ends in another way."""
    page = screen.acta_page
    done = outcomes(screen)
    if day.keys:
        shortcut("F7")
    else:
        day.hands.press(page.people.other_button)
    day.until(page.outcome.list.isVisible)
    day.pick(page.outcome.list, list(OUTCOMES).index(outcome))
    day.until(page.outcome.record.isVisible)
    for key, value in values.items():
        widget = page.outcome.form.widget(key)
        if isinstance(widget, QComboBox):
            day.hands.choose(widget, value)
        else:
            day.hands.write(widget, value)
    day.hands.press(page.outcome.record)
    day.until(lambda: outcomes(screen) == done + 1)


def outcomes(screen: ActasScreen) -> int:
    facts = screen.acta.facts
    return facts.done if facts is not None else 0


def seal(day: Day, screen: ActasScreen) -> None:
    """Everybody has an outcome: the acta is closed for ever."""
    day.until(screen.acta_page.people.seal_button.isEnabled)
    day.hands.press(screen.acta_page.people.seal_button)
    day.until(lambda: screen.seal_dialog is not None and screen.seal_dialog.isVisible())
    assert screen.seal_dialog is not None
    day.hands.press(screen.seal_dialog.seal)
    day.until(lambda: screen.acta.facts is not None and screen.acta.facts.state == "sealed")
    day.until(lambda: screen.acta.pages is not None and b"/ByteRange" in screen.acta.pages.data)


def print_out(day: Day, screen: ActasScreen, folder: Path) -> Path:
    """Print to a file, as the system's own dialog does when somebody chooses it."""
    to = printer()
    to.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    to.setOutputFileName(str(folder / "impreso.pdf"))
    assert screen.acta.pages is not None
    screen.printing.send(screen.acta.pages.data, to)
    day.until(lambda: screen.acta_page.message.text() == "Guardado en impreso.pdf.")
    return folder / "impreso.pdf"


def keep(day: Day, screen: ActasScreen) -> Path:
    """«Guardar PDF»: the file that everybody takes home."""
    facts = screen.acta.facts
    assert facts is not None
    day.hands.press(screen.acta_page.save_button)
    kept = folders.actas() / f"{facts.file_stem}.pdf"
    day.until(kept.exists)
    return kept


def write_workbook(day: Day, folder: Path) -> Path:
    """«Más», «Libro del taller»."""
    day.hands.go("home")
    home = day.arrived(HomeScreen)
    day.until(home.more.isVisible)
    day.hands.press(home.more)
    day.from_menu("Libro del taller")
    day.until(lambda: home.findChild(QFileDialog) is not None)
    dialog = home.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(folder / "taller.xlsx"))  # the dialog itself is the platform's
    dialog.close()
    day.until(lambda: home.message.text().startswith("El libro"))
    return folder / "taller.xlsx"


def verify(day: Day, path: Path) -> str:
    """Drop a PDF on the window, or choose it; return the verdict."""
    if day.keys:
        day.hands.go("actas")
        screen = day.arrived(ActasScreen)
        shortcut("Ctrl+O")
        day.until(lambda: screen.verify_page.findChild(QFileDialog) is not None)
        dialog = screen.verify_page.findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(path))
        dialog.close()
    else:
        _drop(day.program.window, path)
        screen = day.arrived(ActasScreen)
    day.until(lambda: bool(screen.verify_page.verdict.text()))
    return screen.verify_page.verdict.text()


def _drop(window: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    here = window.rect().center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(here, actions, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(here), actions, data, buttons, keys))


def draw(box: QWidget) -> None:
    """Sign with the pen: two strokes."""
    wide, high = box.width(), box.height()
    for line in (((0.2, 0.6), (0.3, 0.3), (0.4, 0.7), (0.6, 0.3)), ((0.2, 0.75), (0.7, 0.7))):
        points = [QPoint(round(x * wide), round(y * high)) for x, y in line]
        QTest.mousePress(box, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            where = QPointF(point)
            move = QMouseEvent(
                QEvent.Type.MouseMove, where, box.mapToGlobal(where), Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            )  # fmt: skip
            QApplication.sendEvent(box, move)
        QTest.mouseRelease(box, Qt.MouseButton.LeftButton, pos=points[-1])


def hands_of(name: str, window: QWidget) -> Hands:
    return Keys(window) if name == "keys" else Mouse(window)
