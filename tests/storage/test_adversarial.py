"""The adversarial list of sync.md §8, as far as operations go: replicas survive it and say the same."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from alianza_desktop.core.errors import Corrupt, NotAllowed, Unavailable
from alianza_desktop.model import Mesa, Person
from alianza_desktop.storage import heads, inbox
from alianza_desktop.storage.heads import Draft
from alianza_desktop.storage.log import Run
from alianza_desktop.storage.operations import Operation, Value, build
from alianza_desktop.storage.tables import op
from tests.storage.replicas import ALLIANCE, Forger, Replica
from tests.storage.test_convergence import check_against_oracle

RECORD = "019aafc0-0000-7000-8000-00000000000f"

Delivery = tuple[Run, bytes]


def agree(*deliveries: Delivery) -> Replica:
    """Apply runs of several devices in every order and check that all replicas say the same."""
    first: Replica | None = None
    for order in permutations(deliveries):
        replica = Replica(1)
        for run, key in order:
            replica.apply(run, key)
            replica.apply(run, key)
        check_against_oracle(replica)
        first = first or replica
        assert replica.picture() == first.picture()
    assert first is not None
    return first


def said(forger: Forger, *members: dict[str, Any]) -> Delivery:
    """Return a run of one device with what each operation changes of a sound one."""
    operations = [forger.members(step, **each) for step, each in enumerate(members, 1)]
    return forger.run(*operations), forger.key


def mesa(replica: Replica) -> Mesa:
    with replica.transaction() as session:
        return session.get_one(Mesa, RECORD)


def inbox_of(replica: Replica) -> list[tuple[str, str]]:
    with replica.transaction() as session:
        return [(entry.field, entry.kind) for entry in inbox.entries(session)]


def test_an_operation_that_names_itself_or_its_own_future_is_a_plain_write() -> None:
    forger = Forger(5)
    seen = {"name": [[forger.device, 1], [forger.device, 2], [forger.device, 99]]}
    replica = agree(said(forger, {"fields": {"name": "a"}, "seen": seen}))
    assert mesa(replica).name == "a"
    with replica.transaction() as session:
        assert inbox.missing(session) == ()


def test_operations_that_name_each_other_leave_the_later_one() -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": "a"}, "seen": {"name": [[other.device, 1]]}}),
        said(other, {"fields": {"name": "b"}, "seen": {"name": [[one.device, 1]]}, "lamport": 2}),
    )
    assert mesa(replica).name == "b"
    assert inbox_of(replica) == []


def test_operations_that_name_each_other_with_one_lamport_are_a_conflict() -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": "a"}, "seen": {"name": [[other.device, 1]]}}),
        said(other, {"fields": {"name": "b"}, "seen": {"name": [[one.device, 1]]}}),
    )
    assert mesa(replica).name == "b"
    assert inbox_of(replica) == [("name", "conflict")]


def test_a_later_operation_cannot_be_seen_by_an_earlier_one() -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": "a"}, "lamport": 50}),
        said(other, {"fields": {"name": "b"}, "seen": {"name": [[one.device, 1]]}, "lamport": 49}),
    )
    assert mesa(replica).name == "a"
    assert inbox_of(replica) == [("name", "conflict")]


def test_seen_for_a_field_that_is_not_written_is_ignored() -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": "a", "theme": "t"}}),
        said(other, {"fields": {"theme": "u"}, "seen": {"name": [[one.device, 1]]}, "lamport": 2}),
    )
    assert mesa(replica).name == "a"
    assert inbox_of(replica) == [("theme", "conflict")]


def test_seen_of_another_record_another_entity_or_a_field_not_written_there_is_ignored() -> None:
    one, other = Forger(5), Forger(6)
    elsewhere = RECORD[:-1] + "0"
    named = [[one.device, seq] for seq in (1, 2, 3)]
    replica = agree(
        said(
            one,
            {"fields": {"name": "a"}, "record": elsewhere},
            {"fields": {"name": "b"}, "entity": "organization"},
            {"fields": {"theme": "c"}},
        ),
        said(other, {"fields": {"name": "d"}, "seen": {"name": named}, "lamport": 9}),
    )
    assert (mesa(replica).name, mesa(replica).theme) == ("d", "c")
    with replica.transaction() as session:
        assert session.get_one(Mesa, elsewhere).name == "a"
        assert inbox.missing(session) == ()


def test_seen_of_an_operation_that_was_set_aside_is_ignored() -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": "a"}, "app": ""}, {"fields": {"name": "b"}}),
        said(other, {"fields": {"name": "c"}, "seen": {"name": [[one.device, 1]]}, "lamport": 9}),
    )
    assert mesa(replica).name == "c"
    assert inbox_of(replica) == [("name", "conflict")]


def test_seen_of_what_nobody_wrote_waits_without_harm() -> None:
    one, nobody = Forger(5), "f" * 32
    replica = agree(said(one, {"fields": {"name": "a"}, "seen": {"name": [[nobody, 2**53 - 1]]}}))
    assert mesa(replica).name == "a"
    with replica.transaction() as session:
        assert inbox.missing(session) == (inbox.Missing(nobody, 1, 2**53 - 1),)


def test_a_delete_may_observe_its_own_device_s_next_operation_whatever_the_order() -> None:
    """Absurd, and a function of the set all the same."""
    one, other = Forger(5), Forger(6)
    observed = [[one.device, 1], [other.device, 2]]
    replica = agree(
        said(one, {"fields": {"name": "a"}}),
        said(
            other,
            {"fields": {"deleted": True}, "observed": observed, "lamport": 2},
            {"fields": {"name": "b"}, "lamport": 3},
        ),
    )
    assert (mesa(replica).deleted, mesa(replica).name) == (True, "b")


def test_two_entities_may_use_one_id() -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": "a"}}),
        said(other, {"fields": {"given_names": "b"}, "entity": "person"}),
    )
    with replica.transaction() as session:
        assert session.get_one(Mesa, RECORD).name == "a"
        assert session.get_one(Person, RECORD).given_names == "b"


def test_words_of_sql_and_tables_of_ours_are_only_names() -> None:
    one = Forger(5)
    replica = agree(
        said(
            one,
            {"entity": "op", "fields": {"device": 1, "seq": 2, "body": "x"}},
            {"entity": "select", "fields": {"from": "a", "drop": "b", "table": None}},
            {"entity": "person", "fields": {"given_names": "Robert'); DROP TABLE person;--", "where": "1=1"}},
            {"entity": "identity", "fields": {"alliance_key": "x", "only": 1}},
        )
    )
    with replica.transaction() as session:
        assert session.get_one(Person, RECORD).given_names == "Robert'); DROP TABLE person;--"
        assert len(session.scalars(select(op.c.seq)).all()) == 4


def test_columns_of_tomorrow_and_values_of_another_type_do_not_break_a_row() -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": 7, "number": "siete", "of_tomorrow": 1, "theme": "t", "quorum": True}}),
        said(other, {"fields": {"deleted": "yes"}, "lamport": 9}),
    )
    found = mesa(replica)
    assert (found.name, found.number, found.theme, found.quorum, found.deleted) == ("", 0, "t", None, False)


@pytest.mark.parametrize("value", ["a\x00b", "n\u0303", "\u212b", [1, 2], {"a": 1}, 1.5, -1.5e300])
def test_values_that_no_program_of_ours_writes_are_read_as_they_can(value: Any) -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": value, "theme": "t"}}),
        said(other, {"fields": {"theme": "u"}, "lamport": 3}),
    )
    shown = {"a\x00b": "ab", "n\u0303": "ñ", "\u212b": "Å"}.get(value if isinstance(value, str) else "", "")
    assert mesa(replica).name == shown


def test_true_is_not_one() -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"number": 1, "deleted": 1}}),
        said(other, {"fields": {"number": True}, "lamport": 3}),
    )
    assert inbox_of(replica) == [("number", "conflict")]
    assert not mesa(replica).deleted


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00.000+00:00", "9999-12-31T23:59:59.999-05:00"])
def test_a_clock_that_is_years_off_orders_nothing_and_blocks_nothing(at: str) -> None:
    one, other = Forger(5), Forger(6)
    replica = agree(
        said(one, {"fields": {"name": "a"}, "at": at}),
        said(other, {"fields": {"name": "b"}, "seen": {"name": [[one.device, 1]]}, "lamport": 2}),
    )
    assert mesa(replica).name == "b"


def test_one_bad_operation_is_set_aside_and_the_rest_goes_on() -> None:
    one = Forger(5)
    good = build(one.members(1, fields={"name": "a"}))
    bad = [
        Operation(b"", b"{}"),
        Operation(b"\xff\x00garbage", b"{}"),
        Operation(b"[" * 100_000, b"{}"),
        build(one.members(5, alliance=ALLIANCE[:-1] + "2", fields={"name": "x"})),
        build(one.members(99, fields={"name": "x"})),
        build(one.members(7, lamport=1, fields={"name": "x"})),
    ]
    last = build(one.members(8, seen={"name": [[one.device, 1]]}, fields={"name": "z"}))
    run = one.run(good, *bad, last)
    replica = Replica(1)
    reasons = replica.apply(run, one.key).set_aside
    found = [(2, "form"), (3, "form"), (4, "form"), (5, "place"), (6, "place"), (7, "lamport")]
    assert list(reasons) == found
    assert mesa(replica).name == "z"
    assert inbox_of(replica) == []
    agree((run, one.key))


def test_a_value_changed_on_the_way_refuses_the_run_and_changes_nothing() -> None:
    one, replica = Forger(5), Replica(1)
    first, second = build(one.members(1, fields={"name": "a"})), build(one.members(2, fields={"name": "b"}))
    honest = one.run(first, second)
    swapped = (first, Operation(second.body, first.opened))
    before = replica.picture()
    with pytest.raises(Corrupt, match="run-forged"):
        replica.apply(replace(honest, operations=swapped), one.key)
    assert replica.picture() == before
    assert replica.apply(honest, one.key).new == 2


def test_values_held_back_read_as_null_and_the_chain_still_holds() -> None:
    one, replica = Forger(5), Replica(1)
    honest = one.run(one.members(1, fields={"name": "a", "theme": "t"}))
    (operation,) = honest.operations
    bare = replace(honest, operations=(Operation(operation.body, b"{}"),))
    assert replica.apply(bare, one.key).new == 1
    assert (mesa(replica).name, mesa(replica).theme) == ("", "")


def test_a_later_version_of_the_form_waits_for_the_upgrade() -> None:
    one, replica = Forger(5), Replica(1)
    later = b'{"anything":1,"v":2}'
    with pytest.raises(Unavailable, match="run-newer"):
        replica.apply(one.run(Operation(later, b"{}")), one.key)
    assert replica.seq(one.device) == 0


def test_operations_of_this_device_that_it_does_not_know_are_refused() -> None:
    replica, twin = Replica(5), Forger(5)
    with pytest.raises(NotAllowed, match="run-own-device"):
        replica.apply(twin.run(twin.members(fields={"name": "a"})), twin.key)
    assert replica.seq(twin.device) == 0


def test_two_versions_side_by_side_keep_each_other_s_words() -> None:
    older, newer = Replica(1), Replica(2)
    with newer.transaction() as session:
        record = Mesa(name="Cacao")
        session.add(record)
    with newer.transaction() as session:
        tomorrow: dict[str, Value] = {"climate": "húmedo", "altitude": 400}
        heads.append(session, [Draft("mesa", record.id, tomorrow), Draft("plot", record.id, tomorrow)])
    older.take(newer)
    with older.transaction() as session:
        session.get_one(Mesa, record.id).name = "Café"
    newer.take(older)
    assert older.picture() == newer.picture()
    with older.transaction() as session:
        assert {"climate", "altitude"} <= heads.of(session, record.id).keys()


def test_a_redaction_of_a_set_aside_operation_erases_it_too() -> None:
    one, other = Forger(5), Forger(6)
    bad = build(one.members(1, record=RECORD, app="", fields={"name": "Zzecreto"}))
    run = one.run(bad)
    redaction = other.run(other.members(kind="redact", erases=[[[one.device, 1], "name"]]))
    for order in ([(run, one.key), (redaction, other.key)], [(redaction, other.key), (run, one.key)]):
        replica = Replica(1)
        for each, key in order:
            replica.apply(each, key)
        with replica.transaction() as session:
            opened = session.scalars(select(op.c.opened)).all()
        assert all(b"Zzecreto" not in found for found in opened)


def test_a_redaction_of_itself_and_of_what_has_no_such_field_is_harmless() -> None:
    one = Forger(5)
    erases = [[[one.device, 1], "theme"], [[one.device, 2], "name"]]
    replica = agree(said(one, {"fields": {"name": "a"}}, {"kind": "redact", "erases": erases}))
    assert mesa(replica).name == "a"


def test_delete_restore_and_edit_may_cross_in_any_order() -> None:
    one, deleter, restorer, editor = Forger(5), Forger(6), Forger(7), Forger(8)
    first = said(one, {"fields": {"name": "a"}})
    seen_first, tombstone = [[one.device, 1]], [[deleter.device, 1]]
    replica = agree(
        first,
        said(deleter, {"fields": {"deleted": True}, "observed": seen_first, "lamport": 2}),
        said(restorer, {"fields": {"deleted": False}, "seen": {"deleted": tombstone}, "lamport": 3}),
        said(editor, {"fields": {"name": "b"}, "seen": {"name": seen_first}, "lamport": 2}),
    )
    assert (mesa(replica).deleted, mesa(replica).name, inbox_of(replica)) == (False, "b", [])


def test_thousands_of_heads_and_references_are_borne() -> None:
    forgers = [Forger(number) for number in range(20, 60)]
    replica = Replica(1)
    for forger in forgers:
        edits = [{"fields": {"name": f"{forger.device[-2:]} {step}"}} for step in range(25)]
        replica.apply(*said(forger, *edits))
    everyone = sorted([forger.device, seq] for forger in forgers for seq in range(1, 26))
    last = Forger(99)
    replica.apply(*said(last, {"fields": {"name": "fin"}, "seen": {"name": everyone}, "lamport": 1_000}))
    assert (mesa(replica).name, inbox_of(replica)) == ("fin", [])


def test_of_several_that_name_what_is_missing_the_latest_counts() -> None:
    missing, early, late = Forger(5), Forger(6), Forger(7)
    seen = {"name": [[missing.device, 1]]}
    replica = agree(
        said(missing, {"fields": {"name": "a"}, "lamport": 5}),
        said(early, {"fields": {"name": "b"}, "seen": seen, "lamport": 3}),
        said(late, {"fields": {"name": "c"}, "seen": seen, "lamport": 10}),
    )
    with replica.transaction() as session:
        (entry,) = inbox.entries(session)
    assert [option.value for option in entry.options] == ["b", "c"]
