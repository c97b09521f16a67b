"""From the records to the frozen data of each document: `collect(session, id) → dataclass`."""

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import hour
from alianza_desktop.documents import acta_content as content
from alianza_desktop.documents import amending, collect_agreements
from alianza_desktop.model import (
    Acta,
    ActaSignatory,
    Attendance,
    Mesa,
    Organization,
    Person,
    Workshop,
    WorkshopMesa,
)
from alianza_desktop.model.actas import ADDENDUM, TRANSLATED
from alianza_desktop.model.workshops import MEETING
from alianza_desktop.services import (
    acta_clauses,
    acta_signatories,
    actas,
    agenda_clock,
    alliances,
    departures,
    meetings,
    present_at,
    same_as,
)
from alianza_desktop.services.query import by_id, get, living

WORDING = "acta.v2"


def acta(session: Session, acta_id: str, edition: content.Acta | None = None) -> content.ActaContent:
    """Return what an acta says now: as a draft (version 0), or as the edition that is being frozen."""
    record = get(session, Acta, acta_id)
    workshop = get(session, Workshop, record.workshop_id)
    present = actas.present(session, acta_id)
    persons = same_as.standing(session, Person, {row.person_id for row in present})
    clauses = acta_clauses.included(session, acta_id)
    agreements = collect_agreements.agreements_of(session, record)
    adds = record.amends_how == ADDENDUM
    return content.ActaContent(
        alliance=_alliance(session),
        acta=edition or _draft(session, record),
        meeting=_meeting(session, record, workshop, present, persons),
        attendees=() if adds else _attendees(session, present, persons),
        attendees_unnamed=0 if adds else _unnamed(session, record),
        agenda=() if adds else _agenda(session, record),
        background=record.background,
        development=record.development,
        reservations=record.reservations,
        next_meeting=record.next_meeting,
        agreements=amending.added(session, record, agreements) if adds else agreements,
        carried=() if adds else collect_agreements.carried(session, record),
        budget_clause="budget" in clauses,
        clauses=tuple(code for code in clauses if code != "budget"),
        language=record.language,
        translations=_translations(session, record.language),
        annexes=() if adds else (content.Annex(title="Lista de asistencia"),),
        signatories=_signatories(session, acta_id),
    )


def _draft(session: Session, record: Acta) -> content.Acta:
    return content.Acta(
        id=record.id,
        version_id="",
        version=0,
        number="",
        wording=WORDING,
        amends=amending.cited(session, record),
    )


def _alliance(session: Session) -> content.Alliance:
    one = alliances.alliance(session)
    return content.Alliance(
        id=one.id,
        name=one.name,
        ubigeo=one.ubigeo,
        rehearsal=one.rehearsal,
        territory=catalogs.place(one.ubigeo).territory,
    )


def _meeting(
    session: Session,
    record: Acta,
    workshop: Workshop,
    present: tuple[Attendance, ...],
    persons: dict[str, Person],
) -> content.Meeting:
    place = catalogs.places().get(workshop.ubigeo)
    host = session.get(Organization, workshop.host_id) if workshop.host_id else None
    mesa = session.get(Mesa, record.mesa_id) if record.mesa_id else None
    return content.Meeting(
        workshop_id=workshop.id,
        workshop=workshop.name,
        stage=workshop.stage,
        date=record.date,
        starts_at=record.starts_at,
        ends_at=record.ends_at,
        modality=workshop.modality,
        place=workshop.place,
        city=workshop.city,
        ubigeo=workshop.ubigeo,
        district=place.district if place else "",
        province=place.province if place else "",
        department=place.department if place else "",
        mesa=content.Mesa(id=mesa.id, number=mesa.number, name=mesa.name, sigla=mesa.sigla, theme=mesa.theme)
        if mesa
        else None,
        decade_line=workshop.decade_line,
        year_line=workshop.year_line,
        host=host.name if host else "",
        convened_by=workshop.convened_by,
        conducted_by=_conductor(session, record) or workshop.conducted_by,
        rapporteur=workshop.rapporteur,
        interpreters=tuple(
            content.Interpreter(
                name=persons[row.person_id].full_name, languages=persons[row.person_id].language
            )
            for row in present
            if row.quality == "interpreter" and row.person_id in persons
        ),
        quorum=mesa.quorum if mesa else None,
        own=workshop.kind == MEETING,
    )


