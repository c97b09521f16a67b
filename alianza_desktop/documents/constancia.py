"""Constancias de participación: one page for each person who came, to be signed by the authority by hand."""

from functools import partial
from typing import Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import KeepInFrame

from alianza_desktop.core.format_es import day, fold, long_day, plural
from alianza_desktop.documents import layout, occasion, parts
from alianza_desktop.documents.layout import Draw, Margins, Pdf, Sheet, Tell
from alianza_desktop.documents.occasion import Occasion
from alianza_desktop.documents.parts import Column, Part, markup, plain, strong, words
from alianza_desktop.documents.people_papers import Attended, Constancia, Constancias, Guest
from alianza_desktop.documents.wording import Wording

MARGINS: Final = Margins(left=25 * mm, right=25 * mm, first_top=22 * mm, bottom=30 * mm)
_TITLE: Final = ParagraphStyle(
    "constancia", fontName=layout.BOLD, fontSize=20, leading=26, alignment=TA_CENTER, textColor=layout.INK
)
_NAME: Final = ParagraphStyle(
    "named", fontName=layout.BOLD, fontSize=17, leading=22, alignment=TA_CENTER, textColor=layout.INK,
    spaceBefore=6, spaceAfter=2,
)  # fmt: skip
_LINE: Final = ParagraphStyle(
    "said", fontName=layout.REGULAR, fontSize=11, leading=16.5, alignment=TA_CENTER, textColor=layout.INK
)
_BODY: Final = ParagraphStyle(
    "told", fontName=layout.REGULAR, fontSize=11, leading=16.5, textColor=layout.INK, spaceBefore=8
)


def build(content: Constancias, wording: Wording, tell: Tell = layout.untold) -> Pdf:
    """Return the constancias as PDF, a page each; the same data and wording give the same bytes."""
    draws: list[Draw] = [
        partial(_page, content.at, one, number, wording) for number, one in enumerate(content.people, 1)
    ]
    return layout.drawn_pages(
        draws or [_nobody],
        A4,
        title=wording("title.constancias"),
        subject=occasion.workshop(content.at, wording),
        tell=tell,
    )


def single(content: Constancias, number: int, wording: Wording) -> Pdf:
    """Return the page of one person, from 1, as a document of its own."""
    draw = partial(_page, content.at, content.people[number - 1], number, wording)
    return layout.one_page(
        draw, A4, title=wording("title.constancia"), subject=occasion.workshop(content.at, wording)
    )


def file_name(number: int, name: str) -> str:
    """Return the name of one person's file: with their name only when somebody chose so."""
    words = "".join(sign if sign.isalnum() else " " for sign in fold(name)).split()
    return "-".join(("constancia", f"{number:03}", *words))[:80] + ".pdf"


def _nobody(_sheet: Sheet) -> None:
    """Nobody has one yet: an empty page."""


def _page(at: Occasion, one: Constancia, number: int, wording: Wording, sheet: Sheet) -> None:
    if at.rehearsal:
        layout.centred_note(sheet, wording("title.rehearsal"))
    high = layout.HEIGHT - MARGINS.first_top - MARGINS.bottom
    story = KeepInFrame(MARGINS.width, high - 48 * mm, _story(at, one, wording), mode="shrink")
    _, height = story.wrapOn(sheet, MARGINS.width, high - 48 * mm)
    story.drawOn(sheet, MARGINS.left, layout.HEIGHT - MARGINS.first_top - height)
    _signature(wording, sheet)
    _foot(one, number, wording, sheet)


def _story(at: Occasion, one: Constancia, wording: Wording) -> list[Part]:
    person = one.person
    heading = (
        (at.year_line, parts.YEAR),
        (occasion.letterhead(at, wording), parts.LETTERHEAD_LINE),
        (at.host, parts.LETTERHEAD),
    )
    identified = _identified(person, wording)
    return [
        *(words(text, style) for text, style in heading if text),
        parts.gap(6),
        parts.Rule(MARGINS.width),
        parts.gap(46),
        words(wording("title.constancia"), _TITLE),
        parts.gap(26),
        words(wording("constancia.opening", host=at.host or at.alliance), _LINE),
        words(person.full_name, _NAME),
        *([words(identified, _LINE)] if identified else []),
        parts.gap(8),
        markup(_took_part(at, person, wording), _BODY),
        parts.gap(10),
        _sessions(one.sessions, wording),
        *_total(one.sessions, wording),
        words(wording("constancia.purpose"), _BODY),
        *_issued(at, one.sessions, wording),
    ]


