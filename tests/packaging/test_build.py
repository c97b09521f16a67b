"""The program as one folder: built once for the run, then used where there is no Python at all.

Every command runs from another folder with an empty environment: no PATH, no HOME, nothing but the folder.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(1200)  # the build takes a minute on a laptop, several on a busy machine

ROOT = Path(__file__).parents[2]
UNUSED = ("Qml", "Quick", "WebEngine", "Multimedia", "tkinter", "numpy", "VirtualKeyboard")
LARGEST = 330 * 1024 * 1024


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(folder / "cache")}
    places = ("--distpath", str(folder / "dist"), "--workpath", str(folder / "work"))
    command = [sys.executable, "-m", "PyInstaller", str(ROOT / "build.spec"), *places, "--noconfirm"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return folder / "dist" / "alianza"


def run(built: Path, folder: Path, *words: str, code: int = 0, **variables: str) -> str:
    """Run the program in a folder of its own with nothing else around it."""
    bare = {"PATH": "", "ALIANZA_DATA": str(folder / "data"), **variables}
    done = subprocess.run(
        [str(built / "alianza"), *words], cwd=folder, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr[-4000:]
    return done.stdout


def test_check_finds_everything_without_python(built: Path, tmp_path: Path) -> None:
    found = json.loads(run(built, tmp_path, "check", "--json"))
    assert found["ok"], found
    details = {one["name"]: one["detail"] for one in found["checks"]}
    assert details["programa"].startswith("en su propia carpeta")
    assert details["actualizaciones"] != "0 pasos"


def test_a_whole_rehearsal_its_acta_verified_and_its_store_checked(built: Path, tmp_path: Path) -> None:
    run(built, tmp_path, "demo", "ensayo", "--people", "40")
    results = tmp_path / "ensayo" / "salida"
    [acta] = results.glob("acta-*.pdf")
    authority = json.loads((results / "resumen.json").read_text(encoding="utf-8"))["ca"]
    assert "001-2026" in run(built, tmp_path, "verify", str(acta), "--ca", authority)
    assert json.loads(run(built, tmp_path, "check", "--json", "--data", "ensayo/data"))["ok"]
    store = ("--data", "ensayo/data")
    begun = json.loads(run(built, tmp_path, "acta", "addendum", acta.stem[5:], "--json", *store))
    run(built, tmp_path, "acta", "word", begun["acta"]["id"], "borrador.docx", *store)
    assert (tmp_path / "borrador.docx").read_bytes().startswith(b"PK")


def test_screens_are_drawn(built: Path, tmp_path: Path) -> None:
    """One of each thing that a build may lose: fonts, icons, Qt's PDF pages, photos, the projector."""
    wanted = ("inicio", "mesas", "papeles", "fotos", "proyector-agenda")
    run(built, tmp_path, "app", "--grab", "pictures", *wanted, QT_QPA_PLATFORM="offscreen")
    pictures = list((tmp_path / "pictures").rglob("*.png"))
    assert len(pictures) == len(wanted) * 6
    assert min(picture.stat().st_size for picture in pictures) > 5_000


def test_the_window_opens_and_closes(built: Path, tmp_path: Path) -> None:
    """Whatever the window does at its start works: without a store it waits to be told what to do."""
    command = [str(built / "alianza"), "--data", str(tmp_path / "none")]
    bare = {"PATH": "", "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=tmp_path, env=bare, stderr=subprocess.PIPE, text=True) as window:
        with pytest.raises(subprocess.TimeoutExpired):
            window.wait(5)
        window.terminate()
        assert window.stderr is not None
        assert "Error" not in window.stderr.read()  # Qt may say that the locale is plain C


def test_it_has_nothing_that_no_screen_uses(built: Path) -> None:
    files = [path for path in built.rglob("*") if path.is_file() and not path.is_symlink()]
    unused = [path.name for path in files if any(word in path.name for word in UNUSED)]
    assert unused == []
    assert sum(path.stat().st_size for path in files) < LARGEST
