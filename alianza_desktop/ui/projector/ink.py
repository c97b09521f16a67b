"""How a page is painted, at any size of the window; the operator's small picture is painted by the same.

Everything is measured in pixels of a window of 1280 × 720, as in `mock/proyector.png`, and grows with the
window: 28 pt is never less than 28 pt, nor does it become small on a large screen. The palette is the
projector's own, not that of the operator's window, and text is not enlarged with the operator's.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QTextLayout, QTextOption

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.projector import marking
from alianza_desktop.ui.projector.letters import font
from alianza_desktop.ui.projector.sheet import BODY, Line, Page, Shown, shifted
from alianza_desktop.ui.widgets import paint, sector_mark

WIDE, HIGH = 1280, 720
SMALL: Final = 1000
"""Pixels of width under which it is no screen but a plain window, a likeness of the room's."""
SIDE, TOP, RULE, FOOT = 56, 40, 105, 102
"""Margins; where the upper rule is, from the top, and the lower one, from the bottom."""
GAP, MARK, LEAD, COLUMN = 24, 34, 148, 40
"""Between rule and text; a sector's shape; the column of hours; between the two columns of names."""
BULLET: Final = 36
PITCH: Final = 1.35
TIGHT: Final = 1.18
"""Line height of the body and of titles."""
APART: Final = 24
"""Over a line that stands apart, at most."""
CIRCLE: Final = 50
RING: Final = 10


def unit(size: QSize) -> float:
    """Return how many pixels of this window are one of the 1280 × 720: on a screen, one at least."""
    share = min(size.width() / WIDE, size.height() / HIGH)
    return share if size.width() < SMALL else max(1.0, share)


def _of(line: Line, scale: float) -> QFont:
    return font(line.size, scale, strong=line.strong or line.now)


