"""What the sheet of a value chain says, as frozen data: nobody's name or document is in it."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.model import Workshop
from alianza_desktop.services import alliances, chains
from alianza_desktop.services.chain_view import ChainView
from alianza_desktop.services.query import get

WORDING: Final = "chain.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainSheet:
    """A chain with the workshop in which it was sketched."""

    chain: ChainView
    alliance: str = ""
    workshop: str = ""
    stage: int = 0
    date: str = ""


def collect(session: Session, chain_id: str) -> ChainSheet:
    """Return what the sheet of a chain says now."""
    view = chains.view(session, chain_id)
    workshop = get(session, Workshop, view.workshop_id)
    return ChainSheet(
        chain=view,
        alliance=alliances.alliance(session).name,
        workshop=workshop.name,
        stage=workshop.stage,
        date=workshop.starts_on,
    )
