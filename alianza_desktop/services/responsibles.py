"""Who may answer for an agreement: found by what is written after `@`, those at this mesa first.

A name is a short name, initials, the beginning of a word, or the beginnings of several in their order:
`coopmaranon` is «Cooperativa Agraria Cacao Alto Marañón», `mphuancayo` «Municipalidad Provincial de
Huancayo», `leon` Carmen León, who is present, and with her the organisation that she acts for.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold, sort_key
from alianza_desktop.model import Organization
from alianza_desktop.services import same_as
from alianza_desktop.services.presence import Present

HERE, WORKSHOP, DIRECTORY = range(3)
"""How near: at this mesa, in this workshop, in the directory."""
MOST: Final = 8
"""How many are offered."""

_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "en", "para"})
_EXACT, _BEGINS, _WORD_BEGINS, _ABBREVIATES = range(4)


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Responsible:
    """An organisation that may answer, and who is named for it."""

    organization_id: str
    organization: str
    short_name: str
    sector: str
    near: int
    handle: str
    """What is written after `@` to mean exactly this one."""
    person_id: str = ""
    person: str = ""
    by_person: bool = False
    """The person was meant, and the organisation with them."""

    @property
    def key(self) -> str:
        return f"{self.organization_id}:{self.person_id}"


@dataclass(frozen=True, slots=True, repr=False)
class _Name:
    """A name ready to be compared, and whom it means."""

    meant: Responsible
    words: tuple[str, ...]
    whole: tuple[str, ...]
    initials: tuple[str, ...]
    first: str
    """The first letters of its words: a name that begins with another one does not fit."""


@dataclass(frozen=True, slots=True, repr=False)
class Responsibles:
    """Everybody who may be meant at a mesa; made once, asked at every key."""

    names: tuple[_Name, ...] = ()
    by_id: dict[str, Responsible] = field(default_factory=dict)
    """Every organisation of the directory, by its id."""
    people: tuple[Present, ...] = ()
    whole: frozenset[str] = frozenset()
    """The whole names, long and short, as the quick line compares them."""

    def people_of(self, organization_id: str) -> tuple[Present, ...]:
        """Return who is here for an organisation."""
        return tuple(one for one in self.people if one.person_id and one.organization_id == organization_id)


@dataclass(frozen=True, slots=True, repr=False)
class Meant:
    """Whom a name means: one, or several that fit equally well; and all that fit, best first."""

    one: Responsible | None = None
    fits: tuple[Responsible, ...] = ()


def load(session: Session, mesa_id: str, people: tuple[Present, ...]) -> Responsibles:
    """Read the directory of organisations and join it with who is here; `""` is the plenaria."""
    near: dict[str, int] = {}
    for one in people:
        here = HERE if one.mesa_id == mesa_id or not mesa_id else WORKSHOP
        near[one.organization_id] = min(near.get(one.organization_id, DIRECTORY), here)
    rows = session.execute(
        select(Organization.id, Organization.name, Organization.short_name, Organization.sector).where(
            Organization.deleted.is_(False)
        )
    )
    joined = same_as.identities(session, "organization")
    known = {
        record_id: Responsible(
            organization_id=record_id,
            organization=name or "",
            short_name=short or name or "",
            sector=sector or "",
            near=near.get(record_id, DIRECTORY),
            handle="".join(_WORD.findall(short or name or "")),
        )
        for record_id, name, short, sector in rows
        if not joined.hides(record_id)
    }
    names = [_of_organization(one, _alone(people, one, mesa_id)) for one in known.values()]
    names += [
        _of_person(known[one.organization_id], one, mesa_id)
        for one in people
        if one.person_id and one.organization_id in known
    ]
    whole = frozenset(part for one in names for part in one.whole if part)
    return Responsibles(tuple(names), known, people, whole)


def _alone(people: tuple[Present, ...], body: Responsible, mesa_id: str) -> Present | None:
    """Return the one person who is at this mesa for an organisation: naming it names them."""
    if body.near != HERE or not mesa_id:
        return None
    found = [
        one
        for one in people
        if one.person_id and one.mesa_id == mesa_id and one.organization_id == body.organization_id
    ]
    return found[0] if len(found) == 1 else None


def _of_organization(body: Responsible, alone: Present | None) -> _Name:
    meant = replace(body, person_id=alone.person_id, person=alone.full_name) if alone else body
    full, short = _words(body.organization), _words(body.short_name)
    telling = [one for one in full if one not in _SMALL]
    return _Name(
        meant,
        words=(*full, *(one for one in short if one not in full)),
        whole=("".join(full), "".join(short)),
        initials=("".join(one[0] for one in full), "".join(one[0] for one in telling)),
        first="".join(one[0] for one in (*full, *short)),
    )


def _of_person(body: Responsible, one: Present, mesa_id: str) -> _Name:
    words = _words(one.full_name)
    meant = replace(
        body,
        near=HERE if one.mesa_id == mesa_id or not mesa_id else WORKSHOP,
        handle="".join(_WORD.findall(one.full_name)),
        person_id=one.person_id,
        person=one.full_name,
        by_person=True,
    )
    first = "".join(one[0] for one in words)
    return _Name(meant, words, ("".join(words),), (), first)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def find(known: Responsibles, name: str) -> Meant:
    """Return whom a name means: the only exact one, or the only one among the nearest that fit.

    Without a name, the organisations that are here are offered.
    """
    wanted = "".join(_words(name))
    if not wanted:
        near = [one for one in known.names if one.meant.near < DIRECTORY and not one.meant.by_person]
        near.sort(key=lambda one: (one.meant.near, _order(one)))
        return Meant(None, tuple(one.meant for one in near[:MOST]))
    found = [(level, one) for one in known.names if (level := _level(one, wanted)) is not None]
    if not found:
        return Meant()
    found.sort(key=lambda pair: (pair[1].meant.near, pair[0], pair[1].meant.by_person, _order(pair[1])))
    exact = [one.meant for level, one in found if level == _EXACT]
    nearest = [one.meant for _level, one in found if one.meant.near == found[0][1].meant.near]
    one = exact[0] if len(exact) == 1 else nearest[0] if len(nearest) == 1 else None
    return Meant(one, tuple(one.meant for _level, one in found[:MOST]))


def _order(one: _Name) -> tuple[str, str]:
    return sort_key(one.meant.person if one.meant.by_person else one.meant.organization)


def _level(one: _Name, wanted: str) -> int | None:
    """Return how well a name fits, 0 best; None when it does not."""
    if wanted[0] not in one.first:
        return None
    if wanted in one.whole:
        return _EXACT
    if wanted in one.initials or any(whole.startswith(wanted) for whole in one.whole):
        return _BEGINS
    if any(word.startswith(wanted) for word in one.words):
        return _WORD_BEGINS
    return _ABBREVIATES if _abbreviates(wanted, one.words) else None


def _abbreviates(wanted: str, words: tuple[str, ...]) -> bool:
    """Return whether a text is made of beginnings of the words, in their order, some left out."""
    reached = {0}
    for word in words:
        for start in tuple(reached):
            for length in range(1, min(len(word), len(wanted) - start) + 1):
                if wanted[start + length - 1] != word[length - 1]:
                    break
                reached.add(start + length)
        if len(wanted) in reached:
            return True
    return False
