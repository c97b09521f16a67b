"""Agreements: added in the order they were spoken, listed with who answers for them and what is missing.

Decided here, after ux.md §1 («no responsible present → por confirmar»): a responsible who did not come to
the workshop is *awaited*, and whoever left after coming is not. What is awaited and not answered is a gap:
it goes into the acta once somebody noted that they accept, or left it «por confirmar» knowingly; without any
organisation, «por confirmar» is what the acta calls «responsable por designar». A compromiso or an acuerdo
that was declined is a gap, a pedido that was declined is told as it is. Another responsible organisation was
asked nothing yet. While nobody is registered, nothing is known of who came and nobody is awaited. Acceptance
and follow-up are two fields: what becomes of an agreement after the acta is in `agreement_follow_up`, and
changes no acta.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.model import (
    Agreement,
    AgreementGoal,
    AgreementNote,
    AgreementPartner,
    Attendance,
    ChainActivity,
    Mesa,
    Organization,
    Person,
    Workshop,
    rules,
)
from alianza_desktop.model.agreements import ACCEPTANCES, FOLLOW_UPS, KINDS
from alianza_desktop.services import agreement_goals, ordering, same_as
from alianza_desktop.services.query import get, living, one_of
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage.journal import delete, restore
from alianza_desktop.storage.operations import Heads


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgreementData:
    """What was agreed; empty is not decided yet."""

    text: str
    kind: str = "compromiso"
    mesa_id: str = ""
    organization_id: str = ""
    person_id: str = ""
    partners: tuple[str, ...] = ()
    """Ids of the co-responsible organisations."""
    due_on: str = ""
    permanent: bool = False
    deliverable: str = ""
    amount: int | None = None
    """In céntimos of sol."""
    activity_id: str = ""
    """The activity of a value chain that it is born of."""
    verification: str = ""
    """What will prove that it was done."""
    funding: str = ""
    policy: str = ""
    goals: tuple[str, ...] = ()
    """ODS and targets, as `rules.goal` writes them."""
    acceptance: str = ""
    follow_up: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class AgreementRow:
    """An agreement as lists and actas show it."""

    id: str
    code: str
    """Stable in its acta: A-01, A-02 … in the order of the mesa."""
    kind: str
    text: str
    mesa_id: str
    organization: str
    organization_short: str
    sector: str
    person: str
    partners: tuple[str, ...]
    due_on: str
    permanent: bool
    deliverable: str
    amount: int | None
    gaps: tuple[str, ...]
    """Codes of what is missing before it can enter an acta."""
    organization_id: str
    person_id: str
    partner_ids: tuple[str, ...] = ()
    activity_id: str = ""
    verification: str = ""
    funding: str = ""
    policy: str = ""
    goals: tuple[str, ...] = ()
    acceptance: str = ""
    follow_up: str = ""
    read_digest: str = ""
    awaited: bool = False
    """Whoever answers for it did not come."""
    noted: tuple[str, ...] = ()
    """Kinds of the notes that it has, once each."""


def add(session: Session, workshop_id: str, data: AgreementData) -> Agreement:
    """Add an agreement at the end of its mesa's list; what is missing may be completed later."""
    get(session, Workshop, workshop_id)
    for kind, record_id in (
        (Mesa, data.mesa_id),
        (Organization, data.organization_id),
        (Person, data.person_id),
        (ChainActivity, data.activity_id),
    ):
        if record_id:
            get(session, kind, record_id)
    values = _values(data)
    last = session.scalar(
        select(func.max(Agreement.order_key)).where(
            Agreement.workshop_id == workshop_id, Agreement.mesa_id == data.mesa_id
        )
    )
    agreement = Agreement(
        workshop_id=workshop_id, mesa_id=data.mesa_id, order_key=rules.key_between(last or "")
    )
    for field, value in values.items():
        setattr(agreement, field, value)
    session.add(agreement)
    session.flush()
    if data.partners:
        partners(session, agreement.id, data.partners)
    if data.goals:
        agreement_goals.choose(session, agreement.id, data.goals)
    return agreement


def check(data: AgreementData) -> None:
    """Raise what `add` would raise for what an agreement says, whatever it belongs to."""
    _values(data)


def _values(data: AgreementData) -> dict[str, object]:
    text = line(data.text)
    if not text:
        raise Invalid("agreement-text-needed")
    if data.permanent and data.due_on:
        raise Invalid("due-or-permanent")
    if data.amount is not None and data.amount < 0:
        raise Invalid("amount-negative")
    return {
        "kind": one_of(data.kind, KINDS, "kind"),
        "text": text,
        "organization_id": data.organization_id,
        "person_id": data.person_id,
        "due_on": rules.day(data.due_on) if data.due_on else "",
        "permanent": data.permanent,
        "deliverable": normalise_text(data.deliverable).strip(),
        "amount": data.amount,
        "activity_id": data.activity_id,
        "verification": normalise_text(data.verification).strip(),
        "funding": line(data.funding),
        "policy": line(data.policy),
        "acceptance": one_of(data.acceptance, ("", *ACCEPTANCES), "acceptance"),
        "follow_up": one_of(data.follow_up, ("", *FOLLOW_UPS), "follow_up"),
    }


