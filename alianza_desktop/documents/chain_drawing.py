"""The picture of a value chain as pieces: bands of stages, cards, lines, the lane of supports, the legend.

It looks as the canvas does (ux.md W4). Texts are measured with our own font; where another one is used, a
title may be a little wider or narrower than its card.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import long_day
from alianza_desktop.documents.chain_content import ChainSheet
from alianza_desktop.documents.drawing import Disc, Drawing, Piece, Point, Rect, Shape, Text
from alianza_desktop.documents.layout import REGULAR, SEMIBOLD
from alianza_desktop.documents.wording import Wording
from alianza_desktop.services.chain_layout import lay_out
from alianza_desktop.services.chain_plan import HEADER_HEIGHT, Box, Plan
from alianza_desktop.services.chain_view import ActivityView, StageView

INK, SECONDARY, EDGE = "#1B2430", "#4A5666", "#4A5666"
PAPER, BAND, LANE, NOTE = "#FFFFFF", "#F4F5F8", "#EEF1F5", "#FFF8E1"
BORDER, HAIR, WARNING = "#7A8594", "#C3CAD4", "#8A5200"

MARGIN: Final = 24
HEAD: Final = 64
FOOT: Final = 52
WIDEST_TITLE: Final = 560
"""The sheet is at least this wide, for its title and its legend."""
TITLE, BODY, SMALL = 22.0, 14.0, 12.0
LINE: Final = 19
PADDING: Final = 10
MARK: Final = 10
DASHES: Final = {"dashed": (7.0, 4.0), "dotted": (1.5, 3.5), "dash-dot": (8.0, 3.0, 1.5, 3.0)}
TITLE_LINES: Final = 2
"""One more when nothing is below the title."""


def draw(sheet: ChainSheet, wording: Wording) -> Drawing:
    """Return the drawing of a chain; the same data give the same pieces."""
    plan = lay_out(sheet.chain)
    legend = tuple(_legend(sheet, wording))
    left, top = min((0, *(card.x for card in plan.cards))), min((0, *(card.y for card in plan.cards)))
    width = max(plan.width - left, WIDEST_TITLE, _end(legend))
    height = HEAD + plan.height - top + FOOT
    moved = _moved(_chain(sheet, plan, wording), MARGIN - left, MARGIN + HEAD - top)
    pieces = (
        Rect(x=0, y=0, width=width + 2 * MARGIN, height=height + 2 * MARGIN, fill=PAPER),
        *_moved(_head(sheet, wording, width), MARGIN, MARGIN),
        *moved,
        *_moved(legend, MARGIN, MARGIN + height - FOOT + 32),
    )
    return Drawing(sheet.chain.name, width + 2 * MARGIN, height + 2 * MARGIN, pieces)


def _moved(pieces: Iterable[Piece], right: float, down: float) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Shape):
            yield replace(piece, points=tuple((x + right, y + down) for x, y in piece.points))
        else:
            yield replace(piece, x=piece.x + right, y=piece.y + down)


# --- the head


def _head(sheet: ChainSheet, wording: Wording, width: float) -> Iterator[Piece]:
    view = sheet.chain
    rehearsal = wording("title.rehearsal") if view.rehearsal else ""
    room = width - (wide(rehearsal, SMALL, SEMIBOLD) + 24 if rehearsal else 0)
    yield _line(0, 20, view.name, room, size=TITLE, strong=True)
    if rehearsal:
        yield Text(x=width, y=18, text=rehearsal, size=SMALL, colour=WARNING, strong=True, anchor="end")
    where = " · ".join(filter(None, (view.territory, view.product, *_counts(sheet, wording))))
    taller = wording.clause("title.workshop", stage=sheet.stage or "", workshop=sheet.workshop)
    day = long_day(sheet.date) if sheet.date else ""
    when = " · ".join(filter(None, (sheet.alliance, taller, day)))
    yield _line(0, 38, where, width, size=SMALL, colour=SECONDARY)
    yield _line(0, 54, when, width, size=SMALL, colour=SECONDARY)


def _counts(sheet: ChainSheet, wording: Wording) -> Iterator[str]:
    cards = sheet.chain.activities
    activities = sum(one.kind == "activity" for one in cards)
    gaps = sum(len(one.gaps) for one in cards)
    yield wording("count.activity") if activities == 1 else wording("count.activities", count=activities)
    if gaps:
        yield wording("count.gap") if gaps == 1 else wording("count.gaps", count=gaps)


# --- the chain


def _chain(sheet: ChainSheet, plan: Plan, wording: Wording) -> Iterator[Piece]:
    view = sheet.chain
    for place, (stage, column) in enumerate(zip(view.stages, plan.columns, strict=True)):
        yield from _column(stage, column, tinted=place % 2 == 0)
    if plan.lane:
        yield from _lane(plan.lane, wording)
    flows = {link.id: link.flow for link in view.links}
    for edge in plan.edges:
        yield from _edge(edge.points, edge.sector, flows[edge.id], wording)
    for card, activity in zip(plan.cards, view.activities, strict=True):
        yield from _support(activity, card) if activity.kind == "support" else _card(activity, card)


def _column(stage: StageView, column: Box, *, tinted: bool) -> Iterator[Piece]:
    if tinted:
        yield Rect(
            x=column.x, y=HEADER_HEIGHT, width=column.width, height=column.height - HEADER_HEIGHT, fill=BAND
        )
    yield _line(column.x + 18, 21, stage.name, column.width - 28, strong=True)
    base = ((column.x, HEADER_HEIGHT - 0.5), (column.right, HEADER_HEIGHT - 0.5))
    yield Shape(points=base, stroke=HAIR)


def _lane(lane: Box, wording: Wording) -> Iterator[Piece]:
    yield Rect(x=lane.x, y=lane.y, width=lane.width, height=lane.height, fill=LANE)
    for y in (lane.y + 0.5, lane.bottom - 0.5):
        yield Shape(points=((lane.x, y), (lane.right, y)), stroke=HAIR)
    yield Text(x=lane.x + 18, y=lane.y + 22, text=wording("lane.support"), size=BODY, colour=INK, strong=True)


def _card(activity: ActivityView, card: Box) -> Iterator[Piece]:
    fill = NOTE if activity.kind not in ("activity", "support") else PAPER
    yield _frame(card, fill)
    alone = not (activity.actors or activity.gaps)
    lines = wrapped(activity.name, card.width - 2 * PADDING, TITLE_LINES + alone)
    for number, text in enumerate(lines):
        whole = activity.name if number == 0 and "…" in lines[-1] else ""
        y = card.y + 23 + number * LINE
        yield Text(x=card.x + PADDING, y=y, text=text, size=BODY, colour=INK, whole=whole)
    flag = f"{len(activity.gaps)}" if activity.gaps else ""
    end = card.right - PADDING
    if flag:
        end -= wide(flag, SMALL, SEMIBOLD) + 16
        yield from _flag(end, card.bottom - 21)
        yield Text(x=end + 15, y=card.bottom - 12, text=flag, size=SMALL, colour=WARNING, strong=True)
    yield from _sectors(activity, card.x + PADDING, card.bottom - 12, end - 8)


def _support(activity: ActivityView, card: Box) -> Iterator[Piece]:
    yield _frame(card, PAPER)
    x, middle = card.x + 12, card.y + card.height / 2
    if activity.sector:
        yield from mark(activity.sector, x, middle - MARK / 2, MARK)
        x += MARK + 9
    end = card.right - 10
    if activity.gaps:
        number = f"{len(activity.gaps)}"
        end -= wide(number, SMALL, SEMIBOLD) + 16
        yield from _flag(end, middle - 5)
        yield Text(x=end + 15, y=middle + 4, text=number, size=SMALL, colour=WARNING, strong=True)
        end -= 6
    yield _line(x, middle + 5, activity.name, end - x)


def _frame(card: Box, fill: str) -> Rect:
    """Return the outline of a card, drawn inside it on whole pixels."""
    return Rect(
        x=card.x + 0.5,
        y=card.y + 0.5,
        width=card.width - 1,
        height=card.height - 1,
        fill=fill,
        stroke=BORDER,
        radius=4,
    )


def _sectors(activity: ActivityView, x: float, base: float, end: float) -> Iterator[Piece]:
    """Draw the sectors of who takes part, once each, as far as they fit."""
    known = {sector.code: sector for sector in catalogs.sectors()}
    for code in dict.fromkeys(actor.sector for actor in activity.actors if actor.sector in known):
        width = MARK + 5 + wide(known[code].short, SMALL, SEMIBOLD)
        if x + width > end:
            return
        yield from mark(code, x, base - MARK + 0.5, MARK)
        yield Text(x=x + MARK + 5, y=base, text=known[code].short, size=SMALL, colour=INK, strong=True)
        x += width + 9


def mark(code: str, x: float, y: float, side: float) -> Iterator[Piece]:
    """Draw the shape of a sector in a square from its top left corner; an unknown sector has none."""
    sector = next((one for one in catalogs.sectors() if one.code == code), None)
    if sector is None:
        return
    middle_x, middle_y, colour = x + side / 2, y + side / 2, sector.light
    if sector.shape == "square":
        yield Rect(x=x + 0.5, y=y + 0.5, width=side - 1, height=side - 1, fill=colour)
    elif sector.shape == "circle":
        yield Disc(x=middle_x, y=middle_y, radius=side / 2, fill=colour)
    elif sector.shape == "triangle":
        yield Shape(points=((middle_x, y), (x + side, y + side), (x, y + side)), fill=colour)
    else:
        corners = (
            (middle_x, y - 0.5),
            (x + side + 0.5, middle_y),
            (middle_x, y + side + 0.5),
            (x - 0.5, middle_y),
        )
        yield Shape(points=corners, fill=colour)


def _flag(x: float, y: float) -> Iterator[Piece]:
    """Draw the flag of a brecha, 11 × 11 from its top left corner."""
    yield Shape(points=((x + 1, y + 11), (x + 1, y + 0.5)), stroke=WARNING, width=1.4)
    cloth = ((x + 1, y + 1), (x + 4, y), (x + 7, y + 2), (x + 11, y + 1), (x + 11, y + 6.5))
    below = ((x + 7, y + 7.5), (x + 4, y + 5.5), (x + 1, y + 6.5))
    yield Shape(points=(*cloth, *below), stroke=WARNING, width=1.4)


# --- lines


def _edge(points: Sequence[Point], sector: str, flow: str, wording: Wording) -> Iterator[Piece]:
    yield Shape(points=tuple(points), stroke=EDGE, width=1.5, dashes=_dashes(sector))
    yield Shape(points=_arrow(points[-2], points[-1]), stroke=EDGE, width=1.5)
    if flow != "product":
        yield from _letter(_halfway(points), wording.term("mark", flow))


def _dashes(sector: str) -> tuple[float, ...]:
    line = next((one.line for one in catalogs.sectors() if one.code == sector), "solid")
    return DASHES.get(line, ())


def _arrow(before: Point, tip: Point) -> tuple[Point, Point, Point]:
    """Return the two strokes of an arrow, 7 long and 8 wide, at the end of a straight piece."""
    (x, y), (to_x, to_y) = before, tip
    right, down = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
    back_x, back_y = to_x - 7 * right, to_y - 7 * down
    return (back_x - 4 * down, back_y - 4 * right), tip, (back_x + 4 * down, back_y + 4 * right)


def _halfway(points: Sequence[Point]) -> Point:
    one, other = max(
        pairwise(points), key=lambda ends: abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1])
    )
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _letter(where: Point, letter: str) -> Iterator[Piece]:
    """Draw the letter of a flow that is not of product, on its line."""
    x, y = where
    yield Disc(x=x, y=y, radius=7, fill=PAPER, stroke=EDGE)
    yield Text(x=x, y=y + 3.6, text=letter[:1], size=10, colour=INK, strong=True, anchor="middle")


# --- the legend


def _legend(sheet: ChainSheet, wording: Wording) -> Iterator[Piece]:
    x = 0.0
    for sector in _sectors_shown(sheet):
        yield from mark(sector.code, x, -9, MARK)
        yield Text(x=x + 17, y=0, text=sector.name, size=SMALL, colour=SECONDARY)
        x += 17 + wide(sector.name, SMALL) + 8
        yield Shape(points=((x, -4), (x + 40, -4)), stroke=EDGE, width=1.5, dashes=_dashes(sector.code))
        x += 40 + 20
    for name in dict.fromkeys(link.flow for link in sheet.chain.links if link.flow != "product"):
        yield from _letter((x + 7, -4), wording.term("mark", name))
        word = wording.term("flow", name)
        yield Text(x=x + 20, y=0, text=word, size=SMALL, colour=SECONDARY)
        x += 20 + wide(word, SMALL) + 20
    if any(one.gaps for one in sheet.chain.activities):
        yield from _flag(x, -10)
        yield Text(x=x + 17, y=0, text=wording("legend.gap"), size=SMALL, colour=SECONDARY)


def _sectors_shown(sheet: ChainSheet) -> list[catalogs.Sector]:
    used = {actor.sector for one in sheet.chain.activities for actor in one.actors}
    return [sector for sector in catalogs.sectors() if sector.code in used or not sector.optional]


def _end(pieces: Iterable[Piece]) -> float:
    return max(
        (piece.x + wide(piece.text, piece.size) for piece in pieces if isinstance(piece, Text)), default=0
    )


# --- texts


def wide(text: str, size: float, font: str = REGULAR) -> float:
    """Return the width of a text in px."""
    return float(stringWidth(text, font, size))


def _line(
    x: float,
    y: float,
    text: str,
    width: float,
    *,
    size: float = BODY,
    colour: str = INK,
    strong: bool = False,
) -> Text:
    """Return one line of text, shortened with «…» to a width."""
    shown = shortened(text, width, size, SEMIBOLD if strong else REGULAR)
    whole = text if shown != text else ""
    return Text(x=x, y=y, text=shown, size=size, colour=colour, strong=strong, whole=whole)


def shortened(text: str, width: float, size: float, font: str = REGULAR) -> str:
    """Return a text cut with «…» where it passes a width."""
    if wide(text, size, font) <= width:
        return text
    return text[: _fitting(text, width - wide("…", size, font), size, font)].rstrip() + "…"


def wrapped(text: str, width: float, lines: int, size: float = BODY, font: str = REGULAR) -> list[str]:
    """Return a text in a few lines, words whole where they fit; what does not fit ends with «…»."""
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < lines - 1:
        cut = _fitting(rest, width, size, font)
        if cut >= len(rest):
            break
        blank = rest.rfind(" ", 0, cut + 1)
        cut = blank if blank > 0 else max(cut, 1)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, shortened(rest, width, size, font)] if rest or not found else found


def _fitting(text: str, width: float, size: float, font: str) -> int:
    """Return how many signs of a text fit in a width."""
    low, high = 0, min(len(text), 500)
    while low < high:
        middle = (low + high + 1) // 2
        if wide(text[:middle], size, font) <= width:
            low = middle
        else:
            high = middle - 1
    return low
