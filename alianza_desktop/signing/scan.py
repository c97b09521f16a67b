"""The QR codes of a page that was scanned or photographed: which page of which acta version it is.

The picture is read as it came first: most pages end there. What a phone made of a sheet in a dark room is
then tried with the light evened out, smaller, turned by an eighth, and in overlapping quarters. Trying ends
with the first pass that finds a page, or after the last: a page without a readable code is told, never
guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.page_code import PageCode, decode

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST: Final = 4000
"""Pixels of the longest side that is looked at: an A4 sheet at 340 dpi."""
_SMALL: Final = 1700
"""A blurred or noisy page is read better at about 150 dpi."""
_DARKER: Final = 9
"""Greys below its surroundings at which a pixel is ink."""
_COVERED: Final = 0.6
"""How much of each side a quarter covers: a code at a seam is whole in one of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page's code and how many degrees the picture is turned clockwise."""

    code: PageCode
    turned: int


def find(image: "Image") -> tuple[Found, ...]:
    """Return the codes in a picture of any mode, once each, in the order of kind and page."""
    for turned, tried in _tries(_within(image.convert("L"), LONGEST)):
        found = _read(tried, turned)
        if found:
            return found
    return ()


def _read(image: "Image", turned: int) -> tuple[Found, ...]:
    import zxingcpp

    found: dict[PageCode, Found] = {}
    for one in zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode")):
        try:
            code = decode(one.text)
        except Invalid:
            continue  # a credential on the table, the QR of a poster
        found[code] = Found(code, (one.orientation - turned) % 360)
    return tuple(found[code] for code in sorted(found, key=lambda code: (code.kind, code.page)))


def _tries(image: "Image") -> Iterator[tuple[int, "Image"]]:
    """Return what to read, cheapest first, each with the degrees that it was turned clockwise for it."""
    yield 0, image
    evened = _evened(image)
    yield 0, evened
    for one in (image, evened):
        yield 0, _within(one, _SMALL)
        yield 45, one.rotate(-45, expand=True, fillcolor=255)
    for one in (image, evened):
        yield from ((0, quarter) for quarter in _quarters(one))


def _within(image: "Image", longest: int) -> "Image":
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))


def _evened(image: "Image") -> "Image":
    """Return black where a pixel is darker than what surrounds it, so that no shadow is taken for ink."""
    from PIL import ImageChops, ImageFilter

    around = image.filter(ImageFilter.BoxBlur(max(8, max(image.size) // 60)))
    sharp = image.filter(ImageFilter.UnsharpMask(radius=2, percent=160, threshold=0))
    return ImageChops.subtract(around, sharp).point(lambda grey: 0 if grey > _DARKER else 255)


def _quarters(image: "Image") -> Iterator["Image"]:
    """Return overlapping quarters, twice as large when they are small."""
    wide, high = round(image.width * _COVERED), round(image.height * _COVERED)
    for top, left in product((0, image.height - high), (0, image.width - wide)):
        piece = image.crop((left, top, left + wide, top + high))
        yield piece.resize((wide * 2, high * 2)) if max(wide, high) <= _SMALL else piece
