"""Workshops, mesas and organisations on a real store."""

import pytest

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.services import alliances, mesas, organizations, overview, workshops
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.workshops import SessionPlan, WorkshopPlan
from alianza_desktop.storage.database import Database
from tests.builders import PLAN, arrive, world, writing


def test_a_plan_becomes_a_workshop_with_its_first_session_open(database: Database) -> None:
    with writing(database) as session:
        made = workshops.create(session, PLAN)
    with database.reading() as session:
        view = workshops.show(session, made.id)
        opened = workshops.open_session(session, made.id)
    assert (view.host, view.territory) == ("Universidad de Ejemplo", "Nieva, Condorcanqui, Amazonas")
    assert [(one.number, one.name, one.state) for one in view.sessions] == [
        (1, "Mañana", "open"),
        (2, "Tarde", "planned"),
    ]
    assert [(one.number, one.sigla) for one in view.mesas] == [(1, "CACAO"), (2, "CONECTA")]
    assert [one.title for one in view.agenda] == ["Registro", "Acuerdos"]
    assert opened is not None
    assert opened.number == 1


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (WorkshopPlan(stage=7), "stage-unknown"),
        (WorkshopPlan(stage=1, modality="carta"), "unknown-code"),
        (WorkshopPlan(stage=1, sessions=(SessionPlan(starts_at="13:00", ends_at="08:00"),)), "hours-crossed"),
    ],
)
def test_an_impossible_plan_is_refused_whole(database: Database, plan: WorkshopPlan, code: str) -> None:
    with pytest.raises(Invalid, match=code), writing(database) as session:
        workshops.create(session, plan)
    with database.reading() as session:
        assert workshops.listing(session) == ()


def test_opening_a_session_closes_the_other(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        second = workshops.numbered_session(session, made.workshop, 2)
        workshops.set_session_state(session, second.id, "open")
    with database.reading() as session:
        states = [one.state for one in workshops.show(session, made.workshop).sessions]
        with pytest.raises(NotFound, match="session-missing"):
            workshops.numbered_session(session, made.workshop, 9)
    assert states == ["closed", "open"]


def test_a_mesa_of_the_alliance_is_the_same_in_every_workshop(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        other = workshops.create(session, WorkshopPlan(stage=5, mesas=(MesaPlan(name="CACAO"),)))
    with database.reading() as session:
        assert [one.id for one in mesas.listing(session, other.id)] == [made.cacao]


def test_moving_to_another_mesa_leaves_one_seat(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        mesas.seat(session, made.workshop, made.mayor, made.cacao)
        mesas.seat(session, made.workshop, made.mayor, made.conecta)
        mesas.seat(session, made.workshop, made.mayor, made.conecta)
    with database.reading() as session:
        assert mesas.seat_of(session, made.workshop, made.mayor) == made.conecta
        assert [(one.seated, one.sectors) for one in mesas.listing(session, made.workshop)] == [
            (0, {}),
            (1, {"public": 1}),
        ]


def test_an_organisation_is_found_whatever_its_accents(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        again = organizations.find_or_add(
            session, "MUNICIPALIDAD provincial de condorcanqui", sector="private"
        )
        assert (again.id, again.sector) == (made.municipality, "public")
        with pytest.raises(Invalid, match="organization-needed"):
            organizations.find_or_add(session, "  ")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Universidad ESAN", "Universidad ESAN"),
        ("Municipalidad Distrital de Río Santiago", "MD Río Santiago"),
        ("Universidad Nacional Intercultural Fabiola Salazar", "UN Intercultural Fabiola"),
        ("Empresa de Telecomunicaciones Rurales", "Empresa de Telecomunicacion…"),
        ("Asociación de Productoras y Productores Agroforestales", "Asoc. Productoras"),
    ],
)
def test_short_names_fit_a_table(name: str, short: str) -> None:
    assert organizations.shortened(name) == short
    assert len(short) <= organizations.SHORT


def test_inicio_shows_the_six_stages(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor)
    with database.reading() as session:
        seen = overview.overview(session)
    assert (seen.alliance, seen.territory, seen.rehearsal) == (
        "Alianza Multiactor Condorcanqui",
        "Condorcanqui, Amazonas",
        False,
    )
    assert [len(one.workshops) for one in seen.stages] == [0, 0, 0, 1, 0, 0]
    assert seen.stages[3].workshops[0].arrived == 1


def test_who_works_here(database: Database) -> None:
    with writing(database) as session:
        alliances.add_operator(session, "Registradora", "registrar")
        with pytest.raises(Invalid, match="operator-exists"):
            alliances.add_operator(session, "Registradora", "registrar")
    with database.reading() as session:
        assert alliances.operator(session, "registradora").role == "registrar"
        with pytest.raises(Invalid, match="operator-needed"):
            alliances.operator(session)
        with pytest.raises(NotFound, match="operator-unknown"):
            alliances.operator(session, "Otra")
