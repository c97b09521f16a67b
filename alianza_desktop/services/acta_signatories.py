"""Who was there and who is expected to sign an acta, in whose place, and with which paper that says so.

Decisions: whoever came in the place of another (`Delegation`) is proposed in that place, and the other is
not: one of them signs. A person signs in the place of one, and each is represented once. An alternate shows a
carta poder, a resolución or an oficio; without its text the acta has a gap, its scan is optional.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import sort_key
from alianza_desktop.model import Acta, ActaSignatory, Attendance, Delegation, Organization, Person, rules
from alianza_desktop.model.workshops import QUALITIES
from alianza_desktop.services import meetings, mesas, ordering, same_as
from alianza_desktop.services.acta_versions import changeable
from alianza_desktop.services.query import by_id, get, living, one_of
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage import attachments
from alianza_desktop.storage.journal import delete, restore
from alianza_desktop.storage.operations import Heads

SIGNING_QUALITIES: Final = frozenset({"titular", "alternate"})
ALTERNATE: Final = "alternate"
FIELDS: Final = ("organization_id", "position", "quality", "accreditation", "represents_id")
"""What `change_signatory` may write."""
SCANS: Final = ("application/pdf", "image/jpeg", "image/png")
"""What the scan of an accreditation may be."""


@dataclass(frozen=True, slots=True, repr=False)
class SignatoryRow:
    """Someone expected to sign a draft."""

    id: str
    person_id: str
    full_name: str
    organization_id: str
    quality: str
    organization: str = ""
    position: str = ""
    accreditation: str = ""
    accreditation_file: str = ""
    """SHA-256 of its scan; empty without one."""
    represents_id: str = ""
    represents: str = ""
    """Name of the person in whose place they sign."""


def propose(session: Session, acta: Acta) -> None:
    """Expect everybody to sign who came as titular or alternate and is not expected yet."""
    known = {one.person_id for one in rows(session, acta.id)}
    last = max((one.order_key for one in rows(session, acta.id)), default="")
    places = represented(session, acta.workshop_id)
    sent = set(places.values())
    for attendance in attendances(session, acta):
        person_id = attendance.person_id
        if person_id in known | sent or attendance.quality not in SIGNING_QUALITIES:
            continue
        known.add(person_id)
        last = rules.key_between(last)
        session.add(
            ActaSignatory(
                acta_id=acta.id,
                person_id=person_id,
                organization_id=attendance.organization_id,
                position=attendance.position,
                quality=attendance.quality,
                accreditation=attendance.accreditation,
                represents_id=places.get(person_id, ""),
                order_key=last,
            )
        )
    session.flush()


def propose_same(session: Session, acta: Acta, source_id: str) -> None:
    """Expect the people who were expected to sign another acta, as they were."""
    for row in rows(session, source_id):
        copied = {name: getattr(row, name) for name in (*FIELDS, "accreditation_file", "order_key")}
        session.add(ActaSignatory(acta_id=acta.id, person_id=row.person_id, **copied))
    session.flush()


def attendances(session: Session, acta: Acta) -> list[Attendance]:
    """Return the first attendance of each person of the acta, by surname; all of a mesa's own meeting."""
    known = same_as.identities(session, "person")
    query = living(Attendance).where(Attendance.workshop_id == acta.workshop_id, Attendance.person_id != "")
    if acta.mesa_id and not meetings.mesa_of(session, acta.workshop_id):
        seats = mesas.seats_of_all(session, acta.workshop_id)
        here = [one for one, mesa_id in seats.items() if mesa_id == acta.mesa_id]
        query = query.where(Attendance.person_id.in_(known.all_of(here)))
    first: dict[str, Attendance] = {}
    for row in session.scalars(query.order_by(Attendance.at, Attendance.id)):
        first.setdefault(known.shown(row.person_id), row)
    persons = by_id(session, Person, set(first))

    def place(one: str) -> tuple[object, str]:
        return sort_key(persons[one].listed_name if one in persons else ""), one

    return [first[one] for one in sorted(first, key=place)]


def present(session: Session, acta_id: str) -> tuple[Attendance, ...]:
    """Return who was there, once each, by surname: the list of asistentes."""
    return tuple(attendances(session, get(session, Acta, acta_id)))


def represented(session: Session, workshop_id: str) -> dict[str, str]:
    """Return in whose place each delegate of a workshop came, by person id; of two, the last."""
    found = living(Delegation).where(Delegation.workshop_id == workshop_id)
    rows = session.scalars(found.order_by(Delegation.at, Delegation.id))
    return {one.delegate_id: one.principal_id for one in rows}


def rows(session: Session, acta_id: str) -> list[ActaSignatory]:
    """Return the records of who is expected to sign, in signing order."""
    return list(
        session.scalars(
            living(ActaSignatory)
            .where(ActaSignatory.acta_id == acta_id)
            .order_by(ActaSignatory.order_key, ActaSignatory.id)
        )
    )


