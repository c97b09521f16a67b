"""The pages appended when an acta is sealed: signature blocks and the constancia de firmas.

`build` gives them as one PDF with the places of the fields for people who will sign digitally; `signing.seal`
appends them to the body. The chains are read from the evidence itself, so what is printed is what is attached
as `evidencia.json`. Words: signing.md «Words».
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak

from alianza_desktop.core.canonical import Json, sha256, verification_code
from alianza_desktop.core.format_es import count, day, listed
from alianza_desktop.documents import layout, parts
from alianza_desktop.documents import wording as words_of
from alianza_desktop.documents.acta_content import ActaContent
from alianza_desktop.documents.layout import Margins, Sheet
from alianza_desktop.documents.parts import Column, Part, markup, plain, strong, words
from alianza_desktop.documents.signature_blocks import Blocks
from alianza_desktop.documents.wording import Wording
from alianza_desktop.model.actas import OUTCOMES
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.chains import Chain, standings
from alianza_desktop.signing.evidence import Entry
from alianza_desktop.signing.seal import Appendix

WORDING: Final = "closing.v1"
MARGINS: Final = Margins(first_top=24 * mm, bottom=26 * mm)


@dataclass(frozen=True, slots=True)
class Other:
    """A certificate of another issuer than the alliance, that seals."""

    name: str
    issuer: str
    alliance: str
    """SHA-256 of the authority of the alliance, which certifies who closes."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Closing:
    """What is printed at sealing. The bundle holds the cierre already."""

    content: ActaContent
    body_size: int
    """Bytes of the body PDF."""
    body_pages: int
    bundle: Bundle
    other: Other | None = None
    """The certificate that seals, when it is not the installation's."""
    devices: Mapping[str, str]
    """Device id → what people call it, for example «A (R1)»; an unknown device shows its id."""


def build(closing: Closing, wording: Wording) -> Appendix:
    """Return the pages to append and the fields to sign in; the same data gives the same bytes."""
    document = words_of.load(closing.content.acta.wording)
    blocks = Blocks(closing.bundle.inks, wording, document)
    story = [
        *_signatures(closing, wording, blocks),
        PageBreak(),
        *_record(closing, wording),
    ]
    pdf = layout.write(
        story,
        partial(_furniture, closing, wording),
        title=wording("document.title", number=closing.content.acta.number),
        subject=closing.content.meeting.workshop,
        margins=MARGINS,
    )
    return Appendix(pdf.data, tuple(blocks.fields))


def _furniture(closing: Closing, wording: Wording, sheet: Sheet, page: int, total: int) -> None:
    acta = closing.content.acta
    rehearsal = wording("document.rehearsal") if closing.content.alliance.rehearsal else ""
    head = wording("document.head", number=acta.number, version=acta.version)
    layout.running_head(sheet, MARGINS, head, rehearsal)
    base = 12 * mm
    layout.rule(sheet, MARGINS, base + 7.5 * mm)
    label = wording("document.code")
    layout.line_of_text(sheet, MARGINS.left, base + 3.5 * mm, label, size=7, colour=layout.SECONDARY)
    code = verification_code(closing.bundle.subject.content_hash)
    layout.line_of_text(sheet, MARGINS.left, base - 1 * mm, code, font=layout.SEMIBOLD, size=8.5)
    layout.line_at_right(sheet, MARGINS, base - 1 * mm, wording("document.page", page=page, total=total))


def _pages(closing: Closing, wording: Wording) -> str:
    return count(closing.body_pages, wording("signatures.page_one"), wording("signatures.page_many"))


def _signatures(closing: Closing, wording: Wording, blocks: Blocks) -> list[Part]:
    acta = closing.content.acta
    one_page = closing.body_pages == 1
    before = wording("signatures.before_one" if one_page else "signatures.before", pages=closing.body_pages)
    intro = wording("signatures.intro", number=acta.number, version=acta.version) + " " + before
    rows = blocks.build(closing.content.signatories, standings(closing.bundle.chains))
    return [words(wording("signatures.title"), parts.TITLE), parts.gap(4), words(intro), parts.gap(6), *rows]


