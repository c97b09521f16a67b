"""Ink of a «firma en pantalla»: vector strokes inside a box, in integers of 1/100 mm (signing.md «Evidence»).

No pressure and no timing is accepted, kept or derivable: those would be biometric data. A signature is the
bytes of `Ink.to_bytes()`, an attachment named by their SHA-256; it belongs to one acta version.

Decisions: the box is 5 to 500 mm each way; at most 400 strokes and 20,000 points; a stroke may be a single
point (the dot of an i), but all strokes together must run at least 10 mm, so that an empty box, a dot or an
accidental touch cannot be confirmed. The shortest initials that people write on a pad run over 20 mm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import Final

from alianza_desktop.core.canonical import Json, canonical, parse_strict, sha256
from alianza_desktop.core.errors import Invalid

LEAST_LENGTH: Final = 1_000
"""1/100 mm that all strokes together must run."""
LEAST_SIDE: Final = 500
MOST_SIDE: Final = 50_000
MOST_STROKES: Final = 400
MOST_POINTS: Final = 20_000

Stroke = tuple[int, ...]
"""`x, y, x, y …`, origin at the top left of the box."""


@dataclass(frozen=True, slots=True, repr=False)
class Ink:
    """A signature that can be confirmed. Sides and coordinates in 1/100 mm."""

    width: int
    height: int
    strokes: tuple[Stroke, ...]

    def __post_init__(self) -> None:
        """Raise `Invalid("ink-malformed")` or `Invalid("ink-empty")`."""
        _check_box(self)
        if length(self.strokes) < LEAST_LENGTH:
            raise Invalid("ink-empty")

    @classmethod
    def read(cls, value: Json) -> "Ink":
        """Read `{"v":1,"w":…,"h":…,"strokes":[[x,y,…],…]}` (already parsed), refusing any other member."""
        if not isinstance(value, Mapping) or value.keys() != {"v", "w", "h", "strokes"}:
            raise Invalid("ink-malformed")
        if _integer(value["v"]) != 1:
            raise Invalid("ink-malformed")
        return cls(_integer(value["w"]), _integer(value["h"]), _strokes(value["strokes"]))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Ink":
        """Read what `to_bytes` wrote; `Corrupt("json-not-canonical")` for any other spelling of it."""
        return cls.read(parse_strict(data))

    def as_json(self) -> dict[str, Json]:
        return {"v": 1, "w": self.width, "h": self.height, "strokes": [list(one) for one in self.strokes]}

    def to_bytes(self) -> bytes:
        """Return the RFC 8785 bytes that are stored and hashed."""
        return canonical(self.as_json())

    @property
    def digest(self) -> str:
        """The hex SHA-256 that names the ink in the evidence."""
        return sha256(self.to_bytes())


def length(strokes: Sequence[Sequence[int]]) -> float:
    """Return how far the pen ran on the pad, in 1/100 mm."""
    return sum(dist(a, b) for one in strokes for a, b in pairwise(zip(one[::2], one[1::2], strict=True)))


def confirmable(width: int, height: int, strokes: Sequence[Sequence[int]]) -> bool:
    """Tell whether «Confirmar firma» may be offered for what is drawn so far."""
    try:
        Ink(width, height, tuple(tuple(one) for one in strokes))
    except Invalid:
        return False
    return True


def _check_box(ink: Ink) -> None:
    sides = (ink.width, ink.height)
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in sides) or len(ink.strokes) > MOST_STROKES:
        raise Invalid("ink-malformed")
    points = 0
    for stroke in ink.strokes:
        points += len(stroke) // 2
        if not stroke or len(stroke) % 2 or points > MOST_POINTS:
            raise Invalid("ink-malformed")
        if not all(0 <= value <= sides[place % 2] for place, value in enumerate(stroke)):
            raise Invalid("ink-malformed")


def _strokes(value: Json) -> tuple[Stroke, ...]:
    return tuple(tuple(_integer(number) for number in _list(stroke)) for stroke in _list(value))


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise Invalid("ink-malformed")
    return value


def _integer(value: Json) -> int:
    if type(value) is not int:  # in Python True is an int; in JSON it is no number
        raise Invalid("ink-malformed")
    return value
