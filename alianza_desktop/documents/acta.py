"""The body of an acta de acuerdos: the text that is frozen, hashed and signed (domain.md §2.3, signing.md).

It has its own page count and no signature boxes; each page of a frozen version carries the QR of `page_code`
and the código de verificación. Running marks («BORRADOR» …) belong to copies (`copies.marked`), never here. A
rehearsal's pages say so, because that is in the content. A draft has no number, code or QR, and holds with
whatever is still missing.
"""

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import Final

from reportlab.lib.units import mm

from alianza_desktop.core import format_es
from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.page_code import PageCode, encode
from alianza_desktop.documents import acta_agenda, acta_agreements, layout, parts, qr
from alianza_desktop.documents.acta_content import (
    ActaContent,
    Attendee,
    Signatory,
    content_hash,
)
from alianza_desktop.documents.acta_sections import adds, headings, left_out
from alianza_desktop.documents.layout import Margins, Pdf, Sheet
from alianza_desktop.documents.parts import Column, Part, markup, plain, strong, words
from alianza_desktop.documents.wording import Wording

MARGINS: Final = Margins()
QR_SIZE: Final = 19 * mm
_SECTORS: Final = ("public", "private", "academia", "society")


def build(content: ActaContent, wording: Wording) -> Pdf:
    """Return the body PDF; the same content and wording give the same bytes.

    Raises `ValueError` if the wording is not the one that the content names.
    """
    if wording.name != content.acta.wording:
        raise ValueError(f"acta wording {content.acta.wording}, given {wording.name}")
    return layout.write(
        _story(content, wording),
        partial(_furniture, content, wording, "" if content.is_draft else content_hash(content)),
        title=_title(content, wording),
        subject=content.meeting.workshop,
        margins=MARGINS,
    )


def _story(content: ActaContent, wording: Wording) -> list[Part]:
    story = before(content, wording)
    for heading, bodies in sections(content, wording):
        story += parts.section(heading, bodies, MARGINS.width)
    return [*story, parts.gap(6), parts.CrossedTail(MARGINS.width, wording("footer.without_text"))]


def before(content: ActaContent, wording: Wording) -> list[Part]:
    """Return what stands over the first section: letterhead, title, opening."""
    return [*_letterhead(content, wording), *_titles(content, wording), *_opening(content, wording)]


def sections(content: ActaContent, wording: Wording) -> list[tuple[Part, list[Part]]]:
    """Return the heading of each section and its parts, none of them measured yet."""
    bodies = {
        "attendees": _attendees(content, wording),
        "agenda": acta_agenda.points(content, wording),
        "background": _background(content, wording),
        "development": _development(content, wording),
        "agreements": acta_agreements.table(content, wording),
        "reservations": _reservations(content, wording),
        "next_meeting": _free_text(content.next_meeting, "next_meeting", wording),
        "approval": _approval(content, wording),
        "annexes": _annexes(content, wording),
    }
    shown = headings(wording, left_out(content))
    return [
        (words(_bilingual(heading, key, content), parts.SECTION), bodies[key])
        for key, heading in shown.items()
    ]


def _bilingual(spanish: str, key: str, content: ActaContent) -> str:
    other = next((one.text for one in content.translations if one.key == key), "")
    return f"{spanish} · {other}" if other else spanish


def _title(content: ActaContent, wording: Wording) -> str:
    return wording("title.draft") if content.is_draft else wording("title.frozen", number=content.acta.number)


def _letterhead(content: ActaContent, wording: Wording) -> list[Part]:
    meeting, alliance = content.meeting, content.alliance
    territory = wording.clause("letterhead.territory", name=alliance.name, territory=alliance.territory)
    lines = (
        (meeting.decade_line, parts.YEAR),
        (meeting.year_line, parts.YEAR),
        (meeting.host, parts.LETTERHEAD),
        (territory or wording("letterhead.alliance", name=alliance.name), parts.LETTERHEAD_LINE),
        (_workshop(content, wording), parts.LETTERHEAD_LINE),
    )
    shown = [words(text, style) for text, style in lines if text]
    return [*shown, parts.gap(6), parts.Rule(MARGINS.width), parts.gap(12)]


def _workshop(content: ActaContent, wording: Wording) -> str:
    meeting = content.meeting
    return wording.clause("letterhead.workshop", stage=meeting.stage or "", workshop=meeting.workshop)


def _titles(content: ActaContent, wording: Wording) -> list[Part]:
    shown = [words(_bilingual(_title(content, wording), "title", content), parts.TITLE)]
    amends = content.acta.amends
    if amends is not None:
        cited = wording(f"title.{amends.how}", number=amends.number, version=amends.version)
        code = wording("title.amended_code", code=verification_code(amends.content_hash))
        shown += [words(cited, parts.SUBTITLE), words(code, parts.SUBTITLE)]
    return [*shown, parts.gap(8)]


