"""Start of the window against a bare PySide6 window: whole processes, in turn, in the same run.

Four moments: the first frame is painted, Inicio is filled, Registro has answered its first search among
20,000 people, on a laptop that was left there or from Inicio with a key. Then the memory of that process, and
how long each screen takes to open. Medians, and ratios to the bare window, are recorded and printed; nothing
is asserted about the clock.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import pytest

from alianza_desktop.core.clock import SystemClock
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.frame.presenter import LAST_PLACE
from tests.benchmarks.conftest import Say
from tests.benchmarks.crowd import Crowd

ROUNDS = 9
REACHED = """
import time
def reached():
    print(time.time())
    app.quit()
"""
FLOOR = f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
{REACHED}
app = QApplication([])
window = QWidget()
window.resize(1366, 690)
window.show()
app.processEvents()  # the first paint
QTimer.singleShot(0, reached)
app.exec()
"""
OURS = f"""
import sys
{REACHED}
from pathlib import Path
from alianza_desktop.app import begin
from alianza_desktop.core.clock import SystemClock
app, program = begin(Path(sys.argv[1]), SystemClock())
from PySide6.QtCore import QTimer
window = program.window
window.setMinimumSize(0, 0)
UNTIL
app.exec()
program.close()
"""
FRAME = OURS.replace("UNTIL", "window.show()\napp.processEvents()\nQTimer.singleShot(0, reached)")
WATCHED = """
def look():
    if STEPS and STEPS[0]():
        STEPS.pop(0)
    if not STEPS:
        reached()
program.start()
timer = QTimer(interval=2)
timer.timeout.connect(look)
timer.start()
"""
FILLED = OURS.replace(
    "UNTIL", f"STEPS = [lambda: window._here and window.current()._title.text()]\n{WATCHED}"
)
DESK = """
def at_the_desk():
    if not window._here:
        return False
    COME
    return True
def focused():
    desk = window.current()
    if not desk.line.hasFocus():
        return False  # from then on what is typed is looked for, with the room here or on its way
    desk.line.setText("quis")
    return True
def answered():
    desk = window.current()
    return desk._middle.currentWidget() is desk.hits_page
STEPS = [at_the_desk, focused, answered]
"""
USABLE = OURS.replace("UNTIL", DESK + WATCHED)
GONE_TO = USABLE.replace("COME", 'window.open("registration", "")')
RETURNED = USABLE.replace("COME", 'assert window._here == "registration"')
SWITCHES = """
import json
from alianza_desktop.ui.navigation import PLACES
built = [key for key, place in PLACES.items() if place.build is not None]
taken = {key: [] for key in built}
LONG = "papers-page"  # it makes a list of 20,000 people beside what comes after it: the last to be measured
order = [key for key in built if key != LONG] * 21 + [LONG] * 3
def settle(rounds, then):
    again = lambda _none: settle(rounds - 1, then) if rounds else then()
    program.lanes.of(window).read(lambda session: None, again)
def turn():
    if not order:
        status = Path("/proc/self/status").read_text().splitlines()
        [peak] = [line.split()[1] for line in status if line.startswith("VmHWM")]
        print(json.dumps({"memory_kib": int(peak), "seconds": taken}))
        app.quit()
        return
    key, began = order.pop(0), time.perf_counter()
    window.open(key, "")
    def shown():
        window.repaint()
        taken[key].append(time.perf_counter() - began)
        QTimer.singleShot(0, turn)
    settle(2, shown)
def switching():
    STEPS.append(lambda: False)
    turn()
    return True
STEPS = [lambda: window._here, switching]
"""
SWITCHED = OURS.replace("UNTIL", SWITCHES + WATCHED)


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], str]:
    """Run a script on a store as an installed program: with its bytecode written."""
    compiled = tmp_path_factory.getbasetemp() / "bytecode"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONPYCACHEPREFIX": str(compiled),
        "QT_QPA_PLATFORM": "offscreen",
    }

    def running(script: str, store: Path) -> str:
        command = [sys.executable, "-c", script, str(store)]
        done = subprocess.run(
            command, check=True, env=environment, timeout=120, capture_output=True, text=True
        )
        return done.stdout

    return running


def leave_at(folder: Path, place: str) -> None:
    """Leave the laptop at a screen, as somebody did who worked there today."""
    today = f"{SystemClock().now():%Y-%m-%d}"
    database = Database.open(folder, clock=SystemClock())
    with database.transaction() as session:
        settings.write(session, LAST_PLACE, f"{today} {place}")
    database.close()


@pytest.mark.benchmark_ratio
@pytest.mark.timeout(900)
def test_start_of_the_window(crowd: Crowd, run: Callable[[str, Path], str], say: Say) -> None:
    scripts = {FLOOR: "", FRAME: "", FILLED: "home", GONE_TO: "home", RETURNED: "registration"}
    times: dict[str, list[float]] = {script: [] for script in scripts}
    for number in range(ROUNDS + 1):  # the first warms: files in the system's cache, bytecode written
        for script, place in scripts.items():
            leave_at(crowd.folder, place)
            start = time.time()
            taken = float(run(script, crowd.folder)) - start
            times[script] += [taken] if number else []
    floor, frame, filled, gone_to, returned = (1000 * median(measured) for measured in times.values())
    say(
        f"start: bare window {floor:.0f} ms; first frame {frame:.0f} ms, {frame / floor:.2f} times the bare "
        f"one; Inicio filled {filled:.0f} ms; Registro usable with 20,000 people: where it was left "
        f"{returned:.0f} ms, {returned - floor:+.0f} ms; from Inicio {gone_to - floor:+.0f} ms"
    )


@pytest.mark.benchmark_ratio
@pytest.mark.timeout(900)
def test_every_screen_and_its_memory(crowd: Crowd, run: Callable[[str, Path], str], say: Say) -> None:
    found = json.loads(run(SWITCHED, crowd.folder))
    say(f"memory with 20,000 people, every screen opened: {found['memory_kib'] / 1024:.0f} MiB (peak, RSS)")
    for key, (first, *again) in found["seconds"].items():
        late = quantiles(again, n=20)[-1]
        say(f"screen {key}: first {1000 * first:.0f} ms; then p95 {1000 * late:.0f} ms of {len(again)}")
