"""Where what a person takes away is kept: their own documents, not the store's folder."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices


def documents() -> Path:
    """Return «Documentos» of whoever uses this laptop."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found or Path.home())


def actas() -> Path:
    """Return «Documentos/Actas»."""
    return documents() / "Actas"


def papers() -> Path:
    """Return «Documentos/Papeles»."""
    return documents() / "Papeles"


def show(folder: Path) -> bool:
    """Open a folder in the system's own window of files."""
    folder.mkdir(parents=True, exist_ok=True)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
