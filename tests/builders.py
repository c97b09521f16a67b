"""Small worlds for tests: an alliance, a workshop with two mesas, people, agreements."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from alianza_desktop.services import agreements, organizations, people, registration, workshops
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan, WorkshopPlan
from alianza_desktop.storage.database import Database

PLAN = WorkshopPlan(
    stage=4,
    name="Hoja de ruta",
    ubigeo="010401",
    city="Santa María de Nieva",
    place="Auditorio municipal",
    host="Universidad de Ejemplo",
    convened_by="la Municipalidad Provincial",
    sessions=(
        SessionPlan(name="Mañana", date="2026-11-23", starts_at="08:00", ends_at="13:00"),
        SessionPlan(name="Tarde", date="2026-11-23", starts_at="14:00", ends_at="17:00"),
    ),
    mesas=(
        MesaPlan(name="Cacao", sigla="CACAO", capacity=10),
        MesaPlan(name="Conectividad", sigla="CONECTA"),
    ),
    agenda=(AgendaPlan(title="Registro", starts_at="08:00", minutes=60), AgendaPlan(title="Acuerdos")),
)


@dataclass(frozen=True, slots=True)
class World:
    """The ids of what `world` made."""

    workshop: str
    session: str
    cacao: str
    conecta: str
    municipality: str
    cooperative: str
    mayor: str
    manager: str


@contextmanager
def writing(database: Database) -> Iterator[Session]:
    """Open a transaction as the store's only operator."""
    from alianza_desktop.services import alliances

    with database.reading() as session:
        operator = alliances.operator(session).id
    with database.transaction(operator) as session:
        yield session


def world(session: Session) -> World:
    """Make a workshop with two mesas, two organisations and two people, nobody registered yet."""
    workshop = workshops.create(session, PLAN)
    view = workshops.show(session, workshop.id)
    municipality = organizations.find_or_add(
        session, "Municipalidad Provincial de Condorcanqui", sector="public"
    )
    cooperative = organizations.find_or_add(session, "Cooperativa Agraria del Marañón", sector="private")
    mayor = people.add(
        session,
        PersonData(
            document_number="45678901",
            given_names="María Elena",
            paternal_surname="Quispe",
            maternal_surname="Huamán",
            organization_id=municipality.id,
            position="Alcaldesa",
        ),
    )
    manager = people.add(
        session,
        PersonData(
            document_number="01234567",
            given_names="José",
            paternal_surname="Tsamajain",
            organization_id=cooperative.id,
            position="Gerente",
        ),
    )
    return World(
        workshop=workshop.id,
        session=view.sessions[0].id,
        cacao=view.mesas[0].id,
        conecta=view.mesas[1].id,
        municipality=municipality.id,
        cooperative=cooperative.id,
        mayor=mayor.id,
        manager=manager.id,
    )


def arrive(session: Session, made: World, person_id: str, mesa_id: str = "", **options: Any) -> str:
    """Register a person in the open session; returns the attendance's id."""
    arrival = registration.register(
        session, made.workshop, person_id, session_id=made.session, mesa_id=mesa_id, **options
    )
    return arrival.attendance_id


def agree(
    session: Session, made: World, text: str = "Instalar dos centros de acopio", **options: object
) -> str:
    """Add an agreement of the mesa Cacao with its responsible and date; returns its id."""
    facts: dict[str, object] = {
        "mesa_id": made.cacao,
        "organization_id": made.municipality,
        "person_id": made.mayor,
        "due_on": "2027-02-21",
        **options,
    }
    return agreements.add(session, made.workshop, AgreementData(text=text, **facts)).id  # type: ignore[arg-type]
