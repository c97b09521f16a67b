"""Catalogues that ship with the program: places, SDGs, sectors, document types, words of stored codes.

Each is a file in `resources/catalogs`, read once when first asked for; `vintage` tells its source, edition
and licence. Places are keyed by the INEI ubigeo; RENIEC's code is only an attribute, because the same six
digits may be two different districts in the two systems.

The words of stored codes live here, in `labels.json`, so that the window, documents, spreadsheets and command
line say the same. They are in lower case, ready for a sentence, except proper names. A code that is not in
the table came from a newer program and is shown as it is.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.format_es import fold, sort_key
from alianza_desktop.core.paths import resource

_CALLAO: Final = {"07": "Región Callao", "0701": "Provincia Constitucional del Callao"}


@dataclass(frozen=True, slots=True)
class Vintage:
    """Where a catalogue comes from."""

    title: str
    edition: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Place:
    """A department (2 digits), province (4) or district (6)."""

    code: str
    """INEI ubigeo."""
    name: str
    department: str
    province: str = ""
    district: str = ""
    reniec: str = ""
    """RENIEC ubigeo, of districts only; empty for the 52 that have none yet."""
    capital: str = ""
    latitude: float | None = None
    """Degrees, WGS 84, of the capital; some districts have none."""
    longitude: float | None = None

    @property
    def full_name(self) -> str:
        """From the smallest to the largest: «Nieva, Condorcanqui, Amazonas»; district names repeat."""
        return ", ".join(filter(None, (self.district, self.province, self.department)))

    @property
    def territory(self) -> str:
        """As a letterhead says it: «Provincia de Condorcanqui, Amazonas»."""
        if self.code in _CALLAO:
            return _CALLAO[self.code]
        level = {2: "Departamento", 4: "Provincia", 6: "Distrito"}[len(self.code)]
        return f"{level} de {self.full_name}"


@dataclass(frozen=True, slots=True)
class Sdg:
    """A Sustainable Development Goal, drawn as a numbered square of its colour, never with the UN's icon."""

    number: int
    name: str
    colour: str
    dark_text: bool
    """Dark text (#1B2430) has more contrast on the colour than white (WCAG)."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector: shape first, then its short code, then colour (ux.md §3.3)."""

    code: str
    short: str
    name: str
    shape: str
    """`square`, `circle`, `triangle` or `diamond`."""
    light: str
    """Colour on white: light theme, projector, paper."""
    dark: str
    line: str
    """`solid`, `dashed`, `dotted` or `dash-dot`: its edges in a value chain."""
    optional: bool
    """A workshop may hide it (`Workshop.with_society`)."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of identity document: a code of SUNAT's catalogue 06, `pending` or `none`."""

    code: str
    short: str
    """As it stands before the number: «DNI», «CE»."""
    name: str
    pattern: str
    """Regular expression of a usual number; empty when the type carries none."""
    people: bool
    """Offered for a person; the others are kept so that a list that has them can be read."""

    @property
    def default(self) -> bool:
        """DNI: the one assumed when nothing is said."""
        return self.code == "1"


def vintage(name: str) -> Vintage:
    """Return where a catalogue comes from: `ubigeo`, `sdgs`, `sectors`, `document_types` or `labels`."""
    return vintages()[name]


@cache
def vintages() -> Mapping[str, Vintage]:
    """Return the source, edition and licence of every catalogue."""
    return {name: Vintage(**facts) for name, facts in _read_json("catalogs").items()}


@cache
def places() -> Mapping[str, Place]:
    """Return every department, province and district by INEI code, in the order of the codes."""
    found: dict[str, Place] = {}
    with resource("catalogs", "ubigeo.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for code, reniec, department, province, district, capital, latitude, longitude in rows:
            if code[:2] not in found:
                found[code[:2]] = Place(code[:2], department, department)
            if code[:4] not in found:
                found[code[:4]] = Place(code[:4], province, department, province)
            found[code] = Place(
                code,
                district,
                department,
                province,
                district,
                reniec,
                capital,
                float(latitude) if latitude else None,
                float(longitude) if longitude else None,
            )
    return found


def districts() -> tuple[Place, ...]:
    """Return the districts, in the order of their codes."""
    return tuple(one for code, one in places().items() if len(code) == 6)


def place(ubigeo: str) -> Place:
    """Return the place of an INEI code of 2, 4 or 6 digits; `NotFound("ubigeo-unknown")`."""
    try:
        return places()[ubigeo]
    except KeyError:
        raise NotFound("ubigeo-unknown", ubigeo=ubigeo) from None


def place_name(ubigeo: str) -> str:
    """Return the full name of a stored code, or the code itself when this table does not have it."""
    found = places().get(ubigeo)
    return found.full_name if found else ubigeo


def find_places(text: str, limit: int = 20) -> tuple[Place, ...]:
    """Return the places that have every word of `text` in their full name or begin with it as a code.

    Names that begin with the text come first, then the larger places, then Spanish order.
    """
    wanted = fold(text.replace(",", " "))
    words = wanted.split()
    if not words:
        return ()
    found = [
        one
        for one, parts in _folded_places()
        if one.code.startswith(wanted) or all(_begins_one(word, parts) for word in words)
    ]
    found.sort(key=lambda one: _rank(one, wanted))
    return tuple(found[:limit])


def _begins_one(word: str, parts: tuple[str, ...]) -> bool:
    return any(part.startswith(word) for part in parts)


def _rank(one: Place, wanted: str) -> tuple[bool, bool, int, tuple[str, str], str]:
    other = fold(one.full_name).replace(",", "") != wanted
    return other, not fold(one.name).startswith(wanted), len(one.code), sort_key(one.name), one.code


@cache
def _folded_places() -> tuple[tuple[Place, tuple[str, ...]], ...]:
    return tuple((one, tuple(fold(one.full_name).replace(",", "").split())) for one in places().values())


@cache
def sdgs() -> tuple[Sdg, ...]:
    """Return the 17 goals in order."""
    return tuple(Sdg(**facts) for facts in _read_json("sdgs"))


@cache
def sectors() -> tuple[Sector, ...]:
    """Return the three fixed sectors and the fourth, which a workshop may hide."""
    return tuple(Sector(**facts) for facts in _read_json("sectors"))


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Return the types of document in the order in which they are offered; DNI is the first."""
    return tuple(DocumentType(**facts) for facts in _read_json("document_types"))


def document(document_type: str, number: str) -> str:
    """Return how a document is written: «DNI 45678901», «DNI en trámite», or nothing when it is not known."""
    short = next((one.short for one in document_types() if one.code == document_type), "")
    return " ".join(filter(None, (short, number)))


def labels(field: str) -> Mapping[str, str]:
    """Return the words of a coded field by code, in the order in which they are offered."""
    return _labels()[field]


def label(field: str, code: object) -> str:
    """Return the word of a stored code, for example `label("quality", "alternate")`; unknown codes as is."""
    return _labels()[field].get(str(code), str(code))


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    return {
        **_read_json("labels"),
        "sector": {one.code: one.name for one in sectors()},
        "document_type": {one.code: one.name for one in document_types()},
    }


def _read_json(name: str) -> Any:
    return json.loads(resource("catalogs", f"{name}.json").read_text(encoding="utf-8"))