def _opening(content: ActaContent, wording: Wording) -> list[Part]:
    phrases = [phrase for phrase in _opening_phrases(content, wording) if phrase]
    sentence = ", ".join(phrases) + "."
    shown = [words(_capitalised(sentence))]
    lead = _lead(content, wording)
    return [*shown, parts.gap(2), parts.pairs(lead, MARGINS.width), parts.gap(2)] if lead else shown


def _opening_phrases(content: ActaContent, wording: Wording) -> list[str]:
    meeting = content.meeting
    date = format_es.long_day(meeting.date)
    moment = wording.clause("opening.moment", starts_at=meeting.starts_at, date=date)
    return [
        wording.clause("opening.city", city=meeting.city),
        wording.clause("opening.district", district=meeting.district),
        wording.clause("opening.province", province=meeting.province),
        wording.clause("opening.department", department=meeting.department),
        moment or wording.clause("opening.day", date=date),
        _venue(content, wording),
        wording.term("opening", meeting.modality),
        _who_met(content, wording),
        _occasion(content, wording),
        wording("opening.purpose_addendum" if adds(content) else "opening.purpose"),
    ]


def _venue(content: ActaContent, wording: Wording) -> str:
    """A place typed with its article («el auditorio …») is a phrase; any other text is a name."""
    place = content.meeting.place
    key = "opening.platform" if content.meeting.modality == "virtual" else "opening.venue"
    return wording.clause(key + "_phrase" if place[:1].islower() else key, place=place)


def _who_met(content: ActaContent, wording: Wording) -> str:
    mesa = content.meeting.mesa
    if mesa is None:
        return wording("opening.met_plenary")
    facts = {"number": mesa.number, "name": mesa.name, "theme": mesa.theme}
    return wording.clause("opening.met_theme", **facts) or wording("opening.met_mesa", **facts)


def _occasion(content: ActaContent, wording: Wording) -> str:
    meeting, alliance = content.meeting, content.alliance.name
    workshop = (
        wording("opening.own")
        if meeting.own
        else wording.clause("opening.workshop", stage=meeting.stage or "", workshop=meeting.workshop)
    )
    key = "opening.alliance" if alliance.startswith("Alianza") else "opening.alliance_named"
    return f"{workshop} {wording(key, alliance=alliance)}" if workshop else ""


def _lead(content: ActaContent, wording: Wording) -> list[tuple[str, str]]:
    meeting = content.meeting
    interpreters = [
        wording.clause("lead.interpreter_languages", name=one.name, languages=one.languages) or one.name
        for one in meeting.interpreters
    ]
    rows = (
        ("convened_by", meeting.convened_by),
        ("conducted_by", meeting.conducted_by),
        ("rapporteur", meeting.rapporteur),
        ("interpreter", format_es.listed(interpreters)),
    )
    return [(wording(f"lead.{key}"), _capitalised(value)) for key, value in rows if value]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _attendees(content: ActaContent, wording: Wording) -> list[Part]:
    notes = [words(text) for text in _attendance_sentences(content, wording)]
    if not content.attendees:
        return notes or [words(wording("empty.attendees"), parts.EMPTY)]
    columns = [
        Column(wording("column.number"), 9),
        Column(wording("column.name"), 44),
        Column(wording("column.document"), 24),
        Column(wording("column.position"), 34),
        Column(wording("column.organization"), 38),
        Column(wording("column.quality"), 25),
    ]
    mixed = content.meeting.modality == "mixed"
    rows = [_attendee(number, one, wording, mixed=mixed) for number, one in enumerate(content.attendees, 1)]
    return [parts.grid(columns, rows), parts.gap(5), *notes]


def _attendee(number: int, one: Attendee, wording: Wording, *, mixed: bool) -> list[Part]:
    cell = parts.CELL
    quality = [words(wording.term("quality", one.quality), cell)]
    details = (
        wording.term("mode", one.mode) if mixed else "",
        wording.clause("attendees.represents", person=one.represents),
        one.accreditation,
        wording.clause("attendees.left", hour=one.left_at),
    )
    quality += [words(detail, parts.SMALL) for detail in details if detail]
    return [
        words(str(number), parts.CELL_CENTER),
        markup(strong(one.name), cell),
        words(document(one.document_type, one.document_number, wording), cell),
        words(one.position, cell),
        words(one.organization, cell),
        quality,
    ]


def document(kind: str, number: str, wording: Wording) -> str:
    """Return an identity document as it is printed: «DNI 40000001»."""
    return " ".join(filter(None, (wording.term("document", kind), number)))


def _attendance_sentences(content: ActaContent, wording: Wording) -> list[str]:
    present = len(content.attendees)
    people = format_es.count(present, "persona", "personas")
    found = Counter(one.sector for one in content.attendees)
    known = all(sector in _SECTORS for sector in found)
    sectors = [wording(f"attendees.{sector}", number=found[sector]) for sector in _SECTORS if found[sector]]
    unnamed = content.attendees_unnamed
    quorum = content.meeting.quorum or ""
    sentences = (
        wording("attendees.by_sector", people=people, sectors=format_es.listed(sectors))
        if known and present
        else wording("attendees.total", people=people)
        if present
        else "",
        wording("attendees.unnamed_one" if unnamed == 1 else "attendees.unnamed", number=unnamed)
        if unnamed
        else "",
        wording.clause("attendees.quorum", quorum=quorum, present=present + unnamed),
        *acta_agenda.quorum(content, wording),
    )
    joined = " ".join(filter(None, sentences))
    return [joined] if joined else []


