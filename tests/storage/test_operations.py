"""The form of an operation is for ever: its bytes are fixed here, and everything else is refused."""

import hashlib
import json
import secrets
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.errors import Invalid
from alianza_desktop.storage import operations
from alianza_desktop.storage.operations import Members, Operation, build, fault, open_values, parse
from tests.storage.replicas import ALLIANCE, Forger

DEVICE = "0" * 31 + "5"
SALT = bytes(range(16))


text_values = st.text(st.characters(codec="utf-8"))
values = st.one_of(st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), text_values)
names = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)


@pytest.fixture
def forger() -> Forger:
    return Forger(5)


@pytest.fixture
def fixed_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "token_bytes", lambda size: SALT * (size // len(SALT)))


def write(forger: Forger, **members: Any) -> Members:
    return forger.members(entity="person", fields={"given_names": "Nugkuág"}, **members)


def by_hand(members: dict[str, Any], values: dict[str, Any]) -> bytes:
    """Make a body from the words of sync.md §2, with nothing of ours."""
    hashed = {name: hashlib.sha256(SALT + rfc8785.dumps(value)).hexdigest() for name, value in values.items()}
    return rfc8785.dumps(members | {"fields": hashed, "v": 1})


def test_a_write_has_the_bytes_of_the_design(forger: Forger, fixed_salt: None) -> None:
    values: dict[str, Any] = {"given_names": "Nugkuág", "deleted": True, "ubigeo": None, "count": 7}
    seen = {"given_names": [(DEVICE, 2), ("a" * 32, 9)], "ubigeo": []}
    said = operations.write_members(values, {name: tuple(ids) for name, ids in seen.items()}, [(DEVICE, 1)])
    operation = build(forger.members(entity="person") | said)
    expected = forger.members(entity="person") | {
        "seen": {"given_names": [[DEVICE, 2], ["a" * 32, 9]]},
        "observed": [[DEVICE, 1]],
    }
    assert operation.body == by_hand(expected, values)
    opened: Any = {name: [SALT.hex(), value] for name, value in values.items()}
    assert operation.opened == rfc8785.dumps(opened)


def test_the_hashes_of_a_chain_never_change(forger: Forger, fixed_salt: None) -> None:
    """Fixed when the form was: a difference here would break every store in the field."""
    operation = build(write(forger))
    chain = operations.chain_next(operations.chain_start(ALLIANCE, forger.device), operation.body)
    message = operations.head_message(ALLIANCE, forger.device, 1, chain)
    signature = Ed25519PrivateKey.from_private_bytes(bytes(32)).sign(message)
    found = [hashlib.sha256(part).hexdigest()[:16] for part in (operation.body, chain, message, signature)]
    assert found == VECTOR


VECTOR = ["e9836c320ee075db", "c7c5494bb28b1503", "1dda6ea7b75553ac", "4f0ec0564f073d7c"]


def test_chain_and_head_are_what_the_design_concatenates(forger: Forger) -> None:
    start = hashlib.sha256(b"alianza/op/1" + ALLIANCE.encode() + DEVICE.encode()).digest()
    assert operations.chain_start(ALLIANCE, DEVICE) == start
    assert operations.chain_next(start, b"body") == hashlib.sha256(start + b"body").digest()
    message = b"alianza/head/1" + ALLIANCE.encode() + DEVICE.encode() + (7).to_bytes(8, "big") + start
    assert operations.head_message(ALLIANCE, DEVICE, 7, start) == message


@given(st.dictionaries(names, values))
def test_our_fast_json_is_rfc_8785(found: dict[str, Any]) -> None:
    assert operations.encode(found) == rfc8785.dumps(found)
    for value in found.values():
        assert operations.encode_text(value).encode() == rfc8785.dumps(value)


@given(st.dictionaries(names, values, min_size=1))
def test_what_is_built_is_sound_and_opens_to_what_was_captured(found: dict[str, Any]) -> None:
    kept = {f"f_{name}": operations.capture(value) for name, value in found.items()}
    forger = Forger(5)
    operation = build(forger.members(fields=kept))
    members = parse(operation.body)
    assert fault(members, ALLIANCE, forger.device, 1) == ""
    assert open_values(operation, members) == kept


def test_every_value_has_a_salt_of_its_own(forger: Forger) -> None:
    opened = json.loads(build(forger.members(fields={"a": 1, "b": 1})).opened)
    salts = [salt for salt, _value in opened.values()]
    assert len({*salts}) == 2
    assert all(len(bytes.fromhex(salt)) == 16 for salt in salts)


def test_a_redacted_value_leaves_the_body_and_its_chain(forger: Forger) -> None:
    operation = build(forger.members(fields={"a": "secreto", "b": 2}))
    erased = Operation(operation.body, operations.erase(operation.opened, ["a"]))
    assert b"secreto" not in erased.opened
    assert json.loads(operation.opened)["a"][0].encode() not in erased.opened
    assert open_values(erased, parse(erased.body)) == {"b": 2}


# --- capture


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", None), ("\x00", None), ("a\x00b", "ab"), ("x\ud800", "x"), ("n\u0303", "ñ"),
        (None, None), (0, 0), (False, False), (2**53 - 1, 2**53 - 1),
    ],
)  # fmt: skip
def test_capture_normalises_once(written: Any, kept: Any) -> None:
    found = operations.capture(written)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize("value", [2**53, -(2**53), 1.5, ["a"], {"a": 1}, b"a"])
