"""A store of 20,000 people, made once for a run: a large alliance on its busiest morning.

Everybody is invited to one workshop, 2,000 have arrived and sit at ten mesas, 200 agreements are written. The
records go through the ORM in one transaction, so that journal, heads and the search are those of the product.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import PERU, FixedClock, instant
from alianza_desktop.model import Agreement, Attendance, Invitation, Organization, Person, Seating, rules
from alianza_desktop.model.people import SECTORS
from alianza_desktop.services import workshops
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan, WorkshopPlan
from alianza_desktop.storage.founding import found
from tests.builders import writing
from tests.conftest import MORNING

PEOPLE: Final = 20_000
ARRIVED: Final = 2_000
ORGANIZATIONS: Final = 400
AGREEMENTS: Final = 200

_GIVEN: Final = (
    "Rosa", "Elías", "María Elena", "José", "Flor", "Segundo", "Nugkuag", "Wajai", "Yolanda", "Ana",
)  # fmt: skip
_SURNAMES: Final = (
    "Quispe", "Tsamajain", "Huamán", "Yampis", "Esamat", "Ñahui", "Díaz", "Tiwi", "Cruz", "Wampankit",
    "Pérez", "Kunchikui", "Rojas", "Jempekit", "Vílchez", "Paati", "Chuim", "Sánchez", "Antun", "Mori",
)  # fmt: skip
_PLAN: Final = WorkshopPlan(
    stage=4,
    name="Hoja de ruta",
    ubigeo="010401",
    city="Santa María de Nieva",
    place="Auditorio municipal",
    sessions=(SessionPlan(name="Mañana", date="2026-11-23", starts_at="08:00", ends_at="13:00"),),
    mesas=tuple(MesaPlan(name=f"Mesa {number}", sigla=f"M{number}") for number in range(1, 11)),
    agenda=(AgendaPlan(title="Registro", starts_at="08:00", minutes=60), AgendaPlan(title="Acuerdos")),
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Where the store is and what to look for in it."""

    folder: Path
    workshop: str
    session: str
    mesas: tuple[str, ...]


def gather(folder: Path) -> Crowd:
    """Make the store in a new folder; it takes about fifteen seconds."""
    clock = FixedClock(MORNING)
    founded = found(folder, name="Alianza", ubigeo="0104", operator="Rosa", role="coordinator", clock=clock)
    with founded as database, writing(database) as session:
        return _filled(folder, session)


def _filled(folder: Path, session: Session) -> Crowd:
    random = Random(20)
    workshop = workshops.create(session, _PLAN)
    view = workshops.show(session, workshop.id)
    crowd = Crowd(folder, workshop.id, view.sessions[0].id, tuple(mesa.id for mesa in view.mesas))
    bodies = [Organization(name=f"Entidad {n}", sector=SECTORS[n % 4]) for n in range(ORGANIZATIONS)]
    session.add_all(bodies)
    session.flush()
    people = [_person(random, number, bodies) for number in range(PEOPLE)]
    session.add_all(people)
    session.flush()
    invited = (Invitation(workshop_id=workshop.id, person_id=one.id, quality="titular") for one in people)
    session.add_all(invited)
    for number, person in enumerate(people[:ARRIVED]):
        _arrive(session, crowd, person, number, bodies)
    _agree(session, crowd, bodies, people)
    return crowd


def _person(random: Random, number: int, bodies: list[Organization]) -> Person:
    return Person(
        document_type="1",
        document_number=f"{10_000_000 + number * 3_001 % 89_999_999:08d}",
        given_names=random.choice(_GIVEN),
        paternal_surname=random.choice(_SURNAMES),
        maternal_surname=random.choice(_SURNAMES),
        organization_id=bodies[number % ORGANIZATIONS].id,
        position="Representante",
        phone=f"9{random.randrange(10_000_000, 99_999_999)}",
    )


def _arrive(session: Session, crowd: Crowd, person: Person, number: int, bodies: list[Organization]) -> None:
    moment = MORNING.astimezone(PERU) + timedelta(seconds=number)
    session.add(
        Attendance(
            workshop_id=crowd.workshop,
            session_id=crowd.session,
            person_id=person.id,
            organization_id=person.organization_id,
            position=person.position,
            sector=bodies[number % ORGANIZATIONS].sector,
            quality="titular",
            mode="in_person",
            at=instant(moment),
        )
    )
    mesa_id = crowd.mesas[number % len(crowd.mesas)]
    session.add(Seating(workshop_id=crowd.workshop, mesa_id=mesa_id, person_id=person.id))


def _agree(session: Session, crowd: Crowd, bodies: list[Organization], people: list[Person]) -> None:
    order = ""
    for number in range(AGREEMENTS):
        order = rules.key_between(order)
        session.add(
            Agreement(
                workshop_id=crowd.workshop,
                mesa_id=crowd.mesas[number % len(crowd.mesas)],
                kind="compromiso",
                text=f"Instalar el centro de acopio {number} con la comunidad",
                organization_id=bodies[number].id,
                person_id=people[number].id,
                due_on="2027-02-21",
                order_key=order,
            )
        )
