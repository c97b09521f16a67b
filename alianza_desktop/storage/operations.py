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
  normalised reads normalised.
- What is not covered by the chain and is wrong (a value or salt that does not match its commitment) was
  changed on the way: it refuses the whole run, never sets aside. A salt has exactly 16 bytes, or a carrier
  could move the border between salt and value.
- In hashes and signatures the alliance and device are their ASCII text, `seq` is 8 bytes big-endian, chains
  are their 32 bytes: every part has a fixed length.
- A redaction has `erases`, a sorted list of `[operation id, field]`, instead of `fields`, `seen` and
  `observed`; it erases only writes of its own record (or operations that were set aside).
- `schema` is an integer, `SCHEMA` of the program that wrote. Members that are not of the form, an empty
  member that should have been left out, an unsorted or repeated id, fields named `id` or `alliance_id`: set
  aside. A `v` above 1 is neither: only a newer program can read it, so the run waits for the upgrade.
- Limits: a body of 256 KiB; on capture, a value of 1 MiB.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from json.encoder import encode_basestring
from typing import Any, Final, TypeAlias

from alianza_desktop.core.canonical import canonical, normalise_text
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

_COMMON: Final = frozenset(
    {"v", "kind", "alliance", "device", "seq", "lamport", "entity", "record", "at", "schema", "app"}
)
_OPTIONAL: Final = {"write": frozenset({"author", "seen", "observed"}), "redact": frozenset({"author"})}
_REQUIRED: Final = {"write": _COMMON | {"fields"}, "redact": _COMMON | {"erases"}}

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}").fullmatch
_DEVICE: Final = re.compile(r"[0-9a-f]{32}").fullmatch
_HASH: Final = re.compile(r"[0-9a-f]{64}").fullmatch
_UUID7: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}").fullmatch
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", re.ASCII).fullmatch
_LABEL: Final = re.compile(r"[ -~]{1,100}").fullmatch
_PLAIN: Final = frozenset({str, int, bool, type(None)})
_ENCODE: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as it is stored and sent: what was hashed, and its open values with their salts."""

    body: bytes
    opened: bytes


def encode(value: Any) -> bytes:
    """Return JSON bytes: those of RFC 8785 when there are no floats and the keys are ASCII."""
    return _ENCODE(value).encode()


def encode_value(value: Any) -> bytes:
    """Return the RFC 8785 bytes of a value; `Invalid("not-canonical")` for what RFC 8785 refuses."""
    kind = type(value)
    if kind is str:
        try:
            return encode_basestring(value).encode()
        except UnicodeEncodeError as error:
            raise Invalid("not-canonical", reason="surrogate") from error
    if kind in _PLAIN and (kind is not int or abs(value) <= MAX_INTEGER):
        return _ENCODE(value).encode()
    return canonical(value)


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
        return value if value.isascii() and "\x00" not in value else normalise_text(value)
    if type(value) is bool or (type(value) is int and abs(value) <= MAX_INTEGER):
        return value
    return None


def commitment(salt: bytes, value: Any) -> str:
    """Return the hex hash that stands for a value in the chain."""
    return hashlib.sha256(salt + encode_value(value)).hexdigest()


def chain_start(alliance: str, device: str) -> bytes:
    """Return chain(0) of a device in an alliance."""
    return hashlib.sha256(f"alianza/op/1{alliance}{device}".encode()).digest()


def chain_next(chain: bytes, body: bytes) -> bytes:
    """Return the chain after one more operation."""
    return hashlib.sha256(chain + body).digest()


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
    values: Mapping[str, Value] = members.get("fields", {})
    salts = {name: secrets.token_bytes(SALT_BYTES) for name in values}
    hashed = {name: value for name, value in members.items() if value not in ("", [], {})}
    if values:
        hashed["fields"] = {name: commitment(salts[name], value) for name, value in values.items()}
    body = encode(hashed | {"v": VERSION})
    if len(body) > MAX_BODY:
        raise Invalid("value-too-large")
    return Operation(body, encode({name: [salts[name].hex(), value] for name, value in values.items()}))


def parse(body: bytes) -> Members | None:
    """Return the members of a body, or None when it is no canonical JSON object of a bearable size."""
    if len(body) > MAX_BODY:
        return None
    try:
        members = json.loads(body)
        same = isinstance(members, dict) and encode(members) == body
    except (ValueError, RecursionError):
        return None
    return members if same else None


def newer(members: Members | None) -> bool:
    """Say whether only a newer program can read the operation."""
    version = members.get("v") if members else None
    return type(version) is int and version > VERSION


def fault(members: Members | None, alliance: str, device: str, seq: int) -> str:
    """Return why the operation at this place of a device's sequence is set aside; empty when it is sound."""
    if members is None:
        return "not-canonical"
    kind = members.get("kind")
    if members.get("v") != VERSION or type(kind) is not str or kind not in _REQUIRED:
        return "form"
    if not _REQUIRED[kind] <= members.keys() <= _REQUIRED[kind] | _OPTIONAL[kind]:
        return "members"
    if (members["alliance"], members["device"], members["seq"]) != (alliance, device, seq):
        return "place"
    sound = _sound_common(members) and (_sound_write if kind == "write" else _sound_redaction)(members)
    return "" if sound else "form"


