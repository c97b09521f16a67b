"""A finished PDF to the printer or to a file that a person chooses; nothing is kept by itself."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.storage.files import write_whole
from alianza_desktop.ui.widgets.printing import PrintRun, printer


def tr(words: str) -> str:
    return QCoreApplication.translate("paper", words)


class Tell(Protocol):
    """Says how it ended, next to the button that was pressed."""

    def __call__(self, words: str, *, good: bool) -> None: ...


def print_pdf(owner: QWidget, data: bytes, title: str, tell: Tell) -> None:
    """Ask for a printer and send the pages; the window goes on meanwhile."""
    to = printer()
    to.setDocName(title)
    dialog = QPrintDialog(to, owner)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.finished.connect(lambda result: _chosen(owner, dialog, data, tell, result))
    dialog.show()


def _chosen(owner: QWidget, dialog: QPrintDialog, data: bytes, tell: Tell, result: int) -> None:
    to = dialog.printer()
    dialog.deleteLater()
    if result == QDialog.DialogCode.Accepted:
        send(owner, data, to, tell)


def send(owner: QWidget, data: bytes, to: QPrinter, tell: Tell) -> PrintRun:
    """Send the pages to a printer that was chosen."""
    run = PrintRun(data, to, owner)
    run.ended.connect(lambda _pages: tell(tr("Se envió a la impresora."), good=True))
    run.failed.connect(lambda: tell(tr("La impresora no la recibió. Revísela o guarde el PDF."), good=False))
    run.start()
    return run


def save_pdf(owner: QWidget, data: bytes, name: str, tell: Tell) -> None:
    """Ask where, and write the file whole."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _kind = QFileDialog.getSaveFileName(
        owner, tr("Guardar PDF"), str(Path(documents or Path.home()) / name), "PDF (*.pdf)"
    )
    if chosen:
        keep(Path(chosen), data, tell)


def keep(path: Path, data: bytes, tell: Tell) -> None:
    """Write the file whole, and say its name."""
    try:
        write_whole(path, data)
    except Unavailable as error:
        tell(sentence(error), good=False)
    else:
        tell(tr("Guardado en {name}.").format(name=path.name), good=True)
