"""What the table of people of a workshop says: who was invited, who came, and both.

`roster(session, workshop_id)` gives frozen rows with the fields of `columns.PEOPLE`, in Spanish order of
surnames; `people` writes them. Codes are already words here (`catalogs.label`), because the table is for
people; dates and hours stay in the journal's form and become Excel's in the exporter.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import listed, sort_key
from alianza_desktop.core.sentences import SENTENCES
from alianza_desktop.model import (
    Attendance,
    Invitation,
    Organization,
    Person,
    Workshop,
    WorkshopSession,
)
from alianza_desktop.services import invitations, mesas, same_as
from alianza_desktop.services.invitee_drafts import PERSON_FIELDS
from alianza_desktop.services.query import get, living
from alianza_desktop.spreadsheets.columns import PEOPLE, Kind
from alianza_desktop.spreadsheets.exporter import REHEARSAL, Sheet, write

TITLE: Final = "Participantes"


@dataclass(frozen=True, slots=True, repr=False)
class PersonRow:
    """One person of a workshop, in words: `values` by the fields of `columns.PEOPLE`; empty is left out."""

    values: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        """Return a field, empty when it is not known."""
        return self.values.get(field, "")


def roster(session: Session, workshop_id: str) -> tuple[PersonRow, ...]:
    """Return the people invited to a workshop or present in it, once each."""
    get(session, Workshop, workshop_id)
    known = same_as.identities(session, "person")
    invited = {
        known.shown(one.person_id): one
        for one in session.scalars(
            living(Invitation).where(Invitation.workshop_id == workshop_id).order_by(Invitation.id.desc())
        )
    }
    doubts = invitations.doubts(session, workshop_id)
    present: dict[str, list[tuple[int, Attendance]]] = defaultdict(list)
    for person_id, arrivals in _present(session, workshop_id).items():
        present[known.shown(person_id)] += arrivals
    wanted = invited.keys() | present.keys()
    bodies = {one.id: one for one in session.scalars(living(Organization))}
    seats = mesas.seat_numbers(session, workshop_id)
    people = [one for one in session.scalars(living(Person)) if one.id in wanted]
    rows = [
        _row(
            person,
            bodies.get(person.organization_id),
            invitation := invited.get(person.id),
            invitations.codes(doubts.get(invitation.id, [])) if invitation else (),
            present.get(person.id, ()),
            str(seats.get(person.id, "")),
        )
        for person in sorted(people, key=lambda one: (sort_key(one.listed_name), one.id))
    ]
    return tuple(rows)


def people(
    rows: tuple[PersonRow, ...],
    path: Path,
    *,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
    rehearsal: bool = False,
) -> None:
    """Write the table of people, marked when it is of a rehearsal; raises what `exporter.write` raises."""
    mark = REHEARSAL if rehearsal else ""
    write(path, [Sheet(TITLE, PEOPLE, rows, PersonRow.__getitem__)], at=at, progress=progress, mark=mark)


def _present(session: Session, workshop_id: str) -> dict[str, list[tuple[int, Attendance]]]:
    """Return the arrivals of each person as (number of the session, attendance), by hour."""
    found: dict[str, list[tuple[int, Attendance]]] = defaultdict(list)
    rows = session.execute(
        select(Attendance, WorkshopSession.number)
        .outerjoin(WorkshopSession, WorkshopSession.id == Attendance.session_id)
        .where(Attendance.workshop_id == workshop_id, Attendance.deleted.is_(False))
        .order_by(Attendance.at, Attendance.id)
    )
    for attendance, number in rows:
        if attendance.person_id:
            found[attendance.person_id].append((number or 0, attendance))
    return dict(found)


def _row(
    person: Person,
    body: Organization | None,
    invitation: Invitation | None,
    doubts: Sequence[str],
    arrivals: Sequence[tuple[int, Attendance]],
    mesa: str,
) -> PersonRow:
    quality = invitation.quality if invitation else ""
    if arrivals and arrivals[0][1].quality:
        quality = arrivals[0][1].quality
    values = {
        **{name: getattr(person, name) for name in PERSON_FIELDS},
        "organization": body.name if body else "",
        "sector": body.sector if body else "",
        "ruc": body.ruc if body else "",
        "mesa": mesa,
        "quality": quality,
        "status": _status(invited=invitation is not None, present=bool(arrivals)),
        "sessions": listed([str(number) for number in dict.fromkeys(at for at, _ in arrivals) if number]),
        "arrived_at": arrivals[0][1].at if arrivals else "",
        "review": " ".join(SENTENCES.get(code, code) for code in doubts),
    }
    return PersonRow(
        {one.field: _in_words(one.kind, values[one.field]) for one in PEOPLE if values[one.field]}
    )


def _in_words(kind: Kind, value: str) -> str:
    """Return a stored code as people read it; any other value as it is."""
    if kind == "document_type":
        return next((one.short for one in catalogs.document_types() if one.code == value), value)
    if kind in ("sector", "quality", "sex"):
        word = catalogs.label(kind, value)
        return word[:1].upper() + word[1:]
    return value


def _status(*, invited: bool, present: bool) -> str:
    if not present:
        return "Invitado"
    return "Invitado y presente" if invited else "Presente sin invitación"
