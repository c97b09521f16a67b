"""What the desk reads and writes in the store besides the services' own answers. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import day
from alianza_desktop.model import Workshop
from alianza_desktop.services import arrivals, consents, mesas, registration, workshops
from alianza_desktop.services.query import get
from alianza_desktop.ui.registration.facts import Room

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Answers = tuple[bool, bool, bool]
"""Registration, contact, photos."""
UNANSWERED: Final[Answers] = (False, False, False)
NOBODY: Final = "una persona sin datos personales"


def read_room(session: "Session", workshop_id: str, device: str) -> Room:
    """Return where arrivals are counted now."""
    workshop = get(session, Workshop, workshop_id)
    current = workshops.open_session(session, workshop_id)
    return Room(
        workshop_id=workshop_id,
        session_id=current.id if current else "",
        words=" · ".join(filter(None, (current.name if current else "", device))),
        sessions=tuple(
            (
                one.id,
                " · ".join(
                    filter(None, (one.name, day(one.date), catalogs.label("session_state", one.state)))
                ),
            )
            for one in workshops.sessions(session, workshop_id)
        ),
        with_society=workshop.with_society,
    )


def record(session: "Session", person_id: str, answers: Answers) -> None:
    """Keep the three answers when any box was ticked; unticked boxes beside a ticked one are refusals."""
    if any(answers):
        registered, contact, photos = answers
        consents.record(session, person_id, registration=registered, contact=contact, photos=photos)


def latest(session: "Session", room: Room) -> str:
    """Return the id of the last arrival of the session, or nothing."""
    found = arrivals.arrivals(session, room.workshop_id, room.session_id, last=1)
    return found.last[0].attendance_id if found.last else ""


def who(session: "Session", room: Room, person_id: str) -> tuple[str, str]:
    """Return a person's name and the id of their mesa."""
    if not person_id:
        return NOBODY, ""
    card = registration.lookup(session, room.workshop_id, person_id, room.session_id)
    return card.full_name, mesas.seat_of(session, room.workshop_id, person_id)
