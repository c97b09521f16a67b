"""The pages of the *constancia complementaria*: who ended with an acta after its seal, and what it adds to.

Each page carries a QR in plain capital letters and digits: `AZC1`, the acta (26), its version (3) and the
hash of the sealed file (52), written as `page_code` writes them; nobody takes it for a page of an acta.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from reportlab.lib.units import mm

from alianza_desktop.core import page_code
from alianza_desktop.core.canonical import sha256, verification_code
from alianza_desktop.core.format_es import day, hour
from alianza_desktop.documents import layout, parts, qr
from alianza_desktop.documents import wording as words_of
from alianza_desktop.documents.acta_content import ActaContent
from alianza_desktop.documents.layout import Margins, Pdf, Sheet
from alianza_desktop.documents.parts import Column, Part, markup, plain, strong, words
from alianza_desktop.documents.signature_blocks import Blocks
from alianza_desktop.documents.wording import Wording
from alianza_desktop.signing.chains import Standing
from alianza_desktop.signing.complement import Late, Material, Printed
from alianza_desktop.signing.seal import Sealer

WORDING: Final = "complement.v1"
CLOSING: Final = "closing.v1"
MARGINS: Final = Margins(first_top=24 * mm, bottom=38 * mm)
QR_SIZE: Final = 19 * mm


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Complement:
    """What is printed."""

    content: ActaContent
    """Of the acta, as it was frozen."""
    material: Material
    sealed_at: str
    issued_at: str
    sealer: Sealer
    devices: Mapping[str, str]
    """Device id → what people call it."""


def build(complement: Complement, wording: Wording) -> Printed:
    """Return the pages of the constancia and those of its annex; the same data gives the same bytes."""
    story = [*_opening(complement, wording), *_people(complement, wording)]
    body = _written(complement, wording, story, "page")
    annex = _written(complement, wording, _record(complement, wording), "annex")
    return Printed(body.data, annex.data)


def _written(complement: Complement, wording: Wording, story: list[Part], label: str) -> Pdf:
    return layout.write(
        story,
        partial(_furniture, complement, wording, label),
        title=wording("document.name", number=complement.content.acta.number),
        subject=complement.content.meeting.workshop,
        margins=MARGINS,
    )


def _opening(complement: Complement, wording: Wording) -> list[Part]:
    acta = complement.content.acta
    facts = {"number": acta.number, "version": acta.version, "sealed_on": day(complement.sealed_at[:10])}
    issued = wording("text.issued", issued_on=day(complement.issued_at[:10]), hour=hour(complement.issued_at))
    return [
        words(wording("document.title"), parts.TITLE),
        parts.gap(4),
        words(wording("text.intro", **facts)),
        words(issued),
        *_what(complement, wording),
    ]


def _what(complement: Complement, wording: Wording) -> list[Part]:
    sealed, acta = complement.material.sealed, complement.content.acta
    rows = (
        ("number", wording("what.number_value", number=acta.number, version=acta.version)),
        ("code", verification_code(sealed.subject.content_hash)),
        ("sealed", sealed.file_hash),
        ("content", sealed.subject.content_hash),
        ("body", sealed.subject.body_hash),
        ("authority", sha256(complement.sealer.authority)),
        ("certificate", sha256(complement.sealer.certificate)),
        ("attachments", wording("what.attachments_value")),
    )
    shown = [(wording(f"what.{key}"), value) for key, value in rows]
    table = parts.pairs(shown, MARGINS.width, 62, parts.CODE_VALUE)
    return _section("what.heading", [table], wording)


def _people(complement: Complement, wording: Wording) -> list[Part]:
    found = complement.material.people
    shown: list[Part] = []
    for key, after in (("late", False), ("after", True)):
        people = [one for one in found if one.after is after]
        if people:
            blocks = _blocks(complement, people)
            shown += _section(f"text.{key}_heading", [words(wording(f"text.{key}")), *blocks], wording)
    return shown


def _blocks(complement: Complement, people: list[Late]) -> list[Part]:
    """Return a signature block for each outcome: somebody with two has two."""
    blocks = Blocks(
        complement.material.inks,
        words_of.load(CLOSING),
        words_of.load(complement.content.acta.wording),
        later=True,
    )
    signatories = {one.id: one for one in complement.content.signatories}
    rows = [
        (signatories[one.outcome.signatory.id], Standing(one.outcome.signatory.id, (one.entry,), one.entry))
        for one in people
        if one.outcome.signatory.id in signatories
    ]
    return [parts.gap(4), *blocks.build_each(rows)]


def _record(complement: Complement, wording: Wording) -> list[Part]:
    columns = [
        Column(wording("record.moment"), 34),
        Column(wording("record.person"), 62),
        Column(wording("record.device"), 30),
        Column(wording("record.entry"), 48),
    ]
    events = words_of.load(CLOSING)
    rows = [_row(one, complement, events) for one in complement.material.people]
    texts = [words(text) for text in wording.paragraphs("meaning.text")]
    return [
        *_section("record.heading", [parts.grid(columns, rows)], wording),
        *_section("meaning.heading", texts, wording),
    ]


def _row(one: Late, complement: Complement, events: Wording) -> list[Part]:
    outcome, digest = one.outcome, one.entry.hash
    said = f"{strong(outcome.signatory.name)}: {plain(events.term('event', outcome.outcome))}"
    return [
        [words(day(one.at[:10]), parts.CELL), words(f"{one.at[11:19]} UTC{one.at[23:]}", parts.SMALL)],
        markup(said, parts.CELL),
        words(complement.devices.get(one.device, one.device), parts.CELL),
        markup(f"<b>{digest[:8]}</b>{digest[8:32]}<br/>{digest[32:]}", parts.CODE),
    ]


def _section(key: str, body: list[Part], wording: Wording) -> list[Part]:
    return parts.section(words(wording(key), parts.SECTION), body, MARGINS.width)


def _furniture(
    complement: Complement, wording: Wording, label: str, sheet: Sheet, page: int, total: int
) -> None:
    acta, sealed = complement.content.acta, complement.material.sealed
    rehearsal = wording("document.rehearsal") if complement.content.alliance.rehearsal else ""
    layout.running_head(
        sheet, MARGINS, wording("document.head", number=acta.number, version=acta.version), rehearsal
    )
    base = 12 * mm
    layout.rule(sheet, MARGINS, base + 21 * mm)
    text = page_code.complement(acta.id, acta.version, sealed.file_hash)
    qr.draw(sheet, text, MARGINS.left, base, QR_SIZE, qr.best_mask(text))
    beside = MARGINS.left + QR_SIZE + 4 * mm
    layout.line_of_text(
        sheet, beside, base + 9 * mm, wording("document.code"), size=7, colour=layout.SECONDARY
    )
    code = verification_code(sealed.subject.content_hash)
    layout.line_of_text(sheet, beside, base + 5 * mm, code, font=layout.SEMIBOLD, size=8.5)
    layout.line_at_right(sheet, MARGINS, base, wording(f"document.{label}", page=page, total=total))
