"""Rows of a form that was filled by hand during a power cut, written into the store one by one.

What is on the screen already wins: an arrival is a fact with its hour. A row of paper only adds what is not
there, an arrival with the hour written, or the answers of somebody who had given none, and says where paper
and screen differ. What was transcribed is remembered on this laptop, in the same transaction, so that the
count is right after a crash and nobody types a row twice.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import hour
from alianza_desktop.model import Attendance, Person, WorkshopSession, rules
from alianza_desktop.services import consent_answers, consents, mesas, people, registration, same_as
from alianza_desktop.services.query import by_id, get
from alianza_desktop.services.registration import Arrival, WalkIn, Written
from alianza_desktop.storage import settings
from alianza_desktop.storage.context import context

PAPER: Final = "paper"


@dataclass(frozen=True, slots=True)
class Marks:
    """The boxes that somebody marked on the paper."""

    registration: bool = False
    contact: bool = False
    photos: bool = False
    informed: bool = False

    @property
    def any(self) -> bool:
        return self.registration or self.contact or self.photos or self.informed


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Line:
    """A row as it stands on the paper."""

    page: int
    hour: str
    marks: Marks = Marks()
    mesa_id: str = ""
    person_id: str = ""
    """Who it is, when they are in the directory."""
    walk_in: WalkIn | None = None
    """What is written of somebody who is not; its consents are the marks."""
    sector: str = ""
    """Of somebody who gave no data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row that was transcribed on this laptop; whose it is says only the store."""

    page: int
    row: int
    hour: str
    kind: str
    """`added` who was known, `new` who was not, `anonymous`, or `known` who was registered already."""
    attendance_id: str
    person_id: str = ""
    differs: tuple[str, ...] = ()
    """Where paper and screen differ: `hour`, `mesa`, `registration`, `contact`, `photos`."""
    screen_hour: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Transcribed:
    """An entry with the names that the list shows."""

    entry: Entry
    full_name: str
    organization_id: str = ""
    sector: str = ""


def write(session: Session, workshop_id: str, session_id: str, line: Line) -> Entry:
    """Write a row and remember it. Raises what `registration` raises, but for who is registered already."""
    sitting = get(session, WorkshopSession, session_id)
    written = Written(_instant(session, sitting, line.hour), PAPER)
    if line.walk_in is not None and not line.person_id:
        line = replace(line, person_id=_known(session, line.walk_in))
    if line.person_id:
        entry = _person(session, workshop_id, session_id, line, written)
    elif line.walk_in is not None:
        marks = line.marks
        walk_in = replace(
            line.walk_in,
            registration=marks.registration,
            contact=marks.contact,
            photos=marks.photos,
            informed=marks.informed,
            mesa_id=line.mesa_id,
        )
        done = registration.register_new(
            session, workshop_id, walk_in, session_id=session_id, written=written
        )
        entry = _entry(line, "new", done)
    else:
        done = registration.register_anonymous(
            session, workshop_id, line.sector, session_id=session_id, written=written
        )
        entry = _entry(line, "anonymous", done)
    return _remember(session, session_id, entry)


def _instant(session: Session, sitting: WorkshopSession, written: str) -> str:
    """Return when it was: the hour of the paper on the day of the session."""
    now = context(session).clock.now()
    try:
        day = date.fromisoformat(sitting.date) if sitting.date else now.date()
        at = time.fromisoformat(rules.hour(written))
    except ValueError as error:
        raise Invalid("hour-unknown") from error
    return instant(datetime.combine(day, at, tzinfo=now.tzinfo))


def _known(session: Session, walk_in: WalkIn) -> str:
    """Return who has that document already: the paper says who it is, not that there are two."""
    number = rules.check_document(walk_in.document_type, walk_in.document_number, pad=False).value
    found = people.find(session, number, walk_in.document_type)
    return found.id if found else ""


def _person(session: Session, workshop_id: str, session_id: str, line: Line, written: Written) -> Entry:
    came = registration.attendance_of(session, session_id, line.person_id)
    answers = consent_answers.of(session, {line.person_id}).get(line.person_id, consent_answers.NONE)
    marks = line.marks
    if marks.any and (came is None or not answers.given):
        consents.record(
            session,
            line.person_id,
            registration=marks.registration,
            contact=marks.contact,
            photos=marks.photos,
            informed=marks.informed,
            at=written.at,
        )
    if came is None:
        done = registration.register(
            session, workshop_id, line.person_id, session_id=session_id, mesa_id=line.mesa_id, written=written
        )
        return _entry(line, "added", done)
    known = registration.arrival_of(session, came)
    return replace(
        _entry(line, "known", known),
        differs=_differences(session, workshop_id, line, came, answers),
        screen_hour=hour(came.at),
    )


def _differences(
    session: Session, workshop_id: str, line: Line, came: Attendance, answers: consent_answers.Answers
) -> tuple[str, ...]:
    found = []
    if hour(came.at) != rules.hour(line.hour):
        found.append("hour")
    seat = mesas.seat_of(session, workshop_id, line.person_id)
    if line.mesa_id and seat != line.mesa_id:
        found.append("mesa")
    if line.marks.any and answers.given:
        marked = {
            "registration": line.marks.registration or line.marks.informed,
            "contact": line.marks.contact,
            "photos": line.marks.photos,
        }
        said = answers.given | {"registration": answers.registered}
        found += [one for one, mark in marked.items() if one in said and said[one] != mark]
    return tuple(found)


def _entry(line: Line, kind: str, done: Arrival) -> Entry:
    return Entry(
        page=line.page,
        row=0,
        hour=rules.hour(line.hour),
        kind=kind,
        attendance_id=done.attendance_id,
        person_id=done.person_id,
    )


# What was transcribed here


def _setting(session_id: str) -> str:
    return f"transcribed.{session_id}"


def entries(session: Session, session_id: str) -> tuple[Entry, ...]:
    """Return the rows that were transcribed on this laptop, in the order in which they were."""
    text = settings.read(session, _setting(session_id))
    rows: list[dict[str, Any]] = json.loads(text) if text else []
    return tuple(Entry(**one | {"differs": tuple(one["differs"])}) for one in rows)


def _remember(session: Session, session_id: str, entry: Entry) -> Entry:
    before = entries(session, session_id)
    numbered = replace(entry, row=next_row(before, entry.page))
    _keep(session, session_id, (*before, numbered))
    return numbered


def _keep(session: Session, session_id: str, rows: tuple[Entry, ...]) -> None:
    text = json.dumps([asdict(one) for one in rows]) if rows else ""
    settings.write(session, _setting(session_id), text)


def next_row(rows: tuple[Entry, ...], page: int) -> int:
    """Return the number of the row that follows on a page."""
    return 1 + max((one.row for one in rows if one.page == page), default=0)


def undo(session: Session, session_id: str, entry: Entry) -> None:
    """Take back a row: the arrival that it wrote, if it did, and that it was transcribed.

    The answers that it recorded stay, as they do at the desk: they were given.
    """
    rows = entries(session, session_id)
    if entry not in rows:
        return
    came = session.get(Attendance, entry.attendance_id)
    if entry.kind != "known" and came is not None and not came.deleted:
        registration.undo(session, entry.attendance_id)
    _keep(session, session_id, tuple(one for one in rows if one != entry))


def listing(session: Session, session_id: str) -> tuple[Transcribed, ...]:
    """Return the rows that were transcribed here with whose they are, but for arrivals that were undone."""
    rows = entries(session, session_id)
    came = by_id(session, Attendance, {one.attendance_id for one in rows})
    persons = same_as.standing(session, Person, {one.person_id for one in rows if one.person_id})
    found = []
    for one in rows:
        arrival = came.get(one.attendance_id)
        if arrival is None or arrival.deleted:
            continue
        person = persons.get(one.person_id)
        found.append(
            Transcribed(one, person.full_name if person else "", arrival.organization_id, arrival.sector)
        )
    return tuple(found)
