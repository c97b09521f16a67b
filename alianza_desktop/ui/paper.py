"""A finished PDF to a file that a person chooses; nothing is kept by itself."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.storage.files import write_whole
from alianza_desktop.ui.widgets.file_dialog import save_file


def tr(words: str) -> str:
    return QCoreApplication.translate("paper", words)


class Tell(Protocol):
    """Says how it ended, next to the button that was pressed."""

    def __call__(self, words: str, *, good: bool) -> None: ...


def save_pdf(owner: QWidget, data: bytes, name: str, tell: Tell, *, private: bool = False) -> None:
    """Ask where, and write the file whole; `private` keeps it from the other users of the laptop."""
    title, kinds = tr("Guardar PDF"), "PDF (*.pdf)"
    save_file(owner, title, kinds, name, lambda path: keep(path, data, tell, private=private))


def keep(path: Path, data: bytes, tell: Tell, *, private: bool = False) -> None:
    """Write the file whole, and say its name."""
    try:
        write_whole(path, data, private=private)
    except Unavailable as error:
        tell(sentence(error), good=False)
    else:
        tell(tr("Guardado en {name}.").format(name=path.name), good=True)
