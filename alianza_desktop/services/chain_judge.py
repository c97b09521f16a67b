"""Whether what a gesture leaves is a chain: codes that exist, actors once, links that may connect.

Only what the gesture changes is judged, so that another laptop's odd record never stops the work here.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Organization
from alianza_desktop.model.chain_rules import Flow, Network, Place, Places, goes_back, joins_activities
from alianza_desktop.model.chains import ACTIVITY_KINDS, FLOWS
from alianza_desktop.services.chain_store import ChainStore, Fields, Key
from alianza_desktop.services.chain_view import Kind
from alianza_desktop.services.query import get, one_of

_CODES: Final[Mapping[Kind, tuple[str, tuple[str, ...]]]] = {
    "activity": ("kind", ACTIVITY_KINDS),
    "link": ("flow", FLOWS),
}
_PLACING: Final = ("kind", "stage_id", "order_key")
"""Fields that may turn a link backwards or leave it without an activity."""


def judge(store: ChainStore, after: Mapping[Key, Fields]) -> None:
    """Refuse what breaks a rule. Raises `Invalid` and `NotFound("record-missing")` as `apply` says."""
    changed = {key: values for key, values in after.items() if store.living.get(key) != values}
    for (kind, _), values in changed.items():
        if kind in _CODES:
            name, allowed = _CODES[kind]
            one_of(str(values[name]), allowed, name)
    _judge_actors(store, after, {key[1]: values for key, values in changed.items() if key[0] == "actor"})
    links = {key[1] for key in changed if key[0] == "link"}
    moved = any(_moves(store.living.get(key), values) for key, values in changed.items())
    if links or moved:
        _judge_links(store, after, links)


def _moves(before: Fields | None, after: Fields) -> bool:
    """Say whether a record that was there changes its place."""
    return before is not None and any(name in after and before[name] != after[name] for name in _PLACING)


def _judge_actors(store: ChainStore, after: Mapping[Key, Fields], changed: Mapping[str, Fields]) -> None:
    if not changed:
        return
    for actor_id, values in changed.items():
        if store.tombstone(("actor", actor_id)) is None:
            get(store.session, Organization, str(values["organization_id"]))
    seen: set[tuple[str, str]] = set()
    touched = {str(values["activity_id"]) for values in changed.values()}
    new = {(str(one["activity_id"]), str(one["organization_id"])) for one in changed.values()}
    for values in store.of_activities(touched, after):
        pair = str(values["activity_id"]), str(values["organization_id"])
        if pair in seen and pair in new:
            raise Invalid("actor-repeated")
        seen.add(pair)


def _judge_links(store: ChainStore, after: Mapping[Key, Fields], changed: set[str]) -> None:
    links = {link_id: flow_of(values) for link_id, values in store.whole("link", after).items()}
    places = _places(store, after)
    before = _places(store, store.living)
    network = Network(places)
    for link_id, link in links.items():
        if link_id not in changed:
            _judge_kept(link, before, places)
            network.add(link)
    for link_id in changed:
        fault = network.fault(links[link_id])
        if fault:
            raise Invalid(fault)
        network.add(links[link_id])


def _judge_kept(link: Flow, before: Places, after: Places) -> None:
    """Refuse a move that turns a link which was right into a wrong one."""
    ends = {link.source_id, link.target_id}
    if not (ends <= before.keys() and ends <= after.keys()):
        return
    if joins_activities(link, before) and not joins_activities(link, after):
        raise Invalid("link-kind")
    if goes_back(link, after) and not goes_back(link, before):
        raise Invalid("link-backward")


def flow_of(values: Fields) -> Flow:
    """Return a link as the rules see it."""
    return Flow(str(values["source_id"]), str(values["target_id"]), str(values["flow"]))


def _places(store: ChainStore, after: Mapping[Key, Fields]) -> dict[str, Place]:
    stages = store.whole("stage", after)
    positions = {one: place for place, one in enumerate(_ordered(stages))}
    return {
        activity_id: Place(str(values["kind"]), positions.get(str(values["stage_id"]), len(positions)))
        for activity_id, values in store.whole("activity", after).items()
    }


def _ordered(stages: Mapping[str, Fields]) -> Iterable[str]:
    return sorted(stages, key=lambda one: (str(stages[one]["order_key"]), one))
