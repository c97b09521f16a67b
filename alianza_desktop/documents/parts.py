"""What documents are made of: styles, paragraphs of people's own words, tables, and three small drawings.

Everything a person typed goes through `plain`, which escapes it and marks what the font cannot show; markup
is only ours. Sizes in points, widths in millimetres where a name says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeAlias
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.flowables import Flowable

from alianza_desktop.documents.layout import (
    BOLD,
    HAIR,
    INK,
    ITALIC,
    LINE,
    REGULAR,
    SECONDARY,
    SEMIBOLD,
    TINT,
    Tell,
    legible,
)

SHORT_SECTION: Final = 120.0
"""Points: a section up to this height is not cut by a page break."""
AHEAD: Final = 24
"""Rows of a long table that are made at a time: about a page."""
Part: TypeAlias = Any
"""A reportlab flowable (untyped library)."""


def _style(name: str, size: float, leading: float, font: str = REGULAR, **more: Any) -> ParagraphStyle:
    more = {
        "textColor": INK, "bulletFontName": font, "bulletFontSize": size, "allowWidows": 0, "allowOrphans": 0,
        **more,
    }  # fmt: skip
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **more)


BODY: Final = _style("body", 9.5, 13.6, alignment=TA_JUSTIFY, spaceAfter=4)
ITEM: Final = _style("item", 9.5, 13.6, leftIndent=16, spaceAfter=2)
NOTE: Final = _style("note", 8, 11, textColor=SECONDARY, spaceAfter=3)
LABEL: Final = _style("label", 8.5, 12, textColor=SECONDARY)
VALUE: Final = _style("value", 9, 12)
EMPTY: Final = _style("empty", 9.5, 13.6, ITALIC, textColor=SECONDARY, spaceAfter=4)
CELL: Final = _style("cell", 8, 10.6)
CLOSE_CELL: Final = _style("close cell", 7.6, 9.6)
FIGURE: Final = _style("figure", 13, 17, SEMIBOLD)
CELL_CENTER: Final = _style("cell center", 8, 10.6, alignment=TA_CENTER)
SIGNATORY: Final = _style("signatory", 8, 10.8)
STATED: Final = _style("stated", 10, 13.5, ITALIC, alignment=TA_CENTER, textColor=SECONDARY)
STATED_MORE: Final = _style("stated more", 8, 10.8, alignment=TA_CENTER, textColor=SECONDARY)
CODE: Final = _style("code", 6.4, 8.8)
CODE_VALUE: Final = _style("code value", 8, 12)
SMALL: Final = _style("small", 7.2, 9.6, textColor=SECONDARY)
FORM_TEXT: Final = _style("form text", 7.4, 9.4)
TINY: Final = _style("tiny", 6.6, 8.4, textColor=SECONDARY)
NOTICE: Final = _style("notice", 6.8, 8.8, textColor=SECONDARY)
HEAD: Final = _style("head", 7.4, 9.6, SEMIBOLD)
TITLE: Final = _style("title", 13, 17, BOLD, alignment=TA_CENTER, spaceAfter=3)
SUBTITLE: Final = _style("subtitle", 8.5, 11.5, alignment=TA_CENTER, textColor=SECONDARY, spaceAfter=2)
SECTION: Final = _style("section", 9.5, 13, BOLD, spaceBefore=9, spaceAfter=4)
SUBSECTION: Final = _style("subsection", 9.5, 13.6, SEMIBOLD, spaceBefore=3, spaceAfter=1)
LETTERHEAD: Final = _style("letterhead", 10.5, 14, SEMIBOLD, alignment=TA_CENTER)
LETTERHEAD_LINE: Final = _style("letterhead line", 8.5, 11.8, alignment=TA_CENTER, textColor=SECONDARY)
YEAR: Final = _style("year", 8, 12, ITALIC, alignment=TA_CENTER, textColor=SECONDARY, spaceAfter=4)

PLAIN: Final = (("FONTNAME", (0, 0), (-1, -1), REGULAR), ("VALIGN", (0, 0), (-1, -1), "TOP"))
"""What every table begins with; reportlab's own default is a font that is not embedded."""


def plain(text: str) -> str:
    """Return a person's words safe inside markup: escaped, and only what the font can show."""
    return escape(legible(text))


def strong(text: str) -> str:
    """Return a person's words in semibold, as markup."""
    return f"<b>{plain(text)}</b>" if text else ""


def markup(text: str, style: ParagraphStyle = BODY) -> Part:
    """Return a paragraph of our own markup."""
    return Paragraph(text, style)


