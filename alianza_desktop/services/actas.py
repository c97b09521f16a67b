"""Actas until the freeze: composed from the workshop, reviewed, and where each one stands (signing.md).

`draft` and `review` are stored; `signing`, `signed` and `sealed` are derived from versions, outcomes, seals.
Freezing, outcomes and sealing need the documents and are in `documents.issue`. Versions, evidence and seals
are permanent: a tombstone of one that arrives is ignored.
"""

import json
import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.core.format_es import sort_key
from alianza_desktop.model import (
    Acta,
    ActaSeal,
    ActaSignatory,
    ActaVersion,
    Attendance,
    Evidence,
    Mesa,
    Person,
    Workshop,
    WorkshopSession,
    rules,
)
from alianza_desktop.services import acta_status, agreements, mesas, same_as
from alianza_desktop.services.acta_status import Status
from alianza_desktop.services.query import by_id, get, living
from alianza_desktop.services.siglas import PLENARY, sigla_of
from alianza_desktop.services.writing import only, write
from alianza_desktop.storage import attachments
from alianza_desktop.storage.context import context
from alianza_desktop.storage.journal import delete, restore
from alianza_desktop.storage.operations import Heads

SIGNING_QUALITIES: Final = frozenset({"titular", "alternate"})
TEXT_FIELDS: Final = (
    "date", "starts_at", "ends_at", "background", "development", "reservations", "next_meeting",
)  # fmt: skip
_FORMS: Final = {"date": rules.day, "starts_at": rules.hour, "ends_at": rules.hour}
_NUMBER: Final = re.compile(r"(\d+)-(\d{4})-MESA-(.+)-([A-Z][0-9-]*)$")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something an acta lacks, with the record where it is mended."""

    code: str
    kind: str
    id: str
    where: str
    """What a person recognises it by: `A-02`, an organisation's name; empty for the acta itself."""


@dataclass(frozen=True, slots=True)
class ActaRow:
    """An acta in a list."""

    id: str
    workshop_id: str
    mesa_id: str
    mesa: str
    date: str
    status: Status


@dataclass(frozen=True, slots=True, repr=False)
class SignatoryRow:
    """Someone expected to sign a draft."""

    id: str
    person_id: str
    full_name: str
    organization_id: str
    quality: str


def compose(session: Session, workshop_id: str, mesa_id: str = "") -> Acta:
    """Make the draft of a mesa's acta (or the plenaria's) from the workshop, or bring its draft up to date.

    What was typed in the draft stays; signatories that are missing are added, none is removed. When the last
    acta of the mesa is frozen, a new draft begins.
    """
    workshop = get(session, Workshop, workshop_id)
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
    _add_signatories(session, acta)
    return acta


def _open_draft(session: Session, workshop_id: str, mesa_id: str) -> Acta | None:
    found = session.scalars(
        living(Acta)
        .where(Acta.workshop_id == workshop_id, Acta.mesa_id == mesa_id, Acta.state.in_(("draft", "review")))
        .order_by(Acta.id)
    )
    return next((one for one in found if last_version(session, one.id) is None), None)


def _add_signatories(session: Session, acta: Acta) -> None:
    known = {one.person_id for one in signatories(session, acta.id)}
    last = max((one.order_key for one in _living_signatories(session, acta.id)), default="")
    for attendance in _present(session, acta):
        if attendance.person_id in known or attendance.quality not in SIGNING_QUALITIES:
            continue
        known.add(attendance.person_id)
        last = rules.key_between(last)
        session.add(
            ActaSignatory(
                acta_id=acta.id,
                person_id=attendance.person_id,
                organization_id=attendance.organization_id,
                position=attendance.position,
                quality=attendance.quality,
                accreditation=attendance.accreditation,
                order_key=last,
            )
        )
    session.flush()


def _present(session: Session, acta: Acta) -> list[Attendance]:
    """Return the first attendance of each person of the acta, by surname."""
    known = same_as.identities(session, "person")
    query = living(Attendance).where(Attendance.workshop_id == acta.workshop_id, Attendance.person_id != "")
    if acta.mesa_id:
        seats = mesas.seats_of_all(session, acta.workshop_id)
        here = [one for one, mesa_id in seats.items() if mesa_id == acta.mesa_id]
        query = query.where(Attendance.person_id.in_(known.all_of(here)))
    first: dict[str, Attendance] = {}
    for row in session.scalars(query.order_by(Attendance.at, Attendance.id)):
        first.setdefault(known.shown(row.person_id), row)
    persons = by_id(session, Person, set(first))

    def place(one: str) -> tuple[object, str]:
        return sort_key(persons[one].listed_name if one in persons else ""), one

    return [first[one] for one in sorted(first, key=place)]


