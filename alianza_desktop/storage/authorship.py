"""Who said what in records that are facts: every writing of them, with the device that signed it.

A row shows the writing with the lowest lamport, and its columns are whatever somebody wrote in them. Where
only the word of one device counts (who hands a role on, who has a key), the writings are asked instead, so
that no other device can write over it or in its name.
"""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.storage.context import context
from alianza_desktop.storage.entities import entities
from alianza_desktop.storage.operations import DELETED, Value, parse
from alianza_desktop.storage.pending import pending
from alianza_desktop.storage.tables import device_number, op


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """One writing of a fact. Its fields have the form that the entity gives them."""

    record: str
    device: str
    """The device that signed it."""
    author: str
    """The operator that the device names."""
    values: dict[str, Value]

    def text(self, field: str) -> str:
        """Return a field as text; anything else that was written there says nothing."""
        value = self.values.get(field)
        return value if isinstance(value, str) else ""

    def number(self, field: str) -> int:
        value = self.values.get(field)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0


def said(session: Session, entity: str) -> tuple[Said, ...]:
    """Return every writing of the records of an entity, in the order of the alliance; those of now last."""
    session.flush()
    query = (
        select(op.c.record, device_number.c.device, op.c.body, op.c.opened)
        .join(device_number, device_number.c.number == op.c.device)
        .where(op.c.record.in_(select(entities()[entity].table.c.id)))
        .order_by(op.c.lamport, device_number.c.device, op.c.seq)
    )
    found = [_written(*row, entity) for row in session.execute(query)]
    return (*(one for one in found if one is not None), *_of_now(session, entity))


def _written(record: str, device: str, body: bytes, opened: bytes, entity: str) -> Said | None:
    members = parse(body) or {}
    values = {name: value for name, (_salt, value) in json.loads(opened).items()}
    if members.get("entity") != entity or values.keys() <= {DELETED}:
        return None
    return Said(record, device, str(members.get("author", "")), values)


def _of_now(session: Session, entity: str) -> list[Said]:
    """Return what this transaction has added, which is not in the log yet."""
    here = context(session)
    fields = entities()[entity].fields
    rows = [
        one.record
        for one in pending(session).changes.values()
        if one.entity == entity and one.created and one.record is not None
    ]
    return [
        Said(row.id, here.device_id, here.operator_id, {name: getattr(row, name) for name in fields})
        for row in rows
    ]
