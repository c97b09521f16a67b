"""kill -9 of another process, after what it said or inside itself: one runner for every power cut."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 30
"""Seconds for a process that was killed to be gone."""


def _started(command: Sequence[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_when_it_says(script: str, arguments: Sequence[str], *words: str) -> None:
    """Run a script and kill it once it has said these lines and nothing else."""
    with _started(["-c", script, *arguments]) as process:
        assert process.stdout is not None
        for expected in words:
            assert process.stdout.readline() == f"{expected}\n"
        process.send_signal(signal.SIGKILL)
        assert process.wait(PATIENCE) == -signal.SIGKILL


def acknowledged(module: str, arguments: Sequence[str], most: int) -> list[str]:
    """Run a module that says a line for each thing that it has saved; kill it after so many of them.

    It may kill itself before, in the middle of whatever it is doing.
    """
    said: list[str] = []
    with _started(["-m", module, *arguments]) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.strip())
            if len(said) == most:
                process.kill()
    assert process.returncode == -signal.SIGKILL
    return said
