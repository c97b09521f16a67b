"""The log and its runs: gapless, signed, cut only where a commit ends, forks seen."""

from dataclasses import replace

import pytest

from alianza_desktop.core.errors import Corrupt, NotFound
from alianza_desktop.model import Mesa
from alianza_desktop.storage.log import Log, Run
from alianza_desktop.storage.operations import MAX_STEP, build, chain_next, chain_start
from tests.storage.replicas import ALLIANCE, Forger, Replica


@pytest.fixture
def one() -> Replica:
    """A replica with commits of 1, 2 and 3 operations."""
    replica = Replica(1)
    for size in (1, 2, 3):
        with replica.transaction() as session:
            session.add_all([Mesa(name=f"{size}.{step}") for step in range(size)])
    return replica


@pytest.fixture
def other() -> Replica:
    return Replica(2)


def cut(replica: Replica, after: int, limit: int) -> Run:
    run = replica.cut(replica.device, after, limit)
    assert run is not None
    return run


@pytest.mark.parametrize(
    ("after", "limit", "first", "last"),
    [(0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 3), (0, 5, 1, 3), (0, 6, 1, 6), (1, 1, 2, 3), (3, 2, 4, 6)],
)
def test_a_run_ends_where_a_commit_ended(one: Replica, after: int, limit: int, first: int, last: int) -> None:
    """Nothing splits a transaction: one that is larger than the limit goes whole."""
    run = cut(one, after, limit)
    assert (run.first, run.last) == (first, last)
    other = Replica(2)
    if after:
        other.apply(cut(one, 0, after), one.key)
    if other.seq(one.device) == after:
        assert other.apply(run, one.key).new == last - after


def test_there_is_nothing_after_the_last_and_of_nobody(one: Replica) -> None:
    assert one.cut(one.device, 6) is None
    assert one.cut("f" * 32, 0) is None


def test_runs_may_overlap_and_repeat(one: Replica, other: Replica) -> None:
    assert other.apply(cut(one, 0, 3), one.key).new == 3
    assert other.apply(cut(one, 1, 6), one.key).new == 3
    assert other.apply(cut(one, 0, 1), one.key).new == 0
    assert other.apply(cut(one, 0, 6), one.key).new == 0
    assert other.picture() == one.picture()


def test_a_gap_is_named_and_nothing_is_applied(one: Replica, other: Replica) -> None:
    other.apply(cut(one, 0, 1), one.key)
    before = other.picture()
    with pytest.raises(NotFound) as raised:
        other.apply(cut(one, 3, 6), one.key)
    assert raised.value.code == "run-missing"
    assert raised.value.facts == {"device": one.device, "first": 2, "last": 3}
    assert other.picture() == before


def test_operations_that_were_received_are_relayed_with_their_signature(one: Replica, other: Replica) -> None:
    other.take(one)
    third = Replica(3)
    relayed = other.cut(one.device, 0)
    assert relayed is not None
    third.apply(relayed, one.key)
    assert third.picture() == one.picture()


def test_the_chain_is_known_at_every_operation(one: Replica) -> None:
    operations = one.run().operations
    with one.transaction() as session:
        log = Log(session.connection(), ALLIANCE)
        chain = chain_start(ALLIANCE, one.device)
        for seq, operation in enumerate(operations, 1):
            assert log.chain_at(one.device, seq - 1) == chain
            chain = chain_next(chain, operation.body)
        assert log.chain_at(one.device, 6) == log.last(one.device).chain == chain


# --- what is refused


def test_a_run_signed_by_another_key_is_refused(one: Replica, other: Replica) -> None:
    before = other.picture()
    with pytest.raises(Corrupt, match="run-forged"):
        other.apply(one.run(), Replica(9).key)
    with pytest.raises(Corrupt, match="run-forged"):
        other.apply(one.run(), b"not a key")
    assert other.picture() == before


def test_a_run_that_was_altered_is_refused(one: Replica, other: Replica) -> None:
    run = one.run()
    operations = run.operations
    renamed = replace(operations[0], body=operations[0].body.replace(b'"mesa"', b'"nave"'))
    swapped = (operations[1], operations[0], *operations[2:])
    altered = [
        replace(run, operations=operations[:-1]),
        replace(run, operations=operations[1:]),
        replace(run, operations=(renamed, *operations[1:])),
        replace(run, operations=swapped),
        replace(run, operations=()),
        replace(run, operations=(*operations, operations[-1])),
        replace(run, first=2),
        replace(run, first=0),
        replace(run, first=2**53),
        replace(run, first=2**70),
        replace(run, device=other.device),
        replace(run, device="../../etc"),
        replace(run, alliance=ALLIANCE[:-1] + "2"),
        replace(run, chain_before=bytes(32)),
        replace(run, signature=bytes(64)),
        replace(run, signature=b""),
        replace(run, operations=(replace(operations[0], opened=operations[1].opened), *operations[1:])),
    ]
    before = other.picture()
    for one_of_them in altered:
        with pytest.raises(Corrupt, match="run-forged"):
            other.apply(one_of_them, one.key)
    assert other.picture() == before