def _record(closing: Closing, wording: Wording) -> list[Part]:
    return [
        words(wording("record.title"), parts.TITLE),
        parts.gap(4),
        words(wording("record.intro")),
        *_what(closing, wording),
        *_chains(closing, wording),
        *_cierre(closing, wording),
        *_long_text("other" if closing.other else "meaning", closing, wording),
        *_long_text("checking", closing, wording),
        *_prepared(closing, wording),
    ]


def _section(key: str, body: Sequence[Part], wording: Wording) -> list[Part]:
    return parts.section(words(wording(key), parts.SECTION), body, MARGINS.width)


def _what(closing: Closing, wording: Wording) -> list[Part]:
    subject, acta = closing.bundle.subject, closing.content.acta
    facts = _closing_facts(closing.bundle)
    size = f"{closing.body_size:,}"
    rows = (
        ("number", wording("what.number_value", number=acta.number, version=acta.version)),
        ("code", verification_code(subject.content_hash)),
        ("content", subject.content_hash),
        ("body", subject.body_hash),
        ("extent", wording("what.extent_value", pages=_pages(closing, wording), size=size)),
        *_sealed_with(facts, closing.other, wording),
        ("attachments", wording("what.attachments_value")),
    )
    shown = [(wording(f"what.{key}"), value) for key, value in rows if value]
    return _section("what.heading", [parts.pairs(shown, MARGINS.width, 62, parts.CODE_VALUE)], wording)


def _sealed_with(facts: Mapping[str, Json], other: Other | None, wording: Wording) -> list[tuple[str, str]]:
    """Return the codes of who seals, and of who certifies them, as the cierre names them."""
    certificate, authority = str(facts.get("certificate", "")), str(facts.get("authority", ""))
    if other is None:
        return [("authority", authority), ("certificate", certificate)]
    named = wording("what.other_value", name=other.name, issuer=other.issuer)
    return [
        ("authority", other.alliance),
        ("other", named),
        ("certificate", certificate),
        ("other_authority", authority),
    ]


def _closing_facts(bundle: Bundle) -> Mapping[str, Json]:
    """Return the facts of the cierre, empty while it has not been written."""
    last = [chain.entries[-1].facts for chain in bundle.chains]
    return next((facts for facts in last if facts.get("kind") == "closing"), {})


def _chains(closing: Closing, wording: Wording) -> list[Part]:
    names = {one.id: one.name for one in closing.content.signatories}
    shown = [words(wording("chains.intro"))]
    for chain in closing.bundle.chains:
        label = closing.devices.get(chain.device, chain.device)
        heading = words(wording("chains.device", label=label), parts.SUBSECTION)
        table = parts.grid(_chain_columns(wording), [_entry(one, names, wording) for one in chain.entries])
        rows = [*_key_lines(chain, wording), table]
        shown += [*parts.section(heading, rows, MARGINS.width), parts.gap(6)]
    return _section("chains.heading", shown, wording)


def _key_lines(chain: Chain, wording: Wording) -> list[Part]:
    lines = (
        wording("chains.device_id", device=chain.device),
        wording("chains.key", key=sha256(chain.key)),
    )
    return [*(words(line, parts.SMALL) for line in lines), parts.gap(3)]


def _chain_columns(wording: Wording) -> list[Column]:
    return [
        Column(wording("chains.counter"), 10),
        Column(wording("chains.moment"), 31),
        Column(wording("chains.event"), 57),
        Column(wording("chains.operator"), 31),
        Column(wording("chains.entry"), 45),
    ]


def _entry(entry: Entry, names: Mapping[str, str], wording: Wording) -> list[Part]:
    facts = entry.facts
    at = str(facts["at"])
    moment = [words(day(at[:10]), parts.CELL), words(f"{at[11:19]} UTC{at[23:]}", parts.SMALL)]
    if facts.get("clock") == "doubtful":
        moment.append(words(wording("chains.doubtful"), parts.SMALL))
    event = [markup(_event(facts, names, wording), parts.CELL)]
    event += [words(one, parts.SMALL) for one in (_details(facts, wording),) if one]
    return [
        words(str(facts["counter"]), parts.CELL_CENTER),
        moment,
        event,
        _operator(facts, wording),
        markup(_hash_lines(entry.hash), parts.CODE),
    ]


