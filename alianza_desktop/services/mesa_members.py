"""The alliance's standing mesas: who belongs to each and presides it, and where it has met.

Two laptops may add the same member, by records that are joined afterwards: it is one member, with the higher
of its roles, and what is done to it is done to every record of it.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import (
    Agreement,
    Mesa,
    MesaMember,
    Organization,
    Person,
    Workshop,
    WorkshopMesa,
)
from alianza_desktop.model.workshops import SEATS
from alianza_desktop.services import mesas, organizations, same_as
from alianza_desktop.services.query import get, living, one_of
from alianza_desktop.services.same_as import Identities
from alianza_desktop.storage import journal
from alianza_desktop.storage.journal import delete

ALONE: Final = ("president", "secretary")
"""Roles that one member has."""


@dataclass(frozen=True, slots=True, repr=False)
class MemberRow:
    """A member of a mesa: an organisation, a person of it, or a person alone."""

    id: str
    role: str
    organization_id: str
    organization: str
    sector: str
    person_id: str
    person: str

    @property
    def name(self) -> str:
        """As lists say it: the person, then the organisation."""
        return " · ".join(filter(None, (self.person, self.organization)))


@dataclass(frozen=True, slots=True, repr=False)
class TableRow:
    """A standing mesa in the list of the alliance's."""

    id: str
    number: int
    name: str
    sigla: str
    theme: str
    president: str
    secretary: str
    members: int
    meetings: int
    last_stage: int
    """Of the workshop where it met last; 0 when it never did."""


@dataclass(frozen=True, slots=True, repr=False)
class Meeting:
    """A workshop where a mesa met."""

    workshop_id: str
    stage: int
    name: str
    date: str
    seated: int
    agreements: int


def members(session: Session, mesa_id: str) -> tuple[MemberRow, ...]:
    """Return who belongs to a mesa: president, secretary, then the others by name."""
    return tuple(_members(session, {mesa_id}).get(mesa_id, ()))


def _members(session: Session, ids: set[str]) -> dict[str, list[MemberRow]]:
    records = list(session.scalars(living(MesaMember).where(MesaMember.mesa_id.in_(ids))))
    bodies = same_as.standing(session, Organization, {one.organization_id for one in records})
    persons = same_as.standing(session, Person, {one.person_id for one in records})
    who, actors = same_as.identities(session, "person"), same_as.identities(session, "organization")
    records.sort(key=lambda one: (_rank(one.role), one.id))
    once = {(one.mesa_id, _self(one, who, actors)): one for one in reversed(records)}
    found: dict[str, list[MemberRow]] = {}
    for one in once.values():
        body, person = bodies.get(one.organization_id), persons.get(one.person_id)
        row = MemberRow(
            id=one.id,
            role=one.role if one.role in SEATS else "member",
            organization_id=one.organization_id,
            organization=(body.short_name or body.name) if body else "",
            sector=body.sector if body else "",
            person_id=one.person_id,
            person=person.full_name if person else "",
        )
        found.setdefault(one.mesa_id, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (SEATS.index(row.role), row.name, row.id))
    return found


def _rank(role: str) -> int:
    return SEATS.index(role if role in SEATS else "member")


def _self(member: MesaMember, who: Identities, actors: Identities) -> tuple[str, str]:
    """Return who a member is: the organisation and the person that stand for it."""
    return actors.shown(member.organization_id), who.shown(member.person_id)


def _records(session: Session, mesa_id: str, body: str, person_id: str) -> list[MesaMember]:
    """Return every record of a member of a mesa."""
    who, actors = same_as.identities(session, "person"), same_as.identities(session, "organization")
    wanted = actors.shown(body), who.shown(person_id)
    rows = session.scalars(living(MesaMember).where(MesaMember.mesa_id == mesa_id))
    return [one for one in rows if _self(one, who, actors) == wanted]


def add(
    session: Session, mesa_id: str, *, organization: str = "", person_id: str = "", role: str = "member"
) -> MesaMember:
    """Add a member by the name of an organisation, new to the directory or not, and perhaps a person of it.

    Raises `Invalid` (`member-needed`, `member-repeated`).
    """
    get(session, Mesa, mesa_id)
    one_of(role, SEATS, "role")
    body = organizations.find_or_add(session, organization).id if organization.strip() else ""
    if person_id:
        person = get(session, Person, person_id)
        body = body or person.organization_id
    if not body and not person_id:
        raise Invalid("member-needed")
    if _records(session, mesa_id, body, person_id):
        raise Invalid("member-repeated")
    member = MesaMember(mesa_id=mesa_id, organization_id=body, person_id=person_id, role="member")
    session.add(member)
    session.flush()
    set_role(session, member.id, role)
    return member