def words(text: str, style: ParagraphStyle = BODY) -> Part:
    """Return one paragraph of a person's words; line breaks are kept."""
    return Paragraph(plain(text).replace("\n", "<br/>"), style)


def paragraphs(text: str, style: ParagraphStyle = BODY) -> list[Part]:
    """Return a person's text as paragraphs, one for each line that is not blank."""
    return [words(line.strip(), style) for line in text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and width in millimetres."""

    title: str
    width: float


class Grid(Table):  # type: ignore[misc] # untyped library
    """A table whose heading row repeats; a row is cut in two only when it is taller than a whole page."""

    def split(self, width: float, height: float) -> list[Part]:
        parts: list[Part] = super().split(width, height)
        if not parts and height > self._whole_page():
            self.splitInRow = 1
            parts = super().split(width, height)
        return parts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Measure it: once, for its columns keep their width."""
        size: tuple[float, float] = super().wrap(width, height)
        self._argH = list(self._rowHeights)
        return size

    def opening(self) -> float:
        """Return the height of the heading and the first row, once it is measured."""
        return float(sum(self._rowHeights[:2]))

    def measured(self) -> list[tuple[Sequence[Part], float]]:
        """Return its rows without the heading, each with its height, once it is measured."""
        return list(zip(self._cellvalues[1:], self._rowHeights[1:], strict=True))

    def _whole_page(self) -> float:
        frame = getattr(self, "_frame", None)
        return 0.85 * frame._height if frame else 0.0  # noqa: SLF001 - no public way to ask


def grid(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Part]],
    *more: tuple[Any, ...],
    heights: Sequence[float | None] | None = None,
) -> Grid:
    """Return a ruled table with a tinted heading that repeats on each page; known heights stay."""
    heading = [Paragraph(plain(column.title), HEAD) for column in columns]
    style = [
        *PLAIN,
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("BACKGROUND", (0, 0), (-1, 0), TINT),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.6, INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        *more,
    ]
    return Grid(
        [heading, *rows],
        colWidths=[column.width * mm for column in columns],
        rowHeights=None if heights is None else [None, *heights],
        repeatRows=1,
        style=TableStyle(style),
        hAlign="LEFT",
    )


class LongGrid(Flowable):  # type: ignore[misc] # untyped library
    """A grid whose rows are made and measured as the pages reach them, so that thousands go page by page."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Part]],
        *more: tuple[Any, ...],
        begun: Sequence[tuple[Sequence[Part], float]] = (),
    ) -> None:
        super().__init__()
        self._columns, self._rows, self._more = columns, iter(rows), more
        self._grid = self._of(begun, islice(self._rows, AHEAD))

    def _of(self, begun: Sequence[tuple[Sequence[Part], float]], new: Iterable[Sequence[Part]]) -> Grid:
        rows = [*begun, *((one, None) for one in new)]
        return grid(
            self._columns, (row for row, _ in rows), *self._more, heights=[height for _, height in rows]
        )

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Measure as many rows as fill the height."""
        size = self._grid.wrap(width, height)
        while size[1] <= height and (new := list(islice(self._rows, AHEAD))):
            self._grid = self._of(self._grid.measured(), new)
            size = self._grid.wrap(width, height)
        return size

    def split(self, width: float, height: float) -> list[Part]:
        self._grid._frame = getattr(self, "_frame", None)  # noqa: SLF001 - as reportlab leaves it on a part
        parts = self._grid.split(width, height)
        if not parts:
            return []
        first, rest = parts
        return [first, LongGrid(self._columns, self._rows, *self._more, begun=rest.measured())]

    def drawOn(self, *args: Any, **options: Any) -> None:  # noqa: N802 - reportlab's name
        self._grid.drawOn(*args, **options)

    def opening(self) -> float:
        """Return the height of the heading and the first row, once it is measured."""
        return self._grid.opening()


class Reached:
    """How many rows of how many are made: what a document of long tables tells between its pages."""

    def __init__(self, total: int, tell: Tell) -> None:
        self._done, self._total, self._tell = 0, total, tell

    def each(self, rows: Iterable[Sequence[Part]]) -> Iterator[Sequence[Part]]:
        for row in rows:
            self._done += 1
            yield row

    def told(self) -> None:
        self._tell(self._done, self._total)


def numbered(mark: str, text: str, style: ParagraphStyle = ITEM) -> Part:
    """Return a paragraph of markup with its number hanging at the left."""
    return Paragraph(text, style, bulletText=mark)


