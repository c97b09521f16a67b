"""What the papers that name people say, as frozen data: forms to fill, credentials, constancias.

Personal data stand only on the paper that is for them: a credential has neither document nor telephone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import hour, sort_key
from alianza_desktop.documents import occasion
from alianza_desktop.documents.occasion import Occasion, Sitting
from alianza_desktop.model import (
    Attendance,
    Invitation,
    Organization,
    Person,
    WorkshopSession,
)
from alianza_desktop.services import consent_answers, consents, departures, mesas, same_as, workshops
from alianza_desktop.services.query import by_id, get, living
from alianza_desktop.services.same_as import Identities

WORDING: Final = "papers.v1"
Who = Literal["present", "invited", "chosen"]
Shape = Literal["sheet", "a6", "label"]
ROWS: Final = (6, 16)
"""How many rows a page of a form may have."""
PAGES: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Guest:
    """Somebody as a list or a credential names them."""

    person_id: str
    surnames: str
    given_names: str
    document_type: str = ""
    document_number: str = ""
    position: str = ""
    organization: str = ""
    sector: str = ""
    mesa: str = ""
    quality: str = ""

    @property
    def listed_name(self) -> str:
        return ", ".join(filter(None, (self.surnames, self.given_names)))

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.given_names, self.surnames)))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Form:
    """A registration form: so many blank pages, or with the guests written on it."""

    at: Occasion
    sitting: Sitting
    notice: str
    boxes: tuple[str, ...]
    version: str
    mesas: tuple[tuple[int, str], ...] = ()
    guests: tuple[Guest, ...] | None = None
    """None for a blank form."""
    pages: int = 1
    rows: int = 12


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Credentials:
    """Credentials to cut and hang."""

    at: Occasion
    people: tuple[Guest, ...]
    shape: Shape = "sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """A session at which somebody was."""

    name: str
    date: str
    starts_at: str = ""
    ends_at: str = ""
    left_at: str = ""

    @property
    def minutes(self) -> int:
        """How long it lasted for them: from its start to its end, or to when they left."""
        return _minutes(self.starts_at, min(filter(None, (self.ends_at, self.left_at)), default=""))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Constancia:
    """What one constancia says."""

    person: Guest
    sessions: tuple[Attended, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Constancias:
    """The constancias of a workshop: of those who came and whose data may be used."""

    at: Occasion
    people: tuple[Constancia, ...]
    withheld: int = 0
    """How many came and did not consent to the registration of their data: they get none."""
    nameless: int = 0
    """Arrivals without personal data: of nobody who can be named."""


def form(session: Session, session_id: str, *, pages: int = 1, rows: int = 12) -> Form:
    """Return a blank form of a session: so many pages of so many rows, within reason."""
    return _form(session, session_id, None, max(1, min(pages, PAGES)), rows)


def guest_form(session: Session, session_id: str, *, rows: int = 12) -> Form:
    """Return the form of a session with the workshop's invitees on it, to tick and sign."""
    sitting = get(session, WorkshopSession, session_id)
    return _form(session, session_id, invited(session, sitting.workshop_id), 1, rows)


def _form(session: Session, session_id: str, guests: tuple[Guest, ...] | None, pages: int, rows: int) -> Form:
    sitting = get(session, WorkshopSession, session_id)
    return Form(
        at=occasion.occasion(session, sitting.workshop_id),
        sitting=occasion.sitting(sitting),
        notice=consents.text(session),
        boxes=tuple(sentence for _purpose, sentence in consents.boxes()),
        version=consents.VERSION.rpartition(".v")[2],
        mesas=tuple((one.number, one.name) for one in mesas.listing(session, sitting.workshop_id)),
        guests=guests,
        pages=pages,
        rows=max(ROWS[0], min(rows, ROWS[1])),
    )


def credentials(
    session: Session,
    workshop_id: str,
    *,
    who: Who = "invited",
    people: Collection[str] = (),
    shape: Shape = "sheet",
) -> Credentials:
    """Return the credentials of those present, of all invited (and who came without it), or of some."""
    if who == "chosen":
        known = same_as.identities(session, "person")
        named = _guests(session, workshop_id, dict.fromkeys(map(known.shown, people), ""))
    elif who == "present":
        named = present(session, workshop_id)
    else:
        named = everyone(session, workshop_id)
    return Credentials(at=occasion.occasion(session, workshop_id), people=named, shape=shape)


