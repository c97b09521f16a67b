"""A store of 100,000 people with names as unlike as those of a real register, made once for a run.

Surnames are Spanish, Awajún, Wampis and Quechua ones and their compounds, some run together, some with an
apostrophe or a hyphen; a workshop invites 2,000 of the people and 500 of them have come.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import PERU, FixedClock, instant
from alianza_desktop.model import Attendance, Invitation, Organization, Person
from alianza_desktop.model.people import SECTORS
from alianza_desktop.services import workshops
from alianza_desktop.storage.founding import found
from tests.builders import PLAN, writing
from tests.conftest import MORNING

PEOPLE: Final = 100_000
INVITED: Final = 2_000
ARRIVED: Final = 500
ORGANIZATIONS: Final = 1_000

_GIVEN: Final = (
    "Rosa", "Elías", "María", "José", "Flor", "Segundo", "Nugkuag", "Wajai", "Yolanda", "Ana", "Luis",
    "Carmen", "Juan", "Julia", "Pedro", "Ítalo", "Óscar", "Noemí", "Raúl", "Inés", "Ángel", "Sofía",
    "Adrián", "Lucía", "Ramón", "Belén", "Fermín", "Zoila", "Wilfredo", "Yesenia", "Gloria", "Santos",
    "Marleni", "Percy", "Nilda", "Edwin", "Dalila", "Grimaldo", "Hermelinda", "Anselmo",
)  # fmt: skip
_SIMPLE: Final = (
    "Quispe", "Tsamajain", "Huamán", "Yampis", "Esamat", "Ñahui", "Díaz", "Tiwi", "Cruz", "Wampankit",
    "Pérez", "Kunchikui", "Rojas", "Jempekit", "Vílchez", "Paati", "Chuim", "Sánchez", "Antun", "Mori",
    "Mamani", "Condori", "Cóndor", "Ñaupari", "Peña", "Núñez", "Muñoz", "Chávez", "Gómez", "Ramírez",
    "Flores", "Torres", "Vásquez", "Castillo", "Espinoza", "Gutiérrez", "Huanca", "Apaza", "Choque",
    "Ccori", "Túpac", "Yupanqui", "Vilca", "Poma", "Sullca", "Taipe", "Cahuana", "Ordóñez", "Ibáñez",
    "Zúñiga", "Güere", "Agüero", "Pinchi", "Shuk", "Tuyas", "Ampush", "Wisum", "Kajekui", "Dekentai",
    "Yagkug", "Chumpi", "Tserem", "Shawit", "Ugkush", "Nantip", "Petsa", "Cuñachi", "Akintui", "Mashian",
    "Chamik", "Anag", "Sejekam", "Timias", "Pujupat", "Wachapea", "Katip", "Samarén", "Puanchón",
    "Entsakua", "Shajian", "Unkum", "Yu", "Impi", "Jima",
)  # fmt: skip
_BEGINNINGS: Final = (
    "Al", "Bar", "Car", "Del", "Es", "Fa", "Gua", "Hi", "Lu", "Mon", "Nie", "Or", "Sal", "Zam",
)  # fmt: skip
_ENDINGS: Final = (
    "báñez", "drade", "cerra", "monte", "quera", "rrieta", "tegui", "varría", "zábal", "nteros",
)  # fmt: skip
_COMPOUND: Final = (
    "de la Cruz", "De la Cruz", "Delacruz", "del Águila", "Del Aguila", "de los Ríos", "Montes de Oca",
    "Montesdeoca", "San Martín", "Sanmartín", "O'Higgins", "O’Connor", "Oʼdonnell", "D'Angelo",
    "Pérez-Albela",
    "García-Calderón", "Ponce de León", "La Torre", "Latorre", "De la Puente", "Santa María", "Vilcahuamán",
)  # fmt: skip
SURNAMES: Final = (
    *_SIMPLE, *(start + end for start in _BEGINNINGS for end in _ENDINGS), *_COMPOUND
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Multitude:
    """Where the store is and its workshop."""

    folder: Path
    workshop: str
    session: str


def gather(folder: Path) -> Multitude:
    """Make the store in a new folder; it takes about a minute and a half."""
    clock = FixedClock(MORNING)
    founded = found(folder, name="Alianza", ubigeo="0104", operator="Rosa", role="coordinator", clock=clock)
    with founded as database:
        with writing(database) as session:
            workshop = workshops.create(session, PLAN)
            made = Multitude(folder, workshop.id, workshops.show(session, workshop.id).sessions[0].id)
            workshops.set_session_state(session, made.session, "open")
            bodies = [
                Organization(name=f"Comunidad {SURNAMES[n % len(SURNAMES)]} {n}", sector=SECTORS[n % 4])
                for n in range(ORGANIZATIONS)
            ]
            session.add_all(bodies)
        random, numbers = Random(100), Random(101).sample(range(10_000_000, 90_000_000), PEOPLE)
        for start in range(0, PEOPLE, 10_000):
            with writing(database) as session:
                some = [_person(random, number, bodies) for number in numbers[start : start + 10_000]]
                session.add_all(some)
                session.flush()
                if not start:
                    _invite(session, made, random.sample(some, INVITED))
    return made


def _person(random: Random, number: int, bodies: list[Organization]) -> Person:
    return Person(
        document_type="1",
        document_number=f"{number:08d}",
        given_names=" ".join(random.sample(_GIVEN, random.choice((1, 2, 2)))),
        paternal_surname=random.choice(SURNAMES),
        maternal_surname=random.choice(SURNAMES),
        organization_id=random.choice(bodies).id,
        position="Representante",
    )


def _invite(session: Session, made: Multitude, people: list[Person]) -> None:
    for number, one in enumerate(people):
        session.add(Invitation(workshop_id=made.workshop, person_id=one.id, quality="titular"))
        if number < ARRIVED:
            session.add(
                Attendance(
                    workshop_id=made.workshop,
                    session_id=made.session,
                    person_id=one.id,
                    organization_id=one.organization_id,
                    sector="society",
                    quality="titular",
                    mode="in_person",
                    at=instant(MORNING.astimezone(PERU) + timedelta(seconds=number)),
                )
            )
