"""Finding people and organisations: by any part of a document or any words of their names, accents folded.

What is typed is looked for in steps, the surest first, until the list is full: the very document or the whole
name; words that are complete; all but the last complete, as people type; words by how they begin; then also
those of the organisation; at the end by the middle of words and of documents. In each step those whom the
workshop invites come first, then everybody; the tables give them by name (`storage.search_text`), so that no
step ranks more than a few lists, be it one letter among 100,000 people.

A word of one or two letters is always a beginning: it would put «O'Higgins» before an invited «Ochoa».
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row
from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold, hour, sort_key
from alianza_desktop.services import same_as
from alianza_desktop.services.same_as import Identities
from alianza_desktop.storage import search_text
from alianza_desktop.storage.search_text import BODY, DOCUMENT, ORGANIZATIONS
from alianza_desktop.storage.tables import PIECES, SEARCH

_NAMESAKES: Final = 200
"""How many people of a surname are looked at to say who is alike."""
_SPARE: Final = 3
"""Lists that a step takes: the tables know the order of names by their first letters only."""
_LOOKED_AT: Final = 200
"""How many that have the pieces of a middle are looked at: some have them apart."""
_LONGEST: Final = 200
"""Signs of what is typed that are read."""

_PEOPLE: Final = """
SELECT k.number, p.id, p.given_names, p.paternal_surname, p.maternal_surname, p.document_type,
  p.document_number, p.position, coalesce(o.name, '') AS organization, coalesce(o.sector, '') AS sector,
  EXISTS (
    SELECT 1 FROM invitation i WHERE i.person_id = p.id AND i.workshop_id = ? AND NOT i.deleted
  ) AS invited,
  coalesce((
    SELECT a.at FROM attendance a WHERE a.person_id = p.id AND a.session_id = nullif(?, '') AND NOT a.deleted
  ), '') AS arrived
FROM search_key k JOIN person p ON p.id = k.record LEFT JOIN organization o ON o.id = p.organization_id
WHERE k.number IN """
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
    """What is looked for: where it is in the tables, what is read of it, its order, its words."""

    numbers: tuple[int, int]
    rows: str
    asked: tuple[str, ...]
    order: Callable[[Row[Any]], Any]
    parts: Callable[[Row[Any]], Iterable[str]]
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
        parts=lambda row: search_text.parts(_names(row), row.document_number),
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
    return _rows(connection, kind, dict.fromkeys(numbers, 0))


def organizations(session: Session, words: str, *, limit: int = 8) -> tuple[OrganizationHit, ...]:
    """Return the organisations whose name, short name or RUC match what was typed, best first."""
    kind = _Kind(
        numbers=(ORGANIZATIONS, 2 * ORGANIZATIONS),
        rows=_BODIES,
        asked=(),
        order=lambda row: (sort_key(row.name), row.id),
        parts=lambda row: search_text.parts((row.name, row.short_name), row.ruc),
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
    tokens = _tokens(typed[:_LONGEST])
    if not tokens:
        return []
    steps: dict[int, int] = {}
    for step, query in enumerate(_steps(tokens)):
        _ask(connection, kind, SEARCH, query, steps, step, limit)
        if len(steps) >= limit:
            break
    found = _rows(connection, kind, steps)
    if len(found) < limit:
        found += _by_middles(connection, kind, tokens, found, limit)
    return found[:limit]


def _tokens(typed: str) -> list[str]:
    """Return the words typed; a document written in groups is one word."""
    joined = search_text.bare(typed)
    return [joined] if joined.isdigit() else list(dict.fromkeys(search_text.words(typed)))


def _steps(tokens: Sequence[str]) -> Iterator[str]:
    """Give the questions for the table of words, from the surest to the widest."""
    first, last = tokens[:-1], tokens[-1]
    yield f"{_word(search_text.whole(tokens))} OR {_word(DOCUMENT + ''.join(tokens))}"
    if min(map(len, tokens)) > 2 and not any(map(str.isdigit, tokens)):
        yield _all(map(_word, tokens))
        if first:
            yield _all((*map(_word, first), _begun(last)))
    yield _all(map(_begun, tokens))
    yield _all(f"({_begun(one)} OR {_word(one)}* OR {_word(BODY + one)}*)" for one in tokens)


def _all(parts: Iterable[str]) -> str:
    return " AND ".join(parts)


def _word(word: str) -> str:
    return f'"{word}"'


def _begun(word: str) -> str:
    return f'"{DOCUMENT if word.isdigit() else ""}{word}"*'


def _ask(
    connection: Connection, kind: _Kind, table: str, query: str, steps: dict[int, int], step: int, most: int
) -> None:
    """Add to `steps` the numbers that a question finds, the invited first, until there are enough."""
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"  # noqa: S608
    invited = [f"({query}) AND {_word(kind.invited)}"] if kind.invited else []
    for place, asked in enumerate((*invited, query), 1 - len(invited)):
        if len(steps) < most:
            wanted = (asked, *kind.numbers, most * _SPARE + len(steps))
            for (number,) in connection.exec_driver_sql(sql, wanted):
                steps.setdefault(number, 2 * step + place)


def _rows(connection: Connection, kind: _Kind, steps: dict[int, int]) -> list[Row[Any]]:
    """Read what was found, in its order: by step, then as the kind says."""
    sql = f"{kind.rows}({', '.join('?' * len(steps))})"
    rows = connection.exec_driver_sql(sql, (*kind.asked, *steps)).all() if steps else []
    return sorted(rows, key=lambda row: (steps[row.number], kind.order(row)))


def _by_middles(
    connection: Connection, kind: _Kind, tokens: Sequence[str], known: Sequence[Row[Any]], limit: int
) -> list[Row[Any]]:
    """Return who is not known yet and has every word somewhere, however short the ones with no middle."""
    pieces = [_word(piece) for one in tokens for piece in search_text.middle(one)]
    if not pieces:
        return []
    steps: dict[int, int] = {}
    _ask(connection, kind, PIECES, _all(pieces), steps, 0, max(limit, _LOOKED_AT // _SPARE))
    for row in known:
        steps.pop(row.number, None)
    return [row for row in _rows(connection, kind, steps) if _has_all(list(kind.parts(row)), tokens)]


def _has_all(parts: Sequence[str], tokens: Iterable[str]) -> bool:
    return all(any(token in part for part in parts) for token in tokens)


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
    names = set(search_text.words(given_names))
    surname = search_text.words(paternal_surname)
    alike = []
    for hit in people(session, " ".join((*surname, *names)), limit=_NAMESAKES):
        said = set(search_text.words(hit.full_name))
        if names & said and set(surname) <= said and _agrees(maternal_surname, said):
            alike.append(hit)
    alike.sort(key=lambda hit: fold(hit.organization) != fold(organization))
    return tuple(alike[:3])


def _agrees(maternal_surname: str, said: set[str]) -> bool:
    """Return whether the second surname is there, whole or as an initial on either side, or was not typed."""
    words = search_text.words(maternal_surname)
    if not words or set(words) <= said:
        return True
    if len(words[0]) == 1:
        return any(one.startswith(words[0]) for one in said)
    return any(len(one) == 1 and words[0].startswith(one) for one in said)
