"""A PDF on its way out: to a file that was chosen, to a printer, and what is said when it does not arrive."""

import gc
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core import recovery_key
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.ui import paper, recovery, start
from alianza_desktop.ui.widgets.key_card import KeyCard
from alianza_desktop.ui.widgets.printing import printer


class Told:
    def __init__(self) -> None:
        self.said: list[tuple[str, bool]] = []

    def __call__(self, words: str, *, good: bool) -> None:
        self.said.append((words, good))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def sheet(clock: FixedClock) -> bytes:
    return recovery.sheet("Alianza Condorcanqui", recovery_key.new(), clock, "Equipo A")


def test_a_file_is_written_whole_and_named(tmp_path: Path, sheet: bytes, told: Told) -> None:
    paper.keep(tmp_path / "clave.pdf", sheet, told)
    assert (tmp_path / "clave.pdf").read_bytes() == sheet
    assert told.said == [("Guardado en clave.pdf.", True)]


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, sheet: bytes, told: Told) -> None:
    paper.keep(tmp_path / "no" / "hay" / "clave.pdf", sheet, told)
    assert [good for _words, good in told.said] == [False]


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication, sheet: bytes) -> KeyCard:
    start.dress(qapp)
    made = KeyCard(recovery_key.new(), lambda: sheet)
    qtbot.addWidget(made)
    return made


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_dialog_of_the_key_has_a_printer_that_lives(card: KeyCard) -> None:
    """A dialog does not own its printer: one that nobody keeps takes the program down."""
    card._print.click()
    gc.collect()
    (dialog,) = card.findChildren(QPrintDialog)
    assert dialog.printer().docName() == "Clave de recuperación"
    dialog.reject()
    assert card._told.text() == ""


def test_the_key_goes_to_the_printer_that_was_chosen(
    card: KeyCard, qtbot: QtBot, tmp_path: Path, sheet: bytes
) -> None:
    to = printer()
    to.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    to.setOutputFileName(str(tmp_path / "impreso.pdf"))
    with qtbot.waitSignal(card.printing.ended):
        card.printing.send(sheet, to)
    assert card._told.text() == "Guardado en impreso.pdf."  # no printer has it
    assert (tmp_path / "impreso.pdf").read_bytes() == sheet
    to.setOutputFileName(str(tmp_path / "no" / "impreso.pdf"))
    with qtbot.waitSignal(card.printing.failed):
        card.printing.send(sheet, to)
    assert "La impresora no la recibió" in card._told.text()


def test_enter_goes_on_once_the_key_is_kept(card: KeyCard, qtbot: QtBot) -> None:
    QTest.keyClick(card._box, Qt.Key.Key_Return)
    assert not card._go.isEnabled()
    card._box.setChecked(True)
    with qtbot.waitSignal(card.kept):
        QTest.keyClick(card._box, Qt.Key.Key_Return)


def test_only_its_owner_reads_the_file_of_the_key(tmp_path: Path, sheet: bytes, told: Told) -> None:
    paper.keep(tmp_path / "clave.pdf", sheet, told, private=True)
    assert stat.S_IMODE((tmp_path / "clave.pdf").stat().st_mode) == 0o600
    assert told.said == [("Guardado en clave.pdf.", True)]
