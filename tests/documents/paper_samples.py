"""Sample forms, credentials and constancias; every person is fictional."""

from random import Random

from alianza_desktop.documents.people_papers import (
    Attended,
    Constancia,
    Constancias,
    Credentials,
    Form,
    Guest,
    Shape,
)
from tests.documents.document_samples import (
    GIVEN,
    OCCASION,
    ORGANIZATIONS,
    POSITIONS,
    QUALITIES,
    SITTING,
    SURNAMES,
)

NOTICE = (
    "Universidad Nacional del Alto Marañón usará sus datos (nombre, documento, cargo y contacto) para "
    "registrar su asistencia, elaborar el acta y hacer seguimiento a los acuerdos, según la Ley 29733. Se "
    "conservan por 5 años. Puede acceder, rectificar, cancelar u oponerse en datos@unam.example.pe."
)
BOXES = (
    "Acepto el registro de mis datos.",
    "Acepto compartir mi contacto con los demás actores.",
    "Acepto fotos y video para el reporte.",
)
MESAS = ((1, "Cacao"), (2, "Conectividad"), (3, "Ordenamiento territorial"))


def people(count: int, seed: int = 5) -> tuple[Guest, ...]:
    random = Random(seed)
    return tuple(_guest(number, random) for number in range(count))


def _guest(number: int, random: Random) -> Guest:
    organization, sector = ORGANIZATIONS[number % len(ORGANIZATIONS)]
    return Guest(
        person_id=f"019ab000-0000-7000-8000-{number + 0x900:012x}",
        surnames=f"{random.choice(SURNAMES)} {random.choice(SURNAMES)}",
        given_names=random.choice(GIVEN),
        document_type="1",
        document_number=f"{40000001 + number}",
        position=random.choice(POSITIONS),
        organization=organization,
        sector=sector,
        mesa=str(number % 3 + 1),
        quality=QUALITIES[number % len(QUALITIES)],
    )


def form(guests: tuple[Guest, ...] | None = None, pages: int = 2, rows: int = 12) -> Form:
    return Form(
        at=OCCASION, sitting=SITTING, notice=NOTICE, boxes=BOXES, version="1", mesas=MESAS, guests=guests,
        pages=pages, rows=rows,
    )  # fmt: skip


def credentials(count: int = 13, shape: Shape = "sheet") -> Credentials:
    return Credentials(at=OCCASION, people=people(count), shape=shape)


def constancias(count: int = 3) -> Constancias:
    morning = Attended(name="Mañana", date="2026-11-23", starts_at="08:00", ends_at="13:30")
    afternoon = Attended(name="Tarde", date="2026-11-23", starts_at="14:30", ends_at="17:00", left_at="16:10")
    return Constancias(
        at=OCCASION,
        people=tuple(
            Constancia(person=one, sessions=(morning, afternoon)[: 2 - number % 2])
            for number, one in enumerate(people(count))
        ),
        withheld=1,
    )
