"""`evidencia.json`, the attachment of a sealed acta that carries all its evidence.

RFC 8785 bytes of:

    {"format": "alianza/evidence/1",
     "acta": id, "version": id, "number": "003-2026-MESA-CACAO-A",
     "content_hash": hex, "body_hash": hex,
     "chains": [{"device": id, "key": raw Ed25519 public key in base64url,
                 "certificate": DER of the installation's certificate in base64url: it names device and key
                                (storage/authority.py, `device_uri`),
                 "entries": [{"body": the RFC 8785 text of the entry, "signature": base64url}, …]}, …],
     "inks": {SHA-256: {"v": 1, "w": …, "h": …, "strokes": [[x, y, …], …]}, …},
     "authorities": [DER in base64url, …]}

`authorities`, sorted, is there only when a chain's certificate is not of the authority that the seal carries:
an earlier one of the alliance, or any of it when the seal is of another certificate (PKCS#12). It has exactly
those. `chains` is sorted by device, entries by counter. `inks` has exactly the inks that the entries name:
the key is the SHA-256 of the RFC 8785 bytes of its value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alianza_desktop.core.canonical import Json, b64, canonical, parse_strict
from alianza_desktop.core.errors import Corrupt, Invalid
from alianza_desktop.signing import shapes
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import FORMAT, Entry, Outcome, Subject
from alianza_desktop.signing.ink import Ink


@dataclass(frozen=True, slots=True, repr=False)
class Bundle:
    """The evidence of an acta version, as it is in `evidencia.json`."""

    subject: Subject
    number: str
    chains: tuple[Chain, ...]
    inks: Mapping[str, Ink]
    authorities: tuple[bytes, ...] = ()
    """DER of those that certify chains and that the seal does not carry."""

    def to_bytes(self) -> bytes:
        chains: list[Json] = [written(one) for one in sorted(self.chains, key=lambda one: one.device)]
        return canonical(
            {
                "format": FORMAT,
                "acta": self.subject.acta,
                "version": self.subject.version,
                "number": self.number,
                "content_hash": self.subject.content_hash,
                "body_hash": self.subject.body_hash,
                "chains": chains,
                "inks": {digest: ink.as_json() for digest, ink in self.inks.items()},
                **written_authorities(self.authorities),
            }
        )

    @classmethod
    def read(cls, data: bytes) -> "Bundle":
        """Read `evidencia.json`; its chains are checked by `chains.check`, its set of inks by `check_inks`.

        Raises `Corrupt`: `json-not-canonical`, `evidence-form`, `evidence-ink`.
        """
        whole = shapes.mapping(parse_strict(data))
        if whole.get("format") != FORMAT:
            raise Corrupt("evidence-form")
        subject = Subject(
            shapes.text(whole, "acta"),
            shapes.text(whole, "version"),
            shapes.digest(whole, "content_hash"),
            shapes.digest(whole, "body_hash"),
        )
        chains = tuple(chain(shapes.mapping(one)) for one in shapes.sequence(whole.get("chains")))
        devices = [one.device for one in chains]
        if not chains or devices != sorted(set(devices)):
            raise Corrupt("evidence-form")
        drawn = inks(shapes.mapping(whole.get("inks")))
        return cls(subject, shapes.text(whole, "number"), chains, drawn, authorities(whole))


def written(chain: Chain) -> dict[str, Json]:
    """Return a chain as it is in an attachment."""
    return {
        "device": chain.device,
        "key": b64(chain.key),
        "certificate": b64(chain.certificate),
        "entries": [{"body": one.body, "signature": one.signature} for one in chain.entries],
    }


def chain(members: Mapping[str, Json]) -> Chain:
    """Read what `written` wrote; `Corrupt("evidence-form")`."""
    entries = [shapes.mapping(one) for one in shapes.sequence(members.get("entries"))]
    if not entries:
        raise Corrupt("evidence-form")
    return Chain(
        device=shapes.text(members, "device"),
        key=shapes.octets(members, "key"),
        entries=tuple(Entry(shapes.text(one, "body"), shapes.text(one, "signature")) for one in entries),
        certificate=shapes.octets(members, "certificate"),
    )


def written_authorities(ders: Iterable[bytes]) -> dict[str, Json]:
    """Return the member of the authorities, or nothing without any."""
    written_as: list[Json] = [*sorted(map(b64, ders))]
    return {"authorities": written_as} if written_as else {}


def authorities(members: Mapping[str, Json]) -> tuple[bytes, ...]:
    """Read what `written_authorities` wrote; `Corrupt("evidence-form")`."""
    if "authorities" not in members:
        return ()
    said = [str(one) for one in shapes.sequence(members["authorities"])]
    if not said or said != sorted(set(said)):
        raise Corrupt("evidence-form")
    return tuple(shapes.octets({"der": one}, "der") for one in said)


def inks(members: Mapping[str, Json]) -> dict[str, Ink]:
    """Read inks by their hash; `Corrupt("evidence-ink")`."""
    try:
        found = {digest: Ink.read(value) for digest, value in members.items()}
    except Invalid as error:
        raise Corrupt("evidence-ink") from error
    if any(digest != ink.digest for digest, ink in found.items()):
        raise Corrupt("evidence-ink")
    return found


def check_inks(bundle: Bundle) -> None:
    """Check that the inks are those that the entries name, no more and no less; `Corrupt("evidence-ink")`."""
    named = {
        Outcome.read(entry.facts).ink
        for chain in bundle.chains
        for entry in chain.entries
        if entry.facts.get("kind") == "outcome"
    }
    if named - {""} != bundle.inks.keys():
        raise Corrupt("evidence-ink")
