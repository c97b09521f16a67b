"""One journey through the real window does the day, by keyboard alone and again by mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.ui import folders, start
from alianza_desktop.ui.program import Program
from tests.journeys import day as steps
from tests.journeys.day import Day

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
"""The offscreen platform says so of every popup; no real platform does."""


@pytest.fixture(params=["keys", "mouse"])
def day(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> Iterator[Day]:
    start.dress(qapp)
    program = Program(qapp, tmp_path / "nueva", clock)
    program.window.setMinimumSize(0, 0)  # the offscreen platform warns about it
    program.start()
    yield Day(program, steps.hands_of(request.param, program.window), qtbot)
    if shiboken6.isValid(program):
        program.close()
        shiboken6.delete(program.window)
        shiboken6.delete(program)


def test_the_day(day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "actas", lambda: tmp_path / "Documentos" / "Actas")
    steps.found_alliance(day)
    steps.new_workshop(day)
    steps.import_list(day)
    steps.arrivals(day)
    steps.agree(day)
    steps.sketch(day)
    screen = steps.freeze(day)
    steps.sign(day, screen)
    steps.end_otherwise(day, screen, "paper", identified_by="documento", paper="Hoja 1")
    steps.end_otherwise(day, screen, "refused", reason="Prefiere consultar antes")
    steps.end_otherwise(day, screen, "absent")
    steps.end_otherwise(day, screen, "left", left_at="12:50")
    steps.seal(day, screen)
    printed = steps.print_out(day, screen, tmp_path)
    kept = steps.keep(day, screen)
    assert kept.read_bytes() == printed.read_bytes()
    assert screen.acta.facts is not None
    book = load_workbook(steps.write_workbook(day, tmp_path))
    assert [row[0].value for row in book["Actas"].iter_rows()][-1] == screen.acta.facts.number
    assert steps.verify(day, kept).startswith("Íntegra")
    altered = tmp_path / "alterada.pdf"
    altered.write_bytes(kept.read_bytes() + b"% una linea mas")
    assert steps.verify(day, altered).startswith("Alterada")
