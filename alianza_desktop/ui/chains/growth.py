"""Where a chain grows: the stage of the next step, what is selected after a card is gone. No Qt."""

from alianza_desktop.core.format_es import plural
from alianza_desktop.services import chain_gestures
from alianza_desktop.services.chain_view import ActivityView, ChainView, Gesture
from alianza_desktop.ui.chains import facts

Made = tuple[Gesture, str]
"""A gesture and what is selected after it."""


def new(gesture: Gesture) -> Made:
    return gesture, gesture[0].id if gesture else ""


def in_stage(view: ChainView, stage_id: str) -> Made:
    """Add an activity to a stage; a chain without stages gets its first one with it."""
    if stage_id:
        return new(chain_gestures.add_activity(view, stage_id))
    stage = chain_gestures.add_stage(view, "Eslabón 1")
    card = chain_gestures.add_activity(view, stage[0].id)
    return (*stage, *card), card[0].id


def following(view: ChainView, here: ActivityView) -> str:
    """Return the stage after the one of a card; its own when it is the last."""
    stages = [one.id for one in view.stages if not one.gone]
    if here.stage_id not in stages:
        return stages[0] if stages else ""
    return stages[min(len(stages) - 1, stages.index(here.stage_id) + 1)]


def beside(view: ChainView, record_id: str) -> str:
    """Return the card before or after one in its stage; its stage when it is alone."""
    gone = view.activity(record_id)
    if gone is None:
        link = next((one for one in view.links if one.id == record_id), None)
        return link.source_id if link is not None else ""
    group = [one.id for one in view.activities if (one.kind, one.stage_id) == (gone.kind, gone.stage_id)]
    place = group.index(record_id)
    rest = [*group[:place][::-1], *group[place + 1 :]]
    return rest[0] if rest else gone.stage_id


def known(view: ChainView, record_id: str) -> bool:
    """Say whether a record of any kind is still in the chain."""
    return (
        bool(facts.details(view, record_id).id)
        or any(record_id in {gap.id for gap in one.gaps} for one in view.activities)
        or any(record_id in {actor.id for actor in one.actors} for one in view.activities)
    )


def dropped(number: int) -> str:
    it = plural(number, "un cambio no se hizo", f"{number} cambios no se hicieron")
    return f"Otro equipo cambió antes lo mismo: {it}. Se muestra lo que hay ahora."
