"""Printing a PDF page by page without stopping the window: one page at each turn of the event loop."""

import os
import shutil
import subprocess
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.storage.files import write_whole
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.widgets.progress import ProgressStrip

DOTS: Final = 300
"""Dots per inch at which pages are drawn: text stays sharp, an A4 page takes 35 MB while it is sent."""
POINTS: Final = 72
STOPPED: Final = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


def printer(page: QSizeF | None = None) -> QPrinter:
    """Return the system's default printer, for such pages (points) without margins: they have their own.

    A4 unless said; a wide A4 is the same paper turned, a smaller card is a paper of its own.
    """
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    upright = QPageLayout.Orientation.Portrait
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    paper = QPageSize(page, QPageSize.Unit.Point) if page is not None else a4
    if page is not None and a4.isEquivalentTo(QPageSize(page.transposed(), QPageSize.Unit.Point)):
        paper, upright = a4, QPageLayout.Orientation.Landscape
    made.setPageSize(paper)
    made.setFullPage(True)
    made.setPageOrientation(upright)
    return made


@dataclass(frozen=True, slots=True)
class Job:
    """A document that waits for the printer."""

    data: bytes
    to: QPrinter
    private: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """Where a print stopped: at a page of so many, or at the file it was to be; 0 when none was begun."""

    page: int = 0
    pages: int = 0
    file: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was last chosen for paper here and serves the next print; copies and pages are of one."""

    printer: str
    duplex: QPrinter.DuplexMode
    colour: QPrinter.ColorMode

    def apply(self, to: QPrinter) -> None:
        """Propose it again, unless that printer is gone."""
        if self.printer and not QPrinterInfo.printerInfo(self.printer).isNull():
            to.setPrinterName(self.printer)
            to.setDuplex(self.duplex)
            to.setColorMode(self.colour)


def wanted(to: QPrinter, last: int) -> list[int]:
    """Return the pages to draw, from 0: those chosen, as often as a printer needs that makes no copies."""
    ranges = [(1, last)]
    if to.printRange() == QPrinter.PrintRange.PageRange:
        ranges = [(one.from_, one.to) for one in to.pageRanges().toRangeList()] or ranges
    chosen = [page for first, end in ranges for page in range(max(first, 1) - 1, min(end, last))]
    times = 1 if to.supportsMultipleCopies() else to.copyCount()
    return chosen * times if to.collateCopies() else [page for page in chosen for _copy in range(times)]


def opened(data: bytes, parent: QObject | None = None) -> QPdfDocument:
    """Return a document read from its bytes."""
    document = QPdfDocument(parent)  # type: ignore[arg-type]
    buffer = QBuffer(document)  # read until the document goes
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def takes(name: str) -> bool:
    """Ask the system whether a queue is there and goes: Qt is silent when a dead spooler took no file."""
    queue = QPrinterInfo.printerInfo(name)
    return not name or (not queue.isNull() and queue.state() not in STOPPED and accepts(name))


def accepts(name: str) -> bool:
    """Ask CUPS, where it is: Qt does not say that a queue rejects what is sent, and loses it in silence."""
    asking = shutil.which("lpstat")
    if asking is None:
        return True
    try:
        told = subprocess.run(  # noqa: S603 - no shell
            [asking, "-a", name],
            env={**os.environ, "LC_ALL": "C"},
            timeout=2, check=False, capture_output=True, text=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return True
    return "not accepting" not in told.stdout


class PrintRun(QObject):
    """One document on its way to a printer; to a PDF file it goes as it is, byte for byte."""

    progressed = Signal(int, int)
    ended = Signal(int)
    """All pages were sent: how many."""
    copied = Signal(str)
    """After `ended`, when they went to a file, byte for byte: its name."""
    failed = Signal(Failure)
    """The printer did not take them, or the file could not be written."""
    cancelled = Signal()

    def __init__(self, data: bytes, to: QPrinter, parent: QObject, *, private: bool = False) -> None:
        super().__init__(parent)
        self._data, self._printer, self._private = data, to, private
        self._document = opened(data, self)
        self._painter: QPainter | None = None
        self._pages = wanted(to, self._document.pageCount())
        self._next = 0
        self._stopped = False

    def start(self) -> None:
        if self._to_file():
            self._copy()
            return
        painter = QPainter()
        if not self._pages or not painter.begin(self._printer):
            self.failed.emit(Failure())
            return
        self._painter = painter
        self._soon()

    def cancel(self) -> None:
        """Stop after the page that is being sent."""
        self._stopped = True

    def _to_file(self) -> bool:
        pdf = self._printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
        return pdf and bool(self._printer.outputFileName())

    def _copy(self) -> None:
        path = Path(self._printer.outputFileName())
        try:
            write_whole(path, self._data, private=self._private)
        except Unavailable:
            self.failed.emit(Failure(file=True))
        else:
            self.ended.emit(self._document.pageCount())
            self.copied.emit(path.name)

    def _soon(self) -> None:
        QTimer.singleShot(0, self, self._page)

    def _page(self) -> None:
        painter = self._painter
        assert painter is not None
        if self._stopped:
            self._printer.abort()
            self._finish()
            self.cancelled.emit()
            return
        if (self._next and not self._printer.newPage()) or not self._alive():
            self._printer.abort()
            self._finish()
            self.failed.emit(Failure(self._next + 1, len(self._pages)))
            return
        _draw(painter, self._printer, self._document, self._pages[self._next])
        self._next += 1
        self.progressed.emit(self._next, len(self._pages))
        if self._next < len(self._pages):
            self._soon()
        else:
            sent = painter.end() and self._alive() and takes(self._printer.printerName())
            self._painter = None
            if sent:
                self.ended.emit(self._next)
            else:
                self.failed.emit(Failure())

    def _alive(self) -> bool:
        return self._printer.printerState() not in STOPPED

    def _finish(self) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None


def _draw(painter: QPainter, to: QPrinter, document: QPdfDocument, page: int) -> None:
    points: QSizeF = document.pagePointSize(page)
    dots = QSize(round(points.width() * DOTS / POINTS), round(points.height() * DOTS / POINTS))
    picture = document.render(page, dots)
    scale = to.resolution() / DOTS
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    painter.drawImage(QPointF(0, 0), picture)
    painter.restore()


class PrintDesk(QObject):
    """Asks for a printer and prints, with progress and a way to stop; one document after another."""

    asked = Signal()
    """Somebody prints again: what was said of the print of before does not stand beside this one."""
    ended = Signal(int)
    copied = Signal(str)
    failed = Signal(Failure)
    cancelled = Signal()

    def __init__(self, progress: ProgressStrip | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._progress, self._window = progress, parent
        self._run: PrintRun | None = None
        self._waiting: deque[Job] = deque()
        self._chosen: Chosen | None = None
        if progress is not None:
            progress.cancelled.connect(self._cancel)

    def ask(self, data: bytes, title: str, *, private: bool = False) -> None:
        """Show the system's own dialog; its answer prints. `private`: a file is only its owner's to read."""
        self.asked.emit()
        document = opened(data, self)
        to, pages = printer(document.pagePointSize(0)), document.pageCount()
        document.deleteLater()
        to.setDocName(title)
        if self._chosen is not None:
            self._chosen.apply(to)
        dialog = QPrintDialog(to, self._window)
        dialog.setMinMax(1, max(pages, 1))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self.accept(data, to, private=private))  # keeps `to`; the dialog not
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def accept(self, data: bytes, to: QPrinter, *, private: bool = False) -> None:
        """Keep what was chosen for the next time, and send."""
        if to.outputFormat() == QPrinter.OutputFormat.NativeFormat:
            self._chosen = Chosen(to.printerName(), to.duplex(), to.colorMode())
        self.send(data, to, private=private)

    def send(self, data: bytes, to: QPrinter, *, private: bool = False) -> None:
        """Send the pages, after those that are on their way."""
        self._waiting.append(Job(data, to, private))
        self._next()

    def _next(self) -> None:
        if self._run is not None or not self._waiting:
            return
        job = self._waiting.popleft()
        self._run = run = PrintRun(job.data, job.to, self, private=job.private)
        run.ended.connect(lambda pages: self._done(lambda: self.ended.emit(pages)))
        run.copied.connect(self.copied)
        run.failed.connect(lambda where: self._done(lambda: self.failed.emit(where)))
        run.cancelled.connect(lambda: self._done(self.cancelled.emit))
        if self._progress is not None:
            run.progressed.connect(self._progress.report)
            self._progress.begin(self.tr("Enviando a la impresora…"), Task())
        run.start()

    def _cancel(self) -> None:
        """Stop what is being sent; what waits behind it goes on."""
        if self._run is not None:
            self._run.cancel()

    def _done(self, tell: Callable[[], None]) -> None:
        if self._progress is not None:
            self._progress.end()
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        tell()
        QTimer.singleShot(0, self, self._next)
