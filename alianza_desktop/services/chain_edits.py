"""A person's gesture written to a chain: judged whole, then each record whose value is still what was seen.

Nothing is overwritten silently. An edit whose `before` is no longer what the store holds (another laptop
changed it), or whose record or parent is gone, is dropped and told; the rest of the gesture is written. What
breaks a rule of the chain refuses the whole gesture.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import ValueChain
from alianza_desktop.services import chain_judge
from alianza_desktop.services.chain_store import FIELDS, WHOLE_NUMBERS, ChainStore, Fields, Key, hangs_on
from alianza_desktop.services.chain_view import Edit, Gesture, Value
from alianza_desktop.services.query import get
from alianza_desktop.services.writing import line, only

_PARAGRAPHS: Final = ("current_state", "desired_state", "text")
"""Texts that keep their line breaks."""
_KEPT: Final = (("actor", "activity_id"), ("gap", "activity_id"))
"""What a record never changes."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a gesture wrote, as it was written (an undo stack keeps this), and what it could not."""

    done: Gesture
    dropped: Gesture
    """Edits whose record another laptop changed, deleted or brought back meanwhile."""


def apply(session: Session, chain_id: str, gesture: Gesture) -> Applied:
    """Write a gesture of a person to a chain.

    Making a record that has a tombstone brings it back as it was. Raises `Invalid`: the codes of
    `chain_rules`, `actor-repeated`, `unknown-field`, `unknown-code`, `chain-edit`; nothing is written then.
    """
    get(session, ValueChain, chain_id)
    edits = tuple(_tidied(edit) for edit in gesture)
    store = ChainStore(session, chain_id, edits)
    places, after = _settled(store, edits)
    chain_judge.judge(store, after)
    for place in places:
        store.write(edits[place])
    session.flush()
    written = set(places)
    return Applied(
        tuple(edits[place] for place in places),
        tuple(edit for place, edit in enumerate(edits) if place not in written),
    )


# --- the form of an edit


def _tidied(edit: Edit) -> Edit:
    """Return the edit with its texts as they are stored. Raises `Invalid` for what is not of a chain."""
    if edit.kind not in FIELDS or not edit.id or (edit.before is None and edit.after is None):
        raise Invalid("chain-edit", where=edit.kind)
    before, after = _values(edit, edit.before), _values(edit, edit.after)
    if before is not None and after is not None:
        if before.keys() != after.keys():
            raise Invalid("chain-edit", where=edit.kind)
        for kind, name in _KEPT:
            if kind == edit.kind and name in after:
                raise Invalid("chain-edit", where=name)
    return Edit(edit.kind, edit.id, before, after)


def _values(edit: Edit, values: Mapping[str, Value] | None) -> Fields | None:
    if values is None:
        return None
    only(values, FIELDS[edit.kind])
    return {name: tidy(name, value) for name, value in values.items()}


def tidy(name: str, value: Value) -> Value:
    """Return a value of a chain's record as it is stored. Raises `Invalid("chain-edit")` for another type."""
    if name in WHOLE_NUMBERS:
        if value is not None and type(value) is not int:
            raise Invalid("chain-edit", where=name)
        return value
    if not isinstance(value, str):
        raise Invalid("chain-edit", where=name)
    return normalise_text(value).strip() if name in _PARAGRAPHS else line(value)


# --- which edits still stand


def _settled(store: ChainStore, edits: Gesture) -> tuple[list[int], dict[Key, Fields]]:
    """Return the places of the edits that can be written, and the living records after them."""
    left_out: set[int] = set()
    while True:
        places, after = _played(store, edits, left_out)
        torn = set(_torn(store, edits, places, after))
        if not torn:
            return places, after
        left_out |= torn


def _played(store: ChainStore, edits: Gesture, left_out: set[int]) -> tuple[list[int], dict[Key, Fields]]:
    """Play the edits one after another on what the store holds; those that do not fit are passed over."""
    now, places = dict(store.living), []
    for place, edit in enumerate(edits):
        key = (edit.kind, edit.id)
        if place in left_out or not _fits(store, edit, now.get(key)):
            continue
        places.append(place)
        if edit.after is None:
            del now[key]
        elif edit.before is None:
            now[key] = store.tombstone(key) or store.empty(edit.kind) | dict(edit.after)
        else:
            now[key] = now[key] | dict(edit.after)
    return places, now


def _fits(store: ChainStore, edit: Edit, current: Fields | None) -> bool:
    """Say whether the store holds what the edit was made on: of a record that goes, every field."""
    if edit.before is None or current is None:
        return edit.before is None and current is None
    seen = edit.before if edit.after is not None else store.empty(edit.kind) | dict(edit.before)
    return all(current[name] == value for name, value in seen.items())


def _torn(store: ChainStore, edits: Gesture, places: list[int], after: Mapping[Key, Fields]) -> Iterator[int]:
    """Say which edits would leave a record hanging on nothing, or strip one that stays."""
    alive = store.living.keys() | after.keys()
    held = {
        parent
        for (kind, _), values in after.items()
        if (parents := set(hangs_on(kind, values))) <= alive
        for parent in parents
    }
    staying = _staying(edits, places, after)
    for place in places:
        edit = edits[place]
        key = (edit.kind, edit.id)
        if edit.after is None:
            stripped = hangs_on(edit.kind, store.living.get(key, {}))
            if key in held or not staying.isdisjoint(stripped):
                yield place
        elif key in after and not set(hangs_on(edit.kind, _decided(edit, after[key]))) <= after.keys():
            yield place


def _staying(edits: Gesture, places: list[int], after: Mapping[Key, Fields]) -> set[Key]:
    """Return what the gesture meant to take away and cannot."""
    written = set(places)
    return {
        (edit.kind, edit.id)
        for place, edit in enumerate(edits)
        if edit.after is None and place not in written and (edit.kind, edit.id) in after
    }


def _decided(edit: Edit, values: Fields) -> Fields:
    """Return the values that the edit answers for: all of a new record, else those that it names."""
    return values if edit.before is None else dict(edit.after or {})
