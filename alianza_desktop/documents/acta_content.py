"""What an acta says, as frozen data, and its canonical JSON `acta.json`: the thing that is hashed and signed.

`to_json` gives a dict whose RFC 8785 bytes (`acta_json`) are the attachment; their SHA-256 is the *content
hash*. Every text is NFC, money is integer céntimos, there are no floats. A key whose field here has a default
is left out while it holds it; the others are always there. `from_json` refuses unknown keys and wrong types.

Schema `alianza/acta/1` (`?` = may be left out; day `YYYY-MM-DD`, hour `hh:mm`, instant as in sync.md §2):

    format                 "alianza/acta/1"
    alliance               id, name, ubigeo (INEI, 2/4/6 digits), rehearsal (bool), territory?
    acta                   id, version_id, version (int, 0 = draft), number, wording, frozen_at?,
                           amends? {how: addendum|replacement, acta_id, number, version, content_hash}
    meeting                workshop_id, workshop, stage (int), date, starts_at, ends_at, modality
                           (in_person|virtual|mixed), place?, city?, ubigeo?, district?, province?,
                           department?, mesa? {id, number, name, sigla?, theme?} (absent = plenaria),
                           year_line?, host?, convened_by?, conducted_by?, rapporteur?,
                           interpreters? [{name, languages?}], quorum?, decade_line?,
                           own (true: a meeting of the mesa, not a workshop; then stage is 0)?
    attendees              [{name, document_type?, document_number?, position?, organization?, quality?,
                           accreditation?, sector?, mode?, left_at?, represents?}]
    attendees_unnamed?     how many took part without personal data: counted, not listed
    agenda                 [{title, starts_at?, minutes?, summary?, began_at?, ended_at?, present?,
                           present_end?}]; the hours at which it really began and ended, how many were there
    carried?               agreements of before: [{id, text, organization?, due_on?, permanent?, follow_up?,
                           acta? (number)}]
    background?  development?  reservations?  next_meeting?      texts; a line break begins a paragraph
    agreements             [{id, code ("A-01"), kind (acuerdo|compromiso|pedido), text, organization?,
                           person?, position?, partners? [name], due_on?, permanent?, deliverable?,
                           amount? (céntimos), verification?, funding?, goals? [ODS "1" or "2.3"], policy?,
                           activity? (of a value chain), acceptance? (to_confirm|accepted|declined),
                           notes? [{kind (objection|reservation|observation), text, who?, organization?}]}]
    budget_clause?         true: «sujeto a disponibilidad presupuestal y competencias»
    clauses?               codes of the other optional clauses, as `model.actas.CLAUSES` has them
    language?              name of the second language of the headings
    translations?          [{key, text, reviewed_by?}] headings in that language
    annexes?               [{title, sha256?}]
    signatories            [{id, name, document_type?, document_number?, organization?, position?, quality?,
                           accreditation?, represents?, accreditation_sha256?}] in signing order; id is
                           ActaSignatory.id

A member added later is one that may be left out: what was frozen before it keeps its bytes and its hash.
Printed names (district, workshop, organisation) are in the content on purpose: a later change of a catalogue
or of a record must not change what was signed.
"""

from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from alianza_desktop.core.canonical import Json, canonical, normalise_text, parse_strict, sha256
from alianza_desktop.core.errors import Corrupt

