"""Another laptop of the same alliance: a copy of the store with a device of its own, and what it sends."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import update
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import Clock
from alianza_desktop.storage import heads
from alianza_desktop.storage.authority import Certified, Installation, new_installation
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.identity import identity
from alianza_desktop.storage.log import Log, Run
from alianza_desktop.storage.marker import MARKER_FILE
from alianza_desktop.storage.tables import identity as identity_table

DEVICE = "2" * 32
KEY = Ed25519PrivateKey.from_private_bytes(bytes([2]) * 32)


def certificate_for(session: Session, device: str, key: bytes) -> bytes:
    """Return what this alliance's authority certifies of a device."""
    own = identity(session)
    assert own.ca_key is not None
    named = Installation("A1", "Alianza", device, Ed25519PublicKey.from_public_bytes(key))
    now = context(session).clock.now()
    return new_installation(Certified(own.ca_key, own.ca_certificate), named, now).certificate


@contextmanager
def laptop(store: Path, folder: Path, clock: Clock) -> Iterator[Database]:
    """Open a copy of a store that is not open, as the laptop `DEVICE`."""
    shutil.copytree(store, folder)
    with Database.open(folder, clock=clock) as database, database.transaction() as session:
        session.execute(
            update(identity_table).values(
                device_id=DEVICE, device_key=KEY.private_bytes_raw(), letter="A1", ca_key=None
            )
        )
    (folder / MARKER_FILE).unlink()
    with Database.open(folder, clock=clock) as database:
        yield database


def sent(database: Database, write: Callable[[Session], object]) -> Run:
    """Return what the laptop sends after writing something."""
    with database.transaction() as session:
        write(session)
    with database.reading() as session:
        run = Log(session.connection(), context(session).alliance_id).cut(DEVICE, 0)
    assert run is not None
    return run


def received(database: Database, run: Run) -> None:
    """Receive it, as the exchange will."""
    with database.transaction() as session:
        heads.apply(session, run, KEY.public_key().public_bytes_raw())
