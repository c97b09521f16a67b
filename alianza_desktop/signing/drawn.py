"""What the pages of an acta show: their texts and their strokes, in the order in which they are drawn.

It reads what this program's own renderer writes and nothing else: whatever another program drew is
`Unreadable`, and whoever asked says that it did not check.
"""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyhanko.pdf_utils import generic

from alianza_desktop.signing.words import Mismatch

NUMBER: Final = rb"-?[\d.]+"
OPERATOR: Final = (
    rb"(?:re|rg|RG|w|J|j|M|BT|ET|Tm|Td|TL|T\*|Tw|f\*?|S|n(?!\s" + NUMBER + rb"\s" + NUMBER + rb"\sm\s))"
)
"""Operators that neither show text nor move the place of what is drawn next, but inside one text."""
TOKEN: Final = re.compile(
    rb"\s*(?:"
    rb"\((?P<text>(?:[^\\()]|\\.)*)\) Tj"
    rb"|n\s(?P<path>(?:" + NUMBER + rb"\s" + NUMBER + rb"\s[ml]\s)+)S"
    rb"|(?P<cm>(?:" + NUMBER + rb" ){6})cm"
    rb"|/(?P<font>[^\s/()<>\[\]]{1,40}) " + NUMBER + rb" Tf"
    rb"|(?P<stack>[qQ])(?=\s)"
    rb"|(?:\s*(?:(?:"
    + NUMBER
    + rb" )*"
    + OPERATOR
    + rb"|\[(?:"
    + NUMBER
    + rb" ?)*\] "
    + NUMBER
    + rb" d)(?=\s))+"
    rb")",
    re.DOTALL,
)
POINT: Final = re.compile(rb"(" + NUMBER + rb")\s(" + NUMBER + rb")\s([ml])\s")
ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
CODES: Final = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>")
MOST_TOKENS: Final = 2_000_000

NOTHING: Final = "\0" * 256
"""The letters of a font that does not say them."""

Point = tuple[float, float]
Moves = tuple[bytes, ...]
"""The matrices that hold at a place, as they are written, innermost first."""


class Unreadable(Exception):
    """Another program drew this page."""


@dataclass(frozen=True, slots=True, repr=False)
class Text:
    """A run of text, `framed` when it is of the story and not of the page's head or foot."""

    text: str
    framed: bool


@dataclass(frozen=True, slots=True, repr=False)
class Strokes:
    """A stroked path of straight lines, in points of its page."""

    lines: tuple[tuple[Point, ...], ...]


def pages(view: Any) -> list[Any]:
    """Return the references of the pages, whose tree has one level in what this program writes."""
    kids = view.root["/Pages"]["/Kids"]
    return [kids.raw_get(index) for index in range(len(kids))]


def read(view: Any, pages: Sequence[Any]) -> list[Text | Strokes]:
    """Return what the pages show; `Unreadable` when this program did not draw one of them."""
    fonts: dict[Any, str] = {}
    return [shown for page in pages for shown in _read(view.get_object(page.reference), fonts)]


def _read(page: Any, fonts: dict[Any, str]) -> Iterator[Text | Strokes]:
    stream, resources = page["/Contents"], page["/Resources"]
    if not isinstance(stream, generic.StreamObject) or "/Font" not in resources:
        raise Unreadable
    named = resources["/Font"]
    for name in named:
        if named.raw_get(name) not in fonts:
            fonts[named.raw_get(name)] = _letters(named[name])
    return _shown(bytes(stream.data), {name[1:]: fonts[named.raw_get(name)] for name in named})


def _letters(font: Any) -> str:
    """Return what each code of a font stands for, the letter 0 for those that stand for nothing."""
    if "/ToUnicode" not in font:
        return NOTHING
    pairs = {int(code, 16): chr(int(letter, 16)) for code, letter in CODES.findall(font["/ToUnicode"].data)}
    return "".join(pairs.get(code, "\0") for code in range(256))


def _shown(stream: bytes, fonts: dict[str, str]) -> Iterator[Text | Strokes]:
    stack: list[Moves] = []
    moves: Moves = ()
    letters = NOTHING
    for token in _tokens(stream):
        kind = token.lastgroup
        if kind == "text":
            yield Text(_decoded(token["text"], letters), bool(stack))
        elif kind == "path":
            yield Strokes(_lines(token["path"], moves))
        elif kind == "font":
            letters = fonts.get(token["font"].decode("latin-1"), NOTHING)
        elif kind == "cm":
            moves = (token["cm"], *moves)
        elif token["stack"] == b"q":
            stack.append(moves)
        else:
            moves = stack.pop()


def _tokens(stream: bytes) -> Iterator[re.Match[bytes]]:
    place = 0
    end = len(stream.rstrip())
    for _ in range(MOST_TOKENS):
        if place >= end:
            return
        token = TOKEN.match(stream, place)
        if token is None:
            raise Unreadable
        place = token.end()
        if token.lastgroup:
            yield token
    raise Mismatch("structure")


def _decoded(written: bytes, letters: str) -> str:
    if b"\\" in written:
        written = ESCAPE.sub(_unescaped, written)
    said = written.decode("latin-1").translate(letters)
    if "\0" in said:
        raise Unreadable
    return said


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8) & 0xFF]) if said.isdigit() else ESCAPED.get(said, said)


def _lines(path: bytes, moves: Moves) -> tuple[tuple[Point, ...], ...]:
    lines: list[list[Point]] = []
    for x, y, kind in POINT.findall(path):
        if kind == b"m":
            lines.append([])
        lines[-1].append((float(x), float(y)))
    for written in moves:
        a, b, c, d, e, f = map(float, written.split())
        lines = [[(a * x + c * y + e, b * x + d * y + f) for x, y in line] for line in lines]
    return tuple(map(tuple, lines))
