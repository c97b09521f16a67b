"""Needs and expectations of a territory (stage 2), in the order in which they were said, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Organization, Person, TerritoryNeed, Workshop, rules
from alianza_desktop.model.people import NEEDS
from alianza_desktop.services import ordering, same_as
from alianza_desktop.services.query import by_id, get, living, one_of
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage import journal
from alianza_desktop.storage.operations import Heads

FIELDS: Final = ("ubigeo", "kind", "text", "organization_id", "person_id")
"""What `change` may write."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NeedRow:
    """A need or an expectation as a list shows it."""

    id: str
    ubigeo: str
    kind: str
    text: str
    organization_id: str = ""
    organization: str = ""
    sector: str = ""
    person_id: str = ""
    person: str = ""
    stage: int = 0
    """Stage of the workshop where it was said; 0 between workshops."""

    @property
    def said_by(self) -> str:
        """Who said it, as people say it."""
        return " · ".join(filter(None, (self.person, self.organization)))


def add(
    session: Session,
    ubigeo: str,
    text: str,
    *,
    kind: str = "need",
    organization_id: str = "",
    person_id: str = "",
    workshop_id: str = "",
) -> TerritoryNeed:
    """Add a need at the end of its territory's list. Raises `Invalid` (`need-needed`, `territory-needed`)."""
    values = _clean(
        session,
        {
            "ubigeo": ubigeo, "kind": kind, "text": text, "organization_id": organization_id,
            "person_id": person_id,
        },
    )  # fmt: skip
    rows = _rows(session, values["ubigeo"])
    added = TerritoryNeed(
        **values,  # type: ignore[arg-type] # fields of text
        workshop_id=workshop_id,
        order_key=rules.key_between(rows[-1].order_key if rows else ""),
    )
    session.add(added)
    session.flush()
    return added


def change(
    session: Session, need_id: str, values: Mapping[str, str], heads: Heads | None = None
) -> TerritoryNeed:
    """Write what a person changed of a need, as seen with these heads; raises what `add` does."""
    only(values, FIELDS)
    return write(session, get(session, TerritoryNeed, need_id), _clean(session, values), heads)


def _clean(session: Session, values: Mapping[str, str]) -> dict[str, str]:
    found = {name: line(value) for name, value in values.items()}
    if "text" in found and not found["text"]:
        raise Invalid("need-needed")
    if "ubigeo" in found:
        if not found["ubigeo"]:
            raise Invalid("territory-needed")
        catalogs.place(found["ubigeo"])
    if "kind" in found:
        one_of(found["kind"], NEEDS, "kind")
    if found.get("organization_id"):
        get(session, Organization, found["organization_id"])
    if found.get("person_id"):
        get(session, Person, found["person_id"])
    return found


def move(session: Session, need_id: str, step: int) -> bool:
    """Move a need so many places down (negative: up) in its territory; return whether it moved."""
    moved = get(session, TerritoryNeed, need_id)
    return ordering.move(_rows(session, moved.ubigeo), moved, step)


def remove(session: Session, need_id: str) -> None:
    """Delete a need; `bring_back` undoes it."""
    journal.delete(session, get(session, TerritoryNeed, need_id))


def bring_back(session: Session, need_id: str) -> None:
    """Undo `remove`: it comes back in its place."""
    journal.restore(session, session.get_one(TerritoryNeed, need_id))


def _rows(session: Session, ubigeo: str) -> list[TerritoryNeed]:
    query = living(TerritoryNeed).where(TerritoryNeed.ubigeo == ubigeo)
    return list(session.scalars(query.order_by(TerritoryNeed.order_key, TerritoryNeed.id)))


def listing(session: Session, ubigeo: str | None = None) -> tuple[NeedRow, ...]:
    """Return the needs of a territory, or of all of them, in order."""
    query = living(TerritoryNeed)
    if ubigeo is not None:
        query = query.where(TerritoryNeed.ubigeo == ubigeo)
    found = list(
        session.scalars(query.order_by(TerritoryNeed.ubigeo, TerritoryNeed.order_key, TerritoryNeed.id))
    )
    bodies = same_as.standing(session, Organization, {one.organization_id for one in found})
    persons = same_as.standing(session, Person, {one.person_id for one in found})
    stages = by_id(session, Workshop, {one.workshop_id for one in found})
    rows = []
    for one in found:
        body, person = bodies.get(one.organization_id), persons.get(one.person_id)
        workshop = stages.get(one.workshop_id)
        rows.append(
            NeedRow(
                id=one.id,
                ubigeo=one.ubigeo,
                kind=one.kind,
                text=one.text,
                organization_id=one.organization_id,
                organization=(body.short_name or body.name) if body else "",
                sector=body.sector if body else "",
                person_id=one.person_id,
                person=person.full_name if person else "",
                stage=workshop.stage if workshop else 0,
            )
        )
    return tuple(rows)


def territories(session: Session) -> dict[str, int]:
    """Return the ubigeo of each territory that has needs, with how many."""
    counts: dict[str, int] = {}
    for one in session.scalars(living(TerritoryNeed)):
        counts[one.ubigeo] = counts.get(one.ubigeo, 0) + 1
    return dict(sorted(counts.items()))
