"""The sheet with the recovery key: one page to print and put away, never kept by the program.

It is no kind of `registry`: a kind is collected from a record of the store, and this key is in none.
"""

from dataclasses import dataclass, field
from typing import Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from alianza_desktop.core.format_es import long_day
from alianza_desktop.documents import layout, parts
from alianza_desktop.documents import wording as words
from alianza_desktop.documents.layout import Margins, Pdf, Sheet
from alianza_desktop.documents.parts import Part
from alianza_desktop.documents.wording import Wording

WORDING: Final = "recovery.v1"
MARGINS: Final = Margins(left=25 * mm, right=25 * mm, first_top=22 * mm)
_KEY: Final = ParagraphStyle("key", fontName=layout.BOLD, fontSize=19, leading=31, alignment=TA_CENTER)


@dataclass(frozen=True, slots=True, repr=False)
class RecoverySheet:
    """What the sheet says."""

    alliance: str
    key: str = field(repr=False)
    """As `recovery_key.new` writes it."""
    day: str
    device: str
    rehearsal: bool = False


def build(sheet: RecoverySheet, wording: Wording | None = None) -> Pdf:
    """Return the sheet as PDF; the same data give the same bytes."""
    said = wording or words.load(WORDING)
    story = [
        parts.words(said("title.sheet"), parts.TITLE),
        parts.gap(8),
        parts.pairs(_lead(sheet, said), MARGINS.width),
        parts.gap(12),
        parts.Rule(MARGINS.width),
        parts.gap(6),
        *_key(sheet.key),
        parts.gap(8),
        parts.Rule(MARGINS.width),
        parts.gap(10),
        *(parts.words(text, parts.BODY) for text in said.paragraphs("text.what")),
        *_list("keep", said),
        *_list("use", said),
        *_receipt(said),
    ]

    def furniture(page: Sheet, _number: int, _total: int) -> None:
        if sheet.rehearsal:
            layout.centred_note(page, said("title.rehearsal"))

    subject = said("title.subject", alliance=sheet.alliance)
    return layout.write(story, furniture, title=said("title.sheet"), subject=subject, margins=MARGINS)


def _lead(sheet: RecoverySheet, said: Wording) -> list[tuple[str, str]]:
    rows = (("alliance", sheet.alliance), ("made", long_day(sheet.day)), ("device", sheet.device))
    return [(said(f"lead.{name}"), text) for name, text in rows if text]


def _key(key: str) -> list[Part]:
    """Break the seven groups in two lines, with room between them."""
    groups = key.split("-")
    lines = ("  -  ".join(groups[:4]), "  -  ".join(groups[4:]))
    return [parts.words(line.replace(" ", "\u00a0"), _KEY) for line in lines]


def _receipt(said: Wording) -> list[Part]:
    lines = []
    for name in ("kept_by", "place", "date"):
        lines += [parts.gap(22), parts.pairs([(said(f"receipt.{name}"), "_" * 60)], MARGINS.width)]
    return lines


def _list(name: str, said: Wording) -> list[Part]:
    items = [parts.numbered("•", said(f"{name}.{one}")) for one in ("one", "two", "three")]
    return [parts.words(said(f"{name}.title"), parts.SECTION), *items]
