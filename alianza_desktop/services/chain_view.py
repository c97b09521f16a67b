"""A value chain as plain data: what screens and documents read, and the edits that change it.

The view is immutable and holds ids, so that a canvas, a list, a drawing and a file are made from the same
thing. An `Edit` says what a record was and what it becomes; swapped, it is its own undo.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["stage", "activity", "actor", "gap", "link"]
"""The records of a chain: eslabón, actividad, quien participa, brecha, flujo."""
Value = str | int | None


@dataclass(frozen=True, slots=True)
class ActorView:
    """An organisation that takes part in an activity."""

    id: str
    organization_id: str
    name: str
    short_name: str
    sector: str
    role: str
    """What it does there: free text, for example «compra y transporte»."""
    order_key: str = ""


@dataclass(frozen=True, slots=True)
class GapView:
    """A brecha: what the activity lacks."""

    id: str
    text: str
    order_key: str = ""


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage (eslabón), in order."""

    id: str
    name: str
    order_key: str
    gone: bool = False
    """It was deleted on another laptop and still holds activities: shown, the last, so that none is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """A card: an activity of a stage, a support of the whole chain, or a note."""

    id: str
    kind: str
    """`activity`, `support` or `note` (`model.chains.ACTIVITY_KINDS`)."""
    stage_id: str
    """Of one of the chain's stages; of no importance for a support or a note."""
    name: str
    current_state: str
    desired_state: str
    x: int | None
    """Left edge in px of the drawing at 100 %, when a person placed the card; None lets the layout decide."""
    y: int | None
    order_key: str
    actors: tuple[ActorView, ...] = ()
    gaps: tuple[GapView, ...] = ()
    agreements: tuple[tuple[str, str], ...] = ()
    """(id, code) of the commitments that name this activity."""

    @property
    def sector(self) -> str:
        """The sector of its first actor, which gives its links their line."""
        return next((one.sector for one in self.actors if one.sector), "")


@dataclass(frozen=True, slots=True)
class LinkView:
    """A flow from one activity to another."""

    id: str
    source_id: str
    target_id: str
    flow: str
    """One of `model.chains.FLOWS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """A whole chain."""

    id: str
    workshop_id: str
    name: str
    product: str
    territory: str
    stages: tuple[StageView, ...]
    activities: tuple[ActivityView, ...]
    """In the order of their stages, then of their keys."""
    links: tuple[LinkView, ...]
    rehearsal: bool = False

    def activity(self, activity_id: str) -> ActivityView | None:
        """Return a card by its id."""
        return next((one for one in self.activities if one.id == activity_id), None)


@dataclass(frozen=True, slots=True)
class Edit:
    """One record of a chain before and after: `before` None makes it, `after` None takes it away.

    Both hold only the fields that change (all of them when a record is made). Who edits gives the id, so
    that a gesture of several edits can name its own new records.
    """

    kind: Kind
    id: str
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None

    @property
    def inverse(self) -> "Edit":
        """What takes it back."""
        return Edit(self.kind, self.id, self.after, self.before)


Gesture = tuple[Edit, ...]
"""What one command of a person changes, applied whole; taken back by its inverses in reverse order."""


def inverse(gesture: Gesture) -> Gesture:
    """Return the gesture that takes another one back."""
    return tuple(edit.inverse for edit in reversed(gesture))
