"""Which row of a sheet holds the headings, and which column is what.

A heading row names a person (a name or a document) and something else, under however many title rows; when
its cells are merged over a second row («Documento» over «Tipo» and «Número») the two are read together.
Synonyms are those of `columns`: the whole heading first, then the first known words in it («Cargo en la
institución» is a Cargo), except that a bare «nombre» gives way to what follows («Nombre de la entidad» is
an organisation). A mapping given by a person, heading → field, wins over all that.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from alianza_desktop.core.errors import Invalid
from alianza_desktop.spreadsheets.columns import FIELDS, ONLY_IN_LISTS, PEOPLE, Column, Kind, heading_key
from alianza_desktop.spreadsheets.reading import RawSheet, Value

_SEARCHED: Final = 60
"""Rows in which the first headings are looked for."""
_LONGEST: Final = 60
"""Characters of a heading; a title or a note is longer."""
_NAMES: Final = frozenset(["full_name", "surnames", "given_names", "paternal_surname"])
_PEOPLE: Final = _NAMES | {"document_number"}
_REPEATABLE: Final = frozenset(["phone", "email"])
_UNUSED: Final = Column("", "", 0, "unused")


@dataclass(frozen=True)
class Headings:
    """The headings of a sheet: `columns` by position, as `shown` in the sheet."""

    row: int
    """0-based; the last of the two when they take two rows."""
    columns: Mapping[int, Column]
    shown: Mapping[int, str]
    height: int = 1
    unknown: tuple[str, ...] = field(default=())
    """Headings whose column is not kept."""

    @cached_property
    def literal(self) -> bool:
        """Whether this is a table that the program wrote: its texts are taken exactly as they are."""
        own = [column.heading for column in PEOPLE]
        return [self.shown.get(position) for position in range(len(own))] == own

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The positions of each field: only phones and mails have several."""
        found: dict[str, tuple[int, ...]] = {}
        for position, column in self.columns.items():
            found[column.field] = (*found.get(column.field, ()), position)
        return found

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """What each field holds."""
        return {column.field: column.kind for column in self.columns.values()}


