"""The registration desk: who is this, have they come already, which mesa, and the arrival itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.core.format_es import hour
from alianza_desktop.model import (
    Attendance,
    Mesa,
    Organization,
    Person,
    Workshop,
    WorkshopSession,
)
from alianza_desktop.model.people import SECTORS
from alianza_desktop.model.workshops import MEETING, QUALITIES
from alianza_desktop.services import (
    consents,
    departures,
    invitations,
    mesas,
    organizations,
    origin,
    people,
    same_as,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import get, living, one_of
from alianza_desktop.storage.context import context
from alianza_desktop.storage.journal import delete

MODES = ("in_person", "virtual")


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """What the desk sees of a person before pressing Enter."""

    person_id: str
    full_name: str
    document_type: str
    document_number: str
    organization: str
    sector: str
    position: str
    language: str
    support: str
    invited: bool
    review: str
    consent: str
    """Version of the consent text that the person accepted; empty when there is none."""
    informed: bool
    """The last answer is «solo informado»: a public body in its functions, which needs no consent."""
    stages: tuple[int, ...]
    """Stages of the earlier workshops where the person was present."""
    mesa_id: str
    """The seat, or the mesa suggested: one that lacks this sector and has room."""
    arrived_at: str
    """Hour of the arrival to this session, `hh:mm`; empty when not registered yet."""
    attendance_id: str
    letter: str
    """Of the laptop that registered the arrival."""
    left_at: str
    """Hour of the departure, `hh:mm`; empty while the person is here."""
    paternal_surname: str
    invitation_id: str


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """An arrival that was just recorded."""

    attendance_id: str
    person_id: str
    full_name: str
    at: str
    mesa: int
    delegation_id: str = ""
    """The delegation that it was recorded with; empty when they come for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WalkIn:
    """The form of someone who was not in the list."""

    document_type: str = "1"
    document_number: str = ""
    given_names: str = ""
    paternal_surname: str = ""
    maternal_surname: str = ""
    organization: str = ""
    sector: str = ""
    position: str = ""
    phone: str = ""
    language: str = ""
    mesa_id: str = ""
    registration: bool = False
    contact: bool = False
    photos: bool = False
    informed: bool = False
    """Acts for a public body in its functions: told, not asked (Ley 29733 art. 14.1)."""


@dataclass(frozen=True, slots=True)
class Written:
    """When somebody came and how that is known: seen at the desk just now, or read on a form of paper."""

    at: str = ""
    """Instant; empty is now."""
    source: str = ""
    """As `Attendance.source`: `paper`, or empty."""


SEEN: Final = Written()


def lookup(session: Session, workshop_id: str, person_id: str, session_id: str) -> Card:
    """Return the card of a person for a session of the workshop."""
    person_id = same_as.members(session, "person", person_id)[0]
    person = get(session, Person, person_id)
    organization = same_as.standing(session, Organization, {person.organization_id}).get(
        person.organization_id
    )
    sector = organization.sector if organization else ""
    attendance = attendance_of(session, session_id, person_id)
    left = departures.of(session, {attendance.id}) if attendance else {}
    answer = consents.last_answer(session, person_id)
    invitation = invitations.of_person(session, workshop_id, person_id)
    return Card(
        person_id=person.id,
        full_name=person.full_name,
        document_type=person.document_type,
        document_number=person.document_number,
        organization=organization.name if organization else "",
        sector=sector,
        position=person.position,
        language=person.language,
        support=person.support,
        invited=invitation is not None,
        review=" ".join(invitations.doubts_of(session, invitation.id)) if invitation else "",
        consent=answer.text_version if answer and consents.covers(answer) else "",
        informed=bool(answer and answer.informed_only),
        stages=_stages(session, workshop_id, person_id),
        mesa_id=mesas.seat_of(session, workshop_id, person_id) or suggest_mesa(session, workshop_id, sector),
        arrived_at=hour(attendance.at) if attendance else "",
        attendance_id=attendance.id if attendance else "",
        letter=origin.letter_of(session, attendance.id) if attendance else "",
        left_at=hour(left[attendance.id].at) if attendance and left else "",
        paternal_surname=person.paternal_surname or person.given_names,
        invitation_id=invitation.id if invitation else "",
    )


