"""The one exception hook: a sentence for the person, and for us where it happened, without personal data.

The log has the kind of error and the lines of the program that led to it; never a message or a value, because
those may hold a name or a document number.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from alianza_desktop import __version__
from alianza_desktop.core.errors import AppError

LOG = "fallos.log"
_LARGEST = 512 * 1024


def described(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return what is written about a defect: kind, code and lines, no message."""
    code = f" {error.code}" if isinstance(error, AppError) else ""
    lines = [f"  {Path(one.filename).name}:{one.lineno} {one.name}" for one in extract_tb(trace)]
    return "\n".join([f"{kind.__name__}{code}", *lines])


def install(folder: Path, now: Callable[[], datetime], tell: Callable[[Path], None] | None = None) -> None:
    """Make every unexpected error end here; the window stays open. One at a time is told, all are logged."""
    say = tell or _Dialog()
    telling: list[Path] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        head = f"{now().isoformat(timespec='seconds')} {__version__}"
        path = _write(folder, f"{head}\n{described(kind, error, trace)}\n")
        if telling:  # its dialog runs the event loop: a second failure meanwhile must not open another
            return
        telling.append(path)
        say(path)
        telling.clear()

    sys.excepthook = hook


def _write(folder: Path, words: str) -> Path:
    path = folder / LOG
    try:
        folder.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8", errors="replace")[-_LARGEST:] if path.exists() else ""
        path.write_text(old + words, encoding="utf-8")
    except OSError:
        sys.stderr.write(words)
    return path


class _Dialog:
    """Tells after the event that failed has ended: a dialog inside a repaint would fail again."""

    def __init__(self) -> None:
        self._pending = False

    def __call__(self, path: Path) -> None:
        if not self._pending:
            self._pending = True
            QTimer.singleShot(0, lambda: self._show(path))

    def _show(self, path: Path) -> None:
        _dialog(path)
        self._pending = False


def _dialog(path: Path) -> None:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Alianza")
    box.setText(
        QApplication.translate(
            "crash", "Algo no salió como debía. Lo que se ha guardado está a salvo; puede seguir trabajando."
        )
    )
    box.setInformativeText(
        QApplication.translate("crash", "El detalle, sin datos de personas, quedó en {path}.").format(
            path=path
        )
    )
    box.addButton(QApplication.translate("crash", "Seguir trabajando"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