@lru_cache(maxsize=2048)
def wrapped(words: str, points: int, scale: float, wide: float, strong: bool) -> tuple[str, ...]:
    """Return a text in rows of a width; a word without spaces is broken."""
    layout = QTextLayout(words, font(points, scale, strong=strong))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts = []
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(1.0, wide))
        starts.append(row.textStart())
    layout.endLayout()
    units = words.encode("utf-16-le", "surrogatepass")  # Qt counts UTF-16 units, Python counts signs
    ends = [*starts[1:], len(units) // 2]
    return tuple(
        units[2 * start : 2 * end].decode("utf-16-le", "ignore").strip()
        for start, end in zip(starts, ends, strict=True)
    ) or ("",)


class Ruler:
    """Measures lines for a size of the window (`sheet.Ruler`)."""

    def __init__(self, size: QSize) -> None:
        self.unit = self._unit = unit(size)
        self._wide = size.width() - 2 * SIDE * self._unit
        self._high = float(size.height())

    @property
    def room(self) -> float:
        return self._high - (RULE + FOOT + 2 * GAP) * self._unit

    def rows(self, line: Line) -> int:
        return max(len(self.parts(line)), len(self.second(line)))

    def height(self, line: Line) -> float:
        return self.rows(line) * self.pitch(line)

    def pitch(self, line: Line) -> float:
        return line.size * 96 / 72 * (PITCH if line.size <= BODY else TIGHT) * self._unit

    def parts(self, line: Line) -> tuple[str, ...]:
        """Return the words in their rows."""
        return self._wrap(line, line.words, self.width(line))

    def second(self, line: Line) -> tuple[str, ...]:
        """Return the words of the second column in their rows."""
        return self._wrap(line, line.beside[0], self.width(line)) if line.beside[0] else ()

    def _wrap(self, line: Line, words: str, wide: float) -> tuple[str, ...]:
        return wrapped(words, line.size, self._unit, wide, line.strong or line.now)

    def width(self, line: Line) -> float:
        """Return the width that words have."""
        wide = (self._wide - COLUMN * self._unit) / 2 if line.columns else self._wide
        wide -= self.indent(line)
        if line.note:
            letters = font(line.size, self._unit, strong=True)
            wide -= QFontMetricsF(letters).horizontalAdvance(line.note) + 24 * self._unit
        if line.arrow:
            wide -= line.size * 1.6 * self._unit
        return wide

    def indent(self, line: Line) -> float:
        """Return how far in the words begin."""
        inside = 0.0
        if line.lead and not line.inset:
            inside = LEAD
        elif line.sector or line.columns:
            inside = MARK + 12
        elif line.bullet:
            inside = BULLET
        elif line.stage:
            inside = 6 * CIRCLE + 5 * RING + 24
        return (inside + line.inset) * self._unit

    def cut(self, line: Line, rows: int) -> tuple[Line, Line]:
        parts = self.parts(line)
        if len(parts) <= rows:
            return line, replace(line, words="", beside=("", ""))
        by = -len(" ".join(parts[:rows])) - 1
        return (
            replace(line, words=" ".join(parts[:rows])),
            replace(
                line,
                words=" ".join(parts[rows:]),
                lead="",
                note="",
                sector="",
                beside=("", ""),
                marks=shifted(line.marks, by),
                struck=shifted(line.struck, by),
            ),
        )


def pixmap(shown: Shown, size: QSize) -> QPixmap:
    """Return what a window of that size shows."""
    made = QPixmap(size)
    with QPainter(made) as painter:
        draw(painter, shown, size)
    return made


def draw(painter: QPainter, shown: Shown, size: QSize) -> None:
    """Paint what the room sees."""
    whole = QRectF(0, 0, size.width(), size.height())
    if shown.cover == "black":
        painter.fillRect(whole, QColor("#000000"))
        return
    tokens = theme.THEMES[shown.palette]
    painter.fillRect(whole, QColor(tokens.surface))
    if shown.cover == "logo":
        _logo(painter, shown, size, tokens)
    else:
        _Pen(painter, size, tokens).page(shown.page)


def _logo(painter: QPainter, shown: Shown, size: QSize, tokens: theme.Tokens) -> None:
    """Draw the three sectors of the method and the name of the alliance under them."""
    scale = unit(size)
    side = 220 * scale
    left, top = (size.width() - side) / 2, size.height() / 2 - side * 0.85
    third = side * 0.42
    for sector, box in (
        ("academia", QRectF(left + side / 2 - third / 2, top, third, third)),
        ("public", QRectF(left, top + side * 0.55, third, third)),
        ("private", QRectF(left + side - third, top + side * 0.55, third, third)),
    ):
        sector_mark.draw(painter, sector, box, QColor(getattr(tokens, sector)))
    pen = _Pen(painter, size, tokens)
    line = Line(words=shown.title, size=40, strong=True, centre=True)
    y = size.height() / 2 + side * 0.35
    for row in pen.ruler.parts(line)[:3]:
        pen.centred(row, y, line)
        y += pen.ruler.pitch(line)


class _Pen:
    """Paints a page line by line, from the upper rule down."""

    def __init__(self, painter: QPainter, size: QSize, tokens: theme.Tokens) -> None:
        self._painter, self._tokens = painter, tokens
        self.ruler, self._unit = Ruler(size), unit(size)
        self._left = SIDE * self._unit
        self._right = size.width() - self._left
        self._high = float(size.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def page(self, page: Page) -> None:
        self._head(page)
        self._foot(page)
        top = (RULE + GAP) * self._unit
        spare = max(0.0, self.ruler.room - sum(map(self.ruler.height, page.lines)))
        apart = sum(line.apart for line in page.lines[1:])
        room = min(APART * self._unit, spare / apart) if apart else 0.0
        if page.centred:
            top += spare / 2
        for number, line in enumerate(page.lines):
            top += room if line.apart and number else 0.0
            self._line(line, top)
            top += self.ruler.height(line)

    def _head(self, page: Page) -> None:
        middle = (TOP + RULE) / 2 * self._unit
        taken = self._end(page.right, middle, strong=True)
        self._beginning(page.left, middle, self._right - taken)
        self._rule(RULE * self._unit)

    def _foot(self, page: Page) -> None:
        if not (page.foot or page.place or page.trail):
            return
        top = self._high - FOOT * self._unit
        self._rule(top)
        middle = top + (FOOT - 18) / 2 * self._unit
        taken = self._end(page.place, middle, strong=True)
        area = QRectF(self._left, middle - 40, self._right - taken - self._left, 80)
        if page.trail:
            marking.trail(self._painter, area, page.trail, self._unit, self._tokens)
        else:
            self._beginning(page.foot, middle, self._right - taken)

    def _rule(self, y: float) -> None:
        area = QRectF(self._left, y, self._right - self._left, max(2.0, 2 * self._unit))
        self._painter.fillRect(area, QColor(self._tokens.line))

    def _end(self, words: str, middle: float, *, strong: bool) -> float:
        """Write at the right end and return the width taken."""
        if not words:
            return 0
        letters = font(BODY, self._unit, strong=strong)
        most = (self._right - self._left) / 2
        shown = paint.elided(QFontMetricsF(letters), words, most)
        wide = QFontMetricsF(letters).horizontalAdvance(shown)
        self._write(shown, QRectF(self._right - wide - 2, middle - 40, wide + 4, 80), letters, "text")
        return wide + 24 * self._unit

    def _beginning(self, words: str, middle: float, right: float) -> None:
        letters = font(BODY, self._unit, strong=False)
        shown = paint.elided(QFontMetricsF(letters), words, right - self._left)
        self._write(shown, QRectF(self._left, middle - 40, right - self._left + 4, 80), letters, "text")

    def _write(self, words: str, area: QRectF, letters: QFont, token: str, *, centre: bool = False) -> None:
        self._painter.setFont(letters)
        self._painter.setPen(QColor(getattr(self._tokens, token)))
        along = Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignLeft
        flags = along | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        self._painter.drawText(area, int(flags), words)

    def centred(self, words: str, top: float, line: Line) -> None:
        """Write one row in the middle of the page, with its arrow."""
        pitch, letters = self.ruler.pitch(line), _of(line, self._unit)
        area = QRectF(self._left, top, self._right - self._left, pitch)
        side = line.size * 1.1 * self._unit if line.arrow else 0.0
        if side:
            area.setRight(self._right - side * 1.3)
            wide = QFontMetricsF(letters).horizontalAdvance(words)
            x = area.center().x() + wide / 2 + side * 0.25
            box = QRectF(x, top + (pitch - side) / 2, side, side)
            icons.paint(self._painter, f"arrow-{line.arrow}", box, QColor(self._tokens.text))
        self._write(words, area, letters, "text", centre=True)

    def _line(self, line: Line, top: float) -> None:
        if line.centre:
            for number, row in enumerate(self.ruler.parts(line)):
                self.centred(row, top + number * self.ruler.pitch(line), line)
            return
        pitch, inside = self.ruler.pitch(line), self.ruler.indent(line)
        self._before(line, top, pitch)
        ink = "primary" if line.now else "secondary" if line.quiet else "text"
        self._rows(line, self.ruler.parts(line), self._left + inside, top, ink)
        if line.marks or line.struck:
            marking.draw(self._painter, self.ruler, line, (self._left + inside, top), self._tokens)
        if line.note:
            letters = font(line.size, self._unit, strong=line.now)
            wide = QFontMetricsF(letters).horizontalAdvance(line.note)
            self._write(line.note, QRectF(self._right - wide - 2, top, wide + 4, pitch), letters, ink)
        if line.beside[0]:
            start = (self._left + self._right + COLUMN * self._unit) / 2
            self._mark(line.beside[1], start, top, pitch)
            self._rows(line, self.ruler.second(line), start + inside, top, ink)

    def _rows(self, line: Line, rows: tuple[str, ...], left: float, top: float, ink: str) -> None:
        pitch, letters = self.ruler.pitch(line), _of(line, self._unit)
        for number, row in enumerate(rows):
            area = QRectF(left, top + number * pitch, self._right - left + 4, pitch)
            self._write(row, area, letters, ink)

    def _before(self, line: Line, top: float, pitch: float) -> None:
        """Draw what stands before the words: an hour, a shape, the circles of the stages."""
        if line.lead:
            letters = font(line.size, self._unit, strong=True)
            ink = "primary" if line.now else "text"
            wide = (line.inset or LEAD) * self._unit
            self._write(line.lead, QRectF(self._left, top, wide, pitch), letters, ink)
        elif line.sector:
            self._mark(line.sector, self._left + line.inset * self._unit, top, pitch)
        elif line.bullet:
            side = 10 * self._unit
            dot = QRectF(self._left + side, top + (pitch - side) / 2, side, side)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(self._tokens.text))
            self._painter.drawEllipse(dot)
        elif line.stage:
            self._stages(line.stage, top + pitch / 2)
        if line.now:
            bar = QRectF(self._left - 24 * self._unit, top + 6 * self._unit, 8 * self._unit, 0)
            bar.setHeight(self.ruler.height(line) - 12 * self._unit)
            self._painter.fillRect(bar, QColor(self._tokens.primary))

    def _mark(self, sector: str, left: float, top: float, pitch: float) -> None:
        side = (MARK - 6) * self._unit
        box = QRectF(left, top + (pitch - side) / 2, side, side)
        if sector:
            sector_mark.draw(self._painter, sector, box, QColor(getattr(self._tokens, sector, "#000000")))

    def _stages(self, current: int, middle: float) -> None:
        side, gap = CIRCLE * self._unit, RING * self._unit
        primary, plain = QColor(self._tokens.primary), QColor(self._tokens.disabled)
        letters = font(BODY, self._unit, strong=True)
        for number in range(1, 7):
            left = self._left + (number - 1) * (side + gap)
            ink = primary if number <= current else plain
            box = QRectF(left, middle - side / 2, side, side)
            if number > 1:
                self._painter.fillRect(QRectF(left - gap, middle - 1, gap, 2), ink)
            fill = primary if number == current else None
            paint.disc(self._painter, QPointF(box.center()), side - 3, fill=fill, border=ink)
            token = "on_primary" if number == current else "primary" if number < current else "disabled"
            self._write(str(number), box, letters, token, centre=True)
