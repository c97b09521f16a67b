"""The alliance of a territory, its devices and the people who work at them."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from alianza_desktop.model.base import Day, Instant, Record, Ubigeo

ROLES: Final = ("registrar", "facilitator", "coordinator", "rapporteur", "analyst")


class Alliance(Record):
    """A territory's process with its workshops: the unit of replication, encryption and authorisation.

    Its `id` is the `alliance_id` of everything in it.
    """

    __tablename__ = "alliance"

    name: Mapped[str] = mapped_column(default="")
    ubigeo: Mapped[Ubigeo] = mapped_column(default="")
    founded_on: Mapped[Day] = mapped_column(default="")
    rehearsal: Mapped[bool] = mapped_column(default=False)
    """A rehearsal alliance: fictional, marked on every screen and page."""
    ca_certificate: Mapped[str] = mapped_column(default="")
    """DER of the alliance's certificate authority; its SHA-256 is the pin of `verify`."""
    data_holder: Mapped[str] = mapped_column(default="")
    """Holder of the personal-data bank, named in the consent text (Ley 29733 art. 18)."""
    data_bank_code: Mapped[str] = mapped_column(default="")
    data_contact: Mapped[str] = mapped_column(default="")
    retention_years: Mapped[int | None] = mapped_column(default=None)


class Device(Record):
    """One installation in the alliance: its key and the letter of its acta numbers."""

    __tablename__ = "device"

    device: Mapped[str] = mapped_column(default="", index=True)
    """The device id: 16 bytes in lowercase hex."""
    letter: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    """What people call it, for example «R1»."""
    public_key: Mapped[str] = mapped_column(default="")
    """Ed25519 public key, raw bytes."""
    certificate: Mapped[str] = mapped_column(default="")
    """DER of the installation's certificate, issued by the alliance's CA."""


class Authority(Record):
    """A certificate authority that the alliance made after its first one, lost or at its end."""

    __tablename__ = "authority"
    __fact__ = True
    __permanent__ = True

    certificate: Mapped[str] = mapped_column(default="")
    """DER; its SHA-256 is one more pin of `verify`."""
    replaces: Mapped[str] = mapped_column(default="")
    """SHA-256 of the authority before it."""
    vouched: Mapped[str] = mapped_column(default="")
    """Signature of that authority over the new certificate; empty when its key was lost."""
    reason: Mapped[str] = mapped_column(default="")
    device: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")


class AuthorityHandover(Record):
    """The authority's key was given to another device; the key itself is in no record."""

    __tablename__ = "authority_handover"
    __fact__ = True
    __permanent__ = True

    authority: Mapped[str] = mapped_column(default="")
    """SHA-256 of its certificate."""
    device: Mapped[str] = mapped_column(default="")
    to_device: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")


class Revocation(Record):
    """From an hour on, nobody should trust what this certificate seals."""

    __tablename__ = "revocation"
    __fact__ = True
    __permanent__ = True

    certificate: Mapped[str] = mapped_column(default="", index=True)
    """SHA-256 of the DER."""
    device: Mapped[str] = mapped_column(default="")
    """The device whose certificate it is."""
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")


class Operator(Record):
    """Someone who works at a laptop. A PIN's verifier is local to the device, never here."""

    __tablename__ = "operator"
    __natural_key__ = ("name",)

    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    """One of `ROLES`."""


class SameAs(Record):
    """Two records are the same person or organisation; deleting this record undoes it (sync.md §3)."""

    __tablename__ = "same_as"
    __natural_key__ = ("entity", "one_id", "other_id")

    entity: Mapped[str] = mapped_column(default="")
    one_id: Mapped[str] = mapped_column(default="", index=True)
    """The smaller of the two ids."""
    other_id: Mapped[str] = mapped_column(default="", index=True)
    stated_at: Mapped[Instant] = mapped_column(default="")


class NotSame(Record):
    """Two records that look alike are not the same, somebody said: nobody asks again."""

    __tablename__ = "not_same"
    __natural_key__ = ("entity", "one_id", "other_id")

    entity: Mapped[str] = mapped_column(default="")
    one_id: Mapped[str] = mapped_column(default="", index=True)
    """The smaller of the two ids."""
    other_id: Mapped[str] = mapped_column(default="", index=True)
