"""evidencia.json: its only spelling, and what is refused in it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from alianza_desktop.core.canonical import canonical
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.signing.bundle import Bundle, check_inks
from alianza_desktop.signing.ink import Ink
from tests.signing import material as m

STAMP = m.sealer(m.authority())


def test_round_trip() -> None:
    bundle = m.bundle(STAMP)
    data = bundle.to_bytes()
    read = Bundle.read(data)
    assert read == bundle
    assert read.to_bytes() == data
    check_inks(read)
    whole = json.loads(data)
    assert set(whole) == {
        "format", "acta", "version", "number", "content_hash", "body_hash", "chains", "inks"
    }  # fmt: skip
    assert [chain["device"] for chain in whole["chains"]] == [m.DEVICE, m.OTHER_DEVICE]
    assert whole["inks"][m.INK.digest] == json.loads(m.INK.to_bytes())


def test_a_certificate_is_kept() -> None:
    chains = (m.chain_of(m.author(), m.outcome(0, "absent"), certificate=STAMP.certificate),)
    assert Bundle.read(replace(m.bundle(STAMP, chains), inks={}).to_bytes()).chains[0].certificate == (
        STAMP.certificate
    )


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("evidence-form", lambda whole: whole.update(format="alianza/evidence/2")),
        ("evidence-form", lambda whole: whole.update(chains=[])),
        ("evidence-form", lambda whole: whole["chains"].reverse()),
        ("evidence-form", lambda whole: whole["chains"].append(whole["chains"][1])),
        ("evidence-form", lambda whole: whole["chains"][0].update(entries=[])),
        ("evidence-form", lambda whole: whole["chains"][0].update(key="***")),
        ("evidence-form", lambda whole: whole.pop("inks")),
        ("evidence-form", lambda whole: whole.update(number="")),
        ("evidence-form", lambda whole: whole.update(body_hash="x")),
        ("evidence-ink", lambda whole: whole["inks"].update({"0" * 64: whole["inks"][m.INK.digest]})),
        ("evidence-ink", lambda whole: whole["inks"][m.INK.digest].update(w=7000)),
        ("evidence-ink", lambda whole: whole["inks"][m.INK.digest].update(strokes=[])),
    ],
)
def test_what_is_refused(code: str, change: Callable[[Any], Any]) -> None:
    whole = json.loads(m.bundle(STAMP).to_bytes())
    change(whole)
    with pytest.raises(Corrupt) as caught:
        Bundle.read(canonical(whole))
    assert caught.value.code == code


def test_inks_are_exactly_those_that_are_named() -> None:
    bundle = m.bundle(STAMP)
    with pytest.raises(Corrupt, match="evidence-ink"):
        check_inks(replace(bundle, inks={}))
    spare = Ink(6_000, 3_000, ((0, 0, 3000, 0),))
    with pytest.raises(Corrupt, match="evidence-ink"):
        check_inks(replace(bundle, inks={**bundle.inks, spare.digest: spare}))
