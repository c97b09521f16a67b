"""What changed between two texts of an acta: row by row, as plain values; the words are the window's.

Pure. A row names a part of the content (`agreements`, `meeting` …), the thing in it by what people call it
(`A-02`, a name), the member of it that changed, and both values; a thing that came or went has one row and no
member. Agreements, agenda and people are matched by who they are, never by place: a new order is no change.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from alianza_desktop.core.canonical import Json
from alianza_desktop.documents.acta_content import ActaContent, to_json

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_TEXTS: Final = ("background", "development", "reservations", "next_meeting", "language", "attendees_unnamed")
Members = Mapping[str, Json]


@dataclass(frozen=True, slots=True, repr=False)
class DiffRow:
    """One change."""

    part: str
    """A member of acta.json: `meeting`, `attendees`, `agenda`, `agreements`, `carried`, `signatories`,
    `clauses`, or a text (`development` …)."""
    thing: str
    """What people call it: `A-02`, a name, a title; empty for a text."""
    member: str
    """What of it changed, as acta.json names it; empty when the thing itself came or went."""
    change: str
    """`added`, `removed` or `changed`."""
    before: Json
    after: Json


def acta_diff(old: ActaContent, new: ActaContent) -> tuple[DiffRow, ...]:
    """Return what the new text says otherwise than the old, in the order of the acta."""
    before, after = to_json(old), to_json(new)
    rows = [*_members("meeting", "", _of(before, "meeting"), _of(after, "meeting"))]
    for part, (key, name) in _LISTS.items():
        rows += _list(part, key, name, before, after)
    for part in _TEXTS:
        rows += _value(part, "", "", before.get(part), after.get(part))
    return (*rows, *_clauses(before, after))


def _clauses(before: Members, after: Members) -> Iterator[DiffRow]:
    old, new = ({*_items(one, "clauses"), *_budget(one)} for one in (before, after))
    yield from (DiffRow("clauses", str(one), "", REMOVED, one, None) for one in sorted(map(str, old - new)))
    yield from (DiffRow("clauses", str(one), "", ADDED, None, one) for one in sorted(map(str, new - old)))


def _budget(content: Members) -> tuple[str, ...]:
    return ("budget",) if content.get("budget_clause") else ()


def _list(
    part: str, key: Callable[[Members], str], name: str, before: Members, after: Members
) -> Iterator[DiffRow]:
    old = {key(one): one for one in _things(before, part)}
    new = {key(one): one for one in _things(after, part)}
    for found, one in old.items():
        if found not in new:
            yield DiffRow(part, str(one.get(name, "")), "", REMOVED, dict(one), None)
    for found, one in new.items():
        if found not in old:
            yield DiffRow(part, str(one.get(name, "")), "", ADDED, None, dict(one))
        else:
            yield from _members(part, str(one.get(name, "")), old[found], one)


def _members(part: str, thing: str, before: Members, after: Members) -> Iterator[DiffRow]:
    for member in dict.fromkeys((*before, *after)):
        if member not in _IDS:
            yield from _value(part, thing, member, before.get(member), after.get(member))


def _value(part: str, thing: str, member: str, before: Json, after: Json) -> Iterator[DiffRow]:
    if before != after:
        change = ADDED if before in _NOTHING else REMOVED if after in _NOTHING else CHANGED
        yield DiffRow(part, thing, member, change, before, after)


def _things(content: Members, part: str) -> list[Members]:
    return [one for one in _items(content, part) if isinstance(one, Mapping)]


def _items(content: Members, part: str) -> list[Json]:
    found = content.get(part) or []
    return list(found) if isinstance(found, list | tuple) else []


def _of(content: Members, part: str) -> Members:
    found = content[part]
    return found if isinstance(found, Mapping) else {}


def _by(*members: str) -> Callable[[Members], str]:
    return lambda one: " ".join(str(one.get(member, "")) for member in members)


def _person(one: Members) -> str:
    return str(one.get("document_number") or one.get("name"))


_NOTHING: Final[tuple[Json, ...]] = (None, "", [])
_IDS: Final = frozenset({"id", "workshop_id"})
_LISTS: Final[dict[str, tuple[Callable[[Members], str], str]]] = {
    "attendees": (_person, "name"),
    "agenda": (_by("title"), "title"),
    "carried": (_by("id"), "text"),
    "agreements": (_by("id"), "code"),
    "signatories": (_person, "name"),
}
