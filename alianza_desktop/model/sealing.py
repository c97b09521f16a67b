"""What happens to a frozen acta around its seal: who may seal, paper pages, what comes after (signing.md)."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from alianza_desktop.model.base import Instant, Record

COPIES: Final = ("signature", "timestamp")
PAPER_PAGES: Final = ("body", "sheet", "unknown")


class SealHandover(Record):
    """A device hands the seal role of a version on to another; only its holder's word counts."""

    __tablename__ = "seal_handover"
    __fact__ = True
    __permanent__ = True

    version_id: Mapped[str] = mapped_column(default="", index=True)
    counter: Mapped[int] = mapped_column(default=0)
    """1, 2, 3 … of the version: each begins where the one before ended."""
    device: Mapped[str] = mapped_column(default="")
    to_device: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")


class PaperPage(Record):
    """A page signed on paper, scanned or photographed; the original is kept by its hash."""

    __tablename__ = "paper_page"
    __fact__ = True

    version_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    """One of `PAPER_PAGES`."""
    page: Mapped[int] = mapped_column(default=0)
    """From 1, of its kind; 0 when nobody knows."""
    file: Mapped[str] = mapped_column(default="")
    """SHA-256 of the file as it came."""
    file_page: Mapped[int] = mapped_column(default=0)
    """From 1, inside that file."""
    found_by: Mapped[str] = mapped_column(default="")
    """`code` when the page's QR was read, `typed` when somebody typed it."""
    at: Mapped[Instant] = mapped_column(default="")


class LateOutcome(Record):
    """An outcome after the seal. `body` and `signature` are the record, as in `Evidence`."""

    __tablename__ = "late_outcome"
    __fact__ = True
    __permanent__ = True

    version_id: Mapped[str] = mapped_column(default="", index=True)
    signatory_id: Mapped[str] = mapped_column(default="", index=True)
    outcome: Mapped[str] = mapped_column(default="")
    device: Mapped[str] = mapped_column(default="")
    counter: Mapped[int] = mapped_column(default=0)
    body: Mapped[str] = mapped_column(default="")
    signature: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")


class ActaComplement(Record):
    """A sealed constancia complementaria: late outcomes, citing the hash of the sealed acta."""

    __tablename__ = "acta_complement"
    __fact__ = True
    __permanent__ = True

    version_id: Mapped[str] = mapped_column(default="", index=True)
    file_hash: Mapped[str] = mapped_column(default="")
    file_size: Mapped[int] = mapped_column(default=0)
    device: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")


class SealCopy(Record):
    """A second file of a sealed acta, with a signature or a time-stamp more; the first one's bytes stay.

    Or that a signatory was handed a copy: `file_hash` is then of the file that they took away.
    """

    __tablename__ = "seal_copy"
    __fact__ = True
    __permanent__ = True

    seal_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    """One of `COPIES`, or of `services.seal_copies.HANDED`."""
    signatory_id: Mapped[str] = mapped_column(default="", index=True)
    file_hash: Mapped[str] = mapped_column(default="")
    file_size: Mapped[int] = mapped_column(default=0)
    device: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")
