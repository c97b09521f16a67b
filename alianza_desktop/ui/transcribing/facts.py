"""What the page of the transcription shows and what its fields mean, as plain data. No Qt."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count, day, listed, occasion, plural
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.model import Organization, Workshop, rules
from alianza_desktop.services import mesas, organizations, same_as, transcription, workshops
from alianza_desktop.services.query import get
from alianza_desktop.services.registration import WalkIn
from alianza_desktop.services.transcription import Line, Marks, Transcribed
from alianza_desktop.ui.cells import Cell, Chip, Column, TableRow
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row, sector_name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.search import PersonHit

ChipKind = Literal["success", "info", "warning", "neutral"]
COLUMNS: Final = (
    Column(key="place", title="Hoja · fila", width=92),
    Column(key="hour", title="Hora", width=80),
    Column(key="person", title="Persona"),
    Column(key="outcome", title="Resultado", width=130),
)
FIELDS: Final = (
    FieldSpec(key="given_names", label="Nombres"),
    FieldSpec(key="paternal_surname", label="Apellido paterno"),
    FieldSpec(key="maternal_surname", label="Apellido materno"),
    FieldSpec(key="organization", label="Organización", span=2),
    FieldSpec(key="position", label="Cargo"),
    FieldSpec(
        key="sector",
        label="Sector",
        kind="choice",
        choices=(("", "Sin decir"), *((one.code, one.name) for one in catalogs.sectors())),
        span=3,
    ),
    FieldSpec(key="hour", label="Hora escrita", hint="08:41"),
    FieldSpec(key="marks", label="Acepta (1, 2, 3 o I)", hint="12"),
    FieldSpec(key="mesa", label="Mesa (si la dice)"),
)
Mode = Literal["", "known", "new", "anonymous"]
"""Whose row it is: not said yet, somebody of the directory, somebody new, somebody who gave no data."""
_ROW: Final = ("hour", "marks", "mesa")
SHOWN: Final[Mapping[Mode, tuple[str, ...]]] = {
    "": _ROW,
    "known": _ROW,
    "new": (
        "given_names", "paternal_surname", "maternal_surname", "organization", "position", "sector", *_ROW,
    ),
    "anonymous": ("sector", "hour"),
}  # fmt: skip
"""The fields of each."""
NEEDED: Final[Mapping[str, str]] = {
    "given_names": "Faltan los nombres.",
    "paternal_surname": "Falta el apellido paterno.",
    "organization": "Falta la organización.",
}
_CHIPS: Final[Mapping[str, Chip]] = {
    "added": Chip("success", "check", "Registrada"),
    "new": Chip("success", "user-plus", "Persona nueva"),
    "anonymous": Chip("neutral", "user-off", "Sin datos"),
    "known": Chip("info", "circle-check", "Ya estaba"),
}
_DIFFERS: Final[Mapping[str, str]] = {
    "mesa": "la mesa",
    "registration": "la casilla 1",
    "contact": "la casilla 2",
    "photos": "la casilla 3",
}
_DIGITS: Final = re.compile(r"(\d{1,2})[.:h ]?(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Where:
    """The session that the papers are of."""

    workshop: str
    sessions: tuple[tuple[str, str], ...]
    first: str
    mesas: Mapping[str, str]
    """Number of a mesa to its id."""
    organizations: tuple[str, ...]
    """Names, offered while one is typed."""


@dataclass(frozen=True, slots=True, repr=False)
class ListFacts:
    """What was transcribed here."""

    rows: tuple[TableRow, ...]
    counts: tuple[tuple[ChipKind, str], ...]
    pages: Mapping[int, int]
    """How many rows of each page."""


@dataclass(frozen=True, slots=True, repr=False)
class Who:
    """Whose row it is."""

    mode: Mode = ""
    person_id: str = ""
    title: str = ""
    caption: str = ""
    sector: str = ""


def where(session: "Session", workshop_id: str) -> Where:
    """Return the sessions that papers may be of, the open one or the first before the others."""
    held = get(session, Workshop, workshop_id)
    sittings = workshops.sessions(session, workshop_id)
    current = workshops.open_session(session, workshop_id)
    return Where(
        workshop=occasion(held.stage, held.name),
        sessions=tuple((one.id, " · ".join(filter(None, (one.name, day(one.date))))) for one in sittings),
        first=current.id if current else (sittings[0].id if sittings else ""),
        mesas={str(one.number): one.id for one in mesas.listing(session, workshop_id)},
        organizations=tuple(one.name for one in organizations.listing(session)),
    )


def listing(session: "Session", session_id: str) -> ListFacts:
    """Return the rows that were transcribed, the last one first."""
    rows = transcription.listing(session, session_id)
    bodies = same_as.standing(session, Organization, {one.organization_id for one in rows})
    names = {key: one.short_name or one.name for key, one in bodies.items()}
    pages = Counter(one.entry.page for one in rows)
    return ListFacts(
        rows=tuple(_row(one, names.get(one.organization_id, "")) for one in reversed(rows)),
        counts=_counts(rows, pages),
        pages=dict(pages),
    )


def _counts(rows: Sequence[Transcribed], pages: Mapping[int, int]) -> tuple[tuple[ChipKind, str], ...]:
    kinds = Counter(one.entry.kind for one in rows)
    differ = sum(bool(one.entry.differs) for one in rows)
    sheets = count(len(pages), "hoja", "hojas")
    here = kinds["added"] + kinds["new"] + kinds["anonymous"]
    told: tuple[tuple[ChipKind, str, int], ...] = (
        ("neutral", f"{count(len(rows), 'fila', 'filas')} en {sheets}", len(rows)),
        ("success", f"{here:,} {plural(here, 'registro nuevo', 'registros nuevos')}", here),
        ("info", f"{kinds['known']:,} ya {plural(kinds['known'], 'estaba', 'estaban')}", kinds["known"]),
        ("warning", f"{differ:,} con diferencias", differ),
    )
    return tuple((kind, words) for kind, words, number in told if number)


def key(one: Transcribed) -> str:
    return f"{one.entry.page}:{one.entry.row}"


def _row(one: Transcribed, body: str) -> TableRow:
    entry = one.entry
    differ = differences(entry.differs, entry.hour, entry.screen_hour)
    cells = {
        "place": Cell(text=f"{entry.page} · {entry.row}", sort=entry.page * 1000 + entry.row),
        "hour": Cell(text=entry.hour),
        "person": Cell(
            text=one.full_name or "Sin datos personales",
            caption=differ or body,
            caption_warning=bool(differ),
            sector=one.sector,
        ),
        "outcome": Cell(chip=_CHIPS[entry.kind], sort=entry.kind),
    }
    return TableRow(key=key(one), cells=cells)


def differences(differs: Sequence[str], paper: str, screen: str) -> str:
    """Return `En pantalla 08:41, en papel 08:35; difiere la mesa.`: the screen's word stands."""
    hours = f"En pantalla {screen}, en papel {paper}" if "hour" in differs else ""
    others = [_DIFFERS[one] for one in differs if one in _DIFFERS]
    rest = f"{plural(len(others), 'difiere', 'difieren')} {listed(others)}" if others else ""
    return "; ".join(filter(None, (hours, rest)))


