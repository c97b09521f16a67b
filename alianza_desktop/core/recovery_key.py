"""The recovery key as a person copies it: seven groups of five symbols, each of which tells its own typos.

Crockford's base32 (digits and letters without I, L, O, U; https://www.crockford.com/base32.html). A group is
four symbols of the key, 20 bits, and one that checks them: a sum over GF(32) with different weights and the
number of the group. Over a field, a changed symbol always changes the sum, and so do two neighbours that
changed places; the number tells a whole group in another's place. Seven groups hold 140 bits of a random
generator: nobody can try them all, so no slow derivation is needed.
"""

import re
import secrets
from typing import Final

from alianza_desktop.core.errors import Invalid

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 7
DATA: Final = 4
LENGTH: Final = DATA + 1
_WEIGHTS: Final = (2, 3, 4, 5)
_FIELD: Final = 0b100101
"""x^5 + x^2 + 1, which is irreducible over GF(2)."""
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN: Final = re.compile(r"[\s.\-\u2010-\u2015_]+")


def new() -> str:
    """Return a new random key, as it is printed: `7K4QX-...`."""
    return "-".join(_group(number, [secrets.randbelow(32) for _ in range(DATA)]) for number in range(GROUPS))


def secret(key: str) -> bytes:
    """Return the bytes of a key that was read; the check symbols are not in it."""
    groups = key.split("-")
    return "".join(group[:DATA] for group in groups).encode("ascii")


def read(text: str) -> str:
    """Return a key as it is printed, however it was typed: lower case, with other separators or none, O as 0.

    Raises `Invalid` (`recovery-length`, `recovery-symbol`, `recovery-group`), which say where the typo is.
    """
    symbols = _symbols(text)
    for place, symbol in enumerate(symbols):
        if symbol not in ALPHABET:
            raise Invalid("recovery-symbol", symbol=symbol, group=min(place // LENGTH + 1, GROUPS))
    if len(symbols) != GROUPS * LENGTH:
        raise _length(text, len(symbols))
    groups = [symbols[start : start + LENGTH] for start in range(0, len(symbols), LENGTH)]
    for number, group in enumerate(groups):
        if group != _group(number, [ALPHABET.index(symbol) for symbol in group[:DATA]]):
            raise Invalid("recovery-group", group=number + 1, written=group)
    return "-".join(groups)


def _length(text: str, found: int) -> Invalid:
    """Say which group is short or long when they were typed apart, or how many symbols there are."""
    parts = [part for part in _BETWEEN.split(text) if part]
    odd = [number for number, part in enumerate(parts, 1) if len(part) != LENGTH]
    if len(parts) == GROUPS and len(odd) == 1:
        return Invalid("recovery-group", group=odd[0], written=parts[odd[0] - 1].upper())
    return Invalid("recovery-length", found=found, needed=GROUPS * LENGTH)


def _symbols(text: str) -> str:
    return _BETWEEN.sub("", text).upper().translate(_READ_AS)


def _group(number: int, values: list[int]) -> str:
    check = number + 1
    for weight, value in zip(_WEIGHTS, values, strict=True):
        check ^= _times(weight, value)
    return "".join(ALPHABET[value] for value in (*values, check))


def _times(left: int, right: int) -> int:
    """Multiply in GF(32)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left, right = left << 1, right >> 1
        if left & 32:
            left ^= _FIELD
    return product
