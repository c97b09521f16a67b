"""Sample actas and lists for the document tests: Condorcanqui, Amazonas; every person is fictional."""

from dataclasses import replace
from random import Random

from alianza_desktop.documents.acta_content import (
    Acta,
    ActaContent,
    AgendaPoint,
    Agreement,
    Alliance,
    Annex,
    Attendee,
    Interpreter,
    Meeting,
    Mesa,
    Signatory,
)
from alianza_desktop.documents.attendance_content import Absent, AttendanceList, Row, Unnamed
from alianza_desktop.documents.occasion import Occasion, Sitting

GIVEN = (
    "Rolando", "Carmen Rosa", "Julio César", "Petronila", "Marisol", "Hilario", "Santos", "Elvira", "Ñusta",
)  # fmt: skip
SURNAMES = (
    "Huamán", "Tsejem", "León", "Soto", "Ríos", "Antún", "Paz", "Ayui", "Wajai", "Tiwi", "Shimpu", "Núñez",
)  # fmt: skip
ORGANIZATIONS = (
    ("Municipalidad Provincial de Condorcanqui", "public"),
    ("Universidad Nacional del Alto Marañón", "academia"),
    ("Cooperativa Agraria Cacao Alto Marañón", "private"),
    ("Federación de Comunidades Nativas del Cenepa", "society"),
    ("Asociación de Mujeres Chocolateras de Nieva", "private"),
    ("Municipalidad Distrital de El Cenepa", "public"),
)
POSITIONS = ("Gerente de Desarrollo Económico", "Directora de Investigación", "Presidenta", "Apu", "Alcalde")
QUALITIES = ("titular", "titular", "titular", "alternate", "guest", "observer", "interpreter")

ALLIANCE = Alliance(
    id="019ab000-0000-7000-8000-000000000001",
    name="Alianza Multiactor de Condorcanqui",
    ubigeo="0104",
    rehearsal=False,
    territory="Provincia de Condorcanqui, Amazonas",
)
MEETING = Meeting(
    workshop_id="019ab000-0000-7000-8000-000000000002",
    workshop="Hoja de ruta",
    stage=4,
    date="2026-11-23",
    starts_at="09:30",
    ends_at="13:24",
    modality="in_person",
    place="el auditorio de la Municipalidad Provincial de Condorcanqui",
    city="Santa María de Nieva",
    ubigeo="010401",
    district="Nieva",
    province="Condorcanqui",
    department="Amazonas",
    mesa=Mesa(id="019ab000-0000-7000-8000-000000000003", number=3, name="Cacao", sigla="CACAO",
              theme="acopio y poscosecha"),
    year_line="Decenio de la Igualdad de Oportunidades para Mujeres y Hombres",
    host="Universidad Nacional del Alto Marañón",
    convened_by="Universidad Nacional del Alto Marañón",
    conducted_by="Jimena Salas Torres",
    rapporteur="Martín Torres Uwak",
    interpreters=(Interpreter(name="Santos Tiwi Shimpu", languages="awajún y castellano"),),
    quorum=6,
)  # fmt: skip
ACTA = Acta(
    id="019ab000-0000-7000-8000-00000000000a",
    version_id="019ab000-0000-7000-8000-00000000000b",
    version=2,
    number="003-2026-MESA-CACAO-A",
    wording="acta.v2",
    frozen_at="2026-11-23T13:24:07.120-05:00",
)


def attendees(count: int, seed: int = 7) -> tuple[Attendee, ...]:
    random = Random(seed)
    return tuple(_attendee(number, random) for number in range(count))


def _attendee(number: int, random: Random) -> Attendee:
    organization, sector = ORGANIZATIONS[number % len(ORGANIZATIONS)]
    return Attendee(
        name=f"{random.choice(GIVEN)} {random.choice(SURNAMES)} {random.choice(SURNAMES)}",
        document_type="1",
        document_number=f"{40000001 + number}",
        position=random.choice(POSITIONS),
        organization=organization,
        quality=QUALITIES[number % len(QUALITIES)],
        sector=sector,
        mode="in_person",
    )


