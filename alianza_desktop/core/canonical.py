"""Canonical JSON (RFC 8785) after one normalisation, and the hashes and codes made from it.

Every byte that is hashed or signed comes from here (sync.md §2, signing.md).
"""

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import rfc8785

from alianza_desktop.core.errors import Corrupt, Invalid

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def normalise_text(text: str) -> str:
    """Return `text` in NFC without NUL and lone surrogates: what capture does once, before anything else."""
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", text))


def normalise(value: Json) -> Json:
    """Return the value with every text normalised; its shape is kept."""
    if isinstance(value, str):
        return normalise_text(value)
    if isinstance(value, Mapping):
        named = {normalise_text(key): normalise(item) for key, item in value.items()}
        if len(named) != len(value):
            raise Invalid("not-canonical", reason="two keys are one in NFC")
        return named
    if isinstance(value, Sequence):
        return [normalise(item) for item in value]
    return value


def canonical(value: Json) -> bytes:
    """Return the RFC 8785 bytes of a value that is already normalised.

    Raises `Invalid("not-canonical")` for what RFC 8785 refuses (lone surrogates, integers over 2^53) and for
    any float: decimals travel as text (sync.md §2).
    """
    _refuse_floats(value)
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise Invalid("not-canonical", reason=str(error)) from error


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise Invalid("not-canonical", reason="a float")
    if isinstance(value, Mapping):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            _refuse_floats(item)


def parse_strict(data: bytes) -> Json:
    """Parse JSON refusing duplicate keys, floats and bytes that are not their own canonical form.

    Raises `Corrupt("json-not-canonical")`.
    """
    try:
        value: Json = json.loads(
            data, object_pairs_hook=_no_duplicates, parse_constant=_refuse, parse_float=_refuse
        )
        same = rfc8785.dumps(value) == data
    except (ValueError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise Corrupt("json-not-canonical") from error
    if not same:
        raise Corrupt("json-not-canonical")
    return value


def _no_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("duplicate key")
    return result


def _refuse(name: str) -> Json:
    raise ValueError(name)


def sha256(data: bytes) -> str:
    """Return the lowercase hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def b64(data: bytes) -> str:
    """Return base64url without padding, the journal's form of bytes."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str) -> bytes:
    """Read what `b64` wrote; `ValueError` for any other spelling."""
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64(data) != text:
        raise ValueError("not base64url without padding")
    return data


def verification_code(content_hash: str) -> str:
    """Return the printed «código de verificación»: the first 160 bits, 8 groups of 4, Crockford base32."""
    number = int(content_hash[:40], 16)
    letters = "".join(_CROCKFORD[number >> shift & 31] for shift in range(155, -1, -5))
    return "-".join(letters[i : i + 4] for i in range(0, 32, 4))