def signatories(session: Session, acta_id: str) -> tuple[SignatoryRow, ...]:
    """Return who is expected to sign, in signing order."""
    expected = rows(session, acta_id)
    wanted = {row.person_id for row in expected} | {row.represents_id for row in expected}
    persons = by_id(session, Person, wanted)
    bodies = by_id(session, Organization, {row.organization_id for row in expected})
    return tuple(
        SignatoryRow(
            id=row.id,
            person_id=row.person_id,
            full_name=person.full_name,
            organization_id=row.organization_id,
            quality=row.quality,
            organization=bodies[row.organization_id].name if row.organization_id in bodies else "",
            position=row.position,
            accreditation=row.accreditation,
            accreditation_file=row.accreditation_file,
            represents_id=row.represents_id,
            represents=persons[row.represents_id].full_name if row.represents_id in persons else "",
        )
        for row in expected
        if (person := persons.get(row.person_id)) is not None
    )


def add_signatory(session: Session, acta_id: str, person_id: str, quality: str = "titular") -> ActaSignatory:
    """Expect one more person to sign; a person signs once (`Invalid("signatory-repeated")`).

    An acta under review goes back to draft.
    """
    acta = changeable(session, acta_id)
    person = get(session, Person, person_id)
    expected = rows(session, acta.id)
    if any(row.person_id == person_id for row in expected):
        raise Invalid("signatory-repeated")
    last = max((row.order_key for row in expected), default="")
    added = ActaSignatory(
        acta_id=acta.id,
        person_id=person_id,
        organization_id=person.organization_id,
        position=person.position,
        quality=quality,
        order_key=rules.key_between(last),
    )
    session.add(added)
    acta.state = "draft"
    session.flush()
    return added


def change_signatory(
    session: Session, signatory_id: str, values: Mapping[str, str], heads: Heads | None = None
) -> ActaSignatory:
    """Write in what capacity somebody signs (`FIELDS`); an acta under review goes back to draft.

    Raises `Invalid` (`represents-self`, `represented-signs`, `represented-twice`, `unknown-code`).
    """
    row = get(session, ActaSignatory, signatory_id)
    acta = changeable(session, row.acta_id)
    only(values, FIELDS)
    clean = {name: _clean(name, value) for name, value in values.items()}
    if clean.get("organization_id"):
        get(session, Organization, clean["organization_id"])
    if clean.get("represents_id"):
        _check_represented(session, row, clean["represents_id"])
    acta.state = "draft"
    return write(session, row, clean, heads)


def _clean(name: str, value: str) -> str:
    if name == "quality":
        return one_of(value, QUALITIES, "quality")
    if name == "accreditation":
        return normalise_text(value).strip()
    return line(value) if name == "position" else value


def _check_represented(session: Session, row: ActaSignatory, person_id: str) -> None:
    get(session, Person, person_id)
    who = same_as.identities(session, "person")
    wanted, others = who.members(person_id), [one for one in rows(session, row.acta_id) if one is not row]
    if row.person_id in wanted:
        raise Invalid("represents-self")
    if any(one.person_id in wanted for one in others):
        raise Invalid("represented-signs")
    if any(one.represents_id in wanted for one in others):
        raise Invalid("represented-twice")


def attach_accreditation(session: Session, signatory_id: str, data: bytes, media: str) -> str:
    """Keep the scan of an accreditation, as it is, and return its hash; no bytes take it off.

    Raises `Invalid` (`unknown-code` for another kind of file, `attachment-too-large`).
    """
    row = get(session, ActaSignatory, signatory_id)
    acta = changeable(session, row.acta_id)
    row.accreditation_file = attachments.put(session, data, one_of(media, SCANS, "media")) if data else ""
    acta.state = "draft"
    session.flush()
    return row.accreditation_file


def move_signatory(session: Session, signatory_id: str, step: int) -> bool:
    """Let somebody sign so many places later (negative: before); return whether they moved."""
    row = get(session, ActaSignatory, signatory_id)
    changeable(session, row.acta_id).state = "draft"
    return ordering.move(rows(session, row.acta_id), row, step)


def remove_signatory(session: Session, signatory_id: str) -> None:
    """Expect a person no more; an acta under review goes back to draft."""
    row = get(session, ActaSignatory, signatory_id)
    changeable(session, row.acta_id).state = "draft"
    delete(session, row)


def restore_signatory(session: Session, signatory_id: str) -> None:
    """Take back a `remove_signatory`."""
    row = session.get_one(ActaSignatory, signatory_id)
    changeable(session, row.acta_id).state = "draft"
    restore(session, row)


def twice(session: Session, acta_id: str) -> tuple[str, ...]:
    """Return the signatories (ids) who are somebody that signs already or is represented by another."""
    who = same_as.identities(session, "person")
    expected = rows(session, acta_id)
    signing = rules.signing_twice([who.shown(one.person_id) for one in expected])
    places = {who.shown(one.represents_id) for one in expected if one.represents_id}
    repeated = {*signing, *places}
    seen: set[str] = set()
    found = []
    for one in expected:
        person = who.shown(one.person_id)
        if person in places or (person in repeated and person in seen):
            found.append(one.id)
        seen.add(person)
    return tuple(found)