def _conductor(session: Session, record: Acta) -> str:
    if not record.mesa_id:
        return ""
    sitting = session.scalars(
        living(WorkshopMesa).where(
            WorkshopMesa.workshop_id == record.workshop_id, WorkshopMesa.mesa_id == record.mesa_id
        )
    ).first()
    return sitting.facilitator if sitting else ""


def _attendees(
    session: Session, present: tuple[Attendance, ...], persons: dict[str, Person]
) -> tuple[content.Attendee, ...]:
    bodies = same_as.standing(session, Organization, {row.organization_id for row in present})
    left = {key: hour(one.at) for key, one in departures.of(session, {row.id for row in present}).items()}
    sent = _represented(session, present)
    return tuple(
        content.Attendee(
            name=person.full_name,
            document_type=person.document_type,
            document_number=person.document_number,
            position=row.position,
            organization=bodies[row.organization_id].name if row.organization_id in bodies else "",
            quality=row.quality,
            accreditation=row.accreditation,
            sector=row.sector,
            mode=row.mode,
            left_at=left.get(row.id, ""),
            represents=sent.get(row.person_id, ""),
        )
        for row in present
        if (person := persons.get(row.person_id)) is not None
    )


def _represented(session: Session, present: tuple[Attendance, ...]) -> dict[str, str]:
    """Return the name of the person in whose place each delegate came, by the delegate's id."""
    found: dict[str, str] = {}
    for workshop_id in {row.workshop_id for row in present}:
        found |= acta_signatories.represented(session, workshop_id)
    persons = same_as.standing(session, Person, found.values())
    return {one: persons[other].full_name for one, other in found.items() if other in persons}


def _unnamed(session: Session, record: Acta) -> int:
    """Return how many took part without personal data.

    They sit at no mesa: the plenaria counts them, and a mesa that meets by itself.
    """
    if record.mesa_id and not meetings.mesa_of(session, record.workshop_id):
        return 0
    query = living(Attendance).where(Attendance.workshop_id == record.workshop_id, Attendance.person_id == "")
    return len(session.scalars(query).all())


def _agenda(session: Session, record: Acta) -> tuple[content.AgendaPoint, ...]:
    """Return the blocks of the agenda as they were held, and how many of the acta's mesa were there."""
    blocks = agenda_clock.blocks(session, record.workshop_id)
    asked = [at for one in blocks for at in (one.began_at, one.ended_at) if at]
    counts = present_at.counts(session, record.workshop_id, asked)

    def there(at: str) -> int | None:
        return counts[at].get(record.mesa_id, 0) if at else None

    return tuple(
        content.AgendaPoint(
            title=one.title,
            starts_at=one.starts_at,
            minutes=one.minutes,
            summary=one.summary,
            began_at=hour(one.began_at),
            ended_at=hour(one.ended_at),
            present=there(one.began_at),
            present_end=there(one.ended_at),
        )
        for one in blocks
    )


def _translations(session: Session, language: str) -> tuple[content.Translation, ...]:
    reviewed = acta_clauses.translations(session, language)
    return tuple(
        content.Translation(key=key, text=one.text, reviewed_by=one.reviewed_by)
        for key in TRANSLATED
        if (one := reviewed.get(key)) is not None and one.text
    )


def _signatories(session: Session, acta_id: str) -> tuple[content.Signatory, ...]:
    rows = list(
        session.scalars(
            living(ActaSignatory)
            .where(ActaSignatory.acta_id == acta_id)
            .order_by(ActaSignatory.order_key, ActaSignatory.id)
        )
    )
    persons = by_id(session, Person, {row.person_id for row in rows} | {row.represents_id for row in rows})
    bodies = by_id(session, Organization, {row.organization_id for row in rows})
    return tuple(
        content.Signatory(
            id=row.id,
            name=person.full_name,
            document_type=person.document_type,
            document_number=person.document_number,
            organization=bodies[row.organization_id].name if row.organization_id in bodies else "",
            position=row.position,
            quality=row.quality,
            accreditation=row.accreditation,
            represents=persons[row.represents_id].full_name if row.represents_id in persons else "",
            accreditation_sha256=row.accreditation_file,
        )
        for row in rows
        if (person := persons.get(row.person_id)) is not None
    )
