"""The photos of a workshop, and who must not be in them.

A photo leaves the store (a report, a file) only after somebody looked and said that nobody is in it who
refused the use of their image. Whoever refuses later puts every photo in doubt again: each keeps who had
refused when it was looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.format_es import sort_key
from alianza_desktop.model import Attendance, Consent, Mesa, Organization, Person, Photo, rules
from alianza_desktop.services import mesas, ordering, same_as
from alianza_desktop.services.query import by_id, get, living
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage import attachments, journal
from alianza_desktop.storage.context import context
from alianza_desktop.storage.operations import Heads

MEDIA = "image/jpeg"


@dataclass(frozen=True, slots=True, repr=False)
class PhotoRow:
    """A photo in its place."""

    id: str
    attachment: str
    caption: str
    at: str
    width: int
    height: int
    cleared: bool
    """It may be used."""
    again: bool
    """It was looked at, and somebody refused since."""


@dataclass(frozen=True, slots=True, repr=False)
class Refusal:
    """Somebody who came and must not be seen in a photo."""

    person_id: str
    full_name: str
    organization: str
    sector: str
    mesa: int


@dataclass(frozen=True, slots=True, repr=False)
class Refusals:
    """Who must not be seen, and how many nobody can name or asked."""

    people: tuple[Refusal, ...]
    unnamed: int
    """They take part without personal data."""
    unasked: int
    """Nobody asked them yet."""


@dataclass(frozen=True, slots=True, repr=False)
class Usable:
    """A photo that may be shown to others."""

    attachment: str
    caption: str
    at: str
    width: int
    height: int


def add(
    session: Session, workshop_id: str, data: bytes, *, width: int, height: int, taken: str = ""
) -> Photo | None:
    """Keep a photo at the end, to be looked at; None when the workshop has the same one already.

    `data` is what `documents.pictures` made of it. Raises `Invalid("attachment-too-large")`.
    """
    digest = attachments.put(session, data, MEDIA)
    rows = _rows(session, workshop_id)
    if any(one.attachment == digest for one in rows):
        return None
    added = Photo(
        workshop_id=workshop_id,
        attachment=digest,
        width=width,
        height=height,
        at=taken or instant(context(session).clock.now()),
        order_key=rules.key_between(max((one.order_key for one in rows), default="")),
    )
    session.add(added)
    session.flush()
    return added


def _rows(session: Session, workshop_id: str) -> list[Photo]:
    return list(
        session.scalars(
            living(Photo).where(Photo.workshop_id == workshop_id).order_by(Photo.order_key, Photo.id)
        )
    )


def listing(session: Session, workshop_id: str) -> tuple[PhotoRow, ...]:
    """Return the photos of a workshop, in their order."""
    refused = _refused(session, workshop_id)
    return tuple(
        PhotoRow(
            id=one.id,
            attachment=one.attachment,
            caption=one.caption,
            at=one.at,
            width=one.width or 0,
            height=one.height or 0,
            cleared=_usable(one, refused),
            again=one.cleared and not _usable(one, refused),
        )
        for one in _rows(session, workshop_id)
    )


def _usable(photo: Photo, refused: frozenset[str]) -> bool:
    return photo.cleared and refused <= set(photo.refused.split())


def for_report(session: Session, workshop_id: str) -> tuple[Usable, ...]:
    """Return the photos that may leave: only those where nobody is who refused."""
    return tuple(
        Usable(one.attachment, one.caption, one.at, one.width, one.height)
        for one in listing(session, workshop_id)
        if one.cleared
    )


def data(session: Session, photo_id: str) -> bytes:
    """Return the JPEG, to be looked at here."""
    return attachments.get(session, get(session, Photo, photo_id).attachment)


def outgoing(session: Session, photo_id: str) -> bytes:
    """Return the JPEG to be saved as a file; `NotAllowed("photo-not-cleared")` until somebody looked."""
    photo = get(session, Photo, photo_id)
    if not _usable(photo, _refused(session, photo.workshop_id)):
        raise NotAllowed("photo-not-cleared")
    return attachments.get(session, photo.attachment)


def change(session: Session, photo_id: str, values: Mapping[str, str], heads: Heads | None = None) -> Photo:
    """Write its caption, as seen with these heads."""
    photo = get(session, Photo, photo_id)
    only(values, ("caption",))
    return write(session, photo, {name: line(value) for name, value in values.items()}, heads)


def clear(session: Session, photo_id: str, *, cleared: bool) -> None:
    """Say that somebody looked and nobody is in it who refused, or that it is to be looked at."""
    photo = get(session, Photo, photo_id)
    photo.cleared = cleared
    photo.refused = " ".join(sorted(_refused(session, photo.workshop_id))) if cleared else ""


def move(session: Session, photo_id: str, step: int) -> bool:
    """Move a photo so many places on (negative: back); return whether it moved."""
    photo = get(session, Photo, photo_id)
    return ordering.move(_rows(session, photo.workshop_id), photo, step)


def remove(session: Session, photo_id: str) -> None:
    """Take a photo out of the workshop; `restore` brings it back."""
    journal.delete(session, get(session, Photo, photo_id))


def restore(session: Session, photo_id: str) -> None:
    """Undo `remove`."""
    photo = session.get(Photo, photo_id)
    if photo is not None and photo.deleted:
        journal.restore(session, photo)


def sweep(session: Session, workshop_id: str) -> None:
    """Let go of the bytes of photos that were deleted: nobody can bring those back from a toast any more."""
    rows = session.scalars(select(Photo).where(Photo.workshop_id == workshop_id, Photo.deleted.is_(True)))
    for digest in {one.attachment for one in rows}:
        photo = living(Photo).where(Photo.attachment == digest).limit(1)
        logo = living(Organization).where(Organization.logo == digest).limit(1)
        if all(session.scalars(held).first() is None for held in (photo, logo)):
            attachments.drop(session, digest)


# who must not be seen


class _Room:
    """Who came to a workshop, once each, and what each answered last about their image."""

    def __init__(self, session: Session, workshop_id: str) -> None:
        who = same_as.identities(session, "person")
        rows = session.execute(
            select(Attendance.id, Attendance.person_id)
            .where(Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False))
            .order_by(Attendance.id)
        ).all()
        self.people = {who.shown(person_id) for _id, person_id in rows if person_id}
        self.unnamed = {record_id for record_id, person_id in rows if not person_id}
        """Arrivals without personal data."""
        answers = session.execute(
            select(Consent.person_id, Consent.given)
            .where(
                Consent.purpose == "photos",
                Consent.deleted.is_(False),
                Consent.person_id.in_(who.all_of(self.people)),
            )
            .order_by(Consent.at, Consent.id)
        )
        self.answers = {who.shown(person_id): bool(given) for person_id, given in answers}

    @property
    def refused(self) -> set[str]:
        return {one for one in self.people if self.answers.get(one) is False}


def _refused(session: Session, workshop_id: str) -> frozenset[str]:
    """Return who must not be seen: people by their id, those without personal data by their arrival's."""
    room = _Room(session, workshop_id)
    return frozenset(room.refused | room.unnamed)


def refusals(session: Session, workshop_id: str) -> Refusals:
    """Return who came and must not be seen, by name, with their mesa to know where to look."""
    room = _Room(session, workshop_id)
    persons = by_id(session, Person, room.refused)
    bodies = by_id(session, Organization, {one.organization_id for one in persons.values()})
    seats = mesas.seats_of(session, workshop_id, room.refused)
    tables = by_id(session, Mesa, set(seats.values()))
    found = [_refusal(one, bodies, tables.get(seats.get(one.id, ""))) for one in persons.values()]
    found.sort(key=lambda one: (sort_key(one.full_name), one.person_id))
    return Refusals(
        people=tuple(found),
        unnamed=len(room.unnamed),
        unasked=sum(one not in room.answers for one in room.people),
    )


def _refusal(person: Person, bodies: Mapping[str, Organization], table: Mesa | None) -> Refusal:
    body = bodies.get(person.organization_id)
    return Refusal(
        person_id=person.id,
        full_name=person.full_name,
        organization=(body.short_name or body.name) if body else "",
        sector=body.sector if body else "",
        mesa=table.number if table else 0,
    )
