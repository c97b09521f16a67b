"""Canonical JSON: the published vectors, the strict parser, hashes and codes."""

import json
import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.canonical import (
    Json,
    b64,
    canonical,
    normalise,
    normalise_text,
    parse_strict,
    sha256,
    unb64,
    verification_code,
)
from alianza_desktop.core.errors import Corrupt, Invalid

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LIMIT = 2**53 - 1


def _values(leaves: st.SearchStrategy[Json], keys: st.SearchStrategy[str]) -> st.SearchStrategy[Json]:
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    )


PLAIN = st.none() | st.booleans() | st.integers(-LIMIT, LIMIT) | TEXT
BASIC_KEYS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=6)
VALUES = _values(PLAIN, BASIC_KEYS)


def test_the_example_of_rfc_8785() -> None:
    given_text = r"""{
        "numbers": [333333333, -1, 0],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"""
    expected = (
        '{"literals":[null,true,false],"numbers":[333333333,-1,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical(json.loads(given_text)) == expected.encode()


@pytest.mark.parametrize("value", [0.0, 2.0**53, {"a": [1.5]}, math.nan])
def test_a_float_is_refused_decimals_travel_as_text(value: object) -> None:
    with pytest.raises(Invalid, match="not-canonical"):
        canonical(value)  # type: ignore[arg-type]


def test_two_keys_that_are_one_in_nfc_are_refused() -> None:
    with pytest.raises(Invalid, match="not-canonical"):
        normalise({"\u00f1": 1, "n\u0303": 2})


def test_base64url_has_one_spelling() -> None:
    for text in ("aGk=", "aGk!", "aGl", "a Gk"):
        with pytest.raises(ValueError, match=r"base64|padding|character|decode"):
            unb64(text)


def test_keys_are_sorted_by_their_utf_16_units() -> None:
    value: Json = dict.fromkeys(["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"], 0)
    found = json.loads(canonical(value), object_pairs_hook=lambda pairs: [key for key, _ in pairs])
    assert found == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@given(_values(PLAIN, BASIC_KEYS))
def test_without_fractions_it_is_sorted_json_without_spaces(value: Json) -> None:
    """The standard library says the same where the two formats agree."""
    expected = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert canonical(value) == expected.encode()


@given(VALUES)
def test_what_is_written_is_read_again(value: Json) -> None:
    data = canonical(normalise(value))
    assert parse_strict(data) == normalise(value)
    assert canonical(parse_strict(data)) == data


@given(VALUES, st.data())
def test_a_changed_byte_is_refused_or_is_another_value(value: Json, data: st.DataObject) -> None:
    good = canonical(value)
    at = data.draw(st.integers(0, len(good) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda one: one != good[at]))
    bad = good[:at] + bytes([other]) + good[at + 1 :]
    try:
        read = parse_strict(bad)
    except Corrupt:
        return
    assert canonical(read) == bad


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"\\u0061":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b"[1]\n",
        b"\xef\xbb\xbf[1]",
        "[1]".encode("utf-16"),
        b"[1.0]",
        b"[-0]",
        b"[1e2]",
        b"[NaN]",
        b"[1e999]",
        b"[9007199254740993]",
        b'["\\u00e9"]',
        b'["\\ud800"]',
        b'["\xff"]',
        b"",
        b"[1",
        b"[" * 5000 + b"]" * 5000,
    ],
)
def test_json_that_is_not_its_own_canonical_form_is_refused(data: bytes) -> None:
    with pytest.raises(Corrupt) as caught:
        parse_strict(data)
    assert caught.value.code == "json-not-canonical"


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**53, -(2**53), "\ud800", {"\udfff": 1}])
def test_what_canonical_json_cannot_hold(value: Json) -> None:
    with pytest.raises(Invalid) as caught:
        canonical(value)
    assert caught.value.code == "not-canonical"


def test_text_is_normalised_once_at_capture() -> None:
    assert normalise_text("Nu\u0301n\u0303ez\x00\ud800") == "Núñez"
    decomposed: Json = {"n\u0303": ["n\u0303", {"a": "e\u0301"}], "b": 15}
    assert normalise(decomposed) == {"ñ": ["ñ", {"a": "é"}], "b": 15}


@given(st.text())
def test_normalised_text_is_always_storable(text: str) -> None:
    once = normalise_text(text)
    assert normalise_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert parse_strict(canonical(once)) == once


@given(st.binary(max_size=80))
def test_bytes_travel_as_base64url_without_padding(data: bytes) -> None:
    text = b64(data)
    assert unb64(text) == data
    assert not set(text) & set("+/=")


def test_sha256_is_lowercase_hex() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.binary(min_size=32, max_size=32))
def test_the_printed_code_is_the_first_160_bits_of_the_hash(digest: bytes) -> None:
    code = verification_code(digest.hex())
    assert [len(group) for group in code.split("-")] == [4] * 8
    number = 0
    for letter in code.replace("-", ""):
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter)
    assert number == int.from_bytes(digest[:20], "big")
