"""What the sheets of the mesas of a workshop say, as frozen data: who sits at each, and who leads it.

Without document, phone or mail: it lies on a table where everybody reads it.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import NotFound
from alianza_desktop.model import Person, Workshop, WorkshopMesa
from alianza_desktop.services import alliances, mesas, seating_board
from alianza_desktop.services.query import by_id, get
from alianza_desktop.services.seating_board import LEFT

WORDING: Final = "mesa.v1"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row:
    """Somebody with a seat."""

    name: str
    """Surnames, given names."""
    organization: str = ""
    position: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Table:
    """A mesa with its people."""

    number: int
    name: str
    theme: str = ""
    facilitator: str = ""
    rapporteur: str = ""
    place: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MesaSheets:
    """The sheets of one workshop, one mesa a page or more."""

    alliance: str
    territory: str
    rehearsal: bool
    workshop: str
    stage: int
    date: str
    tables: tuple[Table, ...]
    signing: bool = True
    """With a column to sign."""


def collect(session: Session, record_id: str, *, signing: bool = True) -> MesaSheets:
    """Return the sheets of a workshop, or that of one of its mesas by its `workshop_mesa`."""
    sitting = session.get(WorkshopMesa, record_id)
    workshop = get(session, Workshop, sitting.workshop_id if sitting else record_id)
    alliance = alliances.alliance(session)
    tables = [
        one for one in mesas.listing(session, workshop.id) if not sitting or one.sitting_id == record_id
    ]
    if sitting and not tables:
        raise NotFound("record-missing", kind=WorkshopMesa.__tablename__, id=record_id)
    seated = _rows(session, workshop.id)
    return MesaSheets(
        alliance=alliance.name,
        territory=catalogs.place(alliance.ubigeo).territory,
        rehearsal=alliance.rehearsal,
        workshop=workshop.name,
        stage=workshop.stage,
        date=workshop.starts_on,
        tables=tuple(
            Table(
                number=one.number,
                name=one.name,
                theme=one.theme,
                facilitator=one.facilitator,
                rapporteur=one.rapporteur,
                place=one.place,
                rows=tuple(seated.get(one.id, ())),
            )
            for one in tables
        ),
        signing=signing,
    )


def _rows(session: Session, workshop_id: str) -> dict[str, list[Row]]:
    """Return who sits at each mesa and has not left."""
    found: dict[str, list[Row]] = {}
    people = [
        one for one in seating_board.board(session, workshop_id).people if one.mesa_id and one.state != LEFT
    ]
    for start in range(0, len(people), 500):
        part = people[start : start + 500]
        persons = by_id(session, Person, {one.person_id for one in part})
        for one in part:
            person = persons[one.person_id]
            found.setdefault(one.mesa_id, []).append(
                Row(
                    name=person.listed_name,
                    organization=one.organization,
                    position=person.position,
                    sector=one.sector,
                )
            )
    return found
