"""`alianza app`: the window, or a picture of each of its screens."""

from argparse import Namespace
from pathlib import Path

from alianza_desktop.cli.desk import Desk, Reply


def app(desk: Desk, arguments: Namespace) -> Reply:
    """Open the window on the data folder, or grab its screens, all or those named, into `--grab DIR`."""
    from alianza_desktop.app import grab, run

    if arguments.grab:
        folder, *wanted = arguments.grab
        files = grab(Path(folder), wanted)
        return Reply({"files": [str(one) for one in files]}, tuple(str(one) for one in files))
    return Reply(exit_code=run(desk.folder, desk.clock))
