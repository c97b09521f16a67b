"""The rules of sync.md §3 said again, slowly, from the whole set of operations: a store must agree with them.

It shares nothing with the product but the tables that it reads.
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.storage.tables import device_number, op, vector

OpId = tuple[str, int]


@dataclass(frozen=True)
class Said:
    """An accepted operation, read from the log."""

    id: OpId
    lamport: int
    key: tuple[str, str]
    values: dict[str, Any]
    seen: dict[str, list[OpId]]
    observed: list[OpId]
    erases: list[tuple[OpId, str]]
    open: frozenset[str]


@dataclass(frozen=True)
class Expected:
    """What a record must be: heads by field, what is shown, whether it is deleted, and what is disputed."""

    heads: dict[str, set[OpId]]
    shown: dict[str, Any]
    deleted: bool
    disputes: dict[str, str]


class Oracle:
    """Everything that follows from the operations in a store's log."""

    def __init__(self, session: Session) -> None:
        names = {row.number: row.device for row in session.execute(select(device_number))}
        self.seqs = {names[row.device]: row.seq for row in session.execute(select(vector))}
        rows = session.execute(select(op).where(op.c.record.is_not(None)))
        self.said = [_said(names[row.device], row.seq, row.body, row.opened) for row in rows]

    def here(self, place: OpId) -> bool:
        return place[1] <= int(self.seqs.get(place[0], 0))

    def records(self) -> set[tuple[str, str]]:
        return {one.key for one in self.said if one.values}

    def left_open(self) -> list[tuple[OpId, str]]:
        """Return values that a redaction should have erased."""
        return [
            (target.id, name)
            for redaction in self.said
            for place, name in redaction.erases
            for target in self.said
            if target.id == place and target.key == redaction.key and name in target.open
        ]

    def expected(self, key: tuple[str, str], *, fact: bool) -> Expected:
        writes = [one for one in self.said if one.key == key and one.values]
        heads = {name: _heads(writes, name) for name in {name for one in writes for name in one.values}}
        shown = {name: max(found, key=_order).values[name] for name, found in heads.items()}
        carrying = sorted((one for one in writes if one.values.keys() - {"deleted"}), key=_order)
        if fact and len(carrying) > 1:
            shown = dict(carrying[0].values)
        twice, deleted = fact and len(carrying) > 1, _deleted(heads)
        disputes = {} if deleted else self._disputes(writes, heads, twice=twice, fact=fact)
        places = {name: {one.id for one in found} for name, found in heads.items()}
        return Expected(places, shown, deleted, disputes)

    def _disputes(
        self, writes: list[Said], heads: dict[str, list[Said]], *, twice: bool, fact: bool
    ) -> dict[str, str]:
        found = {"": "fact"} if twice else {}
        for name, ones in heads.items():
            if name == "deleted":
                if any(one.values[name] is True for one in ones):
                    found[name] = self._unless_missing("deletion", writes, name)
            elif not fact and len({json.dumps(one.values[name]) for one in ones}) > 1:
                found[name] = self._unless_missing("conflict", writes, name)
        return found

    def _unless_missing(self, kind: str, writes: list[Said], name: str) -> str:
        named = [
            (one, place)
            for one in writes
            if name in one.values
            for place in (*one.seen.get(name, ()), *(one.observed if name == "deleted" else ()))
        ]
        absent = (
            not self.here(place) and not (place[0] == one.id[0] and place[1] >= one.id[1])
            for one, place in named
        )
        return "missing" if any(absent) else kind


def _heads(writes: Iterable[Said], name: str) -> list[Said]:
    of_field = [one for one in writes if name in one.values]
    return [
        one
        for one in of_field
        if not any(one.id in other.seen.get(name, ()) and one.lamport < other.lamport for other in of_field)
    ]


def _deleted(heads: dict[str, list[Said]]) -> bool:
    marks = heads.get("deleted", [])
    yes = [one for one in marks if one.values["deleted"] is True]
    no = [one for one in marks if one.values["deleted"] is False]
    observed = {place for one in yes for place in one.observed}
    others = {one.id for name, found in heads.items() if name != "deleted" for one in found}
    return bool(yes) and not no and others <= observed


def _order(one: Said) -> tuple[int, str]:
    return one.lamport, one.id[0]


def _said(device: str, seq: int, body: bytes, opened: bytes) -> Said:
    members, values = json.loads(body), json.loads(opened)
    return Said(
        (device, seq),
        members["lamport"],
        (members["record"], members["entity"]),
        {name: _meaning(values[name][1]) if name in values else None for name in members.get("fields", ())},
        {name: _ids(ids) for name, ids in members.get("seen", {}).items()},
        _ids(members.get("observed", [])),
        [((place[0], place[1]), name) for place, name in members.get("erases", [])],
        frozenset(values),
    )


def _meaning(value: Any) -> Any:
    """Return what a value means: normalised text, or nothing if the journal has no such value."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\x00", "")) or None
    return value if isinstance(value, int) else None


def _ids(ids: list[list[Any]]) -> list[OpId]:
    return [(device, seq) for device, seq in ids]
