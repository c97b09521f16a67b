"""The composition root before Qt: missing libraries and displays, in one line each; what is imported when."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from alianza_desktop import app
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import sentence

LIGHT = (
    "alianza_desktop.ui.agenda",
    "alianza_desktop.ui.frame.presenter",
    "alianza_desktop.ui.home.presenter",
    "alianza_desktop.ui.registration.presenter",
    "alianza_desktop.ui.registration.walk_in",
)
HEAVY = ("alembic", "pyhanko", "openpyxl", "reportlab", "python_calamine", "pypdf")
LATER = ("ssl", "email", "argon2", *HEAVY)
"""What a window may not wait for: SQLAlchemy's `asyncio` brings `ssl`, its `importlib.metadata` `email`."""


def imported(code: str, *arguments: str) -> set[str]:
    """Return the top-level modules of a new process that ran the code."""
    tail = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tail}", *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    return set(done.stdout.split())


def test_presenters_import_no_qt() -> None:
    assert "PySide6" not in imported("\n".join(f"import {name}" for name in LIGHT))


def test_the_command_line_s_root_imports_no_qt() -> None:
    assert "PySide6" not in imported("import alianza_desktop.app")


def test_the_frame_is_shown_before_the_store_is_imported() -> None:
    found = imported("import alianza_desktop.ui.start, alianza_desktop.ui.program")
    assert "PySide6" in found
    assert not found & {"sqlalchemy", "sqlcipher3", "cryptography", *HEAVY}


FIRST_FRAME = """
import sys
from pathlib import Path
import PySide6.QtCore
from alianza_desktop.app import begin
from alianza_desktop.core.clock import SystemClock
app, program = begin(Path(sys.argv[1]), SystemClock())
program.window.show()
app.processEvents()
named = vars(PySide6.QtCore)
if "Qt" in named:
    sys.exit("Qt was named before the first frame")
"""


def test_the_first_frame_is_painted_without_the_namespace_of_qt(tmp_path: Path) -> None:
    assert "PySide6" in imported(FIRST_FRAME, str(tmp_path))


def test_the_numbers_that_stand_for_values_of_qt_are_those() -> None:
    from PySide6.QtCore import Qt

    from alianza_desktop.ui.frame import rail
    from alianza_desktop.ui.widgets import labels, paint

    flags, policies = Qt.AlignmentFlag, Qt.FocusPolicy
    assert (flags.AlignLeft | flags.AlignVCenter).value == paint.LEFT
    assert (flags.AlignRight | flags.AlignVCenter).value == paint.RIGHT
    assert flags.AlignCenter.value == paint.CENTRE
    assert Qt.TextFlag.TextSingleLine.value == paint.SINGLE_LINE
    assert Qt.TextFormat.PlainText.value == labels.PLAIN
    assert (policies.NoFocus.value, policies.TabFocus.value) == (rail.NEVER, rail.BY_TAB)


OPEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from alianza_desktop.core.clock import SystemClock
from alianza_desktop.ui import start
from alianza_desktop.ui.program import Program
app = start.application([])
program = Program(app, Path(sys.argv[1]), SystemClock())
program.start()
look = QTimer(interval=1)
look.timeout.connect(lambda: app.quit() if program.window._here else None)
look.start()
app.exec()
program.close()
"""


def test_inicio_is_filled_without_the_heavy_libraries(store: Path) -> None:
    found = imported(OPEN, str(store))
    assert "sqlalchemy" in found
    assert not found & set(LATER)


def test_no_screen_imports_what_only_its_work_needs() -> None:
    """A screen is made in the thread of the window, which paints nothing meanwhile."""
    source = (Path(app.__file__).parent / "ui" / "navigation.py").read_text(encoding="utf-8")
    screens = set(re.findall(r"^    from (\S+) import open_", source, re.MULTILINE))
    found = imported(f"import {', '.join(screens)}")
    assert {"alianza_desktop.ui.actas.screen", "alianza_desktop.ui.revising.screen"} <= screens
    assert not found & {"PIL", "argon2", *HEAVY}


def test_a_missing_library_of_qt_names_the_packages() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    found = app.missing_library(error)
    assert isinstance(found, Unavailable)
    words = sentence(found)
    assert "\n" not in words
    assert "apt install libgl1 libegl1" in words


def test_another_failed_import_stays_what_it_is() -> None:
    error = ModuleNotFoundError("No module named 'PySide6'")
    assert app.missing_library(error) is error


def loads(_name: str) -> None:
    """Every library is there."""


def fails(name: str) -> None:
    if name.startswith("libxcb-cursor"):
        raise OSError(name)


@pytest.mark.parametrize(
    ("environment", "system", "load", "code"),
    [
        ({}, "linux", loads, "no-display"),
        ({"DISPLAY": ":0"}, "linux", loads, ""),
        ({"DISPLAY": ":0"}, "linux", fails, "qt-missing"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", fails, ""),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", fails, ""),
        ({}, "win32", fails, ""),
    ],
)
def test_the_display_is_looked_at_before_qt_does(
    environment: dict[str, str], system: str, load: object, code: str
) -> None:
    try:
        app.check_display(environment, system, load)  # type: ignore[arg-type]
        found = ""
    except Unavailable as error:
        found = error.code
    assert found == code


def test_a_window_without_a_display_says_so(tmp_path: Path) -> None:
    code = "import sys; sys.argv = ['alianza', 'app']; from alianza_desktop.__main__ import main; main()"
    environment = {"PATH": "/usr/bin", "ALIANZA_DATA": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 2
    assert done.stderr == sentence(Unavailable("no-display")) + "\n"
