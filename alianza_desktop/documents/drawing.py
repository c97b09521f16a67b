"""A drawing as plain pieces, from which the SVG and the PDF are made: the same picture twice.

Units are px at 96 dpi, the origin at the top left, y downwards; colours are `#RRGGBB`.
"""

from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle, filled, outlined or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    radius: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Straight pieces between points: open and stroked, or closed and filled."""

    points: tuple[Point, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A circle, filled, outlined or both."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text on its base line."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    strong: bool = False
    anchor: str = "start"
    """Which part of the text is at x: `start`, `middle` or `end`."""
    whole: str = ""
    """What the line says when it was shortened: a tooltip where there can be one."""


Piece: TypeAlias = Rect | Shape | Disc | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pieces from back to front."""

    title: str
    width: float
    height: float
    pieces: tuple[Piece, ...]
