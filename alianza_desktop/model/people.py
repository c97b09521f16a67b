"""People, the organisations they act for, and what they consented to."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from alianza_desktop.model.base import Day, Instant, Record, Ubigeo

SECTORS: Final = ("public", "private", "academia", "society")
LEVELS: Final = ("national", "regional", "provincial", "district")
TRAITS: Final = ("competence", "capacity", "resource", "experience")
"""What stage 1 of the method asks of each actor."""
NEEDS: Final = ("need", "expectation")


class Organization(Record):
    """An actor of the territory."""

    __tablename__ = "organization"
    __natural_key__ = ("name",)

    name: Mapped[str] = mapped_column(default="", index=True)
    short_name: Mapped[str] = mapped_column(default="")
    """At most 28 characters, for tables and the projector."""
    sector: Mapped[str] = mapped_column(default="")
    """One of `SECTORS`; empty when not known yet («por completar»)."""
    level: Mapped[str] = mapped_column(default="")
    """One of `LEVELS`, for public bodies."""
    ruc: Mapped[str] = mapped_column(default="")
    ubigeo: Mapped[Ubigeo] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    """Who to ask for, as they say it: a name, an office."""
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    logo: Mapped[str] = mapped_column(default="")
    """SHA-256 of the attachment with its picture."""


class ActorTrait(Record):
    """Something that an actor brings: a row of one of its four lists of stage 1."""

    __tablename__ = "actor_trait"

    organization_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    """One of `TRAITS`."""
    text: Mapped[str] = mapped_column(default="")
    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    """Where it was said; empty when it was written between workshops."""
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id."""


class TerritoryNeed(Record):
    """A need or an expectation of the territory, and who said it (stage 2)."""

    __tablename__ = "territory_need"

    ubigeo: Mapped[Ubigeo] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    """One of `NEEDS`."""
    text: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[str] = mapped_column(default="", index=True)
    person_id: Mapped[str] = mapped_column(default="", index=True)
    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id."""


class Person(Record):
    """A participant. Names are kept as typed; one surname is legal."""

    __tablename__ = "person"
    __natural_key__ = ("document_type", "document_number")

    document_type: Mapped[str] = mapped_column(default="")
    """Code of the catalogue of document types (SUNAT 06, plus `pending` and `none`)."""
    document_number: Mapped[str] = mapped_column(default="", index=True)
    given_names: Mapped[str] = mapped_column(default="")
    paternal_surname: Mapped[str] = mapped_column(default="")
    maternal_surname: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[str] = mapped_column(default="", index=True)
    position: Mapped[str] = mapped_column(default="")
    """Cargo in the organisation."""
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    """One or more addresses, separated by `; `."""
    language: Mapped[str] = mapped_column(default="")
    support: Mapped[str] = mapped_column(default="")
    """Accessibility or other support that the person asked for."""
    community: Mapped[str] = mapped_column(default="")
    """Comunidad nativa or campesina, or centro poblado."""
    ubigeo: Mapped[Ubigeo] = mapped_column(default="")
    birth_date: Mapped[Day] = mapped_column(default="")
    sex: Mapped[str] = mapped_column(default="")
    """`F` or `M` as the list said it; empty when not asked."""

    @property
    def full_name(self) -> str:
        """Given names, then surnames, as they are said aloud."""
        return " ".join(filter(None, (self.given_names, self.paternal_surname, self.maternal_surname)))

    @property
    def listed_name(self) -> str:
        """Surnames, given names: for lists in alphabetical order."""
        surnames = " ".join(filter(None, (self.paternal_surname, self.maternal_surname)))
        return ", ".join(filter(None, (surnames, self.given_names)))


class Consent(Record):
    """An answer to one box of the consent text, with the version read and the hour."""

    __tablename__ = "consent"
    __fact__ = True

    person_id: Mapped[str] = mapped_column(default="", index=True)
    purpose: Mapped[str] = mapped_column(default="")
    """`registration`, `contact` or `photos`."""
    given: Mapped[bool] = mapped_column(default=False)
    informed_only: Mapped[bool] = mapped_column(default=False)
    """A public body acting in its functions: informed, no consent needed (Ley 29733 art. 14.1)."""
    text_version: Mapped[str] = mapped_column(default="")
    text_hash: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")
