"""Finding people and organisations: by any part of a document or any words of their names, accents folded.

What is typed is looked for in steps, the surest first, until the list is full: the very document or the whole
name; words that are complete; all but the last complete, as people type; words by how they begin; then also
those of the organisation; at the end by the middle of words and of documents. In each step those whom the
workshop invites come first, then everybody; the tables give both by name (`storage.search_text`), so that no
step ranks more than a few lists, be it one letter among 100,000 people.

A word of one or two letters is always a beginning: it would put «O'Higgins» before an invited «Ochoa».
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row
from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold, hour, sort_key
from alianza_desktop.services import same_as
from alianza_desktop.services.same_as import Identities
from alianza_desktop.storage import search_text
from alianza_desktop.storage.search_text import BODY, DOCUMENT, ORGANIZATIONS, TWICE
from alianza_desktop.storage.tables import PIECES, SEARCH

_NAMESAKES: Final = 200
"""How many people of a surname are looked at to say who is alike."""
_SPARE: Final = 2
"""Lists that a step takes: the tables know the order of names by their first letters only."""
_DNI: Final = 8
"""Digits of a DNI."""
_LONGEST: Final = 200
"""Signs of what is typed that are read."""

_BEGINNINGS: Final = f"SELECT rowid FROM {SEARCH} WHERE {SEARCH} MATCH ? AND rowid BETWEEN ? AND ?"  # noqa: S608
_MIDDLES: Final = f"""
SELECT t.rowid FROM {PIECES} t CROSS JOIN search_key k ON k.number = t.rowid
WHERE {PIECES} MATCH ? AND t.rowid BETWEEN ? AND ?"""  # noqa: S608
_PEOPLE: Final = """
SELECT k.number, p.id, p.given_names, p.paternal_surname, p.maternal_surname, p.document_type,
  p.document_number, p.position, coalesce(o.name, '') AS organization, coalesce(o.sector, '') AS sector,
  EXISTS (
    SELECT 1 FROM invitation i WHERE i.person_id = p.id AND +i.workshop_id = ? AND NOT i.deleted
  ) AS invited,
  coalesce((
    SELECT min(a.at) FROM attendance a
    WHERE a.person_id = p.id AND +a.session_id = nullif(?, '') AND NOT a.deleted
  ), '') AS arrived
FROM search_key k JOIN person p ON p.id = k.record
LEFT JOIN organization o ON o.id = p.organization_id AND NOT o.deleted
WHERE k.number IN """
"""`+` hides an index: without it SQLite may read a whole workshop again for each person found."""
_BODIES: Final = """
SELECT k.number, o.id, o.name, o.short_name, o.sector, o.ruc
FROM search_key k JOIN organization o ON o.id = k.record
WHERE k.number IN """


@dataclass(frozen=True, slots=True, repr=False)
class PersonHit:
    """A person found, as a list shows them."""

    person_id: str
    full_name: str
    document_type: str
    document_number: str
    organization: str
    sector: str
    position: str
    invited: bool
    arrived_at: str
    """Hour of arrival to the session asked about; empty when they have not come."""


@dataclass(frozen=True, slots=True, repr=False)
class OrganizationHit:
    """An organisation found, as a list shows it."""

    organization_id: str
    name: str
    short_name: str
    sector: str
    ruc: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is looked for: where it is in the tables, what is read of it, its order."""

    numbers: tuple[int, int]
    rows: str
    asked: tuple[str, ...]
    order: Callable[[Row[Any]], Any]
    invited: str = ""
    """The word of those whom the workshop invites."""


def people(
    session: Session, words: str, *, workshop_id: str = "", session_id: str = "", limit: int = 8
) -> tuple[PersonHit, ...]:
    """Return the people whose document or names match what was typed, best first."""
    kind = _Kind(
        numbers=(0, ORGANIZATIONS - 1),
        rows=_PEOPLE,
        asked=(workshop_id, session_id),
        order=lambda row: (not row.invited, sort_key(_listed(row)), row.id),
        invited=search_text.invited_to(workshop_id) if workshop_id else "",
    )
    found = map(_person, _find(session.connection(), words, kind, limit))
    known = same_as.identities(session, "person")
    return _people_once(session.connection(), kind, known, tuple(found)) if known.groups else tuple(found)


