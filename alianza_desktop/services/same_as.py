"""Which records are one and the same person or organisation (sync.md §3), and who said so.

Two laptops, or two lists, add somebody twice: a *same-as* record joins them and deleting it parts them again;
the records themselves are never rewritten. The shown identity is the smallest id of the connected component
that is not deleted. Readers ask `identities` once and then `shown` for what they count, `members` for what
they look up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import NotSame, Organization, Person, Record, SameAs
from alianza_desktop.services.query import by_id, get, living, one_of
from alianza_desktop.storage import journal
from alianza_desktop.storage.context import context

R = TypeVar("R", Person, Organization)

KINDS: Final[Mapping[str, type[Person] | type[Organization]]] = {
    "person": Person,
    "organization": Organization,
}
"""What may be joined, by its name in the journal."""


class OfPerson(Protocol):
    """What is about a person: an arrival, an invitation."""

    @property
    def person_id(self) -> str: ...


P = TypeVar("P", bound=OfPerson)


@dataclass(frozen=True, slots=True)
class Identities:
    """The joined records of a kind; one that is not here stands for itself."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Each joined record → all of its component, the shown one first."""

    def shown(self, record_id: str) -> str:
        """Return the record that stands for this one."""
        return self.groups.get(record_id, (record_id,))[0]

    def members(self, record_id: str) -> tuple[str, ...]:
        """Return everything that this one is, itself included, the shown one first."""
        return self.groups.get(record_id, (record_id,))

    def first_of_each(self, rows: Iterable[P]) -> dict[str, P]:
        """Return the first row of each person, however many records they are."""
        found: dict[str, P] = {}
        for one in rows:
            found.setdefault(self.shown(one.person_id), one)
        return found

    def all_of(self, record_ids: Iterable[str]) -> set[str]:
        """Return the members of all of these."""
        return {one for record_id in record_ids for one in self.members(record_id)}

    def surplus(self, record_ids: Iterable[str]) -> int:
        """Return how many of these are one more time somebody who is among them already."""
        joined = {one for one in record_ids if one in self.groups}
        return len(joined) - len({self.shown(one) for one in joined})

    def hides(self, record_id: str) -> bool:
        """Return whether another record stands for this one."""
        return self.shown(record_id) != record_id


def identities(session: Session, entity: str) -> Identities:
    """Return which people (`person`) or organisations (`organization`) are the same."""
    kind = KINDS[one_of(entity, tuple(KINDS), "entity")]
    pairs = _pairs(session, SameAs, entity)
    if not pairs:
        return Identities()
    known = {one for pair in pairs for one in pair}
    here = set(session.scalars(select(kind.id).where(kind.id.in_(known), kind.deleted.is_(False))))
    groups: dict[str, tuple[str, ...]] = {}
    for component in _components(pairs):
        order = tuple(sorted(component, key=lambda one: (one not in here, one)))
        groups |= dict.fromkeys(order, order)
    return Identities(groups)


def shown(session: Session, entity: str, record_ids: Iterable[str]) -> dict[str, str]:
    """Return the shown identity of each of these records."""
    known = identities(session, entity)
    return {one: known.shown(one) for one in record_ids}


def members(session: Session, entity: str, record_id: str) -> tuple[str, ...]:
    """Return everything that a record is, the shown one first."""
    return identities(session, entity).members(record_id)


def standing(session: Session, kind: type[R], record_ids: Iterable[str]) -> dict[str, R]:
    """Return by each of these ids the record that stands for it: what a list shows of who it names."""
    known = identities(session, kind.__tablename__)
    asked = {one: known.shown(one) for one in record_ids if one}
    records = by_id(session, kind, set(asked.values()))
    return {one: records[other] for one, other in asked.items() if other in records}


def _pairs(session: Session, kind: type[SameAs] | type[NotSame], entity: str) -> list[tuple[str, str]]:
    rows = session.execute(
        select(kind.one_id, kind.other_id).where(kind.entity == entity, kind.deleted.is_(False))
    )
    return [(one, other) for one, other in rows if one and other]


def _components(pairs: list[tuple[str, str]]) -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = found.get(one, {one}) | found.get(other, {other})
        for record_id in joined:
            found[record_id] = joined
    return list({id(group): group for group in found.values()}.values())


# What a person says


@dataclass(frozen=True, slots=True)
class Said:
    """What a gesture wrote: with it the gesture can be taken back."""

    added: tuple[tuple[str, str], ...] = ()
    """(table, id) of the records that it added."""
    removed: tuple[tuple[str, str], ...] = ()
    """(table, id) of those that it deleted."""


