"""Rolling back leaves nothing of what the journal noted: transactions, closed sessions, savepoints."""

import pytest
from sqlalchemy import func, select

from alianza_desktop.model import Mesa, Person
from alianza_desktop.storage import heads, journal
from alianza_desktop.storage.pending import pending
from tests.storage.replicas import Replica, written


@pytest.fixture
def store() -> Replica:
    return Replica(1)


@pytest.fixture
def mesa_id(store: Replica) -> str:
    """The first operation of the store."""
    with store.transaction() as session:
        mesa = Mesa(name="Cacao", number=1)
        session.add(mesa)
    return mesa.id


def test_a_rollback_leaves_nothing(store: Replica, mesa_id: str) -> None:
    before = store.picture()
    with store.sessions(info=dict(store.info)) as session:
        session.get_one(Mesa, mesa_id).name = "otro"
        session.add(Person(given_names="x"))
        session.flush()
        session.rollback()
        assert journal.touched(session) == frozenset()
    assert store.picture() == before
    with store.transaction() as session:
        session.add(Mesa(name="z"))
    assert [one["seq"] for one in written(store, 1)] == [2]


def test_a_session_that_rolled_back_may_write_again(store: Replica, mesa_id: str) -> None:
    with store.sessions(info=dict(store.info)) as session:
        session.add(Mesa(name="perdida"))
        session.flush()
        session.rollback()
        session.get_one(Mesa, mesa_id).theme = "t"
        session.commit()
    assert [one["fields"] for one in written(store, 1)] == [{"theme": "t"}]


def test_a_session_that_was_closed_in_the_middle_forgets(store: Replica, mesa_id: str) -> None:
    session = store.sessions(info=dict(store.info))
    session.get_one(Mesa, mesa_id).name = "otro"
    heads.redact(session, mesa_id, ["name"])
    session.flush()
    session.close()
    assert pending(session).changes == {}
    session.get_one(Mesa, mesa_id).theme = "t"
    session.commit()
    session.close()
    assert [one["fields"] for one in written(store, 1)] == [{"theme": "t"}]


def test_a_savepoint_that_is_rolled_back_leaves_nothing(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        mesa.theme = "fuera"
        savepoint = session.begin_nested()
        mesa.name = "dentro"
        session.add(Person(given_names="x"))
        journal.delete(session, mesa)
        session.flush()
        savepoint.rollback()
        with session.begin_nested():
            session.add(Mesa(name="queda"))
    found = [(one["entity"], one["fields"]) for one in written(store, 1)]
    assert found == [("mesa", {"theme": "fuera"}), ("mesa", {"name": "queda", "number": 0})]
    with store.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
        assert session.get_one(Mesa, mesa_id).name == "Cacao"


def test_savepoints_do_not_split_the_operation_of_a_record(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        with session.begin_nested():
            mesa.name = "dentro"
        mesa.theme = "fuera"
    assert [one["fields"] for one in written(store, 1)] == [{"name": "dentro", "theme": "fuera"}]


def test_a_record_that_left_the_session_after_its_flush_is_written(store: Replica) -> None:
    with store.transaction() as session:
        mesa = Mesa(name="Cacao")
        session.add(mesa)
        session.flush()
        session.expunge(mesa)
    assert [one["record"] for one in written(store)] == [mesa.id]


def test_a_transaction_that_only_reads_writes_nothing(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        session.scalars(select(Mesa)).all()
        assert session.get_one(Mesa, mesa_id).name == "Cacao"
    assert written(store, 1) == []
    assert journal.touched(session) == frozenset()
