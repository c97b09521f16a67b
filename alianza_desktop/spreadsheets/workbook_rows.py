"""What the sheets of a workshop's workbook say, row by row: attendance, agreements, chains, actas.

Each function reads the store and returns rows by the fields of `workbook_columns`, in the order in which
people read them. Codes are words here; dates, hours and money stay in the journal's form for the exporter.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.format_es import day, sort_key
from alianza_desktop.core.sentences import said
from alianza_desktop.model import Attendance, Evidence, Mesa, Organization, Person
from alianza_desktop.services import actas, agreement_notes, agreements, chains, departures, mesas, same_as
from alianza_desktop.services.actas import ActaRow
from alianza_desktop.services.agreement_notes import NoteRow
from alianza_desktop.services.chain_view import ActivityView, ChainView
from alianza_desktop.services.query import by_id, living
from alianza_desktop.services.workshops import SessionRow

Row = dict[str, object]
NOBODY: Final = "Sin datos personales"
PLENARIA: Final = "Plenaria"
LONGEST_NAME: Final = 60


def attendance(session: Session, workshop_id: str) -> tuple[Row, ...]:
    """Return whoever came, once each, with the hour of each session by its id; the nameless are last."""
    came = list(
        session.scalars(
            living(Attendance)
            .where(Attendance.workshop_id == workshop_id)
            .order_by(Attendance.at, Attendance.id)
        )
    )
    known = same_as.identities(session, "person")
    by_person: dict[str, list[Attendance]] = defaultdict(list)
    for one in came:
        by_person[known.shown(one.person_id) if one.person_id else one.id].append(one)
    people = {one.id: one for one in session.scalars(living(Person)) if one.id in by_person}
    bodies = {one.id: one for one in session.scalars(living(Organization))}
    seats = mesas.seat_numbers(session, workshop_id)
    left = {key: one.at for key, one in departures.of(session, {one.id for one in came}).items()}
    rows = [
        (people.get(key), _came(people.get(key), arrivals, bodies, str(seats.get(key, "")), left))
        for key, arrivals in by_person.items()
    ]
    rows.sort(key=lambda row: (row[0] is None, sort_key(row[0].listed_name if row[0] else "")))
    return tuple(row for _person, row in rows)


def _came(
    person: Person | None,
    arrivals: Sequence[Attendance],
    bodies: dict[str, Organization],
    mesa: str,
    left: dict[str, str],
) -> Row:
    first = arrivals[0]
    body = bodies.get(first.organization_id)
    return {
        "name": person.listed_name if person else NOBODY,
        "document": catalogs.document(person.document_type, person.document_number) if person else "",
        "organization": body.name if body else "",
        "sector": _word("sector", first.sector),
        "position": first.position,
        "mesa": mesa,
        "quality": _word("quality", first.quality),
        **{one.session_id: one.at for one in reversed(arrivals)},
        "left": max((left.get(one.id, "") for one in arrivals), default=""),
        "sessions": len({one.session_id for one in arrivals}),
    }


def session_heading(one: SessionRow) -> str:
    """Return what stands over the hours of a session: «1. Mañana, 23/11/2026», fit for a table's heading."""
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in one.name).split())
    return ", ".join(filter(None, (f"{one.number}. {name[:LONGEST_NAME]}", day(one.date))))


def agreed(session: Session, workshop_id: str) -> tuple[Row, ...]:
    """Return every agreement, the plenaria's first and then mesa by mesa."""
    rows = agreements.listing(session, workshop_id)
    tables = by_id(session, Mesa, {one.mesa_id for one in rows})
    activities = {
        activity.id: activity.name for chain in drawn(session, workshop_id) for activity in chain.activities
    }
    notes = agreement_notes.of(session, {one.id for one in rows})
    numbered = sorted(rows, key=lambda one: tables[one.mesa_id].number if one.mesa_id in tables else 0)
    return tuple(
        {
            "mesa": tables[one.mesa_id].name if one.mesa_id in tables else PLENARIA,
            "code": one.code,
            "kind": _word("kind", one.kind),
            "text": one.text,
            "organization": one.organization,
            "sector": _word("sector", one.sector),
            "person": one.person,
            "partners": "\n".join(one.partners),
            "due_on": one.due_on,
            "permanent": "sí" if one.permanent else "",
            "deliverable": one.deliverable,
            "amount": one.amount,
            "activity": activities.get(one.activity_id, ""),
            "verification": one.verification,
            "funding": one.funding,
            "policy": one.policy,
            "goals": ", ".join(one.goals),
            "acceptance": _word("acceptance", one.acceptance),
            "follow_up": _word("follow_up", one.follow_up),
            "notes": "\n".join(map(_note, notes.get(one.id, ()))),
            "gaps": "\n".join(said(gap) for gap in one.gaps),
        }
        for one in numbered
    )


