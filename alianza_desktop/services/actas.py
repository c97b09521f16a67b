"""Actas until the freeze: composed from the workshop, reviewed, and where each one stands (signing.md).

`draft` and `review` are stored; `signing`, `signed` and `sealed` are derived from versions, outcomes, seals.
Freezing, outcomes and sealing need the documents and are in `documents.issue`. Versions, evidence and seals
are permanent: a tombstone of one that arrives is ignored.
"""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.model import Acta, ActaVersion, Evidence, Mesa, Workshop, WorkshopSession, rules
from alianza_desktop.services import acta_signatories, acta_status, meetings
from alianza_desktop.services.acta_gaps import Gap, gaps, notices
from alianza_desktop.services.acta_signatories import (
    SignatoryRow,
    add_signatory,
    present,
    remove_signatory,
    restore_signatory,
    signatories,
)
from alianza_desktop.services.acta_status import Status
from alianza_desktop.services.acta_versions import changeable, frozen_signatories, last_seal, last_version
from alianza_desktop.services.query import by_id, get, living
from alianza_desktop.services.siglas import PLENARY, sigla_of
from alianza_desktop.services.writing import only, write
from alianza_desktop.storage.context import context
from alianza_desktop.storage.operations import Heads

__all__ = [
    "ActaRow", "Gap", "SignatoryRow", "Status", "add_signatory", "change", "changeable", "compose", "find",
    "frozen_signatories", "gaps", "last_seal", "last_version", "listing", "next_number", "notices",
    "outcomes", "present", "remove_signatory", "restore_signatory", "review", "signatories", "status",
]  # fmt: skip
TEXT_FIELDS: Final = (
    "date", "starts_at", "ends_at", "background", "development", "reservations", "next_meeting",
)  # fmt: skip
_FORMS: Final = {"date": rules.day, "starts_at": rules.hour, "ends_at": rules.hour}
_NUMBER: Final = re.compile(r"(\d+)-(\d{4})-MESA-(.+)-([A-Z][0-9-]*)$")


@dataclass(frozen=True, slots=True)
class ActaRow:
    """An acta in a list."""

    id: str
    workshop_id: str
    mesa_id: str
    mesa: str
    date: str
    status: Status


def compose(session: Session, workshop_id: str, mesa_id: str = "") -> Acta:
    """Make the draft of a mesa's acta (or the plenaria's) from the workshop, or bring its draft up to date.

    What was typed in the draft stays; signatories that are missing are added, none is removed. When the last
    acta of the mesa is frozen, a new draft begins.
    """
    workshop = get(session, Workshop, workshop_id)
    mesa_id = meetings.mesa_of(session, workshop_id) or mesa_id
    if mesa_id:
        get(session, Mesa, mesa_id)
    acta = _open_draft(session, workshop_id, mesa_id)
    if acta is None:
        sessions = list(
            session.scalars(
                living(WorkshopSession)
                .where(WorkshopSession.workshop_id == workshop_id)
                .order_by(WorkshopSession.number, WorkshopSession.id)
            )
        )
        acta = Acta(
            workshop_id=workshop_id,
            mesa_id=mesa_id,
            state="draft",
            date=(sessions[0].date if sessions else "") or workshop.starts_on,
            starts_at=sessions[0].starts_at if sessions else "",
            ends_at=sessions[-1].ends_at if sessions else "",
        )
        session.add(acta)
        session.flush()
    acta_signatories.propose(session, acta)
    return acta


def _open_draft(session: Session, workshop_id: str, mesa_id: str) -> Acta | None:
    found = session.scalars(
        living(Acta)
        .where(Acta.workshop_id == workshop_id, Acta.mesa_id == mesa_id)
        .where(Acta.state.in_(("draft", "review")), Acta.amends_id == "")
        .order_by(Acta.id)
    )
    return next((one for one in found if last_version(session, one.id) is None), None)


def change(session: Session, acta_id: str, values: dict[str, str], heads: Heads | None = None) -> Acta:
    """Write the draft's texts and hours; an acta under review goes back to draft."""
    acta = changeable(session, acta_id)
    only(values, TEXT_FIELDS)
    written = {
        field: _FORMS[field](value) if field in _FORMS and value.strip() else value.strip()
        for field, value in values.items()
    }
    return write(session, acta, written | {"state": "draft"}, heads)


def review(session: Session, acta_id: str) -> Acta:
    """Pass a draft to review, to be read aloud; `Invalid("acta-gaps")` counts what is still missing."""
    acta = changeable(session, acta_id)
    missing = gaps(session, acta_id)
    if missing:
        raise Invalid("acta-gaps", count=len(missing))
    acta.state = "review"
    return acta


def status(session: Session, acta_id: str) -> Status:
    """Return where an acta stands, derived from its version, outcomes and seal."""
    return acta_status.of(session, (get(session, Acta, acta_id),))[acta_id]


def outcomes(session: Session, version_id: str) -> dict[str, str]:
    """Return the last outcome recorded here of each signatory, by signatory id."""
    rows = session.execute(
        select(Evidence.signatory_id, Evidence.outcome)
        .where(Evidence.version_id == version_id, Evidence.kind == "outcome")
        .order_by(Evidence.at, Evidence.counter, Evidence.id)
    )
    return dict(rows.all())


def listing(session: Session, workshop_id: str = "") -> tuple[ActaRow, ...]:
    """Return the actas of a workshop, or all, by date and mesa."""
    query = living(Acta).order_by(Acta.date, Acta.id)
    if workshop_id:
        query = query.where(Acta.workshop_id == workshop_id)
    actas = list(session.scalars(query))
    tables = by_id(session, Mesa, {one.mesa_id for one in actas})
    stands = acta_status.of(session, actas)
    return tuple(
        ActaRow(
            id=one.id,
            workshop_id=one.workshop_id,
            mesa_id=one.mesa_id,
            mesa=tables[one.mesa_id].name if one.mesa_id in tables else "Plenaria",
            date=one.date,
            status=stands[one.id],
        )
        for one in actas
    )


def find(session: Session, reference: str) -> Acta:
    """Return an acta by its id or by its number; `NotFound("acta-missing")`."""
    acta = session.get(Acta, reference)
    if acta is None:
        version = session.scalars(
            select(ActaVersion)
            .where(ActaVersion.number == reference)
            .order_by(ActaVersion.version.desc(), ActaVersion.id)
            .limit(1)
        ).first()
        acta = session.get(Acta, version.acta_id) if version else None
    if acta is None or acta.deleted:
        raise NotFound("acta-missing")
    return acta


def next_number(session: Session, acta: Acta) -> str:
    """Return the number of the next freeze, for example `003-2026-MESA-CACAO-A` (sync.md §4).

    It is 1 + the highest known here for that mesa, the year of the acta's date, and this device's letter.
    """
    mesa = session.get(Mesa, acta.mesa_id) if acta.mesa_id else None
    sigla = sigla_of(mesa.sigla, mesa.name) if mesa else PLENARY
    letter = context(session).letter
    taken = [0]
    for number in session.scalars(select(ActaVersion.number)):
        parts = _NUMBER.match(number)
        if parts and parts.group(2, 3, 4) == (acta.date[:4], sigla, letter):
            taken.append(int(parts.group(1)))
    return f"{max(taken) + 1:03d}-{acta.date[:4]}-MESA-{sigla}-{letter}"