def load_mapping(path: Path, fields: Collection[str] = FIELDS) -> dict[str, str]:
    """Read a mapping file: a JSON object, heading → field, "" for a column to leave alone.

    Raises `Invalid("mapping-unreadable" | "mapping-field")`.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise Invalid("mapping-unreadable", name=path.name) from error
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise Invalid("mapping-unreadable", name=path.name)
    for value in content.values():
        if value and value not in fields:
            raise Invalid("mapping-field", field=value, allowed=", ".join(sorted(fields)))
    return {str(heading): value for heading, value in content.items()}


def find(sheet: RawSheet, mapping: Mapping[str, str], start: int = 0) -> Headings | None:
    """Return the first headings at or under row `start`, or None."""
    for row in range(start, min(len(sheet.rows), start + _SEARCHED)):
        found = at(sheet, row, mapping)
        if found is not None:
            return found
    return None


def at(sheet: RawSheet, row: int, mapping: Mapping[str, str]) -> Headings | None:
    """Return the headings that begin in this row, or None when it is not a heading row."""
    one = _read(_heading_texts(sheet, row), mapping)
    grouped = any(merge.top == row and merge.left < merge.right for merge in sheet.merges)
    if grouped and row + 1 < len(sheet.rows):
        under = _heading_texts(sheet, row + 1)
        two = _read(_two_rows(_heading_texts(sheet, row, spread=True), under, mapping), mapping)
        if _fields(two) > max(_fields(one), _fields(_read(under, mapping))):
            return _built(row + 1, two, mapping, height=2)
    return _built(row, one, mapping)


def repeated(sheet: RawSheet, row: int, mapping: Mapping[str, str]) -> Headings | None:
    """Return the headings of a second block in this row; stricter, because it stands where invitees do."""
    found = at(sheet, row, mapping)
    whole = {text for text in found.shown.values() if _is_known(text, mapping)} if found else set()
    return found if found and len(whole) == len(set(found.shown.values())) else None


def _built(
    row: int, read: Mapping[int, tuple[str, Column]], mapping: Mapping[str, str], height: int = 1
) -> Headings | None:
    columns = {position: column for position, (_, column) in read.items() if column.field and column.imported}
    fields = {column.field for column in columns.values()}
    people = [text for text, column in read.values() if column.field in _PEOPLE]
    if not people or len(fields) < 2:
        return None
    if len(fields) == 2 and not any(_is_known(text, mapping) for text in people):
        return None  # «Nombre del taller: …» and «Mesa:» are a title
    return Headings(
        row=row,
        columns=_whole_names(columns),
        shown={position: text for position, (text, _) in read.items()},
        height=height,
        unknown=tuple(
            text for position, (text, column) in read.items() if position not in columns and column is _UNUSED
        ),
    )


def _heading_texts(sheet: RawSheet, row: int, *, spread: bool = False) -> dict[int, str]:
    """Return the texts of a row by position; `spread` copies a merged one over the columns that it covers."""
    if _has_numbers(sheet.rows[row]):
        return {}
    texts = {
        position: " ".join(value.split())
        for position, value in enumerate(sheet.rows[row])
        if isinstance(value, str) and value.strip()
    }
    if any(len(text) > _LONGEST or ": " in text for text in texts.values()):
        return {}
    for merge in sheet.merges if spread else ():
        if merge.top == row and merge.left in texts:
            texts |= dict.fromkeys(range(merge.left, merge.right + 1), texts[merge.left])
    return texts


def _has_numbers(row: Sequence[Value]) -> bool:
    return any(value is not None and not isinstance(value, str) for value in row)


def _two_rows(top: Mapping[int, str], under: Mapping[int, str], mapping: Mapping[str, str]) -> dict[int, str]:
    """Return the headings of a group and its parts: «Documento» over «Tipo» is «Documento Tipo».

    A part that is known by itself («Paterno») stands alone, but not «Nombre» under «Institución».
    """
    texts = dict(top)
    for position, text in under.items():
        above = top.get(position, "")
        alone = column_of(text, mapping)
        of_body = alone.kind == "given" and column_of(above, mapping).kind == "organization"
        known = alone.field and not of_body
        texts[position] = text if known or not above else f"{above} {text}"
    return texts


def _read(texts: Mapping[int, str], mapping: Mapping[str, str]) -> dict[int, tuple[str, Column]]:
    """Return each heading with its column; of a field that comes twice, the first, phones and mails apart."""
    taken: set[str] = set()
    read: dict[int, tuple[str, Column]] = {}
    for position, text in sorted(texts.items()):
        column = column_of(text, mapping)
        if column.field in taken and column.field not in _REPEATABLE:
            column = _UNUSED
        taken.add(column.field)
        taken.discard("")
        read[position] = (text, column)
    return read


def _fields(read: Mapping[int, tuple[str, Column]]) -> int:
    return len({column.field for _, column in read.values() if column.field})


def _whole_names(columns: dict[int, Column]) -> dict[int, Column]:
    """Turn a lone «Nombres» or «Apellidos» into a whole name: nothing else in the sheet holds the rest."""
    fields = {column.field for column in columns.values()}
    alone = fields & _NAMES
    if alone in ({"given_names"}, {"surnames"}):
        kind = "full_unknown" if alone == {"given_names"} else "full_surnames"
        whole = next(column for column in ONLY_IN_LISTS if column.kind == kind)
        return {position: whole if column.field in alone else column for position, column in columns.items()}
    return columns


def column_of(heading: str, mapping: Mapping[str, str]) -> Column:
    """Return the column that a heading names; one without a field when it is not known."""
    key = heading_key(heading)
    chosen = _chosen(key, mapping)
    if chosen is not None:
        return chosen
    known = _known()
    if key in known:
        return known[key]
    words = key.split()
    if len(words) > 8:
        return _UNUSED
    found = list(_phrases(words))
    rest = [column for column in found if column.kind != "given"]
    return (rest or found or [_UNUSED])[0]


def _chosen(key: str, mapping: Mapping[str, str]) -> Column | None:
    """Return the column that a person chose for a heading."""
    name = next((name for heading, name in mapping.items() if heading_key(heading) == key), None)
    if name is None:
        return None
    return next((column for column in (*PEOPLE, *ONLY_IN_LISTS) if name and column.field == name), _UNUSED)


def _is_known(heading: str, mapping: Mapping[str, str]) -> bool:
    key = heading_key(heading)
    return key in _known() or _chosen(key, mapping) is not None


def _phrases(words: list[str]) -> list[Column]:
    """Return the columns that the words name, in their order; the longest synonym at each place."""
    known = _known()
    found: list[Column] = []
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            column = known.get(" ".join(words[start:end]))
            if column is not None and column.kind != "unused" and len(" ".join(words[start:end])) > 2:
                found.append(column)
                start = end - 1
                break
        start += 1
    return found


@cache
def _known() -> Mapping[str, Column]:
    """Every heading and synonym; «nro» and an empty key («N.º») are row numbers."""
    table = {"": ONLY_IN_LISTS[-2]}
    for column in (*PEOPLE, *ONLY_IN_LISTS):
        for text in (column.heading, *column.also):
            table.setdefault(heading_key(text), column)
    return table