FORMAT: Final = "alianza/acta/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliance:
    """The territory's process in which the acta was made."""

    id: str
    name: str
    ubigeo: str
    rehearsal: bool
    territory: str = ""
    """As the letterhead says it, for example «Provincia de Condorcanqui, Amazonas»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amends:
    """The acta that this one adds to (`addendum`) or replaces (`replacement`)."""

    how: str
    acta_id: str
    number: str
    version: int
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acta:
    """Which acta and version this is. Version 0 is a draft: no number yet, no version id."""

    id: str
    version_id: str
    version: int
    number: str
    wording: str
    frozen_at: str = ""
    amends: Amends | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesa:
    """The thematic table that met."""

    id: str
    number: int
    name: str
    sigla: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Interpreter:
    """Who interpreted, and between which languages («awajún y castellano»)."""

    name: str
    languages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Meeting:
    """Where, when, how and who led."""

    workshop_id: str
    workshop: str
    stage: int
    date: str
    starts_at: str
    ends_at: str
    modality: str
    place: str = ""
    """The venue; in a virtual meeting, the platform."""
    city: str = ""
    ubigeo: str = ""
    district: str = ""
    province: str = ""
    department: str = ""
    mesa: Mesa | None = None
    year_line: str = ""
    host: str = ""
    convened_by: str = ""
    conducted_by: str = ""
    rapporteur: str = ""
    interpreters: tuple[Interpreter, ...] = ()
    quorum: int | None = None
    decade_line: str = ""
    own: bool = False
    """A mesa's own meeting between two workshops."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attendee:
    """Someone who took part and gave personal data."""

    name: str
    document_type: str = ""
    document_number: str = ""
    position: str = ""
    organization: str = ""
    quality: str = ""
    accreditation: str = ""
    sector: str = ""
    mode: str = ""
    left_at: str = ""
    represents: str = ""
    """The name of the person in whose place they came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint:
    """A point of the agenda and what was said about it."""

    title: str
    starts_at: str = ""
    minutes: int | None = None
    summary: str = ""
    began_at: str = ""
    ended_at: str = ""
    present: int | None = None
    """How many were there when it began."""
    present_end: int | None = None
    """How many when it ended."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Carried:
    """An agreement of an earlier meeting that is still open, and how it goes."""

    id: str
    text: str
    organization: str = ""
    due_on: str = ""
    permanent: bool = False
    follow_up: str = ""
    acta: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Note:
    """What somebody objected, reserved or observed about an agreement."""

    kind: str
    text: str
    who: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Agreement:
    """One numbered row: a responsible organisation and person, a date or «permanente»."""

    id: str
    code: str
    kind: str
    text: str
    organization: str = ""
    person: str = ""
    position: str = ""
    partners: tuple[str, ...] = ()
    due_on: str = ""
    permanent: bool = False
    deliverable: str = ""
    amount: int | None = None
    verification: str = ""
    funding: str = ""
    goals: tuple[str, ...] = ()
    policy: str = ""
    activity: str = ""
    acceptance: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A heading in the second language of the acta, and who reviewed it."""

    key: str
    text: str
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A file or list that goes with the acta."""

    title: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Signatory:
    """Who is expected to sign."""

    id: str
    name: str
    document_type: str = ""
    document_number: str = ""
    organization: str = ""
    position: str = ""
    quality: str = ""
    accreditation: str = ""
    represents: str = ""
    accreditation_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ActaContent:
    """Everything that an acta says."""

    alliance: Alliance
    acta: Acta
    meeting: Meeting
    attendees: tuple[Attendee, ...]
    agenda: tuple[AgendaPoint, ...]
    agreements: tuple[Agreement, ...]
    signatories: tuple[Signatory, ...]
    attendees_unnamed: int = 0
    background: str = ""
    development: str = ""
    reservations: str = ""
    next_meeting: str = ""
    budget_clause: bool = False
    annexes: tuple[Annex, ...] = ()
    carried: tuple[Carried, ...] = ()
    clauses: tuple[str, ...] = ()
    language: str = ""
    translations: tuple[Translation, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Not frozen: no number, no code, no QR."""
        return self.acta.version == 0


def to_json(content: ActaContent) -> dict[str, Json]:
    """Return the acta as a dict of plain values with English keys, texts in NFC."""
    return {"format": FORMAT, **_plain_fields(content)}


def acta_json(content: ActaContent) -> bytes:
    """Return the bytes of `acta.json`: the RFC 8785 form of `to_json`."""
    return canonical(to_json(content))


def content_hash(content: ActaContent) -> str:
    """Return the SHA-256, lowercase hex, of `acta_json`."""
    return sha256(acta_json(content))


def from_json(value: Json) -> ActaContent:
    """Read what `to_json` wrote. Raises `Corrupt("acta-not-understood")` for anything else."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise Corrupt("acta-not-understood", where="format")
    rest = {key: item for key, item in value.items() if key != "format"}
    content: ActaContent = _read(ActaContent, rest, "acta")
    if to_json(content) != value:  # a default written out, or a text that is not NFC
        raise Corrupt("acta-not-understood", where="form")
    return content


def read_acta_json(data: bytes) -> ActaContent:
    """Read the bytes of an `acta.json`. Raises `Corrupt("json-not-canonical" | "acta-not-understood")`."""
    return from_json(parse_strict(data))


def _plain(value: Any) -> Json:
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return normalise_text(value) if isinstance(value, str) else value


def _plain_fields(record: Any) -> dict[str, Json]:
    return {
        field.name: _plain(value)
        for field in fields(record)
        if (value := getattr(record, field.name)) != field.default or _is_required(field)
    }


def _is_required(field: "Field[Any]") -> bool:
    return field.default is MISSING


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Json, where: str) -> Any:
    if is_dataclass(kind):
        return _read_record(kind, value, where)
    if get_origin(kind) is tuple:
        if isinstance(value, list):
            return tuple(_read(get_args(kind)[0], item, where) for item in value)
    elif get_origin(kind) is UnionType:
        return _read(next(choice for choice in get_args(kind) if choice is not NoneType), value, where)
    elif type(value) is kind:
        return value
    raise Corrupt("acta-not-understood", where=where)


def _read_record(kind: Any, value: Json, where: str) -> Any:
    known = {field.name: field for field in fields(kind)}
    if not isinstance(value, dict) or not value.keys() <= known.keys():
        raise Corrupt("acta-not-understood", where=where)
    if any(_is_required(field) and name not in value for name, field in known.items()):
        raise Corrupt("acta-not-understood", where=where)
    return kind(**{name: _read(_hints(kind)[name], item, f"{where}.{name}") for name, item in value.items()})
