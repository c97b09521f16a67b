"""What stands out by its shape: lines under and through words, and the trail of a mesa's agreements."""

from collections.abc import Iterator
from typing import Final, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from alianza_desktop.core.word_diff import Spans
from alianza_desktop.services.wording import DRAFT, NOW, OBJECTED, READ, Step
from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.projector.letters import font
from alianza_desktop.ui.projector.sheet import BODY, Line
from alianza_desktop.ui.widgets import paint

THIN: Final = 3
THICK: Final = 6
"""Of the lines, in pixels of 1280."""
STATES: Final = {
    READ: ("check", "leído"),
    OBJECTED: ("alert-triangle", "objetado"),
    NOW: ("pencil", "en redacción"),
    DRAFT: ("", ""),
}
GAP: Final = 44
ICON: Final = 34


class Measured(Protocol):
    """What is asked of `ink.Ruler`."""

    unit: float

    def parts(self, line: Line) -> tuple[str, ...]: ...
    def pitch(self, line: Line) -> float: ...


def draw(
    painter: QPainter, ruler: Measured, line: Line, place: tuple[float, float], tokens: theme.Tokens
) -> None:
    """Draw the lines of a paragraph whose words are painted already, from its left and top."""
    thin, thick = max(2.0, THIN * ruler.unit), max(3.0, THICK * ruler.unit)
    pitch = ruler.pitch(line)
    metrics = QFontMetricsF(font(line.size, ruler.unit, strong=line.strong or line.now))
    for row, start, words in _placed(line, ruler.parts(line)):
        base = place[1] + row * pitch + (pitch + metrics.ascent() - metrics.descent()) / 2
        through = base - metrics.xHeight() / 2
        for spans, high in ((line.struck, thin), (line.marks, thick)):
            for first, last in _within(spans, start, len(words)):
                left = place[0] + metrics.horizontalAdvance(words[:first])
                wide = metrics.horizontalAdvance(words[first:last])
                y = through if line.struck else base + metrics.descent() * 0.95
                bar = QRectF(left, y - high / 2, wide, high)
                painter.fillRect(bar, QColor(tokens.secondary if line.struck else tokens.primary))


def _placed(line: Line, parts: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield the number of each row, where it begins in the words of the line, and its words."""
    start = 0
    for row, words in enumerate(parts):
        start = max(start, line.words.find(words, start))
        yield row, start, words
        start += len(words)


def _within(spans: Spans, start: int, length: int) -> Iterator[tuple[int, int]]:
    for first, last in spans:
        inside = max(0, first - start), min(length, last - start)
        if inside[0] < inside[1]:
            yield inside


def trail(
    painter: QPainter, area: QRectF, steps: tuple[Step, ...], unit: float, tokens: theme.Tokens
) -> None:
    """Draw «1 ✓ leído   2 ! objetado   3 en redacción»: those round the one of now, in words if they fit."""
    left = area.left()
    for step, said in fitting(steps, area.width(), unit):
        now = step.state == NOW
        ink = QColor(tokens.primary if now else tokens.text)
        letters = font(BODY, unit, strong=now)
        begun, right = left, area.right()
        left += paint.text(
            painter, QRectF(left, area.top(), right - left, area.height()), str(step.number), letters, ink
        )
        icon, words = STATES[step.state]
        if icon:
            side = ICON * unit
            box = QRectF(left + 12 * unit, area.center().y() - side / 2, side, side)
            icons.paint(painter, icon, box, ink)
            left = box.right()
        if said and words:
            left += 12 * unit
            left += paint.text(
                painter, QRectF(left, area.top(), right - left, area.height()), words, letters, ink
            )
        if now:
            high = max(3.0, 4 * unit)
            painter.fillRect(QRectF(begun, area.center().y() + 26 * unit, left - begun, high), ink)
        left += GAP * unit


def fitting(steps: tuple[Step, ...], room: float, unit: float) -> list[tuple[Step, bool]]:
    """Return the steps that fit, each with whether it is said in words; the one of now is always there."""
    now = next((at for at, step in enumerate(steps) if step.state == NOW), len(steps) - 1)
    for said in (True, False):
        if sum(_wide(step, unit, said=said or step.state == NOW) for step in steps) <= room:
            return [(step, said or step.state == NOW) for step in steps]
    first = last = now
    left = room - _wide(steps[now], unit, said=True)
    while True:
        for at in (first - 1, last + 1):
            if 0 <= at < len(steps) and _wide(steps[at], unit, said=False) <= left:
                left -= _wide(steps[at], unit, said=False)
                first, last = min(first, at), max(last, at)
                break
        else:
            return [(step, step.state == NOW) for step in steps[first : last + 1]]


def _wide(step: Step, unit: float, *, said: bool) -> float:
    metrics = QFontMetricsF(font(BODY, unit, strong=step.state == NOW))
    icon, words = STATES[step.state]
    wide = metrics.horizontalAdvance(str(step.number)) + GAP * unit
    wide += (12 + ICON) * unit if icon else 0
    return wide + (12 * unit + metrics.horizontalAdvance(words) if said and words else 0)


def spoken(steps: tuple[Step, ...]) -> str:
    """Return the trail as a sentence, for screen readers."""
    return ", ".join(f"{step.number} {STATES[step.state][1] or 'por leer'}" for step in steps)
