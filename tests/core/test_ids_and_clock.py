"""Identifiers and time."""

import re
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.clock import PERU, FixedClock, SystemClock, instant, parse_instant
from alianza_desktop.core.ids import new_device_id, seeded, uuid7


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_a_uuid7_has_its_time_version_and_variant(milliseconds: int, tail: bytes) -> None:
    text = uuid7(milliseconds, tail)
    value = UUID(text)
    assert str(value) == text
    assert (value.version, value.variant) == (7, "specified in RFC 4122")
    assert value.int >> 80 == milliseconds
    assert value.int & (2**62 - 1) == int.from_bytes(tail, "big") & (2**62 - 1)


def test_ids_are_of_now_and_never_equal() -> None:
    before = time.time_ns() // 1_000_000
    ids = {uuid7() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(before <= UUID(one).int >> 80 <= time.time_ns() // 1_000_000 for one in ids)


def test_a_seeded_source_repeats_itself() -> None:
    one, same, other = seeded(7), seeded(7), seeded(8)
    first = [one() for _ in range(5)]
    assert first == [same() for _ in range(5)]
    assert not set(first) & {other() for _ in range(5)}
    assert first == sorted(first)


def test_a_device_id_is_sixteen_random_bytes_in_hex() -> None:
    ids = {new_device_id() for _ in range(50)}
    assert len(ids) == 50
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


def test_an_instant_keeps_milliseconds_and_offset() -> None:
    moment = datetime(2026, 11, 23, 8, 41, 7, 250_999, tzinfo=PERU)
    assert instant(moment) == "2026-11-23T08:41:07.250-05:00"
    assert instant(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02T00:00:00.000+00:00"


@given(st.datetimes(min_value=datetime(1000, 1, 1)), st.integers(-12 * 60, 14 * 60))  # noqa: DTZ001 - given its offset below
def test_an_instant_is_read_again(moment: datetime, minutes: int) -> None:
    from datetime import timezone

    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    text = instant(aware)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", text)
    assert instant(parse_instant(text)) == text
    assert abs(parse_instant(text) - aware) < timedelta(milliseconds=1)


def test_an_instant_without_offset_is_a_defect() -> None:
    with pytest.raises(ValueError, match="offset"):
        instant(datetime(2026, 11, 23))  # noqa: DTZ001 - the subject


def test_a_fixed_clock_moves_only_when_told() -> None:
    start = datetime(2026, 11, 23, 8, 0, tzinfo=PERU)
    clock = FixedClock(start)
    assert (clock.now(), clock.now()) == (start, start)
    clock.set(start + timedelta(days=1))
    assert clock.now() == start + timedelta(days=1)
    stepping = FixedClock(start, timedelta(seconds=1))
    assert [stepping.now() - start for _ in range(3)] == [timedelta(seconds=one) for one in range(3)]


def test_the_clock_of_the_system_knows_its_offset() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert now.utcoffset() is not None
    assert before <= now <= datetime.now(UTC)