def constancias(session: Session, workshop_id: str, *, people: Collection[str] = ()) -> Constancias:
    """Return the constancias of those who came and whose data may be used: all, or some people."""
    known = same_as.identities(session, "person")
    wanted = known.all_of(people)
    rows = [one for one in _arrivals(session, workshop_id) if not people or one.person_id in wanted]
    came = known.first_of_each(rows)
    answers = consent_answers.of(session, set(came))
    named = _guests(session, workshop_id, {key: one.quality for key, one in came.items()}, _as_came(came))
    allowed = [one for one in named if answers.get(one.person_id, consent_answers.NONE).registered]
    attended = _attended(session, workshop_id, rows, known)
    return Constancias(
        at=occasion.occasion(session, workshop_id),
        people=tuple(Constancia(person=one, sessions=attended[one.person_id]) for one in allowed),
        withheld=len(named) - len(allowed),
        nameless=0 if people else _nameless(session, workshop_id),
    )


def _nameless(session: Session, workshop_id: str) -> int:
    came = living(Attendance).where(Attendance.workshop_id == workshop_id, Attendance.person_id == "")
    return len(session.scalars(came).all())


def invited(session: Session, workshop_id: str) -> tuple[Guest, ...]:
    """Return who is invited, by surname."""
    rows = session.scalars(
        living(Invitation).where(Invitation.workshop_id == workshop_id).order_by(Invitation.id)
    )
    first = same_as.identities(session, "person").first_of_each(rows)
    return _guests(session, workshop_id, {key: one.quality for key, one in first.items()})


def present(session: Session, workshop_id: str) -> tuple[Guest, ...]:
    """Return who came to any session, by surname, in the organisation for which they came."""
    came = same_as.identities(session, "person").first_of_each(_arrivals(session, workshop_id))
    return _guests(session, workshop_id, {key: one.quality for key, one in came.items()}, _as_came(came))


def everyone(session: Session, workshop_id: str) -> tuple[Guest, ...]:
    """Return who is invited or came, by surname."""
    found = {one.person_id: one for one in (*invited(session, workshop_id), *present(session, workshop_id))}
    return tuple(sorted(found.values(), key=_order))


def _arrivals(session: Session, workshop_id: str) -> list[Attendance]:
    query = living(Attendance).where(Attendance.workshop_id == workshop_id, Attendance.person_id != "")
    return list(session.scalars(query.order_by(Attendance.at, Attendance.id)))


def _as_came(came: dict[str, Attendance]) -> dict[str, tuple[str, str, str]]:
    """Return (organisation, position, sector) of each as they were counted on arrival."""
    return {key: (one.organization_id, one.position, one.sector) for key, one in came.items()}


def _guests(
    session: Session,
    workshop_id: str,
    qualities: dict[str, str],
    acting: dict[str, tuple[str, str, str]] | None = None,
) -> tuple[Guest, ...]:
    """Return these people by surname; `acting` says for whom, else it is the directory's word."""
    persons = {key: one for key, one in by_id(session, Person, set(qualities)).items() if not one.deleted}
    known = acting or {}
    bodies = same_as.standing(
        session,
        Organization,
        {one.organization_id for one in persons.values()} | {body for body, _, _ in known.values()},
    )
    numbers = {one.id: str(one.number) for one in mesas.listing(session, workshop_id)}
    seats = mesas.seats_of(session, workshop_id, set(persons))
    found = []
    for key, person in persons.items():
        body = bodies.get(person.organization_id)
        own = (person.organization_id, person.position, body.sector if body else "")
        organization_id, position, sector = known.get(key, own)
        found.append(
            Guest(
                person_id=key,
                surnames=" ".join(filter(None, (person.paternal_surname, person.maternal_surname))),
                given_names=person.given_names,
                document_type=person.document_type,
                document_number=person.document_number,
                position=position,
                organization=bodies[organization_id].name if organization_id in bodies else "",
                sector=sector,
                mesa=numbers.get(seats.get(key, ""), ""),
                quality=qualities[key] or ("titular" if organization_id else "guest"),
            )
        )
    return tuple(sorted(found, key=_order))


def _order(one: Guest) -> tuple[str, ...]:
    return sort_key(one.surnames)[0], sort_key(one.given_names)[0], one.listed_name, one.person_id


def _attended(
    session: Session, workshop_id: str, rows: list[Attendance], known: Identities
) -> dict[str, tuple[Attended, ...]]:
    """Return the sessions of each person, in their order, once each."""
    left = {key: hour(one.at) for key, one in departures.of(session, {one.id for one in rows}).items()}
    at: dict[str, dict[str, str]] = {}
    for one in rows:
        at.setdefault(known.shown(one.person_id), {}).setdefault(one.session_id, left.get(one.id, ""))
    sittings = workshops.sessions(session, workshop_id)
    return {
        person: tuple(
            Attended(
                name=one.name,
                date=one.date,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                left_at=came[one.id],
            )
            for one in sittings
            if one.id in came
        )
        for person, came in at.items()
    }


def _minutes(start: str, end: str) -> int:
    try:
        span = datetime.strptime(end, "%H:%M") - datetime.strptime(start, "%H:%M")  # noqa: DTZ007 - hours
    except ValueError:
        return 0
    return max(0, span // timedelta(minutes=1))
