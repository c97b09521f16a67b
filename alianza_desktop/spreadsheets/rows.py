"""One sheet → the invitees it names, and every other row accounted for: blank, title, heading, total, footer.

A row is an invitee when a column that was recognised says something about a person. What a list repeats by
merging cells down («Entidad» over five rows) is read in each of them. In a table that the program itself
wrote texts are taken exactly as they are, so that what is exported comes back without loss.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, TypeAlias

from alianza_desktop.core.canonical import normalise_text, sha256
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import rules
from alianza_desktop.services import people
from alianza_desktop.services.earlier_agreements import ListedAgreement
from alianza_desktop.services.invitee_drafts import NAME_FIELDS, PERSON_FIELDS, is_sound
from alianza_desktop.services.invitee_rows import Mend
from alianza_desktop.services.invitees import InviteeRow, Remark
from alianza_desktop.spreadsheets import cells, headings, names
from alianza_desktop.spreadsheets.columns import PEOPLE, Kind
from alianza_desktop.spreadsheets.headings import Headings
from alianza_desktop.spreadsheets.reading import RawSheet, Value
from alianza_desktop.storage.operations import encode

IgnoredKind: TypeAlias = Literal["blank", "title", "heading", "total", "footer", "unread"]
Problem: TypeAlias = Literal["", "sheet-empty", "sheet-no-headings"]

_SHARED: Final = frozenset(["organization", "sector", "ruc", "mesa", "community", "quality"])
"""Fields that a list writes once for several people by merging cells down."""
_OF_NOBODY: Final = ("organization", "sector", "ruc", "quality", "mesa")
"""Fields of an `InviteeRow` that are not of the person."""
_TOTAL: Final = re.compile(r"(sub ?)?total(es)?\b")
_FOOTER: Final = re.compile(
    r"(elaborado|preparado|actualizado|revisado|aprobado) por\b"
    r"|(fuente|nota|notas|observacion|observaciones|leyenda|firma|fecha|lugar|responsable)\s*:|\(?\*"
)
_SOME_SIGN: Final = re.compile(r"[^\W_]")
_READERS: Final[Mapping[Kind, Callable[[Value], cells.Read]]] = {
    "phone": cells.phone, "email": cells.emails, "day": cells.day, "sector": cells.sector,
    "quality": cells.quality, "sex": cells.sex, "ruc": cells.ruc, "mesa": cells.mesa,
}  # fmt: skip
_IN_WORDS: Final = frozenset(["day", "sector", "quality", "sex"])
"""Kinds that a table of the program does not write as they are stored: read as in any list."""

_KINDS: Final[Mapping[str, Kind]] = {column.field: column.kind for column in PEOPLE}
_AS_IT_IS: Final = Mend()


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row that names nobody, and what it is."""

    sheet: str
    row: int
    kind: IgnoredKind


