"""A row of a list beside its doubts: what each cell says, why it is asked about, and the ways to mend it.

No Qt. A way to mend is what one key or one press does; the file is never changed, only how it is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from alianza_desktop.services.invitee_drafts import NAME_FIELDS
from alianza_desktop.services.invitee_matches import Match
from alianza_desktop.services.invitee_rows import DOUBTS, OTHER, Mend, Remark
from alianza_desktop.spreadsheets.agreement_lists import COLUMNS
from alianza_desktop.spreadsheets.columns import PEOPLE
from alianza_desktop.spreadsheets.importer import RowResult, say

HEADINGS: Final = {column.field: column.heading for column in (*COLUMNS, *PEOPLE)}
_MISSING: Final = {"name-missing": "paternal_surname", "agreement-text-missing": "text"}
"""What keeps a row out, and the field under which it is said."""
_STANDS_UNDER: Final = {
    "document": "document_number", "name": "paternal_surname", "cell": "document_number",
}  # fmt: skip
"""The field under which a doubt is said, where it is not the doubt's own."""
_ORDER: Final = (
    "text", "document_number", "paternal_surname", "organization", "person", "sector", "phone", "due_on",
    "mesa", "email", "quality", "birth_date", "amount", "ruc",
)  # fmt: skip
"""The fields under which doubts are said, from the top of the panel down: ways are numbered in this order."""
_ABOUT_WHOM: Final = ("taken", "same")
"""Doubts that the question «¿Es la misma?» answers."""
_EIGHT: Final = re.compile(r"(?<!\d)\d{8}(?!\d)")


@dataclass(frozen=True, slots=True, repr=False)
class Way:
    """A way to mend a row: its key while the list has the focus, what it says, and the mend that it makes."""

    key: str
    words: str
    field: str
    mend: Mend


@dataclass(frozen=True, slots=True, repr=False)
class Differs:
    """A field that the directory and the list say differently."""

    field: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """Somebody of the directory beside the row."""

    title: str
    name: str = ""
    caption: str = ""
    fills: str = ""
    differs: tuple[Differs, ...] = ()
    person_id: str = ""
    asks: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class RowFacts:
    """What the panel shows of the row that is chosen."""

    key: str
    title: str
    values: dict[str, str]
    doubts: dict[str, str] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()
    notes: str = ""
    known: Known | None = None
    out: bool = False
    fixed: bool = False
    """It came in already: it is only read."""


def key_of(sheet: str, row: int) -> str:
    """Return the key of a row in the table."""
    return f"{sheet}:{row}"


def place_of(key: str) -> tuple[str, int]:
    """Return the sheet and the row of a key."""
    sheet, _, row = key.rpartition(":")
    return sheet, int(row)


def title_of(sheet: str, row: int, *, several: bool) -> str:
    """Return «Fila 22», with its sheet when there are several."""
    return f"Fila {row:,}" + (f" · {sheet}" if several else "")


def facts_of(one: RowResult, mend: Mend, *, several: bool, fixed: bool) -> RowFacts:
    """Return a row as the panel shows it."""
    told = tuple(remark for remark in one.remarks if not remark.doubtful and remark.code not in _MISSING)
    return RowFacts(
        key=key_of(one.sheet, one.row),
        title=title_of(one.sheet, one.row, several=several),
        values=dict(one.cells),
        doubts=_doubts(one),
        ways=() if fixed else ways_of(one, mend),
        notes=" ".join(map(say, told)),
        known=_known(one.known, mend),
        fixed=fixed,
    )


def _doubts(one: RowResult) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for remark in one.remarks:
        if (remark.doubtful or remark.code in _MISSING) and _about(remark) not in _ABOUT_WHOM:
            found.setdefault(_under(remark), []).append(say(remark))
    return {name: " ".join(words) for name, words in found.items()}


def _about(remark: Remark) -> str:
    return DOUBTS.get(remark.code, "name")


def _under(remark: Remark) -> str:
    if remark.code in _MISSING:
        return _MISSING[remark.code]
    about = _about(remark)
    return _STANDS_UNDER.get(about, about if about in HEADINGS else "paternal_surname")