def set_role(session: Session, member_id: str, role: str) -> dict[str, str]:
    """Give a member a role; who presided, or was the secretary, is one more member.

    Returns the roles before, by member, so that `set_roles` takes it back.
    """
    one_of(role, SEATS, "role")
    member = get(session, MesaMember, member_id)
    selves = _records(session, member.mesa_id, member.organization_id, member.person_id)
    before = {one.id: one.role for one in selves}
    if role in ALONE:
        query = living(MesaMember).where(MesaMember.mesa_id == member.mesa_id, MesaMember.role == role)
        for other in session.scalars(query):
            if other.id not in before:
                before[other.id] = other.role
                other.role = "member"
    for one in selves:
        one.role = role
    return before


def set_roles(session: Session, roles: dict[str, str]) -> None:
    """Put roles back as they were."""
    for member_id, role in roles.items():
        get(session, MesaMember, member_id).role = role


def remove(session: Session, member_id: str) -> None:
    """Take a member out of a mesa."""
    member = get(session, MesaMember, member_id)
    for one in _records(session, member.mesa_id, member.organization_id, member.person_id):
        delete(session, one)


def restore(session: Session, member_id: str) -> None:
    """Undo `remove`."""
    member = session.get(MesaMember, member_id)
    if member is not None:
        journal.restore(session, member)


def listing(session: Session) -> tuple[TableRow, ...]:
    """Return every mesa of the alliance, by number."""
    tables = list(session.scalars(living(Mesa).order_by(Mesa.number, Mesa.id)))
    belonging = _members(session, {one.id for one in tables})
    met = _met(session)
    rows = []
    for one in tables:
        mine = belonging.get(one.id, [])
        stages = met.get(one.id, [])
        rows.append(
            TableRow(
                id=one.id,
                number=one.number,
                name=one.name,
                sigla=one.sigla,
                theme=one.theme,
                president=next((row.name for row in mine if row.role == "president"), ""),
                secretary=next((row.name for row in mine if row.role == "secretary"), ""),
                members=len(mine),
                meetings=len(stages),
                last_stage=stages[-1] if stages else 0,
            )
        )
    return tuple(rows)


def _met(session: Session) -> dict[str, list[int]]:
    """Return the stages of the workshops where each mesa met, in order of date."""
    rows = session.execute(
        select(WorkshopMesa.mesa_id, Workshop.stage)
        .join(Workshop, Workshop.id == WorkshopMesa.workshop_id)
        .where(WorkshopMesa.deleted.is_(False), Workshop.deleted.is_(False))
        .order_by(Workshop.starts_on, Workshop.stage, Workshop.id)
    )
    found: dict[str, list[int]] = {}
    for mesa_id, stage in rows:
        found.setdefault(mesa_id, []).append(stage)
    return found


def history(session: Session, mesa_id: str) -> tuple[Meeting, ...]:
    """Return the workshops where a mesa met, the latest first, with who sat and what was agreed."""
    workshops = session.scalars(
        living(Workshop)
        .join(WorkshopMesa, WorkshopMesa.workshop_id == Workshop.id)
        .where(WorkshopMesa.mesa_id == mesa_id, WorkshopMesa.deleted.is_(False))
        .order_by(Workshop.starts_on.desc(), Workshop.stage.desc(), Workshop.id)
    )
    agreed = _agreed(session, mesa_id)
    return tuple(
        Meeting(one.id, one.stage, one.name, one.starts_on, _seated(session, one.id, mesa_id), agreed[one.id])
        for one in workshops
    )


def _seated(session: Session, workshop_id: str, mesa_id: str) -> int:
    """Return how many sit at it, each once and at one mesa."""
    return list(mesas.seats_of_all(session, workshop_id).values()).count(mesa_id)


def _agreed(session: Session, mesa_id: str) -> Counter[str]:
    rows = session.execute(
        select(Agreement.workshop_id, func.count())
        .where(Agreement.mesa_id == mesa_id, Agreement.deleted.is_(False))
        .group_by(Agreement.workshop_id)
    )
    return Counter(dict(rows.all()))
