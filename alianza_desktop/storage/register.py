"""The multi-value register of a record: pure rules of merging and showing (sync.md §3), no SQL.

A `State` is what one blob of the table `head` holds, a function of the set of operations of the record
that are in the log and of nothing else. Devices are this store's integers; ties compare their ids.

Decided here, where the design is silent:
- A record is its entity and its id: an operation that names another entity under a known id is a record of
  its own, never an error that depends on the order of arrival.
- What a screen shows of `deleted` follows from all its heads, so a person who saw the record saw all of
  them; of other fields a person saw the heads that have the shown value.
- A fact's shown values are those of its lowest (lamport, device) write that carries any field but
  `deleted`, even if a later write names it as seen; `first` and `writes` remember it for every entity, so
  that an entity that this version learns later reads the same.
- A deleted record has nothing in the inbox: its values were all seen by those who deleted it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, TypedDict

from alianza_desktop.storage.operations import DELETED, Value, encode, encode_text

Place: TypeAlias = tuple[int, int]
"""A device's integer and a seq: an operation id inside this store."""
Head: TypeAlias = list[Any]
"""`[device, seq, lamport, value]`; a head of `deleted` adds the places that were observed."""
Names: TypeAlias = Mapping[int, str]
"""The device ids of this store's integers."""

DEVICE, SEQ, LAMPORT, VALUE, OBSERVED = range(5)
_NUMBERS: Final = frozenset({"writes", "first"})
"""Members of a state without a text, which Python writes as JSON does."""

CONFLICT: Final = "conflict"
"""Several values that nobody who saw them all has chosen from."""
MISSING: Final = "missing"
"""Several values, and an operation that may settle them has not arrived."""
DELETION: Final = "deletion"
"""Someone deleted what someone else restored or changed meanwhile."""
FACT: Final = "fact"
"""A fact that was written more than once."""


class State(TypedDict, total=False):
    """Everything that merging a record needs; absent members are empty."""

    fields: dict[str, list[Head]]
    """Heads of each field ever written."""
    writes: int
    """How many writes carry any field but `deleted`."""
    first: list[int]
    """The lowest of them: lamport, device, seq."""
    waits: dict[str, list[list[int]]]
    """Field → device, seq, lamport of who names it, for operations that are not here."""
    erases: list[list[Any]]
    """Device, seq, field of redactions whose target is not here."""


@dataclass(slots=True, repr=False)
class Arrival:
    """An accepted operation of a record, local or not, with devices as this store's integers."""

    device: int
    seq: int
    lamport: int
    values: dict[str, Value] = field(default_factory=dict)
    seen: Mapping[str, Sequence[Place]] = field(default_factory=dict)
    observed: Sequence[Place] = ()
    erases: Sequence[tuple[int, int, str]] = ()


@dataclass(slots=True)
class Merged:
    """What merging changed: fields to show again, places to wait for, values to erase from the log."""

    changed: set[str] = field(default_factory=set)
    awaited: set[Place] = field(default_factory=set)
    erased: list[tuple[int, int, str]] = field(default_factory=list)


def load(body: bytes) -> State:
    """Read a blob of the table `head`."""
    state: State = json.loads(body.decode())
    return state


def dump(state: State) -> bytes:
    """Write a blob of the table `head`."""
    parts = {name: _dump_part(name, part) for name, part in state.items() if part and name != "fields"}
    if state.get("fields"):
        heads = {name: f"[{','.join(map(_dump_head, known))}]" for name, known in state["fields"].items()}
        parts["fields"] = _joined(heads)
    return _joined(parts).encode()


def _dump_part(name: str, part: object) -> str:
    return str(part).replace(" ", "") if name in _NUMBERS else encode(part).decode()


def _joined(parts: Mapping[str, str]) -> str:
    members = [f'"{name}":{part}' for name, part in sorted(parts.items())]
    return f"{{{','.join(members)}}}"


def _dump_head(head: Head) -> str:
    device, seq, lamport, value, *observed = head
    seen = f",{encode(*observed).decode()}" if observed else ""
    return f"[{device},{seq},{lamport},{encode_text(value)}{seen}]"


def merge(state: State, arrivals: Sequence[Arrival], here: Callable[[Place], bool], names: Names) -> Merged:
    """Bring operations of one record into its state; the order of `arrivals` does not matter.

    `here` says which operations the log holds, these included; operations that the record awaits and that
    turn out not to be its own simply stop being awaited.
    """
    merged = Merged()
    if state.get("erases") or any(arrival.erases for arrival in arrivals):
        _erase(state, arrivals, here, merged)
    claims = _claims(state, arrivals)
    fields = state.setdefault("fields", {})
    for arrival in arrivals:
        _count(state, arrival, names)
        _add(fields, arrival)
        merged.changed.update(arrival.values)
    if claims:
        for name in claims.keys() & fields.keys():
            fields[name] = _unclaimed(fields[name], claims[name])
            merged.changed.add(name)
        _keep_waiting(state, claims, here, merged)
    return merged


def _add(fields: dict[str, list[Head]], arrival: Arrival) -> None:
    device, seq, lamport = arrival.device, arrival.seq, arrival.lamport
    for name, value in arrival.values.items():
        if name in fields:
            fields[name].append([device, seq, lamport, value])
        else:
            fields[name] = [[device, seq, lamport, value]]
    if DELETED in arrival.values:
        fields[DELETED][-1].append([list(place) for place in arrival.observed])


