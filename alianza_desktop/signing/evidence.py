"""Evidence of how each person ended with an acta: add-only entries, one chain per device and acta version.

An entry is a `body` (the RFC 8785 text of a JSON object) and a `signature` (base64url):

* signature = Ed25519(device key, `"alianza/evidence/1"` ‖ body in UTF-8);
* entry hash = hex SHA-256(body in UTF-8 ‖ the 64 bytes of the signature).

Members of every body: `format` "alianza/evidence/1"; `kind`; `acta`, `version` (ids); `content_hash`,
`body_hash`; `device`; `counter` (0, 1, 2 … without gaps in each chain); `previous` (entry hash of this
device's previous entry; only the genesis has none); `at` (local time with offset: information, never order);
`clock` ("ok" or "doubtful"); `operator` {`name`, `role`}; optionally `witness`.

* `genesis` (counter 0): `device_key`, the raw Ed25519 public key in base64url.
* `outcome`: `signatory` {`id`, `name` and, when they are known, `document_type`, `document_number`,
  `organization`, `position`, `quality`, `accreditation`: as acta.json has them}; `outcome` (one of
  `model.actas.OUTCOMES`); `shown` {`seen`: bool, `hash`: the body hash, only when seen}; and when they apply
  `identified_by` (one of `IDENTIFICATIONS`), `consent` (version of its text), `ink` (SHA-256), `reason`,
  `left_at` (hh:mm), `paper`, `signed_for_by`, `note` (what the person observed).
* `choice`: two or more outcomes of one person stand; a facilitator or coordinator chooses: `signatory` (id),
  `cites` (every outcome and choice of that person known here, entry hashes, sorted), `chosen` (an outcome),
  optionally `reason`. One that cites what never came waits, until a coordinator's cites it.
* `closing` (the cierre, last of the sealing device's chain): `heads` [{`device`, `counter`, `head`}] of every
  device, sorted; `counts` {`entries`, `outcomes` {code: how many}}; optionally `missing` (devices of the
  alliance whose evidence is not here, sorted); `certificate` and `authority`, the SHA-256 of the DER
  certificates that the seal will carry.

An absent member is left out. A member that this version does not know is kept and ignored.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final, Protocol

from alianza_desktop.core.canonical import Json, b64, canonical, normalise, parse_strict, sha256
from alianza_desktop.core.errors import Corrupt, Invalid, NotAllowed
from alianza_desktop.model.actas import OUTCOMES
from alianza_desktop.signing import shapes

FORMAT: Final = "alianza/evidence/1"
PREFIX: Final = FORMAT.encode("ascii")
IDENTIFICATIONS: Final = ("document", "known", "accreditation", "witness")
"""Showed their document; the operator knows them; by their credential; a witness identified them."""
CHOOSERS: Final = ("facilitator", "coordinator")
OVERRULES: Final = "coordinator"
"""Who may choose again without waiting for what an earlier choice cites and never came."""
ON_PAPER: Final = ("paper", "thumbprint", "at_request")
FREED: Final = ("refused", "absent", "left")
"""Outcomes without any signature."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What every entry of an acta version cites."""

    acta: str
    version: str
    content_hash: str
    body_hash: str


@dataclass(frozen=True, slots=True, repr=False)
class Author:
    """The device that writes."""

    device: str
    public_key: bytes
    """Ed25519, 32 raw bytes."""
    sign: Callable[[bytes], bytes]
    """The device key's signature."""


@dataclass(frozen=True, slots=True, repr=False)
class Circumstances:
    """When and before whom. `at` is an instant of `core.clock`; `role` one of `model.alliances.ROLES`."""

    at: str
    operator: str
    role: str
    witness: str = ""
    clock_doubtful: bool = False

    def as_json(self) -> dict[str, Json]:
        return {
            "at": self.at,
            "clock": "doubtful" if self.clock_doubtful else "ok",
            "operator": {"name": self.operator, "role": self.role},
            **_present(witness=self.witness),
        }


