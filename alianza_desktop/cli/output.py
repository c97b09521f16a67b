"""Files that a command writes: whole or not at all."""

from pathlib import Path

from alianza_desktop.core.errors import Invalid, Unavailable


def write(name: str, data: bytes) -> Path:
    """Write a file in one step and return its path.

    Raises `Invalid("file-unwritable")`, `Unavailable("export-disk-full")`.
    """
    from alianza_desktop.storage.files import write_whole

    target = Path(name)
    if not target.name:  # «» and «/» name no file
        raise Invalid("file-unwritable", file=name or ".")
    try:
        write_whole(target, data)
    except Unavailable as error:
        if error.code == "disk-full":
            raise Unavailable("export-disk-full", name=target.name) from error
        raise Invalid("file-unwritable", file=name) from error
    return target
