"""The operation: the form of a journal entry, which never changes (sync.md §2).

An operation is two things that travel and are stored side by side:
- `body`, the RFC 8785 bytes of its members with each value of `fields` replaced by its commitment, the hex
  SHA-256(salt ‖ RFC 8785 bytes of the value). This is what the chain covers; it is never rewritten.
- `opened`, JSON `{name: [salt, value]}` of the values that have not been erased, salts in lowercase hex.
A redaction removes entries of `opened` and touches nothing else, so every chain still verifies.

Decided here, where the design is silent:
- Whether an operation is accepted depends only on `body`, because a value may already be erased when the
  operation arrives: replicas with and without the value must agree. So no value ever sets an operation
  aside: one that is not null, a boolean, a text or an integer below 2^53 reads as null, a text that is not
  normalised reads normalised, an empty one as null.
- What is not covered by the chain and is wrong (a value or salt that does not match its commitment) was
  changed on the way: it refuses the whole run, never sets aside. A salt has exactly 16 bytes, or a carrier
  could move the border between salt and value.
- In hashes and signatures the alliance and device are their ASCII text, `seq` is 8 bytes big-endian, chains
  are their 32 bytes: every part has a fixed length.
- A redaction has `erases`, a sorted list of `[operation id, field]`, instead of `fields`, `seen` and
  `observed`; it erases only writes of its own record (or operations that were set aside).
- `schema` is an integer, `SCHEMA` of the program that wrote. Anything that departs from the form (another
  member, an empty one that should have been left out, an unsorted or repeated id, a field named `id` or
  `alliance_id`) is set aside. A `v` above 1 is not: only a newer program can read it, so its run waits.
- Limits: a body of 256 KiB; on capture, a value of 1 MiB.
"""

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from json.encoder import encode_basestring
from typing import Any, Final, TypeAlias

import rfc8785

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid

VERSION: Final = 1
SCHEMA: Final = 1
"""Grows with every migration that changes a synced table."""

MAX_BODY: Final = 256 * 1024
MAX_VALUE: Final = 1024 * 1024
MAX_INTEGER: Final = 2**53 - 1
MAX_STEP: Final = 2**32
"""How far a device's lamport may be above its previous one."""

SALT_BYTES: Final = 16
RESERVED: Final = frozenset({"id", "alliance_id"})
DELETED: Final = "deleted"

Value: TypeAlias = "str | int | bool | None"
OpId: TypeAlias = tuple[str, int]
Heads: TypeAlias = Mapping[str, tuple[OpId, ...]]
"""Field → ids of the operations that a screen showed."""
Members: TypeAlias = dict[str, Any]
"""The parsed members of a body."""

_NAME: Final = r"(?!(?:id|alliance_id)\")[a-z][a-z0-9_]{0,62}"
_ID: Final = r'\["[0-9a-f]{32}",[1-9]\d{0,15}\]'
_UUID7: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_LABEL: Final = r"[ !#-\[\]-~]{1,100}"


def _many(item: str) -> str:
    return f"{item}(?:,{item})*"


_HASHED: Final = _many(f'"{_NAME}":"[0-9a-f]{{64}}"')
_SEEN: Final = _many(rf'"{_NAME}":\[{_many(_ID)}\]')
_ERASED: Final = _many(rf'\[{_ID},"{_NAME}"\]')
_FORM: Final = re.compile(
    rf'\{{"alliance":"{_UUID7}","app":"{_LABEL}"'
    r',"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d"'
    rf'(?:,"author":"{_LABEL}")?,"device":"[0-9a-f]{{32}}","entity":"[a-z][a-z0-9_]{{0,62}}"'
    rf'(?:,"fields":(?P<fields>\{{{_HASHED}\}}),"kind":"write"|,"erases":\[{_ERASED}\],"kind":"redact")'
    rf',"lamport":[1-9]\d{{0,15}}(?:,"observed":\[{_many(_ID)}\])?,"record":"{_UUID7}"'
    rf',"schema":(?:0|[1-9]\d{{0,8}})(?:,"seen":(?P<seen>\{{{_SEEN}\}}))?,"seq":[1-9]\d{{0,15}},"v":1\}}',
    re.ASCII,
).fullmatch
"""Version 1, byte for byte; only the order of names and ids is left to check."""

_WORDS: Final = frozenset({bool, type(None)})
_DECODE: Final = json.JSONDecoder().decode
_ENCODE: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


