"""Printing page by page: what reaches the printer, a printer that fails half-way, a cancel."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPageRanges
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.documents import copies
from alianza_desktop.ui import start
from alianza_desktop.ui.widgets import printing
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.printing import Failure, PrintDesk, PrintRun
from alianza_desktop.ui.widgets.progress import ProgressStrip
from tests.signing.material import pdf


@pytest.fixture
def owner(qtbot: QtBot, qapp: QApplication) -> QWidget:
    start.dress(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def pages() -> bytes:
    return copies.marked(pdf("Primera página", "Segunda página", "Tercera página"), "BORRADOR")


def to_file(path: Path) -> QPrinter:
    made = printing.printer()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    return made


def text(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def test_to_a_file_it_goes_byte_for_byte(owner: QWidget, qtbot: QtBot, pages: bytes, tmp_path: Path) -> None:
    run = PrintRun(pages, to_file(tmp_path / "acta.pdf"), owner)
    with qtbot.waitSignal(run.ended) as ended:
        run.start()
    printed = (tmp_path / "acta.pdf").read_bytes()
    assert printed == pages
    assert ended.args == [len(text(pages))]
    assert text(printed) == text(pages)


class Drawn(PrintRun):
    """To a PDF too, drawn as to a real printer."""

    def _to_file(self) -> bool:
        return False


def test_what_is_drawn_is_what_the_pages_show(
    owner: QWidget, qtbot: QtBot, pages: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "papel.pdf"
    run = Drawn(pages, to_file(path), owner)
    told: list[tuple[int, int]] = []
    run.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(run.ended):
        run.start()
    count = len(text(pages))
    assert told == [(number, count) for number in range(1, count + 1)]
    source, printed = opened(tmp_path, pages), QPdfDocument()
    assert printed.load(str(path)) == QPdfDocument.Error.None_
    assert printed.pageCount() == count
    for number in range(count):
        assert difference(source, printed, number) < 0.02
    printed.close()
    source.close()


def opened(folder: Path, data: bytes) -> QPdfDocument:
    (folder / "fuente.pdf").write_bytes(data)
    document = QPdfDocument()
    document.load(str(folder / "fuente.pdf"))
    return document


def difference(one: QPdfDocument, other: QPdfDocument, page: int) -> float:
    """Return the mean difference of two pages, 0 the same and 1 black against white."""
    size = QSize(210, 297)
    pair = [
        document.render(page, size).convertToFormat(QImage.Format.Format_Grayscale8)
        for document in (one, other)
    ]
    total = sum(
        abs(pair[0].pixelColor(x, y).red() - pair[1].pixelColor(x, y).red())
        for x in range(0, 210, 3)
        for y in range(0, 297, 3)
    )
    return total / (70 * 99 * 255)


class Jammed(QPrinter):
    """Takes one page."""

    def newPage(self) -> bool:  # noqa: N802 - Qt names it
        return False


def jammed(folder: Path) -> QPrinter:
    to = Jammed(QPrinter.PrinterMode.HighResolution)
    to.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    to.setOutputFileName(str(folder / "papel.pdf"))
    return to


def test_a_printer_that_fails_half_way_says_at_which_page(
    owner: QWidget, qtbot: QtBot, pages: bytes, tmp_path: Path
) -> None:
    run = Drawn(pages, jammed(tmp_path), owner)
    with qtbot.waitSignal(run.failed) as failed:
        run.start()
    assert failed.args == [Failure(2, len(text(pages)))]


def test_it_can_be_stopped(owner: QWidget, qtbot: QtBot, pages: bytes, tmp_path: Path) -> None:
    run = Drawn(pages, to_file(tmp_path / "papel.pdf"), owner)
    run.progressed.connect(lambda _done, _total: run.cancel())
    with qtbot.waitSignal(run.cancelled):
        run.start()


def test_a_folder_that_does_not_exist_is_a_failure(owner: QWidget, qtbot: QtBot, pages: bytes) -> None:
    run = PrintRun(pages, to_file(Path("/no/existe/acta.pdf")), owner)
    with qtbot.waitSignal(run.failed) as failed:
        run.start()
    assert failed.args == [Failure(file=True)]


def test_the_desk_shows_progress_and_prints_one_at_a_time(
    owner: QWidget, qtbot: QtBot, pages: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "PrintRun", Drawn)
    progress = ProgressStrip()
    progress.setParent(owner)
    desk = PrintDesk(progress, owner)
    with qtbot.waitSignals([desk.ended, desk.ended]):
        desk.send(pages, to_file(tmp_path / "uno.pdf"))
        assert not progress.isHidden()
        desk.send(pdf("Única"), to_file(tmp_path / "dos.pdf"))
        assert desk._run is not None
        assert not (tmp_path / "dos.pdf").exists()
    assert progress.isHidden()
    counts = [drawn_pages(tmp_path / name) for name in ("uno.pdf", "dos.pdf")]
    assert counts == [len(text(pages)), len(text(pdf("Única")))]
    desk.send(pages, to_file(tmp_path / "tres.pdf"))
    with qtbot.waitSignal(desk.cancelled):
        progress._cancel.click()


class StoppedAtTwo(Drawn):
    """The second document is stopped as soon as it begins."""

    def start(self) -> None:
        super().start()
        if self._printer.outputFileName().endswith("dos.pdf"):
            self.cancel()


def test_what_waits_goes_on_when_the_one_before_fails_or_is_stopped(
    owner: QWidget, qtbot: QtBot, pages: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "PrintRun", StoppedAtTwo)
    progress = ProgressStrip()
    progress.setParent(owner)
    desk = PrintDesk(progress, owner)
    with qtbot.waitSignals([desk.failed, desk.cancelled, desk.ended], order="strict"):
        desk.send(pages, jammed(tmp_path))
        desk.send(pages, to_file(tmp_path / "dos.pdf"))
        desk.send(pages, to_file(tmp_path / "tres.pdf"))
    assert drawn_pages(tmp_path / "tres.pdf") == len(text(pages))


def drawn_pages(path: Path) -> int:
    return len(PdfReader(path).pages)


@pytest.mark.parametrize(
    ("ranges", "copies", "collate", "drawn"),
    [
        ("", 1, True, [1, 2, 3, 4, 5]),
        ("2-3", 1, True, [2, 3]),
        ("1,4-5", 1, True, [1, 4, 5]),
        ("4-9", 1, True, [4, 5]),
        ("7-9", 1, True, []),
        ("1-2", 2, True, [1, 2, 1, 2]),
        ("1-2", 2, False, [1, 1, 2, 2]),
    ],
)
def test_the_pages_and_copies_that_were_chosen_are_those_drawn(
    owner: QWidget, tmp_path: Path, ranges: str, copies: int, collate: bool, drawn: list[int]
) -> None:
    """A PDF file takes no copies by itself, as some printers do not: they are drawn."""
    to = to_file(tmp_path / "papel.pdf")
    assert not to.supportsMultipleCopies()
    to.setCopyCount(copies)
    to.setCollateCopies(collate)
    if ranges:
        to.setPrintRange(QPrinter.PrintRange.PageRange)
        to.setPageRanges(QPageRanges.fromString(ranges))
    assert [page + 1 for page in printing.wanted(to, 5)] == drawn


class Copier(QPrinter):
    """Makes its own copies."""

    def supportsMultipleCopies(self) -> bool:  # noqa: N802 - Qt names it
        return True


def test_a_printer_that_makes_copies_gets_each_page_once(owner: QWidget) -> None:
    to = Copier(QPrinter.PrinterMode.HighResolution)
    to.setCopyCount(3)
    assert printing.wanted(to, 2) == [0, 1]


def test_a_print_does_not_begin_beside_the_success_of_the_one_before(
    owner: QWidget, pages: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = Banner()
    message.setParent(owner)
    desk = PrintDesk(None, owner)
    desk.asked.connect(message.clear)
    message.tell("success", "Se envió a la impresora: 3 páginas.")
    monkeypatch.setattr(QPrintDialog, "show", lambda _dialog: None)
    desk.ask(pages, "acta")
    assert message.text() == ""


class Office(QPrinter):
    """A printer that the system knows; it remembers what it was told."""

    def __init__(self) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.told: list[object] = []

    def outputFormat(self) -> QPrinter.OutputFormat:  # noqa: N802 - Qt names them
        return QPrinter.OutputFormat.NativeFormat

    def printerName(self) -> str:  # noqa: N802
        return "taller"

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide

    def setPrinterName(self, name: str) -> None:  # noqa: N802
        self.told.append(name)

    def setDuplex(self, mode: QPrinter.DuplexMode) -> None:  # noqa: N802
        self.told.append(mode)


@pytest.mark.parametrize("state", [QPrinter.PrinterState.Idle, None])
def test_the_printer_and_both_sides_are_proposed_again_while_it_is_there(
    owner: QWidget, pages: bytes, monkeypatch: pytest.MonkeyPatch, state: QPrinter.PrinterState | None
) -> None:
    asked = type("Asked", (), {"printerInfo": staticmethod(lambda _name: Queue(state))})
    monkeypatch.setattr(printing, "QPrinterInfo", asked)
    monkeypatch.setattr(QPrintDialog, "show", lambda _dialog: None)
    desk, again = PrintDesk(None, owner), Office()
    monkeypatch.setattr(desk, "send", lambda *_one, **_two: None)
    monkeypatch.setattr(printing, "printer", lambda _page: again)
    desk.accept(pages, Office())
    desk.ask(pages, "acta")
    assert again.told == (["taller", QPrinter.DuplexMode.DuplexLongSide] if state is not None else [])
    assert again.copyCount() == 1
    assert again.printRange() == QPrinter.PrintRange.AllPages


def test_the_dialog_knows_how_many_pages_there_are(
    owner: QWidget, pages: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[tuple[int, int]] = []
    monkeypatch.setattr(
        QPrintDialog, "show", lambda dialog: known.append((dialog.minPage(), dialog.maxPage()))
    )
    PrintDesk(None, owner).ask(pages, "acta")
    assert known == [(1, len(text(pages)))]


def test_a_spooler_that_died_says_so_at_the_end(
    owner: QWidget, qtbot: QtBot, pages: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "takes", lambda _name: False)
    run = Drawn(pages, to_file(tmp_path / "papel.pdf"), owner)
    with qtbot.waitSignal(run.failed), qtbot.assertNotEmitted(run.ended):
        run.start()


class Queue:
    """What the system says of one queue."""

    def __init__(self, state: QPrinter.PrinterState | None) -> None:
        self._state = state

    def isNull(self) -> bool:  # noqa: N802 - Qt names it
        return self._state is None

    def state(self) -> QPrinter.PrinterState | None:
        return self._state


def test_a_queue_that_rejects_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt says that it is idle, and loses what is sent in silence."""
    asked: list[list[str]] = []

    def lpstat(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        asked.append(command[1:])
        return subprocess.CompletedProcess(command, 0, stdout=answer)

    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/lpstat")
    monkeypatch.setattr(subprocess, "run", lpstat)
    answer = "taller not accepting requests since Mon Nov 30 16:53:16 2026 -\n\tRejecting Jobs\n"
    assert not printing.accepts("taller")
    answer = "taller accepting requests since Mon Nov 30 16:53:16 2026\n"
    assert printing.accepts("taller")
    assert asked == [["-a", "taller"]] * 2
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert printing.accepts("taller")  # no CUPS here


def test_a_queue_that_is_gone_or_stopped_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    states = QPrinter.PrinterState
    for state, taken in ((states.Idle, True), (states.Active, True), (states.Error, False), (None, False)):
        asked = type("Asked", (), {"printerInfo": staticmethod(lambda _name, state=state: Queue(state))})
        monkeypatch.setattr(printing, "QPrinterInfo", asked)
        assert printing.takes("taller") is taken
    assert printing.takes("")  # to a file
