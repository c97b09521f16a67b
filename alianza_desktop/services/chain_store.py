"""The records that a gesture touches, read once: those it names, what they hang on, what hangs on them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import ChainActivity, ChainActor, ChainGap, ChainLink, ChainStage, Record
from alianza_desktop.services.chain_view import Edit, Gesture, Kind, Value
from alianza_desktop.services.query import living
from alianza_desktop.storage import journal

FIELDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "stage": ("name", "order_key"),
    "activity": ("kind", "stage_id", "name", "current_state", "desired_state", "x", "y", "order_key"),
    "actor": ("activity_id", "organization_id", "role", "order_key"),
    "gap": ("activity_id", "text", "order_key"),
    "link": ("source_id", "target_id", "flow"),
}
"""What an edit may name, by kind of record."""
WHOLE_NUMBERS: Final = ("x", "y")

_RECORDS: Final[Mapping[Kind, type[Record]]] = {
    "stage": ChainStage,
    "activity": ChainActivity,
    "actor": ChainActor,
    "gap": ChainGap,
    "link": ChainLink,
}
_OWNED: Final[Mapping[Kind, type[ChainStage] | type[ChainActivity] | type[ChainLink]]] = {
    "stage": ChainStage,
    "activity": ChainActivity,
    "link": ChainLink,
}
"""Records that name their chain; the others name an activity."""
_PARENTS: Final[Mapping[Kind, tuple[tuple[str, Kind], ...]]] = {
    "stage": (),
    "activity": (("stage_id", "stage"),),
    "actor": (("activity_id", "activity"),),
    "gap": (("activity_id", "activity"),),
    "link": (("source_id", "activity"), ("target_id", "activity")),
}
"""The fields of a record that name what it hangs on."""

Key = tuple[Kind, str]
Fields = dict[str, Value]


def hangs_on(kind: Kind, values: Mapping[str, Value]) -> Iterator[Key]:
    """Return what a record hangs on: an activity on its stage, a link on both ends."""
    return ((parent, str(values[name])) for name, parent in _PARENTS[kind] if values.get(name))


class ChainStore:
    """What the store holds around a gesture.

    Raises `Invalid("chain-edit")` when the gesture names a record of another chain.
    """

    def __init__(self, session: Session, chain_id: str, edits: Gesture) -> None:
        self.session, self.chain_id = session, chain_id
        self._records: dict[Key, Record] = {}
        for kind in _RECORDS:
            self._load(kind, {edit.id for edit in edits if edit.kind == kind})
        self._load_hanging(edits)
        self._load("activity", self._parents("activity", edits))
        self._load("stage", self._parents("stage", edits))
        for (kind, _), record in self._records.items():
            if kind in _OWNED and getattr(record, "chain_id", "") != chain_id:
                raise Invalid("chain-edit", where=kind)
        self.living: Final[dict[Key, Fields]] = {
            key: _values(key[0], record) for key, record in self._records.items() if not record.deleted
        }
        """The living records as values."""

    def tombstone(self, key: Key) -> Fields | None:
        """Return the values that a deleted record comes back with."""
        record = self._records.get(key)
        return None if record is None else _values(key[0], record)

    def empty(self, kind: Kind) -> Fields:
        """Return the values of a record that has none."""
        return {name: None if name in WHOLE_NUMBERS else "" for name in FIELDS[kind]}

    def write(self, edit: Edit) -> None:
        """Write an edit that was found right."""
        record = self._records.get((edit.kind, edit.id)) or self._added(edit)
        if edit.after is None:
            journal.delete(self.session, record)
        elif edit.before is None and record.deleted:
            journal.restore(self.session, record)
        else:
            for name, value in edit.after.items():
                setattr(record, name, value)

    def whole(self, kind: Kind, after: Mapping[Key, Fields]) -> dict[str, Fields]:
        """Return every living record of the chain of a kind that names its chain, as it will be after."""
        model = _OWNED[kind]
        columns = [getattr(model, name) for name in FIELDS[kind]]
        query = select(model.id, *columns).where(model.chain_id == self.chain_id, model.deleted.is_(False))
        rows = {row[0]: dict(zip(FIELDS[kind], row[1:], strict=True)) for row in self.session.execute(query)}
        kept = {
            record_id: values for record_id, values in rows.items() if (kind, record_id) not in self._records
        }
        return kept | {key[1]: values for key, values in after.items() if key[0] == kind}

    def of_activities(self, activity_ids: set[str], after: Mapping[Key, Fields]) -> list[Fields]:
        """Return the actors of some activities, as they will be after."""
        query = living(ChainActor).where(ChainActor.activity_id.in_(activity_ids))
        others = [
            _values("actor", one)
            for one in self.session.scalars(query)
            if ("actor", one.id) not in self._records
        ]
        return others + [values for key, values in after.items() if key[0] == "actor"]

    def _added(self, edit: Edit) -> Record:
        owned = _OWNED.get(edit.kind)
        record = owned(id=edit.id, chain_id=self.chain_id) if owned else _RECORDS[edit.kind](id=edit.id)
        self._records[edit.kind, edit.id] = record
        self.session.add(record)
        return record

    def _load(self, kind: Kind, ids: set[str]) -> None:
        model = _RECORDS[kind]
        missing = {one for one in ids if (kind, one) not in self._records}
        if missing:
            self._keep(kind, self.session.scalars(select(model).where(model.id.in_(missing))))

    def _load_hanging(self, edits: Gesture) -> None:
        activities = {edit.id for edit in edits if edit.after is None and edit.kind == "activity"}
        stages = {edit.id for edit in edits if edit.after is None and edit.kind == "stage"}
        if activities:
            ends = or_(ChainLink.source_id.in_(activities), ChainLink.target_id.in_(activities))
            links = living(ChainLink).where(ChainLink.chain_id == self.chain_id, ends)
            self._keep("link", self.session.scalars(links))
            actors = living(ChainActor).where(ChainActor.activity_id.in_(activities))
            self._keep("actor", self.session.scalars(actors))
            gaps = living(ChainGap).where(ChainGap.activity_id.in_(activities))
            self._keep("gap", self.session.scalars(gaps))
        if stages:
            inside = living(ChainActivity).where(
                ChainActivity.chain_id == self.chain_id, ChainActivity.stage_id.in_(stages)
            )
            self._keep("activity", self.session.scalars(inside))

    def _keep(self, kind: Kind, records: Iterable[Record]) -> None:
        self._records.update({(kind, record.id): record for record in records})

    def _parents(self, wanted: Kind, edits: Gesture) -> set[str]:
        named = [(edit.kind, values) for edit in edits for values in (edit.before, edit.after) if values]
        stored = [(key[0], _values(key[0], record)) for key, record in self._records.items()]
        return {
            record_id
            for kind, values in (*named, *stored)
            for parent, record_id in hangs_on(kind, values)
            if parent == wanted
        }


def _values(kind: Kind, record: Record) -> Fields:
    return {name: getattr(record, name) for name in FIELDS[kind]}
