"""An agreement as its form shows it, as plain data. No Qt."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from alianza_desktop.core.format_es import count, day, listed
from alianza_desktop.services import agreement_follow_up, agreement_notes, agreements
from alianza_desktop.services.agreement_notes import NoteRow
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.storage import heads
from alianza_desktop.storage.context import context
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui.agreements.facts import Room

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ABSENT: Final = "No está presente: anote si acepta, o déjelo «por confirmar»."
REFUSED: Final = "Elija a otro responsable, o déjelo «por confirmar»."
TO_DESIGNATE: Final = "El acta dirá «responsable por designar»."


@dataclass(frozen=True, slots=True, repr=False)
class Noted:
    """A note, with the heads that are shown with it."""

    note: NoteRow
    heads: Heads


@dataclass(frozen=True, slots=True, repr=False)
class DetailFacts:
    """An agreement as its form shows it."""

    id: str
    title: str
    values: dict[str, str]
    people: tuple[tuple[str, str], ...]
    """Who may be named: (id, words)."""
    partners: tuple[tuple[str, str, str], ...]
    """Co-responsibles: id, name, sector."""
    sector: str = ""
    notice: str = ""
    """Why what is written here does not change the acta."""
    gaps: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    notes: tuple[Noted, ...] = ()
    answer_note: str = ""
    """What is missing, or what the acta says, while the responsible has not accepted."""
    follow_note: str = ""
    """«Vencido hace 12 días», and the dates of before."""
    today: date = date.min
    """What «+60d» is counted from."""


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What is read of the agreement that is open."""

    number: int
    row: AgreementRow
    heads: Heads
    notes: tuple[Noted, ...]
    earlier: tuple[str, ...]
    """Dates that it had before it was rescheduled."""
    now: date
    """The day on the laptop's clock: what is overdue is overdue today."""


def read(session: "Session", workshop_id: str, mesa_id: str, agreement_id: str) -> Found | None:
    """Read an agreement of a mesa with its heads, notes and earlier dates; none when it is not there."""
    rows = agreements.listing(session, workshop_id, mesa_id)
    place = next((place for place, row in enumerate(rows) if row.id == agreement_id), -1)
    if place < 0:
        return None
    notes = agreement_notes.of(session, {agreement_id})
    return Found(
        number=place + 1,
        row=rows[place],
        heads=heads.of(session, agreement_id),
        notes=tuple(Noted(one, heads.of(session, one.id)) for one in notes.get(agreement_id, ())),
        earlier=agreement_follow_up.earlier_dates(session, agreement_id),
        now=context(session).clock.now().date(),
    )


def shown(found: Found, room: Room) -> DetailFacts:
    """Return what the form shows of it, with who is in the room."""
    row, frozen = found.row, room.frozen.get(found.row.id)
    notice = ""
    if frozen is not None:
        notice = f"El acta {frozen.number} no cambia: lo que escriba aquí queda como propuesta."
    return DetailFacts(
        id=row.id,
        title=f"N.º {found.number}",
        values=_values(row),
        people=(("", "Nadie en particular"), *_people(row, room).items()),
        partners=_partners(row, room),
        sector=row.sector,
        notice=notice,
        gaps=row.gaps,
        goals=row.goals,
        notes=found.notes,
        answer_note=_answer_note(row),
        follow_note=_follow_note(found),
        today=room.today,
    )


def _values(row: AgreementRow) -> dict[str, str]:
    return {
        "text": row.text,
        "kind": row.kind,
        "responsible": row.organization,
        "person_id": row.person_id,
        "acceptance": row.acceptance,
        "due_on": row.due_on,
        "permanent": "1" if row.permanent else "",
        "deliverable": row.deliverable,
        "amount": "" if row.amount is None else str(row.amount),
        "verification": row.verification,
        "funding": row.funding,
        "policy": row.policy,
        "follow_up": row.follow_up or "pending",
    }


def _people(row: AgreementRow, room: Room) -> dict[str, str]:
    away = " (no está presente)" if row.awaited else ""
    here = {one.person_id: one.full_name for one in room.known.people_of(row.organization_id)}
    named = {row.person_id: f"{row.person}{away}"} if row.person_id else {}
    return named | here


def _partners(row: AgreementRow, room: Room) -> tuple[tuple[str, str, str], ...]:
    known = (room.known.by_id.get(one) for one in row.partner_ids)
    return tuple((one.organization_id, one.organization, one.sector) for one in known if one is not None)


def _answer_note(row: AgreementRow) -> str:
    if not row.organization_id:
        return TO_DESIGNATE if row.acceptance == "to_confirm" else ""
    if "gap-declined" in row.gaps:
        return REFUSED
    return ABSENT if "gap-unconfirmed" in row.gaps else ""


def _follow_note(found: Found) -> str:
    late = agreement_follow_up.overdue(found.row, found.now)
    parts = [f"Vencido hace {count(late, 'día', 'días')}."] if late else []
    if found.earlier:
        parts.append(f"Antes vencía el {listed([day(one) for one in found.earlier])}.")
    return " ".join(parts)
