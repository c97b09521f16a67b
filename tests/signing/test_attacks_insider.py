"""Attacks of an insider: who seals holds the key of their laptop and that of the seal.

Their own chain they can write again, and the file agrees with itself: it is reported wherever a receipt, or
the chains in another laptop, exist. The other laptop's chain they cannot sign. What the pages show they
cannot change without the attachments saying otherwise.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.errors import Invalid
from alianza_desktop.documents.acta_content import ActaContent
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import Circumstances, Facts, Outcome, Subject, following, genesis
from alianza_desktop.signing.report import Report
from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.witnesses import Seen, Witnesses, receipt
from tests.documents.closing_samples import signature
from tests.documents.rich_acta import full
from tests.signing import material
from tests.signing.whole import Whole, authors, chains_of, outcomes_of, whole

Rewriting = Callable[[list[Facts]], list[Facts]]


@cache
def honest() -> Whole:
    return whole()


def subject() -> Subject:
    return honest().bundle.subject


def own_outcomes() -> list[Facts]:
    """Return what the insider's laptop took: of every second signatory."""
    return outcomes_of(full(), subject())[0::2]


def rewritten(outcomes: Sequence[Facts], at: Callable[[int], Circumstances] = material.moment) -> Whole:
    """Return the acta sealed with the insider's chain written again; the other laptop's stays."""
    own, other = authors()[0], chains_of(full(), subject())[1]
    entries = [genesis(subject(), own, at(0))]
    for minute, one in enumerate(outcomes):
        entries.append(following(entries, subject(), own, at(minute + 1), one))
    again = Chain(own.device, own.public_key, tuple(entries), b"")
    return whole(chains=(again, other))


def removed(outcomes: list[Facts]) -> list[Facts]:
    """Of two outcomes of a person (a refusal first, then a signature), leave one."""
    return outcomes[1:]


def refused(outcomes: list[Facts]) -> list[Facts]:
    first = outcomes[1]
    assert isinstance(first, Outcome)
    return [outcomes[0], Outcome(first.signatory, "refused"), *outcomes[2:]]


def swapped_ink(outcomes: list[Facts]) -> list[Facts]:
    one, other, *rest = outcomes
    assert isinstance(one, Outcome)
    assert isinstance(other, Outcome)
    return [replace(one, ink=other.ink), replace(other, ink=one.ink), *rest]


def reordered(outcomes: list[Facts]) -> list[Facts]:
    return outcomes[::-1]


def observed(outcomes: list[Facts]) -> list[Facts]:
    """The original, in which the first person also made an observation that somebody wants away."""
    first, *rest = outcomes
    assert isinstance(first, Outcome)
    return [replace(first, note="No me leyeron el acuerdo A-02"), *rest]


def re_dated(minutes: int) -> Circumstances:
    return material.moment(minutes - 600)


def seen(made: Whole) -> Sequence[Seen]:
    """Return what another laptop kept of an acta."""
    return [
        Seen(chain.device, counter, entry.hash)
        for chain in made.bundle.chains
        for counter, entry in enumerate(chain.entries)
        if entry.facts["kind"] != "closing"
    ]


def judged(forged: Whole, original: Whole) -> tuple[Report, Report, Report]:
    """Judge a forgery: alone, with the receipts of the original, with what another laptop kept of it."""
    receipts = tuple(
        receipt(one.hash) for one in seen(original) if one.device == authors()[0].device and one.counter
    )
    return (
        verify(forged.sealed, [forged.pin]),
        verify(forged.sealed, [forged.pin], Witnesses(receipts)),
        verify(forged.sealed, [forged.pin], Witnesses(seen=lambda _: seen(original))),
    )


def codes(report: Report) -> set[str]:
    return {one.code for one in report.lines if one.state == "fail"}


ATTACKS = {
    "an-observation-removed": lambda: (rewritten(own_outcomes()), rewritten(observed(own_outcomes()))),
    "entries-reordered": lambda: (rewritten(reordered(own_outcomes())), honest()),
    "entries-re-dated": lambda: (rewritten(own_outcomes(), re_dated), honest()),
    "an-outcome-changed": lambda: (rewritten(refused(own_outcomes())), honest()),
    "ink-of-two-people-swapped": lambda: (rewritten(swapped_ink(own_outcomes())), honest()),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=[f"insider-{name}" for name in ATTACKS])
def test_reported_by_a_receipt_and_by_another_laptop(attack: Callable[[], tuple[Whole, Whole]]) -> None:
    forged, original = attack()
    alone, with_receipts, elsewhere = judged(forged, original)
    assert alone.verdict == "intact"  # the README says plainly that nothing in the file tells
    assert (with_receipts.verdict, codes(with_receipts)) == ("altered", {"receipt-missing"})
    assert (elsewhere.verdict, codes(elsewhere)) == ("altered", {"seen-differs"})


def test_honest_files_agree_with_their_witnesses() -> None:
    made = honest()
    for report in judged(made, made):
        assert (report.verdict, codes(report)) == ("intact", set())
    kept = next(one for one in judged(made, made)[2].lines if one.check == "seen")
    assert (kept.state, kept.text.endswith("(10 registros).")) == ("ok", True)


def test_insider_leaves_another_laptop_out() -> None:
    """The other laptop has evidence that the file lacks: told, though it may have come after the seal."""
    everything = outcomes_of(full(), subject())
    own = authors()[0]
    alone = whole(chains=(material.chain_of(own, *everything, subject=subject()),))
    kept = [one for one in seen(honest()) if one.device != own.device]
    report = verify(alone.sealed, [alone.pin], Witnesses(seen=lambda _: kept))
    assert [one.code for one in report.lines if one.state == "unknown"] == ["seen-more"]


def test_insider_writes_the_other_laptop_s_chain() -> None:
    """Without its key: its entries do not hold, with or without witnesses."""
    own, other = chains_of(full(), subject())
    again = material.chain_of(authors()[0], *outcomes_of(full(), subject())[1::2], subject=subject())
    forged = whole(chains=(own, replace(other, entries=again.entries)))
    assert codes(verify(forged.sealed, [forged.pin])) >= {"evidence-signature"}


@pytest.mark.parametrize(
    "shown",
    [
        replace(full(), agreements=(replace(full().agreements[0], amount=80_000), *full().agreements[1:])),
        replace(full(), agreements=full().agreements[1:]),
        replace(full(), annexes=(*full().annexes, replace(full().annexes[0], title="Otro anexo añadido"))),
    ],
    ids=["insider-another-amount", "insider-an-agreement-less", "insider-a-text-more"],
)
def test_json_is_not_the_body_s_text(shown: ActaContent) -> None:
    forged = whole(shown=shown)
    assert codes(verify(forged.sealed, [forged.pin])) == {"body-text"}


def test_insider_draws_another_ink() -> None:
    inks = honest().bundle.inks
    forged = whole(drawn={**inks, next(iter(inks)): signature(77)})
    assert codes(verify(forged.sealed, [forged.pin])) == {"drawn-ink"}


def test_the_code_of_a_receipt_as_people_type_it() -> None:
    digest = seen(honest())[1].hash
    code = verification_code(digest)
    assert receipt(digest.upper()) == receipt(code.lower().replace("-", " ")) == code
    assert receipt(code.replace("0", "o").replace("1", "l")) == code
    for wrong in ("", code[:-1], digest[:16], "U" * 32):
        with pytest.raises(Invalid, match="receipt-code"):
            receipt(wrong)
