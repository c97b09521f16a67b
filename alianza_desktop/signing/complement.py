"""The *constancia complementaria*: what came after a seal, in a sealed file of its own that cites the first.

Its pages are a body; the update over it adds an annex, two attachments and the seal:

* `constancia.json`, RFC 8785: `format` "alianza/complement/1", `alliance` {id, name, rehearsal}, `acta`,
  `version` (ids), `number`, `edition` (int), `content_hash`, `body_hash`, `sealed_hash`, `issued_at`,
  `wording`, `certificate`, `authority` (SHA-256 of the DER certificates of its seal), and `people`:
  [{`entry` (hash), `device`, `after` (true: recorded before the seal by a laptop whose evidence came after
  it)?, `at`, `outcome`, `name`}], sorted by `at`, then entry;
* `evidencia.json`, RFC 8785: `format` "alianza/late/1", the same ids and hashes, `chains` (late, `late`),
  `after` (chains of evidence as `evidence` has them), `inks`, `authorities`; all as in `bundle`.

Each constancia carries everything known after the seal, so the last one says all. `check` judges it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alianza_desktop.core.canonical import Json, canonical, normalise, parse_strict, sha256
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.signing import bundle, chains, late, shapes
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import Entry, Outcome, Subject
from alianza_desktop.signing.ink import Ink
from alianza_desktop.signing.late import Sealed
from alianza_desktop.signing.seal import CONSTANCIA_JSON, EVIDENCE_JSON, Appendix, Sealer, check_hour
from alianza_desktop.signing.trust import check_devices
from alianza_desktop.signing.words import Mismatch

FORMAT: Final = "alianza/complement/1"
REASON: Final = "Constancia complementaria: sello de integridad de la instalación; no es firma de persona"


@dataclass(frozen=True, slots=True, repr=False)
class Late:
    """An outcome that the sealed file does not carry."""

    entry: Entry
    device: str
    after: bool
    """Recorded before the seal, by a laptop whose evidence came after it."""

    @property
    def outcome(self) -> Outcome:
        return Outcome.read(self.entry.facts)

    @property
    def at(self) -> str:
        return shapes.text(self.entry.facts, "at")

    def as_json(self) -> dict[str, Json]:
        outcome = self.outcome
        return {
            "entry": self.entry.hash,
            "device": self.device,
            "at": self.at,
            "outcome": outcome.outcome,
            "name": outcome.signatory.name,
            **({"after": True} if self.after else {}),
        }


@dataclass(frozen=True, slots=True, repr=False)
class Material:
    """All that came after the seal of a file."""

    sealed: Sealed
    late: tuple[Chain, ...]
    after: tuple[Chain, ...]
    """Whole chains of evidence with entries that the seal does not list."""
    uncovered: frozenset[str]
    """Hashes of those entries."""
    inks: Mapping[str, Ink]
    authorities: tuple[bytes, ...] = ()
    """DER of those that certify chains, besides the seal's."""

    @property
    def people(self) -> tuple[Late, ...]:
        """Return the outcomes by the hour of their laptops; of one hour, what the seal left out first."""
        found = [Late(entry, chain.device, False) for chain in self.late for entry in chain.entries]
        found += [
            Late(entry, chain.device, True)
            for chain in self.after
            for entry in chain.entries
            if entry.hash in self.uncovered and entry.facts.get("kind") == "outcome"
        ]
        return tuple(sorted(found, key=lambda one: (one.at, not one.after, one.entry.hash)))

    def to_bytes(self) -> bytes:
        """Return the bytes of its `evidencia.json`."""
        after: list[Json] = [bundle.written(one) for one in self.after]
        chains_: list[Json] = [bundle.written(one) for one in self.late]
        inks: Json = {digest: ink.as_json() for digest, ink in self.inks.items()}
        head = {"format": late.FORMAT, **self.sealed.as_json()}
        more = bundle.written_authorities(self.authorities)
        return canonical({**head, "chains": chains_, "after": after, "inks": inks, **more})


@dataclass(frozen=True, slots=True, repr=False)
class Printed:
    """The pages of a constancia: what it says, and the annex with what it is checked with."""

    body: bytes
    annex: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Issue:
    """What a constancia says besides its material."""

    alliance: Mapping[str, Json]
    number: str
    edition: int
    issued_at: str
    wording: str


