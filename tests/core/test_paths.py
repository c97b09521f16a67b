"""Where resources and data are: checkout, wheel, frozen program."""

import sys
from pathlib import Path

import pytest

from alianza_desktop.core import paths


def test_resources_of_the_checkout() -> None:
    assert paths.resource("catalogs", "ubigeo.csv").is_file()


def test_resources_inside_the_installed_package_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.resource("fonts", "a.ttf") == tmp_path / "resources" / "fonts" / "a.ttf"


def test_resources_of_the_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("icons") == tmp_path / "resources" / "icons"


def test_the_data_folder_is_the_chosen_one_then_the_variable_then_the_users(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALIANZA_DATA", "from-variable")
    assert paths.data_folder("chosen") == Path("chosen")
    assert paths.data_folder() == Path("from-variable")
    monkeypatch.delenv("ALIANZA_DATA")
    assert paths.data_folder().name == "alianza"
    assert paths.data_folder().is_absolute()
