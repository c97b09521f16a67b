"""The self-check of a store: is every operation what was signed, and what do the rows lack.

Recomputes each device's chain from the log, opens every value against its commitment, checks every signed
head and the vector. Counts, without judging them, what is set aside, in dispute, and pointing to what is not
here: another laptop's valid rows may do so until its next pack arrives (sync.md §3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import unb64
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.model import Base, Device
from alianza_desktop.storage.context import context
from alianza_desktop.storage.operations import (
    Operation,
    chain_next,
    chain_start,
    head_message,
    open_values,
    parse,
)
from alianza_desktop.storage.tables import device_number, head, op, set_aside, signed_head, vector


@dataclass(frozen=True, slots=True)
class Health:
    """What the self-check found."""

    operations: int
    devices: int
    sound: bool
    """Every chain, value, signature and the vector agree."""
    set_aside: int
    disputed: int
    dangling: int
    """References to records that are not here."""


def check(session: Session) -> Health:
    """Check the whole journal of the store; reads everything, writes nothing.

    Raises `Corrupt("store-damaged")` when a page is not as SQLite wrote it, even one that no query needs now.
    """
    connection = session.connection()
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
        raise Corrupt("store-damaged")
    alliance = context(session).alliance_id
    keys = dict(session.execute(select(Device.device, Device.public_key)).all())
    devices = connection.execute(select(device_number)).all()
    sound = [_device_is_sound(connection, alliance, row, keys.get(row.device, "")) for row in devices]
    return Health(
        operations=_count(connection, op),
        devices=len(devices),
        sound=all(sound),
        set_aside=_count(connection, set_aside),
        disputed=connection.scalar(select(func.count()).select_from(head).where(head.c.disputed != 0)) or 0,
        dangling=sum(_dangling(connection, *reference) for reference in _references()),
    )


def _count(connection: Connection, table: Any) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _device_is_sound(connection: Connection, alliance: str, device: Any, key: str) -> bool:
    heads = {
        row.seq: row
        for row in connection.execute(select(signed_head).where(signed_head.c.device == device.number))
    }
    chain, last = chain_start(alliance, device.device), 0
    rows = connection.execute(
        select(op.c.seq, op.c.body, op.c.opened).where(op.c.device == device.number).order_by(op.c.seq)
    )
    for row in rows:
        chain = chain_next(chain, row.body)
        operation = Operation(row.body, row.opened)
        if row.seq != last + 1 or open_values(operation, parse(row.body)) is None:
            return False
        last = row.seq
        signed = heads.pop(last, None)
        if signed and not (signed.chain == chain and _signed(alliance, device.device, signed, key)):
            return False
    known = connection.execute(select(vector).where(vector.c.device == device.number)).first()
    return not heads and (known is None or (known.seq, known.chain) == (last, chain))


def _signed(alliance: str, device: str, signed: Any, key: str) -> bool:
    if not key:  # its device record has not arrived yet
        return True
    message = head_message(alliance, device, signed.seq, signed.chain)
    try:
        Ed25519PublicKey.from_public_bytes(unb64(key)).verify(signed.signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _references() -> Iterator[tuple[Any, Any]]:
    """Yield each column that names a record of another table, with that table."""
    tables = Base.metadata.tables
    special = {"host_id": "organization", "signatory_id": "acta_signatory", "version_id": "acta_version"}
    special |= {"session_id": "workshop_session", "amends_id": "acta", "chain_id": "value_chain"}
    special |= dict.fromkeys(("activity_id", "source_id", "target_id"), "chain_activity")
    special |= {"stage_id": "chain_stage"}
    for table in tables.values():
        if table.info.get("local"):
            continue
        for column in table.columns:
            name = special.get(column.name, column.name.removesuffix("_id"))
            if column.name.endswith("_id") and column.name != "alliance_id" and name in tables:
                yield column, tables[name]


def _dangling(connection: Connection, column: Any, target: Any) -> int:
    missing = (
        select(func.count())
        .select_from(column.table)
        .where(column != "", column.table.c.deleted.is_(False), column.not_in(select(target.c.id)))
    )
    return connection.scalar(missing) or 0
