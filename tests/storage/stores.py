"""Stores for tests: founding one, filling it, and checking that its journal is whole."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select

from alianza_desktop.core.canonical import unb64
from alianza_desktop.core.clock import Clock
from alianza_desktop.model import Alliance, Device, Person
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.storage.operations import chain_next, chain_start, head_message
from alianza_desktop.storage.tables import device_number, op, signed_head, vector

ALLIANCE = "Alianza Multiactor de Condorcanqui"
OPERATOR = "Rosa Tsamajain Ampush"
PHRASE = "cuatro palabras del río"


def newborn(folder: Path, clock: Clock, passphrase: str | None = None) -> Database:
    return found(
        folder,
        name=ALLIANCE,
        ubigeo="0104",
        operator=OPERATOR,
        role="coordinator",
        clock=clock,
        passphrase=passphrase,
    )


def add_person(database: Database, name: str = "Ana") -> str:
    with database.transaction() as session:
        person = Person(given_names=name)
        session.add(person)
    return person.id


def people(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Person.id).order_by(Person.id)))


def check_whole(database: Database) -> int:
    """Check pages, the chain from its start and every signature; return how many operations there are."""
    database.verify()
    with database.reading() as session:
        own = context(session)
        device = session.scalars(select(Device).where(Device.device == own.device_id)).one()
        key = Ed25519PublicKey.from_public_bytes(unb64(device.public_key))
        signed = {row.seq: row for row in session.execute(select(signed_head))}
        last = session.execute(select(vector).join(device_number)).one()
        chain = chain_start(own.alliance_id, own.device_id)
        seq = 0
        for seq, row in enumerate(session.execute(select(op).order_by(op.c.seq)), start=1):
            assert row.seq == seq
            chain = chain_next(chain, row.body)
            if seq in signed:
                assert signed[seq].chain == chain
                key.verify(signed[seq].signature, head_message(own.alliance_id, own.device_id, seq, chain))
        assert (seq, chain) == (last.seq, last.chain)
        assert seq in signed
        assert session.scalar(select(func.count()).select_from(Alliance)) == 1
    return seq
