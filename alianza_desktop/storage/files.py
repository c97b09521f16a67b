"""Small files: written whole or not at all, read if they have an end; words for what the disk refuses."""

import contextlib
import errno
import os
import sys
from pathlib import Path
from stat import S_ISREG
from typing import Final

from alianza_desktop.core.errors import Unavailable

PRIVATE: Final = 0o600
"""Mode of a file that only whose laptop it is may read; on Windows the profile's folder does it."""
_FULL = (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def explained(error: OSError) -> Unavailable:
    """Return what the system's refusal means for a person; no path, it may hold a name."""
    if error.errno in _FULL:
        return Unavailable("disk-full")
    if error.errno in _REFUSED:
        return Unavailable("store-read-only")
    return Unavailable("disk-failed", reason=os.strerror(error.errno or errno.EIO))


def must_be_plain(path: Path) -> None:
    """Raise `OSError` for what is there and no plain file: a device or a pipe may have no end."""
    if not S_ISREG(path.stat().st_mode):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def read_plain(path: Path, most: int) -> bytes:
    """Return the bytes of a file that somebody chose, and one more than `most` of one that is larger.

    Raises `OSError`, also for what is no plain file.
    """
    must_be_plain(path)
    with path.open("rb") as file:
        return file.read(most + 1)


def write_whole(path: Path, data: bytes, *, durable: bool = True, private: bool = False) -> None:
    """`put_in_place`, and words for a person.

    Raises `Unavailable` (`disk-full`, `store-read-only`, `disk-failed`); the old file is then untouched.
    """
    try:
        put_in_place(path, data, durable=durable, private=private)
    except OSError as error:
        raise explained(error) from error


def put_in_place(path: Path, data: bytes, *, durable: bool = True, private: bool = False) -> None:
    """Replace a file in one step: temporary name, sync, rename, sync of the folder.

    `durable=False` leaves out the syncs: after a power cut the file may be older or empty, never mixed.
    `private` keeps it from the other users of the machine. A link that waits under the temporary name is
    removed, never followed; a device is not replaced.
    Raises `OSError`; the old file is then untouched.
    """
    temporary = path.with_name(f".{path.name}.nuevo")
    mode = PRIVATE if private else 0o666
    with contextlib.suppress(FileNotFoundError):
        must_be_plain(path)
    try:
        temporary.unlink(missing_ok=True)
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
        if durable:
            sync_folder(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut; Windows does it by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
