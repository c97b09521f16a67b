"""Sheets as they come back: printed, turned, photographed askew in a dark room, compressed."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageFilter

TABLE = 120
"""The grey of what lies around the sheet."""


@dataclass(frozen=True)
class Handling:
    """What happened to a sheet; as it stands, nothing."""

    angle: int = 0
    """Degrees clockwise."""
    skew: float = 0.0
    """How far a corner may move, of the side."""
    shade: float = 0.0
    """How much of the light is missing at the darkest edge."""
    noise: float = 0.0
    blur: float = 0.0
    quality: int = 90
    seed: int = 0


def handled(sheet: Image.Image, how: Handling) -> bytes:
    """Return the JPEG of a grey sheet after all of it."""
    random = Random(how.seed)
    image = _askew(sheet, how.skew, random).rotate(
        -how.angle, Image.Resampling.BILINEAR, expand=True, fillcolor=TABLE
    )
    dark = Image.linear_gradient("L").resize(image.size).point(lambda grey: 255 - round(grey * how.shade))
    image = ImageChops.multiply(image, dark)
    if how.noise:
        image = Image.blend(image, Image.effect_noise(image.size, 60), how.noise)
    return jpeg(image.filter(ImageFilter.GaussianBlur(how.blur)), how.quality)


def _askew(image: Image.Image, most: float, random: Random) -> Image.Image:
    wide, high = image.size
    corners: list[float] = []
    for x, y in ((0, 0), (0, 1), (1, 1), (1, 0)):
        corners += [
            x * wide + (2 * x - 1) * wide * most * random.random(),
            y * high + (2 * y - 1) * high * most * random.random(),
        ]
    return image.transform(
        (wide, high), Image.Transform.QUAD, corners, Image.Resampling.BILINEAR, fillcolor=TABLE
    )


def jpeg(image: Image.Image, quality: int = 90) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def saved(images: list[Image.Image], kind: str) -> bytes:
    """Return a file of several pages: `PDF` or `TIFF`."""
    out = BytesIO()
    first, *rest = (one.copy() for one in images)
    first.save(out, kind, save_all=True, append_images=rest)
    return out.getvalue()
