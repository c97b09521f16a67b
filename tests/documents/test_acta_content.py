"""The content of an acta and its canonical JSON: round trip, left-out keys, what is refused."""

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alianza_desktop.core.canonical import Json, parse_strict, sha256
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.documents import acta_content
from alianza_desktop.documents.acta_content import (
    ActaContent,
    acta_json,
    content_hash,
    from_json,
    read_acta_json,
    to_json,
)
from tests.documents.document_samples import acta, draft

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)


def _strategy(kind: Any) -> st.SearchStrategy[Any]:
    if kind is str:
        return TEXTS
    if kind is int:
        return st.integers(-(2**53) + 1, 2**53 - 1)
    if get_origin(kind) is tuple:
        return st.lists(_strategy(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, type) and is_dataclass(kind):
        return st.builds(kind, **{name: _strategy(hint) for name, hint in get_type_hints(kind).items()})
    if get_args(kind):
        return st.one_of(*(_strategy(choice) for choice in get_args(kind)))
    return st.from_type(kind)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    content = data.draw(_strategy(ActaContent))

    assert read_acta_json(acta_json(content)) == content
    assert parse_strict(acta_json(content)) == to_json(content)


def test_the_sample_is_in_its_documented_form() -> None:
    written = to_json(acta())

    assert written["format"] == "alianza/acta/1"
    assert set(written) == {
        "format", "alliance", "acta", "meeting", "attendees", "attendees_unnamed", "agenda", "background",
        "development", "agreements", "reservations", "next_meeting", "budget_clause", "annexes",
        "signatories",
    }  # fmt: skip
    agreements = written["agreements"]
    assert isinstance(agreements, list)
    assert agreements[3] == {
        "id": "019ab000-0000-7000-8000-000000000104",
        "code": "A-04",
        "kind": "pedido",
        "text": "Solicitar al Gobierno Regional la designación de un especialista en inocuidad.",
    }


def test_every_field_is_in_the_documented_schema() -> None:
    records = [one for one in vars(acta_content).values() if is_dataclass(one) and isinstance(one, type)]
    documented = acta_content.__doc__ or ""

    assert len(records) > 10
    for record in records:
        for field in fields(record):
            assert field.name in documented, f"{record.__name__}.{field.name}"


def test_absent_is_left_out_and_needed_lists_stay() -> None:
    written = to_json(draft())

    assert written["attendees"] == []
    assert not {"background", "annexes", "budget_clause", "attendees_unnamed"} & set(written)


def test_texts_are_normalised_before_they_are_hashed() -> None:
    decomposed = replace(acta(), background=unicodedata.normalize("NFD", "Nuñez, café"))
    composed = replace(acta(), background="Nuñez, café")

    assert content_hash(decomposed) == content_hash(composed) == sha256(acta_json(composed))


def test_another_money_is_another_hash() -> None:
    content = acta()
    dearer = replace(content.agreements[0], amount=8_000_001)
    changed = replace(content, agreements=(dearer, *content.agreements[1:]))

    assert content_hash(changed) != content_hash(content)


def _changed(path: str, value: Json) -> Json:
    written: Any = to_json(acta())
    place = written
    *parents, last = path.split(".")
    for name in parents:
        place = place[int(name) if name.isdigit() else name]
    place[last] = value
    return written  # type: ignore[no-any-return]  # built as Any above


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", "alianza/acta/2"),
        ("surprise", "x"),
        ("meeting.surprise", "x"),
        ("meeting.stage", "4"),
        ("meeting.stage", True),
        ("acta.version", 2.0),
        ("agreements.0.amount", 80_000.0),
        ("agreements.0.partners", "Cooperativa"),
        ("alliance.rehearsal", 0),
        ("attendees", None),
        ("background", ""),
        ("background", unicodedata.normalize("NFD", "café")),
        ("agreements.2.due_on", ""),
    ],
)
def test_what_is_not_of_the_form_is_refused(path: str, value: Json) -> None:
    with pytest.raises(Corrupt, match="acta-not-understood"):
        from_json(_changed(path, value))


def test_a_missing_required_key_is_refused() -> None:
    written = dict(to_json(acta()))
    del written["signatories"]

    with pytest.raises(Corrupt, match="acta-not-understood"):
        from_json(written)


def test_other_spellings_of_the_same_json_are_refused() -> None:
    with pytest.raises(Corrupt, match="json-not-canonical"):
        read_acta_json(acta_json(acta()).replace(b'"acta":', b'"acta": ', 1))
