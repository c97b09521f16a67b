"""Where an acta has letters that paper does not show: to be said before its text is frozen."""

from dataclasses import fields, is_dataclass
from typing import Final

from alianza_desktop.documents.acta_content import ActaContent
from alianza_desktop.documents.layout import UNDRAWABLE, legible

PLACES: Final = {
    "meeting": "Datos",
    "attendees": "Asistentes",
    "agenda": "Agenda",
    "background": "Antecedentes",
    "development": "Desarrollo",
    "agreements": "",
    "carried": "Acuerdos anteriores",
    "reservations": "Reservas",
    "next_meeting": "Próxima reunión",
    "translations": "Encabezados en otra lengua",
    "signatories": "Firmantes",
}
"""What a person knows each part by; each agreement has its own code."""


def places(content: ActaContent) -> tuple[str, ...]:
    """Return the parts, in the order of the document: «Desarrollo», `A-02`."""
    found: list[str] = []
    for part, name in PLACES.items():
        whole = getattr(content, part)
        if part == "agreements":
            found += [one.code for one in whole if _hides(one)]
        elif _hides(whole):
            found.append(name)
    return tuple(found)


def _hides(value: object) -> bool:
    """Return whether any text inside is shown with «\ufffd»."""
    if isinstance(value, str):
        return UNDRAWABLE in legible(value)
    if isinstance(value, tuple):
        return any(_hides(one) for one in value)
    if is_dataclass(value):
        return any(_hides(getattr(value, one.name)) for one in fields(value))
    return False
