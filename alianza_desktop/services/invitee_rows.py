"""What a list says about an invitee: one row, read and cleaned, with remarks on what was changed or is in
doubt, and what a person mended of it before it came in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from alianza_desktop.services.invitee_drafts import NAME_FIELDS, Words, name_words

DOUBTS: Final[Mapping[str, str]] = {
    "document-missing": "document", "document-impossible": "document", "document-short": "document",
    "document-check-digit": "document", "document-type-guessed": "document",
    "document-type-unknown": "document", "document-taken": "taken", "homonym": "homonym",
    "name-order": "name", "name-split": "name", "name-signs": "name", "name-long": "name",
    "name-incomplete": "name",
    "name-differs": "name", "letters-lost": "name",
    "phone-doubtful": "phone", "email-doubtful": "email", "date-unreadable": "birth_date",
    "sector-unknown": "sector", "ruc-doubtful": "ruc", "quality-unknown": "quality",
    "formula-unread": "cell", "cell-error": "cell", "same-asked": "same",
    "due-unreadable": "due_on", "amount-doubtful": "amount", "person-unknown": "person",
    "responsible-missing": "organization",
}  # fmt: skip
"""Codes that leave an invitee «por revisar», and what each is about; any other code is only told."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a row: a code of the table of sentences, with its facts."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look."""
        return self.code in DOUBTS


OTHER: Final = "other"
"""The answer to «¿Es la misma?» that it is somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mend:
    """What a person decided about a row while looking at the list; the file stays as it is."""

    values: Mapping[str, str] = field(default_factory=dict)
    """What cells say now, by field."""
    settled: frozenset[str] = frozenset()
    """Codes of doubts that were looked at: it is right as it is."""
    answer: str = ""
    """«¿Es la misma?»: the id of the person it is, or `OTHER`."""
    chosen: frozenset[str] = frozenset()
    """Fields in which the list is right and the directory is not."""
    out: bool = False
    """The row stays out."""

    @property
    def says(self) -> bool:
        """Whether the row says something else than before, or more."""
        return bool(self.values or self.settled or self.answer or self.chosen)


Mends: TypeAlias = Mapping[tuple[str, int], Mend]
"""By sheet and row, as the spreadsheet numbers it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class InviteeRow:
    """One row of a list, read and cleaned, not yet matched with anybody. Empty is not said."""

    sheet: str = ""
    row: int = 0
    """As the spreadsheet numbers it."""
    digest: str = ""
    """Tells the same row when the list comes again."""
    person: Mapping[str, str] = field(default_factory=dict)
    """What it says of the fields of a `Person`, the organisation apart."""
    document_sound: bool = False
    """The number can identify the person."""
    organization: str = ""
    sector: str = ""
    """Of the organisation, as the RUC."""
    ruc: str = ""
    quality: str = ""
    mesa: str = ""
    """Number, name or sigla of a mesa of the workshop."""
    remarks: tuple[Remark, ...] = ()
    mend: Mend = Mend()

    def said(self, name: str) -> str:
        """Return what it says of a field of the person."""
        return self.person.get(name, "")

    @property
    def document(self) -> tuple[str, str]:
        """The type of the document and its number."""
        return self.said("document_type") or "none", self.said("document_number")

    @property
    def words(self) -> Words:
        """The folded words of the whole name, sorted."""
        return name_words(*map(self.said, NAME_FIELDS))
