"""A drawing as SVG 1.1: text stays text, with a generic font behind ours; nothing is loaded."""

from collections.abc import Iterable, Mapping
from typing import Final
from unicodedata import category
from xml.sax.saxutils import escape, quoteattr

from alianza_desktop.documents.drawing import Disc, Drawing, Piece, Rect, Shape, Text

FAMILY: Final = "'Noto Sans', 'Segoe UI', 'DejaVu Sans', sans-serif"
_UNWRITABLE: Final = ("Cc", "Cs", "Cn")
"""Categories with signs that XML does not allow."""

Attributes = Mapping[str, object]


def write(drawing: Drawing) -> bytes:
    """Return the drawing as a file; the same drawing gives the same bytes."""
    size = f"{_number(drawing.width)} {_number(drawing.height)}"
    head: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": drawing.width,
        "height": drawing.height,
        "viewBox": f"0 0 {size}",
        "role": "img",
        "font-family": FAMILY,
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<svg{_attributes(head)}>",
        f"<title>{_plain(drawing.title)}</title>",
        *map(_piece, drawing.pieces),
        "</svg>",
        "",
    ]
    return "\n".join(lines).encode()


def _piece(piece: Piece) -> str:
    if isinstance(piece, Text):
        return _text(piece)
    if isinstance(piece, Rect):
        return _element("rect", {**_place(piece), "rx": piece.radius or None, **_paint(piece)})
    if isinstance(piece, Disc):
        return _element("circle", {"cx": piece.x, "cy": piece.y, "r": piece.radius, **_paint(piece)})
    return _shape(piece)


def _text(piece: Text) -> str:
    attributes: Attributes = {
        "x": piece.x,
        "y": piece.y,
        "font-size": piece.size,
        "font-weight": "600" if piece.strong else None,
        "text-anchor": piece.anchor if piece.anchor != "start" else None,
        "fill": piece.colour,
        "xml:space": "preserve" if piece.text != " ".join(piece.text.split()) else None,
    }
    whole = f"<title>{_plain(piece.whole)}</title>" if piece.whole else ""
    return f"<text{_attributes(attributes)}>{whole}{_plain(piece.text)}</text>"


def _shape(piece: Shape) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in piece.points)
    dashes = " ".join(map(_number, piece.dashes)) or None
    line: Attributes = {"stroke-width": piece.width, "stroke-dasharray": dashes} if piece.stroke else {}
    return _element("polygon" if piece.fill else "polyline", {"points": points, **_paint(piece), **line})


def _place(piece: Rect) -> Attributes:
    return {"x": piece.x, "y": piece.y, "width": piece.width, "height": piece.height}


def _paint(piece: Rect | Disc | Shape) -> Attributes:
    return {"fill": piece.fill or "none", "stroke": piece.stroke or None}


def _element(name: str, attributes: Attributes) -> str:
    return f"<{name}{_attributes(attributes)}/>"


def _attributes(attributes: Attributes) -> str:
    return "".join(_written(attributes.items()))


def _written(pairs: Iterable[tuple[str, object]]) -> Iterable[str]:
    for name, value in pairs:
        if value is not None:
            text = _number(value) if isinstance(value, int | float) else str(value)
            yield f" {name}={quoteattr(text)}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _plain(text: str) -> str:
    """Return a person's words as XML text: escaped, without the signs that XML forbids."""
    return escape("".join(sign if category(sign) not in _UNWRITABLE else " " for sign in text))
