"""The PIN of who works at a laptop: three tries, then a pause that the clock counts."""

from datetime import timedelta

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.services import alliances, pins
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from tests.builders import writing


def try_it(database: Database, pin: str) -> pins.Tried:
    with writing(database) as session:
        return pins.tried(session, pin)


def test_three_wrong_ones_are_a_pause_that_no_right_one_ends(database: Database, clock: FixedClock) -> None:
    with writing(database) as session:
        assert not pins.has_pin(session)
        pins.set_pin(session, "4071").check()
    assert [try_it(database, "0000").left for _ in range(3)] == [2, 1, 0]
    assert try_it(database, "4071") == pins.Tried(accepted=False, wait=5)
    clock.set(clock.now() + timedelta(minutes=4, seconds=1))
    assert try_it(database, "4071").wait == 1
    with pytest.raises(NotAllowed, match="pin-paused"):
        try_it(database, "4071").check()
    clock.set(clock.now() + timedelta(minutes=1))
    assert try_it(database, "0000").left == 2
    assert try_it(database, "4071").accepted
    assert try_it(database, "0000").left == 2


def test_a_pin_is_changed_and_cleared_with_the_one_before(database: Database) -> None:
    with writing(database) as session:
        with pytest.raises(Invalid, match="pin-form"):
            pins.set_pin(session, "12a4")
        pins.set_pin(session, "4071").check()
        with pytest.raises(Invalid, match="pin-wrong"):
            pins.set_pin(session, "5555", "1111").check()
        pins.set_pin(session, "5555", "4071").check()
        pins.clear_pin(session, "5555").check()
        with pytest.raises(NotAllowed, match="pin-missing"):
            pins.tried(session, "5555")


def test_each_person_has_their_own_and_the_journal_has_none(database: Database) -> None:
    with writing(database) as session:
        pins.set_pin(session, "4071").check()
        other = alliances.add_operator(session, "Registradora", "registrar").id
    with database.transaction(other) as session:
        assert not pins.has_pin(session)


def test_who_coordinates_takes_away_a_forgotten_pin_and_it_stays_said(database: Database) -> None:
    with writing(database) as session:
        own = context(session).operator_id
        other = alliances.add_operator(session, "Facilitadora", "facilitator").id
    with database.transaction(other) as session:
        pins.set_pin(session, "1357")
    with database.transaction(other) as session, pytest.raises(NotAllowed, match="pin-role"):
        pins.forget(session, own)
    with database.transaction(own) as session:
        assert pins.holders(session) == {other}
        with pytest.raises(NotAllowed, match="pin-own"):
            pins.forget(session, own)
        pins.forget(session, other)
        with pytest.raises(NotAllowed, match="pin-missing"):
            pins.forget(session, other)
        (done,) = pins.forgotten(session)
        assert (done.operator, done.by) == (other, own)
    with database.transaction(other) as session:
        assert not pins.has_pin(session)
        assert pins.opened(session, "2468", new=True).accepted
        assert not pins.opened(session, "1357", new=True).accepted, (
            "it has one: it is asked for, not set again"
        )
