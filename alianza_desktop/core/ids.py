"""Identifiers: uuid7 for records (RFC 9562), 16 random bytes for devices."""

import secrets
import time
from collections.abc import Callable
from random import Random

IdSource = Callable[[], str]


def uuid7(milliseconds: int | None = None, random_bytes: bytes | None = None) -> str:
    """Return a lowercase hyphenated uuid7; its time only spreads keys, it never orders anything."""
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    tail = int.from_bytes(random_bytes or secrets.token_bytes(10), "big")
    value = (stamp & 0xFFFF_FFFF_FFFF) << 80 | tail
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def seeded(seed: int, start_ms: int = 1_763_900_000_000) -> IdSource:
    """Return a reproducible source of uuid7 (tests, the rehearsal workshop)."""
    random = Random(seed)  # noqa: S311
    counter = iter(range(start_ms, start_ms + 10**12))
    return lambda: uuid7(next(counter), random.randbytes(10))


def new_device_id() -> str:
    """Return 16 random bytes in lowercase hex: one installation in one alliance (sync.md §2)."""
    return secrets.token_hex(16)