@lru_cache(maxsize=1024)
def _members(body: str) -> Mapping[str, Json]:
    """Read a body once: an acta asks its entries what they say seven times."""
    return shapes.mapping(parse_strict(body.encode()))


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One entry as it is stored and exchanged; what it says is read from `body`."""

    body: str
    signature: str

    @property
    def hash(self) -> str:
        """Hex SHA-256(body ‖ signature); `Corrupt("evidence-form")` when that is no base64url."""
        return sha256(self.body.encode() + shapes.octets({"signature": self.signature}, "signature"))

    @property
    def facts(self) -> Mapping[str, Json]:
        """The members of the body; `Corrupt("json-not-canonical")`, `Corrupt("evidence-form")`."""
        return _members(self.body)


class Facts(Protocol):
    """What a kind of entry adds to the common members."""

    @property
    def kind(self) -> str: ...

    def as_json(self) -> dict[str, Json]: ...


@dataclass(frozen=True, slots=True, repr=False)
class Genesis:
    """The first entry of a device for an acta version."""

    public_key: bytes
    kind = "genesis"

    def as_json(self) -> dict[str, Json]:
        return {"device_key": b64(self.public_key)}


@dataclass(frozen=True, slots=True, repr=False)
class Signatory:
    """A person expected to sign, with the members that acta.json has."""

    id: str
    name: str
    document_type: str = ""
    document_number: str = ""
    organization: str = ""
    position: str = ""
    quality: str = ""
    accreditation: str = ""

    @classmethod
    def read(cls, members: Mapping[str, Json]) -> "Signatory":
        """Read an item of acta.json's `signatories`; `Corrupt("evidence-form")`."""
        names = [one.name for one in fields(cls)]
        return cls(**{name: shapes.optional(members, name) for name in names if members.get(name)})

    def as_json(self) -> dict[str, Json]:
        return _present(**{one.name: getattr(self, one.name) for one in fields(self)})


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """How a person ended with the acta. Rules: `check`."""

    signatory: Signatory
    outcome: str
    body_seen: str = ""
    """Body hash of the pages that the person was shown; empty when they were not."""
    identified_by: str = ""
    consent: str = ""
    ink: str = ""
    reason: str = ""
    left_at: str = ""
    paper: str = ""
    signed_for_by: str = ""
    note: str = ""
    kind = "outcome"

    def check(self) -> None:
        """Raise `Invalid` when what is said does not go with the outcome."""
        problems = {
            "outcome-unknown": self.outcome not in OUTCOMES,
            "identification-unknown": self.identified_by not in ("", *IDENTIFICATIONS),
            "ink-needed": self.outcome == "ink" and not self.ink,
            "ink-unexpected": self.outcome != "ink" and bool(self.ink),
            "consent-text-needed": self.outcome == "ink" and not self.consent,
            "body-not-shown": self.outcome in ("ink", "digital") and not self.body_seen,
            "identification-needed": self.outcome not in FREED and not self.identified_by,
            "left-hour-needed": self.outcome == "left" and not self.left_at,
            "left-hour-unexpected": self.outcome != "left" and bool(self.left_at),
            "signed-for-needed": self.outcome == "at_request" and not self.signed_for_by,
            "reason-unexpected": bool(self.reason) and self.outcome not in FREED,
            "paper-unexpected": bool(self.paper or self.signed_for_by) and self.outcome not in ON_PAPER,
        }
        for code, wrong in problems.items():
            if wrong:
                raise Invalid(code)

    def as_json(self) -> dict[str, Json]:
        shown: dict[str, Json] = {"seen": bool(self.body_seen), **_present(hash=self.body_seen)}
        texts = {name: getattr(self, name) for name in _OUTCOME_TEXTS}
        return {
            "signatory": self.signatory.as_json(), "outcome": self.outcome, "shown": shown,
            **_present(**texts),
        }  # fmt: skip

    @classmethod
    def read(cls, facts: Mapping[str, Json]) -> "Outcome":
        """Read the facts of an `outcome` entry; `Corrupt("evidence-form")`."""
        shown = shapes.mapping(facts.get("shown"))
        seen = shapes.optional(shown, "hash")
        if shown.get("seen") is not bool(seen):
            raise Corrupt("evidence-form")
        found = cls(
            signatory=Signatory.read(shapes.mapping(facts.get("signatory"))),
            outcome=shapes.text(facts, "outcome"),
            body_seen=seen,
            **{name: shapes.optional(facts, name) for name in _OUTCOME_TEXTS},
        )
        try:
            found.check()
        except Invalid as error:
            raise Corrupt("evidence-form") from error
        return found