@dataclass(frozen=True, slots=True, repr=False)
class Operation:
    """An operation as it is stored and sent: what was hashed, and its open values with their salts."""

    body: bytes
    opened: bytes


def encode(value: Any) -> bytes:
    """Return JSON bytes: those of RFC 8785 when there are no floats and the keys are ASCII."""
    return _ENCODE(value).encode()


def encode_text(value: Any) -> str:
    """Return the RFC 8785 text of a value, even of one that only another program would write.

    Raises `Invalid("not-canonical")` for what RFC 8785 refuses.
    """
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int and abs(value) <= MAX_INTEGER:
        return str(value)
    if kind in _WORDS:
        return _ENCODE(value)
    try:
        return rfc8785.dumps(value).decode()
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise Invalid("not-canonical", reason=kind.__name__) from error


def capture(value: Value) -> Value:
    """Return a value as the journal keeps it: text normalised, an empty one as null.

    Raises `Invalid`: `value-too-large`, `not-canonical` (another type, an integer over 2^53).
    """
    if isinstance(value, str):
        text = normalise_text(value)
        if len(text) > MAX_VALUE // 4 and len(text.encode()) > MAX_VALUE:
            raise Invalid("value-too-large")
        return text or None
    if value is not None and (type(value) not in (int, bool) or abs(value) > MAX_INTEGER):
        raise Invalid("not-canonical", reason=type(value).__name__)
    return value


def read_value(value: Any) -> Value:
    """Return what a value that arrived means; what is no journal value means null."""
    if type(value) is str:
        return (value if value.isascii() and "\x00" not in value else normalise_text(value)) or None
    if type(value) is bool or (type(value) is int and abs(value) <= MAX_INTEGER):
        return value
    return None


def commitment(salt: bytes, value: Any) -> str:
    """Return the hex hash that stands for a value in the chain."""
    return sha256(salt + encode_text(value).encode()).hexdigest()


def chain_start(alliance: str, device: str) -> bytes:
    """Return chain(0) of a device in an alliance."""
    return sha256(f"alianza/op/1{alliance}{device}".encode()).digest()


def chain_next(chain: bytes, body: bytes) -> bytes:
    """Return the chain after one more operation."""
    return sha256(chain + body).digest()


def head_message(alliance: str, device: str, seq: int, chain: bytes) -> bytes:
    """Return what a device signs over the last operation of a commit."""
    return f"alianza/head/1{alliance}{device}".encode() + seq.to_bytes(8, "big") + chain


def write_members(values: Mapping[str, Value], seen: Heads, observed: Iterable[OpId]) -> Members:
    """Return the members of a write that say what changed; `build` commits to the values."""
    known = {name: sorted(map(list, set(ids))) for name, ids in seen.items() if name in values and ids}
    listed = sorted(map(list, set(observed))) if DELETED in values else []
    return {"kind": "write", "fields": dict(values), "seen": known, "observed": listed}


def redact_members(targets: Iterable[tuple[OpId, str]]) -> Members:
    """Return the members of a redaction of some fields of some operations."""
    return {"kind": "redact", "erases": sorted([list(op_id), name] for op_id, name in set(targets))}


def build(members: Members) -> Operation:
    """Make an operation of its members, with the plain values in `fields`; empty members are left out.

    Raises `Invalid("value-too-large")` when the whole does not fit in a body.
    """
    said = {name: value for name, value in members.items() if value or value == 0} | {"v": VERSION}
    fields, opened = _committed(said.get("fields", {}))
    if "fields" in said:
        said["fields"] = ""
    body = _ENCODE(said).replace('"fields":""', f'"fields":{fields}', 1).encode()
    if len(body) > MAX_BODY:
        raise Invalid("value-too-large")
    return Operation(body, opened.encode())


def _committed(values: Mapping[str, Value]) -> tuple[str, str]:
    """Return the JSON of the commitments to some values, and of the values with their new salts."""
    salts = secrets.token_bytes(SALT_BYTES * len(values))
    shown, start = salts.hex(), 0
    hashed, opened = [], []
    for name in sorted(values):
        said, end = encode_text(values[name]), start + SALT_BYTES
        hashed.append(f'"{name}":"{sha256(salts[start:end] + said.encode()).hexdigest()}"')
        opened.append(f'"{name}":["{shown[2 * start : 2 * end]}",{said}]')
        start = end
    return f"{{{','.join(hashed)}}}", f"{{{','.join(opened)}}}"