def pairs(
    rows: Sequence[tuple[str, str]], width: float, names: float = 26, style: ParagraphStyle = VALUE
) -> Part:
    """Return names (so many millimetres wide) and values in two columns, without lines."""
    cells = [[words(name, LABEL), words(value, style)] for name, value in rows]
    lines = [
        *PLAIN,
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5),
    ]
    return Table(cells, colWidths=[names * mm, width - names * mm], style=TableStyle(lines), hAlign="LEFT")


def figures(rows: Sequence[tuple[str, str]], width: float) -> Part:
    """Return a strip of totals: each a number with its name under it; it is never cut in two."""
    style = [
        *PLAIN,
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("LINEBEFORE", (0, 0), (-1, -1), 0.6, HAIR),
        ("NOSPLIT", (0, 0), (-1, -1)),
    ]
    cells = [[words(value, FIGURE) for _, value in rows], [words(name, SMALL) for name, _ in rows]]
    return Table(cells, colWidths=[width / len(rows)] * len(rows), style=TableStyle(style), hAlign="LEFT")


def side_by_side(cells: Sequence[Sequence[Part]], width: float) -> Part:
    """Return columns so wide each, without lines, never cut in two."""
    style = [*PLAIN, ("LEFTPADDING", (0, 0), (-1, -1), 0), ("NOSPLIT", (0, 0), (-1, -1))]
    return Table([[list(one) for one in cells]], colWidths=[width] * len(cells), style=TableStyle(style),
                 hAlign="LEFT")  # fmt: skip


def section(heading: Part, parts: Sequence[Part], width: float) -> list[Part]:
    """Return a heading that never stays alone at the foot of a page, and what follows it."""
    return [CondPageBreak(_opening_height(heading, parts, width)), heading, *parts]


def _opening_height(heading: Part, parts: Sequence[Part], width: float) -> float:
    """Return what must fit with the heading: all of a short section, a table's first row, two lines.

    Nothing of a long table is measured beyond that: the rest is measured where it is laid out.
    """
    first = _height(heading, width)
    whole = needed = first
    enough = False
    for part in parts:
        height = _height(part, width)
        whole += height
        if not enough and isinstance(part, (Grid, LongGrid)):
            needed += part.opening()
            enough = True
        elif not enough:
            needed += min(height, 30)
            enough = needed > first + 40
        if enough and whole > SHORT_SECTION:
            break
    return whole if whole <= SHORT_SECTION else needed


def _height(part: Part, width: float) -> float:
    """Return how high a part is; of a long table higher than a short section only that it is."""
    height = float(part.wrap(width, SHORT_SECTION if isinstance(part, LongGrid) else 1e6)[1])
    return height + float(part.getSpaceBefore()) + float(part.getSpaceAfter())


def gap(height: float) -> Part:
    """Return a vertical blank, in points."""
    return Spacer(1, height)


class Drawn(Flowable):  # type: ignore[misc] # untyped library
    """A flowable of a known size that draws itself."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width = width
        self.height = height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height


class Rule(Drawn):
    """A line across the column."""

    def __init__(self, width: float, thickness: float = 0.8, colour: Any = INK) -> None:
        super().__init__(width, thickness + 2)
        self._thickness, self._colour = thickness, colour

    def draw(self) -> None:
        self.canv.setStrokeColor(self._colour)
        self.canv.setLineWidth(self._thickness)
        self.canv.line(0, 1, self.width, 1)


class CrossedTail(Drawn):
    """Crosses out the blank rest of the last page («sin texto»), so that nothing can be added there."""

    LEAST: Final = 16 * mm

    def __init__(self, width: float, text: str) -> None:
        super().__init__(width, 0)
        self._text = text

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        self.height = height - 1 if height > self.LEAST else 0
        return self.width, self.height

    def draw(self) -> None:
        if not self.height:
            return
        top, middle = self.height - 4 * mm, self.height / 2
        self.canv.setStrokeColor(HAIR)
        self.canv.setLineWidth(0.6)
        self.canv.lines([(0, 0, self.width, top), (0, top, self.width, top), (0, 0, self.width, 0)])
        half = stringWidth(self._text, ITALIC, 8) / 2 + 3 * mm
        self.canv.setFillColor(HexColor("#FFFFFF"))
        self.canv.rect(self.width / 2 - half, middle - 4 * mm, 2 * half, 4 * mm, stroke=0, fill=1)
        self.canv.setFillColor(SECONDARY)
        self.canv.setFont(ITALIC, 8)
        self.canv.drawCentredString(self.width / 2, middle - 3 * mm, self._text)