AGREEMENTS = (
    Agreement(
        id="019ab000-0000-7000-8000-000000000101", code="A-01", kind="compromiso",
        text="Instalar dos centros de acopio de cacao en Nieva y Huampami, con balanza certificada y "
        "registro de productores, y entregar su administración a las organizaciones de base.",
        organization="Municipalidad Provincial de Condorcanqui", person="Rolando Huamán Tsejem",
        position="Gerente de Desarrollo Económico",
        partners=("Cooperativa Agraria Cacao Alto Marañón", "Municipalidad Distrital de El Cenepa"),
        due_on="2027-03-30", deliverable="Dos actas de conformidad de obra", amount=8_000_000,
    ),
    Agreement(
        id="019ab000-0000-7000-8000-000000000102", code="A-02", kind="compromiso",
        text="Capacitar a 120 productoras y productores en fermentación, secado y control de cadmio.",
        organization="Universidad Nacional del Alto Marañón", person="Carmen León Vílchez",
        position="Directora de Investigación", due_on="2027-06-15",
        deliverable="Registro de participantes y guía impresa en awajún", amount=1_250_000,
    ),
    Agreement(
        id="019ab000-0000-7000-8000-000000000103", code="A-03", kind="acuerdo",
        text="Reunirse el primer jueves de cada mes para revisar precios de referencia con las comunidades.",
        organization="Federación de Comunidades Nativas del Cenepa", person="Petronila Ríos Antún",
        position="Presidenta", permanent=True,
    ),
    Agreement(
        id="019ab000-0000-7000-8000-000000000104", code="A-04", kind="pedido",
        text="Solicitar al Gobierno Regional la designación de un especialista en inocuidad.",
    ),
)  # fmt: skip

AGENDA = (
    AgendaPoint(title="Centros de acopio y control de calidad del grano", starts_at="09:40", minutes=60,
                summary="La municipalidad presentó dos terrenos saneados. La cooperativa pidió que la "
                "balanza se certifique antes de la campaña.\nLas comunidades propusieron turnos."),
    AgendaPoint(title="Laboratorio de calidad y cadmio: financiamiento y operación", starts_at="10:40",
                summary="La universidad ofreció su laboratorio móvil durante el primer semestre de 2027."),
    AgendaPoint(title="Precios de referencia y validación con las comunidades"),
)  # fmt: skip


def signatories(people: tuple[Attendee, ...]) -> tuple[Signatory, ...]:
    return tuple(
        Signatory(
            id=f"019ab000-0000-7000-8000-{number:012x}",
            name=one.name,
            document_type=one.document_type,
            document_number=one.document_number,
            organization=one.organization,
            position=one.position,
            quality=one.quality,
        )
        for number, one in enumerate(people, 0x500)
        if one.quality in {"titular", "alternate"}
    )


def acta(people: int = 11) -> ActaContent:
    """A frozen acta of mesa 3."""
    present = attendees(people)
    return ActaContent(
        alliance=ALLIANCE,
        acta=ACTA,
        meeting=MEETING,
        attendees=present,
        agenda=AGENDA,
        agreements=AGREEMENTS,
        signatories=signatories(present),
        attendees_unnamed=2,
        background="En el Taller 3 la mesa priorizó el acopio (acta N.º 001-2026-MESA-CACAO-A).",
        development="La facilitación leyó cada propuesta en voz alta y recogió las observaciones de la sala.",
        reservations="Julio Soto Arrunátegui deja constancia de que la cooperativa no asume la balanza.",
        next_meeting="Jueves 3 de diciembre de 2026, 09:00 horas, local comunal de Huampami.",
        budget_clause=True,
        annexes=(
            Annex(title="Lista de asistencia de la sesión 1"),
            Annex(title="Presentación «Centros de acopio»", sha256="7f3a" * 16),
        ),
    )