def test_a_device_that_uses_a_seq_twice_is_seen(other: Replica) -> None:
    honest, cheat = Forger(5), Forger(5)
    other.apply(honest.run(honest.members(fields={"name": "a"})), honest.key)
    forked = cheat.run(cheat.members(fields={"name": "b"}), cheat.members(2, fields={"name": "c"}))
    before = other.picture()
    with pytest.raises(Corrupt, match="run-forked") as raised:
        other.apply(forked, cheat.key)
    assert raised.value.facts == {"device": honest.device, "seq": 1}
    later = cheat.run(cheat.members(fields={"name": "d"}))
    with pytest.raises(NotFound, match="run-missing"):
        other.apply(later, cheat.key)
    assert other.picture() == before


def test_a_fork_is_seen_in_what_is_shorter_and_in_what_follows(other: Replica) -> None:
    honest, cheat = Forger(5), Forger(5)
    other.apply(honest.run(*(honest.members(step, fields={"n": step}) for step in (1, 2, 3))), honest.key)
    short = cheat.run(cheat.members(fields={"n": 1}))  # the same words, other salts
    cheat.run(cheat.members(1, fields={"n": 2}), cheat.members(2, fields={"n": 3}))
    following = cheat.run(cheat.members(fields={"n": 4}))
    for run in (short, following):
        with pytest.raises(Corrupt, match="run-forked"):
            other.apply(run, cheat.key)


# --- lamport


def aside(replica: Replica, run: Run, key: bytes) -> list[tuple[int, str]]:
    return list(replica.apply(run, key).set_aside)


@pytest.mark.parametrize(
    ("lamports", "refused"),
    [
        ((1, 2, 3), []),
        ((5, 5, 6), [2]),
        ((5, 4, 6), [2]),
        ((MAX_STEP, 2 * MAX_STEP, 2 * MAX_STEP + 1), []),
        ((MAX_STEP + 1, 1, 2), [1]),
        ((1, MAX_STEP + 2, 2), [2]),
        ((2**53 - 1, 2**53, 1), [1, 2]),
    ],
)
def test_a_lamport_out_of_bounds_sets_aside_and_drags_nothing_along(
    other: Replica, lamports: tuple[int, ...], refused: list[int]
) -> None:
    forger = Forger(5)
    operations = [
        forger.members(step, lamport=lamport, fields={"number": step})
        for step, lamport in enumerate(lamports, 1)
    ]
    found = aside(other, forger.run(*operations), forger.key)
    assert found == [(seq, "lamport") for seq in refused]


def test_what_is_set_aside_does_not_raise_the_counter(other: Replica) -> None:
    forger = Forger(5)
    other.apply(forger.run(forger.members(lamport=MAX_STEP + 1, fields={"number": 1})), forger.key)
    with other.transaction() as session:
        assert Log(session.connection(), ALLIANCE).next_lamport(other.device) == 1


def test_a_counter_that_someone_raised_is_caught_up_with_and_nobody_sets_us_aside(
    one: Replica, other: Replica
) -> None:
    forger = Forger(5)
    top = 3 * MAX_STEP
    raised = [forger.members(step, lamport=step * MAX_STEP, fields={"number": step}) for step in (1, 2, 3)]
    one.apply(forger.run(*raised), forger.key)
    for _step in range(5):
        with one.transaction() as session:
            session.add(Mesa(name="x"))
    assert other.take(one).set_aside == ()
    with one.transaction() as session:
        log = Log(session.connection(), ALLIANCE)
        assert log.last(one.device).lamport > top


def test_set_aside_operations_keep_the_sequence_whole(other: Replica) -> None:
    forger = Forger(5)
    run = forger.run(
        forger.members(1, fields={"name": "a"}),
        forger.members(2, entity="Not A Name", fields={"name": "b"}),
        forger.members(3, fields={"name": "c"}),
    )
    assert aside(other, run, forger.key) == [(2, "form")]
    next_run = forger.run(build(forger.members(fields={"name": "d"})))
    assert aside(other, next_run, forger.key) == []
    third = Replica(3)
    relayed = other.cut(forger.device, 0)
    assert relayed is not None
    assert aside(third, relayed, forger.key) == [(2, "form")]
    assert third.picture() == other.picture()
