"""Acuerdos, compromisos and pedidos: what was agreed, who answers for it, until when."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from alianza_desktop.model.base import Centimos, Day, Record

KINDS: Final = ("acuerdo", "compromiso", "pedido")


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
    activity_id: Mapped[str] = mapped_column(default="", index=True)
    """The activity of a value chain that it was born of."""
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
