"""The receipt that each signatory takes away: what was recorded, and the codes that betray a later rewriting.

That, and the copies on other laptops, is what stops the holder of a sealing key from rewriting its own chain
(signing.md «Evidence»). One page, its upper half, to be cut or folded.
"""

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Table, TableStyle

from alianza_desktop.core.format_es import hour, long_day
from alianza_desktop.documents import layout, parts, qr
from alianza_desktop.documents.layout import Margins, Pdf, Sheet
from alianza_desktop.documents.parts import Part, words
from alianza_desktop.documents.receipt_content import Receipt
from alianza_desktop.documents.wording import Wording

MARGINS: Final = Margins(left=22 * mm, right=22 * mm, first_top=18 * mm)
_QR_SIZE: Final = 26 * mm
_TEXT: Final = MARGINS.width - _QR_SIZE - 6 * mm


class _Code(parts.Drawn):
    """The QR of the receipt."""

    def __init__(self, text: str) -> None:
        super().__init__(_QR_SIZE, _QR_SIZE)
        self._text = text

    def draw(self) -> None:
        qr.draw(self.canv, self._text, 0, 0, _QR_SIZE, qr.best_mask(self._text))


def _beside(left: Part, right: Part) -> Part:
    style = TableStyle(
        [*parts.PLAIN, ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    )
    return Table([[left, right]], colWidths=[MARGINS.width - _QR_SIZE, _QR_SIZE], style=style)


def build(receipt: Receipt, wording: Wording) -> Pdf:
    """Return the receipt as PDF; the same data give the same bytes."""
    facts = {"number": receipt.number, "version": receipt.version}

    def furniture(sheet: Sheet, _page: int, _total: int) -> None:
        if receipt.rehearsal:
            layout.centred_note(sheet, wording("title.rehearsal"))

    return layout.write(
        _story(receipt, wording, facts),
        furniture,
        title=f"{wording('title.receipt')} {receipt.number}",
        subject=wording("title.acta", **facts),
        margins=MARGINS,
    )


def _story(receipt: Receipt, wording: Wording, facts: dict[str, object]) -> list[Part]:
    stated = wording(
        "text.states",
        name=receipt.name,
        outcome=wording.term("outcome", receipt.outcome),
        hour=hour(receipt.at),
        day=long_day(receipt.at[:10]),
    )
    return [
        words(receipt.alliance, parts.LETTERHEAD_LINE),
        words(wording("title.receipt"), parts.TITLE),
        words(wording("title.acta", **facts), parts.SUBTITLE),
        parts.gap(8),
        words(stated, parts.BODY),
        parts.gap(4),
        _beside(parts.pairs(_facts(receipt, wording), _TEXT, names=52), _Code(receipt.qr)),
        parts.gap(6),
        parts.Rule(MARGINS.width),
        words(wording("why.title"), parts.SUBSECTION),
        *(parts.numbered("•", wording(f"why.{one}")) for one in ("one", "two", "three")),
    ]


def _facts(receipt: Receipt, wording: Wording) -> list[tuple[str, str]]:
    return [
        (wording("text.acta_code"), receipt.acta_code),
        (wording("text.entry", counter=receipt.counter, device=receipt.device), receipt.entry_code),
        (wording("text.head_code"), receipt.head_code),
    ]
