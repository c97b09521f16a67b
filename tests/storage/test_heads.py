"""Heads in the store: what is shown, what is in conflict, and what closes it (sync.md §3)."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.model import Attendance, Mesa, Person
from alianza_desktop.storage import heads, inbox, journal
from alianza_desktop.storage.heads import Draft
from alianza_desktop.storage.tables import SEARCH, op
from tests.storage.replicas import Forger, Replica


@pytest.fixture
def one() -> Replica:
    return Replica(1)


@pytest.fixture
def other() -> Replica:
    return Replica(2)


@pytest.fixture
def mesa_id(one: Replica, other: Replica) -> str:
    """A mesa that both replicas have."""
    with one.transaction() as session:
        mesa = Mesa(name="Cacao", theme="cultivo")
        session.add(mesa)
    other.take(one)
    return mesa.id


def change(replica: Replica, mesa_id: str, **values: str) -> None:
    with replica.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        for name, value in values.items():
            setattr(mesa, name, value)


def shown(replica: Replica, mesa_id: str) -> Mesa:
    with replica.transaction() as session:
        return session.get_one(Mesa, mesa_id)


def entries(replica: Replica) -> list[tuple[str, str]]:
    with replica.transaction() as session:
        return [(entry.field, entry.kind) for entry in inbox.entries(session)]


def meet(one: Replica, other: Replica) -> None:
    """Exchange everything of two replicas and check that they agree."""
    for taker, giver in ((one, other), (other, one)):
        if giver.seq(giver.device) > taker.seq(giver.device):
            taker.take(giver)
    assert one.picture() == other.picture()


# --- conflicts


def test_a_write_that_saw_the_head_replaces_it(one: Replica, other: Replica, mesa_id: str) -> None:
    change(other, mesa_id, name="Cacao y café")
    meet(one, other)
    assert shown(one, mesa_id).name == "Cacao y café"
    assert entries(one) == []


def test_two_writes_at_once_are_a_conflict_with_one_shown_value(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    change(one, mesa_id, name="Café")
    change(other, mesa_id, name="Té")
    meet(one, other)
    assert entries(one) == [("name", "conflict")]
    assert shown(one, mesa_id).name == "Té"  # same lamport: the higher device
    with one.transaction() as session:
        (entry,) = inbox.entries(session)
        assert [option.value for option in entry.options] == ["Café", "Té"]
        assert heads.of(session, mesa_id)["name"] == ((other.device, 1),)


def test_ties_compare_device_ids_and_not_this_store_s_integers(mesa_id: str, one: Replica) -> None:
    low, high = Forger(0x51), Forger(0x52)
    runs = [
        (device, device.run(device.members(record=mesa_id, lamport=9, fields={"name": name})))
        for device, name in ((low, "bajo"), (high, "alto"))
    ]
    for order in (runs, runs[::-1]):
        replica = Replica(3)
        for device, run in order:
            replica.apply(run, device.key)
        assert shown(replica, mesa_id).name == "alto"


def test_the_same_value_written_twice_is_no_conflict(one: Replica, other: Replica, mesa_id: str) -> None:
    change(one, mesa_id, name="Café")
    change(other, mesa_id, name="Café")
    meet(one, other)
    assert entries(one) == []
    with one.transaction() as session:
        assert len(heads.of(session, mesa_id)["name"]) == 2


def test_other_fields_of_the_record_are_not_concerned(one: Replica, other: Replica, mesa_id: str) -> None:
    change(one, mesa_id, name="Café")
    change(other, mesa_id, theme="venta")
    meet(one, other)
    assert entries(one) == []
    assert (shown(one, mesa_id).name, shown(one, mesa_id).theme) == ("Café", "venta")


def test_an_edit_that_saw_the_provisional_value_leaves_the_conflict(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    change(one, mesa_id, name="Café")
    change(other, mesa_id, name="Té")
    meet(one, other)
    change(one, mesa_id, name="Té verde")
    meet(one, other)
    with other.transaction() as session:
        (entry,) = inbox.entries(session)
        assert [option.value for option in entry.options] == ["Café", "Té verde"]


def test_what_the_screen_showed_counts_and_not_what_the_store_holds(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    with one.transaction() as session:
        displayed = heads.of(session, mesa_id)
    change(other, mesa_id, name="Té")
    one.take(other)
    with one.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        journal.showing(session, mesa, displayed)
        mesa.name = "Café"
    assert entries(one) == [("name", "conflict")]
    assert shown(one, mesa_id).name == "Café"
    meet(one, other)


# --- resolving


@pytest.fixture
def conflict(one: Replica, other: Replica, mesa_id: str) -> str:
    change(one, mesa_id, name="Café")
    change(other, mesa_id, name="Té")
    meet(one, other)
    return mesa_id


def resolve(replica: Replica, value: str) -> None:
    with replica.transaction() as session:
        (entry,) = inbox.entries(session)
        heads.resolve(session, entry.record_id, entry.field, value, entry.heads)


def test_a_resolution_closes_the_conflict(one: Replica, other: Replica, conflict: str) -> None:
    resolve(one, "Café")
    assert shown(one, conflict).name == "Café"
    meet(one, other)
    assert entries(other) == []


def test_a_resolution_is_written_even_when_the_row_does_not_change(
    one: Replica, other: Replica, conflict: str
) -> None:
    before = one.seq(one.device)
    resolve(one, "Té")
    assert one.seq(one.device) == before + 1
    meet(one, other)
    assert entries(other) == []


def test_two_resolutions_at_once_are_a_conflict_again(one: Replica, other: Replica, conflict: str) -> None:
    resolve(one, "Café")
    resolve(other, "Té")
    meet(one, other)
    assert entries(one) == [("name", "conflict")]


def test_a_resolution_that_crosses_a_third_edit_is_a_conflict_again(
    one: Replica, other: Replica, conflict: str
) -> None:
    third = Replica(3)
    third.take(one)
    third.take(other)
    resolve(one, "Café")
    change(third, conflict, name="Maní")
    one.take(third)
    other.take(third)
    meet(one, other)
    with one.transaction() as session:
        (entry,) = inbox.entries(session)
        assert [option.value for option in entry.options] == ["Café", "Maní"]


def test_resolving_refuses_what_it_cannot_write(one: Replica, mesa_id: str) -> None:
    with one.transaction() as session, pytest.raises(NotFound, match="record-missing"):
        heads.resolve(session, mesa_id[:-1] + "0", "name", "x", {})
    with pytest.raises(Invalid, match="not-canonical"), one.transaction() as session:
        heads.resolve(session, mesa_id, "name", 5, {})
    assert shown(one, mesa_id).name == "Cacao"


def test_a_field_and_an_entity_of_tomorrow_are_resolved_too(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    for replica, value in ((one, "a"), (other, "b")):
        with replica.transaction() as session:
            drafts = [Draft(name, mesa_id, {"of_tomorrow": value}) for name in ("mesa", "future")]
            heads.append(session, drafts)
    meet(one, other)
    with one.transaction() as session:
        found = {entry.entity: entry for entry in inbox.entries(session)}
        assert found.keys() == {"mesa", "future"}
        heads.resolve(session, mesa_id, "of_tomorrow", "c", found["future"].heads)
    meet(one, other)
    with other.transaction() as session:
        assert [entry.entity for entry in inbox.entries(session)] == ["mesa"]


# --- deleting


def delete(replica: Replica, mesa_id: str, seen: Any = None) -> None:
    with replica.transaction() as session:
        journal.delete(session, session.get_one(Mesa, mesa_id), seen)


def restore(replica: Replica, mesa_id: str) -> None:
    with replica.transaction() as session:
        journal.restore(session, session.get_one(Mesa, mesa_id))


def test_a_deleted_record_keeps_its_row_and_comes_back_whole(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    delete(one, mesa_id)
    meet(one, other)
    assert shown(other, mesa_id).deleted
    restore(other, mesa_id)
    meet(one, other)
    back = shown(one, mesa_id)
    assert (back.deleted, back.name, back.theme) == (False, "Cacao", "cultivo")
    assert entries(one) == []


def test_a_delete_that_crosses_an_edit_is_shown_as_a_conflict(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    delete(one, mesa_id)
    change(other, mesa_id, theme="venta")
    meet(one, other)
    assert not shown(one, mesa_id).deleted
    assert entries(one) == [("deleted", "deletion")]


@pytest.mark.parametrize("keep", [True, False])
def test_a_deletion_in_doubt_is_closed_by_a_person_either_way(
    one: Replica, other: Replica, mesa_id: str, keep: bool
) -> None:
    delete(one, mesa_id)
    change(other, mesa_id, theme="venta")
    meet(one, other)
    (restore if keep else delete)(other, mesa_id)
    meet(one, other)
    assert shown(one, mesa_id).deleted is not keep
    assert entries(one) == []


def test_a_delete_that_crosses_a_restore_is_a_conflict(one: Replica, other: Replica, mesa_id: str) -> None:
    delete(one, mesa_id)
    meet(one, other)
    restore(one, mesa_id)
    change(other, mesa_id, theme="venta")  # revives it there
    delete(other, mesa_id)
    meet(one, other)
    assert not shown(one, mesa_id).deleted
    assert entries(one) == [("deleted", "deletion")]


def test_editing_a_deleted_record_shows_it_again(one: Replica, mesa_id: str) -> None:
    delete(one, mesa_id)
    with one.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        mesa.theme = "venta"
    assert not mesa.deleted
    assert not shown(one, mesa_id).deleted


def test_a_delete_with_stale_heads_does_not_hide_what_was_not_seen(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    with one.transaction() as session:
        displayed = heads.of(session, mesa_id)
    change(other, mesa_id, theme="venta")
    one.take(other)
    delete(one, mesa_id, displayed)
    assert not shown(one, mesa_id).deleted
    assert entries(one) == [("deleted", "deletion")]


def test_the_object_that_was_deleted_in_vain_says_so(one: Replica, other: Replica, mesa_id: str) -> None:
    with one.transaction() as session:
        displayed = heads.of(session, mesa_id)
    change(other, mesa_id, theme="venta")
    one.take(other)
    with one.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        journal.delete(session, mesa, displayed)
    assert mesa.deleted is False


def test_deleting_and_editing_in_one_transaction_deletes(one: Replica, mesa_id: str) -> None:
    with one.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        mesa.theme = "venta"
        journal.delete(session, mesa)
    assert shown(one, mesa_id).deleted
    assert entries(one) == []


def test_deleting_twice_and_restoring_what_lives_write_nothing(one: Replica, mesa_id: str) -> None:
    restore(one, mesa_id)
    delete(one, mesa_id)
    before = one.seq(one.device)
    delete(one, mesa_id)
    assert (one.seq(one.device), before) == (2, 2)


# --- facts


@pytest.fixture
def attendance_id(one: Replica, other: Replica) -> str:
    with one.transaction() as session:
        attendance = Attendance(person_id="p", quality="guest", mode="in_person")
        session.add(attendance)
    other.take(one)
    return attendance.id


def test_a_fact_shows_its_lowest_write_whoever_claims_to_have_seen_it(
    one: Replica, other: Replica, attendance_id: str
) -> None:
    with other.transaction() as session:
        again = {"quality": "titular", "accreditation": "carta"}
        heads.append(session, [Draft("attendance", attendance_id, again, heads.of(session, attendance_id))])
    meet(one, other)
    for replica in (one, other):
        with replica.transaction() as session:
            row = session.get_one(Attendance, attendance_id)
            assert (row.quality, row.mode, row.accreditation) == ("guest", "in_person", "")
        assert entries(replica) == [("", "fact")]


def test_the_lowest_write_of_a_fact_may_arrive_last(one: Replica, other: Replica, attendance_id: str) -> None:
    late = Replica(3)
    forger = Forger(9)
    again: dict[str, Any] = {"entity": "attendance", "lamport": 5, "fields": {"quality": "titular"}}
    late.apply(forger.run(forger.members(record=attendance_id, **again)), forger.key)
    with late.transaction() as session:
        assert session.get_one(Attendance, attendance_id).quality == "titular"
    late.take(one)
    with late.transaction() as session:
        row = session.get_one(Attendance, attendance_id)
        assert (row.quality, row.person_id) == ("guest", "p")


def test_a_fact_is_undone_by_its_tombstone_and_leaves_the_inbox(
    one: Replica, other: Replica, attendance_id: str
) -> None:
    with other.transaction() as session:
        heads.append(session, [Draft("attendance", attendance_id, {"quality": "titular"})])
        seen = heads.of(session, attendance_id)
        (entry,) = inbox.entries(session)
    assert (entry.field, entry.kind) == ("", "fact")
    with other.transaction() as session:
        every = {**seen, "quality": ((one.device, 1), (other.device, 1))}
        journal.delete(session, session.get_one(Attendance, attendance_id), every)
    meet(one, other)
    with one.transaction() as session:
        assert session.get_one(Attendance, attendance_id).deleted
    assert entries(one) == []


def test_a_field_of_a_fact_cannot_be_resolved(one: Replica, attendance_id: str) -> None:
    with one.transaction() as session, pytest.raises(NotAllowed, match="fact-written-once"):
        heads.resolve(session, attendance_id, "quality", "titular", {})


# --- what has not arrived


def test_a_missing_operation_is_named_and_is_no_conflict(one: Replica, other: Replica, mesa_id: str) -> None:
    third = Replica(3)
    third.take(one)
    change(other, mesa_id, name="Té")
    one.take(other)
    change(one, mesa_id, name="Café")  # saw «Té», which the third does not have
    change(third, mesa_id, name="Maní")
    third.take(one)
    assert entries(third) == [("name", "missing")]
    with third.transaction() as session:
        assert inbox.missing(session) == (inbox.Missing(other.device, 1, 1),)
    third.take(other)
    assert entries(third) == [("name", "conflict")]
    with third.transaction() as session:
        assert inbox.missing(session) == ()


def test_a_delete_that_observed_what_is_not_here_waits_for_it(one: Replica, other: Replica) -> None:
    third = Replica(3)
    with one.transaction() as session:
        person = Person(given_names="Rosa")
        session.add(person)
    other.take(one)
    with other.transaction() as session:
        session.get_one(Person, person.id).given_names = "Rosa Elena"
    one.take(other)
    with one.transaction() as session:
        journal.delete(session, session.get_one(Person, person.id))
    third.take(one)
    assert entries(third) == [("deleted", "missing")]
    third.take(other)
    with third.transaction() as session:
        assert session.get_one(Person, person.id).deleted
    assert entries(third) == []


# --- redaction


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
            assert matching(session, "zze") == 0
            assert matching(session, "456") == 1
    assert one.picture() == third.picture()


def salt_of(replica: Replica, name: str) -> str:
    with replica.transaction() as session:
        opened: bytes = session.scalars(select(op.c.opened)).one()
    return opened.decode().split(f'"{name}":["')[1][:32]


def matching(session: Session, word: str) -> int:
    query = text(f"SELECT count(*) FROM {SEARCH} WHERE {SEARCH} MATCH :word")
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
    one: Replica, other: Replica, conflict: str
) -> None:
    with one.transaction() as session:
        heads.redact(session, conflict, ["name"])
    meet(one, other)
    assert entries(one) == []
    assert shown(other, conflict).name == ""
    change(other, conflict, name="Nuevo")
    meet(one, other)
    assert (shown(one, conflict).name, entries(one)) == ("Nuevo", [])


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


# --- sessions


def test_records_that_a_session_has_loaded_follow_what_arrives(
    one: Replica, other: Replica, mesa_id: str
) -> None:
    change(other, mesa_id, name="Té")
    with one.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        heads.apply(session, other.run(), other.key)
        assert mesa.name == "Té"


def test_operations_do_not_arrive_among_changes(one: Replica, other: Replica, mesa_id: str) -> None:
    change(other, mesa_id, name="Té")
    run = other.run()
    with one.transaction() as session:
        session.get_one(Mesa, mesa_id).name = "Café"
        with pytest.raises(RuntimeError, match="transaction of their own"):
            heads.apply(session, run, other.key)
        session.rollback()
    assert shown(one, mesa_id).name == "Cacao"


def test_apply_says_what_it_brought(one: Replica, other: Replica, mesa_id: str) -> None:
    change(other, mesa_id, name="Té")
    with one.transaction() as session:
        applied = heads.apply(session, other.run(), other.key)
        assert applied == heads.Applied(1, (), frozenset({"mesa"}))
        assert journal.touched(session) == frozenset({"mesa"})
    assert one.apply(other.run(), other.key) == heads.Applied()