def test_capture_refuses_what_is_no_value_of_the_journal(value: Any) -> None:
    with pytest.raises(Invalid, match="not-canonical"):
        operations.capture(value)


def test_capture_has_a_limit_in_bytes() -> None:
    assert operations.capture("x" * 2**20)
    with pytest.raises(Invalid, match="value-too-large"):
        operations.capture("ñ" * (2**19 + 1))


def test_a_body_has_a_limit(forger: Forger) -> None:
    with pytest.raises(Invalid, match="value-too-large"):
        build(forger.members(fields={f"f{number}": None for number in range(5_000)}))


@pytest.mark.parametrize(
    ("arrived", "meant"),
    [
        ("n\u0303\x00", "ñ"), ("", None), (1.5, None), (2**53, None), (["a"], None), ({"a": 1}, None),
        (True, True), (1, 1),
    ],
)  # fmt: skip
def test_a_value_that_arrives_means_what_it_can(arrived: Any, meant: Any) -> None:
    assert operations.read_value(arrived) == meant
    assert type(operations.read_value(arrived)) is type(meant)


# --- what was changed on the way


def tampered(operation: Operation, change: Any) -> Operation:
    opened = json.loads(operation.opened)
    change(opened)
    return Operation(operation.body, rfc8785.dumps(opened))


@pytest.mark.parametrize(
    "change",
    [
        lambda opened: opened["amount"].__setitem__(1, 13),
        lambda opened: opened["amount"].__setitem__(0, "00" * 16),
        lambda opened: opened["amount"].__setitem__(0, opened["amount"][0] + "31"),
        lambda opened: opened["amount"].append(1),
        lambda opened: opened.update(other=opened["amount"]),
        lambda opened: opened.update(amount="x"),
        lambda opened: opened["amount"].__setitem__(0, None),
    ],
)
def test_a_value_that_was_changed_is_seen(forger: Forger, change: Any) -> None:
    operation = build(forger.members(fields={"amount": 12, "text": "once"}))
    found = tampered(operation, change)
    assert open_values(found, parse(found.body)) is None