_TABLES: Final[Mapping[str, type[Record]]] = {"same_as": SameAs, "not_same": NotSame}


def join(session: Session, entity: str, one_id: str, other_id: str) -> Said:
    """Say that two records are the same; what was said against it is deleted.

    Raises `Invalid("same-record")` for a record and itself, `NotFound` for one that is not here.
    """
    _check(session, entity, one_id, other_id)
    known = identities(session, entity)
    against = _between(session, NotSame, entity, known, one_id, other_id)
    if known.shown(one_id) == known.shown(other_id):
        return Said(removed=_delete(session, against))
    said = _same(session, entity, one_id, other_id)
    session.add(said)
    session.flush()
    return Said((("same_as", said.id),), _delete(session, against))


def part(session: Session, entity: str, one_id: str, other_id: str) -> Said:
    """Say that two records that look alike are not the same: nobody asks again.

    Raises `Invalid("same-record")` when they are one already: that is undone by `separate`.
    """
    _check(session, entity, one_id, other_id)
    known = identities(session, entity)
    if known.shown(one_id) == known.shown(other_id):
        raise Invalid("same-record")
    if _between(session, NotSame, entity, known, one_id, other_id):
        return Said()
    said = NotSame(entity=entity, one_id=min(one_id, other_id), other_id=max(one_id, other_id))
    session.add(said)
    session.flush()
    return Said((("not_same", said.id),))


def separate(session: Session, entity: str, record_id: str) -> Said:
    """Take a record out of what it was joined to; the others stay together, and nobody asks again."""
    known = identities(session, entity)
    others = [one for one in known.members(record_id) if one != record_id]
    if not others:
        return Said()
    touching = [
        one
        for one in session.scalars(living(SameAs).where(SameAs.entity == entity))
        if record_id in (one.one_id, one.other_id)
    ]
    removed = _delete(session, touching)
    added = [*_bridges(session, entity, others)]
    said = NotSame(entity=entity, one_id=min(record_id, others[0]), other_id=max(record_id, others[0]))
    session.add(said)
    session.flush()
    return Said((*added, ("not_same", said.id)), removed)


def _bridges(session: Session, entity: str, others: list[str]) -> list[tuple[str, str]]:
    """Join again what only held together through the record that was taken out."""
    session.flush()
    first, added = others[0], []
    for other in others[1:]:
        known = identities(session, entity)
        if known.shown(first) != known.shown(other):
            bridge = _same(session, entity, first, other)
            session.add(bridge)
            session.flush()
            added.append(("same_as", bridge.id))
    return added


def take_back(session: Session, said: Said) -> None:
    """Undo `join`, `part` or `separate`."""
    for table, record_id in said.added:
        record = session.get(_TABLES[table], record_id)
        if record is not None and not record.deleted:
            journal.delete(session, record)
    for table, record_id in said.removed:
        record = session.get(_TABLES[table], record_id)
        if record is not None and record.deleted:
            journal.restore(session, record)


def told_apart(session: Session, entity: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of shown identities that somebody said are not the same, the smaller id first."""
    known = identities(session, entity)
    pairs = ((known.shown(one), known.shown(other)) for one, other in _pairs(session, NotSame, entity))
    return frozenset((min(pair), max(pair)) for pair in pairs)


def _between(
    session: Session, kind: type[NotSame], entity: str, known: Identities, one_id: str, other_id: str
) -> list[NotSame]:
    """Return what was said of any member of one and any member of the other."""
    sides = {known.shown(one_id), known.shown(other_id)}
    return [
        one
        for one in session.scalars(living(kind).where(kind.entity == entity))
        if {known.shown(one.one_id), known.shown(one.other_id)} == sides
    ]


def _check(session: Session, entity: str, one_id: str, other_id: str) -> None:
    kind = KINDS[one_of(entity, tuple(KINDS), "entity")]
    if one_id == other_id:
        raise Invalid("same-record")
    for record_id in (one_id, other_id):
        get(session, kind, record_id)


def _same(session: Session, entity: str, one_id: str, other_id: str) -> SameAs:
    return SameAs(
        entity=entity,
        one_id=min(one_id, other_id),
        other_id=max(one_id, other_id),
        stated_at=instant(context(session).clock.now()),
    )


def _delete(session: Session, records: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    gone = []
    for record in records:
        journal.delete(session, record)
        gone.append((record.__tablename__, record.id))
    return tuple(gone)
