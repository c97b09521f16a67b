"""A queue at the desk in the real window, until it is killed.

`python -m tests.journeys.queue FOLDER INSTRUCTIONS DOCUMENT…`: each line that it writes is an arrival that
the window said was done. An even document is of somebody known; an odd one walks in. After so many
instructions of SQLite (0: never) it kills itself in the middle of whatever it is doing.
"""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from alianza_desktop.core.clock import SystemClock
from alianza_desktop.ui import start
from alianza_desktop.ui.program import Program
from alianza_desktop.ui.registration.bursts import BurstClock
from alianza_desktop.ui.registration.screen import RegistrationScreen
from tests.storage.registrar import die_after

ENTER = Qt.Key.Key_Return


def main(folder: str, instructions: str, *documents: str) -> None:
    app = start.application(["alianza"])
    program = Program(app, Path(folder), SystemClock())
    program.start()
    wait(app, lambda: bool(program.window._here))
    program.window.open("registration", "")
    screen = program.window.current().page()
    assert isinstance(screen, RegistrationScreen)
    screen.scans.burst = BurstClock(count(0.0, 1.0).__next__)  # fingers
    wait(app, lambda: screen.desk.room is not None)
    database = program.lanes._database
    assert database is not None
    if int(instructions):
        die_after(database, int(instructions))
    for document in documents:
        register(app, screen, document)
        sys.stdout.write(document + "\n")
        sys.stdout.flush()


def wait(app: QApplication, until: Callable[[], bool]) -> None:
    while not until():
        app.processEvents()


def register(app: QApplication, screen: RegistrationScreen, document: str) -> None:
    """Let one person in, as the window lets them; come back when it says that it is done."""
    screen.strip.clear()
    screen.line.setText(document)  # what a scanner read, without its Enter
    wait(app, lambda: screen.desk._asked == screen.desk._answered)
    if int(document) % 2:
        wait(app, screen.offered.offer.isVisible)
        press(screen.line)
        wait(app, lambda: screen._writing)
        form = screen.form
        form.given.setText("Elena")
        form.paternal.setText(f"Tsakim {document[-3:]}")
        form.organization.setText("Asociación de Nieva")
        form.toggle_consent(1)
        press(form.register)
    else:
        wait(app, screen.found.primary.isVisible)
        press(screen.line)
    wait(app, lambda: screen.strip.text().startswith("Listo"))


def press(widget: QWidget | None) -> None:
    assert widget is not None
    QTest.keyClick(widget, ENTER)


if __name__ == "__main__":
    main(*sys.argv[1:])
