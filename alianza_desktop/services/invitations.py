"""Invitations with what belongs to them: the doubts of each one, and the rows of the lists that named it."""

from sqlalchemy import ColumnElement, exists, func, select, union
from sqlalchemy.orm import Session

from alianza_desktop.model import Attendance, Invitation, InvitationDoubt, InvitationRow
from alianza_desktop.services import same_as
from alianza_desktop.services.query import by_id, living
from alianza_desktop.storage.journal import delete, restore
from alianza_desktop.storage.tables import vector


def of_person(session: Session, workshop_id: str, person_id: str) -> Invitation | None:
    """Return a person's invitation to a workshop; the first of two that laptops made apart."""
    return session.scalars(
        living(Invitation)
        .where(
            Invitation.workshop_id == workshop_id,
            Invitation.person_id.in_(same_as.members(session, "person", person_id)),
        )
        .order_by(Invitation.id)
        .limit(1)
    ).first()


def doubts(session: Session, workshop_id: str) -> dict[str, list[InvitationDoubt]]:
    """Return the open doubts of a workshop's invitations, by invitation."""
    rows = session.scalars(
        living(InvitationDoubt)
        .join(Invitation, Invitation.id == InvitationDoubt.invitation_id)
        .where(Invitation.workshop_id == workshop_id, Invitation.deleted.is_(False))
        .order_by(InvitationDoubt.code, InvitationDoubt.id)
    )
    found: dict[str, list[InvitationDoubt]] = {}
    for row in rows:
        found.setdefault(row.invitation_id, []).append(row)
    return found


def codes(found: list[InvitationDoubt]) -> tuple[str, ...]:
    """Return the codes of doubts, once each, sorted."""
    return tuple(sorted({one.code for one in found}))


def doubts_of(session: Session, invitation_id: str) -> tuple[str, ...]:
    """Return the codes of the open doubts of one invitation."""
    rows = session.scalars(living(InvitationDoubt).where(InvitationDoubt.invitation_id == invitation_id))
    return codes(list(rows))


def rows(session: Session, workshop_id: str) -> dict[str, list[InvitationRow]]:
    """Return the rows of lists that named a workshop's invitees, by invitation, as the lists have them."""
    found: dict[str, list[InvitationRow]] = {}
    query = (
        select(InvitationRow)
        .join(Invitation, Invitation.id == InvitationRow.invitation_id)
        .where(Invitation.workshop_id == workshop_id, InvitationRow.deleted.is_(False))
        .order_by(InvitationRow.file, InvitationRow.sheet, InvitationRow.row, InvitationRow.id)
    )
    for row in session.scalars(query):
        found.setdefault(row.invitation_id, []).append(row)
    return found


def settle(session: Session, invitation_id: str) -> tuple[str, ...]:
    """Say that somebody looked at an invitee in doubt and settled it; return what `reopen` needs."""
    found = session.scalars(
        living(InvitationDoubt).where(InvitationDoubt.invitation_id == invitation_id)
    ).all()
    for doubt in found:
        delete(session, doubt)
    return tuple(doubt.id for doubt in found)


def reopen(session: Session, doubt_ids: tuple[str, ...]) -> None:
    """Undo `settle`."""
    for doubt in by_id(session, InvitationDoubt, set(doubt_ids)).values():
        restore(session, doubt)


def expected(session: Session, workshop_id: str, came: tuple[ColumnElement[bool], ...]) -> int:
    """Return how many were invited or came without it, once each, and came without personal data.

    Three counts by index, whatever the list. Only two laptops invite the same person twice; while this one is
    alone nobody is looked at one by one.
    """
    alone = (session.scalar(select(func.count()).select_from(vector)) or 0) < 2
    who = func.count() if alone else func.count(Invitation.person_id.distinct())
    invited = select(who).where(Invitation.workshop_id == workshop_id, Invitation.deleted.is_(False))
    listed = exists().where(
        Invitation.person_id == Attendance.person_id,
        Invitation.workshop_id.concat("") == workshop_id,  # by the person's index: it finds one, not all
        Invitation.deleted.is_(False),
    )
    others = select(func.count(Attendance.person_id.distinct())).where(
        *came, Attendance.person_id != "", ~listed
    )
    nameless = select(func.count()).where(*came, Attendance.person_id == "")
    found = sum(session.scalar(one) or 0 for one in (invited, others, nameless))
    return found - _twice(session, workshop_id, came)


def _twice(session: Session, workshop_id: str, came: tuple[ColumnElement[bool], ...]) -> int:
    """Return how many of them are somebody who was counted already as another record (`same_as`)."""
    known = same_as.identities(session, "person")
    if not known.groups:
        return 0
    invited = select(Invitation.person_id).where(
        Invitation.workshop_id == workshop_id,
        Invitation.deleted.is_(False),
        Invitation.person_id.in_(known.groups),
    )
    present = select(Attendance.person_id).where(*came, Attendance.person_id.in_(known.groups))
    return known.surplus(session.scalars(union(invited, present)))
