"""Whether it is saved, said at the top of the window."""

import pytest
from pytestqt.qtbot import QtBot

from alianza_desktop.ui.frame import top_bar
from alianza_desktop.ui.frame.top_bar import TopBar


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    made = TopBar()
    qtbot.addWidget(made)
    made.show_saved("08:00:00")
    return made


def test_what_is_saved_at_once_was_never_on_its_way(bar: TopBar) -> None:
    bar.show_saving()
    assert bar._saved.words() == "Guardado"
    bar.show_saved("08:00:01")
    assert not bar._slow.isActive()
    assert bar._saved.accessibleName() == "Guardado 08:00:01 en este equipo"


def test_what_takes_long_is_said_until_it_is_saved(
    bar: TopBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(top_bar, "SLOW_MS", 0)
    bar.show_saving()
    qtbot.waitUntil(lambda: bar._saved.words() == "Guardando...")
    bar.show_saved("08:00:01")
    assert bar._saved.words() == "Guardado"


def test_a_failure_is_not_covered_by_what_was_on_its_way(bar: TopBar) -> None:
    bar.show_saving()
    bar.show_not_saved("No se guardó")
    assert not bar._slow.isActive()
    assert bar._saved.words() == "No se guardó"
