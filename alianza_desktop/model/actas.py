"""Actas: the draft, who signs it, its immutable versions, and the evidence of each outcome (signing.md)."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from alianza_desktop.model.base import Day, Hour, Instant, Record

ACTA_STATES: Final = ("draft", "review", "annulled")
"""What is stored. Frozen, signed and sealed are derived from versions, evidence and seals."""

ADDENDUM: Final = "addendum"
REPLACEMENT: Final = "replacement"
"""How an acta amends another: it adds to it (adenda), or takes its place (nueva versión)."""

OUTCOMES: Final = (
    "ink", "paper", "thumbprint", "at_request", "digital", "refused", "absent", "left",
)  # fmt: skip
"""Firma en pantalla, firma en papel, huella, firma a ruego, firma digital, se negó, ausente, se retiró."""

CLAUSES: Final = ("budget", "no_cost", "electronic", "data", "image", "interpreted")
"""Optional clauses; `DEFAULT_CLAUSES` are in unless somebody leaves them out."""
DEFAULT_CLAUSES: Final = ("budget", "interpreted")
"""`interpreted` says something only when somebody interpreted."""
TRANSLATED: Final = (
    "title", "attendees", "agenda", "background", "development", "agreements", "reservations",
    "next_meeting", "approval", "annexes",
)  # fmt: skip
"""The headings that `HeadingTranslation` may have."""


class Acta(Record):
    """Minutes of a mesa (or of the plenaria) in a workshop; only the draft is here and may change."""

    __tablename__ = "acta"
    __natural_key__ = ("workshop_id", "mesa_id", "number")

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    mesa_id: Mapped[str] = mapped_column(default="", index=True)
    """Empty for the plenaria."""
    state: Mapped[str] = mapped_column(default="")
    """One of `ACTA_STATES`."""
    number: Mapped[str] = mapped_column(default="")
    """Given by the first freeze; empty for a draft."""
    reviewed_hash: Mapped[str] = mapped_column(default="")
    """SHA-256 of the content that was read aloud in review; a freeze of anything else is refused."""
    date: Mapped[Day] = mapped_column(default="")
    starts_at: Mapped[Hour] = mapped_column(default="")
    ends_at: Mapped[Hour] = mapped_column(default="")
    background: Mapped[str] = mapped_column(default="")
    """Antecedentes and the previous acta."""
    development: Mapped[str] = mapped_column(default="")
    reservations: Mapped[str] = mapped_column(default="")
    """Pedidos, discrepancias y reservas, with the name of who made them."""
    next_meeting: Mapped[str] = mapped_column(default="")
    amends_id: Mapped[str] = mapped_column(default="")
    """The acta that this one adds to (adenda) or replaces (nueva versión)."""
    amends_how: Mapped[str] = mapped_column(default="")
    """`ADDENDUM` or `REPLACEMENT`."""
    annulled_reason: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    """The second language of its headings, as `HeadingTranslation` names it; empty for Spanish alone."""


class ActaSignatory(Record):
    """A person who is expected to sign an acta, and in what quality."""

    __tablename__ = "acta_signatory"
    __natural_key__ = ("acta_id", "person_id")

    acta_id: Mapped[str] = mapped_column(default="", index=True)
    person_id: Mapped[str] = mapped_column(default="", index=True)
    organization_id: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="")
    quality: Mapped[str] = mapped_column(default="")
    accreditation: Mapped[str] = mapped_column(default="")
    """Carta poder, resolución or oficio."""
    accreditation_file: Mapped[str] = mapped_column(default="")
    """SHA-256 of its scan."""
    represents_id: Mapped[str] = mapped_column(default="", index=True)
    """The person in whose place they sign."""
    order_key: Mapped[str] = mapped_column(default="")


class ActaClause(Record):
    """An optional clause of the wording, put in or left out; without one, as the wording proposes."""

    __tablename__ = "acta_clause"
    __natural_key__ = ("acta_id", "code")

    acta_id: Mapped[str] = mapped_column(default="", index=True)
    code: Mapped[str] = mapped_column(default="")
    included: Mapped[bool] = mapped_column(default=False)


class HeadingTranslation(Record):
    """A heading of the acta in another language, and who reviewed it: nothing is translated by a machine."""

    __tablename__ = "heading_translation"
    __natural_key__ = ("language", "key")

    language: Mapped[str] = mapped_column(default="")
    key: Mapped[str] = mapped_column(default="")
    """The heading's key in the wording."""
    text: Mapped[str] = mapped_column(default="")
    reviewed_by: Mapped[str] = mapped_column(default="")


class ActaVersion(Record):
    """A frozen acta: hashes and sizes; the canonical JSON and the body PDF are attachments."""

    __tablename__ = "acta_version"
    __fact__ = True
    __permanent__ = True
    __natural_key__ = ("number", "version")

    acta_id: Mapped[str] = mapped_column(default="", index=True)
    number: Mapped[str] = mapped_column(default="", index=True)
    """For example `003-2026-MESA-CACAO-A`; final at the freeze (sync.md §4)."""
    version: Mapped[int] = mapped_column(default=0)
    content_hash: Mapped[str] = mapped_column(default="")
    content_size: Mapped[int] = mapped_column(default=0)
    body_hash: Mapped[str] = mapped_column(default="")
    body_size: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    wording: Mapped[str] = mapped_column(default="")
    """Version of the legal wording, for example `acta.v1`."""
    device: Mapped[str] = mapped_column(default="")
    """The device that froze it: it holds the seal role."""
    frozen_at: Mapped[Instant] = mapped_column(default="")


class Evidence(Record):
    """One entry of a device's chain for an acta version.

    `body` and `signature` are the record; the other columns are only a projection of them.
    """

    __tablename__ = "evidence"
    __fact__ = True
    __permanent__ = True

    version_id: Mapped[str] = mapped_column(default="", index=True)
    signatory_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    """`genesis`, `outcome`, `choice` or `closing`."""
    outcome: Mapped[str] = mapped_column(default="")
    """One of `OUTCOMES`."""
    device: Mapped[str] = mapped_column(default="")
    counter: Mapped[int] = mapped_column(default=0)
    body: Mapped[str] = mapped_column(default="")
    """RFC 8785 text of the entry."""
    signature: Mapped[str] = mapped_column(default="")
    """Ed25519 over `"alianza/evidence/1" ‖ body`."""
    at: Mapped[Instant] = mapped_column(default="")


class ActaSeal(Record):
    """A sealed PDF of a version; two of them are a conflict shown to all."""

    __tablename__ = "acta_seal"
    __fact__ = True
    __permanent__ = True
    __natural_key__ = ("version_id",)

    version_id: Mapped[str] = mapped_column(default="", index=True)
    file_hash: Mapped[str] = mapped_column(default="")
    file_size: Mapped[int] = mapped_column(default=0)
    device: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")
