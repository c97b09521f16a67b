"""What stands at the head of every paper of a workshop, and the code at its foot. No reportlab here.

The code is made from the very data of a paper: two sheets with the same code say the same, and an auditor
sees without a computer which of two lists is the later one that somebody reprinted.
"""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.canonical import canonical, normalise, sha256, verification_code
from alianza_desktop.core.format_es import long_day
from alianza_desktop.documents.wording import Wording
from alianza_desktop.model import Organization, Workshop, WorkshopSession
from alianza_desktop.services import alliances
from alianza_desktop.services.query import get

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

CODE: Final = 19
"""Characters of the code: four groups of four, 80 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A workshop, as its papers name it."""

    alliance: str
    territory: str = ""
    rehearsal: bool = False
    workshop: str = ""
    stage: int = 0
    place: str = ""
    city: str = ""
    modality: str = ""
    host: str = ""
    year_line: str = ""
    data_holder: str = ""
    data_bank_code: str = ""
    data_contact: str = ""
    retention_years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A session, as its papers name it."""

    name: str = ""
    date: str = ""
    starts_at: str = ""
    ends_at: str = ""


def occasion(session: Session, workshop_id: str) -> Occasion:
    """Return the heading of a workshop's papers."""
    workshop = get(session, Workshop, workshop_id)
    alliance = alliances.alliance(session)
    host = session.get(Organization, workshop.host_id) if workshop.host_id else None
    return Occasion(
        alliance=alliance.name,
        territory=catalogs.place(alliance.ubigeo).territory,
        rehearsal=alliance.rehearsal,
        workshop=workshop.name,
        stage=workshop.stage,
        place=workshop.place,
        city=workshop.city,
        modality=workshop.modality,
        host=host.name if host else "",
        year_line=workshop.year_line,
        data_holder=alliance.data_holder,
        data_bank_code=alliance.data_bank_code,
        data_contact=alliance.data_contact,
        retention_years=alliance.retention_years,
    )


def sitting(record: WorkshopSession) -> Sitting:
    """Return a session as its papers name it."""
    return Sitting(name=record.name, date=record.date, starts_at=record.starts_at, ends_at=record.ends_at)


def code(content: "DataclassInstance") -> str:
    """Return the code of what a paper says."""
    values: Any = asdict(content)
    return verification_code(sha256(canonical(normalise(values))))[:CODE]


def letterhead(one: Occasion, wording: Wording) -> str:
    """Return `Alianza Multiactor de Condorcanqui · Provincia de Condorcanqui, Amazonas`."""
    return wording.clause("title.territory", name=one.alliance, territory=one.territory) or one.alliance


def workshop(one: Occasion, wording: Wording) -> str:
    """Return `Taller 4: Hoja de ruta`, the name of a meeting, or nothing while it has no name."""
    return wording.clause("title.workshop", stage=one.stage or "", workshop=one.workshop) or one.workshop


def moment(one: Sitting, wording: Wording) -> str:
    """Return `lunes 23 de noviembre de 2026, de 08:00 a 13:30 horas`, or what of it is known."""
    date = long_day(one.date)
    said = wording.clause("lead.moment", date=date, starts_at=one.starts_at, ends_at=one.ends_at)
    return said or date


def where(one: Occasion, wording: Wording) -> str:
    """Return the venue and the city."""
    return wording.clause("lead.place", place=one.place, city=one.city) or one.place or one.city


def notice(one: Occasion, wording: Wording, *first: str) -> str:
    """Return the personal-data notice of a list, short enough to be read; `first` stands before it."""
    sentences = (
        *first,
        wording("notice.holder", holder=one.data_holder or one.alliance),
        wording.clause("notice.bank", code=one.data_bank_code),
        wording.clause("notice.retention", years=one.retention_years or ""),
        wording.clause("notice.contact", contact=one.data_contact),
        wording("notice.care"),
    )
    return " ".join(filter(None, sentences))
