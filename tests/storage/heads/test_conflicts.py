"""Heads in the store: what is shown, what is in conflict, and what closes it (sync.md §3)."""

import pytest

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.model import Mesa
from alianza_desktop.storage import heads, inbox, journal
from alianza_desktop.storage.heads import Draft
from tests.storage.heads.meetings import change, entries, meet, shown
from tests.storage.replicas import Forger, Replica

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
