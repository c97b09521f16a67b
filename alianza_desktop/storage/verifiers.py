"""A short secret kept to be compared and not read: an argon2id verifier, as dear as the store's."""

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from alianza_desktop.storage.keys import LANES, MEMORY_KIB, PASSES

_HASHER: Final = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


def made(secret: str) -> str:
    """Return the verifier of a secret, with its own salt."""
    return _HASHER.hash(secret)


def holds(verifier: str, secret: str) -> bool:
    """Tell whether a verifier is of this secret; a damaged one is of none."""
    try:
        return _HASHER.verify(verifier, secret)
    except (VerificationError, InvalidHashError):
        return False
