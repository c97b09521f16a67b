"""What the program knows of the journal's names, and what it learns by an upgrade."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import insert, select, text

from alianza_desktop.model import Acta, Attendance, Mesa, Person, Workshop
from alianza_desktop.storage import entities as module
from alianza_desktop.storage import heads, merging
from alianza_desktop.storage.entities import Entity, Field, entities
from alianza_desktop.storage.heads import Draft
from alianza_desktop.storage.tables import SEARCH, head, identity
from tests.storage.replicas import ALLIANCE, Replica


def test_fields_know_what_an_absent_value_reads_as() -> None:
    fields = entities()["workshop"].fields
    assert fields["name"] == Field(str, "")
    assert fields["stage"] == Field(int, 0)
    assert fields["with_society"] == Field(bool, False)
    assert entities()["agreement"].fields["amount"] == Field(int, None)
    assert {"id", "alliance_id"}.isdisjoint(fields)
    assert entities()["attendance"].fact
    assert not entities()["workshop"].fact
    assert entities()["acta"].table is Acta.__table__


@contextmanager
def older_program(without: dict[str, str]) -> Iterator[None]:
    """Let the program not know some fields (or, with an empty one, entities)."""

    def lesser(entity: Entity) -> Entity:
        unknown = without.get(entity.name)
        fields = {name: known for name, known in entity.fields.items() if name != unknown}
        return replace(entity, fields=fields, empty={name: known.empty for name, known in fields.items()})

    known = {name: lesser(entity) for name, entity in entities().items() if without.get(name) != ""}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "entities", lambda: known)
        patch.setattr(module, "entities", lambda: known)
        yield


@pytest.fixture
def upgraded() -> Replica:
    """A store that an older program filled from a newer laptop, and that this program has just opened."""
    newer, store = Replica(2), Replica(1)
    with newer.transaction() as session:
        session.add(Mesa(name="Cacao", theme="cultivo"))
        session.add(Person(given_names="Rosa", phone="999"))
        attendance = Attendance(quality="guest", mode="in_person")
        session.add(attendance)
    with newer.transaction() as session:
        heads.append(session, [Draft("attendance", attendance.id, {"quality": "titular"})])
    with older_program({"mesa": "theme", "person": "", "attendance": "", "workshop": "city"}):
        store.take(newer)
        with store.transaction() as session:
            session.add(Workshop(name="Taller"))
    with store.transaction() as session:
        blank = {"device_id": "", "letter": "A", "only": 1, "alliance_key": b"", "device_key": b""}
        blank |= {"ca_certificate": b"", "seal_key": b"", "seal_certificate": b""}
        session.execute(insert(identity).values(alliance_id=ALLIANCE, **blank))
    return store


def test_an_older_program_keeps_and_relays_what_it_does_not_know(upgraded: Replica) -> None:
    with upgraded.transaction() as session:
        rows = session.execute(select(head.c.entity, head.c.parked)).all()
        assert {row.entity: row.parked for row in rows} == {
            "mesa": 1, "person": 1, "attendance": 1, "workshop": 0,
        }  # fmt: skip
        assert session.execute(text("SELECT theme FROM mesa")).scalars().all() == [None]
        assert session.scalars(select(Person)).all() == []
    third = Replica(3)
    relayed = upgraded.cut(Replica(2).device)
    assert relayed is not None
    third.apply(relayed, Replica(2).key)
    with third.transaction() as session:
        assert session.scalars(select(Mesa.theme)).all() == ["cultivo"]


def test_an_upgrade_shows_what_was_kept(upgraded: Replica) -> None:
    with upgraded.transaction() as session:
        heads.project_unknown(session.connection())
    with upgraded.transaction() as session:
        assert session.scalars(select(Mesa.theme)).all() == ["cultivo"]
        person = session.scalars(select(Person)).one()
        assert (person.given_names, person.phone, person.email, person.alliance_id) == (
            "Rosa", "999", "", ALLIANCE,
        )  # fmt: skip
        fact = session.scalars(select(Attendance)).one()
        assert (fact.quality, fact.mode) == ("guest", "in_person")
        assert session.execute(text("SELECT city FROM workshop")).scalars().all() == [""]
        rows = session.execute(select(head.c.entity, head.c.parked, head.c.disputed)).all()
        assert {(row.entity, row.parked, row.disputed) for row in rows} == {
            ("mesa", 0, 0), ("person", 0, 0), ("attendance", 0, 1), ("workshop", 0, 0),
        }  # fmt: skip
        found = session.execute(text(f"SELECT count(*) FROM {SEARCH} WHERE {SEARCH} MATCH 'rosa'")).scalar()
        assert found == 1


def test_after_the_upgrade_it_is_as_if_it_had_known_all_along(upgraded: Replica) -> None:
    newer = Replica(3)
    run = upgraded.cut(Replica(2).device)
    assert run is not None
    newer.apply(run, Replica(2).key)
    newer.take(upgraded)
    with upgraded.transaction() as session:
        heads.project_unknown(session.connection())
    assert newer.picture() == upgraded.picture()


def test_projecting_twice_and_in_an_empty_store_is_harmless(upgraded: Replica) -> None:
    with upgraded.transaction() as session:
        heads.project_unknown(session.connection())
    before = upgraded.picture()
    with upgraded.transaction() as session:
        heads.project_unknown(session.connection())
    assert upgraded.picture() == before
    empty = Replica(4)
    with empty.transaction() as session:
        heads.project_unknown(session.connection())
