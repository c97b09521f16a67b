"""Checking the chains of evidence of an acta version, and how each person ended according to them.

One chain per device. An outcome or a choice is settled when a choice cites it. What stands for a person is
what the unsettled ones agree on: an unsettled outcome speaks for itself, an unsettled choice for the outcome
that it picked. If they name different outcomes, nothing stands until somebody chooses citing them all; so a
later outcome, or two choices made without knowing of each other, reopens the question.

A choice may cite what never comes, from a laptop that was lost. A coordinator's choice that cites that choice
overrules it: nobody waits any more for what it cited, and the record keeps both.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from alianza_desktop.core.canonical import Json
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.signing import shapes
from alianza_desktop.signing.evidence import (
    CHOOSERS,
    FORMAT,
    OVERRULES,
    PREFIX,
    Choice,
    Entry,
    Head,
    Outcome,
    Subject,
)


@dataclass(frozen=True, slots=True, repr=False)
class Chain:
    """The entries of one device, oldest first, with the key that signs them."""

    device: str
    key: bytes
    """Ed25519 public key, 32 raw bytes."""
    entries: tuple[Entry, ...]
    certificate: bytes
    """DER of the installation's certificate: the authority's word that this key is of this device."""

    @property
    def head(self) -> Head:
        return Head(self.device, len(self.entries) - 1, self.entries[-1].hash)


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """How a person ended: the outcome that stands, or none while several do."""

    signatory: str
    outcomes: tuple[Entry, ...]
    """All that were recorded, by device and counter."""
    stands: Entry | None
    choices: tuple[Entry, ...] = ()
    awaits: tuple[Entry, ...] = ()
    """The choices that cite what is not here, and that no coordinator overruled."""

    @property
    def cites(self) -> tuple[str, ...]:
        """What a new choice must cite: every outcome and choice of the person, entry hashes, sorted."""
        return tuple(sorted(one.hash for one in (*self.outcomes, *self.choices)))

    @property
    def outcome(self) -> Outcome | None:
        return Outcome.read(self.stands.facts) if self.stands else None


def check(chain: Chain, subject: Subject) -> None:
    """Check a device's chain whole: counters, links, signatures, and that it speaks of this acta version.

    Raises `Corrupt`: `evidence-form`, `json-not-canonical`, `evidence-subject`, `evidence-counter`,
    `evidence-link`, `evidence-signature`.
    """
    if not chain.entries:
        raise Corrupt("evidence-form")
    for place, entry in enumerate(chain.entries):
        check_author(entry, chain.device, chain.key, subject)
        check_next(chain.entries[:place], entry, chain.key)


def check_author(entry: Entry, device: str, key: bytes, subject: Subject) -> None:
    """Check that a device's key signed an entry about this acta version; raises as `check` does."""
    facts = entry.facts
    _check_signature(key, entry)
    _check_subject(facts, subject, device)


def check_next(before: Sequence[Entry], entry: Entry, key: bytes) -> None:
    """Check that an entry follows those before it in its chain; raises as `check` does."""
    facts = entry.facts
    if shapes.integer(facts, "counter") != len(before):
        raise Corrupt("evidence-counter")
    if shapes.optional(facts, "previous") != (before[-1].hash if before else ""):
        raise Corrupt("evidence-link")
    if before and before[-1].facts.get("kind") == "closing":
        raise Corrupt("evidence-link")
    _check_kind(facts, first=not before)
    if not before and shapes.octets(facts, "device_key") != key:
        raise Corrupt("evidence-signature")


def _check_signature(key: bytes, entry: Entry) -> None:
    signature = shapes.octets({"signature": entry.signature}, "signature")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, PREFIX + entry.body.encode())
    except (InvalidSignature, ValueError) as error:
        raise Corrupt("evidence-signature") from error


def _check_subject(facts: Mapping[str, Json], subject: Subject, device: str) -> None:
    said = Subject(
        shapes.text(facts, "acta"),
        shapes.text(facts, "version"),
        shapes.digest(facts, "content_hash"),
        shapes.digest(facts, "body_hash"),
    )
    if said != subject or shapes.text(facts, "device") != device or facts.get("format") != FORMAT:
        raise Corrupt("evidence-subject")
    operator = shapes.mapping(facts.get("operator"))
    shapes.text(operator, "name")
    shapes.text(facts, "at")
    if facts.get("clock") not in ("ok", "doubtful"):
        raise Corrupt("evidence-form")


def _check_kind(facts: Mapping[str, Json], *, first: bool) -> None:
    kind = facts.get("kind")
    if (kind == "genesis") != first:
        raise Corrupt("evidence-link")
    if kind == "outcome":
        outcome = Outcome.read(facts)
        if outcome.body_seen not in ("", facts["body_hash"]):
            raise Corrupt("evidence-subject")
    elif kind == "choice":
        Choice.read(facts)
        if shapes.mapping(facts.get("operator")).get("role") not in CHOOSERS:
            raise Corrupt("evidence-choice")
    elif kind not in ("genesis", "closing"):
        raise Corrupt("evidence-form")


