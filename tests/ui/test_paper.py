"""A PDF on its way out: to a file that was chosen, to a printer, and what is said when it does not arrive."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.core import recovery_key
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.ui import paper, recovery
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


def test_the_pages_go_to_the_printer_that_was_chosen(
    qtbot: QtBot, tmp_path: Path, sheet: bytes, told: Told
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    to = printer()
    to.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    to.setOutputFileName(str(tmp_path / "impreso.pdf"))
    paper.send(owner, sheet, to, told)
    qtbot.waitUntil(lambda: bool(told.said))
    assert told.said == [("Se envió a la impresora.", True)]
    assert (tmp_path / "impreso.pdf").read_bytes().startswith(b"%PDF")
