"""Which memories that somebody brought are mounted now, on Linux, Windows and macOS."""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo

from alianza_desktop.storage.sticks import Stick, stick

MOUNTS: Final = ("/media/", "/run/media/", "/Volumes/")
"""Where a desktop mounts what is plugged in."""
BLOCKS: Final = Path("/sys/class/block")
_WINDOWS_REMOVABLE: Final = 2
"""`DRIVE_REMOVABLE` of `GetDriveTypeW`."""


def sticks() -> tuple[Stick, ...]:
    """Return the removable drives that can be written, by their name."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        path = Path(volume.rootPath())
        ready = volume.isValid() and volume.isReady() and not volume.isReadOnly()
        if ready and removable(path, bytes(volume.device().data()).decode(errors="replace")):
            try:
                found.append(stick(path, volume.displayName() or path.name or str(path)))
            except OSError:  # pulled out meanwhile
                continue
    return tuple(sorted(found, key=lambda one: (one.name, str(one.path))))


def removable(path: Path, device: str, *, blocks: Path = BLOCKS) -> bool:
    """Tell what somebody plugged in from the laptop's own disks."""
    if sys.platform == "win32":
        return _windows_removable(path)
    if str(path).startswith(MOUNTS):
        return True
    return path != Path("/") and not path.is_relative_to("/boot") and _pulled_out(blocks / Path(device).name)


def _pulled_out(block: Path) -> bool:
    """Read what the system says of a disk, or of the disk of a partition."""
    for one in (block, block.resolve().parent):
        try:
            return (one / "removable").read_text(encoding="ascii").strip() == "1"
        except OSError:
            continue
    return False


def _windows_removable(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _WINDOWS_REMOVABLE)
    return False
