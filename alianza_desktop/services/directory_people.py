"""Personas: everybody across workshops, and the whole of one: what they attended, signed and accepted."""

from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import hour, sort_key
from alianza_desktop.model import (
    Acta,
    ActaSignatory,
    Agreement,
    Attendance,
    Consent,
    Evidence,
    Mesa,
    Organization,
    Person,
    Workshop,
)
from alianza_desktop.model.workshops import MEETING
from alianza_desktop.services import acta_status, mesas, same_as, search
from alianza_desktop.services.people import FIELDS
from alianza_desktop.services.query import by_id, get, living
from alianza_desktop.services.same_as import Identities

MOST: Final = 2000
"""How many rows a list shows; the others are found by writing."""
_PART: Final = 5000
"""How many are asked for at once: a query takes so many ids."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonLine:
    """A person as the list shows them."""

    id: str
    listed_name: str
    document_type: str
    document_number: str
    organization: str
    sector: str
    position: str
    phone: str
    email: str
    stages: tuple[int, ...]
    """Stages of the workshops where they were present."""
    consent: str
    """`accepted`, `informed`, `refused`, or empty when nobody asked."""


@dataclass(frozen=True, slots=True, repr=False)
class PeopleList:
    """Some of the people, and how many there are in all."""

    rows: tuple[PersonLine, ...]
    total: int


@dataclass(frozen=True, slots=True, repr=False)
class Visit:
    """A workshop where the person was present."""

    workshop_id: str
    stage: int
    workshop: str
    date: str
    hours: tuple[str, ...]
    """Of each arrival, `hh:mm`."""
    mesa: str


@dataclass(frozen=True, slots=True, repr=False)
class SignatureLine:
    """An acta that the person signs or was expected to sign."""

    acta_id: str
    number: str
    """Empty while it is a draft."""
    workshop_id: str
    stage: int
    outcome: str
    """Code of how it ended; empty when it has not."""
    at: str


@dataclass(frozen=True, slots=True, repr=False)
class ConsentLine:
    """The last answer to one purpose."""

    purpose: str
    given: bool
    informed_only: bool
    version: str
    at: str


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """An agreement that the person answers for, by name."""

    agreement_id: str
    workshop_id: str
    stage: int
    text: str
    due_on: str
    permanent: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonCard:
    """The whole of one person."""

    id: str
    full_name: str
    values: dict[str, str]
    """The fields of the person's form."""
    organization: str
    sector: str
    visits: tuple[Visit, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    answers: tuple[Answer, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    """(id, words) of the records that are this same person."""


_LISTED: Final = tuple(
    getattr(Person, name)
    for name in ("id", "given_names", "paternal_surname", "maternal_surname", "document_type",
                 "document_number", "organization_id", "position", "phone", "email")
)  # fmt: skip


def listing(session: Session, words: str = "", *, most: int = MOST) -> PeopleList:
    """Return everybody in Spanish order of surnames, or whom the words find, best first; each person once."""
    known = same_as.identities(session, "person")
    total = session.scalar(select(func.count()).select_from(living(Person).subquery())) or 0
    total -= known.surplus(known.groups)
    if words.strip():
        ids = [hit.person_id for hit in search.people(session, words, limit=most)]
    else:
        ids = _first(session, known, most)
    parts = (ids[start : start + _PART] for start in range(0, len(ids), _PART))
    return PeopleList(tuple(line for part in parts for line in _lines(session, known, part)), total)


def _first(session: Session, known: Identities, most: int) -> list[str]:
    columns = (Person.id, Person.paternal_surname, Person.maternal_surname, Person.given_names)
    rows = session.execute(select(*columns).where(Person.deleted.is_(False)))
    named = (
        (sort_key(" ".join(filter(None, names))), record_id)
        for record_id, *names in rows
        if not known.hides(record_id)
    )
    return [record_id for _key, record_id in nsmallest(most, named)]


def _lines(session: Session, known: Identities, ids: list[str]) -> tuple[PersonLine, ...]:
    selves = known.all_of(ids)
    rows = {row.id: row for row in session.execute(select(*_LISTED).where(Person.id.in_(selves)))}
    bodies = same_as.standing(session, Organization, {row.organization_id for row in rows.values()})
    stages, consents = _stages(session, known, selves), _consents(session, known, selves)
    lines = []
    for one in ids:
        row = rows[one]
        body = bodies.get(row.organization_id)
        surnames = " ".join(filter(None, (row.paternal_surname, row.maternal_surname)))
        lines.append(
            PersonLine(
                id=one,
                listed_name=", ".join(filter(None, (surnames, row.given_names))),
                document_type=row.document_type,
                document_number=row.document_number,
                organization=(body.short_name or body.name) if body else "",
                sector=body.sector if body else "",
                position=row.position,
                phone=row.phone,
                email=row.email,
                stages=tuple(sorted(stages.get(one, ()))),
                consent=consents.get(one, ""),
            )
        )
    return tuple(lines)


def _stages(session: Session, known: Identities, ids: set[str]) -> dict[str, set[int]]:
    rows = session.execute(
        select(Attendance.person_id, Workshop.stage)
        .join(Workshop, Workshop.id == Attendance.workshop_id)
        .where(Attendance.person_id.in_(ids), Attendance.deleted.is_(False), Workshop.deleted.is_(False))
        .where(Workshop.kind != MEETING)
        .distinct()
    )
    found: dict[str, set[int]] = defaultdict(set)
    for person_id, stage in rows:
        found[known.shown(person_id)].add(stage)
    return found


def _consents(session: Session, known: Identities, ids: set[str]) -> dict[str, str]:
    rows = session.execute(
        select(Consent.person_id, Consent.given, Consent.informed_only)
        .where(Consent.person_id.in_(ids), Consent.purpose == "registration", Consent.deleted.is_(False))
        .order_by(Consent.at, Consent.id)
    )
    return {known.shown(one): consent_kind(given=given, informed=informed) for one, given, informed in rows}


def consent_kind(*, given: bool, informed: bool) -> str:
    """Return `accepted`, `informed` or `refused`."""
    return "informed" if informed else "accepted" if given else "refused"


def card(session: Session, person_id: str) -> PersonCard:
    """Return the whole of a person, joined records included. Raises `NotFound("record-missing")`."""
    selves = same_as.members(session, "person", person_id)
    person = get(session, Person, selves[0])
    bodies = same_as.standing(session, Organization, {person.organization_id})
    body = bodies.get(person.organization_id)
    others = by_id(session, Person, set(selves[1:]))
    return PersonCard(
        id=person.id,
        full_name=person.full_name,
        values={name: getattr(person, name) for name in FIELDS}
        | {"organization_id": body.id if body else ""},
        organization=body.name if body else "",
        sector=body.sector if body else "",
        visits=_visits(session, selves),
        signatures=_signatures(session, selves),
        consents=_answers_to_consent(session, selves),
        answers=_answers(session, selves),
        others=tuple((one.id, _told(one)) for one in others.values()),
    )


def _told(person: Person) -> str:
    document = catalogs.document(person.document_type, person.document_number)
    return " · ".join(filter(None, (person.full_name, document)))


def _visits(session: Session, selves: tuple[str, ...]) -> tuple[Visit, ...]:
    rows = session.scalars(
        living(Attendance).where(Attendance.person_id.in_(selves)).order_by(Attendance.at, Attendance.id)
    )
    came: dict[str, list[Attendance]] = defaultdict(list)
    for row in rows:
        came[row.workshop_id].append(row)
    workshops = by_id(session, Workshop, set(came))
    visits = []
    for workshop in sorted(workshops.values(), key=lambda one: (one.starts_on, one.stage, one.id)):
        mesa = session.get(Mesa, mesas.seat_of(session, workshop.id, selves[0]) or "-")
        first: dict[str, str] = {}
        for row in came[workshop.id]:  # one hour a session: two arrivals of one person count once
            first.setdefault(row.session_id, hour(row.at))
        visits.append(
            Visit(
                workshop_id=workshop.id,
                stage=workshop.stage,
                workshop=workshop.name,
                date=workshop.starts_on or came[workshop.id][0].at[:10],
                hours=tuple(first.values()),
                mesa=f"Mesa {mesa.number}" if mesa else "",
            )
        )
    return tuple(visits)


def _signatures(session: Session, selves: tuple[str, ...]) -> tuple[SignatureLine, ...]:
    rows = list(session.scalars(living(ActaSignatory).where(ActaSignatory.person_id.in_(selves))))
    actas = by_id(session, Acta, {row.acta_id for row in rows})
    status = acta_status.of(session, list(actas.values()))
    workshops = by_id(session, Workshop, {one.workshop_id for one in actas.values()})
    ends = session.execute(
        select(Evidence.signatory_id, Evidence.outcome, Evidence.at)
        .where(Evidence.signatory_id.in_({row.id for row in rows}), Evidence.kind == "outcome")
        .order_by(Evidence.at, Evidence.id)
    )
    ended = {signatory_id: (outcome, at) for signatory_id, outcome, at in ends}
    lines = []
    for row in rows:
        acta = actas.get(row.acta_id)
        if acta is None or acta.deleted:
            continue
        workshop = workshops.get(acta.workshop_id)
        outcome, at = ended.get(row.id, ("", ""))
        lines.append(
            SignatureLine(
                acta.id,
                status[acta.id].number,
                acta.workshop_id,
                workshop.stage if workshop else 0,
                outcome,
                at,
            )
        )
    return tuple(sorted(lines, key=lambda one: (one.stage, one.number, one.acta_id)))


def _answers_to_consent(session: Session, selves: tuple[str, ...]) -> tuple[ConsentLine, ...]:
    rows = session.scalars(
        living(Consent).where(Consent.person_id.in_(selves)).order_by(Consent.at, Consent.id)
    )
    last = {
        row.purpose: ConsentLine(row.purpose, row.given, row.informed_only, row.text_version, row.at)
        for row in rows
    }
    order = list(catalogs.labels("consent"))
    return tuple(
        sorted(last.values(), key=lambda one: order.index(one.purpose) if one.purpose in order else 9)
    )


def _answers(session: Session, selves: tuple[str, ...]) -> tuple[Answer, ...]:
    rows = list(
        session.scalars(
            living(Agreement).where(Agreement.person_id.in_(selves)).order_by(Agreement.due_on, Agreement.id)
        )
    )
    workshops = by_id(session, Workshop, {one.workshop_id for one in rows})
    return tuple(
        Answer(
            one.id,
            one.workshop_id,
            workshops[one.workshop_id].stage if one.workshop_id in workshops else 0,
            one.text,
            one.due_on,
            one.permanent,
        )
        for one in rows
    )
