"""Several laptops of one alliance: real stores, each with its own device and certificate, that meet in pairs.

The founder's authority certifies the others as joining one day will. `meet` brings to both all the operations
and attachments that one of them lacks, with those of third laptops; `send` only what one laptop wrote.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import b64, unb64
from alianza_desktop.core.clock import Clock
from alianza_desktop.model import Device
from alianza_desktop.storage import attachments, heads, identity
from alianza_desktop.storage.authority import Certified, Installation, new_installation
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.storage.identity import Identity
from alianza_desktop.storage.log import Log
from alianza_desktop.storage.marker import MARKER_FILE
from alianza_desktop.storage.tables import attachment
from alianza_desktop.storage.tables import identity as table
from tests.builders import writing

NAME = "Alianza Multiactor Condorcanqui"


@dataclass(frozen=True)
class Laptop:
    """A laptop with its store open."""

    database: Database
    device: str
    key: bytes
    letter: str

    @property
    def authority(self) -> bytes:
        """The DER certificate of the authority that this laptop's own certificate is of."""
        with self.database.reading() as session:
            return identity.identity(session).ca_certificate


def make(folder: Path, count: int, clock: Clock) -> None:
    """Found an alliance in `folder/0` and join the laptops `folder/1`, `folder/2` …; none is left open."""
    with found(
        folder / "0", name=NAME, ubigeo="0104", operator="Coordinadora", role="coordinator", clock=clock
    ) as database:
        made = []
        with writing(database) as session:
            made = [_joining(session, number) for number in range(1, count)]
    for number, own in enumerate(made, 1):
        shutil.copytree(folder / "0", folder / str(number))
        with Database.open(folder / str(number), clock=clock) as database, database.transaction() as session:
            session.execute(table.delete())
            identity.keep(session.connection(), own)
        (folder / str(number) / MARKER_FILE).unlink()


def _joining(session: Session, number: int) -> Identity:
    """Certify one more device and write its record; return what it will be."""
    root = identity.identity(session)
    assert root.ca_key is not None
    device, key = f"{number:032x}", Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    letter = f"{root.letter}{number}"
    named = Installation(letter, NAME, device, key.public_key())
    seal = new_installation(Certified(root.ca_key, root.ca_certificate), named, context(session).clock.now())
    public = key.public_key().public_bytes_raw()
    session.add(
        Device(
            device=device,
            letter=letter,
            label=f"R{number + 1}",
            public_key=b64(public),
            certificate=b64(seal.certificate),
        )
    )
    return Identity(
        alliance_id=root.alliance_id,
        device_id=device,
        letter=letter,
        alliance_key=root.alliance_key,
        device_key=key,
        ca_key=None,
        ca_certificate=root.ca_certificate,
        seal_key=seal.key,
        seal_certificate=seal.certificate,
    )


@contextmanager
def opened(folder: Path, clock: Clock) -> Iterator[tuple[Laptop, ...]]:
    """Open the laptops of a folder."""
    with ExitStack() as stack:
        yield tuple(
            laptop(stack.enter_context(Database.open(one, clock=clock))) for one in sorted(folder.iterdir())
        )


def laptop(database: Database) -> Laptop:
    with database.reading() as session:
        own = identity.identity(session)
    return Laptop(database, own.device_id, own.device_key.public_key().public_bytes_raw(), own.letter)


def meet(one: Laptop, other: Laptop) -> None:
    """Let two laptops have all that either of them has."""
    for source, target in ((one, other), (other, one)):
        with source.database.reading() as session:
            devices = sorted(Log(session.connection(), context(session).alliance_id).numbers)
            keys = dict(session.execute(select(Device.device, Device.public_key)).all())
        for device in devices:
            if device in keys:
                send(source, target, device)


def send(source: Laptop, target: Laptop, device: str = "") -> None:
    """Bring what a device wrote (the source's own unless it is said) from one laptop to another."""
    device = device or source.device
    with target.database.reading() as session:
        after = Log(session.connection(), context(session).alliance_id).last(device).seq
        known = set(session.scalars(select(attachment.c.digest)))
    with source.database.reading() as session:
        run = Log(session.connection(), context(session).alliance_id).cut(device, after, 1_000_000)
        stored = session.execute(select(attachment.c.digest, attachment.c.media)).all()
        brought = [
            (attachments.get(session, digest), media) for digest, media in stored if digest not in known
        ]
        keys = {
            one.device: one.public_key for one in session.scalars(select(Device).order_by(Device.id.desc()))
        }
    if run is not None and device != target.device:
        with target.database.transaction() as session:
            heads.apply(session, run, unb64(keys[device]))
    if brought:
        with target.database.transaction() as session:
            for data, media in brought:
                attachments.put(session, data, media)
