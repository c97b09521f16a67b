"""Help costs nothing: no store, no Qt, no documents are imported to print it (architecture.md §3)."""

import subprocess
import sys

HEAVY = ("sqlalchemy", "PySide6", "reportlab", "pyhanko", "openpyxl", "cryptography", "alembic", "sqlcipher3")
PROBE = f"""
import sys
from alianza_desktop.cli.main import run
try:
    run(sys.argv[1:])
except SystemExit:
    pass
print("loaded:", sorted(set({HEAVY!r}) & sys.modules.keys()))
"""


def test_help_imports_none_of_the_heavy_libraries() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "acta", "--help"], capture_output=True, text=True, check=True
    )
    assert "Uso: alianza acta" in done.stdout
    assert done.stdout.endswith("loaded: []\n")