@dataclass(frozen=True, slots=True, repr=False)
class SheetRead:
    """A sheet as it was understood."""

    name: str
    total: int
    """Rows up to the last one with something in it."""
    invitees: tuple[InviteeRow, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """(heading as the list has it, field it is read as)."""
    unknown: tuple[str, ...] = ()
    """Headings whose column is not kept."""
    problem: Problem = ""
    own: bool = False
    """It is a table of people that the program itself wrote."""
    heads: tuple[Headings, ...] = ()
    """Its headings, one for each block."""
    agreements: tuple[ListedAgreement, ...] = ()
    """Of a list of agreements, which names no invitees."""

    @property
    def named(self) -> int:
        """How many rows name somebody or agree something."""
        return len(self.invitees) + len(self.agreements)


def set_aside(sheet: SheetRead) -> SheetRead:
    """Return a sheet that is left alone whatever it holds, every row of it unread."""
    rows = tuple(Ignored(sheet.name, number, "unread") for number in range(1, sheet.total + 1))
    return SheetRead(sheet.name, sheet.total, ignored=rows)


def read_sheet(
    sheet: RawSheet, mapping: Mapping[str, str], mends: Mapping[int, Mend] | None = None
) -> SheetRead:
    """Read a sheet whole; `mapping` is heading → field, and `mends` by row, both chosen by a person."""
    if not sheet.rows:
        return SheetRead(sheet.name, 0, problem="sheet-empty")
    found = headings.find(sheet, mapping)
    if found is None:
        ignored = tuple(
            Ignored(sheet.name, number, "unread" if any(map(_filled, row)) else "blank")
            for number, row in enumerate(sheet.rows, 1)
        )
        return SheetRead(sheet.name, len(sheet.rows), ignored=ignored, problem="sheet-no-headings")
    return _Reader(sheet, mapping, found, mends or {}).read()


def reread(
    raw: RawSheet,
    sheet: SheetRead,
    mapping: Mapping[str, str],
    mends: Mapping[int, Mend],
    rows: Container[int],
) -> SheetRead:
    """Read some rows of a sheet again, with what a person mended since."""

    def again(one: InviteeRow) -> InviteeRow:
        if one.row not in rows:
            return one
        head = next(head for head in reversed(sheet.heads) if head.row < one.row - 1)
        return _Reader(raw, mapping, head, mends).one(one.row - 1)

    return replace(sheet, invitees=tuple(map(again, sheet.invitees)))


class _Said(NamedTuple):
    """What the cells of a row say: its fields, whether the document identifies, what is to be told."""

    fields: Mapping[str, str]
    sound: bool
    codes: list[str]


class _Reader:
    """Goes down a sheet, from heading to heading."""

    def __init__(
        self, sheet: RawSheet, mapping: Mapping[str, str], found: Headings, mends: Mapping[int, Mend]
    ) -> None:
        self._sheet = sheet
        self._mends = mends
        self._mapping = mapping
        self._headings = found
        self._above = {
            (row, merge.left): (merge.top, merge.left)
            for merge in sheet.merges
            for row in range(merge.top + 1, merge.bottom + 1)
        }
        self._marked: dict[int, set[int]] = {}
        for row, column in sheet.marks:
            self._marked.setdefault(row, set()).add(column)
        self._wide = {(merge.top, merge.left) for merge in sheet.merges if merge.right - merge.left >= 2}
        self._invitees: list[InviteeRow] = []
        self._ignored: list[Ignored] = []

    def read(self) -> SheetRead:
        first = self._headings
        heads = [first]
        columns = {first.shown[position]: column.field for position, column in first.columns.items()}
        unknown = list(first.unknown)
        for row in range(len(self._sheet.rows)):
            kind = self._kind(row)
            if kind is None:
                self._invitees.append(self._invitee(row))
            else:
                self._ignored.append(Ignored(self._sheet.name, row + 1, kind))
            if self._headings is not first:
                first = self._headings
                heads.append(first)
                columns |= {first.shown[position]: one.field for position, one in first.columns.items()}
                unknown += first.unknown
        last = max((one.row for one in self._invitees), default=0)
        return SheetRead(
            name=self._sheet.name,
            total=len(self._sheet.rows),
            invitees=tuple(self._invitees),
            ignored=tuple(_footer_after(one, last) for one in self._ignored),
            columns=tuple(columns.items()),
            unknown=tuple(dict.fromkeys(unknown)),
            own=first.literal,
            heads=tuple(heads),
        )

    def one(self, row: int) -> InviteeRow:
        """Read one row, 0-based, that is an invitee's."""
        return self._invitee(row)

    def _kind(self, row: int) -> IgnoredKind | None:
        """Return what a row is when it names nobody, or None when it is an invitee's."""
        values = self._sheet.rows[row]
        marked = self._marked.get(row, ())
        filled = [position for position, value in enumerate(values) if _filled(value) or position in marked]
        if not filled:
            return "blank"
        head = self._headings
        if row <= head.row:
            return "heading" if row > head.row - head.height else "title"
        if head.literal:
            return None
        again = headings.repeated(self._sheet, row, self._mapping)
        if again is not None:
            self._headings = again
            return "heading"
        return self._kind_of_text(row, filled)

    def _kind_of_text(self, row: int, filled: list[int]) -> IgnoredKind | None:
        values, columns = self._sheet.rows[row], self._headings.columns
        start = fold(cells.text(values[filled[0]]))
        if _TOTAL.match(start):
            return "total"
        if not any(
            _SOME_SIGN.search(cells.text(values[position])) for position in filled if position in columns
        ):
            numbered = all(
                cells.text(values[position]).isdigit() for position in filled if position not in columns
            )
            return "blank" if numbered else "title"
        people = {"document_number", "full_name", "surnames", "given_names", "paternal_surname"}
        named = [position for position in filled if position in columns and columns[position].field in people]
        alone = len(filled) == 1 and (
            not named or (row, filled[0]) in self._wide or _is_group(values[filled[0]])
        )
        return "title" if alone or _FOOTER.match(start) else None

    def _invitee(self, row: int) -> InviteeRow:
        places = self._headings.places
        values = {field: self._value(row, at[-1], field) for field, at in places.items()}
        for field in ("phone", "email"):
            several = [self._value(row, at, field) for at in places.get(field, ())]
            filled = [value for value in several if _filled(value)]
            values[field] = filled[0] if len(filled) == 1 else "; ".join(map(cells.text, filled))
        mend = self._mends.get(row + 1, _AS_IT_IS)
        marked = self._marked.get(row, ())
        marks = [
            self._sheet.marks[row, at]
            for at, column in self._headings.columns.items()
            if at in marked and column.field not in mend.values
        ]
        kinds = dict(self._headings.kinds)
        digest = _digest(values)  # of what the file says: the same row is known again, mended or not
        _mended(values, kinds, mend)
        read = _literal(values, kinds) if self._headings.literal else self._read(values, kinds)
        codes = dict.fromkeys((*read.codes, *(mark for mark in marks if mark != "formula-value")))
        return InviteeRow(
            sheet=self._sheet.name,
            row=row + 1,
            digest=digest,
            person={name: read.fields[name] for name in PERSON_FIELDS if read.fields.get(name)},
            document_sound=read.sound,
            **{name: read.fields.get(name, "") for name in _OF_NOBODY},
            remarks=tuple(map(Remark, codes)),
            mend=mend,
        )

    def _value(self, row: int, position: int, field: str) -> Value:
        if field in _SHARED:
            row, position = self._above.get((row, position), (row, position))
        values = self._sheet.rows[row]
        return values[position] if position < len(values) else None

    def _read(self, values: Mapping[str, Value], kinds: Mapping[str, Kind]) -> _Said:
        name = _name(values, kinds)
        named = cells.text(values.get("document_type")) or self._document_heading()
        document = cells.document(values.get("document_number"), named, text_only=self._sheet.text_only)
        codes = [*name.remarks, *document.remarks]
        fields: dict[str, str] = {}
        for field, kind in kinds.items():
            if kind in _READERS:
                read = _READERS[kind](values.get(field))
                fields[field] = normalise_text(read.value)
                codes += read.remarks
            elif kind in ("text", "organization"):
                fields[field] = normalise_text(cells.text(values.get(field)))
        fields |= {
            "given_names": normalise_text(name.given),
            "paternal_surname": normalise_text(name.paternal),
            "maternal_surname": normalise_text(name.maternal),
            "document_type": document.type,
            "document_number": normalise_text(document.number),
        }
        long = [one for one in people.NAMES if len(fields.get(one, "")) > rules.NAME_MOST]
        fields |= {one: fields[one][: rules.NAME_MOST].strip() for one in long}
        return _Said(fields, document.sure, [*codes, *(["name-long"] if long else [])])

    def _document_heading(self) -> str:
        """Return the heading of the documents when it is a type by itself: «DNI», «Pasaporte»."""
        at = self._headings.places.get("document_number")
        shown = self._headings.shown[at[0]] if at else ""
        return shown if cells.document_type(shown) else ""


def _mended(values: dict[str, Value], kinds: dict[str, Kind], mend: Mend) -> None:
    """Put what a person wrote in the place of what the list says; a name in parts instead of a whole one."""
    values |= mend.values
    kinds |= {name: _KINDS[name] for name in mend.values if name in _KINDS}
    if mend.values.keys() & set(NAME_FIELDS):
        for name in ("full_name", "surnames"):
            values.pop(name, None)
            kinds.pop(name, None)


def _literal(values: Mapping[str, Value], kinds: Mapping[str, Kind]) -> _Said:
    """Read a row of a table that the program wrote: what is text is taken as it is."""
    codes: list[str] = []
    fields = {
        field: normalise_text(value if isinstance(value, str) else cells.text(value))
        for field, value in values.items()
    }
    for field in (field for field, kind in kinds.items() if kind in _IN_WORDS):
        read = _READERS[kinds[field]](values.get(field))
        fields[field] = read.value
        codes += read.remarks
    kind = cells.document_type(fields["document_type"])
    if kind and not isinstance(values.get("document_number"), int | float):
        sound = is_sound(kind, fields["document_number"])
        codes += ["document-impossible"] if fields["document_number"] and not sound else []
        fields["document_type"] = kind
    else:  # somebody wrote in the table
        document = cells.document(values.get("document_number"), fields["document_type"])
        fields |= {"document_type": document.type, "document_number": document.number}
        sound, codes = document.sure, [*codes, *document.remarks]
    return _Said(fields, sound, codes)


def _name(values: Mapping[str, Value], kinds: Mapping[str, Kind]) -> names.Name:
    whole = cells.text(values.get("full_name"))
    if whole and not names.is_placeholder(whole):
        orders: Mapping[Kind, names.Order] = {"full_surnames": "surnames", "full_given": "given"}
        return names.from_one_cell(whole, orders.get(kinds["full_name"], "unknown"))
    parts = {
        part: cells.text(values.get(field))
        for part, field in (
            ("given", "given_names"),
            ("surnames", "surnames"),
            ("paternal", "paternal_surname"),
            ("maternal", "maternal_surname"),
        )
    }
    if names.is_placeholder(" ".join(filter(None, parts.values()))):
        return names.Name()
    return names.from_parts(**parts)


def _digest(values: Mapping[str, Value]) -> str:
    """Return what tells this row again, whatever its place in the list."""
    said = {field: normalise_text(cells.text(value)) for field, value in values.items() if _filled(value)}
    return sha256(encode(said))[:12]


def _is_group(value: Value) -> bool:
    """Tell whether a lone cell is the title of a group: «Mesa 2», «Sector privado», «Representantes:»."""
    words = cells.text(value)
    return words.endswith(":") or cells.mesa(value).value.isdigit() or bool(cells.sector(value).value)


def _filled(value: Value) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _footer_after(one: Ignored, last: int) -> Ignored:
    return replace(one, kind="footer") if one.kind == "title" and one.row > last else one
