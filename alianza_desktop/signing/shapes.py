"""Reading members of parsed JSON that somebody else wrote: each has its type or the evidence is malformed.

Every function raises `Corrupt("evidence-form")`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from alianza_desktop.core.canonical import Json, b64, unb64
from alianza_desktop.core.errors import Corrupt

HASH: Final = re.compile(r"[0-9a-f]{64}")


def mapping(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, Mapping):
        raise Corrupt("evidence-form")
    return value


def sequence(value: Json) -> Sequence[Json]:
    if not isinstance(value, list):
        raise Corrupt("evidence-form")
    return value


def text(members: Mapping[str, Json], name: str) -> str:
    """Return a text that must be there and not be empty."""
    value = members.get(name)
    if not isinstance(value, str) or not value:
        raise Corrupt("evidence-form")
    return value


def optional(members: Mapping[str, Json], name: str) -> str:
    """Return a text, or `""` when it is absent; present and empty is malformed."""
    return text(members, name) if name in members else ""


def integer(members: Mapping[str, Json], name: str) -> int:
    value = members.get(name)
    if type(value) is not int:
        raise Corrupt("evidence-form")
    return value


def digest(members: Mapping[str, Json], name: str) -> str:
    """Return a hex SHA-256 in lower case."""
    value = text(members, name)
    if not HASH.fullmatch(value):
        raise Corrupt("evidence-form")
    return value


def octets(members: Mapping[str, Json], name: str) -> bytes:
    """Return bytes written in base64url without padding, in its only spelling."""
    value = text(members, name)
    try:
        data = unb64(value)
    except ValueError as error:
        raise Corrupt("evidence-form") from error
    if b64(data) != value:
        raise Corrupt("evidence-form")
    return data
