"""The person search follows the rows, whoever writes them."""

import pytest
from sqlalchemy import select, text

from alianza_desktop.model import Organization, Person
from alianza_desktop.storage import journal, search_index
from alianza_desktop.storage.search_text import BODY, DOCUMENT
from alianza_desktop.storage.tables import PIECES, SEARCH, search_key
from tests.storage.replicas import Replica


@pytest.fixture
def store() -> Replica:
    return Replica(1)


@pytest.fixture
def people(store: Replica) -> list[str]:
    with store.transaction() as session:
        office = Organization(name="Municipalidad de Nieva", short_name="MPC")
        session.add(office)
        rosa = Person(given_names="Rosa", paternal_surname="Nugkuág", document_number="45678901")
        rosa.organization_id = office.id
        session.add_all([rosa, Person(given_names="Elías", paternal_surname="Ñahui")])
    return [rosa.id, office.id]


def found(store: Replica, words: str) -> list[str]:
    query = " AND ".join(f'("{word}"* OR "{BODY}{word}"* OR "{DOCUMENT}{word}"*)' for word in words.split())
    match = select(text("rowid")).select_from(text(SEARCH)).where(text(f"{SEARCH} MATCH :words"))
    with store.transaction() as session:
        rows = session.scalars(match, {"words": query}).all()
        named = select(Person.given_names).join(search_key, search_key.c.record == Person.id)
        return sorted(session.scalars(named.where(search_key.c.number.in_(rows))))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("r", ["Rosa"]), ("nugkuag ro", ["Rosa"]), ("4567", ["Rosa"]), ("nahui", ["Elías"]),
        ("mpc", ["Rosa"]), ("munic niev", ["Rosa"]), ("x", []), ("e", ["Elías"]),
    ],
)  # fmt: skip
def test_any_word_from_its_beginning_in_any_order(
    store: Replica, people: list[str], words: str, names: list[str]
) -> None:
    assert found(store, words) == names


def test_the_index_follows_a_change_of_name(store: Replica, people: list[str]) -> None:
    with store.transaction() as session:
        session.get_one(Person, people[0]).given_names = "Flor"
    assert found(store, "rosa") == []
    assert found(store, "flor") == ["Flor"]


def test_the_index_follows_the_organisation(store: Replica, people: list[str]) -> None:
    with store.transaction() as session:
        session.get_one(Organization, people[1]).name = "Gobierno Regional"
    assert found(store, "niev") == []
    assert found(store, "gobierno") == ["Rosa"]
    with store.transaction() as session:
        journal.delete(session, session.get_one(Organization, people[1]))
    assert found(store, "gobierno") == []
    assert found(store, "rosa") == ["Rosa"]


def test_the_deleted_are_not_found_until_they_return(store: Replica, people: list[str]) -> None:
    with store.transaction() as session:
        journal.delete(session, session.get_one(Person, people[0]))
    assert found(store, "rosa") == []
    with store.transaction() as session:
        journal.restore(session, session.get_one(Person, people[0]))
    assert found(store, "rosa") == ["Rosa"]


def test_who_arrives_from_another_laptop_is_found(store: Replica, people: list[str]) -> None:
    other = Replica(2)
    other.take(store)
    assert found(other, "nugkuag mpc") == ["Rosa"]
    with store.transaction() as session:
        session.get_one(Person, people[0]).paternal_surname = "Yampis"
    other.take(store)
    assert found(other, "nugkuag") == []
    assert found(other, "yampis") == ["Rosa"]


def test_the_index_can_be_made_again(store: Replica, people: list[str]) -> None:
    with store.transaction() as session:
        for table in (SEARCH, PIECES):
            session.execute(text(f"DELETE FROM {table}"))
    assert found(store, "rosa") == []
    with store.transaction() as session:
        search_index.rebuild(session.connection())
    assert found(store, "rosa") == ["Rosa"]
    assert found(store, "nahui") == ["Elías"]
