"""Where everything of a chain is drawn: one geometry for the canvas, the SVG and the PDF.

Units are px of the drawing at 100 % (96 dpi), the origin at the top left, y downwards. The measures are those
of the pictures of the target look.
"""

from dataclasses import dataclass
from typing import Final

COLUMN_WIDTH: Final = 186
HEADER_HEIGHT: Final = 32
CARD_WIDTH: Final = 150
CARD_HEIGHT: Final = 76
PITCH: Final = 104
"""From the top of a card to the top of the next one below."""
GUTTER: Final = 36
LANES: Final = (12, 18, 24)
"""Where edges run inside a gutter, from its left."""
SUPPORT_WIDTH: Final = 168
SUPPORT_HEIGHT: Final = 40
SUPPORT_LANE: Final = 92

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle and the record it stands for."""

    id: str
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Edge:
    """A link as a line of straight orthogonal pieces, from a card's side to another's."""

    id: str
    points: tuple[Point, ...]
    sector: str
    """Of the source: gives the line its dashes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The drawing of a chain."""

    width: float
    height: float
    columns: tuple[Box, ...]
    """A stage's column, its header at the top."""
    cards: tuple[Box, ...]
    """Activities, supports and notes, by activity id."""
    lane: Box | None
    """«Apoyo a toda la cadena»; None without supports."""
    edges: tuple[Edge, ...]

    def card(self, activity_id: str) -> Box | None:
        """Return where an activity is."""
        return next((one for one in self.cards if one.id == activity_id), None)