FIELDS: Final = (
    "text", "kind", "mesa_id", "organization_id", "person_id", "due_on", "permanent", "deliverable", "amount",
    "activity_id", "verification", "funding", "policy", "acceptance", "follow_up",
)  # fmt: skip
"""What `change` may write."""


def change(
    session: Session, agreement_id: str, values: Mapping[str, Any], heads: Heads | None = None
) -> Agreement:
    """Write only the fields that a person changed in a form, with the heads that the form showed.

    Raises `Invalid` as `add` does; the co-responsibles are records of their own (`partners`).
    """
    agreement = get(session, Agreement, agreement_id)
    only(values, FIELDS)
    other = values.get("organization_id", agreement.organization_id) != agreement.organization_id
    written = ({"acceptance": ""} if other and agreement.acceptance else {}) | dict(values)
    merged = replace(AgreementData(text=""), **{one: getattr(agreement, one) for one in FIELDS} | written)
    checked = _values(merged) | {"mesa_id": merged.mesa_id}
    return write(session, agreement, {field: checked[field] for field in written}, heads)


def convert(session: Session, agreement_id: str) -> str:
    """Give an agreement the next kind, in the order compromiso, pedido, acuerdo, and return it."""
    agreement = get(session, Agreement, agreement_id)
    place = KINDS.index(agreement.kind) if agreement.kind in KINDS else 0
    agreement.kind = KINDS[(place + 1) % len(KINDS)]
    return agreement.kind


def move(session: Session, agreement_id: str, step: int) -> bool:
    """Move an agreement so many places down (negative: up) in its mesa; return whether it moved."""
    moved = get(session, Agreement, agreement_id)
    rows = list(
        session.scalars(
            living(Agreement)
            .where(Agreement.workshop_id == moved.workshop_id, Agreement.mesa_id == moved.mesa_id)
            .order_by(Agreement.order_key, Agreement.id)
        )
    )
    return ordering.move(rows, moved, step)


def remove(session: Session, agreement_id: str, heads: Heads | None = None) -> None:
    """Delete an agreement as it was seen; its co-responsibles stay, to come back with it."""
    delete(session, get(session, Agreement, agreement_id), heads)


