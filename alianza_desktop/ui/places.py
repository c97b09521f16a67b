"""A place by what a person typed: the whole name, the start of it, or its ubigeo. No Qt."""

from dataclasses import dataclass

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import fold


@dataclass(frozen=True, slots=True)
class Found:
    """A place as the form shows it."""

    ubigeo: str
    words: str
    """«Nieva, Condorcanqui, Amazonas»."""
    note: str
    """«Distrito · ubigeo 010401»."""
    capital: str


NOWHERE = Found("", "", "", "")


def suggestions(text: str) -> list[str]:
    """Return the full names of the places that fit what is typed, at most twelve."""
    return [one.full_name for one in catalogs.find_places(text, limit=12)]


def understood(text: str) -> Found | None:
    """Return the place that a text can only mean, nowhere for an empty one, None when it is not known."""
    if not text.strip():
        return NOWHERE
    wanted = fold(text.replace(",", " "))
    places = catalogs.find_places(text, limit=3)
    exact = [one for one in places if wanted in (one.code, fold(one.full_name.replace(",", " ")))]
    if not exact and len(places) != 1:
        return None
    return of_code((exact or list(places))[0].code)


def of_code(ubigeo: str) -> Found:
    """Return the place of a stored ubigeo."""
    one = catalogs.places().get(ubigeo)
    if one is None:
        return Found(ubigeo, ubigeo, "", "")
    level = {2: "Departamento", 4: "Provincia", 6: "Distrito"}[len(one.code)]
    return Found(one.code, one.full_name, f"{level} · ubigeo {one.code}", one.capital)