def _count(state: State, arrival: Arrival, names: Names) -> None:
    if len(arrival.values) > (DELETED in arrival.values):
        state["writes"] = state.get("writes", 0) + 1
        mark = [arrival.lamport, arrival.device, arrival.seq]
        known = state.setdefault("first", mark)
        if mark[0] < known[0] or (mark[0] == known[0] and names[mark[1]] < names[known[1]]):
            state["first"] = mark


def _claims(state: State, arrivals: Sequence[Arrival]) -> dict[str, dict[Place, int]]:
    """Return by field the operations that are named as seen, with the highest lamport that names each.

    What a delete observed is named with lamport 0: it is awaited and supersedes nothing.
    """
    claims: dict[str, dict[Place, int]] = {}
    for name, waiting in state.get("waits", {}).items():
        claims[name] = {(device, seq): lamport for device, seq, lamport in waiting}
    for arrival in arrivals:
        for name in arrival.seen.keys() & arrival.values.keys() if arrival.seen else ():
            _claim(claims.setdefault(name, {}), arrival, arrival.seen[name], arrival.lamport)
        if arrival.observed:
            _claim(claims.setdefault(DELETED, {}), arrival, arrival.observed, 0)
    return claims


def _claim(known: dict[Place, int], arrival: Arrival, places: Iterable[Place], lamport: int) -> None:
    for place in places:
        own_future = place[0] == arrival.device and place[1] >= arrival.seq
        if not own_future and known.get(place, -1) < lamport:
            known[place] = lamport


def _unclaimed(heads: list[Head], claims: dict[Place, int]) -> list[Head]:
    return [head for head in heads if claims.get((head[DEVICE], head[SEQ]), 0) <= head[LAMPORT]]


def _keep_waiting(
    state: State, claims: dict[str, dict[Place, int]], here: Callable[[Place], bool], merged: Merged
) -> None:
    waits: dict[str, list[list[int]]] = {}
    for name, known in claims.items():
        absent = sorted([*place, lamport] for place, lamport in known.items() if not here(place))
        if absent:
            waits[name] = absent
            merged.awaited.update((device, seq) for device, seq, _lamport in absent)
    state["waits"] = waits


def _erase(state: State, arrivals: Sequence[Arrival], here: Callable[[Place], bool], merged: Merged) -> None:
    targets = {target for arrival in arrivals for target in arrival.erases}
    targets.update((device, seq, name) for device, seq, name in state.get("erases", ()))
    writes = {(arrival.device, arrival.seq): arrival.values for arrival in arrivals}
    absent = []
    for device, seq, name in targets:
        if not here((device, seq)):
            absent.append([device, seq, name])
            merged.awaited.add((device, seq))
            continue
        merged.erased.append((device, seq, name))
        values = writes.get((device, seq), {})
        if name in values:
            values[name] = None
        for head in state.get("fields", {}).get(name, ()):
            if (head[DEVICE], head[SEQ]) == (device, seq):
                head[VALUE] = None
                merged.changed.add(name)
    state["erases"] = sorted(absent)


def winner(heads: Sequence[Head], names: Names) -> Head:
    """Return the head whose value every replica shows: the highest (lamport, device)."""
    return heads[0] if len(heads) == 1 else max(heads, key=lambda head: (head[LAMPORT], names[head[DEVICE]]))


def same(one: Value, other: Value) -> bool:
    """Compare two journal values; `true` is not 1."""
    return one == other and type(one) is type(other)


def agree(heads: Sequence[Head]) -> bool:
    """Say whether all heads of a field have one value."""
    return len(heads) == 1 or all(same(head[VALUE], heads[0][VALUE]) for head in heads)


def is_deleted(state: State) -> bool:
    """Say whether the record is deleted: a head says so, none denies it, and they observed every head."""
    fields = state.get("fields", {})
    marks = fields.get(DELETED, ())
    if not any(mark[VALUE] is True for mark in marks) or any(mark[VALUE] is False for mark in marks):
        return False
    observed = {tuple(place) for mark in marks if mark[VALUE] is True for place in mark[OBSERVED]}
    return all(
        (head[DEVICE], head[SEQ]) in observed
        for name, heads in fields.items()
        if name != DELETED
        for head in heads
    )


def shown_heads(state: State, name: str, names: Names) -> list[Head]:
    """Return the heads that a person who sees the field has seen."""
    heads = state.get("fields", {}).get(name, [])
    if name == DELETED or agree(heads):
        return heads
    value = winner(heads, names)[VALUE]
    return [head for head in heads if same(head[VALUE], value)]


def disputes(state: State, *, fact: bool) -> dict[str, str]:
    """Return what the inbox has to say: kind by field; a fact written twice is under the empty name."""
    fields = state.get("fields", {})
    found: dict[str, str] = {}
    if fact and state.get("writes", 0) > 1:
        found[""] = FACT
    for name, heads in fields.items():
        if name == DELETED:
            if any(head[VALUE] is True for head in heads):
                found[name] = DELETION
        elif not fact and len(heads) > 1 and not agree(heads):
            found[name] = CONFLICT
    if not found or is_deleted(state):
        return {}
    return {name: MISSING if name in state.get("waits", {}) else kind for name, kind in found.items()}