def _event(facts: Mapping[str, Json], names: Mapping[str, str], wording: Wording) -> str:
    """Return, as markup, what an entry says."""
    kind = str(facts["kind"])
    if kind == "outcome":
        person = str(_mapping(facts["signatory"])["name"])
        return f"{strong(person)}: {plain(wording.term('event', str(facts['outcome'])))}"
    if kind == "choice":
        person = str(facts["signatory"])
        return f"{plain(wording('chains.choice'))} {strong(names.get(person, person))}"
    return plain(wording.term("chains", kind))


def _details(facts: Mapping[str, Json], wording: Wording) -> str:
    """Return the small print of an outcome: shown the text or not, how identified, which ink."""
    if facts.get("kind") != "outcome" or facts["outcome"] in ("absent", "left"):
        return ""
    seen = _mapping(facts["shown"]).get("seen")
    identified = str(facts.get("identified_by", ""))
    how = wording.term("identified", identified) if identified else ""
    details = (
        wording("chains.shown" if seen else "chains.not_shown"),
        wording.clause("chains.identified", how=how),
        wording.clause("chains.ink", ink=str(facts.get("ink", ""))[:16]),
    )
    return " · ".join(filter(None, details))


def _operator(facts: Mapping[str, Json], wording: Wording) -> list[Part]:
    operator = _mapping(facts["operator"])
    lines = (
        wording.term("role", str(operator.get("role", ""))),
        wording.clause("chains.witness", witness=str(facts.get("witness", ""))),
    )
    return [words(str(operator["name"]), parts.CELL), *(words(line, parts.SMALL) for line in lines if line)]


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _hash_lines(digest: str) -> str:
    """Return a SHA-256 in two lines of 32, the beginning that people compare in semibold."""
    return f"<b>{digest[:8]}</b>{digest[8:32]}<br/>{digest[32:]}"


def _cierre(closing: Closing, wording: Wording) -> list[Part]:
    facts = _closing_facts(closing.bundle)
    if not facts:
        return _section("closing.heading", [words(wording("closing.open"))], wording)
    counts, heads = _mapping(facts["counts"]), facts["heads"]
    assert isinstance(heads, Sequence)
    entries = int(str(counts["entries"]))
    sentence = wording(
        "closing.sentence",
        devices=count(len(heads), wording("closing.device_one"), wording("closing.device_many")),
        entries=count(entries, wording("closing.entry_one"), wording("closing.entry_many")),
    )
    outcomes = wording.clause("closing.counts", counts=_counted(_mapping(counts["outcomes"]), wording))
    missing = facts.get("missing") or ()
    assert isinstance(missing, Sequence)
    absent = listed([closing.devices.get(str(one), str(one)) for one in missing])
    columns = [
        Column(wording("closing.device"), 62),
        Column(wording("closing.last"), 22),
        Column(wording("closing.head"), 90),
    ]
    rows = [_head_row(_mapping(head), closing) for head in heads]
    said = [words(" ".join(filter(None, (sentence, outcomes))))]
    said += [words(line) for line in (wording.clause("closing.missing", devices=absent),) if line]
    return _section("closing.heading", [*said, parts.gap(3), parts.grid(columns, rows)], wording)


def _head_row(head: Mapping[str, Json], closing: Closing) -> list[Part]:
    device = str(head["device"])
    return [
        words(closing.devices.get(device, device), parts.CELL),
        words(str(head["counter"]), parts.CELL),
        words(str(head["head"]), parts.CODE),
    ]


def _counted(outcomes: Mapping[str, Json], wording: Wording) -> str:
    known = [(code, int(str(outcomes[code]))) for code in OUTCOMES if code in outcomes]
    return listed(
        [count(number, wording(f"count.{code}_one"), wording(f"count.{code}_many")) for code, number in known]
    )


def _long_text(key: str, closing: Closing, wording: Wording) -> list[Part]:
    texts = wording.paragraphs(f"{key}.text", size=f"{closing.body_size:,}")
    return _section(f"{key}.heading", [words(text) for text in texts], wording)


def _prepared(closing: Closing, wording: Wording) -> list[Part]:
    """Say which fields the file has for what may be added later; they are on its last page."""
    digital = {
        one.signatory
        for one in standings(closing.bundle.chains).values()
        if one.outcome and one.outcome.outcome == "digital"
    }
    names = [one.name for one in closing.content.signatories if one.id in digital]
    fields = wording.clause("prepared.signatures", names=listed(names)) or wording("prepared.no_signatures")
    return _section("prepared.heading", [words(wording("prepared.text")), words(fields)], wording)
