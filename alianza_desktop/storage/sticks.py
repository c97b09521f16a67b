"""Files put on a memory that somebody brought: each read back, all of them or none, nothing replaced.

They are written in a folder with another name, synced and compared with what was meant before they get their
place. What is there already and says the same stays; a folder with other contents is left alone, and the next
free name is taken.
"""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from alianza_desktop.core.errors import Corrupt, Unavailable
from alianza_desktop.storage.files import sync_folder

PIECE: Final = 1024 * 1024
"""Synced one by one, so that a slow stick tells how far it is and stops when it is asked to."""
SPARE: Final = 64 * 1024
"""Bytes that the folders themselves may take."""
Told = Callable[[int, int], None]
_GONE: Final = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTDIR)
_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
_REFUSED: Final = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Stick:
    """A mounted memory: `device` tells it from the empty folder that stays when it is pulled out."""

    path: Path
    name: str
    device: int


def stick(path: Path, name: str) -> Stick:
    """Return what is mounted at a path; raises `OSError`."""
    return Stick(path, name, path.stat().st_dev)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the files are, and how many were there already."""

    folder: Path
    written: int
    known: int


def place(to: Stick, name: str, files: Mapping[str, bytes], told: Told) -> Placed:
    """Put files in a folder of the stick; `told` hears files done of all, and may raise to stop.

    Raises `Unavailable` (`stick-gone`, `stick-full`, `stick-read-only`, `stick-failed`) and
    `Corrupt("stick-damaged")`; the stick is then as it was.
    """
    try:
        _check_there(to)
        folder = _folder(to.path, name, files)
        missing = {file: data for file, data in files.items() if not (folder / file).exists()}
        if shutil.disk_usage(to.path).free < sum(map(len, missing.values())) + SPARE:
            raise Unavailable("stick-full")
        if missing:
            _write_all(to, folder, missing, told)
    except OSError as error:
        raise _explained(to, error) from error
    return Placed(folder, len(missing), len(files) - len(missing))


def _folder(root: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Return the first name whose folder is not there, or says nothing else than these files."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(root / one for one in names if _agrees(root / one, files))


def _agrees(folder: Path, files: Mapping[str, bytes]) -> bool:
    if not os.path.lexists(folder):
        return True
    if folder.is_symlink() or not folder.is_dir():
        return False
    there = [(folder / file, data) for file, data in files.items() if os.path.lexists(folder / file)]
    return all(path.is_file() and path.read_bytes() == data for path, data in there)


def _write_all(to: Stick, folder: Path, files: Mapping[str, bytes], told: Told) -> None:
    work = to.path / f".{folder.name}.nuevo"
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(work)  # of a copy that was cut short
    try:
        work.mkdir()
        told(0, len(files))
        for done, (file, data) in enumerate(files.items()):
            _write(work / file, data, partial(told, done, len(files)))
            told(done + 1, len(files))
        _check_there(to)
        _settle(work, folder, files)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(path: Path, data: bytes, told: Callable[[], None]) -> None:
    with path.open("xb") as file:
        for start in range(0, len(data), PIECE):
            file.write(data[start : start + PIECE])
            file.flush()
            os.fsync(file.fileno())
            told()
    if _digest(path) != hashlib.sha256(data).digest():
        raise Corrupt("stick-damaged")


def _digest(path: Path) -> bytes:
    """Hash what the stick has, not what the system still remembers of it, where the system can forget."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").digest()


def _settle(work: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Give what was written its place: the folder at once, or its files into the one that is there."""
    sync_folder(work)
    if not folder.exists():
        work.rename(folder)
        sync_folder(folder.parent)
        return
    moved: list[Path] = []
    try:
        for file in files:
            (work / file).rename(folder / file)
            moved.append(folder / file)
    except OSError:
        for path in moved:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    sync_folder(folder)
    work.rmdir()


def _check_there(to: Stick) -> None:
    if to.path.stat().st_dev != to.device:
        raise Unavailable("stick-gone")


def _explained(to: Stick, error: OSError) -> Unavailable:
    """Return what the stick's refusal means for a person; no path, it may hold a name."""
    with contextlib.suppress(OSError):
        if error.errno not in _GONE and to.path.stat().st_dev == to.device:
            if error.errno in _FULL:
                return Unavailable("stick-full")
            if error.errno in _REFUSED:
                return Unavailable("stick-read-only")
            return Unavailable("stick-failed")
    return Unavailable("stick-gone")
