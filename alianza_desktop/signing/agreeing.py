"""`verify`, the content: that what the pages show is what the attachments say.

The body's text against acta.json: every text of it is on the pages, in their order, and the pages say nothing
that neither it nor the wording says. The strokes drawn beside each name against evidencia.json. Raises
`Mismatch`, or `drawn.Unreadable` and `printed.Unknown` when there is nothing to compare: another program's
pages, or words that this one does not have.

Blanks, letter case and line ends are not compared, nor letters that the page's font lacks (they are printed
as «\ufffd»).
"""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import Any, Final
from unicodedata import category

from alianza_desktop.core.canonical import Json, verification_code
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.signing import chains, drawn, printed, shapes
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.drawn import Point, Strokes, Text
from alianza_desktop.signing.ink import Ink, Stroke
from alianza_desktop.signing.printed import Printed
from alianza_desktop.signing.reading import Opened
from alianza_desktop.signing.words import Mismatch

MISSING: Final = "\ufffd"
SPELT: Final = {"→": "->", "←": "<-"}
WORD: Final = re.compile(r"\w[\w.,/-]*\w|\w")
FIGURES: Final = re.compile(r"[0-9]{1,3}")
COUNTED: Final = ("persona", "personas", "y", "e", "I II III IV V VI VII VIII IX")
"""What the program adds of its own: row and page numbers, how many people."""
NEAR: Final = 0.02
"""Points that a stroke may be apart from where it should be: far less than is seen."""
LIFE: Final = 72 / 2540
"""Points in 1/100 mm: no signature is drawn larger than life."""


def pages(opened: Opened, seal_revision: int) -> tuple[list[Any], list[Any]]:
    """Return the pages of the body and those that were appended when it was sealed."""
    shown = drawn.pages(opened.at(seal_revision))
    own = len(drawn.pages(opened.at(seal_revision - 1)))
    return shown[:own], shown[own:]


def check_body_text(view: Any, pages: Sequence[Any], acta: Mapping[str, Json], content_hash: str) -> None:
    """Check the body's text against acta.json; `Mismatch("body-text", where=…)`."""
    shown = [one for one in drawn.read(view, pages) if isinstance(one, Text)]
    wanted = _wanted(acta)
    story = _squeezed("".join(one.text for one in shown if one.framed))
    letters = set(story)
    place = 0
    for one in wanted:
        text = _as_drawn(one.text, letters)
        found = story.find(text, place)
        if found < 0 and one.tall:
            raise drawn.Unreadable
        if found < 0:
            raise Mismatch("body-text", where=one.where)
        place = found + len(text)
    _check_nothing_else(shown, [verification_code(content_hash), *(one.text for one in wanted)], acta)


def _wanted(acta: Mapping[str, Json]) -> list[Printed]:
    try:
        return list(printed.texts(acta))
    except Corrupt as error:
        raise Mismatch("acta") from error


def _check_nothing_else(shown: Sequence[Text], wanted: Sequence[str], acta: Mapping[str, Json]) -> None:
    said = " ".join([*wanted, *_other_texts(acta), *printed.wording_words(acta), *COUNTED])
    known = set(WORD.findall(_visible(said)))
    whole = _squeezed(said)
    found = set(WORD.findall(_visible("\n".join(one.text for one in shown))))
    if any(not FIGURES.fullmatch(one) and one not in whole and MISSING not in one for one in found - known):
        raise Mismatch("body-text", where="un texto que acta.json no tiene")


def _other_texts(value: Json) -> Iterator[str]:
    """Give every text of a parsed JSON: what it says may be repeated anywhere."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int):
        yield str(value)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _other_texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _other_texts(one)


def _visible(text: str) -> str:
    """Return what paper can show of a text: without marks, controls and joiners, arrows spelt."""
    if text.isascii():
        return text.lower()
    kept = (SPELT.get(one, one) for one in text if category(one) not in ("Cf", "Mn", "Me"))
    return "".join(kept).lower()


def _squeezed(text: str) -> str:
    return "".join(one for one in _visible(text) if not one.isspace() and category(one) != "Cc")


def _as_drawn(text: str, letters: set[str]) -> str:
    return "".join(one if one in letters else MISSING for one in _squeezed(text))


def check_drawn_ink(view: Any, pages: Sequence[Any], acta: Mapping[str, Json], bundle: Bundle) -> None:
    """Check the strokes of the appended pages against evidencia.json; `Mismatch("drawn-ink")`."""
    shown = drawn.read(view, pages)
    marks = [number for number, one in enumerate(shown) if isinstance(one, Strokes) and _is_ink(one)]
    signed = list(_signed(acta, bundle))
    if len(marks) != len(signed):
        raise Mismatch("drawn-ink")
    for (name, ink), start, end in zip(signed, marks, [*marks, len(shown)][1:], strict=True):
        drawing = shown[start]
        beside = _squeezed("".join(one.text for one in shown[start:end] if isinstance(one, Text)))
        assert isinstance(drawing, Strokes)
        if not _same(drawing.lines, ink) or not beside.startswith(_as_drawn(name, set(beside))):
            raise Mismatch("drawn-ink")


def _is_ink(path: Strokes) -> bool:
    return any(len(line) > 2 for line in path.lines)


def _signed(acta: Mapping[str, Json], bundle: Bundle) -> Iterator[tuple[str, Ink]]:
    """Give who signed on screen, in signing order, with their ink."""
    found = chains.standings(bundle.chains)
    for one in shapes.sequence(acta.get("signatories")):
        standing = found.get(shapes.text(shapes.mapping(one), "id"))
        outcome = standing.outcome if standing else None
        if outcome and outcome.ink:
            yield outcome.signatory.name, bundle.inks[outcome.ink]


def _same(lines: Sequence[Sequence[Point]], ink: Ink) -> bool:
    """Tell whether a drawing is that ink, moved and scaled as a whole; lines begin with their point twice."""
    wanted = [_points(one) for one in ink.strokes]
    if [len(one) for one in lines] != [len(one) + 1 for one in wanted]:
        return False
    flat = [point for one in lines for point in one]
    stored = [point for one in wanted for point in (one[0], *one)]
    scale = _scale(flat, stored)
    (left, top), (x, y) = flat[0], stored[0]
    return 0 < scale <= LIFE * 1.001 and all(
        isclose(across, left + (i - x) * scale, abs_tol=NEAR)
        and isclose(up, top - (j - y) * scale, abs_tol=NEAR)
        for (across, up), (i, j) in zip(flat, stored, strict=True)
    )


def _points(stroke: Stroke) -> list[tuple[int, int]]:
    return list(zip(stroke[::2], stroke[1::2], strict=True))


def _scale(flat: Sequence[Point], stored: Sequence[tuple[int, int]]) -> float:
    sides = [
        (max(one[axis] for one in of) - min(one[axis] for one in of))
        for of in (flat, stored)
        for axis in (0, 1)
    ]
    drawn_side, stored_side = max(zip(sides[:2], sides[2:], strict=True), key=lambda pair: pair[1])
    return drawn_side / stored_side if stored_side else 0.0