def _people_once(
    connection: Connection, kind: _Kind, known: Identities, hits: tuple[PersonHit, ...]
) -> tuple[PersonHit, ...]:
    """Return each person once, as the record that stands for all that they are (`same_as`)."""
    joined = known.all_of(hit.person_id for hit in hits if hit.person_id in known.groups)
    every = {hit.person_id: hit for hit in map(_person, _rows_of(connection, kind, joined))}
    once: dict[str, PersonHit] = {}
    for hit in hits:
        shown = known.shown(hit.person_id)
        selves = [every[one] for one in known.members(shown) if one in every] or [hit]
        once.setdefault(
            shown,
            replace(
                every.get(shown, hit),
                invited=any(one.invited for one in selves),
                arrived_at=min((one.arrived_at for one in selves if one.arrived_at), default=""),
            ),
        )
    return tuple(once.values())


def _rows_of(connection: Connection, kind: _Kind, record_ids: set[str]) -> list[Row[Any]]:
    """Read the rows of some records."""
    marks = ", ".join("?" * len(record_ids))
    sql = f"SELECT number FROM search_key WHERE record IN ({marks})"  # noqa: S608
    numbers = connection.exec_driver_sql(sql, tuple(record_ids)).scalars().all() if record_ids else []
    return _rows(connection, kind, numbers)


def _rows(connection: Connection, kind: _Kind, numbers: Collection[int]) -> list[Row[Any]]:
    if not numbers:
        return []
    sql = f"{kind.rows}({', '.join('?' * len(numbers))})"
    return list(connection.exec_driver_sql(sql, (*kind.asked, *numbers)).all())


def organizations(session: Session, words: str, *, limit: int = 8) -> tuple[OrganizationHit, ...]:
    """Return the organisations whose name, short name or RUC match what was typed, best first."""
    kind = _Kind(
        numbers=(ORGANIZATIONS, 2 * ORGANIZATIONS),
        rows=_BODIES,
        asked=(),
        order=lambda row: (sort_key(row.name), row.id),
    )
    found = map(_organization, _find(session.connection(), words, kind, limit))
    known = same_as.identities(session, "organization")
    return _bodies_once(session.connection(), kind, known, tuple(found)) if known.groups else tuple(found)


def _bodies_once(
    connection: Connection, kind: _Kind, known: Identities, hits: tuple[OrganizationHit, ...]
) -> tuple[OrganizationHit, ...]:
    """Return each organisation once, as the record that stands for all that it is (`same_as`)."""
    wanted = {known.shown(hit.organization_id) for hit in hits}
    shown = {hit.organization_id: hit for hit in map(_organization, _rows_of(connection, kind, wanted))}
    once = {known.shown(hit.organization_id): hit for hit in reversed(hits)}
    return tuple(shown.get(one, once[one]) for one in reversed(once))


def _names(row: Row[Any]) -> tuple[str, str, str]:
    return row.given_names, row.paternal_surname, row.maternal_surname


def _listed(row: Row[Any]) -> str:
    return f"{row.paternal_surname} {row.maternal_surname}, {row.given_names}"


def _person(row: Row[Any]) -> PersonHit:
    return PersonHit(
        person_id=row.id,
        full_name=" ".join(filter(None, _names(row))),
        document_type=row.document_type,
        document_number=row.document_number,
        organization=row.organization,
        sector=row.sector,
        position=row.position,
        invited=bool(row.invited),
        arrived_at=hour(row.arrived),
    )


def _organization(row: Row[Any]) -> OrganizationHit:
    return OrganizationHit(row.id, row.name, row.short_name, row.sector, row.ruc)


def _find(connection: Connection, typed: str, kind: _Kind, limit: int) -> list[Row[Any]]:
    finder = _Finder(connection, kind, limit)
    tokens = _tokens(typed[:_LONGEST])
    for query in _steps(tokens):
        finder.ask(_BEGINNINGS, query)
        if finder.full or (finder.found and _is_document(tokens)):
            return finder.rows()
    pieces = [_word(piece) for one in tokens for piece in search_text.pieces_of(one)]
    if pieces:
        together = " AND instr(k.middles, ?)" * len(tokens)
        finder.ask(_MIDDLES + together, _all(pieces), *tokens)
    return finder.rows()


def _tokens(typed: str) -> list[str]:
    """Return the words typed; a document written in groups is one word."""
    joined = search_text.bare(typed)
    return [joined] if joined.isdigit() else [*search_text.words(typed)]


