"""The projector on a laptop with two screens: another process, whose window system has them."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCREENS = [  # the offscreen window system orders them by name
    {"name": "DP-1", "x": 0, "y": 0, "width": 1366, "height": 768},
    {"name": "HDMI-1", "x": 1366, "y": 0, "width": 1280, "height": 720},
    {"name": "VGA-1", "x": 2646, "y": 0, "width": 1920, "height": 1080},
]

DAY = """
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.storage.founding import found
from alianza_desktop.ui import start
from alianza_desktop.ui.context import Context
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.projector.stand import Stand

app = start.application([])
start.dress(app)
clock = FixedClock(datetime(2026, 11, 23, 8, 0, tzinfo=PERU))
with found(Path(sys.argv[1]), name="Alianza", ubigeo="0104", operator="Ana", role="coordinator",
           clock=clock) as database:
    window = MainWindow()
    window.resize(1366, 690)
    window.show()
    jobs = InlineJobs(database, clock)
    stand = Stand(window, Context(database.folder, clock, lambda _owner: jobs, Surroundings))

    def seen():
        for _ in range(3):
            app.processEvents()
        room = stand.room
        area = room.geometry()
        print(area.x(), area.width(), area.height(), room.isFullScreen(), window.screen().name(), flush=True)

    print(*(words for _name, words in stand._controls.screens), sep="|", flush=True)
    stand.presenter.toggle()
    seen()
    stand.act("screen")
    seen()
    stand.act("screen")
    seen()
    stand.presenter.use_screen("HDMI-1")
    seen()
    app.screenRemoved.emit(QGuiApplication.screens()[2])
    print(stand.room is not None, flush=True)
    app.screenRemoved.emit(QGuiApplication.screens()[1])
    print(stand.room, window.top_bar.projector.accessibleName(), sep="|", flush=True)
    window.close()
"""


def test_the_room_is_on_the_other_screen(tmp_path: Path) -> None:
    config = tmp_path / "pantallas.json"
    config.write_text(json.dumps({"screens": SCREENS}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", DAY, str(tmp_path / "data")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines() == [
        "Pantalla 1 · DP-1 · 1366 × 768|Pantalla 2 · HDMI-1 · 1280 × 720|Pantalla 3 · VGA-1 · 1920 × 1080",
        "1366 1280 720 True DP-1",
        "2646 1920 1080 True DP-1",
        "0 1366 768 True VGA-1",  # they changed places
        "1366 1280 720 True VGA-1",
        "True",
        "None|Proyector: sin pantalla",
    ]
