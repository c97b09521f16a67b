"""The sheet that every document shares: embedded Noto Sans, A4, margins, page x of y, fixed metadata.

`write` lays the story out once and draws what goes around each page (running head, foot) at the end, when the
total is known. `invariant=1` and fixed metadata make the same story the same bytes. reportlab keeps its font
table and settings per process, so they are set when this module is first imported; everything above imports
it only when a document is made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from typing import Any, Final, TypeAlias
from unicodedata import category

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from alianza_desktop.core.paths import resource

Sheet: TypeAlias = Any
"""A reportlab canvas (untyped library)."""
Furniture: TypeAlias = Callable[[Sheet, int, int], None]
"""Draws what goes around one page: canvas, page from 1, total."""
Draw: TypeAlias = Callable[[Sheet], None]
"""Draws one page."""
Tell: TypeAlias = Callable[[int, int], None]
"""Learns how far a document is: pages or rows done, and in all. It may raise to give the document up."""
Between: TypeAlias = Callable[[], None]
"""Called between one page and the next; it may raise to give the document up."""

REGULAR: Final = "Noto"
SEMIBOLD: Final = "Noto-SemiBold"
BOLD: Final = "Noto-Bold"
ITALIC: Final = "Noto-Italic"

INK: Final = HexColor("#1B2430")
SECONDARY: Final = HexColor("#4A5666")
LINE: Final = HexColor("#9AA3AF")
HAIR: Final = HexColor("#C3CAD4")
TINT: Final = HexColor("#EEF1F5")
ACCENT: Final = HexColor("#0B5CAD")

WIDTH, HEIGHT = A4
AUTHOR: Final = "Alianza Desktop"

rl_config.useA85 = 0  # binary streams: a fifth smaller
for _name, _file in (
    (REGULAR, "NotoSans-Regular.ttf"),
    (SEMIBOLD, "NotoSans-SemiBold.ttf"),
    (BOLD, "NotoSans-Bold.ttf"),
    (ITALIC, "NotoSans-Italic.ttf"),
):
    registerFont(TTFont(_name, resource("fonts", _file)))
registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=BOLD)

UNDRAWABLE: Final = "\ufffd"
_DRAWABLE: Final = frozenset[int].intersection(
    *(frozenset(getFont(name).face.charToGlyph) for name in (REGULAR, SEMIBOLD, BOLD, ITALIC))
)
_SPELT: Final = {0x2192: "->", 0x2190: "<-"}
"""The arrows, which Word writes by itself and Noto Sans lacks."""


def legible(text: str) -> str:
    """Return what paper shows of a person's words: a letter that our font lacks must not vanish unseen.

    What people sign may not say less than what is stored, so each such letter is a visible «\ufffd»; what is
    invisible by nature (controls, marks of direction, joiners) gives a blank or nothing.
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_drawn, text))


