"""The code in the QR of a credential: whose it is, in letters and digits only.

A keyboard-wedge scanner types what it reads, and a keyboard layout changes symbols (ux.md §2.4). The code
tells nothing to who does not have the store: it is the id of the person's record in Crockford's base 32, with
two characters of its SHA-256 to refuse what was mistyped.
"""

import re
from hashlib import sha256
from typing import Final
from uuid import UUID

_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PREFIX: Final = "AZ"
_LENGTH: Final = 26
_CODE: Final = re.compile(rf"{_PREFIX}([{_DIGITS}]{{{_LENGTH}}})([{_DIGITS}]{{2}})")


def code(person_id: str) -> str:
    """Return the 30 characters of a person's credential."""
    number = UUID(person_id).int
    body = "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return f"{_PREFIX}{body}{_check(body)}"


def person_of(read: str) -> str:
    """Return the id of whose credential was read, as `code` wrote it in any case; empty when it is none."""
    found = _CODE.fullmatch(read.strip().upper())
    if not found or _check(found[1]) != found[2]:
        return ""
    number = 0
    for digit in found[1]:
        number = number * 32 + _DIGITS.index(digit)
    return str(UUID(int=number)) if number < 1 << 128 else ""


def _check(body: str) -> str:
    digest = sha256(body.encode()).digest()
    return _DIGITS[digest[0] & 31] + _DIGITS[digest[1] & 31]
