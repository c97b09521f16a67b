"""Acuerdos, compromisos and pedidos: what was agreed, who answers for it, until when."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from alianza_desktop.model.base import Centimos, Day, Instant, Record

KINDS: Final = ("acuerdo", "compromiso", "pedido")
ACCEPTANCES: Final = ("to_confirm", "accepted", "declined")
"""Whether the responsible took it on; empty when nobody asked."""
FOLLOW_UPS: Final = ("pending", "in_progress", "done", "partly_done", "rescheduled", "dropped")
"""How it goes after the acta; empty is pending, overdue is derived."""
NOTES: Final = ("objection", "reservation", "observation")


class Agreement(Record):
    """One numbered row of an acta: exactly one main responsible and one date or «permanente»."""

    __tablename__ = "agreement"

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    mesa_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    """One of `KINDS`."""
    text: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[str] = mapped_column(default="", index=True)
    """The one responsible organisation."""
    person_id: Mapped[str] = mapped_column(default="", index=True)
    """The named person, present or not."""
    due_on: Mapped[Day] = mapped_column(default="")
    permanent: Mapped[bool] = mapped_column(default=False)
    deliverable: Mapped[str] = mapped_column(default="")
    amount: Mapped[Centimos | None] = mapped_column(default=None)
    verification: Mapped[str] = mapped_column(default="")
    """Medio de verificación: what will prove that it was done."""
    funding: Mapped[str] = mapped_column(default="")
    """Where the money comes from."""
    policy: Mapped[str] = mapped_column(default="")
    """The policy or plan that it serves, in the words of the room."""
    activity_id: Mapped[str] = mapped_column(default="", index=True)
    """The activity of a value chain that it was born of."""
    acceptance: Mapped[str] = mapped_column(default="")
    """One of `ACCEPTANCES`."""
    follow_up: Mapped[str] = mapped_column(default="")
    """One of `FOLLOW_UPS`."""
    read_digest: Mapped[str] = mapped_column(default="")
    """SHA-256 of what was read aloud: «leído» holds while it says the same."""
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id."""


class AgreementPartner(Record):
    """A co-responsible organisation of an agreement."""

    __tablename__ = "agreement_partner"
    __natural_key__ = ("agreement_id", "organization_id")

    agreement_id: Mapped[str] = mapped_column(default="", index=True)
    organization_id: Mapped[str] = mapped_column(default="", index=True)


class CarriedAgreement(Record):
    """An open agreement of an earlier workshop that another one takes up again."""

    __tablename__ = "carried_agreement"
    __natural_key__ = ("agreement_id", "workshop_id")

    agreement_id: Mapped[str] = mapped_column(default="", index=True)
    workshop_id: Mapped[str] = mapped_column(default="", index=True)


class AgreementGoal(Record):
    """A Sustainable Development Goal (1 … 17) or target (2.3) that an agreement serves."""

    __tablename__ = "agreement_goal"
    __natural_key__ = ("agreement_id", "goal")

    agreement_id: Mapped[str] = mapped_column(default="", index=True)
    goal: Mapped[str] = mapped_column(default="")


class AgreementNote(Record):
    """What somebody objected, reserved or observed about an agreement, with their name."""

    __tablename__ = "agreement_note"

    agreement_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    """One of `NOTES`."""
    organization_id: Mapped[str] = mapped_column(default="", index=True)
    person_id: Mapped[str] = mapped_column(default="", index=True)
    text: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant] = mapped_column(default="")


class ParkedIdea(Record):
    """An idea of the parking lot (parqueo): kept for later, and what it became."""

    __tablename__ = "parked_idea"

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    mesa_id: Mapped[str] = mapped_column(default="", index=True)
    text: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[str] = mapped_column(default="", index=True)
    person_id: Mapped[str] = mapped_column(default="", index=True)
    agreement_id: Mapped[str] = mapped_column(default="", index=True)
    """The agreement that it became."""
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id."""
    at: Mapped[Instant] = mapped_column(default="")