def test_the_border_between_salt_and_value_cannot_move(forger: Forger) -> None:
    """The bytes of salt ‖ 12 are also those of (salt ‖ 1) and 2: only the length of the salt tells."""
    operation = build(forger.members(fields={"amount": 12}))
    salt, value = json.loads(operation.opened)["amount"]
    moved = rfc8785.dumps({"amount": [salt + b"1".hex(), 2]})
    assert value == 12
    raw = bytes.fromhex(salt)
    assert operations.commitment(raw + b"1", 2) == operations.commitment(raw, 12)
    assert open_values(Operation(operation.body, moved), parse(operation.body)) is None


@pytest.mark.parametrize(
    ("said", "instead"),
    [("1]", "1.0]"), ("1]", " 1]"), ("1]", "1e0]"), ('"text"', '"t\\u0065xt"'), ("{", "{ ")],
)
def test_the_same_value_in_other_bytes_is_not_accepted(forger: Forger, said: str, instead: str) -> None:
    operation = build(forger.members(fields={"text": 1}))
    opened = operation.opened.decode().replace(said, instead, 1).encode()
    assert opened != operation.opened
    assert open_values(Operation(operation.body, opened), parse(operation.body)) is None


def test_repeated_and_unsorted_names_are_not_accepted(forger: Forger) -> None:
    operation = build(forger.members(fields={"a": 1, "b": 2}))
    parts = json.loads(operation.opened).items()
    first, second = (f'"{name}":{rfc8785.dumps(part).decode()}' for name, part in parts)
    for opened in (f"{{{second},{first}}}", f"{{{first},{first},{second}}}"):
        assert open_values(Operation(operation.body, opened.encode()), parse(operation.body)) is None


LONE_SURROGATE = b'{"a":["%b","\\ud800"]}' % (b"00" * 16)


@pytest.mark.parametrize("opened", [b"", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"a":1}', LONE_SURROGATE])
def test_garbage_beside_a_body_is_not_accepted(forger: Forger, opened: bytes) -> None:
    operation = build(forger.members(fields={"a": 1}))
    assert open_values(Operation(operation.body, opened), parse(operation.body)) is None


# --- what is set aside

ID = [DEVICE, 3]


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1}, {"author": None}, {"author": 5}, {"author": 'a"b'}, {"seen": {}}, {"observed": []},
        {"kind": "note"}, {"kind": ["write"]}, {"v": "1"}, {"v": True}, {"v": 0}, {"v": None},
        {"entity": "select * from op"}, {"entity": "Person"}, {"entity": ""}, {"entity": "x" * 64},
        {"record": "019aafc0-0000-4000-8000-00000000000f"}, {"record": "../../etc/passwd"}, {"record": None},
        {"record": "019AAFC0-0000-7000-8000-00000000000F"},
        {"lamport": 0}, {"lamport": -1}, {"lamport": 1.5}, {"lamport": True}, {"lamport": "1"},
        {"lamport": 10**16}, {"at": "2026-11-23"}, {"at": "2026-11-23T12:00:00-05:00"}, {"schema": -1},
        {"schema": "1"}, {"app": ""}, {"app": "ñ"}, {"seq": "1"}, {"seq": True},
        {"fields": {}}, {"fields": []}, {"fields": {"id": "0" * 64}}, {"fields": {"alliance_id": "0" * 64}},
        {"fields": {"name": "0" * 63}}, {"fields": {"name": "G" * 64}}, {"fields": {"Name": "0" * 64}},
        {"fields": {"name": None}}, {"fields": {"a-b": "0" * 64}}, {"fields": {"\x00": "0" * 64}},
        {"seen": {"name": []}}, {"seen": {"name": [ID, ID]}}, {"seen": {"name": [[DEVICE, 4], ID]}},
        {"seen": {"name": [[DEVICE, 0]]}}, {"seen": {"name": [[DEVICE, 2**53]]}},
        {"seen": {"name": [["x", 1]]}}, {"seen": {"name": ID}}, {"seen": {"name": [[DEVICE, True]]}},
        {"seen": {"id": [ID]}}, {"seen": [ID]},
        {"observed": [ID]}, {"erases": [[ID, "name"]]},
    ],
)  # fmt: skip
def test_what_departs_from_the_form_is_set_aside(forger: Forger, change: dict[str, Any]) -> None:
    members = {**forger.members(fields={"name": "0" * 64}), "v": 1} | change
    body = json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert fault(parse(body), ALLIANCE, forger.device, 1) == "form"