def _known(match: Match | None, mend: Mend) -> Known | None:
    if match is None:
        return Known("Usted indicó que es otra persona.", answered=True) if mend.answer == OTHER else None
    title = "¿Es la misma persona?" if match.asked else "Ya está en el directorio"
    fills = ", ".join(HEADINGS[name] for name in match.fills)
    return Known(
        title=title,
        name=match.name,
        caption=" · ".join(filter(None, (match.document, match.organization))),
        fills=f"Se completa: {fills}." if fills else "",
        differs=tuple(
            Differs(one.field, f"{HEADINGS[one.field]}: «{one.theirs}», no «{one.ours}»", one.chosen)
            for one in match.differs
        ),
        person_id=match.person_id,
        asks=match.asked,
        answered=mend.answer == match.person_id,
    )


def ways_of(one: RowResult, mend: Mend) -> tuple[Way, ...]:
    """Return the ways to mend a row, numbered; the zero in front has its own key."""
    ways = []
    for words, name, made, zero in sorted(_offers(one, mend), key=lambda offer: _place(offer[1])):
        ways.append(Way("0" if zero else "", words, name, made))
    number = 0
    for place, way in enumerate(ways):
        if not way.key:
            number += 1
            ways[place] = replace(way, key=str(number) if number < 10 else "")
    return tuple(ways)


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _offers(one: RowResult, mend: Mend) -> Iterator[tuple[str, str, Mend, bool]]:
    for remark in one.remarks:
        if not remark.doubtful or _about(remark) in _ABOUT_WHOM:
            continue
        code, name = remark.code, _under(remark)
        number = one.cells.get("document_number", "")
        if code == "document-short":
            yield f"0 delante: {number}", name, settled(mend, code), True
        elif code == "document-impossible":
            for found in dict.fromkeys(_EIGHT.findall(number)):
                yield f"Usar {found}", name, with_values(one, mend, {name: found}), False
            gone = with_values(one, mend, {name: ""})
            yield "Entra sin documento", name, settled(gone, code, "document-missing"), False
        elif code == "document-missing":
            yield "Entra sin documento", name, settled(mend, code), False
        elif code == "name-order":
            yield "Al revés", name, settled(with_values(one, mend, _turned(one)), code, "name-split"), False
            yield "El nombre está bien", name, settled(mend, code, "name-split"), False
        elif code in ("phone-doubtful", "email-doubtful"):
            yield "Dejar vacío", name, with_values(one, mend, {name: ""}), False
            yield "Está bien así", name, settled(mend, code), False
        elif code in ("date-unreadable", "due-unreadable", "amount-doubtful"):
            yield "Dejar sin ese dato", name, settled(mend, code), False
        else:
            yield "Está bien así", name, settled(mend, code), False


def _turned(one: RowResult) -> dict[str, str]:
    """Return the name with its surnames as given names and its given names as surnames."""
    cells = one.cells
    surnames = " ".join(filter(None, (cells.get("paternal_surname", ""), cells.get("maternal_surname", ""))))
    paternal, _, maternal = cells.get("given_names", "").partition(" ")
    return {"given_names": surnames, "paternal_surname": paternal, "maternal_surname": maternal}


def settled(mend: Mend, *codes: str) -> Mend:
    """Return the mend that says that these doubts were looked at."""
    return replace(mend, settled=mend.settled | set(codes))


def with_values(one: RowResult, mend: Mend, values: dict[str, str]) -> Mend:
    """Return the mend with what a person wrote; of a name, its three parts go together.

    What was said about the old value is forgotten, so that the new one is judged.
    """
    written = dict(mend.values) | values
    if values.keys() & set(NAME_FIELDS):
        written = {name: one.cells.get(name, "") for name in NAME_FIELDS} | written
    touched = {_STANDS_BACK.get(name, name) for name in values}
    return replace(
        mend, values=written, settled=frozenset(c for c in mend.settled if DOUBTS[c] not in touched)
    )


_STANDS_BACK: Final = dict.fromkeys(NAME_FIELDS, "name") | dict.fromkeys(
    ("document_number", "document_type"), "document"
)
"""What the doubts call a field."""


def answered(mend: Mend, person_id: str) -> Mend:
    """Return the mend that says who it is; the same answer twice takes it back."""
    return replace(mend, answer="" if mend.answer == person_id else person_id)


def choosing(mend: Mend, name: str, *, chosen: bool) -> Mend:
    """Return the mend in which the list is right about a field, or the directory is."""
    return replace(mend, chosen=mend.chosen | {name} if chosen else mend.chosen - {name})