@lru_cache(maxsize=2048)
def _drawn(letter: str) -> str:
    if letter == "\n" or (ord(letter) in _DRAWABLE and category(letter) not in ("Cc", "Cf")):
        return letter
    match category(letter):
        case "Cc" | "Zs" | "Zl" | "Zp":
            return " "
        case "Cf" | "Mn" | "Me":  # the letter that it marks is shown
            return ""
        case _:
            return _SPELT.get(ord(letter), UNDRAWABLE)


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document."""

    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Margins:
    """In points; `first_top` is the top of page 1, which has a letterhead and no running head."""

    left: float = 18 * mm
    right: float = 18 * mm
    first_top: float = 15 * mm
    top: float = 24 * mm
    bottom: float = 36 * mm

    @property
    def width(self) -> float:
        return float(WIDTH) - self.left - self.right


class _CountedCanvas(Canvas):  # type: ignore[misc] # untyped library
    """Keeps each page open until the number of pages is known."""

    def __init__(self, *args: Any, furniture: Furniture, between: Between, **options: Any) -> None:
        super().__init__(*args, **options)
        self._furniture, self._between = furniture, between
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()
        self._between()

    def save(self) -> None:
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self._furniture(self, number, len(self._kept))
            super().showPage()
            self._between()
        super().save()


def unasked() -> None:
    """Nobody waits for it."""


def write(
    story: Sequence[Any],
    furniture: Furniture,
    *,
    title: str,
    subject: str,
    margins: Margins,
    between: Between = unasked,
) -> Pdf:
    """Lay the flowables out on A4 and return the document; the same story gives the same bytes.

    `between` is called after each page, once when it is laid out and once when it is finished.
    """
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=A4, invariant=1, lang="es-PE",
        title=title, subject=subject, author=AUTHOR, creator=AUTHOR, initialFontName=REGULAR,
    )  # fmt: skip
    document.addPageTemplates(
        [_template("first", margins, margins.first_top), _template("later", margins, margins.top)]
    )
    document.build(list(story), canvasmaker=partial(_CountedCanvas, furniture=furniture, between=between))
    return Pdf(buffer.getvalue(), document.page)


def one_page(draw: Draw, size: tuple[float, float], *, title: str, subject: str) -> Pdf:
    """Return a document of one page that draws itself; the same drawing gives the same bytes."""
    return drawn_pages([draw], size, title=title, subject=subject)


def untold(_done: int, _total: int) -> None:
    """Nobody asked how far it is."""


def drawn_pages(
    draws: Sequence[Draw],
    size: tuple[float, float],
    *,
    title: str,
    subject: str,
    tell: Tell = untold,
) -> Pdf:
    """Return a document of pages that draw themselves, one after another; the same drawing, the same bytes.

    `tell` learns after each page how many there are of how many.
    """
    buffer = BytesIO()
    page = Canvas(buffer, pagesize=size, invariant=1, lang="es-PE", initialFontName=REGULAR)
    page.setTitle(title)
    page.setSubject(subject)
    page.setAuthor(AUTHOR)
    page.setCreator(AUTHOR)
    for number, draw in enumerate(draws, 1):
        draw(page)
        page.showPage()
        tell(number, len(draws))
    page.save()
    return Pdf(buffer.getvalue(), len(draws))


def _template(name: str, margins: Margins, top: float) -> Any:
    height = HEIGHT - top - margins.bottom
    frame = Frame(
        margins.left, margins.bottom, margins.width, height,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    return PageTemplate(id=name, frames=[frame], autoNextPageTemplate="later")


def fitted(text: str, font: str, size: float, width: float) -> str:
    """Return the text, shortened with «…» to a width in points: for single lines around the page."""
    if stringWidth(text, font, size) <= width:
        return text
    short = text
    while short and stringWidth(short + "…", font, size) > width:
        short = short[:-1]
    return short.rstrip() + "…"


def line_of_text(
    sheet: Sheet, x: float, y: float, text: str, *, font: str = REGULAR, size: float = 7.5, colour: Any = INK
) -> None:
    """Draw one line of text from its left end."""
    sheet.setFont(font, size)
    sheet.setFillColor(colour)
    sheet.drawString(x, y, legible(text))


def running_head(sheet: Sheet, margins: Margins, left: str, right: str) -> None:
    """Draw the small line at the top of the later pages, with a rule under it."""
    y = HEIGHT - 14 * mm
    room = margins.width - stringWidth(right, REGULAR, 7.5) - 6 * mm
    line_of_text(sheet, margins.left, y, fitted(legible(left), REGULAR, 7.5, room), colour=SECONDARY)
    sheet.drawRightString(margins.left + margins.width, y, legible(right))
    rule(sheet, margins, y - 2 * mm)


def rule(sheet: Sheet, margins: Margins, y: float) -> None:
    """Draw a hairline from margin to margin."""
    sheet.setStrokeColor(HAIR)
    sheet.setLineWidth(0.5)
    sheet.line(margins.left, y, margins.left + margins.width, y)


def line_at_right(sheet: Sheet, margins: Margins, y: float, text: str, size: float = 8) -> None:
    """Draw one line of text that ends at the right margin."""
    sheet.setFont(REGULAR, size)
    sheet.setFillColor(INK)
    sheet.drawRightString(margins.left + margins.width, y, legible(text))


def centred_note(sheet: Sheet, text: str) -> None:
    """Draw a line at the head of the first page, over the letterhead."""
    sheet.setFont(SEMIBOLD, 7.5)
    sheet.setFillColor(SECONDARY)
    sheet.drawCentredString(WIDTH / 2, HEIGHT - 9 * mm, legible(text))
