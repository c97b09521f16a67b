"""`alianza demo`: a whole rehearsal workshop in a folder."""

from argparse import Namespace
from pathlib import Path

from alianza_desktop.cli.desk import Desk, Reply


def demo(desk: Desk, arguments: Namespace) -> Reply:
    """Make the rehearsal in DIR: the store in `data`, what comes out of it in `salida`."""
    from alianza_desktop.demo import rehearsal

    done = rehearsal.build(
        Path(arguments.dir),
        people=arguments.people,
        seed=arguments.seed,
        progress=desk.progress("Taller de ensayo"),
    )
    return Reply(done.summary, done.lines)
