"""What Inicio shows: the alliance, its six stages and where each one stands."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.model.workshops import STAGES
from alianza_desktop.services import alliances, workshops
from alianza_desktop.services.workshops import WorkshopRow


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the six stages of the method, with its workshops, oldest first."""

    number: int
    workshops: tuple[WorkshopRow, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The alliance at a glance."""

    alliance: str
    territory: str
    rehearsal: bool
    stages: tuple[Stage, ...]


def overview(session: Session) -> Overview:
    """Return the alliance with its six stages."""
    alliance = alliances.alliance(session)
    rows = workshops.listing(session)
    return Overview(
        alliance=alliance.name,
        territory=catalogs.place_name(alliance.ubigeo),
        rehearsal=alliance.rehearsal,
        stages=tuple(Stage(n, tuple(row for row in rows if row.stage == n)) for n in STAGES),
    )