def big_acta(people: int = 60, agreements: int = 150) -> ActaContent:
    """An acta that stretches everything: many people, long names, many agreements."""
    content = acta(people)
    long_name = "María Encarnación de los Ángeles Tsamajain Wampankit Yagkuag"
    first = replace(content.attendees[0], name=long_name, position="Responsable de la Oficina de " * 3)
    many = tuple(
        replace(AGREEMENTS[n % 4], code=f"A-{n + 1:02}", id=f"019ab000-0000-7000-8000-{n:012x}")
        for n in range(agreements)
    )
    return replace(content, attendees=(first, *content.attendees[1:]), agreements=many)


def draft() -> ActaContent:
    """A draft with nearly everything missing."""
    return ActaContent(
        alliance=replace(ALLIANCE, territory="", rehearsal=True),
        acta=Acta(id=ACTA.id, version_id="", version=0, number="", wording="acta.v2"),
        meeting=Meeting(
            workshop_id=MEETING.workshop_id, workshop="", stage=0, date="", starts_at="", ends_at="",
            modality="",
        ),
        attendees=(),
        agenda=(),
        agreements=(),
        signatories=(),
    )  # fmt: skip


OCCASION = Occasion(
    alliance=ALLIANCE.name,
    territory=ALLIANCE.territory,
    workshop="Hoja de ruta",
    stage=4,
    place="Auditorio de la Municipalidad Provincial",
    city="Santa María de Nieva",
    modality="mixed",
    host="Universidad Nacional del Alto Marañón",
    year_line=MEETING.year_line,
    data_holder="Universidad Nacional del Alto Marañón",
    data_contact="datos@unam.example.pe",
    retention_years=5,
)
SITTING = Sitting(name="Sesión 1: mañana", date="2026-11-23", starts_at="08:00", ends_at="13:30")


def attendance_list(people: int = 120) -> AttendanceList:
    """The list of a session, in no order."""
    random = Random(11)
    return AttendanceList(
        at=OCCASION,
        sitting=SITTING,
        rows=tuple(_row(number, random) for number in range(people)),
        unnamed=(
            Unnamed(sector="society", mode="in_person"), Unnamed(mode="in_person")
        ),
        absent=tuple(_absent(number) for number in range(people // 4)),
    )  # fmt: skip


def _row(number: int, random: Random) -> Row:
    organization, sector = ORGANIZATIONS[number % len(ORGANIZATIONS)]
    return Row(
        surnames=f"{random.choice(SURNAMES)} {random.choice(SURNAMES)}",
        given_names=random.choice(GIVEN),
        document_type="1",
        document_number=f"{40000001 + number}",
        position=random.choice(POSITIONS),
        organization=organization,
        sector=sector,
        mesa=str(number % 5 + 1),
        arrived_at=f"2026-11-23T08:{number % 60:02}:10.000-05:00",
        mode="virtual" if number % 9 == 0 else "in_person",
        quality=QUALITIES[number % len(QUALITIES)],
        left_at="12:50" if number % 11 == 3 else "",
        source="paper" if number % 13 == 5 else "",
        invited=number % 5 != 4,
        stands_for="Rolando Huamán Tsejem" if QUALITIES[number % len(QUALITIES)] == "alternate" else "",
        answers=ANSWERS[number % len(ANSWERS)],
        informed_only=number % 6 == 0,
    )


ANSWERS: tuple[dict[str, bool], ...] = (
    {"registration": True, "contact": True, "photos": True},
    {"registration": True, "contact": False, "photos": True},
    {"registration": True, "contact": False, "photos": False},
    {},
)


def _absent(number: int) -> Absent:
    organization, sector = ORGANIZATIONS[number % len(ORGANIZATIONS)]
    return Absent(
        surnames=f"{SURNAMES[number % len(SURNAMES)]} {SURNAMES[-1 - number % 5]}",
        given_names=GIVEN[number % len(GIVEN)],
        organization=organization,
        position=POSITIONS[number % len(POSITIONS)],
        sector=sector,
        delegate="Carmen Rosa León Vílchez" if number % 4 == 1 else "",
    )
