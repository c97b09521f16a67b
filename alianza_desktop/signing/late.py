"""An outcome after the seal: entries of an own chain, one per device and sealed file (signing.md).

The form, decided here once. An entry is a `body` and a `signature`, as in `evidence`:

* signature = Ed25519(device key, `"alianza/late/1"` ‖ body in UTF-8);
* entry hash = hex SHA-256(body in UTF-8 ‖ the 64 bytes of the signature).

Members of every body: `format` "alianza/late/1"; `acta`, `version` (ids), `content_hash`, `body_hash`;
`sealed_hash`, the SHA-256 of the sealed file; `device`; `counter` (0, 1, 2 … without gaps); `previous`
(entry hash of this device's previous entry), but in the first one `device_key` instead; `at`, `clock`,
`operator` and `witness` as in `evidence`; and the outcome as its `outcome` entries have it (`signatory`,
`outcome`, `shown`, …), ink allowed. The prefix and the sealed hash keep it from passing as evidence of
before the seal, and from passing as of another sealed file of the same version.

Nobody chooses between late outcomes and nothing closes their chain: each is a fact that the next *constancia
complementaria* prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from alianza_desktop.core.canonical import Json, b64, canonical, normalise
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.signing import shapes
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import Author, Circumstances, Entry, Outcome, Subject

FORMAT: Final = "alianza/late/1"
PREFIX: Final = FORMAT.encode("ascii")


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed file that late entries cite."""

    subject: Subject
    file_hash: str

    def as_json(self) -> dict[str, Json]:
        return {
            "acta": self.subject.acta,
            "version": self.subject.version,
            "content_hash": self.subject.content_hash,
            "body_hash": self.subject.body_hash,
            "sealed_hash": self.file_hash,
        }


def following(
    chain: Sequence[Entry], sealed: Sealed, author: Author, circumstances: Circumstances, outcome: Outcome
) -> Entry:
    """Return the next entry of the author's own chain, or its first; `Invalid` as `Outcome.check`."""
    outcome.check()
    first: dict[str, Json] = {"device_key": b64(author.public_key)}
    body: dict[str, Json] = {
        "format": FORMAT,
        **sealed.as_json(),
        "device": author.device,
        "counter": len(chain),
        **({"previous": chain[-1].hash} if chain else first),
        **circumstances.as_json(),
        **outcome.as_json(),
    }
    written = canonical(normalise(body))
    return Entry(written.decode(), b64(author.sign(PREFIX + written)))


def check(chain: Chain, sealed: Sealed) -> None:
    """Check a device's chain whole: counters, links, signatures, and that it cites this sealed file.

    Raises `Corrupt`: `evidence-form`, `json-not-canonical`, `evidence-subject`, `evidence-counter`,
    `evidence-link`, `evidence-signature`.
    """
    if not chain.entries:
        raise Corrupt("evidence-form")
    for place, entry in enumerate(chain.entries):
        check_author(entry, chain.device, chain.key, sealed)
        check_next(chain.entries[:place], entry, chain.key)


def check_author(entry: Entry, device: str, key: bytes, sealed: Sealed) -> None:
    """Check that a device's key signed an entry about this sealed file, and that it is an outcome."""
    facts = entry.facts
    signature = shapes.octets({"signature": entry.signature}, "signature")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, PREFIX + entry.body.encode())
    except (InvalidSignature, ValueError) as error:
        raise Corrupt("evidence-signature") from error
    said = {name: facts.get(name) for name in sealed.as_json()}
    if said != sealed.as_json() or shapes.text(facts, "device") != device or facts.get("format") != FORMAT:
        raise Corrupt("evidence-subject")
    shapes.text(shapes.mapping(facts.get("operator")), "name")
    shapes.text(facts, "at")
    if facts.get("clock") not in ("ok", "doubtful"):
        raise Corrupt("evidence-form")
    if Outcome.read(facts).body_seen not in ("", sealed.subject.body_hash):
        raise Corrupt("evidence-subject")


def check_next(before: Sequence[Entry], entry: Entry, key: bytes) -> None:
    """Check that an entry follows those before it in its chain."""
    facts = entry.facts
    if shapes.integer(facts, "counter") != len(before):
        raise Corrupt("evidence-counter")
    if shapes.optional(facts, "previous") != (before[-1].hash if before else ""):
        raise Corrupt("evidence-link")
    if not before and shapes.octets(facts, "device_key") != key:
        raise Corrupt("evidence-signature")
