"""Signing and sealing in the real window: by keyboard, by mouse, and cut short by kill -9."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from alianza_desktop.core.clock import Clock, FixedClock
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import issue
from alianza_desktop.model import ActaSeal, Evidence
from alianza_desktop.services import actas
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import folders, signing_mark, start
from alianza_desktop.ui.actas.screen import ActasScreen
from alianza_desktop.ui.program import Program
from tests.builders import agree, arrive, world, writing
from tests.killing import kill_when_it_says

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ENTER = Qt.Key.Key_Return


@pytest.fixture
def frozen(store: Path, clock: FixedClock) -> str:
    """A closed store whose acta of Cacao waits for two signatures."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        made = world(session)
        for person in (made.mayor, made.manager):
            arrive(session, made, person, made.cacao)
        agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao)
        issue.review(session, acta.id)
        issue.freeze(session, acta.id)
        return acta.id


@pytest.fixture
def programs(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Program]]:
    start.dress(qapp)
    monkeypatch.setattr(folders, "actas", lambda: tmp_path / "Documentos" / "Actas")
    opened: list[Program] = []
    yield opened
    for program in opened:
        end(program)


def end(program: Program) -> None:
    if shiboken6.isValid(program):
        program.close()
        shiboken6.delete(program.window)
        shiboken6.delete(program)


def launch(folder: Path, clock: Clock, programs: list[Program], qtbot: QtBot) -> Program:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = Program(app, folder, clock)
    programs.append(program)
    program.window.setMinimumSize(0, 0)
    program.start()
    qtbot.waitUntil(lambda: bool(program.window._here))
    return program


