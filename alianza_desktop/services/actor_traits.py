"""What each actor brings (stage 1): its competencias, capacidades, recursos and experiencias, in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import ActorTrait, Organization, rules
from alianza_desktop.model.people import TRAITS
from alianza_desktop.services import ordering, same_as
from alianza_desktop.services.query import get, living, one_of
from alianza_desktop.services.writing import line, write
from alianza_desktop.storage import journal
from alianza_desktop.storage.operations import Heads

SECTIONS: Final = len(TRAITS)


@dataclass(frozen=True, slots=True)
class Trait:
    """A line of one of the four lists."""

    id: str
    kind: str
    text: str
    workshop_id: str = ""


def add(session: Session, organization_id: str, kind: str, text: str, *, workshop_id: str = "") -> ActorTrait:
    """Add a line at the end of a list. Raises `Invalid("trait-needed")` for an empty one."""
    get(session, Organization, organization_id)
    clean = _text(text)
    rows = _rows(session, organization_id, one_of(kind, TRAITS, "kind"))
    added = ActorTrait(
        organization_id=organization_id,
        kind=kind,
        text=clean,
        workshop_id=workshop_id,
        order_key=rules.key_between(rows[-1].order_key if rows else ""),
    )
    session.add(added)
    session.flush()
    return added


def change(session: Session, trait_id: str, text: str, heads: Heads | None = None) -> ActorTrait:
    """Word a line anew, as seen with these heads."""
    return write(session, get(session, ActorTrait, trait_id), {"text": _text(text)}, heads)


def move(session: Session, trait_id: str, step: int) -> bool:
    """Move a line so many places down (negative: up) in its list; return whether it moved."""
    moved = get(session, ActorTrait, trait_id)
    return ordering.move(_rows(session, moved.organization_id, moved.kind), moved, step)


def remove(session: Session, trait_id: str) -> None:
    """Delete a line; `bring_back` undoes it."""
    journal.delete(session, get(session, ActorTrait, trait_id))


def bring_back(session: Session, trait_id: str) -> None:
    """Undo `remove`: it comes back in its place."""
    journal.restore(session, session.get_one(ActorTrait, trait_id))


def listing(session: Session, organization_id: str) -> tuple[Trait, ...]:
    """Return every line of an actor, list by list, those of the records joined to it included."""
    selves = same_as.members(session, "organization", organization_id)
    rows = session.execute(
        select(ActorTrait.id, ActorTrait.kind, ActorTrait.text, ActorTrait.workshop_id)
        .where(ActorTrait.organization_id.in_(selves), ActorTrait.deleted.is_(False))
        .order_by(ActorTrait.order_key, ActorTrait.id)
    )
    found = [Trait(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: TRAITS.index(one.kind) if one.kind in TRAITS else SECTIONS))


def filled(session: Session, organization_ids: Iterable[str] | None = None) -> dict[str, int]:
    """Return how many of its four lists each shown actor has; one without any is not there."""
    known = same_as.identities(session, "organization")
    query = select(ActorTrait.organization_id, ActorTrait.kind).where(ActorTrait.deleted.is_(False))
    if organization_ids is not None:
        query = query.where(ActorTrait.organization_id.in_(known.all_of(organization_ids)))
    kinds: dict[str, set[str]] = {}
    for organization_id, kind in session.execute(query.distinct()):
        if kind in TRAITS:
            kinds.setdefault(known.shown(organization_id), set()).add(kind)
    return {one: len(found) for one, found in kinds.items()}


def _text(text: str) -> str:
    clean = line(text)
    if not clean:
        raise Invalid("trait-needed")
    return clean


def _rows(session: Session, organization_id: str, kind: str) -> list[ActorTrait]:
    selves = same_as.members(session, "organization", organization_id)
    return list(
        session.scalars(
            living(ActorTrait)
            .where(ActorTrait.organization_id.in_(selves), ActorTrait.kind == kind)
            .order_by(ActorTrait.order_key, ActorTrait.id)
        )
    )
