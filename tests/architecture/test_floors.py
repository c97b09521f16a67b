"""The house's rules as tests: floors, libraries in their place, types, lint, sizes."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "alianza_desktop"
HOMES = {
    "PySide6": {"ui", "app"},
    "openpyxl": {"spreadsheets"},
    "python_calamine": {"spreadsheets"},
    "reportlab": {"documents"},
    "docx": {"documents"},
    "PIL": {"documents", "signing"},
    "pypdfium2": {"documents"},
    "zxingcpp": {"signing"},
    "pyhanko": {"signing"},
    "pypdf": {"signing"},
    "alembic": {"storage"},
    "sqlcipher3": {"storage"},
    "argon2": {"storage"},
}
"""A library and the only floors that may import it, however late."""
BROAD = {"Exception", "BaseException"}


@cache
def _modules() -> tuple[tuple[Path, ast.Module], ...]:
    """Return the package parsed once: seven tests walk it."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _floor(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_import_floors() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_each_library_stays_on_its_floor() -> None:
    strays = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in _modules()
        for name in _imports(tree)
        if (homes := HOMES.get(name.partition(".")[0])) and _floor(path) not in homes
    ]
    assert strays == []


def test_presenters_do_not_know_qt() -> None:
    presenters = [(path, tree) for path, tree in _modules() if path.name == "presenter.py"]
    assert presenters
    assert not [path for path, tree in presenters if any(n.startswith("PySide6") for n in _imports(tree))]


def test_areas_of_the_window_do_not_know_each_other() -> None:
    areas = {path.parent.name for path, _ in _modules() if path.name in {"screen.py", "presenter.py"}}
    assert len(areas) >= 2
    strays = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in _modules()
        if path.parent.name in areas
        for name in _imports(tree)
        for area in areas - {path.parent.name}
        if name.startswith(f"alianza_desktop.ui.{area}")
    ]
    assert strays == []


def test_only_the_composition_roots_read_the_clock() -> None:
    callers = [
        path.relative_to(PACKAGE).as_posix()
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "today"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
    ]
    assert callers == ["core/clock.py"]  # SystemClock, made by `app` and `cli`


def test_sizes() -> None:
    big = [
        str(path.relative_to(ROOT))
        for path, _ in _modules()
        if len(path.read_text(encoding="utf-8").splitlines()) > 400
    ]
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= 60
    ]
    assert (big, long) == ([], [])


def test_no_broad_except() -> None:
    broad = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in BROAD))
    ]
    allowed = [place for place in broad if place.startswith("alianza_desktop/ui/crash.py")]
    assert broad == allowed


@pytest.mark.timeout(600)
def test_ruff() -> None:
    result = _run("ruff", "check", "--no-cache", ".")
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.timeout(900)
def test_mypy_strict() -> None:
    result = _run("mypy")
    assert result.returncode == 0, result.stdout[-4000:]
