"""What the screens of the actas show, as plain data. No Qt."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alianza_desktop.core import catalogs
from alianza_desktop.ui.cells import Chip
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from alianza_desktop.storage.operations import Heads

STATES = ("draft", "review", "signing", "signed", "sealed")
"""In the order in which an acta goes through them; `annulled` stands apart."""
_CHIPS = {
    "draft": ("neutral", "pencil"),
    "review": ("info", "eye"),
    "signing": ("warning", "signature"),
    "signed": ("success", "check"),
    "sealed": ("inverse", "lock"),
    "annulled": ("error", "circle-x"),
}


def chip(state: str, done: int, total: int) -> Chip:
    """Return the chip of a state (ux.md §3.5)."""
    kind, icon = _CHIPS[state]
    words = catalogs.label("acta_state", state)
    return Chip(kind, icon, f"{words} {done}/{total}" if state == "signing" else words)


def amendment(amended: str) -> Chip:
    """Return the chip of an acta that another adds to or replaces."""
    words = catalogs.label("amended", amended)
    return Chip("neutral", "history", words) if amended == "replaced" else Chip("info", "note", words)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedActa:
    """An acta in the list."""

    id: str
    title: str
    caption: str
    chip: Chip
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """The actas of a workshop, and for which mesas one can still be composed: (mesa id, words)."""

    subtitle: str
    actas: tuple[ListedActa, ...]
    to_compose: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the document: `find` is what its page is looked up by; without it, the first page."""

    key: str
    words: str
    count: str = ""
    complete: bool = True
    find: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Signer:
    """Somebody who has to end with the acta."""

    id: str
    name: str
    sector: str
    organization: str
    words: str
    """Position, organisation and quality, as the pad says them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a draft says by choice: its optional clauses, and a second language of its headings."""

    clauses: tuple[tuple[str, str, bool], ...] = ()
    """Code, words, whether it is in."""
    language: str = ""
    languages: tuple[str, ...] = ()
    """Those in which people reviewed some heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingsFacts:
    """The reviewed headings in one language, by their key, with who reviewed them."""

    language: str
    texts: dict[str, str]
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandFacts:
    """To which laptops the seal can be handed on."""

    title: str
    laptops: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One change of a text, in words; an empty side says nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffFacts:
    """What a new version, or an adenda, says otherwise."""

    title: str
    signing: str
    nothing: str
    """What to say when nothing changes."""
    lines: tuple[DiffLine, ...]
    begins: bool
    """Whether a new version can be begun from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnulFacts:
    """What annulling means for this acta, and whether who coordinates has a PIN here."""

    title: str
    words: str
    has_pin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutFacts:
    """What is said of an acta's place among others, with the way to one of them."""

    words: str = ""
    go: str = ""
    button: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CapacityFacts:
    """In what quality somebody signs a draft."""

    signer: Signer
    values: dict[str, str]
    represents: str
    scanned: bool
    lacks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ActaFacts:
    """Everything of one acta that comes from the store, but its pages."""

    id: str
    state: str
    title: str
    subtitle: str
    done: int
    total: int
    sections: tuple[Section, ...]
    gaps: tuple[Row, ...]
    values: dict[str, str]
    heads: "Heads"
    people: tuple[Row, ...]
    signers: dict[str, Signer]
    next_id: str = ""
    """Whose turn it is; empty when everybody ended or the acta takes no more."""
    undecided: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    """By signatory: the outcomes between which somebody has to choose, by entry hash."""
    awaited: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    """Who of the frozen version has not ended yet."""
    """Those of them of whom a choice cites what is not here: who coordinates may choose without it."""
    closed_at: str = ""
    """When it was frozen, hh:mm; empty before."""
    file_stem: str = ""
    number: str = ""
    version: int = 0
    code: str = ""
    body_hash: str = ""
    seal_reason: str = ""
    """Why it cannot be sealed yet; empty when it can."""
    notices: tuple[Row, ...] = ()
    """What does not stop it, each with where it is done: agreements that nobody read aloud, a quorum."""
    interrupted: str = ""
    """Whose signature was cut short by the power; empty when nobody's."""
    unprintable: str = ""
    """What to say of letters that paper does not show, while they can be changed."""
    choices: Choices = field(default_factory=Choices)
    amended: str = ""
    """`with_addendum`, `replaced` or nothing."""
    about: AboutFacts = field(default_factory=AboutFacts)
    receipts: dict[str, str] = field(default_factory=dict)
    """By signatory: the evidence recorded on this laptop whose receipt can be printed."""
    late_takes: frozenset[str] = frozenset()
    """Whose outcome can still be taken after the seal."""
    offers: frozenset[str] = frozenset()
    """What «Más» offers now besides printing: the members of `offering.OFFERS`."""
    copies: int = 0
    """How many signatories were handed a copy of the sealed acta."""
    two_seals: str = ""
    """What to say when the version was sealed twice; empty when it was not."""
    after_seal: str = ""
    """What to say of evidence that came after the seal."""

    @property
    def frozen(self) -> bool:
        return self.state not in ("draft", "review")


@dataclass(frozen=True, slots=True, repr=False)
class Pages:
    """An acta as it prints: the bytes and the name of their file, both of one state of the acta."""

    stem: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FreezeFacts:
    """What freezing will fix."""

    number: str
    version: int
    signatories: int
    code: str
    """Código of the text that was read in review."""
    unprintable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PadFacts:
    """What a person is shown before drawing their signature."""

    signer: Signer
    number: str
    acta: str
    """Its version and pages, after the number."""
    code: str
    consent: str
    body: bytes
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SealFacts:
    """What the seal will record."""

    title: str
    counts: tuple[Row, ...]
    devices: tuple[Row, ...]
    warning: str
