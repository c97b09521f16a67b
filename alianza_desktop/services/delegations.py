"""Somebody comes in the place of another: the delegation, the delegate's arrival, the principal's leaving.

The three are written in one gesture with one instant, and by it they are taken back together: what was
recorded before or after of either person stays.
"""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import Attendance, Delegation, Departure, Person
from alianza_desktop.services import departures, mesas, registration, same_as
from alianza_desktop.services.query import get, living
from alianza_desktop.services.registration import Arrival, WalkIn, Written
from alianza_desktop.storage.context import context
from alianza_desktop.storage.journal import delete

QUALITY = "alternate"


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """How somebody stands in the delegations of a session, for their card."""

    delegate: str = ""
    """Name of who came in their place."""
    principal: str = ""
    """Name of whose place they took."""
    delegation_id: str = ""


def delegate(
    session: Session,
    workshop_id: str,
    session_id: str,
    principal_id: str,
    delegate_id: str,
    *,
    accreditation: str = "",
    mesa_id: str = "",
) -> Arrival:
    """Record that the delegate comes in the place of the principal; returns the delegate's arrival.

    The delegate sits at `mesa_id`, or where the principal sat. Who is already in keeps that arrival: a fact
    is written once, and the delegation says in whose place they are from now on. Raises
    `Invalid("delegate-self")` and `NotAllowed("already-delegated")` with who came.
    """
    _check(session, session_id, principal_id, delegate_id)
    now = instant(context(session).clock.now())
    seat = mesa_id or mesas.seat_of(session, workshop_id, principal_id)
    known = registration.attendance_of(session, session_id, delegate_id)
    if known is None:
        arrival = registration.register(
            session,
            workshop_id,
            delegate_id,
            session_id=session_id,
            mesa_id=seat,
            quality=QUALITY,
            accreditation=accreditation,
            written=Written(at=now),
        )
    else:
        arrival = registration.arrival_of(session, known)
    made = _write(session, workshop_id, session_id, principal_id, delegate_id, accreditation, now)
    return replace(arrival, delegation_id=made)


def delegate_new(
    session: Session,
    workshop_id: str,
    session_id: str,
    principal_id: str,
    walk_in: WalkIn,
    accreditation: str,
) -> Arrival:
    """The same for who was not in the list: the person, the consents, the arrival and the delegation."""
    _check(session, session_id, principal_id, "")
    now = instant(context(session).clock.now())
    arrival = registration.register_new(
        session,
        workshop_id,
        walk_in,
        session_id=session_id,
        quality=QUALITY,
        accreditation=accreditation,
        written=Written(at=now),
    )
    made = _write(session, workshop_id, session_id, principal_id, arrival.person_id, accreditation, now)
    return replace(arrival, delegation_id=made)


def _check(session: Session, session_id: str, principal_id: str, delegate_id: str) -> None:
    get(session, Person, principal_id)
    if delegate_id in same_as.members(session, "person", principal_id):
        raise Invalid("delegate-self")
    known = standing(session, session_id, principal_id)
    if known.delegate:
        raise NotAllowed("already-delegated", name=known.delegate)


def _write(
    session: Session,
    workshop_id: str,
    session_id: str,
    principal_id: str,
    delegate_id: str,
    accreditation: str,
    now: str,
) -> str:
    delegation = Delegation(
        workshop_id=workshop_id,
        session_id=session_id,
        principal_id=principal_id,
        delegate_id=delegate_id,
        accreditation=normalise_text(accreditation).strip(),
        at=now,
    )
    session.add(delegation)
    came = registration.attendance_of(session, session_id, principal_id)
    if came is not None and not departures.of(session, {came.id}):
        departures.leave(session, came.id, at=now)
    session.flush()
    return delegation.id


def standing(session: Session, session_id: str, person_id: str) -> Standing:
    """Return in whose place somebody is, or who is in theirs."""
    selves = same_as.members(session, "person", person_id)
    rows = list(
        session.scalars(
            living(Delegation)
            .where(
                Delegation.session_id == session_id,
                Delegation.principal_id.in_(selves) | Delegation.delegate_id.in_(selves),
            )
            .order_by(Delegation.at, Delegation.id)
        )
    )
    people = {one.principal_id for one in rows} | {one.delegate_id for one in rows}
    names = same_as.standing(session, Person, people)
    found = Standing()
    for one in rows:
        sent = one.principal_id in selves
        other = names.get(one.delegate_id if sent else one.principal_id)
        name = other.full_name if other else ""
        found = Standing(
            delegate=name if sent else found.delegate,
            principal=found.principal if sent else name,
            delegation_id=one.id,
        )
    return found


def of_session(session: Session, session_id: str) -> tuple[Delegation, ...]:
    """Return the delegations of a session, oldest first."""
    query = living(Delegation).where(Delegation.session_id == session_id)
    return tuple(session.scalars(query.order_by(Delegation.at, Delegation.id)))


def undo(session: Session, delegation_id: str) -> None:
    """Take back a delegation with what was written in the same gesture."""
    one = get(session, Delegation, delegation_id)
    delete(session, one)
    for person_id in (one.principal_id, one.delegate_id):
        for came in registration.arrivals_of(session, one.session_id, person_id):
            left = living(Departure).where(Departure.attendance_id == came.id, Departure.at == one.at)
            for departure in session.scalars(left).all():
                delete(session, departure)
            if person_id == one.delegate_id and (came.at, came.quality) == (one.at, QUALITY):
                delete(session, came)
    mesas.free_seat(session, one.workshop_id, one.delegate_id)


def of_arrival(session: Session, attendance: Attendance) -> Delegation | None:
    """Return the delegation that an arrival was written with."""
    if attendance.quality != QUALITY:
        return None
    return session.scalars(
        living(Delegation)
        .where(
            Delegation.session_id == attendance.session_id,
            Delegation.delegate_id.in_(same_as.members(session, "person", attendance.person_id)),
            Delegation.at == attendance.at,
        )
        .limit(1)
    ).first()
