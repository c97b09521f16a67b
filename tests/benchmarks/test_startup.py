"""Start of the window against a bare PySide6 window: whole processes, in turn, in the same run.

Two moments: the frame is on the screen, and Inicio is filled from a store. Medians and their ratios
are recorded and printed; nothing is asserted about the clock.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage.database import Database
from tests.builders import world, writing

ROUNDS = 7
BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1366, 690)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from alianza_desktop.core.clock import SystemClock
from alianza_desktop.ui import start
from alianza_desktop.ui.program import Program
app = start.application([])
program = Program(app, Path(sys.argv[1]), SystemClock())
program.window.setMinimumSize(0, 0)
UNTIL
app.exec()
program.close()
"""
FRAME = OURS.replace("UNTIL", "program.window.show()\nQTimer.singleShot(0, app.quit)")
FILLED = OURS.replace(
    "UNTIL",
    "program.start()\n"
    "look = QTimer(interval=1)\n"
    "look.timeout.connect(lambda: app.quit() if program.window._here else None)\n"
    "look.start()",
)


@pytest.mark.benchmark_ratio
def test_start_of_the_window(store: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> None:
    with Database.open(store, clock=clock) as database, writing(database) as session:
        world(session)
    times: dict[str, list[float]] = {BARE: [], FRAME: [], FILLED: []}
    for script in times:
        _seconds(script, store)  # warm: files in the system's cache, bytecode written
    for _ in range(ROUNDS):
        for script, measured in times.items():
            measured.append(_seconds(script, store))
    bare, frame, filled = (1000 * median(measured) for measured in times.values())
    with capsys.disabled():
        print(  # noqa: T201
            f"\nstart: bare window {bare:.0f} ms; our frame {frame:.0f} ms, ratio {frame / bare:.1f}; "
            f"Inicio filled {filled:.0f} ms, ratio {filled / bare:.1f}"
        )


def _seconds(script: str, store: Path) -> float:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", script, str(store)], check=True, env=environment, timeout=60)
    return time.perf_counter() - start
