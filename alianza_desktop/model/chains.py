"""Value chains (cadenas de valor): stages, what is done in them, who takes part, what is lacking, what flows.

Every box of the drawing is a record, so that what a room sketches is data: the same organisations as in the
directory and the same commitments as in the actas.
"""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from alianza_desktop.model.base import Record, Ubigeo

ACTIVITY_KINDS: Final = ("activity", "support", "note")
FLOWS: Final = ("product", "information", "payment", "contract")


class ValueChain(Record):
    """The chain of a product or a service, sketched in a workshop."""

    __tablename__ = "value_chain"

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    name: Mapped[str] = mapped_column(default="")
    product: Mapped[str] = mapped_column(default="")
    """The product or public service that the chain is of."""
    ubigeo: Mapped[Ubigeo] = mapped_column(default="")
    """Its territory; empty is the workshop's."""
    objective: Mapped[str] = mapped_column(default="")


class ChainStage(Record):
    """A stage (eslabón): a column of the drawing."""

    __tablename__ = "chain_stage"

    chain_id: Mapped[str] = mapped_column(default="", index=True)
    name: Mapped[str] = mapped_column(default="")
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id."""


class ChainActivity(Record):
    """A card: an activity of a stage, a support service of the whole chain, or a note."""

    __tablename__ = "chain_activity"

    chain_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    """One of `ACTIVITY_KINDS`."""
    stage_id: Mapped[str] = mapped_column(default="", index=True)
    """Empty for a support or a note."""
    name: Mapped[str] = mapped_column(default="")
    current_state: Mapped[str] = mapped_column(default="")
    desired_state: Mapped[str] = mapped_column(default="")
    x: Mapped[int | None] = mapped_column(default=None)
    """Left edge in px of the drawing at 100 %, when a person placed the card."""
    y: Mapped[int | None] = mapped_column(default=None)
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index within its stage, or among the supports or the notes; ties by id."""


class ChainActor(Record):
    """An organisation that takes part in an activity."""

    __tablename__ = "chain_actor"
    __natural_key__ = ("activity_id", "organization_id")

    activity_id: Mapped[str] = mapped_column(default="", index=True)
    organization_id: Mapped[str] = mapped_column(default="", index=True)
    role: Mapped[str] = mapped_column(default="")
    """What it does there, in free words: «compra y transporte»."""
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id. The first one gives its links their line."""


class ChainGap(Record):
    """A brecha: what an activity lacks."""

    __tablename__ = "chain_gap"

    activity_id: Mapped[str] = mapped_column(default="", index=True)
    text: Mapped[str] = mapped_column(default="")
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id."""


class ChainLink(Record):
    """A flow from one activity to another."""

    __tablename__ = "chain_link"
    __natural_key__ = ("source_id", "target_id", "flow")

    chain_id: Mapped[str] = mapped_column(default="", index=True)
    source_id: Mapped[str] = mapped_column(default="", index=True)
    target_id: Mapped[str] = mapped_column(default="", index=True)
    flow: Mapped[str] = mapped_column(default="")
    """One of `FLOWS`."""
