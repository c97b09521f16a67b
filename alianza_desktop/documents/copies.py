"""Copies that say what they are: a mark across every page, over bytes that are never rendered again.

The stored body is not touched; a copy holds its pages only, without attachments or signature fields, so that
nobody takes it for the original.
"""

from io import BytesIO
from math import atan2, degrees, hypot
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from alianza_desktop.documents import layout
from alianza_desktop.documents.wording import Wording
from alianza_desktop.signing.stamp import stamp

WORDING: Final = "copies.v1"
COLOUR: Final = HexColor("#8A5200")
OPACITY: Final = 0.17
LARGEST: Final = 64
"""Points; a longer mark is set smaller, to three quarters of the page's diagonal."""


def mark(wording: Wording, state: str, *, done: int = 0, total: int = 0, rehearsal: bool = False) -> str:
    """Return the mark of a copy for an acta's state (`draft` … `annulled`), empty when it needs none."""
    said = wording(f"mark.{state}", done=done, total=total)
    if not rehearsal:
        return said
    return wording("mark.rehearsal", mark=said) if said else wording("mark.rehearsal_alone")


def marked(pdf: bytes, text: str) -> bytes:
    """Return the pages of a PDF with the text across each; without a text, the very same bytes."""
    if not text:
        return pdf
    return stamp(pdf, _overlay(text), text)


def _overlay(text: str) -> bytes:
    buffer = BytesIO()
    sheet = Canvas(buffer, pagesize=(layout.WIDTH, layout.HEIGHT), invariant=1, initialFontName=layout.BOLD)
    room = 0.75 * hypot(layout.WIDTH, layout.HEIGHT)
    size = min(LARGEST, room / stringWidth(text, layout.BOLD, 1))
    sheet.translate(layout.WIDTH / 2, layout.HEIGHT / 2)
    sheet.rotate(degrees(atan2(layout.HEIGHT, layout.WIDTH)))
    sheet.setFillColor(COLOUR)
    sheet.setFillAlpha(OPACITY)
    sheet.setFont(layout.BOLD, size)
    sheet.drawCentredString(0, -size / 3, text)
    sheet.save()
    return buffer.getvalue()
