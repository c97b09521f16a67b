"""What may connect in a value chain, as pure functions on values.

A product goes forward: never to an earlier stage, never round in a circle. Information, payments and
contracts may go back. The Spanish of every code is in `core.sentences`.

Decisions where the designs are silent:
- A flow of product between two activities of one stage is forward as long as it closes no circle.
- An activity whose stage is gone is after every stage, as it is drawn.
- Another laptop's flow may break these rules (sync.md §3): it is drawn, and only what a person changes here
  is judged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

PRODUCT: Final = "product"
ACTIVITY: Final = "activity"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity is in its chain."""

    kind: str
    """One of `chains.ACTIVITY_KINDS`."""
    stage: int
    """Position of its stage, from the first."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A link as the rules see it."""

    source_id: str
    target_id: str
    flow: str


Places = Mapping[str, Place]
"""The activities, supports and notes of a chain, by id."""


class Network:
    """The flows of a chain, to which others are added one by one."""

    def __init__(self, places: Places, links: Iterable[Flow] = ()) -> None:
        """Begin with links that are there, whatever they are."""
        self._places = places
        self._links: set[Flow] = set()
        self._following: dict[str, list[str]] = {}
        for link in links:
            self.add(link)

    def add(self, link: Flow) -> None:
        """Take a link in, without judging it."""
        self._links.add(link)
        if link.flow == PRODUCT:
            self._following.setdefault(link.source_id, []).append(link.target_id)

    def fault(self, link: Flow) -> str:
        """Return the code of what forbids a link that is not there yet, or "".

        Codes: `link-end-missing`, `link-itself`, `link-kind`, `link-repeated`, `link-backward`,
        `link-circle`.
        """
        if not {link.source_id, link.target_id} <= self._places.keys():
            return "link-end-missing"
        if link.source_id == link.target_id:
            return "link-itself"
        if not joins_activities(link, self._places):
            return "link-kind"
        return "link-repeated" if link in self._links else self._product_fault(link)

    def _product_fault(self, link: Flow) -> str:
        if goes_back(link, self._places):
            return "link-backward"
        closes = link.flow == PRODUCT and link.source_id in self._reached(link.target_id)
        return "link-circle" if closes else ""

    def _reached(self, start: str) -> set[str]:
        """Return the activities that product reaches from one, itself included."""
        found, pending = {start}, [start]
        while pending:
            for one in self._following.get(pending.pop(), ()):
                if one not in found:
                    found.add(one)
                    pending.append(one)
        return found


def joins_activities(link: Flow, places: Places) -> bool:
    """Say whether both ends are activities: supports and notes stand alone."""
    return places[link.source_id].kind == places[link.target_id].kind == ACTIVITY


def goes_back(link: Flow, places: Places) -> bool:
    """Say whether a link carries product to an earlier stage."""
    return link.flow == PRODUCT and places[link.target_id].stage < places[link.source_id].stage