def bring_back(session: Session, agreement_id: str) -> None:
    """Undo `remove`: it comes back with every value, in its place."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None:
        raise NotFound("record-missing", kind=Agreement.__tablename__, id=agreement_id)
    restore(session, agreement)


def partners(session: Session, agreement_id: str, organization_ids: tuple[str, ...]) -> None:
    """Make these the co-responsible organisations of an agreement."""
    get(session, Agreement, agreement_id)
    known = list(
        session.scalars(living(AgreementPartner).where(AgreementPartner.agreement_id == agreement_id))
    )
    for one in known:
        if one.organization_id not in organization_ids:
            delete(session, one)
    for organization_id in set(organization_ids) - {one.organization_id for one in known}:
        get(session, Organization, organization_id)
        session.add(AgreementPartner(agreement_id=agreement_id, organization_id=organization_id))
    session.flush()


_NAMES: Final = (
    "id", "kind", "text", "mesa_id", "organization_id", "person_id", "due_on", "permanent", "deliverable",
    "amount", "activity_id", "verification", "funding", "policy", "acceptance", "follow_up", "read_digest",
)  # fmt: skip
_LISTED: Final = tuple(getattr(Agreement, name) for name in _NAMES)
"""Columns and not records: a list is read at every key of a busy table, and nobody changes it."""


def listing(session: Session, workshop_id: str, mesa_id: str | None = None) -> tuple[AgreementRow, ...]:
    """Return the agreements of a workshop, or of one of its mesas (`""` is the plenaria), in order."""
    query = select(*_LISTED).where(Agreement.workshop_id == workshop_id, Agreement.deleted.is_(False))
    if mesa_id is not None:
        query = query.where(Agreement.mesa_id == mesa_id)
    found = session.execute(query.order_by(Agreement.mesa_id, Agreement.order_key, Agreement.id)).all()
    partners, goals, notes = _members(session, workshop_id)
    known = same_as.identities(session, "organization")
    wanted = {one.organization_id for one in found}.union(*(partners.get(one.id, ()) for one in found))
    bodies = _bodies(session, {known.shown(one) for one in wanted})
    bodies = {one: bodies[known.shown(one)] for one in wanted if known.shown(one) in bodies}
    persons = _persons(session, {one.person_id for one in found})
    came = _Came.load(session, workshop_id, found, known)
    position: dict[str, int] = {}
    rows = []
    for one in found:
        position[one.mesa_id] = position.get(one.mesa_id, 0) + 1
        name, short, sector = bodies.get(one.organization_id, ("", "", ""))
        others = tuple(b for b in partners.get(one.id, ()) if b in bodies)
        awaited = came.misses(one.organization_id, one.person_id)
        rows.append(
            AgreementRow(
                **dict(zip(_NAMES, one, strict=True)),
                code=f"A-{position[one.mesa_id]:02d}",
                organization=name,
                organization_short=short or name,
                sector=sector,
                person=persons.get(one.person_id, ""),
                partners=tuple(bodies[other][0] for other in others),
                gaps=_gaps(one, awaited=awaited),
                partner_ids=others,
                goals=tuple(sorted(set(goals.get(one.id, ())), key=rules.goal_order)),
                awaited=awaited,
                noted=tuple(dict.fromkeys(notes.get(one.id, ()))),
            )
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True, repr=False)
class _Came:
    """Who of those that answer for agreements was registered in any session, even if they left since."""

    anybody: bool
    people: frozenset[str]
    bodies: frozenset[str]
    bodies_shown: same_as.Identities
    people_shown: same_as.Identities

    @classmethod
    def load(
        cls, session: Session, workshop_id: str, found: Sequence[Row[Any]], bodies: same_as.Identities
    ) -> "_Came":
        """Ask about those only: thousands arrive, and the list is read again after each change of it."""
        people = same_as.identities(session, "person")
        named = people.all_of(one.person_id for one in found if one.person_id)
        unnamed = bodies.all_of(one.organization_id for one in found if not one.person_id)
        some = _arrived(Attendance.id, workshop_id).where(
            (Attendance.person_id > "") | (Attendance.organization_id > "")
        )
        return cls(
            session.scalar(some.limit(1)) is not None,
            frozenset(map(people.shown, _those(session, Attendance.person_id, workshop_id, named))),
            frozenset(map(bodies.shown, _those(session, Attendance.organization_id, workshop_id, unnamed))),
            bodies,
            people,
        )

    def misses(self, organization_id: str, person_id: str) -> bool:
        """Return whether the responsible did not come: the person when one is named."""
        if not organization_id or not self.anybody:
            return False
        if person_id:
            return self.people_shown.shown(person_id) not in self.people
        return self.bodies_shown.shown(organization_id) not in self.bodies


def _arrived(column: InstrumentedAttribute[str], workshop_id: str) -> Select[str]:
    return select(column).where(Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False))


def _those(
    session: Session, column: InstrumentedAttribute[str], workshop_id: str, ids: set[str]
) -> Iterable[str]:
    """Return those of the ids that are in the arrivals of a workshop."""
    if not ids:
        return ()
    return session.scalars(_arrived(column, workshop_id).where(column.in_(ids)).distinct())


def _bodies(session: Session, ids: set[str]) -> dict[str, tuple[str, str, str]]:
    """Return name, short name and sector of organisations, deleted ones included."""
    columns = (Organization.id, Organization.name, Organization.short_name, Organization.sector)
    rows = session.execute(select(*columns).where(Organization.id.in_(ids - {""})))
    return {record_id: (name, short, sector) for record_id, name, short, sector in rows}


def _persons(session: Session, ids: set[str]) -> dict[str, str]:
    """Return the names of people, deleted ones included."""
    if not ids - {""}:
        return {}
    columns = (Person.id, Person.given_names, Person.paternal_surname, Person.maternal_surname)
    rows = session.execute(select(*columns).where(Person.id.in_(ids - {""})))
    return {record_id: " ".join(filter(None, names)) for record_id, *names in rows}


def _gaps(agreement: Row[Any], *, awaited: bool) -> tuple[str, ...]:
    """Return the codes of what an agreement lacks before it can enter an acta."""
    return rules.agreement_gaps(
        kind=agreement.kind,
        organization_id=agreement.organization_id,
        due_on=agreement.due_on,
        permanent=agreement.permanent,
        acceptance=agreement.acceptance,
        awaited=awaited,
    )


_MEMBERS: Final = (AgreementPartner.organization_id, AgreementGoal.goal, AgreementNote.kind)
_ONE_OF: Final = tuple(
    select(
        literal(place).label("place"), one.class_.agreement_id, one.label("value"), one.class_.id.label("of")
    )
    .join(Agreement, Agreement.id == one.class_.agreement_id)
    .where(Agreement.workshop_id == bindparam("workshop"), one.class_.deleted.is_(False))
    for place, one in enumerate(_MEMBERS)
)
_ALL: Final = union_all(*_ONE_OF).order_by("of")


def _members(session: Session, workshop_id: str) -> tuple[dict[str, list[str]], ...]:
    """Return the co-responsibles, goals and kinds of notes of each agreement of a workshop, in one query."""
    found: tuple[dict[str, list[str]], ...] = tuple({} for _one in _MEMBERS)
    for place, agreement_id, value, _id in session.execute(_ALL, {"workshop": workshop_id}):
        found[place].setdefault(agreement_id, []).append(value)
    return found
