"""What the palette finds in the store: people and organisations, each with where it is opened. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.services import search, workshops
from alianza_desktop.services.search import OrganizationHit, PersonHit
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_PEOPLE: Final = 6
MOST_BODIES: Final = 3


def found(session: "Session", words: str, workshop_id: str) -> tuple[Row, ...]:
    """Return the people and then the organisations of those words.

    While a session is open people are opened at the desk, where they arrive; otherwise in the directory. The
    key of a row is a place and what it opens there.
    """
    current = workshops.open_session(session, workshop_id) if workshop_id else None
    people = search.people(
        session,
        words,
        workshop_id=workshop_id,
        session_id=current.id if current else "",
        limit=MOST_PEOPLE,
    )
    bodies = search.organizations(session, words, limit=MOST_BODIES)
    place = "registration" if current else "people"
    return (*(_person(one, place) for one in people), *map(_body, bodies))


def _person(hit: PersonHit, place: str) -> Row:
    document = catalogs.document(hit.document_type, hit.document_number)
    return Row(
        key=f"{place}:{hit.person_id}",
        icon="user-check" if hit.arrived_at else "user",
        title=hit.full_name,
        caption=" · ".join(filter(None, (document, hit.organization))),
        sector=hit.sector,
        trailing=hit.arrived_at or ("en la lista" if hit.invited else ""),
    )


def _body(hit: OrganizationHit) -> Row:
    ruc = f"RUC {hit.ruc}" if hit.ruc else ""
    short = hit.short_name if hit.short_name != hit.name else ""
    return Row(
        key=f"organizations:{hit.organization_id}",
        icon="building-community",
        title=hit.name,
        caption=" · ".join(filter(None, (short, ruc))),
        sector=hit.sector,
    )
