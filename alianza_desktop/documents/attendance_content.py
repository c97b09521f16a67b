"""What the attendance list of a session says, as frozen data."""

from dataclasses import dataclass
from typing import Final

WORDING: Final = "attendance.v1"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row:
    """Someone registered in the session."""

    surnames: str
    given_names: str
    document_type: str = ""
    document_number: str = ""
    position: str = ""
    organization: str = ""
    sector: str = ""
    mesa: str = ""
    """As it is printed: a number or a short name."""
    arrived_at: str = ""
    """Instant or hour."""
    mode: str = ""
    quality: str = ""

    @property
    def name(self) -> str:
        return ", ".join(filter(None, (self.surnames, self.given_names)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """Someone who takes part without personal data."""

    sector: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AttendanceList:
    """What the list says."""

    alliance: str
    territory: str
    rehearsal: bool
    workshop: str
    stage: int
    session: str
    date: str
    starts_at: str
    ends_at: str
    rows: tuple[Row, ...]
    unnamed: tuple[Unnamed, ...] = ()
    place: str = ""
    city: str = ""
    modality: str = ""
    host: str = ""
    year_line: str = ""
    data_holder: str = ""
    data_bank_code: str = ""
    data_contact: str = ""
    retention_years: int | None = None
