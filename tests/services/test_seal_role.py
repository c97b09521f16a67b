"""Who may seal a version: derived from the words of its holders; what anybody else writes is ignored."""

from collections.abc import Iterator

import pytest

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.model import ActaSeal, ActaVersion, Device, SealHandover
from alianza_desktop.services import devices, seal_role
from alianza_desktop.services.seal_role import Ignored, SealRole
from tests.storage.replicas import Forger, Replica

VERSION = "019aafc0-0000-7000-8000-0000000000fa"
Laptops = tuple[Replica, Replica, Replica]


@pytest.fixture
def laptops() -> Iterator[Laptops]:
    """Three laptops that know each other and a version that the first froze."""
    made = Replica(1), Replica(2), Replica(3)
    with made[0].transaction() as session:
        for one, letter in zip(made, ("A", "A1", "A2"), strict=True):
            session.add(
                Device(device=one.device, letter=letter, label="Mesa de firmas" if letter == "A1" else "")
            )
        session.add(ActaVersion(id=VERSION, acta_id="x", device=made[0].device))
    for other in made[1:]:
        other.take(made[0])
    yield made
    for one in made:
        one.close()


def role(laptop: Replica) -> SealRole:
    with laptop.transaction() as session:
        return seal_role.role(session, session.get_one(ActaVersion, VERSION))


def hand(laptop: Replica, reference: str) -> SealHandover:
    with laptop.transaction() as session:
        return seal_role.hand_on(session, session.get_one(ActaVersion, VERSION), reference)


def add(laptop: Replica, counter: int, device: str, to_device: str) -> str:
    """Write a hand-over as a program would that keeps no rule; return its id."""
    with laptop.transaction() as session:
        row = SealHandover(version_id=VERSION, counter=counter, device=device, to_device=to_device)
        session.add(row)
        session.flush()
        return row.id


def test_who_froze_it_holds_the_role(laptops: Laptops) -> None:
    assert [role(one).holder for one in laptops] == [laptops[0].device] * 3


def test_each_holder_hands_it_on_in_turn(laptops: Laptops) -> None:
    first, second, third = laptops
    hand(first, "mesa de firmas")
    second.take(first)
    hand(second, "A2")
    third.take(first)
    third.take(second)
    assert [one.to_device for one in role(third).handed] == [second.device, third.device]
    assert (role(third).holder, role(third).ignored) == (third.device, ())
    assert role(first).holder == second.device


def test_it_counts_in_its_own_transaction(laptops: Laptops) -> None:
    with laptops[0].transaction() as session:
        version = session.get_one(ActaVersion, VERSION)
        seal_role.hand_on(session, version, "A1")
        assert seal_role.role(session, version).holder == laptops[1].device
        with pytest.raises(NotAllowed) as caught:
            seal_role.check(session, version)
    assert caught.value.facts == {"device": "A1 (Mesa de firmas)"}


def test_only_the_holder_hands_it_on(laptops: Laptops) -> None:
    for laptop, reference, kind, code in (
        (laptops[1], "A1", NotAllowed, "acta-seal-elsewhere"),
        (laptops[0], "A", Invalid, "handover-self"),
        (laptops[0], "B", NotFound, "device-unknown"),
    ):
        with pytest.raises(kind, match=code):
            hand(laptop, reference)
    hand(laptops[0], "A1")
    with pytest.raises(NotAllowed, match="acta-seal-elsewhere"):
        hand(laptops[0], "A2")


def test_a_sealed_version_has_nothing_to_hand_on(laptops: Laptops) -> None:
    with laptops[0].transaction() as session:
        session.add(ActaSeal(version_id=VERSION, file_hash="f" * 64))
    with pytest.raises(NotAllowed, match="acta-sealed"):
        hand(laptops[0], "A1")


def test_a_hand_over_in_another_s_name_is_ignored(laptops: Laptops) -> None:
    first, second, _third = laptops
    row = add(second, 1, first.device, second.device)
    first.take(second)
    assert role(first) == SealRole(first.device, (), (Ignored(row, second.device, "handover-forged"),))


def test_the_holder_speaks_only_for_itself(laptops: Laptops) -> None:
    first, second, third = laptops
    add(first, 1, second.device, third.device)
    assert role(first).holder == first.device
    assert [one.code for one in role(first).ignored] == ["handover-forged"]


def test_who_does_not_hold_it_gives_nothing_away(laptops: Laptops) -> None:
    first, second, third = laptops
    hand(first, "A1")
    row = add(third, 1, third.device, third.device)
    first.take(third)
    assert role(first).holder == second.device
    assert role(first).ignored == (Ignored(row, third.device, "handover-not-holder"),)


def test_a_second_hand_over_with_the_same_number_is_ignored(laptops: Laptops) -> None:
    first, second, third = laptops
    hand(first, "A1")
    row = add(first, 1, first.device, third.device)
    assert role(first).holder == second.device
    assert role(first).ignored == (Ignored(row, first.device, "handover-repeated"),)


def test_one_whose_forerunner_is_not_here_waits(laptops: Laptops) -> None:
    first, second, third = laptops
    hand(first, "A1")
    second.take(first)
    hand(second, "A2")
    third.take(second)
    assert role(third).holder == first.device
    assert [one.code for one in role(third).ignored] == ["handover-awaited"]
    third.take(first)
    assert role(third).holder == third.device


def test_nobody_writes_over_the_holder_s_word(laptops: Laptops) -> None:
    """A forger writes the same record with a lower lamport: the row shows theirs, the word stays."""
    first, second, third = laptops
    row = hand(first, "A1")
    forger = Forger(9)
    fields = {"version_id": VERSION, "counter": 1, "device": first.device, "to_device": third.device}
    said = forger.members(
        entity="seal_handover", record=row.id, lamport=1, fields=dict(sorted(fields.items()))
    )
    first.apply(forger.run(said), forger.key)
    with first.transaction() as session:
        assert session.get_one(SealHandover, row.id).to_device == third.device
    assert role(first).holder == second.device
    assert [one.code for one in role(first).ignored] == ["handover-forged"]


def test_devices_are_called_as_people_call_them(laptops: Laptops) -> None:
    with laptops[0].transaction() as session:
        assert sorted(devices.names(session).values()) == ["A", "A1 (Mesa de firmas)", "A2"]
        assert devices.name(session, "d" * 32) == "d" * 32
