"""The sheet of an actor: who it is and its four lists of stage 1, to be handed out or pinned on a wall."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Image

from alianza_desktop.core import catalogs
from alianza_desktop.documents import layout, parts
from alianza_desktop.documents.actor_sheet_content import ActorSheet
from alianza_desktop.documents.layout import Margins, Pdf, Sheet
from alianza_desktop.documents.parts import Part
from alianza_desktop.documents.sector_mark import SectorMark
from alianza_desktop.documents.wording import Wording

MARGINS: Final = Margins(left=22 * mm, right=22 * mm, bottom=22 * mm)
LOGO: Final = (34 * mm, 22 * mm)
"""The room that the logo has."""


def build(sheet: ActorSheet, wording: Wording) -> Pdf:
    """Return the sheet as PDF; the same data and wording give the same bytes."""
    story = [
        *_letterhead(sheet, wording),
        *_who(sheet, wording),
        *(part for kind, lines in sheet.lists for part in _list(kind, lines, wording)),
        *_contact(sheet, wording),
    ]
    return layout.write(
        story,
        partial(_furniture, sheet, wording),
        title=wording("title.sheet"),
        subject=wording("title.subject", name=sheet.name),
        margins=MARGINS,
    )


def _letterhead(sheet: ActorSheet, wording: Wording) -> list[Part]:
    return [
        parts.words(sheet.alliance, parts.LETTERHEAD),
        parts.words(sheet.territory, parts.LETTERHEAD_LINE),
        parts.gap(5),
        parts.Rule(MARGINS.width),
        parts.gap(10),
        parts.words(wording("title.sheet"), parts.SUBTITLE),
    ]


def _who(sheet: ActorSheet, wording: Wording) -> list[Part]:
    sectors = {one.code: one for one in catalogs.sectors()}
    sector = sectors.get(sheet.sector)
    facts = (
        ("short_name", sheet.short_name),
        ("sector", sector.name if sector else wording("fact.unknown")),
        ("level", wording.term("level", sheet.level) if sheet.level else ""),
        ("place", sheet.place),
        ("ruc", sheet.ruc),
    )
    logo = _logo(sheet.logo)
    mark: list[Part] = [SectorMark(sector), parts.gap(6)] if sector else []
    found = [(wording(f"fact.{name}"), value) for name, value in facts if value]
    return [
        *([logo, parts.gap(6)] if logo is not None else []),
        parts.words(sheet.name, parts.TITLE),
        parts.gap(6),
        *mark,
        parts.pairs(found, MARGINS.width),
        parts.gap(8),
    ]


def _logo(data: bytes) -> Part | None:
    if not data:
        return None
    try:
        wide, high = ImageReader(BytesIO(data)).getSize()
    except OSError:
        return None
    share = min(LOGO[0] / wide, LOGO[1] / high)
    return Image(BytesIO(data), width=wide * share, height=high * share, hAlign="CENTER")


def _list(kind: str, lines: Sequence[str], wording: Wording) -> list[Part]:
    heading = parts.words(wording(f"list.{kind}"), parts.SECTION)
    if not lines:
        return parts.section(heading, [parts.words(wording("list.empty"), parts.EMPTY)], MARGINS.width)
    items = [parts.numbered("•", line) for line in lines]
    return parts.section(heading, items, MARGINS.width)


def _contact(sheet: ActorSheet, wording: Wording) -> list[Part]:
    facts = (("contact", sheet.contact), ("phone", sheet.phone), ("email", sheet.email))
    found = [(wording(f"fact.{name}"), value) for name, value in facts if value]
    if not sheet.internal or not found:
        return []
    heading = parts.words(wording("title.contact"), parts.SECTION)
    return parts.section(heading, [parts.pairs(found, MARGINS.width)], MARGINS.width)


def _furniture(sheet: ActorSheet, wording: Wording, page: Sheet, number: int, total: int) -> None:
    rehearsal = wording("title.rehearsal") if sheet.rehearsal else ""
    if number > 1:
        layout.running_head(page, MARGINS, wording("title.subject", name=sheet.name), rehearsal)
    elif rehearsal:
        layout.centred_note(page, rehearsal)
    layout.rule(page, MARGINS, 17 * mm)
    if sheet.internal:
        layout.line_of_text(page, MARGINS.left, 12 * mm, wording("footer.internal"), colour=layout.SECONDARY)
    layout.line_at_right(page, MARGINS, 12 * mm, wording("footer.page", page=number, total=total))
