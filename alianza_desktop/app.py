"""The one composition root of the window: folder > store > jobs > window > crash hook. Also `--grab`.

PySide6 is imported inside the functions, so that a Linux without Qt's system libraries gets one line that
names the packages to install instead of a traceback.
"""

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import Unavailable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from alianza_desktop.ui.program import Program

PACKAGES: Final = (
    "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 "
    "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
"""Debian packages of a bare machine that Qt's own wheels do not bring (engineering.md)."""
_X11: Final = (
    "libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
)  # fmt: skip


def run(folder: Path, clock: Clock) -> int:
    """Open the window on a data folder and return its exit code.

    Raises `Unavailable` (`qt-missing` naming the packages, `no-display`).
    """
    application, program = begin(folder, clock)
    program.start()
    code = application.exec()
    program.close()
    return code


def begin(folder: Path, clock: Clock) -> "tuple[QApplication, Program]":
    """Make the program, its window not yet shown; raises as `run`.

    Nothing is collected until `Program` has opened the store: what a start makes lasts as long as it.
    """
    gc.disable()
    try:
        application = _application(sys.argv[:1])
        from alianza_desktop.ui import crash
        from alianza_desktop.ui.program import Program

        crash.install(folder, clock.now)
        return application, Program(application, folder, clock)
    except (ImportError, Unavailable):  # there is no window, and what asked for it goes on
        gc.enable()
        raise


def grab(folder: Path, wanted: Sequence[str] = ()) -> list[Path]:
    """Render screens on demo data, in three palettes and two sizes, as PNG files in a folder.

    All of them, or those that the names or patterns (`mesas*`) want. Raises `NotFound` (`no-such-screen`).
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = _application(["alianza"])
    from alianza_desktop.ui import gallery, start

    start.finish(application)
    return gallery.render(application, folder, gallery.chosen(wanted))


def qt_version() -> str:
    """Return the version of Qt, or raise `Unavailable("qt-missing")`: what `alianza check` asks."""
    try:
        import PySide6.QtPdf
        import PySide6.QtPrintSupport
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401 - needs the system's libraries, QtCore alone does not
        from PySide6.QtCore import qVersion
    except ImportError as error:
        raise missing_library(error) from error
    return qVersion()


def _application(arguments: list[str]) -> "QApplication":
    check_display(os.environ, sys.platform)
    try:
        from alianza_desktop.ui.start import application
    except ImportError as error:
        raise missing_library(error) from error
    return application(arguments)


def missing_library(error: ImportError) -> Exception:
    """Return what to raise for a failed import: Qt without its system libraries, or the error itself."""
    if "cannot open shared object file" in str(error):
        return Unavailable("qt-missing", packages=PACKAGES)
    return error


def _load(name: str) -> object:
    import ctypes

    return ctypes.CDLL(name)


def check_display(environment: Mapping[str, str], system: str, load: Callable[[str], object] = _load) -> None:
    """Look before Qt does, because without a display or its X11 libraries Qt ends the process."""
    if (
        not system.startswith("linux")
        or environment.get("QT_QPA_PLATFORM")
        or environment.get("WAYLAND_DISPLAY")
    ):
        return
    if not environment.get("DISPLAY"):
        raise Unavailable("no-display")
    try:
        for name in _X11:
            load(name)
    except OSError as error:
        raise Unavailable("qt-missing", packages=PACKAGES) from error
