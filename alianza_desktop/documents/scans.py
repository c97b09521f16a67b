"""Files of scanned or photographed pages: opened within bounds, page by page, as pictures to look at.

Here and not in `signing.scan`, which only reads codes: files, their limits and Pillow are this floor's, as
for photos. A file is read whole before anything is kept of it, so that one that breaks in the middle leaves
nothing. PDFium is not made for two threads: one document at a time.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.errors import Corrupt, Invalid, Unavailable
from alianza_desktop.documents.pictures import BROKEN, LARGEST, PIXELS, SIDE, is_heic
from alianza_desktop.signing.scan import Found, find
from alianza_desktop.storage.files import read_plain

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES: Final = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
"""Names of files to choose from; what a file really is, its bytes say."""
MOST_PAGES: Final = 200
MEDIA: Final = {"PDF": "application/pdf", "JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff"}
_DPI: Final = 250
_LONGEST: Final = 4000
"""Pixels of a PDF's page: a poster is drawn smaller."""
_THUMBNAIL: Final = 360
_PASSWORD: Final = 4
"""PDFium's number for a document that wants a password."""
_one_at_a_time: Final = Lock()


@dataclass(frozen=True, slots=True, repr=False)
class File:
    """A file as it came, whole."""

    name: str
    data: bytes
    media: str
    digest: str


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A page of a file: the codes on it, and a small upright JPEG to recognise it by."""

    file: str
    number: int
    """From 1, inside the file."""
    name: str
    """Of its file, for people."""
    found: tuple[Found, ...]
    thumbnail: bytes


def opened(path: Path) -> File:
    """Read a file whole.

    Raises `Unavailable("scan-unreadable")` and `Invalid` (`scan-too-large`, `scan-empty`, `photo-heic`,
    `scan-unknown`).
    """
    try:
        data = read_plain(path, LARGEST)
    except OSError:
        raise Unavailable("scan-unreadable", name=path.name) from None
    if len(data) > LARGEST:
        raise Invalid("scan-too-large", name=path.name)
    if not data:
        raise Invalid("scan-empty", name=path.name)
    return kept(data, path.name)


def kept(data: bytes, name: str) -> File:
    """Return a file from its bytes; raises `Invalid` (`photo-heic`, `scan-unknown`)."""
    return File(name, data, MEDIA[_kind(data, name)], sha256(data))


def pages(file: File) -> Iterator[Page]:
    """Return the pages of a file, each as soon as it is read: the caller may stop between two.

    Raises `Invalid` (`scan-password`, `scan-too-many-pages`, `scan-too-many-pixels`), `Corrupt("scan-cut")`.
    """
    drawn = _pdf_pages(file) if file.media == MEDIA["PDF"] else _pictures(file)
    for number, image in enumerate(drawn, 1):
        found = find(image)
        yield Page(file.digest, number, file.name, found, _small(image, found))


def thumbnail(file: File, number: int) -> bytes:
    """Return one page of a file small, as it lies: of a page that was kept, to be shown again."""
    drawn = _pdf_pages(file) if file.media == MEDIA["PDF"] else _pictures(file)
    for at, image in enumerate(drawn, 1):
        if at == number:
            return _small(image, find(image))
    raise Corrupt("scan-cut", name=file.name)


def _kind(data: bytes, name: str) -> str:
    starts = {
        b"\xff\xd8\xff": "JPEG",
        b"\x89PNG\r\n\x1a\n": "PNG",
        b"II*\x00": "TIFF",
        b"MM\x00*": "TIFF",
    }
    for start, kind in starts.items():
        if data.startswith(start):
            return kind
    if b"%PDF-" in data[:1024]:
        return "PDF"
    raise Invalid("photo-heic" if is_heic(data) else "scan-unknown", name=name)


def _pdf_pages(file: File) -> Iterator["Image"]:
    import pypdfium2

    with _one_at_a_time:
        document = _document(file)
        total = len(document)
    try:
        if total > MOST_PAGES:
            raise Invalid("scan-too-many-pages", name=file.name, most=MOST_PAGES)
        for number in range(total):
            try:
                with _one_at_a_time:
                    image = _drawn(document[number])
            except (pypdfium2.PdfiumError, *BROKEN):
                raise Corrupt("scan-cut", name=file.name) from None
            yield image
    finally:
        with _one_at_a_time:
            document.close()


def _document(file: File) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise Invalid("scan-password", name=file.name) from None
        raise Corrupt("scan-cut", name=file.name) from None
    if not len(document):
        raise Corrupt("scan-cut", name=file.name)
    return document


def _drawn(page: Any) -> "Image":
    """Draw a page with its annotations: no ink, but part of what a person sees."""
    wide, high = page.get_size()
    scale = min(_DPI / 72, _LONGEST / max(wide, high, 1))
    image: Image = page.render(scale=scale, grayscale=True).to_pil()
    page.close()
    return image


def _pictures(file: File) -> Iterator["Image"]:
    from PIL import Image, ImageOps

    with warnings.catch_warnings(action="ignore"):
        try:
            whole = Image.open(BytesIO(file.data), formats=("JPEG", "PNG", "TIFF"))
        except Image.DecompressionBombError:
            raise Invalid("scan-too-many-pixels", name=file.name) from None
        except BROKEN:
            raise Corrupt("scan-cut", name=file.name) from None
    with whole:
        total = _frames(whole, file)
        for number in range(total):
            with warnings.catch_warnings(action="ignore"):
                try:
                    whole.seek(number)
                    _check_size(whole, file)
                    whole.draft("L", (_LONGEST, _LONGEST))
                    image = ImageOps.exif_transpose(whole).convert("L")
                except Image.DecompressionBombError:
                    raise Invalid("scan-too-many-pixels", name=file.name) from None
                except BROKEN:
                    raise Corrupt("scan-cut", name=file.name) from None
            yield image


def _frames(image: "Image", file: File) -> int:
    """Only a TIFF has pages: what some phones add to a JPEG is the same picture again."""
    if file.media != MEDIA["TIFF"]:
        return 1
    total = int(getattr(image, "n_frames", 1))
    if total > MOST_PAGES:
        raise Invalid("scan-too-many-pages", name=file.name, most=MOST_PAGES)
    return total


def _check_size(image: "Image", file: File) -> None:
    if image.width * image.height > PIXELS or max(image.size) > SIDE:
        raise Invalid("scan-too-many-pixels", name=file.name)


def _small(image: "Image", found: tuple[Found, ...]) -> bytes:
    from PIL.Image import Resampling

    scale = min(1.0, _THUMBNAIL / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.resize(size, Resampling.BOX, reducing_gap=2)
    if found and found[0].turned:
        small = small.rotate(found[0].turned, expand=True, fillcolor=255)
    out = BytesIO()
    small.save(out, "JPEG", quality=80)
    return out.getvalue()
