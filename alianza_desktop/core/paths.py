"""Where things are: packaged resources (checkout, wheel, frozen program) and the user's data folder."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a file under `resources/`, wherever the program runs from."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen, "resources", *parts)
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def frozen() -> bool:
    """Say whether this is the program as one folder, with its own Python (`build.spec`)."""
    return hasattr(sys, "_MEIPASS")


def data_folder(chosen: str | None = None) -> Path:
    """Return the data folder: `--data`, then `ALIANZA_DATA`, then the user's own."""
    given = chosen or os.environ.get("ALIANZA_DATA")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_data_dir("alianza", appauthor=False))
