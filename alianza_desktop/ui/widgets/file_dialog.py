"""The system's dialog to choose a file: it begins in the person's documents and never blocks the window.

Qt's own one, used where the desktop has none, keeps some labels in English: they are said here.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileInfo, Qt
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from alianza_desktop.ui import folders

Chosen = Callable[[Path], None]


class Kinds(QFileIconProvider):
    """Says what a row is: Qt has no Spanish word for a folder."""

    def type(self, info: QFileInfo) -> str:
        return _tr("Carpeta") if info.isDir() else super().type(info)


@cache
def _kinds() -> Kinds:
    """Return the one that every dialog shares: none of them keeps it alive."""
    return Kinds()


def open_file(
    owner: QWidget, title: str, kinds: str, chosen: Chosen, folder: Path | None = None
) -> QFileDialog:
    """Ask for a file that exists, beginning in a folder; `kinds` as Qt writes them, `PDF (*.pdf)`."""
    dialog = _dialog(owner, title, kinds, chosen)
    if folder is not None and folder.is_dir():
        dialog.setDirectory(str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.show()
    return dialog


def open_files(owner: QWidget, title: str, kinds: str, chosen: Callable[[list[Path]], None]) -> QFileDialog:
    """Ask for one or more files that exist."""
    dialog = _dialog(owner, title, kinds, lambda _path: None)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.show()
    return dialog


def save_file(owner: QWidget, title: str, kinds: str, name: str, chosen: Chosen) -> QFileDialog:
    """Ask where a file goes, with a name proposed; replacing one is asked."""
    dialog = _dialog(owner, title, kinds, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _tr("Guardar"))
    dialog.selectFile(name)
    dialog.show()
    return dialog


def choose_folder(owner: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    """Ask for a folder, which may be made there."""
    dialog = _dialog(owner, title, "", chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _tr("Elegir"))
    dialog.show()
    return dialog


def _dialog(owner: QWidget, title: str, kinds: str, chosen: Chosen) -> QFileDialog:
    folder = folders.documents()
    dialog = QFileDialog(owner, title, str(folder if folder.is_dir() else Path.home()), kinds)
    dialog.setIconProvider(_kinds())
    labels = QFileDialog.DialogLabel
    dialog.setLabelText(labels.LookIn, _tr("Carpeta:"))
    dialog.setLabelText(labels.FileName, _tr("Nombre del archivo:"))
    dialog.setLabelText(labels.FileType, _tr("Tipo de archivo:"))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("file_dialog", words)
