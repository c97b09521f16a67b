"""A photo made fit to keep: upright, at most 2048 pixels long, and with nothing but its pixels.

A camera writes the place, the hour, its serial number and a small copy of the picture into the file. The
pixels are taken out and written anew as JPEG, so none of it is left; the hour is handed back apart. Pillow
comes with reportlab, whose floor this is, and the first photo loads it; scans (`scans`) have the same limits.
"""

import struct
import warnings
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alianza_desktop.core.clock import PERU, instant
from alianza_desktop.core.errors import Corrupt, Invalid, Unavailable
from alianza_desktop.storage.files import read_plain

if TYPE_CHECKING:
    from PIL import Image

SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".heic", ".heif")
"""Names of photos; what a file really is, its bytes say."""
LONGEST: Final = 2048
QUALITY: Final = 85
LARGEST: Final = 25 * 1024 * 1024
"""Bytes of a file, as of any attachment."""
PIXELS: Final = 80_000_000
"""More than any camera of a workshop; less than what fills the memory of a small laptop."""
SIDE: Final = 65_535
"""Pixels of the longest side, as of any JPEG: Pillow keeps an address for each line of a PNG."""
_HEIC: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_EXIF, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011
"""The group of the camera's own data in EXIF, DateTimeOriginal and its OffsetTimeOriginal (EXIF 2.31)."""
BROKEN: Final = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, MemoryError,
    struct.error,
)  # fmt: skip
"""What Pillow raises on bytes that are not what they say."""


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A JPEG ready to keep, with the size in pixels and when the camera says that it was taken."""

    data: bytes
    width: int
    height: int
    taken: str


def prepare(path: Path) -> Picture:
    """Read a photo and make it fit to keep.

    Raises `Invalid` (`photo-too-large`, `photo-heic`, `photo-too-many-pixels`), `Corrupt`
    (`photo-not-image`, `photo-cut`) and `Unavailable("photo-unreadable")`.
    """
    try:
        data = read_plain(path, LARGEST)
    except OSError:
        raise Unavailable("photo-unreadable", name=path.name) from None
    if len(data) > LARGEST:
        raise Invalid("photo-too-large", name=path.name)
    return fit(data, path.name)


def fit(data: bytes, name: str) -> Picture:
    """Make the bytes of a photo fit to keep; `name` is only for the sentence of a refusal."""
    if is_heic(data):
        raise Invalid("photo-heic", name=name)
    with warnings.catch_warnings(action="ignore"), _opened(data, name) as image:  # Pillow's, of odd bytes
        if image.width * image.height > PIXELS or max(image.size) > SIDE:
            raise Invalid("photo-too-many-pixels", name=name)
        taken = _taken(image)
        try:
            whole = _upright(image)
        except BROKEN:
            raise Corrupt("photo-cut", name=name) from None
    out = BytesIO()
    whole.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), whole.width, whole.height, taken)


def is_heic(data: bytes) -> bool:
    """Say whether the bytes are a photo in the form of some phones, which Pillow does not read."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC


def _opened(data: bytes, name: str) -> "Image.Image":
    from PIL import Image

    try:
        return Image.open(BytesIO(data), formats=("JPEG", "PNG"))
    except Image.DecompressionBombError:
        raise Invalid("photo-too-many-pixels", name=name) from None
    except BROKEN:
        raise Corrupt("photo-not-image", name=name) from None


def _upright(image: "Image.Image") -> "Image.Image":
    """Return the pixels alone: turned as the camera was held, scaled, on white where nothing was.

    Scaled first: each copy of a large picture is a quarter of the memory of a small laptop.
    """
    from PIL import Image, ImageOps

    image.draft("RGB", (LONGEST, LONGEST))  # a JPEG is read smaller at once
    scale = LONGEST / max(image.size)
    if scale < 1:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = _in_mode(image).resize(size, Image.Resampling.LANCZOS)
    coloured = _in_mode(ImageOps.exif_transpose(image))
    clean = Image.new("RGB", coloured.size, "white")
    clean.paste(coloured, mask=coloured.getchannel("A") if coloured.mode == "RGBA" else None)
    return clean


def _in_mode(image: "Image.Image") -> "Image.Image":
    """Return a picture in the mode in which it can be scaled: with transparency if it has some."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _taken(image: "Image.Image") -> str:
    """Return when the camera says that it was taken, or nothing; a clock without a zone is Peru's."""
    try:
        camera = image.getexif().get_ifd(_EXIF)
        taken = datetime.strptime(str(camera[_TAKEN]).strip("\x00 "), "%Y:%m:%d %H:%M:%S").replace(
            tzinfo=PERU
        )
        offset = str(camera.get(_OFFSET, "")).strip("\x00 ")
        zone = datetime.strptime(offset, "%z").tzinfo if offset else PERU
    except BROKEN:
        return ""
    return instant(taken.replace(tzinfo=zone)) if taken.year >= 2000 else ""