def constancia_json(issue: Issue, material: Material, sealer: Sealer) -> bytes:
    """Return the bytes of `constancia.json`."""
    said: dict[str, Json] = {
        "format": FORMAT,
        "alliance": dict(issue.alliance),
        **material.sealed.as_json(),
        "number": issue.number,
        "edition": issue.edition,
        "issued_at": issue.issued_at,
        "wording": issue.wording,
        "certificate": sha256(sealer.certificate),
        "authority": sha256(sealer.authority),
        "people": [one.as_json() for one in material.people],
    }
    return canonical(normalise(said))


def seal(pages: Printed, constancia: bytes, material: Material, sealer: Sealer, *, at: datetime) -> bytes:
    """Return the sealed constancia: the body is its literal prefix. Raises as `seal.seal` does."""
    from alianza_desktop.signing import writing

    check_hour(sealer, at)
    attached = {CONSTANCIA_JSON: constancia, EVIDENCE_JSON: material.to_bytes()}
    writer = writing.compose(pages.body, Appendix(pages.annex), attached, at)
    return writing.certify(writer, sealer, at, reason=REASON, location="")


def read(constancia: bytes, evidence: bytes) -> tuple[Mapping[str, Json], Material]:
    """Read the attachments of a constancia; `Mismatch` (`complement`, `evidence`) or `Corrupt`."""
    try:
        said = shapes.mapping(parse_strict(constancia))
    except Corrupt as error:
        raise Mismatch("complement") from error
    whole = shapes.mapping(parse_strict(evidence))
    if said.get("format") != FORMAT or whole.get("format") != late.FORMAT:
        raise Mismatch("complement")
    sealed = _sealed(whole)
    if _sealed(said) != sealed:
        raise Mismatch("acta-identity")
    people = [shapes.mapping(one) for one in shapes.sequence(said.get("people"))]
    uncovered = {shapes.digest(one, "entry") for one in people if one.get("after") is True}
    found = Material(
        sealed,
        _chains(whole, "chains"),
        _chains(whole, "after"),
        frozenset(uncovered),
        bundle.inks(shapes.mapping(whole.get("inks"))),
        bundle.authorities(whole),
    )
    return said, found


def _sealed(members: Mapping[str, Json]) -> Sealed:
    subject = Subject(
        shapes.text(members, "acta"),
        shapes.text(members, "version"),
        shapes.digest(members, "content_hash"),
        shapes.digest(members, "body_hash"),
    )
    return Sealed(subject, shapes.digest(members, "sealed_hash"))


def _chains(members: Mapping[str, Json], name: str) -> tuple[Chain, ...]:
    found = tuple(bundle.chain(shapes.mapping(one)) for one in shapes.sequence(members.get(name)))
    devices = [one.device for one in found]
    if devices != sorted(set(devices)):
        raise Corrupt("evidence-form")
    return found


def check(said: Mapping[str, Json], material: Material, installation: bytes, authority: bytes) -> None:
    """Check that a constancia agrees with its evidence and with its seal (certificates in DER).

    Raises `Corrupt` as `late.check` and `chains.check` do, `evidence-ink`, and `Mismatch`:
    `certificate-device`, `closing-seal`, `complement-people`.
    """
    for chain in material.late:
        late.check(chain, material.sealed)
    for chain in material.after:
        chains.check(chain, material.sealed.subject)
    check_devices((*material.late, *material.after), authority, material.authorities)
    if (said.get("certificate"), said.get("authority")) != (sha256(installation), sha256(authority)):
        raise Mismatch("closing-seal")
    people = material.people
    if said.get("people") != [one.as_json() for one in people] or not people:
        raise Mismatch("complement-people")
    if named_inks(people, material.after) != material.inks.keys():
        raise Corrupt("evidence-ink")


def named_inks(people: Sequence[Late], after: Sequence[Chain]) -> set[str]:
    """Return the hashes of the inks that a constancia carries: those of its outcomes and of whole chains."""
    entries = [entry for chain in after for entry in chain.entries if entry.facts.get("kind") == "outcome"]
    found = {Outcome.read(entry.facts).ink for entry in entries} | {one.outcome.ink for one in people}
    return found - {""}