def attendance_of(session: Session, session_id: str, person_id: str) -> Attendance | None:
    """Return the arrival of a person to a session: the first one when two laptops registered them."""
    return next(iter(arrivals_of(session, session_id, person_id)), None)


def arrivals_of(session: Session, session_id: str, person_id: str) -> Sequence[Attendance]:
    """Return every arrival of a person to a session, the first one first."""
    return session.scalars(
        living(Attendance)
        .where(
            Attendance.session_id == session_id,
            Attendance.person_id.in_(same_as.members(session, "person", person_id)),
        )
        .order_by(Attendance.at, Attendance.id)
    ).all()


def _stages(session: Session, workshop_id: str, person_id: str) -> tuple[int, ...]:
    rows = session.scalars(
        select(Workshop.stage)
        .join(Attendance, Attendance.workshop_id == Workshop.id)
        .where(
            Attendance.person_id.in_(same_as.members(session, "person", person_id)),
            Attendance.deleted.is_(False),
            Workshop.deleted.is_(False),
            Workshop.id != workshop_id,
            Workshop.kind != MEETING,
        )
        .distinct()
    )
    return tuple(sorted(rows))


def suggest_mesa(session: Session, workshop_id: str, sector: str) -> str:
    """Return the id of the mesa with room that most lacks this sector, the emptiest first."""
    rows = [
        row
        for row in mesas.listing(session, workshop_id)
        if row.capacity is None or row.seated < row.capacity
    ]
    if not rows:
        return ""
    return min(rows, key=lambda row: (row.sectors.get(sector, 0), row.seated, row.number)).id


def register(
    session: Session,
    workshop_id: str,
    person_id: str,
    *,
    session_id: str,
    mesa_id: str = "",
    quality: str = "",
    mode: str = "in_person",
    accreditation: str = "",
    written: Written = SEEN,
) -> Arrival:
    """Record that a person came to a session, and seat them when a mesa is given.

    `written` says when, for who was noted on paper during a power cut: that may be told after the close.
    Raises `NotAllowed("already-registered")` with the hour and the laptop: a second row would count nobody.
    """
    person_id = same_as.members(session, "person", person_id)[0]
    person = get(session, Person, person_id)
    sitting = get(session, WorkshopSession, session_id)
    if sitting.workshop_id != workshop_id:
        raise Invalid("session-of-another-workshop")
    if sitting.state == "closed" and not written.source:
        raise NotAllowed("session-closed", number=sitting.number)
    known = attendance_of(session, session_id, person_id)
    if known is not None:
        raise NotAllowed(
            "already-registered",
            hour=hour(known.at),
            letter=origin.letter_of(session, known.id) or "?",
            id=known.id,
        )
    organization = session.get(Organization, person.organization_id) if person.organization_id else None
    attendance = Attendance(
        workshop_id=workshop_id,
        session_id=session_id,
        person_id=person_id,
        organization_id=person.organization_id,
        position=person.position,
        sector=organization.sector if organization else "",
        quality=_quality(session, workshop_id, person, quality),
        accreditation=normalise_text(accreditation).strip(),
        mode=one_of(mode, MODES, "mode"),
        source=written.source,
        at=written.at or instant(context(session).clock.now()),
    )
    session.add(attendance)
    mesas.seat_on_arrival(session, workshop_id, person_id, mesa_id)
    session.flush()
    return Arrival(
        attendance.id, person.id, person.full_name, hour(attendance.at), _mesa_number(session, mesa_id)
    )


def _quality(session: Session, workshop_id: str, person: Person, given: str) -> str:
    """Return the quality given, then the invitation's, then titular for who acts for an organisation."""
    if given:
        return one_of(given, QUALITIES, "quality")
    invited = invitations.of_person(session, workshop_id, person.id)
    if invited is not None and invited.quality:
        return invited.quality
    return "titular" if person.organization_id else "guest"


def _mesa_number(session: Session, mesa_id: str) -> int:
    mesa = session.get(Mesa, mesa_id) if mesa_id else None
    return mesa.number if mesa else 0