def hour(text: str) -> str:
    """Return `08:41` of `8:41`, `841` or `8.41`; raises `Invalid("hour-unknown")`."""
    found = _DIGITS.fullmatch(text.strip())
    return rules.hour(f"{found[1]}:{found[2]}" if found else text)


def marks(text: str) -> Marks | None:
    """Return the boxes of `12`, `1 3`, `I` or nothing; None for anything else."""
    signs = {sign for sign in text.upper() if not sign.isspace() and sign not in ",.-"}
    if signs - set("123I"):
        return None
    return Marks("1" in signs, "2" in signs, "3" in signs, "I" in signs and "1" not in signs)


def marks_words(text: str) -> str:
    """Return what the boxes mean, to be checked against the paper while it is typed."""
    found = marks(text)
    if found is None:
        return "Solo 1, 2, 3 o I."
    words = {"registro": found.registration, "contacto": found.contact, "imagen": found.photos}
    given = [word for word, on in words.items() if on]
    if found.informed:
        given.insert(0, "solo informado")
    return f"Acepta: {listed(given)}." if given else "Ninguna casilla marcada."


Fault = tuple[str, str] | None
"""(field, sentence)."""


def fault(values: Mapping[str, str], where: Where, mode: Mode) -> Fault:
    """Return the first thing that a row lacks."""
    if not mode:
        return "who", "Falta quién es: escriba su documento o su nombre."
    lacking = [field for field in NEEDED if not values[field].strip()] if mode == "new" else []
    if lacking:
        return lacking[0], NEEDED[lacking[0]]
    marked = None if mode == "anonymous" else _marks_fault(values["marks"], mode)
    mesa = None if mode == "anonymous" else _mesa_fault(values["mesa"].strip(), where)
    return _hour_fault(values["hour"]) or marked or mesa


def _hour_fault(text: str) -> Fault:
    if not text.strip():
        return "hour", "Falta la hora escrita en el papel."
    try:
        hour(text)
    except AppError as error:
        return "hour", sentence(error)
    return None


def _marks_fault(text: str, mode: Mode) -> Fault:
    found = marks(text)
    if found is None:
        return "marks", "Solo 1, 2, 3 o I."
    if mode == "new" and not (found.registration or found.informed):
        return "marks", said("paper-consent-needed")
    return None


def _mesa_fault(number: str, where: Where) -> Fault:
    if number and number not in where.mesas:
        return "mesa", f"No hay mesa {number} aquí."
    return None


def line(values: Mapping[str, str], where: Where, page: int, who: Who, document: tuple[str, str]) -> Line:
    """Return the row that the fields say, once `fault` found nothing."""
    if who.mode == "anonymous":
        return Line(page=page, hour=hour(values["hour"]), sector=values["sector"])
    new = WalkIn(
        document_type=document[0],
        document_number=document[1],
        given_names=values["given_names"].strip(),
        paternal_surname=values["paternal_surname"].strip(),
        maternal_surname=values["maternal_surname"].strip(),
        organization=values["organization"].strip(),
        position=values["position"].strip(),
        sector=values["sector"],
    )
    return Line(
        page=page,
        hour=hour(values["hour"]),
        marks=marks(values["marks"]) or Marks(),
        mesa_id=where.mesas.get(values["mesa"].strip(), ""),
        person_id=who.person_id,
        walk_in=None if who.person_id else new,
    )


def hit_row(hit: "PersonHit") -> Row:
    """Return a person found."""
    document = catalogs.document(hit.document_type, hit.document_number)
    arrived = f"en pantalla {hit.arrived_at}" if hit.arrived_at else ""
    caption = " · ".join(filter(None, (document, hit.organization)))
    return Row(
        key=hit.person_id,
        icon="user",
        title=hit.full_name,
        caption=caption,
        sector=hit.sector,
        trailing=arrived,
    )


def who_of(hit: "PersonHit") -> Who:
    """Return whose row it is."""
    document = catalogs.document(hit.document_type, hit.document_number)
    caption = (document, hit.organization, sector_name(hit.sector),
               f"ya está en pantalla, {hit.arrived_at}" if hit.arrived_at else "")  # fmt: skip
    return Who("known", hit.person_id, hit.full_name, " · ".join(filter(None, caption)), hit.sector)
