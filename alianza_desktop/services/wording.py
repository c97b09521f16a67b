"""The agreement that is being worded, as the room may read it while it is typed (ux.md §2.6).

`wording` reads what is kept; `worded` lays over it what stands on the operator's screen and is not kept yet.
Both let out only what `scrubbed` leaves, and there is no place here for a person: an organisation answers.
"""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.model import Workshop
from alianza_desktop.services import agenda_clock, agreement_reading, agreements, mesas, workshops
from alianza_desktop.services.agenda_clock import Block
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.services.query import get
from alianza_desktop.services.scrubbing import scrubbed
from alianza_desktop.storage import inbox

READ, OBJECTED, DRAFT, NOW = "read", "objected", "draft", "now"
WATCHED: Final = frozenset(
    {
        "agreement", "agreement_note", "agreement_partner", "organization", "same_as", "mesa",
        "workshop_mesa", "workshop",
    }
) | agenda_clock.WATCHED  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Draft:
    """What stands on the operator's screen: a row, or the line of a new one (without an id)."""

    mesa_id: str = ""
    agreement_id: str = ""
    text: str = ""
    organization: str = ""
    sector: str = ""
    due_on: str = ""
    permanent: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Where one of the mesa's agreements is: `READ`, `OBJECTED`, `DRAFT` or, the one that is shown, `NOW`."""

    number: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Wording:
    """An agreement being worded, with those of its mesa."""

    mesa: str
    number: int
    text: str = ""
    before: str = ""
    """The wording that it replaces; empty once the new one was read aloud."""
    kept: str = ""
    """The wording in the store."""
    organization: str = ""
    sector: str = ""
    due_on: str = ""
    permanent: bool = False
    steps: tuple[Step, ...] = ()
    date: str = ""
    """The day of the agenda."""
    agenda: tuple[Block, ...] = ()


def wording(session: Session, workshop_id: str, argument: str) -> Wording:
    """Return the agreement of `mesa/agreement`; without one, a new one after the last of the mesa."""
    mesa_id, _, agreement_id = argument.partition("/")
    if not workshop_id:
        return Wording(mesa="", number=1)
    rows = agreements.listing(session, workshop_id, mesa_id)
    number = next((at for at, one in enumerate(rows, start=1) if one.id == agreement_id), len(rows) + 1)
    found = _frame(session, workshop_id, mesa_id)
    found = replace(found, number=number, steps=_steps(rows, number))
    return _with_row(session, found, rows[number - 1]) if number <= len(rows) else found


def _frame(session: Session, workshop_id: str, mesa_id: str) -> Wording:
    mesa = next((one for one in mesas.listing(session, workshop_id) if one.id == mesa_id), None)
    current = workshops.open_session(session, workshop_id)
    blocks = agenda_clock.blocks(session, workshop_id)
    return Wording(
        mesa=scrubbed(f"Mesa {mesa.number} · {mesa.name}") if mesa else "Plenaria",
        number=1,
        date=(current.date if current else "") or get(session, Workshop, workshop_id).starts_on,
        agenda=tuple(replace(one, title=scrubbed(one.title)) for one in blocks),
    )


def _steps(rows: tuple[AgreementRow, ...], number: int) -> tuple[Step, ...]:
    states = [
        OBJECTED if "objection" in one.noted else READ if agreement_reading.is_read(one) else DRAFT
        for one in rows
    ]
    states += [NOW] * (number > len(rows))
    return tuple(Step(at, NOW if at == number else state) for at, state in enumerate(states, start=1))


def _with_row(session: Session, frame: Wording, row: AgreementRow) -> Wording:
    kept = scrubbed(row.text)
    return replace(
        frame,
        text=kept,
        kept=kept,
        before="" if agreement_reading.is_read(row) else _before(session, row.id, kept),
        organization=scrubbed(row.organization),
        sector=row.sector,
        due_on=row.due_on,
        permanent=row.permanent,
    )


def _before(session: Session, agreement_id: str, now: str) -> str:
    """Return the last wording that was another one."""
    said = [write.values.get("text") for write in inbox.history(session, agreement_id)]
    wordings = [scrubbed(one) for one in said if isinstance(one, str)]
    return next((one for one in reversed(wordings) if one != now), "")


def worded(content: Wording, draft: Draft) -> Wording:
    """Return it with what is being typed: nothing that was not kept is shown without being scrubbed."""
    text = scrubbed(draft.text)
    if not draft.agreement_id:
        return replace(
            content,
            text=text,
            organization=scrubbed(draft.organization),
            sector=draft.sector,
            due_on=draft.due_on,
            permanent=draft.permanent,
        )
    if not text or text == content.kept:
        return content
    return replace(content, text=text, before=content.kept)
