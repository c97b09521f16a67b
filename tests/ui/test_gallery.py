"""The pictures of the screens: all of them or those that are asked for."""

from pathlib import Path

import pytest

from alianza_desktop.cli.main import run
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui import gallery, theme
from alianza_desktop.ui.gallery import stages
from tests.ui.screen_days import Days, program


def test_the_gallery_saves_the_pictures_that_are_asked_for(
    stage: Stage, days: Days, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every pose is shown by test_screens; here, one of each way to take it."""
    monkeypatch.setattr(stages, "MOMENTS", {"morning": stages.Moment(stages.NOW, lambda _folder: stage)})
    monkeypatch.setattr(type(stage.database), "__exit__", lambda *_args: None)
    wanted = ["inicio", "bienvenida", "papeles", "proyector-agenda", "buscar"]
    files = gallery.render(program(), tmp_path / "grab", gallery.chosen(wanted))
    assert len(files) == len(wanted) * len(theme.THEMES) * len(gallery.SIZES)
    assert len(set(files)) == len(files)
    assert {path.name.removesuffix("-claro-1366x690.png") for path in files} >= {"inicio", "papeles"}
    assert all(path.stat().st_size > 5_000 for path in files)


def test_screens_are_chosen_by_name_or_pattern() -> None:
    assert list(gallery.chosen(["registro", "mesas-*", "registro"]))[:2] == ["registro", "mesas-repartir"]
    assert gallery.chosen([]) is gallery.POSES


def test_a_screen_that_nobody_knows_is_said_in_one_sentence(
    tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["app", "--grab", str(tmp_path / "grab"), "inicio", "nadie"], clock) == 2
    said = capsys.readouterr().err
    assert "Ninguna pantalla se llama «nadie»" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "grab").exists()
