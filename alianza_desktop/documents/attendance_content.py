"""What the attendance list of a session says, as frozen data, and how it is collected."""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import hour
from alianza_desktop.documents import occasion
from alianza_desktop.documents.occasion import Occasion, Sitting
from alianza_desktop.model import (
    Attendance,
    Invitation,
    Organization,
    Person,
    WorkshopSession,
)
from alianza_desktop.services import consent_answers, delegations, departures, mesas, same_as
from alianza_desktop.services.consent_answers import Answers
from alianza_desktop.services.query import by_id, get, living

WORDING: Final = "attendance.v2"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row:
    """Somebody registered in the session."""

    surnames: str
    given_names: str
    document_type: str = ""
    document_number: str = ""
    position: str = ""
    organization: str = ""
    sector: str = ""
    mesa: str = ""
    """As it is printed: a number or a short name."""
    arrived_at: str = ""
    """Instant or hour."""
    left_at: str = ""
    """Hour at which they left before the end."""
    source: str = ""
    """`paper` when it was noted on a form by hand."""
    mode: str = ""
    quality: str = ""
    invited: bool = True
    stands_for: str = ""
    """Who delegated in them."""
    accreditation: str = ""
    answers: dict[str, bool] = field(default_factory=dict)
    """Purpose of the consent text to whether it was given; empty when they were not asked."""
    informed_only: bool = False

    @property
    def name(self) -> str:
        return ", ".join(filter(None, (self.surnames, self.given_names)))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Absent:
    """Somebody who was invited and is not registered in the session."""

    surnames: str
    given_names: str
    organization: str = ""
    position: str = ""
    sector: str = ""
    delegate: str = ""
    """In whom they delegated."""

    @property
    def name(self) -> str:
        return ", ".join(filter(None, (self.surnames, self.given_names)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """Somebody who takes part without personal data."""

    sector: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AttendanceList:
    """What the list says."""

    at: Occasion
    sitting: Sitting
    rows: tuple[Row, ...]
    absent: tuple[Absent, ...] = ()
    unnamed: tuple[Unnamed, ...] = ()


def collect(session: Session, session_id: str) -> AttendanceList:
    """Return the attendance list of a session of a workshop: who came, and who was invited and did not."""
    sitting = get(session, WorkshopSession, session_id)
    found = _Found(session, sitting)
    return AttendanceList(
        at=occasion.occasion(session, sitting.workshop_id),
        sitting=occasion.sitting(sitting),
        rows=tuple(found.row(key, one) for key, one in found.came.items() if key in found.persons),
        absent=tuple(
            found.absence(key) for key in found.invited if key not in found.came and key in found.persons
        ),
        unnamed=tuple(Unnamed(sector=one.sector, mode=one.mode) for one in found.unnamed),
    )


class _Found:
    """All that the rows of a session are made from, each asked once."""

    def __init__(self, session: Session, sitting: WorkshopSession) -> None:
        workshop_id = sitting.workshop_id
        arrivals = session.scalars(
            living(Attendance)
            .where(Attendance.session_id == sitting.id)
            .order_by(Attendance.at, Attendance.id)
        ).all()
        invitations = session.scalars(
            living(Invitation).where(Invitation.workshop_id == workshop_id).order_by(Invitation.id)
        )
        known = same_as.identities(session, "person")
        self.came = known.first_of_each(one for one in arrivals if one.person_id)
        self.unnamed = [one for one in arrivals if not one.person_id]
        self.invited = known.first_of_each(invitations)
        sent = delegations.of_session(session, sitting.id)
        self._by_delegate = {known.shown(one.delegate_id): one for one in sent}
        self._by_principal = {known.shown(one.principal_id): one for one in sent}
        people = {*self.came, *self.invited, *self._by_delegate, *self._by_principal}
        self.persons = by_id(session, Person, people)
        self._known = known
        self._bodies = same_as.standing(
            session,
            Organization,
            {one.organization_id for one in self.came.values()}
            | {one.organization_id for one in self.persons.values()},
        )
        self._left = departures.of(session, {one.id for one in self.came.values()})
        self._answers = consent_answers.of(session, set(self.came))
        numbers = {one.id: str(one.number) for one in mesas.listing(session, workshop_id)}
        seats = mesas.seats_of(session, workshop_id, set(self.came))
        self._seats = {person: numbers.get(mesa, "") for person, mesa in seats.items()}

    def row(self, person_id: str, one: Attendance) -> Row:
        person = self.persons[person_id]
        delegation = self._by_delegate.get(person_id)
        answers = self._answers.get(person_id, Answers())
        return Row(
            surnames=surnames(person),
            given_names=person.given_names,
            document_type=person.document_type,
            document_number=person.document_number,
            position=one.position,
            organization=self._body(one.organization_id),
            sector=one.sector,
            mesa=self._seats.get(person_id, ""),
            arrived_at=one.at,
            left_at=hour(self._left[one.id].at) if one.id in self._left else "",
            source=one.source,
            mode=one.mode,
            quality=one.quality,
            invited=person_id in self.invited,
            stands_for=self._name(delegation.principal_id) if delegation else "",
            accreditation=one.accreditation or (delegation.accreditation if delegation else ""),
            answers=answers.given,
            informed_only=answers.informed_only,
        )

    def absence(self, person_id: str) -> Absent:
        person = self.persons[person_id]
        delegation = self._by_principal.get(person_id)
        body = self._bodies.get(person.organization_id)
        return Absent(
            surnames=surnames(person),
            given_names=person.given_names,
            organization=self._body(person.organization_id),
            position=person.position,
            sector=body.sector if body else "",
            delegate=self._name(delegation.delegate_id) if delegation else "",
        )

    def _name(self, person_id: str) -> str:
        person = self.persons.get(self._known.shown(person_id))
        return person.full_name if person else ""

    def _body(self, organization_id: str) -> str:
        body = self._bodies.get(organization_id)
        return body.name if body else ""


def surnames(person: Person) -> str:
    """Return both surnames, or the one there is."""
    return " ".join(filter(None, (person.paternal_surname, person.maternal_surname)))
