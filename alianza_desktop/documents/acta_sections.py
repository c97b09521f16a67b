"""The sections of an acta and their printed headings, by which a page is looked up. No reportlab."""

from collections.abc import Collection
from typing import Final

from alianza_desktop.documents.acta_content import ActaContent
from alianza_desktop.documents.wording import Wording
from alianza_desktop.model.actas import ADDENDUM

SECTIONS: Final = (
    "attendees", "agenda", "background", "development", "agreements", "reservations", "next_meeting",
    "approval", "annexes",
)  # fmt: skip
"""In the order of the document."""
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


_OPTIONAL: Final = tuple(key for key in SECTIONS if key != "approval")


def headings(wording: Wording, without: Collection[str] = ()) -> dict[str, str]:
    """Return the heading of each section, as it is printed: «I. ASISTENTES»."""
    kept = [key for key in SECTIONS if key not in without]
    return {
        key: f"{number}. {wording('heading.' + key).upper()}"
        for number, key in zip(ROMAN, kept, strict=False)
    }


def adds(content: ActaContent) -> bool:
    """Tell whether an acta is an adenda."""
    return content.acta.amends is not None and content.acta.amends.how == ADDENDUM


def left_out(content: ActaContent) -> tuple[str, ...]:
    """Return the sections in which an adenda has nothing to say; an acta always has them all."""
    if not adds(content):
        return ()
    noted = any(one.notes for one in content.agreements)
    empty = [key for key in _OPTIONAL if not getattr(content, key)]
    return tuple(key for key in empty if not (key == "reservations" and noted))
