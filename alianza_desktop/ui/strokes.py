"""The strokes of a signature while it is drawn, in millimetres: no resize changes them. No Qt.

The box is as large as the pad was when the first stroke began, in 1/100 mm; a pad that changes its size later
shows the same box, whole and with its proportions, in the middle. Neither pressure nor time is received here.
A stroke that leaves the box ends at its edge, and goes on as another where it comes back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import dist
from typing import Final

from alianza_desktop.signing import ink

MM: Final = 100
"""Units of a millimetre."""
STEP: Final = 15
"""Points nearer than this to the last one say nothing more (0.15 mm)."""
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the box stands on the pad: pixels of its corner, and pixels for each 1/100 mm."""

    left: float
    top: float
    scale: float


class Strokes:
    """Receives pixels, keeps 1/100 mm."""

    def __init__(self, width: float, height: float, pixels_per_mm: float) -> None:
        self._size = (width, height)
        self._density = pixels_per_mm
        self._box: Point | None = None
        self._strokes: list[list[int]] = []
        self._drawing = self._outside = False

    # the pad

    def resize(self, width: float, height: float, pixels_per_mm: float) -> None:
        """The pad changed its size, or went to another screen; what is drawn stays as it is."""
        self._size, self._density = (width, height), pixels_per_mm

    @property
    def box(self) -> Point:
        """Width and height of the box in 1/100 mm, within what an ink may have."""
        if self._box is not None:
            return self._box
        sides = [side / self._density * MM for side in self._size]
        fitting = min(1.0, ink.MOST_SIDE / max(sides))  # a wall: the box is smaller than life
        width, height = (max(ink.LEAST_SIDE, int(side * fitting)) for side in sides)
        return width, height

    @property
    def frame(self) -> Frame:
        """Where the box is drawn on the pad now."""
        wide, high = self.box
        scale = min(self._size[0] / wide, self._size[1] / high)
        return Frame((self._size[0] - wide * scale) / 2, (self._size[1] - high * scale) / 2, scale)

    # the pen

    def begin(self, x: float, y: float) -> None:
        """The pen touches the pad."""
        self._box = self.box
        self._drawing, self._outside = True, True
        self.move(x, y)

    def move(self, x: float, y: float) -> None:
        """The pen moves; nothing beyond the limits of an ink is kept."""
        if not self._drawing:
            return
        place = self._place(x, y)
        if place is None or self.full:
            self._outside = True
            return
        if self._outside:
            self._outside = False
            self._strokes.append([*place])
        elif dist(place, self._strokes[-1][-2:]) >= STEP:
            self._strokes[-1].extend(place)

    def end(self) -> None:
        """The pen leaves the pad."""
        self._drawing = False

    def drop(self) -> None:
        """What is being drawn was no signature: a palm, a touch that the system took away."""
        if self._drawing and not self._outside and self._strokes:
            self._strokes.pop()
        self._drawing = False
        self._forget_box()

    def clear(self) -> None:
        """Begin again, with the box of the pad as it is now."""
        self._strokes.clear()
        self._drawing = False
        self._forget_box()

    def _forget_box(self) -> None:
        if not self._strokes:
            self._box = None

    def _place(self, x: float, y: float) -> Point | None:
        frame, (wide, high) = self.frame, self.box
        place = round((x - frame.left) / frame.scale), round((y - frame.top) / frame.scale)
        return place if 0 <= place[0] <= wide and 0 <= place[1] <= high else None

    # what there is

    @property
    def drawing(self) -> bool:
        return self._drawing

    @property
    def empty(self) -> bool:
        return not self._strokes

    @property
    def full(self) -> bool:
        """Whether it has as much as an ink may have."""
        points = sum(len(one) // 2 for one in self._strokes)
        return points >= ink.MOST_POINTS or (self._outside and len(self._strokes) >= ink.MOST_STROKES)

    @property
    def strokes(self) -> tuple[ink.Stroke, ...]:
        return tuple(tuple(one) for one in self._strokes)

    @property
    def confirmable(self) -> bool:
        """Whether it is more than nothing or a dot."""
        return ink.confirmable(*self.box, self.strokes)

    def ink(self) -> ink.Ink:
        """Return the signature; `Invalid("ink-empty")` for an empty box or a dot."""
        return ink.Ink(*self.box, self.strokes)

    def shown(self, line: Callable[[list[tuple[float, float]]], None]) -> None:
        """Hand each stroke over in pixels of the pad as it is now."""
        frame = self.frame
        for one in self._strokes:
            pairs = zip(one[::2], one[1::2], strict=True)
            line([(frame.left + x * frame.scale, frame.top + y * frame.scale) for x, y in pairs])
