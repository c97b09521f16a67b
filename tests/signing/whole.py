"""A whole sealed acta, with the body and the closing pages that this program draws; its sealer may lie."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from alianza_desktop.core.canonical import sha256
from alianza_desktop.documents import acta as acta_document
from alianza_desktop.documents import closing, wording
from alianza_desktop.documents.acta_content import ActaContent, acta_json, content_hash, to_json
from alianza_desktop.signing import evidence
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.chains import Chain, counts, standings
from alianza_desktop.signing.evidence import Author, Facts, Outcome, Signatory, Subject
from alianza_desktop.signing.ink import Ink
from alianza_desktop.signing.seal import Appendix, Sealer, seal
from tests.documents.closing_samples import signature
from tests.documents.rich_acta import full
from tests.signing import material

KINDS = ("ink", "refused", "ink", "absent", "digital", "paper")
"""How each signatory ends, in turn: two laptops take them in turn."""


@dataclass(frozen=True)
class Whole:
    """A sealed acta and everything that made it."""

    content: ActaContent
    body: bytes
    bundle: Bundle
    appendix: Appendix
    stamp: Sealer
    sealed: bytes

    @property
    def pin(self) -> str:
        return sha256(self.stamp.authority)


@cache
def stamp() -> Sealer:
    return material.sealer(material.authority())


def whole(
    content: ActaContent | None = None,
    *,
    shown: ActaContent | None = None,
    drawn: Mapping[str, Ink] | None = None,
    chains: tuple[Chain, ...] | None = None,
    kinds: tuple[str, ...] = KINDS,
) -> Whole:
    """Seal an acta; `shown` is what its pages say and `drawn` the inks that they show, when they lie."""
    content = content or full()
    words = wording.load(content.acta.wording)
    body = acta_document.build(shown or content, words).data
    subject = subject_of(content, body)
    made = chains or chains_of(content, subject, kinds)
    inks = {ink.digest: ink for ink in (signature(number) for number in range(len(content.signatories)))}
    named = {str(one.facts.get("ink")) for chain in made for one in chain.entries}
    kept = {digest: ink for digest, ink in inks.items() if digest in named}
    bundle = Bundle(subject, content.acta.number, closed(made, subject), kept)
    seen = replace(bundle, inks=drawn) if drawn else bundle
    pages = closing.Closing(content=content, body_size=len(body), body_pages=3, bundle=seen, devices={})
    appendix = closing.build(pages, wording.load(closing.WORDING))
    sealed = seal(body, appendix, acta_json(content), bundle.to_bytes(), stamp(), at=material.AT)
    return Whole(content, body, bundle, appendix, stamp(), sealed)


def subject_of(content: ActaContent, body: bytes) -> Subject:
    return Subject(content.acta.id, content.acta.version_id, content_hash(content), sha256(body))


def authors() -> tuple[Author, Author]:
    return material.author(), material.author(material.OTHER_DEVICE, 2)


def chains_of(content: ActaContent, subject: Subject, kinds: tuple[str, ...] = KINDS) -> tuple[Chain, ...]:
    """Return the evidence of two laptops, before the cierre."""
    outcomes = outcomes_of(content, subject, kinds)
    return tuple(
        material.chain_of(one, *outcomes[number::2], subject=subject) for number, one in enumerate(authors())
    )


def outcomes_of(content: ActaContent, subject: Subject, kinds: tuple[str, ...] = KINDS) -> list[Facts]:
    people = to_json(content)["signatories"]
    assert isinstance(people, list)
    return [
        _outcome(kinds[number % len(kinds)], Signatory.read(members), signature(number).digest, subject)
        for number, members in enumerate(people)
        if isinstance(members, dict)
    ]


def _outcome(kind: str, person: Signatory, ink: str, subject: Subject) -> Outcome:
    signs = kind not in evidence.FREED
    return Outcome(
        person,
        kind,
        body_seen=subject.body_hash if signs else "",
        identified_by="document" if signs else "",
        consent="ink.v1" if kind == "ink" else "",
        ink=ink if kind == "ink" else "",
        left_at="12:50" if kind == "left" else "",
    )


def closed(chains: tuple[Chain, ...], subject: Subject) -> tuple[Chain, ...]:
    """Return the chains, certified, with the cierre at the end of the first."""
    first, *others = (material.certified(one, stamp()) for one in chains)
    facts = evidence.Closing(
        heads=tuple(one.head for one in (first, *others)),
        counts=counts(standings((first, *others)).values()),
        certificate=sha256(stamp().certificate),
        authority=sha256(stamp().authority),
    )
    entry = evidence.following(first.entries, subject, authors()[0], material.moment(50), facts)
    return (replace(first, entries=(*first.entries, entry)), *others)
