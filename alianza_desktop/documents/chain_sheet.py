"""The sheet of a value chain: one page of PDF, A4 or as large as it needs to be read, and the same as SVG."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A0, A1, A2, A3, A4, landscape, portrait

from alianza_desktop.documents import layout, svg
from alianza_desktop.documents.chain_content import ChainSheet
from alianza_desktop.documents.chain_drawing import draw
from alianza_desktop.documents.drawing import Disc, Drawing, Piece, Rect, Shape, Text
from alianza_desktop.documents.layout import Pdf, Sheet
from alianza_desktop.documents.wording import Wording

POINTS: Final = 0.75
"""Points in a px at 96 dpi."""
EDGE: Final = 24.0
"""Points around the drawing."""
LEAST, MOST = 0.7, 1.25
"""The drawing's scale on paper: titles of 7 points at least (a larger sheet if it would be less)."""
SIZES: Final = (A4, A3, A2, A1, A0)


def build(sheet: ChainSheet, wording: Wording) -> Pdf:
    """Return the sheet as PDF of one page; the same data and wording give the same bytes."""
    drawing = draw(sheet, wording)
    size, scale = _fitted(drawing)
    left = (size[0] - drawing.width * POINTS * scale) / 2
    top = (size[1] - drawing.height * POINTS * scale) / 2

    def paint(page: Sheet) -> None:
        page.translate(left, size[1] - top)
        page.scale(POINTS * scale, POINTS * scale)
        for piece in drawing.pieces:
            _paint(page, piece)

    subject = wording("title.subject", workshop=sheet.workshop)
    return layout.one_page(paint, size, title=drawing.title, subject=subject)


def as_svg(sheet: ChainSheet, wording: Wording) -> bytes:
    """Return the sheet as SVG; the same data and wording give the same bytes."""
    return svg.write(draw(sheet, wording))


def _fitted(drawing: Drawing) -> tuple[tuple[float, float], float]:
    """Return the smallest paper on which the drawing can be read, and its scale there."""
    turn = portrait if drawing.height > drawing.width else landscape
    fits = [(turn(size), _scale(drawing, turn(size))) for size in SIZES]
    size, scale = next((fit for fit in fits if fit[1] >= LEAST), fits[-1])
    return size, min(scale, MOST)


def _scale(drawing: Drawing, size: Sequence[float]) -> float:
    return min(
        (size[0] - 2 * EDGE) / (drawing.width * POINTS), (size[1] - 2 * EDGE) / (drawing.height * POINTS)
    )


def _paint(page: Sheet, piece: Piece) -> None:
    if isinstance(piece, Text):
        _paint_text(page, piece)
        return
    page.setLineWidth(piece.width if isinstance(piece, Shape) else 1)
    page.setDash(*((list(piece.dashes),) if isinstance(piece, Shape) else ([],)))
    if piece.fill:
        page.setFillColor(HexColor(piece.fill))
    if piece.stroke:
        page.setStrokeColor(HexColor(piece.stroke))
    painted = {"stroke": int(bool(piece.stroke)), "fill": int(bool(piece.fill))}
    if isinstance(piece, Rect):
        _paint_rect(page, piece, painted)
    elif isinstance(piece, Disc):
        page.circle(piece.x, -piece.y, piece.radius, **painted)
    else:
        _paint_shape(page, piece, painted)


def _paint_rect(page: Sheet, piece: Rect, painted: dict[str, int]) -> None:
    place = piece.x, -piece.y - piece.height, piece.width, piece.height
    if piece.radius:
        page.roundRect(*place, piece.radius, **painted)
    else:
        page.rect(*place, **painted)


def _paint_shape(page: Sheet, piece: Shape, painted: dict[str, int]) -> None:
    path = page.beginPath()
    (x, y), *others = piece.points
    path.moveTo(x, -y)
    for x, y in others:
        path.lineTo(x, -y)
    if piece.fill:
        path.close()
    page.drawPath(path, **painted)


def _paint_text(page: Sheet, piece: Text) -> None:
    page.setFont(layout.SEMIBOLD if piece.strong else layout.REGULAR, piece.size)
    page.setFillColor(HexColor(piece.colour))
    draw_text = {"middle": page.drawCentredString, "end": page.drawRightString}.get(
        piece.anchor, page.drawString
    )
    draw_text(piece.x, -piece.y, layout.legible(piece.text))
