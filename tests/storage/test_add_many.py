"""Records added many at once leave in the store what records added one by one leave."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Invitation, InvitationRow, Person, Record
from alianza_desktop.storage import journal, merging, register, search_index
from alianza_desktop.storage.entities import entities
from alianza_desktop.storage.log import Log
from alianza_desktop.storage.tables import head, op, search_key
from tests.storage.replicas import ALLIANCE, Replica, written

ROWS: dict[type[Record], list[dict[str, Any]]] = {
    Person: [
        {"given_names": "Nugkua\u0301g\x00", "document_number": "45678901", "birth_date": "1990-02-03"},
        {"given_names": "", "paternal_surname": 'Quispe "\\\n\x7f\u2028 ñ'},
        {},
    ],
    Invitation: [{"workshop_id": "w", "person_id": "p", "quality": "titular"}],
    InvitationRow: [{"invitation_id": "i", "file": "lista.xlsx", "row": 0}, {"row": 2**53 - 1}],
}


@pytest.fixture
def store() -> Replica:
    return Replica(1)


def stored(store: Replica) -> dict[str, Any]:
    """Return all that the store holds, the salts and hashes apart."""
    with store.transaction() as session:
        rows = [
            tuple(row)
            for kind in ROWS
            for row in session.execute(select(kind.__table__).order_by(kind.__table__.c.id))
        ]
        opened = [
            {name: value for name, (_salt, value) in json.loads(one).items()}
            for one in session.scalars(select(op.c.opened).order_by(op.c.seq))
        ]
        heads = session.execute(select(head).order_by(head.c.record)).all()
        found = session.execute(select(search_key).order_by(search_key.c.record)).all()
    said = [{name: part for name, part in one.items() if name != "fields"} for one in written(store)]
    return {
        "rows": rows,
        "opened": opened,
        "heads": list(map(tuple, heads)),
        "said": said,
        "found": list(map(tuple, found)),
    }


def test_they_are_stored_as_one_by_one() -> None:
    one, many = Replica(1), Replica(1)
    with one.transaction() as session:
        for kind, rows in ROWS.items():
            for row in rows:
                session.add(kind(**row))
            session.flush()
    with many.transaction() as session:
        for kind, rows in ROWS.items():
            assert len(journal.add_many(session, kind, rows)) == len(rows)
    assert stored(many) == stored(one)
    assert len(stored(many)["rows"]) == 6


def test_heads_made_again_from_the_operations_say_what_the_rows_say(store: Replica) -> None:
    with store.transaction() as session:
        ids = journal.add_many(session, Person, ROWS[Person])
    with store.transaction() as session:
        log = Log(session.connection(), ALLIANCE)
        states = merging.load(log.connection, [(one, "person") for one in ids])
        for person in session.scalars(select(Person)):
            fields = states[person.id, "person"]["fields"]
            for name, known in entities()["person"].fields.items():
                value = register.winner(fields[name], log.names)[register.VALUE] if name in fields else None
                assert known.read(value) == getattr(person, name)


def test_another_laptop_makes_the_same_rows_and_heads_of_their_operations(store: Replica) -> None:
    with store.transaction() as session:
        for kind, rows in ROWS.items():
            journal.add_many(session, kind, rows)
    other = Replica(2)
    assert other.take(store).new == 6
    assert other.picture() == store.picture()


def test_a_change_in_the_same_transaction_is_in_the_one_operation(store: Replica) -> None:
    with store.transaction() as session:
        [person_id] = journal.add_many(session, Person, [{"given_names": "Flor", "phone": "1"}])
        session.get_one(Person, person_id).given_names = "Rosa"
    [said] = written(store)
    assert said["fields"] == {"given_names": "Rosa", "phone": "1"}


def test_a_savepoint_takes_them_back(store: Replica) -> None:
    with store.transaction() as session:
        journal.add_many(session, Person, [{"given_names": "Flor"}])
        with session.begin_nested() as inside:
            journal.add_many(session, Person, [{"given_names": "Rosa"}])
            inside.rollback()
        assert len(journal.added(session)) == 1
    assert [one["fields"] for one in written(store)] == [{"given_names": "Flor"}]
    assert len(stored(store)["rows"]) == 1


@pytest.mark.parametrize(
    "row", [{"birth_date": "ayer"}, {"given_names": 7}, {"given_names": None, "sex": 2.5}]
)
def test_a_value_in_another_form_is_refused_as_at_a_flush(store: Replica, row: dict[str, Any]) -> None:
    with pytest.raises(Invalid), store.transaction() as session:
        journal.add_many(session, Person, [row])
    assert written(store) == []


def test_the_search_finds_them(store: Replica) -> None:
    with store.transaction() as session:
        journal.add_many(session, Person, ROWS[Person])
    before = stored(store)["found"]
    with store.transaction() as session:
        search_index.rebuild(session.connection())
    assert stored(store)["found"] == before != []
