"""The only thing that removes: a redaction leaves no trace in any replica, and every chain still verifies."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from alianza_desktop.model import Attendance, Mesa, Person
from alianza_desktop.storage import heads
from alianza_desktop.storage.heads import Draft
from alianza_desktop.storage.search_text import DOCUMENT
from alianza_desktop.storage.tables import PIECES, SEARCH, op
from tests.storage.heads.meetings import change, entries, meet, shown
from tests.storage.replicas import Forger, Replica


def bytes_of(replica: Replica) -> bytes:
    """Return every page of the store, free ones too, as SQLite copies them."""
    with TemporaryDirectory() as folder:
        copy = sqlcipher3.dbapi2.connect(str(Path(folder, "copy.db")))
        raw: Any = replica.engine.raw_connection().driver_connection
        raw.backup(copy)
        copy.close()
        return Path(folder, "copy.db").read_bytes()


def test_a_redaction_leaves_no_trace_in_any_replica(one: Replica, other: Replica) -> None:
    with one.transaction() as session:
        person = Person(given_names="Zzecreto", document_number="45678901")
        session.add(person)
    salt = salt_of(one, "given_names")
    other.take(one)
    assert b"Zzecreto" in bytes_of(other)
    with other.transaction() as session:
        heads.redact(session, person.id, ["given_names", "phone"])
    meet(one, other)
    third = Replica(3)
    run = other.cut(one.device)
    assert run is not None
    third.apply(run, one.key)
    third.take(other)
    for replica in (one, other, third):
        found = bytes_of(replica).lower()
        assert b"zzecreto"[1:] not in found
        assert salt.encode() not in found
        with replica.transaction() as session:
            row = session.get_one(Person, person.id)
            assert (row.given_names, row.document_number) == ("", "45678901")
            assert matching(session, SEARCH, "zze") == matching(session, PIECES, "zze") == 0
            assert matching(session, SEARCH, f"{DOCUMENT}456") == matching(session, PIECES, "567") == 1
    assert one.picture() == third.picture()


def salt_of(replica: Replica, name: str) -> str:
    with replica.transaction() as session:
        opened: bytes = session.scalars(select(op.c.opened)).one()
    return opened.decode().split(f'"{name}":["')[1][:32]


def matching(session: Session, table: str, word: str) -> int:
    query = text(f"SELECT count(*) FROM {table} WHERE {table} MATCH :word")
    return int(session.scalars(query, {"word": f'"{word}"*'}).one())


def test_a_redaction_reaches_values_that_were_replaced(one: Replica, mesa_id: str) -> None:
    change(one, mesa_id, name="Zzegundo")
    change(one, mesa_id, name="Tercero")
    with one.transaction() as session:
        heads.redact(session, mesa_id, ["name"])
    assert shown(one, mesa_id).name == ""
    assert shown(one, mesa_id).theme == "cultivo"
    for word in (b"Zzegundo", b"Tercero"):
        assert word not in bytes_of(one)


def test_a_redaction_waits_for_what_it_erases(one: Replica, other: Replica) -> None:
    with one.transaction() as session:
        mesa = Mesa(name="Zzecreto", theme="cultivo")
        session.add(mesa)
    other.take(one)
    with other.transaction() as session:
        heads.redact(session, mesa.id, ["name"])
    third = Replica(3)
    third.take(other)
    with third.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Mesa)) == 0
    third.take(one)
    assert b"Zzecreto" not in bytes_of(third)
    assert (shown(third, mesa.id).name, shown(third, mesa.id).theme) == ("", "cultivo")
    one.take(other)
    assert third.picture() == one.picture()


def test_a_redacted_write_still_supersedes_and_agrees_with_another(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    change(one, mesa_id, name="Café")
    change(other, mesa_id, name="Té")
    meet(one, other)
    assert entries(one) == [("name", "conflict")]
    with one.transaction() as session:
        heads.redact(session, mesa_id, ["name"])
    meet(one, other)
    assert entries(one) == []
    assert shown(other, mesa_id).name == ""
    change(other, mesa_id, name="Nuevo")
    meet(one, other)
    assert (shown(one, mesa_id).name, entries(one)) == ("Nuevo", [])


def test_a_redaction_of_a_fact_written_twice_shows_nothing_of_it(
    one: Replica, other: Replica, attendance_id: str
) -> None:
    with other.transaction() as session:
        heads.append(session, [Draft("attendance", attendance_id, {"quality": "titular"})])
    with other.transaction() as session:
        heads.redact(session, attendance_id, ["quality"])
    meet(one, other)
    with one.transaction() as session:
        row = session.get_one(Attendance, attendance_id)
        assert (row.quality, row.mode) == ("", "in_person")


def test_a_redaction_of_another_record_s_operation_erases_nothing(one: Replica, mesa_id: str) -> None:
    forger = Forger(9)
    erases = [[[one.device, 1], "name"]]
    stray = forger.members(kind="redact", erases=erases, record=mesa_id[:-1] + "0")
    one.apply(forger.run(stray), forger.key)
    assert shown(one, mesa_id).name == "Cacao"
    assert b"Cacao" in bytes_of(one)
