"""What a person does to a chain, as gestures: made from the view alone, applied by `chains.apply`.

A new record gets its id here, from the given source, so that the gesture can name it. A change of nothing is
an empty gesture.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.ids import IdSource, uuid7
from alianza_desktop.model import rules
from alianza_desktop.model.chain_rules import ACTIVITY, PRODUCT
from alianza_desktop.services.chain_store import FIELDS, Fields
from alianza_desktop.services.chain_view import (
    ActivityView,
    ActorView,
    ChainView,
    Edit,
    GapView,
    Gesture,
    Kind,
    LinkView,
    StageView,
    Value,
)

Position = tuple[int, int] | None
"""Where a person put a card; None lets the layout decide."""


def add_activity(
    view: ChainView,
    stage_id: str,
    name: str = "",
    *,
    after: str = "",
    connect_from: str = "",
    at: Position = None,
    ids: IdSource = uuid7,
) -> Gesture:
    """Add an activity to a stage, below another one (by default the last), with product from a third."""
    cards = [one for one in view.activities if one.kind == ACTIVITY and one.stage_id == stage_id]
    values: Fields = {"kind": ACTIVITY, "stage_id": stage_id, "name": name, "order_key": _below(cards, after)}
    made = _made("activity", ids(), values | _placed(at))
    link: Fields = {"source_id": connect_from, "target_id": made.id, "flow": PRODUCT}
    return (made, _made("link", ids(), link)) if connect_from else (made,)


def add_card(
    view: ChainView, kind: str, name: str = "", *, at: Position = None, ids: IdSource = uuid7
) -> Gesture:
    """Add a support of the whole chain, or a note."""
    cards = [one for one in view.activities if one.kind == kind]
    values: Fields = {"kind": kind, "name": name, "order_key": _below(cards, "")}
    return (_made("activity", ids(), values | _placed(at)),)


def add_stage(view: ChainView, name: str = "", *, after: str = "", ids: IdSource = uuid7) -> Gesture:
    """Add a stage after another one, by default the last."""
    key = _below([one for one in view.stages if not one.gone], after)
    return (_made("stage", ids(), {"name": name, "order_key": key}),)


def add_actor(
    view: ChainView, activity_id: str, organization_id: str, role: str = "", *, ids: IdSource = uuid7
) -> Gesture:
    """Let an organisation take part in an activity."""
    values: Fields = {
        "activity_id": activity_id,
        "organization_id": organization_id,
        "role": role,
        "order_key": _below(card(view, activity_id).actors, ""),
    }
    return (_made("actor", ids(), values),)


def add_gap(view: ChainView, activity_id: str, text: str, *, ids: IdSource = uuid7) -> Gesture:
    """Say what an activity lacks."""
    key = _below(card(view, activity_id).gaps, "")
    return (_made("gap", ids(), {"activity_id": activity_id, "text": text, "order_key": key}),)


def connect(
    view: ChainView, source_id: str, target_id: str, flow: str = PRODUCT, *, ids: IdSource = uuid7
) -> Gesture:
    """Connect two activities; `chains.apply` says what may connect."""
    card(view, source_id)
    card(view, target_id)
    return (_made("link", ids(), {"source_id": source_id, "target_id": target_id, "flow": flow}),)


def rename(view: ChainView, record_id: str, name: str) -> Gesture:
    """Give a stage or a card another name, a gap another text."""
    kind, values = _found(view, record_id)
    return _changed(kind, record_id, values, {"text" if kind == "gap" else "name": name})


def change(view: ChainView, record_id: str, values: Mapping[str, Value]) -> Gesture:
    """Change fields of any record of the chain: a state, a role, a flow."""
    kind, known = _found(view, record_id)
    return _changed(kind, record_id, known, values)


def move(view: ChainView, positions: Mapping[str, Position]) -> Gesture:
    """Put cards where a person left them, or (None) leave them to the layout."""
    edits: list[Edit] = []
    for activity_id, position in positions.items():
        x, y = position or (None, None)
        edits += _changed("activity", activity_id, _of_activity(card(view, activity_id)), {"x": x, "y": y})
    return tuple(edits)


def move_activity(
    view: ChainView, activity_id: str, stage_id: str, *, after: str | None = None, at: Position = None
) -> Gesture:
    """Take an activity to a stage, below another one: "" is the top, None the end."""
    known = card(view, activity_id)
    cards = [
        one
        for one in view.activities
        if one.kind == ACTIVITY and one.stage_id == stage_id and one.id != activity_id
    ]
    key = _top(cards) if after == "" else _below(cards, after or "")
    values = {"stage_id": stage_id, "order_key": key, "x": None, "y": None} | _placed(at)
    return _changed("activity", activity_id, _of_activity(known), values)


def move_stage(view: ChainView, stage_id: str, place: int) -> Gesture:
    """Take a stage to a position among the others, 0 the first."""
    known = next((one for one in view.stages if one.id == stage_id and not one.gone), None)
    if known is None:
        raise NotFound("record-missing", kind="stage", id=stage_id)
    others = [one for one in view.stages if one.id != stage_id and not one.gone]
    if [one.id for one in view.stages].index(stage_id) == place:
        return ()
    key = _below(others, others[min(place, len(others)) - 1].id) if place > 0 and others else _top(others)
    return _changed("stage", stage_id, _of_stage(known), {"order_key": key})


def remove(view: ChainView, ids: Collection[str]) -> Gesture:
    """Take records of any kind away with all that hangs on them: a stage with its activities and their links.

    Ids that are not in the chain are passed over.
    """
    gone = set(ids)
    stages = [one for one in view.stages if one.id in gone and not one.gone]
    cards = [one for one in view.activities if one.id in gone or (one.stage_id and one.stage_id in gone)]
    ends = {one.id for one in cards}
    links = [
        one for one in view.links if one.id in gone or not ends.isdisjoint((one.source_id, one.target_id))
    ]
    return (
        *(_unmade("link", one.id, _of_link(one)) for one in links),
        *_unhung(view, gone, ends, "actor"),
        *_unhung(view, gone, ends, "gap"),
        *(_unmade("activity", one.id, _of_activity(one)) for one in cards),
        *(_unmade("stage", one.id, _of_stage(one)) for one in stages),
    )


def remove_stage(view: ChainView, stage_id: str) -> Gesture:
    """Take a stage away with its activities."""
    return remove(view, (stage_id,))


def card(view: ChainView, activity_id: str) -> ActivityView:
    """Return an activity, support or note. Raises `NotFound("record-missing")`."""
    found = view.activity(activity_id)
    if found is None:
        raise NotFound("record-missing", kind="activity", id=activity_id)
    return found


# --- edits from views


def _made(kind: Kind, record_id: str, values: Mapping[str, Value]) -> Edit:
    return Edit(kind, record_id, None, values)


def _unmade(kind: Kind, record_id: str, values: Mapping[str, Value]) -> Edit:
    return Edit(kind, record_id, values, None)


def _changed(kind: Kind, record_id: str, known: Fields, values: Mapping[str, Value]) -> Gesture:
    changed = {name: value for name, value in values.items() if known.get(name) != value}
    if not changed:
        return ()
    return (Edit(kind, record_id, {name: known.get(name) for name in changed}, changed),)


def _unhung(view: ChainView, gone: set[str], ends: set[str], kind: Kind) -> Iterator[Edit]:
    """Return the removals of actors or gaps: those named, and those of the activities that go."""
    for activity in view.activities:
        for one, values in _hanging(activity, kind):
            if one in gone or activity.id in ends:
                yield _unmade(kind, one, values)


def _hanging(activity: ActivityView, kind: Kind) -> Iterable[tuple[str, Fields]]:
    if kind == "actor":
        return [(one.id, _of_actor(activity, one)) for one in activity.actors]
    return [(one.id, _of_gap(activity, one)) for one in activity.gaps]


def _found(view: ChainView, record_id: str) -> tuple[Kind, Fields]:
    """Return a record of the chain as values. Raises `NotFound("record-missing")`."""
    for kind, known, values in _everything(view):
        if known == record_id:
            return kind, values
    raise NotFound("record-missing", kind="chain", id=record_id)


def _everything(view: ChainView) -> Iterator[tuple[Kind, str, Fields]]:
    for stage in view.stages:
        yield "stage", stage.id, _of_stage(stage)
    for activity in view.activities:
        yield "activity", activity.id, _of_activity(activity)
        for one, values in _hanging(activity, "actor"):
            yield "actor", one, values
        for one, values in _hanging(activity, "gap"):
            yield "gap", one, values
    for link in view.links:
        yield "link", link.id, _of_link(link)


def _of_stage(one: StageView) -> Fields:
    return {"name": one.name, "order_key": one.order_key}


def _of_activity(one: ActivityView) -> Fields:
    return {name: getattr(one, name) for name in FIELDS["activity"]}


def _of_actor(activity: ActivityView, one: ActorView) -> Fields:
    return {
        "activity_id": activity.id,
        "organization_id": one.organization_id,
        "role": one.role,
        "order_key": one.order_key,
    }


def _of_gap(activity: ActivityView, one: GapView) -> Fields:
    return {"activity_id": activity.id, "text": one.text, "order_key": one.order_key}


def _of_link(one: LinkView) -> Fields:
    return {"source_id": one.source_id, "target_id": one.target_id, "flow": one.flow}


def _placed(at: Position) -> Fields:
    return {"x": at[0], "y": at[1]} if at else {}


# --- order


class _Ordered(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def order_key(self) -> str: ...


def _below(siblings: Sequence[_Ordered], after: str) -> str:
    """Return a key right below a sibling, or below all; siblings with equal keys stay together above it."""
    keys = [one.order_key for one in siblings]
    place = next((place for place, one in enumerate(siblings) if one.id == after), len(keys) - 1)
    if place < 0:
        return rules.key_between()
    return rules.key_between(keys[place], next((key for key in keys[place:] if key > keys[place]), ""))


def _top(siblings: Sequence[_Ordered]) -> str:
    return rules.key_between("", siblings[0].order_key if siblings else "")
