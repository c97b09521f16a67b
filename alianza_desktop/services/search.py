"""Finding a person at the desk: by any part of a document or any words of their names, accents folded.

The words go to the full-text table by prefix, in any order; digits also match in the middle of a document.
Only a capped set of candidates is ranked: exact first, then who was invited, then by name (engineering.md).
"""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold, hour, sort_key
from alianza_desktop.model import Attendance, Invitation, Organization, Person
from alianza_desktop.services.query import living
from alianza_desktop.storage.tables import person_key

_CANDIDATES: Final = 200
_WORD: Final = re.compile(r"[^\W_]+")
_MATCH: Final = text("SELECT rowid FROM person_search WHERE person_search MATCH :words LIMIT :most")


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


def people(
    session: Session, words: str, *, workshop_id: str = "", session_id: str = "", limit: int = 8
) -> tuple[PersonHit, ...]:
    """Return the people whose document or names match what was typed, best first."""
    tokens = _WORD.findall(fold(words))
    if not tokens:
        return ()
    ids = _by_words(session, tokens) | _by_document(session, tokens)
    found = list(session.scalars(living(Person).where(Person.id.in_(ids))))
    invited = _invited(session, workshop_id, ids)
    found.sort(
        key=lambda one: (*_rank(one, tokens), one.id not in invited, sort_key(one.listed_name), one.id)
    )
    return _hits(session, found[:limit], invited, session_id)


def _by_words(session: Session, tokens: list[str]) -> set[str]:
    query = " ".join(f'"{token}"*' for token in tokens)
    matching = person_key.c.number.in_(_MATCH.bindparams(words=query, most=_CANDIDATES))
    return set(session.scalars(select(person_key.c.record).where(matching)))


def _by_document(session: Session, tokens: list[str]) -> set[str]:
    digits = "".join(tokens)
    if len(digits) < 3 or not digits.isdigit():
        return set()
    rows = session.scalars(
        select(Person.id).where(Person.document_number.contains(digits)).limit(_CANDIDATES)
    )
    return set(rows)


def _rank(person: Person, tokens: list[str]) -> tuple[bool, int]:
    """Return (not the very document or names typed, how many words were only a beginning)."""
    said = _WORD.findall(fold(person.full_name))
    whole = "".join(tokens) == fold(person.document_number) or sorted(said) == sorted(tokens)
    return not whole, sum(token not in said for token in tokens)


def _invited(session: Session, workshop_id: str, ids: set[str]) -> set[str]:
    if not workshop_id:
        return set()
    return set(
        session.scalars(
            select(Invitation.person_id).where(
                Invitation.workshop_id == workshop_id,
                Invitation.deleted.is_(False),
                Invitation.person_id.in_(ids),
            )
        )
    )


def _hits(session: Session, found: list[Person], invited: set[str], session_id: str) -> tuple[PersonHit, ...]:
    bodies = {
        one.id: one
        for one in session.scalars(
            select(Organization).where(Organization.id.in_({one.organization_id for one in found}))
        )
    }
    arrived = {
        one.person_id: hour(one.at)
        for one in session.scalars(
            living(Attendance).where(
                Attendance.session_id == session_id, Attendance.person_id.in_({one.id for one in found})
            )
        )
        if session_id
    }
    return tuple(
        PersonHit(
            person_id=one.id,
            full_name=one.full_name,
            document_type=one.document_type,
            document_number=one.document_number,
            organization=bodies[one.organization_id].name if one.organization_id in bodies else "",
            sector=bodies[one.organization_id].sector if one.organization_id in bodies else "",
            position=one.position,
            invited=one.id in invited,
            arrived_at=arrived.get(one.id, ""),
        )
        for one in found
    )


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
    names = set(_WORD.findall(fold(given_names)))
    surname = _WORD.findall(fold(paternal_surname))
    hits = people(session, " ".join(surname), limit=_CANDIDATES)
    alike = []
    for hit in hits:
        said = set(_WORD.findall(fold(hit.full_name)))
        if names & said and set(surname) <= said and _agrees(maternal_surname, said):
            alike.append(hit)
    alike.sort(key=lambda hit: fold(hit.organization) != fold(organization))
    return tuple(alike[:3])


def _agrees(maternal_surname: str, said: set[str]) -> bool:
    """Return whether the second surname is there, whole or as an initial on either side, or was not typed."""
    words = _WORD.findall(fold(maternal_surname))
    if not words or set(words) <= said:
        return True
    if len(words[0]) == 1:
        return any(one.startswith(words[0]) for one in said)
    return any(len(one) == 1 and words[0].startswith(one) for one in said)
