"""Records of the directory that are probably the same: offered to a person, who decides (`same_as`).

People: the same document, or the same names (in any order, accents apart) and the same organisation; and
whoever came without an invitation and is alike, as the desk asked, when nobody answered or «Decidir después».
Organisations: the same name, accents and signs apart, or the same RUC. Who was told apart is offered no more.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Agreement, Attendance, Invitation, Organization, Person
from alianza_desktop.services import same_as
from alianza_desktop.services.people import NO_NUMBER
from alianza_desktop.services.query import by_id
from alianza_desktop.services.same_as import Identities
from alianza_desktop.services.search import may_be

MOST: Final = 200
"""How many pairs are offered at once."""
_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "en", "para"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two shown identities that may be one, the smaller id first; `why` says what they have in common."""

    one_id: str
    other_id: str
    why: str
    """`document`, `names`, `alike`, `name` or `ruc`."""


def people(session: Session) -> tuple[Pair, ...]:
    """Return the people who are probably the same."""
    rows = session.execute(
        select(
            Person.id,
            Person.document_type,
            Person.document_number,
            Person.given_names,
            Person.paternal_surname,
            Person.maternal_surname,
            Person.organization_id,
        ).where(Person.deleted.is_(False))
    )
    known, bodies = same_as.identities(session, "person"), same_as.identities(session, "organization")
    documents: dict[Hashable, set[str]] = defaultdict(set)
    names: dict[Hashable, set[str]] = defaultdict(set)
    called: dict[str, tuple[str, ...]] = {}
    for record_id, document_type, number, *said, organization_id in rows:
        shown = known.shown(record_id)
        if number and document_type not in NO_NUMBER:
            documents[document_type, number].add(shown)
        words = tuple(sorted(_WORD.findall(fold(" ".join(filter(None, said))))))
        called[record_id] = words
        if len(words) > 1:
            names[words, bodies.shown(organization_id or "")].add(shown)
    sure = _pairs(session, "person", (("document", documents), ("names", names)))
    asked = {(one.one_id, one.other_id) for one in sure}
    alike = _alike(session, known, called) - asked - same_as.told_apart(session, "person")
    return (*sure, *(Pair(*pair, "alike") for pair in sorted(alike)))[:MOST]


def _alike(session: Session, known: Identities, called: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    """Return whom the desk asked about: each one without an invitation and those who have all their names."""
    invited = exists().where(
        Invitation.person_id == Attendance.person_id,
        Invitation.workshop_id == Attendance.workshop_id,
        Invitation.deleted.is_(False),
    )
    walked_in = select(Attendance.person_id).where(Attendance.deleted.is_(False), ~invited)
    came = by_id(session, Person, set(session.scalars(walked_in.distinct())) & called.keys())
    surnames = {one.id: _WORD.findall(fold(one.paternal_surname)) for one in came.values()}
    first = {words[0] for words in surnames.values() if words}
    namesakes: dict[str, list[str]] = defaultdict(list)
    for record_id, words in called.items():
        for word in first.intersection(words):
            namesakes[word].append(record_id)
    found = set()
    for person_id, surname in surnames.items():
        names, maternal = (
            _WORD.findall(fold(text))
            for text in (came[person_id].given_names, came[person_id].maternal_surname)
        )
        for other in namesakes[surname[0]] if surname and names else ():
            pair = sorted((known.shown(person_id), known.shown(other)))
            said = called[other]
            if pair[0] != pair[1] and set(names) <= set(said) and may_be(names, surname, maternal, said):
                found.add((pair[0], pair[1]))
    return found


def organizations(session: Session) -> tuple[Pair, ...]:
    """Return the organisations that are probably the same."""
    rows = session.execute(
        select(Organization.id, Organization.name, Organization.ruc).where(Organization.deleted.is_(False))
    )
    known = same_as.identities(session, "organization")
    names: dict[Hashable, set[str]] = defaultdict(set)
    numbers: dict[Hashable, set[str]] = defaultdict(set)
    for record_id, name, ruc in rows:
        shown = known.shown(record_id)
        words = tuple(one for one in _WORD.findall(fold(name or "")) if one not in _SMALL)
        if words:
            names[words].add(shown)
        if ruc:
            numbers[ruc].add(shown)
    return _pairs(session, "organization", (("ruc", numbers), ("name", names)))


def _pairs(
    session: Session, entity: str, found: Iterable[tuple[str, dict[Hashable, set[str]]]]
) -> tuple[Pair, ...]:
    apart = same_as.told_apart(session, entity)
    pairs: dict[tuple[str, str], str] = {}
    for why, groups in found:
        for group in groups.values():
            for pair in _asked(sorted(group), apart):
                pairs.setdefault(pair, why)
    return tuple(Pair(*pair, why) for pair, why in sorted(pairs.items()))[:MOST]


def _asked(group: list[str], apart: frozenset[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pair each one with the first before it from which nobody told it apart: not with all of them."""
    for place, other in enumerate(group[1:], start=1):
        for one in group[:place]:
            if (one, other) not in apart:
                yield one, other
                break


@dataclass(frozen=True, slots=True)
class Weight:
    """How much hangs on a record: what a person looks at before saying that two are one."""

    attendances: int = 0
    agreements: int = 0
    people: int = 0


def weights(session: Session, entity: str, record_ids: Iterable[str]) -> dict[str, Weight]:
    """Return what hangs on each of these identities."""
    known = same_as.identities(session, entity)
    return {one: _weight(session, entity, known.members(one)) for one in record_ids}


def _weight(session: Session, entity: str, selves: tuple[str, ...]) -> Weight:
    person = entity == "person"
    came = Attendance.person_id if person else Attendance.organization_id
    answers = Agreement.person_id if person else Agreement.organization_id

    def count(kind: type[Attendance | Agreement | Person], column: InstrumentedAttribute[str]) -> int:
        query = select(func.count()).select_from(kind).where(column.in_(selves), kind.deleted.is_(False))
        return session.scalars(query).one()

    return Weight(
        attendances=count(Attendance, came),
        agreements=count(Agreement, answers),
        people=0 if person else count(Person, Person.organization_id),
    )
