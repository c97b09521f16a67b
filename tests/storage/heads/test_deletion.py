"""Tombstones and facts: what deletes, what is shown in doubt, what is written once (sync.md §3)."""

from typing import Any

import pytest

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import Attendance, Mesa, Person
from alianza_desktop.storage import heads, inbox, journal
from alianza_desktop.storage.heads import Draft
from tests.storage.heads.meetings import change, delete, entries, meet, restore, shown
from tests.storage.replicas import Forger, Replica


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


# --- facts


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