def _identified(person: Guest, wording: Wording) -> str:
    """Return `con DNI 45678901, Alcaldesa, Municipalidad…`: what of it is known."""
    kind = wording.term("document", person.document_type)
    numbered = wording.clause("constancia.identified", kind=kind, number=person.document_number)
    acting = ", ".join(filter(None, (person.position, person.organization)))
    return ", ".join(filter(None, (numbered, acting)))


def _took_part(at: Occasion, person: Guest, wording: Wording) -> str:
    quality = plain(wording.term("quality", person.quality) or wording("constancia.someone"))
    named = wording.clause("constancia.workshop", stage=at.stage or "", workshop=at.workshop) or at.workshop
    place = occasion.where(at, wording) if at.stage else ""  # «en el taller …», and nothing of a meeting
    return wording.clause(
        "constancia.took_part", quality=quality, workshop=strong(named), place=plain(place)
    ) or wording("constancia.took_part_bare", quality=quality, workshop=strong(named or at.alliance))


def _sessions(sessions: tuple[Attended, ...], wording: Wording) -> Part:
    columns = [
        Column(wording("constancia.session"), 60),
        Column(wording("constancia.date"), 26),
        Column(wording("constancia.schedule"), 50),
        Column(wording("constancia.duration"), 24),
    ]
    rows = [
        [
            words(one.name, parts.VALUE),
            words(day(one.date), parts.VALUE),
            words(_schedule(one, wording), parts.VALUE),
            words(_short(one.minutes, wording), parts.VALUE),
        ]
        for one in sessions
    ]
    return parts.grid(columns, rows)


def _schedule(one: Attended, wording: Wording) -> str:
    hours = " a ".join(filter(None, (one.starts_at, one.ends_at)))
    return wording.clause("constancia.until", schedule=hours, left=one.left_at) or hours


def _short(minutes: int, wording: Wording) -> str:
    """Return `5 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    said = (
        wording.clause("constancia.short_hours", hours=hours or ""),
        wording.clause("constancia.short_minutes", minutes=rest or ""),
    )
    return " ".join(filter(None, said))


def _duration(minutes: int, wording: Wording) -> str:
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    many = plural(hours, "constancia.hours_one", "constancia.hours_many")
    whole = wording(many, hours=hours) if hours else ""
    part = wording("constancia.minutes", minutes=rest) if rest else ""
    return wording("constancia.and", hours=whole, minutes=part) if whole and part else whole or part


def _total(sessions: tuple[Attended, ...], wording: Wording) -> list[Part]:
    said = _duration(sum(one.minutes for one in sessions), wording)
    return [words(wording("constancia.total", duration=said), _BODY)] if said else []


def _issued(at: Occasion, sessions: tuple[Attended, ...], wording: Wording) -> list[Part]:
    """Say where and when: the day of the last session, for the paper is of that workshop, not of a clock."""
    last = long_day(max((one.date for one in sessions), default="")).partition(" ")[2]
    said = wording.clause("constancia.issued", city=at.city, date=last) or last
    return [parts.gap(8), words(said, _BODY)] if said else []


def _signature(wording: Wording, sheet: Sheet) -> None:
    middle, y = layout.WIDTH / 2, MARGINS.bottom + 22 * mm
    sheet.setStrokeColor(layout.INK)
    sheet.setLineWidth(0.7)
    sheet.line(middle - 38 * mm, y, middle + 38 * mm, y)
    for drop, key, colour in ((12, "authority", layout.INK), (23, "name", layout.SECONDARY)):
        sheet.setFont(layout.REGULAR, 9)
        sheet.setFillColor(colour)
        sheet.drawCentredString(middle, y - drop, layout.legible(wording(f"constancia.{key}")))


def _foot(one: Constancia, number: int, wording: Wording, sheet: Sheet) -> None:
    y = 20 * mm
    layout.rule(sheet, MARGINS, y)
    named = wording("constancia.number", number=f"{number:03}")
    said = " · ".join((named, wording("constancia.code", code=occasion.code(one))))
    layout.line_of_text(sheet, MARGINS.left, y - 11, said, size=7.5)
    care = layout.fitted(wording("constancia.care"), layout.REGULAR, 7, MARGINS.width)
    layout.line_of_text(sheet, MARGINS.left, y - 22, care, size=7, colour=layout.SECONDARY)
