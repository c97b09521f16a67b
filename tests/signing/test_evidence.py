"""Evidence: what an entry says, how it is signed, and what does not go together."""

import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from alianza_desktop.core.canonical import unb64
from alianza_desktop.core.errors import Corrupt, Invalid, NotAllowed
from alianza_desktop.signing.evidence import (
    Choice,
    Circumstances,
    Closing,
    Entry,
    Head,
    Outcome,
    Signatory,
    following,
    genesis,
)
from tests.signing import material as m


def body(entry: Entry) -> Any:
    return json.loads(entry.body)


def test_the_genesis_binds_version_and_key() -> None:
    who = m.author()
    entry = genesis(m.SUBJECT, who, m.moment())
    assert body(entry) == {
        "format": "alianza/evidence/1",
        "kind": "genesis",
        "acta": m.ACTA,
        "version": m.VERSION,
        "content_hash": m.SUBJECT.content_hash,
        "body_hash": m.SUBJECT.body_hash,
        "device": m.DEVICE,
        "device_key": "iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w",
        "counter": 0,
        "at": "2026-11-23T12:45:12.000-05:00",
        "clock": "ok",
        "operator": {"name": "Luz Paz", "role": "facilitator"},
    }


def test_signature_and_hash_are_as_documented() -> None:
    entry = genesis(m.SUBJECT, m.author(), m.moment())
    signature = unb64(entry.signature)
    key = Ed25519PublicKey.from_public_bytes(m.author().public_key)
    key.verify(signature, b"alianza/evidence/1" + entry.body.encode())
    assert entry.hash == hashlib.sha256(entry.body.encode() + signature).hexdigest()


def test_an_outcome_follows_with_all_that_was_seen() -> None:
    first = genesis(m.SUBJECT, m.author(), m.moment())
    witness = Circumstances("2026-11-23T12:50:00.000-05:00", "Luz Paz", "registrar", "Ana Ríos", True)
    entry = following([first], m.SUBJECT, m.author(), witness, m.ink_outcome())
    said = body(entry)
    assert (said["counter"], said["previous"]) == (1, first.hash)
    assert (said["clock"], said["witness"]) == ("doubtful", "Ana Ríos")
    assert said["signatory"] == m.PEOPLE[0]
    assert said["shown"] == {"seen": True, "hash": m.SUBJECT.body_hash}
    assert said["outcome"] == "ink"
    assert (said["ink"], said["consent"], said["identified_by"]) == (m.INK.digest, "firma.v1", "document")
    assert Outcome.read(entry.facts) == m.ink_outcome()


def test_text_is_normalised_before_it_is_signed() -> None:
    decomposed = Outcome(Signatory("s9", "Jose\u0301"), "absent")
    chain = m.chain_of(m.author(), decomposed)
    assert Outcome.read(chain.entries[1].facts).signatory.name == "José"


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("outcome-unknown", m.outcome(0, "signed")),
        ("identification-unknown", m.outcome(0, "paper", identified_by="guess")),
        ("identification-needed", m.outcome(0, "paper")),
        ("ink-needed", m.outcome(0, "ink", consent="firma.v1")),
        ("ink-unexpected", m.outcome(0, "refused", ink=m.INK.digest)),
        ("consent-text-needed", m.outcome(0, "ink", ink=m.INK.digest)),
        ("body-not-shown", m.outcome(0, "ink", ink=m.INK.digest, consent="firma.v1")),
        ("body-not-shown", m.outcome(0, "digital", identified_by="document")),
        ("left-hour-needed", m.outcome(0, "left")),
        ("left-hour-unexpected", m.outcome(0, "absent", left_at="12:50")),
        ("signed-for-needed", m.outcome(0, "at_request", identified_by="witness")),
        ("reason-unexpected", m.outcome(0, "paper", identified_by="known", reason="sí")),
        ("paper-unexpected", m.outcome(0, "absent", paper="hoja 2")),
        ("paper-unexpected", m.outcome(0, "refused", signed_for_by="Ana")),
    ],
)
def test_facts_that_do_not_go_together(code: str, outcome: Outcome) -> None:
    first = genesis(m.SUBJECT, m.author(), m.moment())
    with pytest.raises(Invalid, match=code):
        following([first], m.SUBJECT, m.author(), m.moment(), outcome)


@pytest.mark.parametrize(
    "outcome",
    [
        m.ink_outcome(),
        m.outcome(1, "paper", identified_by="document", paper="hoja de firmas 1", note="Observó el plazo"),
        m.outcome(1, "thumbprint", identified_by="known"),
        m.outcome(1, "at_request", identified_by="witness", signed_for_by="Ana Ríos, DNI 40404040"),
        m.outcome(1, "digital", identified_by="accreditation", body_seen=m.SUBJECT.body_hash),
        m.outcome(1, "refused"),
        m.outcome(1, "refused", reason="Falta presupuesto"),
        m.outcome(1, "absent", reason="Viaje"),
        m.outcome(2, "left", left_at="12:50"),
    ],
)
def test_every_way_of_ending_is_an_outcome(outcome: Outcome) -> None:
    chain = m.chain_of(m.author(), outcome)
    assert Outcome.read(chain.entries[1].facts) == outcome


def test_only_a_facilitator_or_coordinator_chooses() -> None:
    chain = m.chain_of(m.author(), m.outcome(0, "absent"), m.ink_outcome())
    choice = Choice("s1", (chain.entries[1].hash, chain.entries[2].hash), chain.entries[2].hash, "Llegó")
    with pytest.raises(NotAllowed, match="choice-role"):
        following(chain.entries, m.SUBJECT, m.author(), m.moment(role="registrar"), choice)
    entry = following(chain.entries, m.SUBJECT, m.author(), m.moment(role="coordinator"), choice)
    read = Choice.read(entry.facts)
    assert (set(read.cites), read.chosen, read.reason) == (set(choice.cites), choice.chosen, "Llegó")


@pytest.mark.parametrize("cites", [["a" * 64], ["b" * 64, "a" * 64], ["a" * 64, "a" * 64], "ab"])
def test_a_choice_cites_at_least_two_sorted(cites: Any) -> None:
    with pytest.raises(Corrupt, match="evidence-form"):
        Choice.read({"signatory": "s1", "cites": cites, "chosen": "a" * 64})


def test_nothing_follows_the_closing() -> None:
    chains = m.closed((m.chain_of(m.author(), m.outcome(0, "absent")),), m.sealer(m.authority()), m.author())
    with pytest.raises(NotAllowed, match="acta-closed"):
        following(chains[0].entries, m.SUBJECT, m.author(), m.moment(), m.outcome(1, "absent"))


def test_the_closing_lists_heads_sorted_with_counts() -> None:
    heads = (Head("b" * 32, 1, "2" * 64), Head("a" * 32, 3, "1" * 64))
    closing = Closing(heads, {"ink": 2, "refused": 1}, "c" * 64, "d" * 64, missing=("9" * 32, "8" * 32))
    assert closing.as_json() == {
        "heads": [
            {"device": "a" * 32, "counter": 3, "head": "1" * 64},
            {"device": "b" * 32, "counter": 1, "head": "2" * 64},
        ],
        "counts": {"entries": 6, "outcomes": {"ink": 2, "refused": 1}},
        "certificate": "c" * 64,
        "authority": "d" * 64,
        "missing": ["8" * 32, "9" * 32],
    }


def test_reprs_show_nobody() -> None:
    shown = repr(m.ink_outcome()) + repr(m.moment()) + repr(m.two_chains())
    assert "Huamán" not in shown
    assert "Luz" not in shown
