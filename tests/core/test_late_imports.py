"""Modules that are put in place and executed only when a name of theirs is used."""

import subprocess
import sys

from alianza_desktop.core.late_imports import defer

LATE = """
import sys
from alianza_desktop.core.late_imports import defer
defer("importlib.metadata")
import importlib.metadata
from importlib import metadata
assert "csv" not in sys.modules, "executed before it was used"
assert metadata.PackageNotFoundError.__name__ == "PackageNotFoundError"
assert "csv" in sys.modules
print(metadata.version("sqlalchemy").partition(".")[0])
"""


PARTS = """
import sys
from alianza_desktop.core.late_imports import defer
defer("asyncio", "coroutines")
import asyncio
assert not asyncio.iscoroutine(None)
assert "ssl" not in sys.modules, "the rest was executed for a name of one part"
from asyncio import sleep
async def work():
    await sleep(0)
    return "done"
print(asyncio.run(work()), hasattr(asyncio, "no_such_name"))
"""


def test_a_part_is_executed_without_the_rest_and_the_rest_when_it_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", PARTS], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "done False"


def test_a_deferred_module_works_when_it_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2"


def test_a_module_that_is_there_stays() -> None:
    before = sys.modules["json"] if "json" in sys.modules else __import__("json")
    defer("json")
    assert sys.modules["json"] is before


def test_a_module_that_does_not_exist_is_left_to_the_import_that_names_it() -> None:
    defer("alianza_no_such_module")
    assert "alianza_no_such_module" not in sys.modules