def _free_text(text: str, key: str, wording: Wording) -> list[Part]:
    return parts.paragraphs(text) or [words(wording(f"empty.{key}"), parts.EMPTY)]


def _background(content: ActaContent, wording: Wording) -> list[Part]:
    before = acta_agreements.carried(content, wording)
    return (
        [*parts.paragraphs(content.background), *before]
        if before
        else _free_text(content.background, "background", wording)
    )


def _reservations(content: ActaContent, wording: Wording) -> list[Part]:
    notes = acta_agreements.notes(content, wording)
    return (
        [*parts.paragraphs(content.reservations), *notes]
        if notes
        else _free_text(content.reservations, "reservations", wording)
    )


def _development(content: ActaContent, wording: Wording) -> list[Part]:
    shown: list[Part] = []
    for number, point in enumerate(content.agenda, 1):
        if point.summary.strip():
            shown += [words(f"{number}. {point.title}", parts.SUBSECTION), *parts.paragraphs(point.summary)]
    shown += parts.paragraphs(content.development)
    return shown or [words(wording("empty.development"), parts.EMPTY)]


def _approval(content: ActaContent, wording: Wording) -> list[Part]:
    sentence = wording.clause("approval.sentence", ends_at=content.meeting.ends_at)
    people = "; ".join(_signatory(number, one, wording) for number, one in enumerate(content.signatories, 1))
    listed = wording("approval.signatories", signatories=people) if people else wording("approval.nobody")
    return [
        words(sentence or wording("approval.sentence_open")),
        markup(listed),
        words(wording("approval.pages"), parts.NOTE),
    ]


def _signatory(number: int, one: Signatory, wording: Wording) -> str:
    place = wording.clause("attendees.represents", person=one.represents)
    capacity = ", ".join(filter(None, (one.organization, wording.term("quality", one.quality), place)))
    return f"{number}. {strong(one.name)}" + (f" ({plain(capacity)})" if capacity else "")


def _annexes(content: ActaContent, wording: Wording) -> list[Part]:
    shown: list[Part] = []
    for number, annex in enumerate(content.annexes, 1):
        digest = plain(wording.clause("annex.sha256", sha256=annex.sha256))
        note = f'<br/><font size="7.2" color="#4A5666">{digest}</font>' if digest else ""
        shown.append(parts.numbered(f"{number}.", plain(annex.title) + note))
    return shown or [words(wording("empty.annexes"), parts.EMPTY)]


def _furniture(
    content: ActaContent, wording: Wording, digest: str, sheet: Sheet, page: int, total: int
) -> None:
    """Draw the running head, the foot and the QR of one page."""
    rehearsal = wording("letterhead.rehearsal") if content.alliance.rehearsal else ""
    if page > 1:
        layout.running_head(sheet, MARGINS, _running_title(content, wording), rehearsal)
    elif rehearsal:
        layout.centred_note(sheet, rehearsal)
    left, base = MARGINS.left, 10 * mm
    layout.rule(sheet, MARGINS, base + QR_SIZE + 2.5 * mm)
    if digest:
        code = PageCode(content.acta.id, content.acta.version, digest, page, total)
        mask = qr.best_mask(encode(replace(code, page=1, total=1)))  # one for all pages: they differ little
        qr.draw(sheet, encode(code), left, base, QR_SIZE, mask)
        left += QR_SIZE + 4 * mm
    _foot_lines(content, wording, digest, sheet, left)
    layout.line_at_right(sheet, MARGINS, base + 14 * mm, wording("footer.page", page=page, total=total))


def _running_title(content: ActaContent, wording: Wording) -> str:
    mesa = content.meeting.mesa
    table = wording("letterhead.mesa", number=mesa.number, name=mesa.name) if mesa else ""
    return " · ".join(filter(None, (_title(content, wording), table, _workshop(content, wording))))


def _foot_lines(content: ActaContent, wording: Wording, digest: str, sheet: Sheet, left: float) -> None:
    base = 10 * mm
    acta = content.acta
    name = wording("footer.acta" if digest else "footer.draft", number=acta.number, version=acta.version)
    layout.line_of_text(sheet, left, base + 14 * mm, name, font=layout.SEMIBOLD, size=8)
    if not digest:
        layout.line_of_text(sheet, left, base + 9 * mm, wording("footer.no_code"), colour=layout.SECONDARY)
        return
    layout.line_of_text(sheet, left, base + 7 * mm, wording("footer.code"), size=7, colour=layout.SECONDARY)
    layout.line_of_text(sheet, left, base + 2.5 * mm, verification_code(digest), font=layout.SEMIBOLD, size=9)
