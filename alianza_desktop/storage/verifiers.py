"""A short secret kept to be compared and not read: an argon2id verifier, as dear as the store's.

The library is imported with the first secret: no screen waits for it.
"""

from typing import TYPE_CHECKING

from alianza_desktop.storage.keys import LANES, MEMORY_KIB, PASSES

if TYPE_CHECKING:
    from argon2 import PasswordHasher


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


def made(secret: str) -> str:
    """Return the verifier of a secret, with its own salt."""
    return _hasher().hash(secret)


def holds(verifier: str, secret: str) -> bool:
    """Tell whether a verifier is of this secret; a damaged one is of none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(verifier, secret)
    except (VerificationError, InvalidHashError):
        return False