def standings(chains: Iterable[Chain], *, arriving: bool = False) -> dict[str, Standing]:
    """Return how each person with an outcome ended, by signatory id; the chains were checked.

    Raises `Corrupt("evidence-choice")` when a choice cites what is not an entry of that person. While
    evidence is still `arriving` it may cite what is not here yet; if it picked that, nothing stands.
    """
    outcomes: dict[str, dict[str, Entry]] = {}
    choices: dict[str, dict[str, Entry]] = {}
    for entry in (one for chain in sorted(chains, key=lambda one: one.device) for one in chain.entries):
        facts = entry.facts
        if facts.get("kind") == "outcome":
            outcomes.setdefault(Outcome.read(facts).signatory.id, {})[entry.hash] = entry
        elif facts.get("kind") == "choice":
            choices.setdefault(Choice.read(facts).signatory, {})[entry.hash] = entry
    if not arriving:
        _check_citations(outcomes, choices)
    return {person: _standing(person, own, choices.get(person, {})) for person, own in outcomes.items()}


def _check_citations(
    outcomes: Mapping[str, Mapping[str, Entry]], choices: Mapping[str, Mapping[str, Entry]]
) -> None:
    everything = {name for found in (*outcomes.values(), *choices.values()) for name in found}
    for person, chosen in choices.items():
        own, over = outcomes.get(person, {}), overruled(chosen.values())
        known = own.keys() | chosen.keys()
        for name, entry in chosen.items():
            choice = Choice.read(entry.facts)
            foreign = set(choice.cites) - known
            waits = foreign or choice.chosen not in own
            if choice.chosen not in choice.cites or foreign & everything or (waits and name not in over):
                raise Corrupt("evidence-choice")


def _standing(person: str, outcomes: Mapping[str, Entry], choosing: Mapping[str, Entry]) -> Standing:
    stands = _stands(outcomes, {name: Choice.read(entry.facts) for name, entry in choosing.items()})
    awaits = _awaiting(choosing.values(), outcomes.keys() | choosing.keys())
    return Standing(person, tuple(outcomes.values()), stands, tuple(choosing.values()), awaits)


def _stands(outcomes: Mapping[str, Entry], choices: Mapping[str, Choice]) -> Entry | None:
    settled = {cited for choice in choices.values() for cited in choice.cites}
    open_choices = [choice for name, choice in choices.items() if name not in settled]
    chosen = {choice.chosen for choice in open_choices} | (outcomes.keys() - settled)
    return outcomes.get(chosen.pop()) if len(chosen) == 1 else None


def awaited(chains: Iterable[Chain]) -> tuple[Entry, ...]:
    """Return the choices that cite what is in none of these chains and that no coordinator overruled."""
    choosing, here = _choosing(chains)
    return _awaiting(choosing, here)


def incomplete(chains: Iterable[Chain]) -> bool:
    """Tell whether a choice cites what is in none of these chains, overruled or not."""
    choosing, here = _choosing(chains)
    return any(set(Choice.read(one.facts).cites) - here for one in choosing)


def _choosing(chains: Iterable[Chain]) -> tuple[list[Entry], set[str]]:
    """Return the choices, and the hashes of every entry."""
    entries = [one for chain in chains for one in chain.entries]
    return [one for one in entries if one.facts.get("kind") == "choice"], {one.hash for one in entries}


def overruled(choosing: Iterable[Entry]) -> set[str]:
    """Return the hashes of all that coordinators' choices cite."""
    choosing = [one for one in choosing if shapes.mapping(one.facts.get("operator")).get("role") == OVERRULES]
    return {cited for one in choosing for cited in Choice.read(one.facts).cites}


def _awaiting(choosing: Collection[Entry], here: AbstractSet[str]) -> tuple[Entry, ...]:
    over = overruled(choosing)
    found = (one for one in choosing if set(Choice.read(one.facts).cites) - here)
    return tuple(one for one in found if one.hash not in over)


def up_to(chains: Iterable[Chain], heads: Iterable[Head]) -> tuple[Chain, ...]:
    """Return what the chains held at those heads; a chain without one is left out."""
    last = {one.device: one.counter for one in heads}
    return tuple(
        replace(chain, entries=chain.entries[: last[chain.device] + 1])
        for chain in chains
        if chain.device in last
    )


def counts(found: Iterable[Standing]) -> dict[str, int]:
    """Return how many people ended in each way, by outcome code; those still open are not counted."""
    return dict(Counter(one.outcome.outcome for one in found if one.outcome))


def check_closing(chains: Sequence[Chain]) -> tuple[Chain, Mapping[str, Json]]:
    """Check the cierre against the chains; return its chain and its facts. `Corrupt("evidence-closing")`.

    There is exactly one; it lists the head that every device had, with nothing left out and nothing after.
    """
    closed = [chain for chain in chains if chain.entries[-1].facts.get("kind") == "closing"]
    if len(closed) != 1:
        raise Corrupt("evidence-closing")
    facts = closed[0].entries[-1].facts
    before = [_before_closing(chain) if chain is closed[0] else chain for chain in chains]
    heads: list[Json] = [chain.head.as_json() for chain in sorted(before, key=lambda one: one.device)]
    said = shapes.mapping(facts.get("counts"))
    entries = sum(len(chain.entries) for chain in before)
    if facts.get("heads") != heads or said != {
        "entries": entries,
        "outcomes": counts(standings(chains).values()),
    }:
        raise Corrupt("evidence-closing")
    shapes.digest(facts, "certificate")
    shapes.digest(facts, "authority")
    return closed[0], facts


def _before_closing(chain: Chain) -> Chain:
    return replace(chain, entries=chain.entries[:-1])
