"""A thing to project as lines, and its pages: at most eight lines each, never smaller than 28 pt. No Qt.

How many rows a line takes is measured by whoever paints it; here is decided what goes on which page. Each
page of a section has a head, a title of a list never ends a page, and a text that is longer than a page goes
on in the next one.
"""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from alianza_desktop.core.word_diff import Spans
from alianza_desktop.services.wording import Step

BODY: Final = 28
TITLE: Final = 40
SHORT: Final = 56
"""Points, of a title of at most `SHORT_LETTERS` letters."""
SIZES: Final = (TITLE, 36, 32, BODY)
"""Points that a text which may shrink is tried in."""
HUGE: Final = 150
GOES_ON: Final = "…"
SHORT_LETTERS: Final = 55
ROWS: Final = 8
"""Rows of text on a page."""
HEAD: Final = 5
"""Rows of them that a head may take."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Line:
    """A paragraph of a page; every part but the words may be empty."""

    words: str = ""
    size: int = BODY
    strong: bool = False
    quiet: bool = False
    """In the secondary colour."""
    lead: str = ""
    """An hour, in a column of its own before the words."""
    note: str = ""
    """At the right end."""
    sector: str = ""
    """Its shape stands before the words."""
    beside: tuple[str, str] = ("", "")
    """Words and sector of the second column; only names have it."""
    columns: bool = False
    """The words keep to the first of two columns."""
    bullet: bool = False
    now: bool = False
    """What is under way: in the primary colour, with a bar before it."""
    stage: int = 0
    """The six circles, this one filled; the words stand after them."""
    arrow: str = ""
    """`left`, `right` or `down`, drawn after the words."""
    keep: bool = False
    """Goes with the line after it: a title."""
    apart: bool = False
    """Room is left over it, when the page has some."""
    centre: bool = False
    inset: int = 0
    """How far in it begins, in pixels of 1280; the lead stands before."""
    shrinks: bool = False
    """The words become smaller, down to `BODY`, so that the page holds everything."""
    struck: Spans = ()
    """Words that do not hold any more: a line through them."""
    marks: Spans = ()
    """Words that stand out by a thick line: under what is new, through what is struck."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Section:
    """Lines under a head; the pages after the first have a shorter one."""

    head: tuple[Line, ...] = ()
    again: tuple[Line, ...] = ()
    """The head of its other pages; the same when there is none."""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sheet:
    """A thing to project."""

    left: str = ""
    """Over the upper rule."""
    right: str = ""
    sections: tuple[Section, ...] = ()
    foot: str = ""
    """Under the lower rule; the number of the page stands at its right."""
    trail: tuple[Step, ...] = ()
    """Instead of the foot: where each agreement of the mesa is."""
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Page:
    """What the room sees at one time."""

    left: str = ""
    right: str = ""
    lines: tuple[Line, ...] = ()
    foot: str = ""
    trail: tuple[Step, ...] = ()
    number: int = 1
    total: int = 1
    centred: bool = False

    @property
    def place(self) -> str:
        """`2 de 5`, or nothing when there is one page."""
        return f"{self.number} de {self.total}" if self.total > 1 else ""


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """What the room sees: a page, or a cover over it."""

    page: Page
    cover: str = ""
    """`black` or `logo`."""
    palette: str = "proyector"
    title: str = ""
    """The name of the alliance, under its mark on the logo."""


class Ruler(Protocol):
    """Measures lines as they will be painted, for one size of the window."""

    @property
    def room(self) -> float:
        """Height for the lines of a page."""
        ...

    def rows(self, line: Line) -> int: ...

    def height(self, line: Line) -> float: ...

    def cut(self, line: Line, rows: int) -> tuple[Line, Line]:
        """Return a line's first rows and the rest."""
        ...


def pages(sheet: Sheet, ruler: Ruler) -> tuple[Page, ...]:
    """Return the pages of a sheet: always one at least."""
    filled = [lines for section in sheet.sections for lines in _filled(section, ruler)] or [()]
    return tuple(
        Page(
            left=sheet.left, right=sheet.right, lines=lines, foot=sheet.foot, trail=sheet.trail,
            number=number, total=len(filled), centred=sheet.centred,
        )
        for number, lines in enumerate(filled, start=1)
    )  # fmt: skip


def _filled(section: Section, ruler: Ruler) -> list[tuple[Line, ...]]:
    head = _short_enough(section.head, ruler)
    again = _short_enough(section.again or section.head, ruler)
    page, found = [*head], list[tuple[Line, ...]]()
    waiting = [*_shrunk(section.lines, head, ruler)]
    while waiting:
        line = waiting.pop(0)
        if _fits((*page, line, *_kept(line, waiting)), ruler):
            page.append(replace(line, apart=line.apart or len(page) == len(head)))
        elif len(page) > len(head):
            waiting.insert(0, line)
            found.append(tuple(page))
            page, head = [*again], again
        else:  # longer than a page
            first, rest = ruler.cut(line, max(1, ROWS - sum(map(ruler.rows, head))))
            first, rest = _continued(first, rest) if line.shrinks else (first, rest)
            page.append(first)
            if rest.words:
                waiting.insert(0, rest)
    return [*found, tuple(page)]


def _shrunk(lines: tuple[Line, ...], head: tuple[Line, ...], ruler: Ruler) -> tuple[Line, ...]:
    """Return the lines in the largest size in which all of them stand on one page, or in the smallest."""
    found = lines
    for size in SIZES if any(line.shrinks for line in lines) else ():
        found = tuple(replace(line, size=size) if line.shrinks else line for line in lines)
        if _fits((*head, *found), ruler):
            break
    return found


def _continued(first: Line, rest: Line) -> tuple[Line, Line]:
    """Say at the end of a page that the text goes on, and on the next one that it began before."""
    words = first.words.split()
    last = [words.pop()] if rest.words and len(words) > 2 else []
    while last and len("".join(last)) < len(GOES_ON) + 1:
        last.insert(0, words.pop())
    if not last:
        return first, rest
    kept = " ".join(words)
    moved = shifted(first.marks, len(GOES_ON) - len(kept))
    return (
        replace(first, words=f"{kept} {GOES_ON}"),
        replace(rest, words=" ".join((GOES_ON, *last, rest.words)), marks=moved),
    )


def shifted(spans: Spans, by: int) -> Spans:
    """Return places in a text that lost so many signs (negative) at its beginning, or got them."""
    return tuple((max(0, start + by), end + by) for start, end in spans if end + by > 0)


def _kept(line: Line, waiting: list[Line]) -> tuple[Line, ...]:
    """Return what must stand on the same page: the first row under a title."""
    return (replace(waiting[0], words="x", beside=("", "")),) if line.keep and waiting else ()


def _short_enough(head: tuple[Line, ...], ruler: Ruler) -> tuple[Line, ...]:
    """Leave room under a head: what does not fit in its rows is cut, and says so."""
    kept, left = [], HEAD
    for line in head:
        first, rest = ruler.cut(line, max(1, min(3, left)))
        kept.append(replace(first, words=f"{first.words[:-2].rstrip()}…") if rest.words else first)
        left -= ruler.rows(kept[-1])
        if left <= 0:
            break
    return tuple(kept)


def _fits(lines: tuple[Line, ...], ruler: Ruler) -> bool:
    rows = sum(map(ruler.rows, lines))
    return rows <= ROWS and sum(map(ruler.height, lines)) <= ruler.room
