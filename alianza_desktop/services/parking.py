"""The parking lot (parqueo): ideas kept for later, each with who said it, and the agreement that one became.

An idea waits as long as no living agreement came of it: when that agreement is taken away, the idea is back
without anybody having to think of it. `undoing.watching` takes back what `become_agreement` and
`from_agreement` wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import Agreement, Mesa, Organization, ParkedIdea, Person, Record, Workshop, rules
from alianza_desktop.services import agreements, ordering, same_as
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.services.query import get, living
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage.context import context
from alianza_desktop.storage.journal import delete, restore
from alianza_desktop.storage.operations import Heads

FIELDS: Final = ("text", "mesa_id", "organization_id", "person_id")
"""What `change` may write."""
_REFERS: Final[dict[str, type[Record]]] = {
    "mesa_id": Mesa,
    "organization_id": Organization,
    "person_id": Person,
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IdeaRow:
    """An idea as lists show it."""

    id: str
    text: str
    mesa_id: str
    at: str
    person_id: str = ""
    person: str = ""
    organization_id: str = ""
    organization: str = ""
    sector: str = ""
    agreement_id: str = ""
    """The living agreement that it became; empty while it waits."""


def park(
    session: Session,
    workshop_id: str,
    text: str,
    mesa_id: str = "",
    *,
    person_id: str = "",
    organization_id: str = "",
) -> ParkedIdea:
    """Keep an idea at the end of its mesa's list (`""` is the plenaria); nobody needs to have said it.

    Raises `Invalid("idea-text-needed")`.
    """
    get(session, Workshop, workshop_id)
    values = _values(
        session,
        {"text": text, "mesa_id": mesa_id, "person_id": person_id, "organization_id": organization_id},
    )
    if person_id and not organization_id:
        values["organization_id"] = get(session, Person, person_id).organization_id
    last = session.scalar(
        select(func.max(ParkedIdea.order_key)).where(
            ParkedIdea.workshop_id == workshop_id, ParkedIdea.mesa_id == mesa_id
        )
    )
    idea = ParkedIdea(
        workshop_id=workshop_id,
        order_key=rules.key_between(last or ""),
        at=instant(context(session).clock.now()),
    )
    for name, value in values.items():
        setattr(idea, name, value)
    session.add(idea)
    session.flush()
    return idea


def _values(session: Session, values: Mapping[str, str]) -> dict[str, str]:
    for name, kind in _REFERS.items():
        if values.get(name):
            get(session, kind, values[name])
    written = dict(values)
    if "text" in written:
        written["text"] = line(written["text"])
        if not written["text"]:
            raise Invalid("idea-text-needed")
    return written


def change(
    session: Session, idea_id: str, values: Mapping[str, str], heads: Heads | None = None
) -> ParkedIdea:
    """Write what a person changed of an idea, as seen with these heads; raises what `park` does."""
    only(values, FIELDS)
    idea = get(session, ParkedIdea, idea_id)
    return write(session, idea, _values(session, values), heads)


def remove(session: Session, idea_id: str) -> None:
    """Take an idea out of the parking lot; `bring_back` undoes it."""
    delete(session, get(session, ParkedIdea, idea_id))


def bring_back(session: Session, idea_id: str) -> None:
    """Undo `remove`: it comes back in its place."""
    restore(session, session.get_one(ParkedIdea, idea_id))


def move(session: Session, idea_id: str, step: int) -> bool:
    """Move an idea so many places down (negative: up) among those that wait; return whether it moved."""
    moved = get(session, ParkedIdea, idea_id)
    rows = session.scalars(_of(moved.workshop_id, moved.mesa_id)).all()
    became = _living_agreements(session, {one.agreement_id for one in rows})
    waiting = [one for one in rows if one.agreement_id not in became]
    return moved in waiting and ordering.move(waiting, moved, step)


def become_agreement(session: Session, idea_id: str) -> Agreement:
    """Make an agreement of an idea, in its words: whoever said it is proposed as who answers for it.

    Raises `NotAllowed("idea-is-agreement")` when it became one already.
    """
    idea = get(session, ParkedIdea, idea_id)
    if _living_agreements(session, {idea.agreement_id}):
        raise NotAllowed("idea-is-agreement")
    said = AgreementData(
        text=idea.text,
        mesa_id=idea.mesa_id,
        organization_id=idea.organization_id,
        person_id=idea.person_id,
    )
    made = agreements.add(session, idea.workshop_id, said)
    idea.agreement_id = made.id
    return made


def from_agreement(session: Session, agreement_id: str) -> ParkedIdea:
    """Leave an agreement for later, in its words of now: the idea that it was, or a new one."""
    record = get(session, Agreement, agreement_id)
    query = living(ParkedIdea).where(ParkedIdea.agreement_id == agreement_id).order_by(ParkedIdea.id)
    idea = session.scalars(query).first()
    agreements.remove(session, agreement_id)
    if idea is not None:
        idea.text = record.text
        return idea
    idea = park(
        session,
        record.workshop_id,
        record.text,
        record.mesa_id,
        person_id=record.person_id,
        organization_id=record.organization_id,
    )
    idea.agreement_id = agreement_id
    return idea


def listing(session: Session, workshop_id: str, mesa_id: str | None = None) -> tuple[IdeaRow, ...]:
    """Return the ideas of a workshop, or of one of its mesas (`""` is the plenaria), in their order."""
    ideas = session.scalars(_of(workshop_id, mesa_id)).all()
    became = _living_agreements(session, {one.agreement_id for one in ideas})
    persons = same_as.standing(session, Person, {one.person_id for one in ideas})
    bodies = same_as.standing(session, Organization, {one.organization_id for one in ideas})
    return tuple(
        _row(one, persons.get(one.person_id), bodies.get(one.organization_id), became) for one in ideas
    )


def _of(workshop_id: str, mesa_id: str | None) -> Select[ParkedIdea]:
    query = living(ParkedIdea).where(ParkedIdea.workshop_id == workshop_id)
    if mesa_id is not None:
        query = query.where(ParkedIdea.mesa_id == mesa_id)
    return query.order_by(ParkedIdea.mesa_id, ParkedIdea.order_key, ParkedIdea.id)


def _row(one: ParkedIdea, person: Person | None, body: Organization | None, became: set[str]) -> IdeaRow:
    return IdeaRow(
        id=one.id,
        text=one.text,
        mesa_id=one.mesa_id,
        at=one.at,
        person_id=one.person_id,
        person=person.full_name if person else "",
        organization_id=one.organization_id,
        organization=(body.short_name or body.name) if body else "",
        sector=body.sector if body else "",
        agreement_id=one.agreement_id if one.agreement_id in became else "",
    )


def waiting(session: Session, workshop_id: str, mesa_id: str) -> int:
    """Return how many ideas of a mesa wait."""
    return sum(not one.agreement_id for one in listing(session, workshop_id, mesa_id))


def _living_agreements(session: Session, ids: set[str]) -> set[str]:
    wanted = ids - {""}
    if not wanted:
        return set()
    query = select(Agreement.id).where(Agreement.id.in_(wanted), Agreement.deleted.is_(False))
    return set(session.scalars(query))
