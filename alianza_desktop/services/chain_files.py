"""A chain as a file that travels without a store: canonical JSON, format `alianza/chain/1`.

Written and read again it is the same chain up to its ids. Organisations are matched by name. What is wrong in
a file is left out and told, item by item; the rest is taken.

    {"format": "alianza/chain/1", "name": …, "product": …, "ubigeo": …, "objective": …,
     "stages": [{"name": …, "activities": [CARD, …]}, …], "supports": [CARD, …], "notes": [CARD, …],
     "links": [{"from": KEY, "to": KEY, "flow": "product"}, …]}

A CARD has `key`, `name`, `current_state`, `desired_state`, `x`, `y` (or neither), `actors` (each
`organization`, `sector`, `role`) and `gaps` (texts). Empty members may be left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.canonical import Json, canonical, normalise, normalise_text
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import (
    ChainActivity,
    ChainActor,
    ChainGap,
    ChainLink,
    ChainStage,
    ValueChain,
    Workshop,
    rules,
)
from alianza_desktop.model.chain_rules import ACTIVITY, PRODUCT, Flow, Network, Place
from alianza_desktop.model.chains import FLOWS
from alianza_desktop.model.people import SECTORS
from alianza_desktop.services import chains, organizations
from alianza_desktop.services.chain_edits import tidy
from alianza_desktop.services.chain_layout import FAR
from alianza_desktop.services.chain_view import ActivityView, ChainView
from alianza_desktop.services.query import get

FORMAT: Final = "alianza/chain/1"
LARGEST: Final = 16 * 2**20
"""Bytes of a file that is read."""
LONGEST: Final = 20_000
"""Signs of a text that is taken."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What was left out of a file, and why."""

    where: str
    """Its place in the file: `stages[1].activities[2]`."""
    code: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A chain that came from a file."""

    chain_id: str
    activities: int
    links: int
    problems: tuple[Problem, ...]
    ids: Mapping[str, str]
    """The activity of each key of the file."""


# --- out


def export(session: Session, chain_id: str) -> bytes:
    """Return a chain as canonical JSON."""
    chain = get(session, ValueChain, chain_id)
    view = chains.view(session, chain_id)
    facts = {"product": chain.product, "ubigeo": chain.ubigeo, "objective": chain.objective}
    return canonical(normalise(_filled({"format": FORMAT, "name": chain.name, **facts, **_body(view)})))


def _body(view: ChainView) -> dict[str, Json]:
    keys = {one.id: f"{place}" for place, one in enumerate(view.activities, 1)}

    def cards(kind: str, stage_id: str = "") -> list[Json]:
        found = [one for one in view.activities if one.kind == kind]
        inside = [one for one in found if kind != ACTIVITY or one.stage_id == stage_id]
        return [_card(one, keys[one.id]) for one in inside]

    return {
        "stages": [_filled({"name": one.name, "activities": cards(ACTIVITY, one.id)}) for one in view.stages],
        "supports": cards("support"),
        "notes": cards("note"),
        "links": [
            {"from": keys[one.source_id], "to": keys[one.target_id], "flow": one.flow} for one in view.links
        ],
    }


def _card(one: ActivityView, key: str) -> dict[str, Json]:
    actors: list[Json] = [
        _filled({"organization": actor.name, "sector": actor.sector, "role": actor.role})
        for actor in one.actors
        if actor.name
    ]
    place: dict[str, Json] = {} if one.x is None or one.y is None else {"x": one.x, "y": one.y}
    texts: dict[str, Json] = {
        "key": key,
        "name": one.name,
        "current_state": one.current_state,
        "desired_state": one.desired_state,
    }
    return _filled(texts | {"actors": actors, "gaps": [gap.text for gap in one.gaps]}) | place


def _filled(members: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in members.items() if value not in ("", [])}


# --- in


def read(data: bytes, name: str) -> Mapping[str, Any]:
    """Return the object of a file, whatever is in it. Raises `Invalid` with a sentence for ugly files.

    Codes: `chain-file-empty`, `chain-file-large`, `chain-file-json`, `chain-file-other`, `chain-file-newer`.
    """
    if not data.strip():
        raise Invalid("chain-file-empty", name=name)
    if len(data) > LARGEST:
        raise Invalid("chain-file-large", name=name)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Invalid("chain-file-json", name=name) from error
    declared = found.get("format") if isinstance(found, dict) else None
    if declared != FORMAT:
        newer = isinstance(declared, str) and declared.startswith("alianza/chain/")
        raise Invalid("chain-file-newer" if newer else "chain-file-other", name=name)
    return dict(found)


def add(session: Session, workshop_id: str, content: Mapping[str, Any]) -> Imported:
    """Add the chain of a file to a workshop; what is wrong in it is left out and told."""
    get(session, Workshop, workshop_id)
    return _Import(session, workshop_id).run(content)


@dataclass(slots=True)
class _Import:
    session: Session
    workshop_id: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    chain_id: str = ""

    def run(self, content: Mapping[str, Any]) -> Imported:
        self.chain_id = self._chain(content)
        stages = list(_keyed(self._objects(content, "stages", "")))
        for place, (key, where, stage) in enumerate(stages):
            record = ChainStage(chain_id=self.chain_id, name=self._text(stage, "name", where), order_key=key)
            self._added(record)
            self._cards(stage, "activities", where, ACTIVITY, record.id, place)
        self._cards(content, "supports", "", "support", "", 0)
        self._cards(content, "notes", "", "note", "", 0)
        links = self._links(content)
        self.session.flush()
        activities = sum(place.kind == ACTIVITY for place in self.places.values())
        return Imported(self.chain_id, activities, links, tuple(self.problems), dict(self.ids))

    def _chain(self, content: Mapping[str, Any]) -> str:
        texts = {name: self._text(content, name, "") for name in ("name", "product", "ubigeo", "objective")}
        if texts["ubigeo"] and texts["ubigeo"] not in catalogs.places():
            self._problem("ubigeo", "chain-item-ubigeo")
            texts["ubigeo"] = ""
        if not texts["name"]:
            raise Invalid("chain-name-needed")
        chain = ValueChain(
            workshop_id=self.workshop_id,
            name=texts["name"],
            product=texts["product"],
            ubigeo=texts["ubigeo"],
            objective=texts["objective"],
        )
        self._added(chain)
        return chain.id

    def _cards(
        self, holder: Mapping[str, Any], name: str, where: str, kind: str, stage_id: str, stage: int
    ) -> None:
        for key, place, card in _keyed(self._objects(holder, name, where)):
            x, y = self._position(card, place)
            record = ChainActivity(
                chain_id=self.chain_id,
                kind=kind,
                stage_id=stage_id,
                name=self._text(card, "name", place),
                current_state=self._text(card, "current_state", place),
                desired_state=self._text(card, "desired_state", place),
                x=x,
                y=y,
                order_key=key,
            )
            self._added(record)
            self.places[record.id] = Place(kind, stage)
            self._remember(card, record.id, place)
            self._actors(card, record.id, place)
            for gap_key, gap in self._gaps(card, place):
                self._added(ChainGap(activity_id=record.id, text=gap, order_key=gap_key))

    def _remember(self, card: Mapping[str, Any], activity_id: str, where: str) -> None:
        key = self._text(card, "key", where)
        if key in self.ids:
            self._problem(f"{where}.key", "chain-item-key")
        elif key:
            self.ids[key] = activity_id

    def _actors(self, card: Mapping[str, Any], activity_id: str, where: str) -> None:
        taken: set[str] = set()
        for key, place, actor in _keyed(self._objects(card, "actors", where)):
            organization_id = self._organization(actor, place)
            if organization_id in taken:
                self._problem(place, "actor-repeated")
            elif organization_id:
                taken.add(organization_id)
                role = self._text(actor, "role", place)
                self._added(
                    ChainActor(
                        activity_id=activity_id, organization_id=organization_id, role=role, order_key=key
                    )
                )

    def _organization(self, actor: Mapping[str, Any], where: str) -> str:
        name, sector = self._text(actor, "organization", where), self._text(actor, "sector", where)
        if not name:
            self._problem(where, "chain-item-organization")
            return ""
        if sector and sector not in SECTORS:
            self._problem(f"{where}.sector", "sector-unknown")
            sector = ""
        known = self.organizations.get(fold(name))
        if known is None:
            known = organizations.find_or_add(self.session, name, sector=sector).id
            self.organizations[fold(name)] = known
        return known

    def _gaps(self, card: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
        texts = []
        for place, value in self._items(card, "gaps", where):
            if isinstance(value, str) and len(value) <= LONGEST:
                texts.append((place, str(tidy("text", value))))
            else:
                self._problem(place, "chain-item-text")
        return ((key, text) for key, _, text in _keyed(texts))

    def _links(self, content: Mapping[str, Any]) -> int:
        network, made = Network(self.places), 0
        for where, link in self._objects(content, "links", ""):
            source, target = (self.ids.get(self._text(link, end, where), "") for end in ("from", "to"))
            flow = Flow(source, target, self._text(link, "flow", where) or PRODUCT)
            fault = network.fault(flow) if flow.flow in FLOWS else "chain-item-flow"
            if fault:
                self._problem(where, fault)
                continue
            network.add(flow)
            made += 1
            self._added(ChainLink(chain_id=self.chain_id, source_id=source, target_id=target, flow=flow.flow))
        return made

    # --- values, whatever the file holds in their place

    def _added(self, record: Any) -> None:
        self.session.add(record)

    def _problem(self, where: str, code: str) -> None:
        self.problems.append(Problem(where, code))

    def _items(self, holder: Mapping[str, Any], name: str, where: str) -> Iterator[tuple[str, Any]]:
        place = f"{where}.{name}" if where else name
        found = holder.get(name, [])
        if not isinstance(found, list):
            self._problem(place, "chain-item-form")
            return
        for number, item in enumerate(found):
            yield f"{place}[{number}]", item

    def _objects(
        self, holder: Mapping[str, Any], name: str, where: str
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for place, item in self._items(holder, name, where):
            if isinstance(item, dict):
                yield place, item
            else:
                self._problem(place, "chain-item-form")

    def _text(self, holder: Mapping[str, Any], name: str, where: str) -> str:
        value = holder.get(name, "")
        if isinstance(value, str) and len(value) <= LONGEST:
            return str(tidy(name, normalise_text(value)))
        self._problem(f"{where}.{name}" if where else name, "chain-item-text")
        return ""

    def _position(self, card: Mapping[str, Any], where: str) -> tuple[int | None, int | None]:
        x, y = card.get("x"), card.get("y")
        if x is None and y is None:
            return None, None
        if type(x) is int and type(y) is int and max(abs(x), abs(y)) <= FAR:
            return x, y
        self._problem(where, "chain-item-place")
        return None, None


def _keyed(items: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, str, Any]]:
    key = ""
    for where, item in items:
        key = rules.key_between(key)
        yield key, where, item
