"""One writing process for each store: a lock of the operating system that dies with its process.

The lock belongs to the open file, so two `Database` objects of one process conflict too. The file itself
means nothing and is never removed: removing it would let two processes lock two files of one name.
"""

import errno
import os
import sys
from pathlib import Path
from typing import Final

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.storage.files import explained

LOCK_FILE: Final = "en-uso.lock"
_HELD: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What flock and Windows' locking answer when someone else has the lock."""


class WriterLock:
    """Held from `take` until `release` or the end of the process, even by kill -9."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, folder: Path) -> "WriterLock":
        """Become the one writer of a folder.

        Raises `Unavailable`: `store-locked` when another has it, `store-read-only`, `disk-full`.
        """
        try:
            handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise explained(error) from error
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise (Unavailable("store-locked") if error.errno in _HELD else explained(error)) from error
        return cls(handle)

    def release(self) -> None:
        """Let another process write; releasing twice does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