def _sound_common(members: Members) -> bool:
    return (
        type(members["v"]) is int
        and type(members["seq"]) is int
        and _counter(members["lamport"])
        and _is(_NAME, members["entity"])
        and _is(_UUID7, members["record"])
        and _is(_INSTANT, members["at"])
        and _is(_LABEL, members["app"])
        and ("author" not in members or _is(_LABEL, members["author"]))
        and type(members["schema"]) is int
        and 0 <= members["schema"] <= MAX_INTEGER
    )


def _sound_write(members: Members) -> bool:
    fields = members["fields"]
    return (
        type(fields) is dict
        and bool(fields)
        and all(_field(name) and _is(_HASH, hashed) for name, hashed in fields.items())
        and ("seen" not in members or _sound_seen(members["seen"]))
        and ("observed" not in members or (DELETED in fields and _sound_ids(members["observed"])))
    )


def _sound_seen(seen: Any) -> bool:
    return type(seen) is dict and bool(seen) and all(_field(n) and _sound_ids(ids) for n, ids in seen.items())


def _sound_ids(ids: Any) -> bool:
    return type(ids) is list and bool(ids) and all(map(_op_id, ids)) and _rising(ids)


def _sound_redaction(members: Members) -> bool:
    erases = members["erases"]
    return type(erases) is list and bool(erases) and all(map(_erase, erases)) and _rising(erases)


def _rising(items: list[Any]) -> bool:
    return all(one < other for one, other in pairwise(items))


def _erase(item: Any) -> bool:
    return type(item) is list and len(item) == 2 and _op_id(item[0]) and _field(item[1])


def _op_id(item: Any) -> bool:
    return type(item) is list and len(item) == 2 and _is(_DEVICE, item[0]) and _counter(item[1])


def _field(name: Any) -> bool:
    return _is(_NAME, name) and name not in RESERVED


def _counter(number: Any) -> bool:
    return type(number) is int and 0 < number <= MAX_INTEGER


def _is(pattern: Any, text: Any) -> bool:
    return type(text) is str and pattern(text) is not None


def open_values(opened: bytes, members: Members | None) -> dict[str, Any] | None:
    """Return the open values of an operation as they came, each checked against its commitment.

    None when anything in `opened` is not, byte for byte, what the device committed to.
    """
    fields = members.get("fields") if members else None
    committed = fields if type(fields) is dict else {}
    try:
        entries = json.loads(opened)
        values = {name: value for name, (_salt, value) in entries.items()}
        plain = all(type(value) in _PLAIN for value in values.values())
        if (encode if plain else canonical)(entries) != opened:
            return None
        for name, (salt, value) in entries.items():
            if commitment(_salt_bytes(salt), value) != committed[name]:
                return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Invalid):
        return None
    return values


def _salt_bytes(text: str) -> bytes:
    salt = bytes.fromhex(text)
    if len(salt) != SALT_BYTES or salt.hex() != text:
        raise ValueError("salt")
    return salt


def erase(opened: bytes, names: Iterable[str]) -> bytes:
    """Return `opened` without the values and salts of some fields."""
    gone = set(names)
    return encode({name: entry for name, entry in json.loads(opened).items() if name not in gone})