@pytest.mark.parametrize("left_out", sorted(Forger(5).members(fields={}, v=1).keys() - {"author"}))
def test_a_member_that_is_missing_sets_aside(forger: Forger, left_out: str) -> None:
    members = {**forger.members(fields={"name": "0" * 64}), "v": 1}
    del members[left_out]
    assert fault(parse(rfc8785.dumps(members)), ALLIANCE, forger.device, 1) == "form"


@pytest.mark.parametrize(
    "change",
    [
        {"erases": []}, {"erases": [ID]}, {"erases": [[ID, "Name"]]}, {"erases": [[ID, "id"]]},
        {"erases": [[ID, "b"], [ID, "a"]]}, {"erases": [[ID, "a"], [ID, "a"]]},
        {"erases": [[[DEVICE, 2**53], "a"]]}, {"fields": {"a": "0" * 64}}, {"seen": {"a": [ID]}},
        {"observed": [ID]}, {"kind": "write"},
    ],
)  # fmt: skip
def test_a_redaction_has_its_form_too(forger: Forger, change: dict[str, Any]) -> None:
    members = {**forger.members(kind="redact", erases=[[ID, "name"]]), "v": 1}
    assert fault(parse(rfc8785.dumps(members)), ALLIANCE, forger.device, 1) == ""
    changed = json.dumps(members | change, sort_keys=True, separators=(",", ":")).encode()
    assert fault(parse(changed), ALLIANCE, forger.device, 1) == "form"


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 200_000, b"1" * 10_000, b"{" * 300_000]
)
def test_garbage_is_set_aside(body: bytes) -> None:
    assert fault(parse(body), ALLIANCE, DEVICE, 1) == "form"


def test_bytes_that_are_not_canonical_are_set_aside(forger: Forger) -> None:
    body = build(forger.members(fields={"a": 1, "b": 2})).body
    assert fault(parse(body), ALLIANCE, forger.device, 1) == ""
    parts = [f'"{name}":"{hashed}"' for name, hashed in json.loads(body)["fields"].items()]
    swapped = body.replace(",".join(parts).encode(), ",".join(reversed(parts)).encode())
    repeated = body.replace(parts[0].encode(), f"{parts[0]},{parts[0]}".encode())
    spaced = body.replace(b'"seq":1', b'"seq": 1')
    escaped = body.replace(b'"app":"0.1.0"', b'"app":"\\u0030.1.0"')
    for other in (swapped, repeated, spaced, escaped, body + b"\n", body.decode().encode("utf-16")):
        assert other != body
        assert fault(parse(other), ALLIANCE, forger.device, 1) == "form"


@pytest.mark.parametrize("change", [{"seq": 2}, {"device": "f" * 32}, {"alliance": ALLIANCE[:-1] + "2"}])
def test_an_operation_out_of_its_place_is_set_aside(forger: Forger, change: dict[str, Any]) -> None:
    body = build(forger.members(fields={"a": 1}) | change).body
    assert fault(parse(body), ALLIANCE, forger.device, 1) == "place"


def test_words_of_sql_are_names_like_any_other(forger: Forger) -> None:
    body = build(forger.members(entity="select", fields={"from": 1, "drop": 2, "or": None})).body
    assert fault(parse(body), ALLIANCE, forger.device, 1) == ""


def test_only_a_newer_program_reads_a_later_version(forger: Forger) -> None:
    later = rfc8785.dumps({**forger.members(), "v": 2, "anything": [1]})
    assert operations.newer(later)
    assert not operations.newer(build(forger.members(fields={"a": 1})).body)
    assert not operations.newer(b'{"v":true}')
    assert not operations.newer(b"[" * 100_000)