def present(session: Session, acta_id: str) -> tuple[Attendance, ...]:
    """Return who was there, once each, by surname: the list of asistentes."""
    return tuple(_present(session, get(session, Acta, acta_id)))


def _living_signatories(session: Session, acta_id: str) -> list[ActaSignatory]:
    return list(
        session.scalars(
            living(ActaSignatory)
            .where(ActaSignatory.acta_id == acta_id)
            .order_by(ActaSignatory.order_key, ActaSignatory.id)
        )
    )


def signatories(session: Session, acta_id: str) -> tuple[SignatoryRow, ...]:
    """Return who is expected to sign, in signing order."""
    rows = _living_signatories(session, acta_id)
    persons = by_id(session, Person, {row.person_id for row in rows})
    return tuple(
        SignatoryRow(row.id, row.person_id, person.full_name, row.organization_id, row.quality)
        for row in rows
        if (person := persons.get(row.person_id)) is not None
    )


def add_signatory(session: Session, acta_id: str, person_id: str, quality: str = "titular") -> ActaSignatory:
    """Expect one more person to sign; a person signs once (`Invalid("signatory-repeated")`).

    An acta under review goes back to draft.
    """
    acta = changeable(session, acta_id)
    person = get(session, Person, person_id)
    rows = _living_signatories(session, acta.id)
    if any(row.person_id == person_id for row in rows):
        raise Invalid("signatory-repeated")
    last = max((row.order_key for row in rows), default="")
    added = ActaSignatory(
        acta_id=acta.id,
        person_id=person_id,
        organization_id=person.organization_id,
        position=person.position,
        quality=quality,
        order_key=rules.key_between(last),
    )
    session.add(added)
    acta.state = "draft"
    session.flush()
    return added


def remove_signatory(session: Session, signatory_id: str) -> None:
    """Expect a person no more; an acta under review goes back to draft."""
    row = get(session, ActaSignatory, signatory_id)
    changeable(session, row.acta_id).state = "draft"
    delete(session, row)


def restore_signatory(session: Session, signatory_id: str) -> None:
    """Take back a `remove_signatory`."""
    row = session.get_one(ActaSignatory, signatory_id)
    changeable(session, row.acta_id).state = "draft"
    restore(session, row)


def changeable(session: Session, acta_id: str) -> Acta:
    acta = get(session, Acta, acta_id)
    if last_version(session, acta_id) is not None:
        raise NotAllowed("acta-frozen")
    if acta.state == "annulled":
        raise NotAllowed("acta-annulled")
    return acta


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


def gaps(session: Session, acta_id: str) -> tuple[Gap, ...]:
    """Return what the acta lacks before it can be frozen, each with the record that mends it."""
    acta = get(session, Acta, acta_id)
    workshop = get(session, Workshop, acta.workshop_id)
    found = [Gap(code, "acta", acta.id, "") for code in _own_gaps(session, acta, workshop)]
    rows = agreements.listing(session, acta.workshop_id, acta.mesa_id)
    found += [Gap(code, "agreement", row.id, row.code) for row in rows for code in row.gaps]
    names = {row.organization_id: row.organization for row in rows}
    signing = {row.organization_id for row in signatories(session, acta_id)}
    return (
        *found,
        *(
            Gap("gap-no-signer", "organization", one, names[one])
            for one in rules.without_signer(names, signing)
        ),
    )


def _own_gaps(session: Session, acta: Acta, workshop: Workshop) -> list[str]:
    codes: list[str] = []
    if not acta.date:
        codes.append("gap-date")
    codes += rules.hours_gaps(acta.starts_at, acta.ends_at)
    if not workshop.place:
        codes.append("gap-place")
    if not _living_signatories(session, acta.id):
        codes.append("gap-signatories")
    if not agreements.listing(session, acta.workshop_id, acta.mesa_id):
        codes.append("gap-agreements")
    return codes


def last_version(session: Session, acta_id: str) -> ActaVersion | None:
    """Return the newest frozen version, or none for a draft."""
    return session.scalars(
        select(ActaVersion)
        .where(ActaVersion.acta_id == acta_id)
        .order_by(ActaVersion.version.desc(), ActaVersion.id)
        .limit(1)
    ).first()


def last_seal(session: Session, version_id: str) -> ActaSeal | None:
    """Return the seal of a version; of two, the first id (both are shown as a conflict)."""
    return session.scalars(
        select(ActaSeal).where(ActaSeal.version_id == version_id).order_by(ActaSeal.id).limit(1)
    ).first()


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


def frozen_signatories(session: Session, version: ActaVersion) -> tuple[dict[str, str], ...]:
    """Return the signatories written in a frozen version, in signing order."""
    content = json.loads(attachments.get(session, version.content_hash))
    return tuple(content["signatories"])


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
