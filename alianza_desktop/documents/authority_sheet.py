"""The page with the code of the alliance's authority, to hand to who will verify its actas.

It is no kind of `registry`: what it says is of this laptop's store, not of one record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from alianza_desktop.core.format_es import long_day
from alianza_desktop.documents import layout, parts
from alianza_desktop.documents import wording as words
from alianza_desktop.documents.layout import Margins, Pdf, Sheet

WORDING: Final = "authority.v1"
MARGINS: Final = Margins(left=25 * mm, right=25 * mm, first_top=22 * mm)
_CODE: Final = ParagraphStyle("code", fontName=layout.BOLD, fontSize=14, leading=24, alignment=TA_CENTER)


@dataclass(frozen=True, slots=True)
class AuthoritySheet:
    """What the page says."""

    alliance: str
    code: Sequence[str]
    """Its lines."""
    until: str
    day: str
    rehearsal: bool = False


def build(sheet: AuthoritySheet) -> Pdf:
    """Return the page as PDF; the same data give the same bytes."""
    said = words.load(WORDING)
    lead = (("alliance", sheet.alliance), ("until", sheet.until), ("day", long_day(sheet.day)))
    story = [
        parts.words(said("title.sheet"), parts.TITLE),
        parts.gap(8),
        parts.pairs([(said(f"lead.{name}"), text) for name, text in lead], MARGINS.width),
        parts.gap(12),
        parts.Rule(MARGINS.width),
        parts.gap(6),
        *(parts.words(line, _CODE) for line in sheet.code),
        parts.gap(8),
        parts.Rule(MARGINS.width),
        parts.gap(10),
        *(parts.words(text, parts.BODY) for text in said.paragraphs("text.what")),
    ]

    def furniture(page: Sheet, _number: int, _total: int) -> None:
        if sheet.rehearsal:
            layout.centred_note(page, said("title.rehearsal"))

    return layout.write(story, furniture, title=said("title.sheet"), subject=sheet.alliance, margins=MARGINS)
