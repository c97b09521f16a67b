"""A defect of the program is one Spanish sentence and exit 70; `--debug` shows where."""

import subprocess
import sys

BROKEN = """
import sys
from alianza_desktop.cli import desk
desk.Desk.__init__ = lambda *_: 1 / 0
sys.argv = ["alianza", "workshop", "list", *sys.argv[1:]]
from alianza_desktop.__main__ import main
main()
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", BROKEN, *words], capture_output=True, text=True, check=False)


def test_a_defect_is_one_sentence() -> None:
    done = run()
    assert done.returncode == 70
    assert done.stderr.startswith("El programa encontró un error suyo (ZeroDivisionError)")
    assert done.stderr.count("\n") == 1


def test_debug_shows_where() -> None:
    done = run("--debug")
    assert done.returncode == 70
    assert "Traceback" in done.stderr
