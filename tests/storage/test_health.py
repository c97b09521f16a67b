"""The self-check of a store sees what was changed behind the journal's back."""

import pytest
from sqlalchemy import text

from alianza_desktop.model import ChainActivity, ChainActor, ChainLink, Organization, Person
from alianza_desktop.storage import health
from alianza_desktop.storage.database import Database
from tests.builders import agree, arrive, world, writing


@pytest.fixture
def filled(store: Database) -> Database:
    with writing(store) as session:
        made = world(session)
    with writing(store) as session:
        arrive(session, made, made.mayor)
        agree(session, made)
    return store


def test_a_store_in_order_is_sound(filled: Database) -> None:
    with filled.reading() as session:
        found = health.check(session)
    assert found.sound
    assert found.operations > 15
    assert (found.devices, found.set_aside, found.disputed, found.dangling) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE op SET body = CAST(replace(CAST(body AS TEXT), 'a', 'b') AS BLOB) WHERE seq = 5",
        (
            "UPDATE op SET opened = CAST(replace(CAST(opened AS TEXT), 'Quispe', 'Quispo') AS BLOB) "
            "WHERE CAST(opened AS TEXT) LIKE '%Quispe%'"
        ),
        "DELETE FROM op WHERE seq = (SELECT max(seq) FROM op)",
        "DELETE FROM op WHERE seq = 3",
        "UPDATE signed_head SET signature = zeroblob(64) WHERE seq = (SELECT min(seq) FROM signed_head)",
        "UPDATE vector SET chain = zeroblob(32)",
    ],
)
def test_a_journal_that_was_touched_is_not(filled: Database, damage: str) -> None:
    with filled.transaction() as session:
        touched = session.execute(text(damage))
        assert touched.rowcount  # type: ignore[attr-defined]
    with filled.reading() as session:
        assert not health.check(session).sound


def test_references_without_a_record_are_counted(filled: Database) -> None:
    with writing(filled) as session:
        session.add(Person(given_names="Ana", organization_id="01890000-0000-7000-8000-000000000000"))
        session.add(Organization(name="Sin personas"))
        gone = "01890000-0000-7000-8000-000000000001"
        session.add(ChainActor(activity_id=gone, organization_id=""))
        session.add(ChainActivity(chain_id=gone, stage_id=gone))
        session.add(ChainLink(chain_id="", source_id=gone, target_id=gone))
    with filled.reading() as session:
        found = health.check(session)
    assert (found.sound, found.dangling) == (True, 6)
