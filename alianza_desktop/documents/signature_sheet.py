"""The sheet on which the signatories of a frozen acta sign by hand: an equal path (signing.md «Paper»).

It has no acta text of its own: it names the version by number and código, and goes with a print of the body.
Each page carries the QR of `page_code`, as the body's do, so that a scan of it finds its place.
"""

from dataclasses import replace
from functools import partial
from typing import Final

from reportlab.lib.units import mm

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.page_code import PageCode, encode
from alianza_desktop.documents import layout, parts, qr
from alianza_desktop.documents.acta import QR_SIZE, document
from alianza_desktop.documents.acta_content import ActaContent, Signatory, content_hash
from alianza_desktop.documents.layout import Margins, Pdf, Sheet
from alianza_desktop.documents.parts import Column, Part, markup, strong, words
from alianza_desktop.documents.wording import Wording
from alianza_desktop.documents.wording import load as words_of

MARGINS: Final = Margins()
WORDING: Final = "sheet.v1"
ROW_HEIGHT: Final = 17 * mm
"""Room for a signature or a thumb."""


def build(content: ActaContent, wording: Wording) -> Pdf:
    """Return the sheet; the same content and wording give the same bytes."""
    return layout.write(
        _story(content, wording),
        partial(_furniture, content, wording),
        title=f"{wording('title.sheet')} {content.acta.number}",
        subject=content.meeting.workshop,
        margins=MARGINS,
    )


def _facts(content: ActaContent) -> dict[str, object]:
    return {
        "number": content.acta.number,
        "version": content.acta.version,
        "code": verification_code(content_hash(content)),
    }


def _story(content: ActaContent, wording: Wording) -> list[Part]:
    facts = _facts(content)
    columns = [
        Column(wording("column.number"), 9),
        Column(wording("column.person"), 54),
        Column(wording("column.capacity"), 46),
        Column(wording("column.signature"), 43),
        Column(wording("column.thumbprint"), 22),
    ]
    said = words_of(content.acta.wording)
    rows = [_row(number, one, said) for number, one in enumerate(content.signatories, 1)]
    boxes = ("LINEBEFORE", (3, 0), (-1, -1), 0.4, layout.LINE)
    return [
        words(wording("title.sheet"), parts.TITLE),
        words(wording("title.acta", **facts), parts.SUBTITLE),
        parts.gap(6),
        words(wording("text.states", **facts)),
        words(wording("text.help"), parts.NOTE),
        parts.gap(4),
        parts.grid(columns, rows, boxes),
    ]


def _row(number: int, one: Signatory, said: Wording) -> list[Part]:
    cell = parts.CELL
    paper = document(one.document_type, one.document_number, said)
    return [
        words(str(number), parts.CELL_CENTER),
        [markup(strong(one.name), cell), words(paper, cell)],
        [words(one.organization, cell), words(said.term("quality", one.quality), parts.SMALL)],
        parts.gap(ROW_HEIGHT),
        parts.gap(ROW_HEIGHT),
    ]


def _furniture(content: ActaContent, wording: Wording, sheet: Sheet, page: int, total: int) -> None:
    rehearsal = wording("footer.rehearsal") if content.alliance.rehearsal else ""
    head = wording("title.acta", **_facts(content))
    if page > 1:
        layout.running_head(sheet, MARGINS, head, rehearsal)
    elif rehearsal:
        layout.centred_note(sheet, rehearsal)
    left, base = MARGINS.left, 10 * mm
    layout.rule(sheet, MARGINS, base + QR_SIZE + 2.5 * mm)
    acta = content.acta
    code = PageCode(acta.id, acta.version, content_hash(content), page, total, "sheet")
    mask = qr.best_mask(encode(replace(code, page=1, total=1)))
    qr.draw(sheet, encode(code), left, base, QR_SIZE, mask)
    left += QR_SIZE + 4 * mm
    layout.line_of_text(sheet, left, base + 14 * mm, head, font=layout.SEMIBOLD, size=8)
    layout.line_at_right(sheet, MARGINS, base + 14 * mm, wording("footer.page", page=page, total=total))
    layout.line_of_text(sheet, left, base + 7 * mm, wording("footer.code"), size=7, colour=layout.SECONDARY)
    shown = verification_code(content_hash(content))
    layout.line_of_text(sheet, left, base + 2.5 * mm, shown, font=layout.SEMIBOLD, size=9)
