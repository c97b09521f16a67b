"""From the records to what an acta says of its agreements, and of those of before."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.documents import acta_content as content
from alianza_desktop.model import Acta, ActaVersion, Agreement, ChainActivity, Person
from alianza_desktop.model.actas import ADDENDUM
from alianza_desktop.services import agreement_follow_up, agreement_notes, agreements
from alianza_desktop.services.query import by_id


def agreements_of(session: Session, record: Acta) -> tuple[content.Agreement, ...]:
    """Return the agreements of the acta's mesa, in order."""
    rows = agreements.listing(session, record.workshop_id, record.mesa_id)
    ids = {row.id for row in rows}
    persons = by_id(session, Person, {row.person_id for row in rows})
    activities = by_id(session, ChainActivity, {row.activity_id for row in rows})
    notes = agreement_notes.of(session, ids)
    return tuple(
        content.Agreement(
            id=row.id,
            code=row.code,
            kind=row.kind,
            text=row.text,
            organization=row.organization,
            person=row.person,
            position=persons[row.person_id].position if row.person_id in persons else "",
            partners=row.partners,
            due_on=row.due_on,
            permanent=row.permanent,
            deliverable=row.deliverable,
            amount=row.amount,
            verification=row.verification,
            funding=row.funding,
            goals=row.goals,
            policy=row.policy,
            activity=activities[row.activity_id].name if row.activity_id in activities else "",
            acceptance=row.acceptance,
            notes=tuple(
                content.Note(kind=one.kind, text=one.text, who=one.person, organization=one.organization)
                for one in notes.get(row.id, ())
            ),
        )
        for row in rows
    )


def carried(session: Session, record: Acta) -> tuple[content.Carried, ...]:
    """Return the agreements of before that the acta's mesa takes up again, and how they go."""
    rows = [
        row
        for source in agreement_follow_up.carried(session, record.workshop_id, record.mesa_id)
        for row in source.rows
    ]
    records = by_id(session, Agreement, {row.id for row in rows})
    numbers = _numbers(session, {(records[row.id].workshop_id, row.mesa_id) for row in rows})
    return tuple(
        content.Carried(
            id=row.id,
            text=row.text,
            organization=row.organization,
            due_on=row.due_on,
            permanent=row.permanent,
            follow_up=row.follow_up,
            acta=numbers.get((records[row.id].workshop_id, row.mesa_id), ""),
        )
        for row in rows
    )


def _numbers(session: Session, meetings: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the number of the acta, not of its adendas, of each workshop and mesa that has a frozen one."""
    query = (
        select(Acta.workshop_id, Acta.mesa_id, ActaVersion.number)
        .join(ActaVersion, ActaVersion.acta_id == Acta.id)
        .where(Acta.workshop_id.in_({workshop for workshop, _mesa in meetings}), Acta.state != "annulled")
        .where(Acta.amends_how != ADDENDUM)
        .order_by(ActaVersion.version, ActaVersion.id)
    )
    return {(workshop, mesa): number for workshop, mesa, number in session.execute(query)}
