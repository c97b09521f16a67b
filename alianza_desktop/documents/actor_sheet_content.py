"""What the sheet of an actor says, as frozen data: its contact only when it is for internal use."""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import fold
from alianza_desktop.model.people import TRAITS
from alianza_desktop.services import alliances, directory_actors
from alianza_desktop.storage import attachments

WORDING: Final = "actor.v1"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ActorSheet:
    """An actor as it is printed."""

    alliance: str
    territory: str
    """Of the alliance."""
    rehearsal: bool = False
    name: str
    short_name: str = ""
    sector: str = ""
    level: str = ""
    ruc: str = ""
    place: str = ""
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(kind, lines) of each of the four lists."""
    logo: bytes = b""
    internal: bool = False
    contact: str = ""
    phone: str = ""
    email: str = ""

    @property
    def file_stem(self) -> str:
        """Return the name of its file, without signs that a disk refuses."""
        words = re.findall(r"[a-z0-9]+", fold(self.short_name or self.name))
        return "-".join(("ficha", *words))[:60]


def collect(session: Session, organization_id: str, *, internal: bool = False) -> ActorSheet:
    """Return what the sheet of an actor says now. Raises `NotFound("record-missing")`."""
    card = directory_actors.card(session, organization_id)
    alliance = alliances.alliance(session)
    values = card.values
    place = catalogs.places().get(values["ubigeo"])
    return ActorSheet(
        alliance=alliance.name,
        territory=catalogs.place(alliance.ubigeo).territory,
        rehearsal=alliance.rehearsal,
        name=values["name"],
        short_name=values["short_name"] if values["short_name"] != values["name"] else "",
        sector=values["sector"],
        level=values["level"],
        ruc=values["ruc"],
        place=place.territory if place else values["ubigeo"],
        lists=tuple((kind, tuple(one.text for one in card.traits if one.kind == kind)) for kind in TRAITS),
        logo=_logo(session, values["logo"]),
        internal=internal,
        contact=values["contact"] if internal else "",
        phone=values["phone"] if internal else "",
        email=values["email"] if internal else "",
    )


def _logo(session: Session, digest: str) -> bytes:
    """Return the picture, or nothing when it did not come with the records or is damaged."""
    if not digest:
        return b""
    try:
        return attachments.get(session, digest)
    except AppError:
        return b""
