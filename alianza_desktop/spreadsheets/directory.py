"""Everybody of the alliance as one table, for who works with them: only what its purpose allows.

Document numbers go out only when they are asked for, phones and addresses only of who agreed to share their
contact; whoever refused the registration of their data is not in it.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import listed
from alianza_desktop.model import Consent
from alianza_desktop.services import alliances, directory_people, same_as
from alianza_desktop.services.directory_people import PersonLine
from alianza_desktop.spreadsheets.columns import Column
from alianza_desktop.spreadsheets.exporter import REHEARSAL, Sheet, write

TITLE: Final = "Personas"
NOTE: Final = (
    "Datos personales (Ley N.º 29733): úselos solo para los fines de la Alianza. El contacto figura solo de "
    "quienes aceptaron compartirlo."
)
COLUMNS: Final = (
    Column("name", "Apellidos y nombres", 38),
    Column("document", "Documento", 16),
    Column("organization", "Organización", 42),
    Column("sector", "Sector", 14),
    Column("position", "Cargo", 28),
    Column("stages", "Vino a", 16),
    Column("phone", "Celular", 14),
    Column("email", "Correo electrónico", 32),
)
_ALL: Final = 1_000_000


@dataclass(frozen=True, slots=True, repr=False)
class Directory:
    """The rows, ready to be written."""

    rows: tuple[dict[str, str], ...]
    columns: tuple[Column, ...]
    mark: str = ""

    def write(self, path: Path, *, at: datetime) -> None:
        """Write the workbook; raises what `exporter.write` raises."""
        sheet = Sheet(TITLE, self.columns, self.rows, lambda row, name: row.get(name, ""), NOTE)
        write(path, [sheet], at=at, mark=self.mark)


def gather(session: Session, *, documents: bool) -> Directory:
    """Return everybody who did not refuse, in Spanish order of surnames."""
    shared = _who_shares(session)
    found = directory_people.listing(session, most=_ALL).rows
    columns = tuple(one for one in COLUMNS if documents or one.field != "document")
    rows = tuple(_row(one, documents=documents, contact=one.id in shared) for one in found if _may(one))
    mark = REHEARSAL if alliances.alliance(session).rehearsal else ""
    return Directory(rows, columns, mark)


def _may(one: PersonLine) -> bool:
    return one.consent != "refused"


def _who_shares(session: Session) -> set[str]:
    """Return who agreed, at the last time of asking, to share their contact."""
    known = same_as.identities(session, "person")
    answers = session.execute(
        select(Consent.person_id, Consent.given)
        .where(Consent.purpose == "contact", Consent.deleted.is_(False))
        .order_by(Consent.at, Consent.id)
    )
    last = {known.shown(person_id): given for person_id, given in answers}
    return {person_id for person_id, given in last.items() if given}


def _row(one: PersonLine, *, documents: bool, contact: bool) -> dict[str, str]:
    return {
        "name": one.listed_name,
        "document": catalogs.document(one.document_type, one.document_number) if documents else "",
        "organization": one.organization,
        "sector": catalogs.labels("sector").get(one.sector, ""),
        "position": one.position,
        "stages": f"Taller {listed([str(stage) for stage in one.stages])}" if one.stages else "",
        "phone": one.phone if contact else "",
        "email": one.email if contact else "",
    }
