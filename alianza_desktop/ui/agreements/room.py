"""What Acuerdos reads from the store besides its rows: the mesa, who is there, what was half typed. No Qt."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from alianza_desktop.model import ChainActivity, Workshop, WorkshopSession
from alianza_desktop.services import (
    frozen_agreements,
    meetings,
    mesas,
    presence,
    present_at,
    responsibles,
    workshops,
)
from alianza_desktop.services.query import get, living
from alianza_desktop.storage import settings
from alianza_desktop.storage.context import context
from alianza_desktop.ui.agreements.facts import PLENARY, Room

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, repr=False)
class LineDraft:
    """What is half typed in the quick line, and whom its ambiguous names were chosen to mean."""

    line: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    """Keys of `Responsible` by the name written after `@`."""
    activity_id: str = ""
    """The activity of a value chain that it is born of."""


def read_room(session: "Session", workshop_id: str, mesa_id: str) -> Room:
    """Return a mesa of the workshop as it is now; one that does not meet here is the plenaria.

    A mesa's own meeting has that mesa alone, with all who came.
    """
    tables = mesas.listing(session, workshop_id)
    alone = meetings.mesa_of(session, workshop_id)
    mesa = next((one for one in tables if one.id == (alone or mesa_id)), None)
    own = mesa.id if mesa else ""
    people = presence.present(session, workshop_id)
    here = tuple(one for one in people if alone or not own or one.mesa_id == own)
    return Room(
        workshop_id=workshop_id,
        mesa_id=own,
        today=workshop_day(session, workshop_id),
        title=f"Mesa {mesa.number} · {mesa.name}" if mesa else PLENARY,
        mesas=tuple((one.id, one.number, one.name) for one in tables),
        plenary=not alone,
        present=len(here),
        expected=max(mesa.seated, len(here)) if mesa else 0,
        quorum=present_at.rule(session, own),
        sectors=presence.sectors(here),
        with_society=get(session, Workshop, workshop_id).with_society,
        known=responsibles.load(session, own, people),
        frozen=frozen_agreements.frozen(session, workshop_id),
    )


def workshop_day(session: "Session", workshop_id: str) -> date:
    """Return the day that «viernes» or «+60d» are counted from: the open session's, or the workshop's.

    Only a workshop without any date leaves it to the laptop's clock.
    """
    current = workshops.open_session(session, workshop_id)
    sessions = session.scalars(
        living(WorkshopSession)
        .where(WorkshopSession.workshop_id == workshop_id)
        .order_by(WorkshopSession.number, WorkshopSession.id)
    )
    days = (
        current.date if current else "",
        get(session, Workshop, workshop_id).starts_on,
        *(one.date for one in sessions),
    )
    known = next(filter(None, days), "")
    try:
        return date.fromisoformat(known)
    except ValueError:
        return context(session).clock.now().date()


def last_mesa(session: "Session", workshop_id: str) -> str:
    """Return the mesa that was open last, or the first one of the workshop."""
    tables = mesas.listing(session, workshop_id)
    kept = settings.read(session, _mesa_setting(workshop_id))
    if kept == PLENARY or not tables:
        return ""
    return kept if any(one.id == kept for one in tables) else tables[0].id


def keep_mesa(session: "Session", workshop_id: str, mesa_id: str) -> None:
    """Remember the mesa for the next time."""
    settings.write(session, _mesa_setting(workshop_id), mesa_id or PLENARY)


def _mesa_setting(workshop_id: str) -> str:
    return f"window.agreements.mesa.{workshop_id}"


def read_draft(session: "Session", workshop_id: str) -> LineDraft:
    """Return what was half typed when the laptop went off; what another version wrote is left out."""
    text = settings.read(session, _draft_setting(workshop_id))
    stored = json.loads(text) if text else {}
    return LineDraft(
        str(stored.get("line", "")), dict(stored.get("chosen", {})), str(stored.get("activity", ""))
    )


def keep_draft(session: "Session", workshop_id: str, draft: LineDraft) -> None:
    """Keep what is half typed in the encrypted store of this laptop; an empty line forgets it."""
    stored = {"line": draft.line, "chosen": draft.chosen, "activity": draft.activity_id}
    settings.write(
        session, _draft_setting(workshop_id), json.dumps(stored, ensure_ascii=False) if draft.line else ""
    )


def activity_name(session: "Session", activity_id: str) -> str:
    """Return the name of an activity of a value chain; empty when it is not there any more."""
    found = session.get(ChainActivity, activity_id)
    return "" if found is None or found.deleted else found.name


def _draft_setting(workshop_id: str) -> str:
    return f"window.agreements.line.{workshop_id}"