def _is_document(tokens: Sequence[str]) -> bool:
    """Say whether a whole DNI was typed: if it is somebody's, nobody else is meant."""
    return len(tokens) == 1 and len(tokens[0]) == _DNI and tokens[0].isdigit()


def _steps(tokens: Sequence[str]) -> Iterator[str]:
    """Give the questions for the table of words, from the surest to the widest."""
    if not tokens:
        return
    first, last = tokens[:-1], tokens[-1]
    yield f"{_word(search_text.whole(tokens))} OR {_word(DOCUMENT + ''.join(tokens))}"
    twice = {one for one in tokens if tokens.count(one) > 1}
    if twice:
        yield _all((*map(_begun, tokens), *(f"{_word(TWICE + one)}*" for one in twice)))
    if min(map(len, tokens)) > 2 and not any(map(str.isdigit, tokens)):
        yield _all(map(_word, tokens))
        if first:
            yield _all((*map(_word, first), _begun(last)))
    yield _all(map(_begun, tokens))
    yield _all(map(_begun_anywhere, tokens))


def _all(parts: Iterable[str]) -> str:
    return " AND ".join(parts)


def _word(word: str) -> str:
    return f'"{word}"'


def _begun(word: str) -> str:
    return f'"{DOCUMENT if word.isdigit() else ""}{word}"*'


def _begun_anywhere(word: str) -> str:
    ways = [DOCUMENT + word, word, BODY + word] if word.isdigit() else [word, BODY + word]
    return f"({' OR '.join(_word(way) + '*' for way in ways)})"


class _Finder:
    """Asks the tables question after question, and keeps the numbers in the order they were found."""

    def __init__(self, connection: Connection, kind: _Kind, limit: int) -> None:
        self._connection, self._kind, self._limit = connection, kind, limit
        self.found: dict[int, int] = {}
        """Number and question."""
        self._questions = 0

    @property
    def full(self) -> bool:
        return len(self.found) >= self._limit

    def ask(self, sql: str, query: str, *rest: str) -> None:
        """Add what a question finds; if there is more than room for, whom the workshop invites too."""
        self._questions += 1
        if self._add(sql, query, rest) and self._kind.invited:
            self._add(sql, f"({query}) AND {_word(self._kind.invited)}", rest)

    def _add(self, sql: str, query: str, rest: tuple[str, ...]) -> bool:
        """Add some of what a question finds, and say whether there may be more."""
        most = self._limit * _SPARE + len(self.found)
        numbers = self._connection.exec_driver_sql(
            f"{sql} LIMIT ?", (query, *self._kind.numbers, *rest, most)
        ).all()
        for (number,) in numbers:
            self.found.setdefault(number, self._questions)
        return len(numbers) == most

    def rows(self) -> list[Row[Any]]:
        """Read what was found, by question and then as the kind says, as many as the list holds."""
        rows = _rows(self._connection, self._kind, self.found)
        return sorted(rows, key=lambda row: (self.found[row.number], self._kind.order(row)))[: self._limit]


def similar(
    session: Session,
    given_names: str,
    paternal_surname: str,
    maternal_surname: str = "",
    *,
    organization: str = "",
) -> tuple[PersonHit, ...]:
    """Return people who may be the one being typed: the same first surname and a given name in common.

    A soft question, never a stop (ux.md §1). Those of the same organisation come first.
    """
    if not given_names.strip() or not paternal_surname.strip():
        return ()
    names, surname = search_text.words(given_names), search_text.words(paternal_surname)
    alike = [
        hit
        for hit in people(session, " ".join((*surname, *dict.fromkeys(names))), limit=_NAMESAKES)
        if may_be(names, surname, search_text.words(maternal_surname), search_text.words(hit.full_name))
    ]
    alike.sort(key=lambda hit: fold(hit.organization) != fold(organization))
    return tuple(alike[:3])


def may_be(
    names: Collection[str], surname: Collection[str], maternal: Sequence[str], full_name: Collection[str]
) -> bool:
    """Say whether who is said with these words may be who has this full name: the soft question's rule."""
    said = set(full_name)
    return not said.isdisjoint(names) and said.issuperset(surname) and _agrees(maternal, said)


def _agrees(words: Sequence[str], said: set[str]) -> bool:
    """Return whether the second surname is there, whole or as an initial on either side, or was not typed."""
    if not words or set(words) <= said:
        return True
    if len(words[0]) == 1:
        return any(one.startswith(words[0]) for one in said)
    return any(len(one) == 1 and words[0].startswith(one) for one in said)
