"""The details of one agreement: each field is saved when it is left, with the heads that were shown. No Qt.

One write at a time: a field that is left while another is being saved waits, so that this form never
disagrees with itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from alianza_desktop.core.errors import AppError, NotFound
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Agreement
from alianza_desktop.services import (
    agreement_follow_up,
    agreement_goals,
    agreements,
    organizations,
    responsibles,
)
from alianza_desktop.services.query import get
from alianza_desktop.storage import heads
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui.agreements import detail_facts
from alianza_desktop.ui.agreements.detail_facts import DetailFacts, Found
from alianza_desktop.ui.agreements.facts import Room
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FIELD_OF: Final = {
    "agreement-text-needed": "text",
    "day-unknown": "due_on",
    "due-or-permanent": "due_on",
    "amount-negative": "amount",
    "organization-needed": "responsible",
    "goal-unknown": "goals",
    "due-needed": "due_on",
}
"""Where each refusal is said."""


class DetailView(Protocol):
    """What the inspector shows."""

    def show_details(self, found: DetailFacts) -> None: ...
    def hide_details(self) -> None: ...
    def show_fault(self, key: str, words: str) -> None: ...
    def typing(self) -> frozenset[str]:
        """Return the fields whose text is not what was shown."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class _Wait:
    """A change that waits for its turn."""

    agreement_id: str
    key: str
    value: str


class DetailsPresenter:
    """At most one agreement is open."""

    def __init__(self, view: DetailView, jobs: Jobs, room: Callable[[], Room | None]) -> None:
        self._view, self._jobs, self._room = view, jobs, room
        self.agreement_id = ""
        self._heads: dict[str, Heads] = {}
        self._waiting: list[_Wait] = []
        self._busy = False

    def open(self, agreement_id: str) -> None:
        """Show an agreement; the view has told what was being typed in the one before."""
        self.agreement_id = agreement_id
        self._heads = {key: value for key, value in self._heads.items() if self._waits(key)}
        self.refresh()

    def _waits(self, agreement_id: str) -> bool:
        return any(one.agreement_id == agreement_id for one in self._waiting)

    def close(self) -> None:
        """Esc: what was typed has been told already."""
        self.agreement_id = ""
        self._view.hide_details()

    def refresh(self) -> None:
        """Read it again, with the heads that are shown from now on."""
        wanted, room = self.agreement_id, self._room()
        if not wanted or room is None:
            return
        self._jobs.read(
            lambda session: detail_facts.read(session, room.workshop_id, room.mesa_id, wanted),
            lambda found: self._read(wanted, room, found),
        )

    def _read(self, agreement_id: str, room: Room, found: Found | None) -> None:
        if agreement_id != self.agreement_id:
            return
        if found is None:  # deleted, or of another mesa
            self.close()
            return
        known, new = self._heads.get(agreement_id), found.heads
        self._heads[agreement_id] = dict(new) if known is None else _seen(known, new, self._view.typing())
        self._view.show_details(detail_facts.shown(found, self._room() or room))

    # changes

    def changed(self, key: str, value: str) -> None:
        """A field was left: save it."""
        if self.agreement_id:
            self._enqueue(_Wait(self.agreement_id, key, value))

    def add_partner(self, name: str) -> None:
        """One more organisation answers too."""
        if name.strip() and self.agreement_id:
            self._enqueue(_Wait(self.agreement_id, "+partner", name))

    def drop_partner(self, organization_id: str) -> None:
        """That organisation does not answer any more."""
        if self.agreement_id:
            self._enqueue(_Wait(self.agreement_id, "-partner", organization_id))

    def _enqueue(self, one: _Wait) -> None:
        self._waiting.append(one)
        self._next()

    def _next(self) -> None:
        room = self._room()
        if self._busy or not self._waiting or room is None:
            return
        self._busy = True
        one = self._waiting.pop(0)
        seen = self._heads.get(one.agreement_id)
        self._jobs.write(
            lambda session: _write(session, one, room, seen),
            lambda _none: self._saved(one),
            lambda error: self._refused(one, error),
        )

    def _saved(self, one: _Wait) -> None:
        """What was just written is what this form has seen of it."""

        def known(found: Heads) -> None:
            self._heads[one.agreement_id] = dict(found)
            self._busy = False
            if self._waiting:
                self._next()

        self._jobs.read(
            lambda session: heads.of(session, one.agreement_id),
            known,
            lambda error: self._refused(one, error),
        )

    def _refused(self, one: _Wait, error: AppError) -> None:
        self._busy = False
        if isinstance(error, NotFound):
            self.refresh()
        if one.agreement_id == self.agreement_id:
            key = "partner" if one.key.endswith("partner") else one.key
            self._view.show_fault(_FIELD_OF.get(error.code, key), sentence(error))
        self._next()


def _seen(known: Heads, found: Heads, typing: frozenset[str]) -> Heads:
    """Return the heads on the screen: a field that is being typed in still shows what it showed."""
    held = {name for key in typing for name in _NAMES.get(key, (key,))}
    return {**found, **{name: ids for name, ids in known.items() if name in held}}


_NAMES: Final = {"responsible": ("organization_id", "person_id"), "permanent": ("permanent", "due_on")}
"""Fields of the record behind a field of the form, when they are not the same."""


def _write(session: "Session", one: _Wait, room: Room, seen: Heads | None) -> None:
    if one.key.endswith("partner"):
        _write_partners(session, one)
        return
    if one.key == "goals":
        agreement_goals.choose(session, one.agreement_id, tuple(one.value.split()))
        return
    values = _values(session, one, room)
    heads_shown = None if seen is None else {name: seen.get(name, ()) for name in values}
    if one.key == "due_on" and one.value and one.agreement_id in room.frozen:
        agreement_follow_up.reschedule(session, one.agreement_id, one.value, heads_shown)
        return
    agreements.change(session, one.agreement_id, values, heads_shown)


def _write_partners(session: "Session", one: _Wait) -> None:
    record = get(session, Agreement, one.agreement_id)
    rows = agreements.listing(session, record.workshop_id, record.mesa_id)
    known = next(row.partner_ids for row in rows if row.id == one.agreement_id)
    if one.key == "-partner":
        agreements.partners(session, record.id, tuple(other for other in known if other != one.value))
        return
    added = organizations.find_or_add(session, one.value).id
    if added != record.organization_id:
        agreements.partners(session, record.id, (*known, *({added} - set(known))))


def _values(session: "Session", one: _Wait, room: Room) -> dict[str, Any]:
    """Return the fields of the record that a field of the form means."""
    if one.key == "responsible":
        return _responsible(session, one.value, room)
    if one.key == "permanent":
        return {"permanent": True, "due_on": ""} if one.value else {"permanent": False}
    if one.key == "due_on":
        return {"due_on": one.value, "permanent": False} if one.value else {"due_on": ""}
    if one.key == "amount":
        return {"amount": int(one.value) if one.value else None}
    return {one.key: one.value}


def _responsible(session: "Session", name: str, room: Room) -> dict[str, Any]:
    """Return the organisation of a name, added to the directory when it is new, and who is here for it."""
    if not name.strip():
        return {"organization_id": "", "person_id": ""}
    meant = responsibles.find(room.known, name).one
    if meant is not None and meant.person and meant.by_person:
        return {"organization_id": meant.organization_id, "person_id": meant.person_id}
    body = organizations.find_or_add(session, name)
    here = room.known.people_of(body.id)
    return {"organization_id": body.id, "person_id": here[0].person_id if len(here) == 1 else ""}