_OUTCOME_TEXTS: Final = (
    "identified_by", "consent", "ink", "reason", "left_at", "paper", "signed_for_by", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """Which of several outcomes of one person stands."""

    signatory: str
    cites: tuple[str, ...]
    chosen: str
    reason: str = ""
    kind = "choice"

    def as_json(self) -> dict[str, Json]:
        return {
            "signatory": self.signatory, "cites": sorted(self.cites), "chosen": self.chosen,
            **_present(reason=self.reason),
        }  # fmt: skip

    @classmethod
    def read(cls, facts: Mapping[str, Json]) -> "Choice":
        """Read the facts of a `choice` entry; `Corrupt("evidence-form")`."""
        cites = tuple(str(one) for one in shapes.sequence(facts.get("cites")))
        if len(cites) < 2 or list(cites) != sorted(set(cites)):
            raise Corrupt("evidence-form")
        return cls(
            shapes.text(facts, "signatory"),
            cites,
            shapes.digest(facts, "chosen"),
            shapes.optional(facts, "reason"),
        )


@dataclass(frozen=True, slots=True)
class Head:
    """Where a device's chain ends."""

    device: str
    counter: int
    head: str

    def as_json(self) -> dict[str, Json]:
        return {"device": self.device, "counter": self.counter, "head": self.head}


@dataclass(frozen=True, slots=True)
class Closing:
    """The cierre: all that the sealing device has, in one entry."""

    heads: tuple[Head, ...]
    counts: Mapping[str, int]
    """Outcome code → how many people ended so."""
    certificate: str
    authority: str
    missing: tuple[str, ...] = ()
    kind = "closing"

    def as_json(self) -> dict[str, Json]:
        written: dict[str, Json] = {
            "heads": [one.as_json() for one in sorted(self.heads, key=lambda one: one.device)],
            "counts": {
                "entries": sum(one.counter + 1 for one in self.heads), "outcomes": dict(self.counts)
            },
            "certificate": self.certificate,
            "authority": self.authority,
        }  # fmt: skip
        if self.missing:
            written["missing"] = sorted(self.missing)
        return written

    @staticmethod
    def heads_of(facts: Mapping[str, Json]) -> tuple[Head, ...]:
        """Read the heads in the facts of a cierre; `Corrupt("evidence-form")`."""
        said = [shapes.mapping(one) for one in shapes.sequence(facts.get("heads"))]
        return tuple(
            Head(shapes.text(one, "device"), shapes.integer(one, "counter"), shapes.digest(one, "head"))
            for one in said
        )


def genesis(subject: Subject, author: Author, circumstances: Circumstances) -> Entry:
    """Return the first entry of a device: it binds the hashes of the acta version and the device's key."""
    return _sign(author, _body(subject, author, circumstances, Genesis(author.public_key)) | {"counter": 0})


def following(
    chain: Sequence[Entry], subject: Subject, author: Author, circumstances: Circumstances, facts: Facts
) -> Entry:
    """Return the next entry of the author's own chain, which must begin with its genesis.

    Raises `Invalid` for facts that do not go together, `NotAllowed("acta-closed")` after the cierre and
    `NotAllowed("choice-role")` when the operator may not choose. `chains.check` checks the chain itself.
    """
    last = chain[-1]
    if last.facts.get("kind") == "closing":
        raise NotAllowed("acta-closed")
    if isinstance(facts, Outcome):
        facts.check()
    if facts.kind == "choice" and circumstances.role not in CHOOSERS:
        raise NotAllowed("choice-role")
    body = _body(subject, author, circumstances, facts)
    return _sign(author, body | {"counter": len(chain), "previous": last.hash})


def _body(subject: Subject, author: Author, circumstances: Circumstances, facts: Facts) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "kind": facts.kind,
        "acta": subject.acta,
        "version": subject.version,
        "content_hash": subject.content_hash,
        "body_hash": subject.body_hash,
        "device": author.device,
        **circumstances.as_json(),
        **facts.as_json(),
    }


def _sign(author: Author, body: dict[str, Json]) -> Entry:
    written = canonical(normalise(body))
    return Entry(written.decode(), b64(author.sign(PREFIX + written)))


def _present(**texts: str) -> dict[str, Json]:
    return {name: value for name, value in texts.items() if value}