def at_actas(program: Program, qtbot: QtBot) -> ActasScreen:
    QTest.keyClick(program.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    screen = program.window.current().page()
    assert isinstance(screen, ActasScreen)
    qtbot.waitUntil(lambda: len(screen.list_page.table.rows()) > 0)
    return screen


def key(widget: QWidget | None, which: Qt.Key) -> None:
    assert widget is not None
    QTest.keyClick(widget, which)


def draw(screen: ActasScreen) -> None:
    """What keys cannot do: the ink itself."""
    assert screen.pad is not None
    box = screen.pad.pad
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(box, left, pos=QPoint(120, 60))
    for place in ((180, 110), (240, 50), (300, 120), (380, 60)):
        QTest.mouseMove(box, QPoint(*place))
    QTest.mouseRelease(box, left, pos=QPoint(380, 60))


def test_two_sign_and_it_is_sealed_by_keyboard(
    store: Path, clock: FixedClock, frozen: str, programs: list[Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program = launch(store, clock, programs, qtbot)
    screen = at_actas(program, qtbot)
    screen.list_page.table.select_key(frozen)
    key(screen.list_page.table, ENTER)
    panel = screen.acta_page.people
    qtbot.waitUntil(lambda: screen.acta_page.preview.pages() > 0)
    # the first signs on the screen
    qtbot.waitUntil(panel.sign_button.isVisible)
    key(panel.sign_button, ENTER)
    key(screen.acta_page.identify.buttons[0], Qt.Key.Key_1)
    qtbot.waitUntil(lambda: screen.pad is not None)
    assert screen.pad is not None
    key(screen.pad.sign, ENTER)
    draw(screen)
    key(screen.pad.confirm, ENTER)
    qtbot.waitUntil(lambda: screen.pad is None)
    qtbot.waitUntil(lambda: "Tsamajain" in panel.sign_button.accessibleName())
    # the second prefers not to
    qtbot.waitUntil(program.window.isActiveWindow)
    key(panel.sign_button, Qt.Key.Key_F7)
    outcome = screen.acta_page.outcome
    assert screen.acta_page.panel() is outcome
    outcome.list.select(4)
    key(outcome.list, ENTER)
    QTest.keyClicks(outcome.form.widget("reason"), "Consulta antes con su asamblea")
    key(outcome.record, ENTER)
    qtbot.waitUntil(panel.seal_button.isEnabled)
    # sealed, and its copy kept
    key(panel.seal_button, ENTER)
    qtbot.waitUntil(lambda: screen.seal_dialog is not None)
    assert screen.seal_dialog is not None
    key(screen.seal_dialog.seal, ENTER)
    qtbot.waitUntil(lambda: state(screen) == "sealed", timeout=20_000)
    file = tmp_path / "Documentos" / "Actas" / "acta-001-2026-MESA-CACAO-A.pdf"
    qtbot.waitUntil(file.exists)
    assert "Entregue copia a los 2 firmantes" in panel.sealed.text()
    # dropped on the window, it is verified
    dropped(program, file)
    verified = screen.verify_page
    qtbot.waitUntil(lambda: verified.verdict.text().startswith("Íntegra."), timeout=20_000)
    (tmp_path / "roto.pdf").write_bytes(file.read_bytes()[:-40])
    dropped(program, tmp_path / "roto.pdf")
    qtbot.waitUntil(lambda: verified.verdict.text().startswith("Alterada."), timeout=20_000)
    for name, data in (("nada.pdf", b""), ("foto.jpg", b"\xff\xd8")):
        (tmp_path / name).write_bytes(data)
        dropped(program, tmp_path / name)
        assert verified.verdict.text() == ""
        qtbot.waitUntil(lambda: verified.verdict.text() == said("not-a-pdf"))
    with (tmp_path / "grande.pdf").open("wb") as big:
        big.truncate(100 * 1024 * 1024)
    dropped(program, tmp_path / "grande.pdf")
    qtbot.waitUntil(lambda: verified.verdict.text() == said("pdf-too-large"))
    dropped(program, tmp_path / "no-existe.pdf")
    qtbot.waitUntil(lambda: "no-existe.pdf" in verified.verdict.text())


def state(screen: ActasScreen) -> str:
    return screen.acta.facts.state if screen.acta.facts is not None else ""


def dropped(program: Program, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), action, data, left, plain)
    QApplication.sendEvent(program.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(program.window, QDropEvent(QPointF(300, 300), action, data, left, plain))


BEGUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from alianza_desktop.core.clock import SystemClock
from alianza_desktop.documents import issue
from alianza_desktop.ui import folders, start
from alianza_desktop.ui.program import Program

app = start.application(["alianza"])
folders.actas = lambda: Path(sys.argv[1]).parent / "Actas"
program = Program(app, Path(sys.argv[1]), SystemClock())
program.start()

def wait(until):
    while not until():
        app.processEvents()

window = program.window
wait(lambda: window._here)
window.open("actas", sys.argv[2])
screen = window.current().page()
wait(lambda: screen.acta.facts and screen.acta_page.preview.pages())

def press(pad):
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 60))
    for place in ((180, 110), (240, 50), (300, 120)):
        QTest.mouseMove(pad, QPoint(*place))
"""

STROKE = (
    BEGUN
    + """
screen.signing.sign()
screen.signing.identified("document")
wait(lambda: screen.pad)
screen.pad.show_pad()
app.processEvents()
press(screen.pad.pad)
assert screen.pad.pad.strokes.drawing
print("EN CURSO", flush=True)
app.exec()
"""
)

SEAL = (
    BEGUN
    + """
for _ in range(2):
    screen.signing.other()
    screen.signing.record("absent", {})
    wait(lambda: not screen.signing._busy)
    wait(lambda: not screen.acta._loading)
wait(lambda: screen.acta.facts.state == "signed")
whole = issue.seal_document

def half(*arguments, **named):
    sealed = whole(*arguments, **named)
    print("EN CURSO", flush=True)
    sys.stdin.read()
    return sealed

issue.seal_document = half
screen.signing.ask_seal()
wait(lambda: screen.seal_dialog)
screen.seal_dialog.seal.click()
app.exec()
"""
)


def test_kill_9_in_the_middle_of_a_stroke(
    store: Path, clock: FixedClock, frozen: str, programs: list[Program], qtbot: QtBot
) -> None:
    kill_when_it_says(STROKE, [str(store), frozen], "EN CURSO")
    program = launch(store, clock, programs, qtbot)
    qtbot.waitUntil(lambda: program.window.banner.text() == said("signature-interrupted"))
    program.window.open("actas", frozen)
    screen = program.window.current().page()
    assert isinstance(screen, ActasScreen)
    qtbot.waitUntil(lambda: screen.acta_page.message.text().endswith(said("signature-interrupted")))
    assert screen.acta_page.message.text().startswith("María Elena Quispe Huamán: ")
    end(program)
    with Database.open(store, clock=clock) as database, database.reading() as session:
        database.verify()
        assert list(session.scalars(select(Evidence.id))) == []
        assert signing_mark.left(session)[0] == frozen


def test_kill_9_in_the_middle_of_a_seal(store: Path, clock: FixedClock, frozen: str, tmp_path: Path) -> None:
    kill_when_it_says(SEAL, [str(store), frozen], "EN CURSO")
    assert not (tmp_path / "Actas").exists()
    with Database.open(store, clock=clock) as database:
        database.verify()
        with database.reading() as session:
            assert actas.status(session, frozen).state == "signed"
            assert list(session.scalars(select(ActaSeal.id))) == []
            assert set(session.scalars(select(Evidence.kind))) == {"genesis", "outcome"}
        with writing(database) as session:
            issue.seal(session, frozen)