def _note(one: NoteRow) -> str:
    who = ", ".join(filter(None, (one.person, one.organization)))
    return f"{_word('note', one.kind)} de {who}: {one.text}"


def drawn(session: Session, workshop_id: str) -> tuple[ChainView, ...]:
    """Return the chains of a workshop, whole."""
    return tuple(chains.view(session, row.id) for row in chains.listing(session, workshop_id))


def activities(session: Session, workshop_id: str) -> tuple[Row, ...]:
    """Return the activities of every chain in the order of their stages, then supports and notes."""
    return tuple(
        _activity(chain, one)
        for chain in drawn(session, workshop_id)
        for one in sorted(chain.activities, key=lambda one: one.kind != "activity")
    )


def _activity(chain: ChainView, one: ActivityView) -> Row:
    stages = {stage.id: stage.name for stage in chain.stages}
    names = {other.id: other.name for other in chain.activities}
    return {
        "chain": chain.name,
        "stage": stages.get(one.stage_id, "") if one.kind == "activity" else "",
        "kind": _word("activity_kind", one.kind),
        "name": one.name,
        "current_state": one.current_state,
        "desired_state": one.desired_state,
        "actors": "\n".join(
            " · ".join(filter(None, (actor.name, _word("sector", actor.sector), actor.role)))
            for actor in one.actors
        ),
        "gaps": "\n".join(gap.text for gap in one.gaps),
        "targets": "\n".join(
            f"{names[link.target_id]} ({catalogs.label('flow', link.flow)})"
            for link in chain.links
            if link.source_id == one.id and link.target_id in names
        ),
        "agreements": ", ".join(code for _id, code in one.agreements),
    }


def recorded(session: Session, workshop_id: str) -> tuple[Row, ...]:
    """Return the actas with where each one stands and how its signatories ended, without their names."""
    return tuple(_acta(session, row) for row in actas.listing(session, workshop_id))


def _acta(session: Session, row: ActaRow) -> Row:
    version = actas.last_version(session, row.id)
    found: Row = {
        "number": row.status.number or "sin número todavía",
        "mesa": row.mesa,
        "date": row.date,
        "state": _word("acta_state", row.status.state),
        "signatories": row.status.signatories,
    }
    if version is None:
        return found
    seal = actas.last_seal(session, version.id)
    ended = Counter(actas.outcomes(session, version.id).values())
    return found | {
        "version": version.version,
        "pages": version.pages,
        "outcomes": "\n".join(f"{_word('outcome', one)}: {many}" for one, many in ended.items()),
        "code": verification_code(version.content_hash),
        "frozen_at": version.frozen_at,
        "sealed_at": seal.at if seal else "",
        "file_hash": seal.file_hash if seal else "",
    }


def signatories(session: Session, workshop_id: str) -> tuple[Row, ...]:
    """Return who signs each acta, in order, and how each one ended."""
    return tuple(found for row in actas.listing(session, workshop_id) for found in _signatories(session, row))


def _signatories(session: Session, acta: ActaRow) -> list[Row]:
    name = acta.status.number or f"{acta.mesa} (borrador)"
    version = actas.last_version(session, acta.id)
    if version is None:
        expected = actas.signatories(session, acta.id)
        bodies = by_id(session, Organization, {one.organization_id for one in expected})
        return [
            {
                "acta": name,
                "order": number,
                "name": one.full_name,
                "organization": bodies[one.organization_id].name if one.organization_id in bodies else "",
                "quality": _word("quality", one.quality),
            }
            for number, one in enumerate(expected, 1)
        ]
    ended, at = actas.outcomes(session, version.id), _hours(session, version.id)
    return [
        {
            "acta": name,
            "order": number,
            "name": one["name"],
            "organization": one.get("organization", ""),
            "quality": _word("quality", one.get("quality", "")),
            "outcome": _word("outcome", ended[one["id"]]) if one["id"] in ended else "pendiente",
            "at": at.get(one["id"], ""),
        }
        for number, one in enumerate(actas.frozen_signatories(session, version), 1)
    ]


def _hours(session: Session, version_id: str) -> dict[str, str]:
    """Return when the last outcome of each signatory was recorded."""
    rows = session.execute(
        select(Evidence.signatory_id, Evidence.at)
        .where(Evidence.version_id == version_id, Evidence.kind == "outcome")
        .order_by(Evidence.at, Evidence.counter, Evidence.id)
    )
    return dict(rows.all())


def _word(field: str, code: str) -> str:
    """Return the word of a code as it begins a cell."""
    word = catalogs.label(field, code) if code else ""
    return word[:1].upper() + word[1:]
