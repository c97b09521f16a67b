"""The three tones: they are there, they differ, and where nothing plays them there is silence."""

import shutil
import subprocess
import wave
from io import BytesIO

import pytest

from alianza_desktop.ui import sounds
from alianza_desktop.ui.sounds import TONES, Kind


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    sounds._player.cache_clear()


@pytest.mark.parametrize("kind", TONES)
def test_a_tone_is_a_short_quiet_wav(kind: Kind) -> None:
    with wave.open(BytesIO(sounds.recorded(kind))) as read:
        seconds = read.getnframes() / read.getframerate()
        frames = memoryview(read.readframes(read.getnframes())).cast("h")
    assert 0.1 < seconds < 0.5
    assert max(map(abs, frames)) <= sounds.LOUD
    assert (frames[0], frames[-1]) == (0, frames[-1])
    assert abs(frames[-1]) < 200  # no click


def test_the_three_differ() -> None:
    assert len({sounds.recorded(kind) for kind in TONES}) == 3


def test_it_is_handed_to_the_first_player_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[str], bytes]] = []
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/aplay" if name == "aplay" else None)
    monkeypatch.setattr(
        subprocess, "run", lambda command, **options: asked.append((list(command), options["input"]))
    )
    sounds.play("already")
    assert asked == [(["/usr/bin/aplay", "-q", "-"], sounds.recorded("already"))]


@pytest.mark.parametrize("failure", [OSError, subprocess.TimeoutExpired("aplay", 2)])
def test_a_player_that_fails_is_silence(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise failure

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", fail)
    sounds.play("found")


def test_without_a_player_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_o: pytest.fail("nothing to run"))
    sounds.play("refused")