def register_new(
    session: Session,
    workshop_id: str,
    walk_in: WalkIn,
    *,
    session_id: str,
    mode: str = "in_person",
    quality: str = "",
    accreditation: str = "",
    written: Written = SEEN,
) -> Arrival:
    """Add a person who was not in the list, with what they consented to, and record the arrival.

    Raises `Invalid("consent-needed")` without the first consent: `register_anonymous` counts that person
    without personal data (ux.md §4), and that is a button of its own, never a silent loss.
    """
    if not walk_in.registration and not walk_in.informed:
        raise Invalid("consent-needed")
    organization = organizations.find_or_add(session, walk_in.organization, sector=walk_in.sector)
    person = people.add(
        session,
        PersonData(
            document_type=walk_in.document_type,
            document_number=walk_in.document_number,
            given_names=walk_in.given_names,
            paternal_surname=walk_in.paternal_surname,
            maternal_surname=walk_in.maternal_surname,
            organization_id=organization.id,
            position=walk_in.position,
            phone=walk_in.phone,
            language=walk_in.language,
        ),
    )
    consents.record(
        session,
        person.id,
        registration=walk_in.registration,
        contact=walk_in.contact,
        photos=walk_in.photos,
        informed=walk_in.informed,
        at=written.at,
    )
    return register(
        session,
        workshop_id,
        person.id,
        session_id=session_id,
        mesa_id=walk_in.mesa_id,
        quality=quality,
        accreditation=accreditation,
        mode=mode,
        written=written,
    )


def register_anonymous(
    session: Session,
    workshop_id: str,
    sector: str,
    *,
    session_id: str,
    mode: str = "in_person",
    written: Written = SEEN,
) -> Arrival:
    """Count someone who takes part without personal data: only the hour, the mode and the sector."""
    if sector:
        one_of(sector, SECTORS, "sector")
    sitting = get(session, WorkshopSession, session_id)
    if sitting.workshop_id != workshop_id:
        raise Invalid("session-of-another-workshop")
    attendance = Attendance(
        workshop_id=workshop_id,
        session_id=session_id,
        sector=sector,
        quality="guest",
        mode=one_of(mode, MODES, "mode"),
        source=written.source,
        at=written.at or instant(context(session).clock.now()),
    )
    session.add(attendance)
    session.flush()
    return Arrival(attendance.id, "", "", hour(attendance.at), 0)


def change_mesa(session: Session, attendance_id: str, mesa_id: str) -> None:
    """Seat the person of an arrival at another mesa."""
    attendance = get(session, Attendance, attendance_id)
    if not attendance.person_id:
        raise Invalid("seat-anonymous")
    mesas.seat(session, attendance.workshop_id, attendance.person_id, mesa_id)


def arrival_of(session: Session, attendance: Attendance) -> Arrival:
    """Return an arrival that is already in the store as `register` returns it."""
    person = get(session, Person, attendance.person_id)
    seat = mesas.seat_of(session, attendance.workshop_id, person.id)
    return Arrival(
        attendance.id, person.id, person.full_name, hour(attendance.at), _mesa_number(session, seat)
    )


def undo(session: Session, attendance_id: str) -> None:
    """Take back an arrival: its tombstone; the seat of an invitee stays, another's is free again.

    Who was registered at another desk too did not come either; what was noted on paper of them is another
    fact, and stays. Who came in the place of another did not: the delegation goes with it.
    """
    from alianza_desktop.services import delegations

    attendance = get(session, Attendance, attendance_id)
    for one in _noted_alike(session, attendance):
        delegation = delegations.of_arrival(session, one)
        if delegation is not None:
            delegations.undo(session, delegation.id)
        elif not one.deleted:  # with the delegation of another desk
            delete(session, one)
    if attendance.person_id:
        mesas.free_seat(session, attendance.workshop_id, attendance.person_id)


def _noted_alike(session: Session, attendance: Attendance) -> Sequence[Attendance]:
    if not attendance.person_id:
        return [attendance]
    known = arrivals_of(session, attendance.session_id, attendance.person_id)
    return [one for one in known if one.source == attendance.source]
