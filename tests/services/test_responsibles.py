"""Who is meant by a name after `@`: those at this mesa first, and never a guess between two."""

import pytest

from alianza_desktop.services import organizations, presence, registration, responsibles
from alianza_desktop.services.people import PersonData, add
from alianza_desktop.services.responsibles import DIRECTORY, HERE, WORKSHOP, Meant
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing


@pytest.fixture
def made(database: Database) -> World:
    """At Cacao a cooperative; elsewhere the municipality; in the directory a university and a ministry."""
    with writing(database) as session:
        made = world(session)
        organizations.find_or_add(session, "Universidad Nacional del Alto Marañón", sector="academia")
        organizations.find_or_add(session, "Ministerio de la Producción", sector="public")
        arrive(session, made, made.manager, made.cacao)
        arrive(session, made, made.mayor, made.conecta)
    return made


def meant(database: Database, made: World, name: str, mesa_id: str | None = None) -> Meant:
    with database.reading() as session:
        people = presence.present(session, made.workshop)
        known = responsibles.load(session, made.cacao if mesa_id is None else mesa_id, people)
        return responsibles.find(known, name)


@pytest.mark.parametrize(
    "name",
    [
        "coop",
        "Cooperativa",
        "coopmaranon",
        "camaranon",
        "marañón",
        "cam",
        "coop.agraria",
        "COOPAGRARIAMARAÑON",
    ],
)
def test_one_at_this_mesa(database: Database, made: World, name: str) -> None:
    found = meant(database, made, name)
    assert found.one is not None
    assert (found.one.organization_id, found.one.near) == (made.cooperative, HERE)
    assert found.one.person == "José Tsamajain"


def test_a_person_present_stands_for_their_organization(database: Database, made: World) -> None:
    found = meant(database, made, "quispe")
    assert found.one is not None
    assert (found.one.organization_id, found.one.person_id) == (made.municipality, made.mayor)
    assert found.one.near == WORKSHOP
    assert meant(database, made, found.one.handle).one == found.one


def test_an_organization_elsewhere_names_nobody(database: Database, made: World) -> None:
    found = meant(database, made, "mpcondorcanqui")
    assert found.one is not None
    assert (found.one.organization_id, found.one.person_id) == (made.municipality, "")


def test_the_directory_comes_last(database: Database, made: World) -> None:
    found = meant(database, made, "maranon")
    assert [one.near for one in found.fits] == [HERE, DIRECTORY]
    assert found.one == found.fits[0]
    assert [one.organization for one in meant(database, made, "unalto").fits] == [
        "Universidad Nacional del Alto Marañón"
    ]


def test_two_that_fit_are_not_guessed(database: Database, made: World) -> None:
    with writing(database) as session:
        organizations.find_or_add(session, "Ministerio de Agricultura")
    found = meant(database, made, "min")
    assert found.one is None
    assert [one.organization for one in found.fits] == [
        "Ministerio de Agricultura",
        "Ministerio de la Producción",
    ]
    exact = meant(database, made, found.fits[1].handle)
    assert exact.one == found.fits[1]


def test_several_people_at_the_mesa_leave_the_person_open(database: Database, made: World) -> None:
    with writing(database) as session:
        other = add(
            session,
            PersonData(
                document_number="11112222",
                given_names="Rosa",
                paternal_surname="Wampash",
                organization_id=made.cooperative,
            ),
        )
        arrive(session, made, other.id, made.cacao)
    found = meant(database, made, "coop")
    assert found.one is not None
    assert found.one.person_id == ""


def test_nobody(database: Database, made: World) -> None:
    assert meant(database, made, "zzyzx") == Meant()
    assert meant(database, made, "...") == meant(database, made, "")


def test_without_a_name_those_here_are_offered(database: Database, made: World) -> None:
    found = meant(database, made, "")
    assert found.one is None
    assert [one.near for one in found.fits] == [HERE, WORKSHOP]
    assert [one.near for one in meant(database, made, "", "").fits] == [HERE, HERE]


def test_who_left_is_not_here(database: Database, made: World) -> None:
    from alianza_desktop.model import Attendance, Departure
    from alianza_desktop.services.query import living

    with writing(database) as session:
        registration.register_anonymous(session, made.workshop, "society", session_id=made.session)
        gone = session.scalars(living(Attendance).where(Attendance.person_id == made.manager)).one()
        session.add(Departure(attendance_id=gone.id, at=gone.at))
    with database.reading() as session:
        people = presence.present(session, made.workshop)
    assert sorted(one.person_id for one in people) == sorted(["", made.mayor])
    assert presence.sectors(people) == {"public": 1, "society": 1}
    found = meant(database, made, "coop")
    assert found.one is not None
    assert found.one.near == DIRECTORY
