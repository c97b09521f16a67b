"""The sections of an acta and their printed headings, by which a page is looked up. No reportlab."""

from typing import Final

from alianza_desktop.documents.wording import Wording

SECTIONS: Final = (
    "attendees", "agenda", "background", "development", "agreements", "reservations", "next_meeting",
    "approval", "annexes",
)  # fmt: skip
"""In the order of the document."""
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def headings(wording: Wording) -> dict[str, str]:
    """Return the heading of each section, as it is printed: «I. ASISTENTES»."""
    return {
        key: f"{number}. {wording('heading.' + key).upper()}"
        for number, key in zip(ROMAN, SECTIONS, strict=False)
    }