def read_back(operation: Operation, members: Members) -> Members | None:
    """Return the members that others will read of an operation just built, or None: they would set it aside.

    One without lists has nothing that the expression cannot see.
    """
    if members.get("seen") or members.get("observed") or "erases" in members:
        return parse(operation.body)
    return members if _FORM(operation.body.decode()) else None


def parse(body: bytes) -> Members | None:
    """Return the members of a body of version 1 in its canonical form, or None: it is to be set aside."""
    if len(body) > MAX_BODY or not body.isascii():
        return None
    text = body.decode("ascii")
    match = _FORM(text)
    if match is None:
        return None
    members: Members = _DECODE(text)
    in_order = all(_sorted_once(members[name], match[name]) for name in ("fields", "seen") if name in members)
    return members if in_order and _sound_lists(members) else None


def _sorted_once(part: dict[str, Any], text: str) -> bool:
    """Say whether the names of a parsed part are sorted and none was repeated in its text."""
    names = list(part)
    return names == sorted(names) and text.count(":") == len(names)


def newer(body: bytes) -> bool:
    """Say whether only a newer program can read the operation."""
    version = _loose(body).get("v")
    return type(version) is int and version > VERSION


def _loose(body: bytes) -> Members:
    """Return what can be read of a body without the form."""
    try:
        members = _DECODE(body.decode()) if len(body) <= MAX_BODY else None
    except (ValueError, RecursionError):
        return {}
    return members if type(members) is dict else {}


def fault(members: Members | None, alliance: str, device: str, seq: int) -> str:
    """Return why the operation at this place of a device's sequence is set aside; empty when it is sound.

    `members` is what `parse` returned. Reasons: `form`, `place`, `lamport` (the log adds more of these).
    """
    if members is None:
        return "form"
    if members["seq"] != seq or members["device"] != device or members["alliance"] != alliance:
        return "place"
    return "" if members["lamport"] <= MAX_INTEGER else "lamport"


def _sound_lists(members: Members) -> bool:
    """Check what the expression cannot: lists that rise, seqs in range, `observed` only with `deleted`."""
    if "erases" in members:
        targets = members["erases"]
        bare = "seen" not in members and "observed" not in members
        return bare and _rising(targets) and _in_range(op_id for op_id, _name in targets)
    if "seen" not in members and "observed" not in members:
        return True
    lists = list(members.get("seen", {}).values())
    if "observed" in members:
        if DELETED not in members["fields"]:
            return False
        lists.append(members["observed"])
    return all(_rising(ids) and _in_range(ids) for ids in lists)


def _in_range(ids: Iterable[list[Any]]) -> bool:
    return all(seq <= MAX_INTEGER for _device, seq in ids)


def _rising(items: list[Any]) -> bool:
    return len(items) == 1 or all(one < other for one, other in pairwise(items))


def open_values(operation: Operation, members: Members | None) -> dict[str, Value] | None:
    """Return what the open values of an operation mean, each checked against its commitment.

    `members` is what `parse` returned for it. None when anything in `opened` is not, byte for byte, what the
    device committed to.
    """
    fields = (members or _loose(operation.body)).get("fields")
    committed = fields if type(fields) is dict else {}
    values: dict[str, Value] = {}
    parts = []
    try:
        opened = operation.opened.decode()
        simple = opened.isascii() and "\\u0000" not in opened
        for name, (salt, value) in _DECODE(opened).items():
            text = type(value) is str
            said = encode_basestring(value) if text else encode_text(value)
            raw = bytes.fromhex(salt)
            if len(raw) != SALT_BYTES or sha256(raw + said.encode()).hexdigest() != committed[name]:
                return None
            values[name] = (value or None) if text and simple else read_value(value)
            parts.append(f'"{name}":["{salt}",{said}]')
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Invalid):
        return None
    in_order = len(values) < 2 or list(values) == sorted(values)
    return values if in_order and "{" + ",".join(parts) + "}" == opened else None


def erase(opened: bytes, names: Iterable[str]) -> bytes:
    """Return `opened` without the values and salts of some fields."""
    gone = set(names)
    return encode({name: entry for name, entry in _DECODE(opened.decode()).items() if name not in gone})
