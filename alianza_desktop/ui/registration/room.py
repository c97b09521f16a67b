"""What the desk reads and writes in the store besides the services' own answers. No Qt."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import select

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import day, fold, hour, sort_key
from alianza_desktop.model import Attendance, Organization, Person, Workshop
from alianza_desktop.services import (
    arrivals,
    consents,
    delegations,
    desk_range,
    mesas,
    registration,
    same_as,
    search,
    workshops,
)
from alianza_desktop.services.query import get, living
from alianza_desktop.services.registration import Arrival
from alianza_desktop.services.search import PersonHit
from alianza_desktop.storage import heads, settings
from alianza_desktop.ui.registration import facts
from alianza_desktop.ui.registration.facts import CardFacts, Room
from alianza_desktop.ui.registration.reading import Typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

SOUNDS: Final = "desk.sounds"
"""Setting of this device: `off` is mute."""
NOBODY: Final = "una persona sin datos personales"
MOST_PEOPLE: Final = 8
"""People that the line lists."""
MOST_BODIES: Final = 3
"""Organisations that the line offers, below the people."""
MOST_OF_A_BODY: Final = 200
"""People of one organisation that the list shows."""


class Answers(NamedTuple):
    """The consents as they were answered just now; nothing ticked is no answer."""

    registration: bool = False
    contact: bool = False
    photos: bool = False
    informed: bool = False


UNANSWERED: Final = Answers()


@dataclass(frozen=True, slots=True, repr=False)
class Body:
    """An organisation whose name was typed."""

    id: str
    name: str
    sector: str
    people: int


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """Who the line may mean."""

    people: tuple[PersonHit, ...] = ()
    bodies: tuple[Body, ...] = ()
    exact: str = ""
    """The one person whose document or credential it is."""
    title: str = ""
    """Name of the organisation whose people these are."""
    words: str = ""
    """What was typed, folded."""
    more: bool = False
    """There are others of whom only another word or digit would tell."""

    @property
    def by_name(self) -> bool:
        """Somebody has every word in their own name: people first, then organisations of that name."""
        words = self.words.split()
        return any(all(word in fold(one.full_name) for word in words) for one in self.people)

    def without(self, person_id: str) -> "Found":
        """Return the others."""
        return replace(self, people=tuple(one for one in self.people if one.person_id != person_id))


def read_room(session: "Session", workshop_id: str, device: str) -> Room:
    """Return where arrivals are counted now, and what this desk is."""
    workshop = get(session, Workshop, workshop_id)
    current = workshops.open_session(session, workshop_id)
    sittings = workshops.sessions(session, workshop_id)
    return Room(
        workshop_id=workshop_id,
        session_id=current.id if current else "",
        words=current.name if current else "",
        device=device,
        sessions=tuple(
            (
                one.id,
                " · ".join(
                    filter(None, (one.name, day(one.date), catalogs.label("session_state", one.state)))
                ),
            )
            for one in sittings
        ),
        names=tuple((one.id, one.name) for one in sittings),
        with_society=workshop.with_society,
        letters=desk_range.read(session),
        sounds=settings.read(session, SOUNDS) != "off",
    )


def look_for(session: "Session", room: Room, said: Typed) -> Found:
    """Return the people, and for words the organisations too, that the line may mean."""
    if said.kind == "credential":
        person = session.get(Person, said.value)
        return Found(exact=said.value if person is not None and not person.deleted else "")
    hits = search.people(
        session,
        said.value,
        workshop_id=room.workshop_id,
        session_id=room.session_id,
        limit=MOST_PEOPLE + 1,
    )
    exact = [hit.person_id for hit in hits if hit.document_number == said.value]
    bodies = _bodies(session, said.value) if said.kind == "name" else ()
    return Found(
        hits[:MOST_PEOPLE],
        bodies,
        exact[0] if len(exact) == 1 else "",
        words=fold(said.value),
        more=len(hits) > MOST_PEOPLE,
    )


def _bodies(session: "Session", words: str) -> tuple[Body, ...]:
    """Return the organisations of that name, from the third letter: one letter is in all of them."""
    if len(words) < 3:
        return ()
    found = search.organizations(session, words, limit=MOST_BODIES)
    if not found:
        return ()
    bodies, people = (same_as.identities(session, kind) for kind in ("organization", "person"))
    made = []
    for one in found:
        persons = _person_ids(session, bodies.members(one.organization_id))
        count = sum(not people.hides(person_id) for person_id in persons)
        made.append(Body(one.organization_id, one.name, one.sector, count))
    return tuple(made)


def _person_ids(session: "Session", organization_ids: tuple[str, ...]) -> "Iterable[str]":
    """Return whom `_members` reads, by their ids alone: it is asked at every key."""
    query = select(Person.id).where(Person.organization_id.in_(organization_ids), Person.deleted.is_(False))
    return session.scalars(query.limit(MOST_OF_A_BODY))


def _members(session: "Session", organization_id: str) -> list[Person]:
    """Return the people of an organisation, each once, by surname."""
    known = same_as.identities(session, "person")
    selves = same_as.members(session, "organization", organization_id)
    found = session.scalars(living(Person).where(Person.organization_id.in_(selves)).limit(MOST_OF_A_BODY))
    shown = [one for one in found if not known.hides(one.id)]
    return sorted(shown, key=lambda one: (sort_key(one.listed_name), one.id))


def people_of(session: "Session", room: Room, organization_id: str) -> Found:
    """Return the people of an organisation, with who has come."""
    body = get(session, Organization, same_as.members(session, "organization", organization_id)[0])
    persons = _members(session, organization_id)
    known = same_as.identities(session, "person")
    came = living(Attendance).where(
        Attendance.session_id == room.session_id,
        Attendance.person_id.in_(known.all_of(one.id for one in persons)),
    )
    last_first = session.scalars(came.order_by(Attendance.at.desc(), Attendance.id.desc()))
    arrived = {known.shown(one.person_id): hour(one.at) for one in last_first}
    return Found(
        people=tuple(
            PersonHit(
                person_id=one.id,
                full_name=one.full_name,
                document_type=one.document_type,
                document_number=one.document_number,
                organization=one.position,
                sector=body.sector,
                position=one.position,
                invited=False,
                arrived_at=arrived.get(one.id, ""),
            )
            for one in persons
        ),
        title=body.name,
    )


def card(session: "Session", room: Room, person_id: str) -> CardFacts:
    """Return what the card shows of a person."""
    known = registration.lookup(session, room.workshop_id, person_id, room.session_id)
    return facts.card_facts(
        known,
        mesas.listing(session, room.workshop_id),
        delegations.standing(session, room.session_id, person_id),
        other_desk=desk_range.other_desk(room.letters, known.paternal_surname),
        heads=heads.of(session, person_id) if known.review else {},
    )


def arrive(session: "Session", room: Room, person_id: str, mesa_id: str) -> Arrival:
    """Record the arrival to the session that is open."""
    return registration.register(
        session, room.workshop_id, person_id, session_id=room.session_id, mesa_id=mesa_id
    )


def record(session: "Session", person_id: str, answers: Answers) -> None:
    """Keep the answers when any box was ticked; unticked boxes beside a ticked one are refusals."""
    if any(answers):
        consents.record(
            session,
            person_id,
            registration=answers.registration,
            contact=answers.contact,
            photos=answers.photos,
            informed=answers.informed,
        )


def latest(session: "Session", room: Room) -> str:
    """Return the id of the last arrival of the session, or nothing."""
    found = arrivals.arrivals(session, room.workshop_id, room.session_id, last=1)
    return found.last[0].attendance_id if found.last else ""


def who(session: "Session", room: Room, person_id: str) -> tuple[str, str]:
    """Return a person's name and the id of their mesa."""
    if not person_id:
        return NOBODY, ""
    name = get(session, Person, person_id).full_name
    return name, mesas.seat_of(session, room.workshop_id, person_id)
