"""A defect of the program is one Spanish sentence and exit 70; `--debug` shows where."""

import subprocess
import sys
from pathlib import Path

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


def alianza(redirections: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line under a shell that closes or fills its streams."""
    command = f'exec "$@" {redirections}'
    call = ["sh", "-c", command, "sh", sys.executable, "-m", "alianza_desktop", *words]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def test_streams_that_the_caller_closed_change_no_exit_code() -> None:
    assert alianza(">&-", "workshop", "list").returncode == 3
    assert alianza("2>&-", "workshop", "list").returncode == 3
    assert alianza("2>&-", "workshop", "no-such").returncode == 2
    assert alianza("2>/dev/full", "workshop", "list").returncode == 3


def test_an_answer_with_nowhere_to_go_is_one_sentence_and_the_answer_of_the_command(store: Path) -> None:
    for output in (">/dev/full", ">&-"):
        done = alianza(output, "workshop", "list", "--data", str(store))
        assert done.returncode == 0
        assert done.stderr.count("\n") == (1 if "full" in output else 0)


def test_what_the_store_logs_is_not_for_the_person(store: Path) -> None:
    (store / "equipo.json").unlink()
    (store / "equipo.json").mkdir()  # the marker cannot be written: only the log cares
    add = ("alliance", "add-operator", "Luz", "--role", "registrar", "--data", str(store))
    assert alianza("", *add).stderr == ""
    assert "marker not written" in alianza("", *add, "--debug").stderr


LOADING = """
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "alianza_desktop.cli.desk":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from alianza_desktop.__main__ import main
main()
"""


def test_an_interruption_while_the_program_loads_shows_no_traceback() -> None:
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")
