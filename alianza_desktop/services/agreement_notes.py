"""Objections, reservations and observations about agreements, each with the name of who made it."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Agreement, AgreementNote, Organization, Person
from alianza_desktop.model.agreements import NOTES
from alianza_desktop.services import same_as
from alianza_desktop.services.query import get, living, one_of
from alianza_desktop.services.writing import only, write
from alianza_desktop.storage.context import context
from alianza_desktop.storage.journal import delete, restore
from alianza_desktop.storage.operations import Heads

FIELDS: Final = ("kind", "text", "organization_id", "person_id")
"""What `change` may write."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NoteRow:
    """A note as lists and actas show it."""

    id: str
    agreement_id: str
    kind: str
    text: str
    person_id: str = ""
    person: str = ""
    organization_id: str = ""
    organization: str = ""


def add(
    session: Session,
    agreement_id: str,
    kind: str,
    text: str,
    *,
    person_id: str = "",
    organization_id: str = "",
) -> AgreementNote:
    """Note what somebody says of an agreement; without a person the organisation says it.

    Raises `Invalid` (`note-needed`, `note-name-needed`).
    """
    get(session, Agreement, agreement_id)
    person = get(session, Person, person_id) if person_id else None
    if person is not None and not organization_id:
        organization_id = person.organization_id
    elif organization_id:
        get(session, Organization, organization_id)
    if not (person_id or organization_id):
        raise Invalid("note-name-needed")
    added = AgreementNote(
        agreement_id=agreement_id,
        kind=one_of(kind, NOTES, "kind"),
        text=_text(text),
        person_id=person_id,
        organization_id=organization_id,
        at=instant(context(session).clock.now()),
    )
    session.add(added)
    session.flush()
    return added


def _text(text: str) -> str:
    said = normalise_text(text).strip()
    if not said:
        raise Invalid("note-needed")
    return said


def change(
    session: Session, note_id: str, values: dict[str, str], heads: Heads | None = None
) -> AgreementNote:
    """Write what a person changed of a note, as seen with these heads; raises what `add` does."""
    only(values, FIELDS)
    note = get(session, AgreementNote, note_id)
    written = dict(values)
    if "text" in written:
        written["text"] = _text(written["text"])
    if "kind" in written:
        one_of(written["kind"], NOTES, "kind")
    if not any(written.get(name, getattr(note, name)) for name in ("person_id", "organization_id")):
        raise Invalid("note-name-needed")
    return write(session, note, written, heads)


def withdraw(session: Session, note_id: str) -> None:
    """Take a note away; `bring_back` undoes it."""
    delete(session, get(session, AgreementNote, note_id))


def bring_back(session: Session, note_id: str) -> None:
    """Undo `withdraw`."""
    restore(session, session.get_one(AgreementNote, note_id))


def of(session: Session, agreement_ids: set[str]) -> dict[str, tuple[NoteRow, ...]]:
    """Return the notes of each agreement that has any, in the order in which they were said."""
    query = living(AgreementNote).where(AgreementNote.agreement_id.in_(agreement_ids))
    notes = list(session.scalars(query.order_by(AgreementNote.at, AgreementNote.id)))
    persons = same_as.standing(session, Person, {one.person_id for one in notes})
    bodies = same_as.standing(session, Organization, {one.organization_id for one in notes})
    found: dict[str, tuple[NoteRow, ...]] = {}
    for one in notes:
        row = NoteRow(
            id=one.id,
            agreement_id=one.agreement_id,
            kind=one.kind,
            text=one.text,
            person_id=one.person_id,
            person=persons[one.person_id].full_name if one.person_id in persons else "",
            organization_id=one.organization_id,
            organization=bodies[one.organization_id].name if one.organization_id in bodies else "",
        )
        found[one.agreement_id] = (*found.get(one.agreement_id, ()), row)
    return found
