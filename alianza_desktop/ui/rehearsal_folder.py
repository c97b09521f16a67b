"""The folder of the rehearsal beside the own store: made whole, taken away whole. No Qt.

It is built under another name and renamed when it is complete; to be wiped it is first renamed, so that half
a rehearsal is never taken for one, and what a crash left half deleted is found at the next start.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from alianza_desktop.core.errors import Unavailable

NAME: Final = "ensayo"
"""Neither store can be mistaken for the other."""
_MAKING: Final = f".{NAME}"
_GOING: Final = f".{NAME}-borrado-"


def data(home: Path) -> Path:
    """Return the data folder of the rehearsal that belongs to a store."""
    return home / NAME / "data"


def made(home: Path) -> bool:
    return data(home).is_dir()


def build(home: Path, progress: Callable[[int, int], None]) -> None:
    """Make the rehearsal; raises what `demo.rehearsal.build` raises."""
    from alianza_desktop.demo import rehearsal

    started = home / _MAKING
    shutil.rmtree(started, ignore_errors=True)
    rehearsal.build(started, progress=progress)
    started.rename(home / NAME)


def set_aside(home: Path) -> None:
    """Take the rehearsal away under a name that nothing opens: from now on it is gone.

    Its store must be closed. Raises `Unavailable("rehearsal-kept")`, and then everything is still there.
    """
    number = 1
    while (home / f"{_GOING}{number}").exists():
        number += 1
    try:
        (home / NAME).rename(home / f"{_GOING}{number}")
    except OSError as error:
        raise Unavailable("rehearsal-kept") from error


def left_over(home: Path) -> list[Path]:
    """Return what was taken away and is not deleted yet."""
    return sorted(home.glob(f"{_GOING}*")) if home.is_dir() else []


def delete(home: Path) -> None:
    """Delete what was taken away; what the disk refuses stays for the next start."""
    for folder in left_over(home):
        shutil.rmtree(folder, ignore_errors=True)
