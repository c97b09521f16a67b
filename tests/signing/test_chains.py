"""Chains of evidence: what breaks them, and how a person ended when several outcomes were recorded."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from alianza_desktop.core.canonical import b64, canonical
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.signing import chains
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import PREFIX, Choice, Closing, Entry, Facts, following
from tests.signing import material as m

CHAIN = m.chain_of(m.author(), m.ink_outcome(), m.outcome(1, "refused", reason="No"))


def rewritten(entry: Entry, change: Callable[[dict[str, Any]], None]) -> Entry:
    """Return an entry that says something else, signed by the true device."""
    body = json.loads(entry.body)
    change(body)
    text = canonical(body)
    return Entry(text.decode(), b64(m.author().sign(PREFIX + text)))


def with_entry(place: int, change: Callable[[dict[str, Any]], None]) -> Chain:
    entries = list(CHAIN.entries)
    entries[place] = rewritten(entries[place], change)
    return replace(CHAIN, entries=tuple(entries))


def fails(code: str, chain: Chain) -> None:
    with pytest.raises(Corrupt) as caught:
        chains.check(chain, m.SUBJECT)
    assert caught.value.code == code


def test_a_chain_holds() -> None:
    chains.check(CHAIN, m.SUBJECT)
    assert (CHAIN.head.counter, CHAIN.head.head) == (2, CHAIN.entries[2].hash)


def test_a_changed_word_breaks_the_signature() -> None:
    entry = CHAIN.entries[2]
    changed = Entry(entry.body.replace('"No"', '"Ya"'), entry.signature)
    fails("evidence-signature", replace(CHAIN, entries=(*CHAIN.entries[:2], changed)))


def test_another_key_does_not_sign_for_the_device() -> None:
    fails("evidence-signature", replace(CHAIN, key=m.author(seed=9).public_key))
    fails("evidence-signature", replace(CHAIN, key=b"short"))


def test_the_genesis_names_the_key() -> None:
    other = rewritten(CHAIN.entries[0], lambda body: body.update(device_key=b64(bytes(32))))
    fails("evidence-signature", replace(CHAIN, entries=(other,)))


def test_an_entry_rewritten_by_its_own_device_breaks_the_link() -> None:
    def absent(body: dict[str, Any]) -> None:
        for name in ("ink", "consent", "identified_by"):
            del body[name]
        body["outcome"] = "absent"

    fails("evidence-link", with_entry(1, absent))


def test_a_removed_entry_is_missed() -> None:
    fails("evidence-counter", replace(CHAIN, entries=(CHAIN.entries[0], CHAIN.entries[2])))
    fails("evidence-counter", replace(CHAIN, entries=CHAIN.entries[1:]))


def test_a_repeated_or_reordered_entry_is_seen() -> None:
    first, second, third = CHAIN.entries
    fails("evidence-counter", replace(CHAIN, entries=(first, second, second, third)))
    fails("evidence-counter", replace(CHAIN, entries=(first, third, second)))


def test_a_chain_of_another_version_is_not_this_one() -> None:
    with pytest.raises(Corrupt, match="evidence-subject"):
        chains.check(CHAIN, replace(m.SUBJECT, version="019a0000-0000-7000-8000-00000000000c"))
    fails("evidence-subject", with_entry(1, lambda body: body.update(content_hash="0" * 64)))
    fails("evidence-subject", with_entry(1, lambda body: body.update(device="f" * 32)))
    fails("evidence-subject", with_entry(1, lambda body: body.update(format="alianza/evidence/2")))


def test_the_pages_shown_are_the_frozen_ones() -> None:
    fails("evidence-subject", with_entry(1, lambda body: body["shown"].update(hash="0" * 64)))


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(outcome="maybe"),
        lambda body: body.update(counter="1"),
        lambda body: body.update(counter=True),
        lambda body: body.update(content_hash="ABC"),
        lambda body: body.update(clock="late"),
        lambda body: body.update(operator="Luz"),
        lambda body: body.update(kind="note"),
        lambda body: body.update(at=""),
        lambda body: body.pop("signatory"),
        lambda body: body.pop("shown"),
        lambda body: body["shown"].update(seen=False),
        lambda body: body.pop("consent"),
    ],
)
def test_a_malformed_entry(change: Callable[[dict[str, Any]], None]) -> None:
    fails("evidence-form", with_entry(1, change))


def test_an_entry_is_canonical_text() -> None:
    entry = CHAIN.entries[1]
    spaced = Entry(entry.body.replace(",", ", "), entry.signature)
    fails("json-not-canonical", replace(CHAIN, entries=(CHAIN.entries[0], spaced)))


def test_a_signature_has_one_spelling() -> None:
    first = CHAIN.entries[0]
    fails("evidence-form", replace(CHAIN, entries=(replace(first, signature=first.signature + "="),)))
    fails("evidence-form", replace(CHAIN, entries=(replace(first, signature="*" + first.signature),)))


def test_an_empty_chain_is_no_chain() -> None:
    fails("evidence-form", replace(CHAIN, entries=()))


def test_a_second_genesis_or_a_closing_in_the_middle() -> None:
    fails("evidence-link", with_entry(1, lambda body: body.update(kind="genesis")))
    fails("evidence-link", with_entry(1, lambda body: body.update(kind="closing")))


def test_a_member_of_a_later_version_is_kept() -> None:
    chain = replace(CHAIN, entries=CHAIN.entries[:2])
    later = rewritten(chain.entries[1], lambda body: body.update(place="Nieva"))
    chains.check(replace(chain, entries=(chain.entries[0], later)), m.SUBJECT)


# how a person ended


def extended(chain: Chain, facts: Facts, minutes: int = 30, role: str = "facilitator") -> Chain:
    entry = following(chain.entries, m.SUBJECT, m.author(), m.moment(minutes, role), facts)
    return replace(chain, entries=(*chain.entries, entry))


def test_one_outcome_stands() -> None:
    found = chains.standings(m.two_chains())
    assert {person: one.outcome.outcome for person, one in found.items() if one.outcome} == {
        "s1": "ink",
        "s2": "refused",
        "s3": "left",
    }
    assert chains.counts(found.values()) == {"ink": 1, "refused": 1, "left": 1}


def test_two_outcomes_stand_open_until_somebody_chooses() -> None:
    one = m.chain_of(m.author(), m.outcome(0, "absent"))
    other = m.chain_of(m.author(m.OTHER_DEVICE, 2), m.ink_outcome())
    standing = chains.standings([one, other])["s1"]
    assert (standing.stands, standing.outcome, len(standing.outcomes)) == (None, None, 2)
    absent, signed = one.entries[1], other.entries[1]
    chosen = extended(one, Choice("s1", (absent.hash, signed.hash), signed.hash))
    chains.check(chosen, m.SUBJECT)
    assert chains.standings([chosen, other])["s1"].stands == signed


def test_a_later_outcome_reopens_and_a_new_choice_settles() -> None:
    chain = m.chain_of(m.author(), m.outcome(0, "absent"), m.ink_outcome())
    absent, signed = chain.entries[1].hash, chain.entries[2].hash
    chosen = extended(chain, Choice("s1", (absent, signed), signed))
    again = extended(chosen, m.outcome(0, "refused"))
    assert chains.standings([again])["s1"].stands is None
    cites = (absent, signed, chosen.entries[-1].hash, again.entries[-1].hash)
    settled = extended(again, Choice("s1", cites, again.entries[-1].hash))
    assert chains.standings([settled])["s1"].stands == again.entries[-1]


def test_two_choices_that_differ_reopen_the_question() -> None:
    chain = m.chain_of(m.author(), m.outcome(0, "absent"), m.ink_outcome())
    absent, signed = chain.entries[1].hash, chain.entries[2].hash
    one = extended(chain, Choice("s1", (absent, signed), signed))
    both = extended(one, Choice("s1", (absent, signed), absent))
    assert chains.standings([both])["s1"].stands is None
    same = extended(one, Choice("s1", (absent, signed), signed, "De acuerdo"))
    assert chains.standings([same])["s1"].stands == chain.entries[2]


@pytest.mark.parametrize("person", ["s1", "s2"])
def test_a_choice_cites_entries_of_its_person(person: str) -> None:
    chain = m.chain_of(m.author(), m.outcome(0, "absent"), m.outcome(1, "absent"))
    cites = (chain.entries[1].hash, chain.entries[2].hash)
    wrong = extended(chain, Choice(person, cites, cites[0]))
    with pytest.raises(Corrupt, match="evidence-choice"):
        chains.standings([wrong])


def test_what_a_choice_cites_and_never_came_is_overruled_by_who_coordinates() -> None:
    chain = m.chain_of(m.author(), m.outcome(0, "absent"), m.outcome(1, "absent"))
    absent, other = chain.entries[1].hash, chain.entries[2].hash
    waiting = extended(chain, Choice("s1", tuple(sorted((absent, "f" * 64))), "f" * 64))
    standing = chains.standings([waiting], arriving=True)["s1"]
    assert (standing.stands, standing.awaits) == (None, (waiting.entries[-1],))
    assert chains.awaited([waiting]) == (waiting.entries[-1],)
    with pytest.raises(Corrupt, match="evidence-choice"):
        chains.standings([waiting])
    again = Choice("s1", standing.cites, absent, "No llegará")
    for role, settled in (("facilitator", False), ("coordinator", True)):
        chosen = extended(waiting, again, role=role)
        assert (chains.awaited([chosen]) == (), chains.incomplete([chosen])) == (settled, True)
        if settled:
            assert chains.standings([chosen])["s1"].stands == chain.entries[1]
        else:
            with pytest.raises(Corrupt, match="evidence-choice"):
                chains.standings([chosen])
    foreign = extended(chain, Choice("s1", tuple(sorted((absent, other))), absent))
    over = Choice("s1", tuple(sorted((absent, foreign.entries[-1].hash))), absent, "De otra persona")
    with pytest.raises(Corrupt, match="evidence-choice"):
        chains.standings([extended(foreign, over, role="coordinator")])


def test_a_choice_for_nobody() -> None:
    chain = m.chain_of(m.author(), m.outcome(0, "absent"))
    wrong = extended(chain, Choice("s9", ("a" * 64, "b" * 64), "a" * 64))
    with pytest.raises(Corrupt, match="evidence-choice"):
        chains.standings([wrong])


# the closing


def test_the_closing_lists_what_there_is() -> None:
    stamp = m.sealer(m.authority())
    chain, facts = chains.check_closing(m.closed(m.two_chains(), stamp, m.author()))
    assert chain.device == m.DEVICE
    assert facts["counts"] == {"entries": 5, "outcomes": {"ink": 1, "left": 1, "refused": 1}}


def test_without_closing_or_with_two() -> None:
    stamp = m.sealer(m.authority())
    with pytest.raises(Corrupt, match="evidence-closing"):
        chains.check_closing(m.two_chains())
    once = m.closed(m.two_chains(), stamp, m.author())
    with pytest.raises(Corrupt, match="evidence-closing"):
        chains.check_closing(m.closed(once, stamp, m.author(m.OTHER_DEVICE, 2)))


def test_an_entry_after_the_closing_or_a_chain_left_out() -> None:
    first, second = m.closed(m.two_chains(), m.sealer(m.authority()), m.author())
    with pytest.raises(Corrupt, match="evidence-closing"):
        chains.check_closing([first])
    other = m.author(m.OTHER_DEVICE, 2)
    more = following(second.entries, m.SUBJECT, other, m.moment(55), m.outcome(0, "absent"))
    with pytest.raises(Corrupt, match="evidence-closing"):
        chains.check_closing([first, replace(second, entries=(*second.entries, more))])


def test_counts_that_are_not_so() -> None:
    chain = m.chain_of(m.author(), m.outcome(0, "absent"))
    ended = extended(chain, Closing((chain.head,), {"ink": 1}, "c" * 64, "d" * 64))
    with pytest.raises(Corrupt, match="evidence-closing"):
        chains.check_closing([ended])
