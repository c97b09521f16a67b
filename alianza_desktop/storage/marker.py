"""The device marker: what this installation last wrote, kept beside the store and outside it.

A store restored from an old copy would number its operations again, and the same number with two contents is
a fork that other laptops can never mend. The marker remembers the highest (sync.md §2): when it is newer than
the store, the store is opened only for reading; when it is missing it is made again.

Decisions: it is written after each commit without waiting for the disk, because after a power cut it can then
only be older than the store, which is harmless; one that cannot be read counts as missing; one of another
device counts as newer, because nothing is known of what this device wrote. A marker that cannot be written
never undoes a commit: the log says so.
"""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.storage.files import write_whole

MARKER_FILE: Final = "equipo.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Marker:
    """A device and the last operation that it wrote (0 at first)."""

    device: str
    seq: int


def read(folder: Path) -> Marker | None:
    """Return the marker of a folder; None when it is missing or not readable."""
    try:
        content = json.loads((folder / MARKER_FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    match content:
        case {"device": str(device), "seq": int(seq)}:
            return Marker(device, seq)
        case _:
            return None


def write(folder: Path, marker: Marker) -> None:
    """Remember what was just committed; a refusal of the disk goes to the log."""
    try:
        data = json.dumps(asdict(marker)).encode()
        write_whole(folder / MARKER_FILE, data, durable=False, private=True)
    except Unavailable as error:
        _log.warning("marker not written: %s", error.code)


def knows_more(folder: Path, store: Marker) -> bool:
    """Say whether this installation wrote something that the store does not have."""
    found = read(folder)
    return found is not None and (found.device != store.device or found.seq > store.seq)
