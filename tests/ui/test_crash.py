"""The exception hook: where it happened, and nothing about anybody."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from alianza_desktop.core.clock import PERU
from alianza_desktop.core.errors import Invalid
from alianza_desktop.ui import crash

NOW = datetime(2026, 11, 23, 9, 2, 41, tzinfo=PERU)


def fail(name: str) -> None:
    raise ValueError(f"cannot read {name}")


def test_the_log_has_lines_and_no_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[Path] = []
    crash.install(tmp_path, lambda: NOW, told.append)
    for _ in range(2):
        try:
            fail("María Quispe 45678901")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    text = (tmp_path / crash.LOG).read_text(encoding="utf-8")
    assert told == [tmp_path / crash.LOG] * 2
    assert text.count("2026-11-23T09:02:41-05:00") == 2
    assert "ValueError" in text
    assert "test_crash.py" in text
    assert "Quispe" not in text
    assert "45678901" not in text


def test_an_error_of_ours_is_logged_by_its_code() -> None:
    assert crash.described(Invalid, Invalid("name-needed", name="Rosa"), None) == "Invalid name-needed"


def test_a_folder_that_cannot_be_written_is_no_second_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    told: list[Path] = []
    crash.install(blocked, lambda: NOW, told.append)
    sys.excepthook(ValueError, ValueError("x"), None)
    assert len(told) == 1
    assert "ValueError" in capsys.readouterr().err


def test_a_failure_while_one_is_told_is_only_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[Path] = []

    def tell(path: Path) -> None:
        told.append(path)
        sys.excepthook(KeyError, KeyError("x"), None)

    crash.install(tmp_path, lambda: NOW, tell)
    sys.excepthook(ValueError, ValueError("x"), None)
    text = (tmp_path / crash.LOG).read_text(encoding="utf-8")
    assert len(told) == 1
    assert "ValueError" in text
    assert "KeyError" in text


def test_a_log_cut_in_the_middle_of_a_letter_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    (tmp_path / crash.LOG).write_bytes("año".encode()[:2])
    crash.install(tmp_path, lambda: NOW, lambda _path: None)
    sys.excepthook(ValueError, ValueError("x"), None)
    assert "ValueError" in (tmp_path / crash.LOG).read_text(encoding="utf-8", errors="replace")


def test_the_dialog_waits_for_the_event_that_failed_and_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown: list[Path] = []
    monkeypatch.setattr(crash, "_dialog", shown.append)
    crash.install(tmp_path, lambda: NOW)
    for _ in range(3):
        sys.excepthook(ValueError, ValueError("x"), None)
    assert shown == []
    qapp.processEvents()
    assert shown == [tmp_path / crash.LOG]
    sys.excepthook(ValueError, ValueError("x"), None)
    qapp.processEvents()
    assert len(shown) == 2
