"""The founding of an alliance: its store, keys, authority, first device (letter A) and first operator.

Everything is made in a hidden folder inside the data folder and moved out file by file, the store last: a
store exists only when it is whole, and a founding that was cut short leaves nothing that counts. A key file
without its store is never overwritten, because the store may yet be found: it is set aside under a number.

Decisions: the writer's lock of the data folder is held from the first step, so two foundings cannot mix; the
installation's certificate is labelled by the letter.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from alianza_desktop.core import catalogs
from alianza_desktop.core.canonical import b64, normalise_text
from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import Invalid, Unavailable
from alianza_desktop.core.ids import IdSource, new_device_id, uuid7
from alianza_desktop.model import Alliance, Device, Operator
from alianza_desktop.model.alliances import ROLES
from alianza_desktop.storage import authority, engine, identity, keys, migrate
from alianza_desktop.storage.database import STORE_FILE, Database
from alianza_desktop.storage.files import PRIVATE, explained, sync_folder
from alianza_desktop.storage.identity import Identity
from alianza_desktop.storage.keys import StoreKey
from alianza_desktop.storage.locking import WriterLock
from alianza_desktop.storage.marker import MARKER_FILE

LETTER: Final = "A"
_NURSERY: Final = ".nueva"


@dataclass(frozen=True, slots=True)
class _Charter:
    """What a person decides at a founding."""

    name: str
    ubigeo: str
    operator: str
    role: str
    rehearsal: bool


def found(
    folder: Path,
    *,
    name: str,
    ubigeo: str,
    operator: str,
    role: str,
    clock: Clock,
    ids: IdSource = uuid7,
    passphrase: str | None = None,
    rehearsal: bool = False,
) -> Database:
    """Found an alliance in a data folder, which is made if it is missing, and return its open store.

    `ubigeo` is the INEI code of its territory (2, 4 or 6 digits). Without a passphrase the store is plain:
    for rehearsals, and for who asks for it. One folder holds one alliance.
    Raises `Invalid` (`store-exists`, `name-needed`, `unknown-code` for a role, `passphrase-empty`),
    `NotFound("ubigeo-unknown")`, and `Unavailable` as `Database.open` does.
    """
    charter = _Charter(_needed(name), ubigeo, _needed(operator), role, rehearsal)
    if role not in ROLES:
        raise Invalid("unknown-code", field="role", value=role, allowed=", ".join(ROLES))
    catalogs.place(ubigeo)
    with ExitStack() as undo:
        lock = _claim(folder)
        undo.callback(lock.release)
        with _nursery(folder) as nursery:
            key = keys.create(nursery, passphrase)
            _build(nursery, key, charter, clock, ids)
            _move_out(nursery, folder)
        undo.pop_all()
    return Database(folder, key, lock, clock=clock, ids=ids)


def _needed(text: str) -> str:
    clean = normalise_text(text).strip()
    if not clean:
        raise Invalid("name-needed")
    return clean


def _claim(folder: Path) -> WriterLock:
    """Become the one writer of a folder that has no store, nor the side files of a lost one."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # only whose laptop it is
    except OSError as error:
        raise explained(error) from error
    lock = WriterLock.take(folder)
    if any(folder.glob(f"{STORE_FILE}*")):
        lock.release()
        raise Invalid("store-exists")
    return lock


@contextmanager
def _nursery(folder: Path) -> Iterator[Path]:
    nursery = folder / _NURSERY
    shutil.rmtree(nursery, ignore_errors=True)
    try:
        nursery.mkdir(mode=0o700)
        yield nursery
    except OSError as error:
        raise explained(error) from error
    finally:
        shutil.rmtree(nursery, ignore_errors=True)


def _build(nursery: Path, key: StoreKey, charter: _Charter, clock: Clock, ids: IdSource) -> None:
    made = _new_identity(charter, clock, ids)
    (nursery / STORE_FILE).touch(PRIVATE)  # its side files get the mode of the store
    writer = engine.writer(nursery / STORE_FILE, key)
    try:
        with writer.begin() as connection:
            migrate.create(connection)
            identity.keep(connection, made)
    finally:
        writer.dispose()
    operator_id = ids()
    with (
        Database(nursery, key, WriterLock.take(nursery), clock=clock, ids=ids) as database,
        database.transaction(operator_id) as session,
    ):
        session.add(_alliance(made, charter, clock))
        session.add(_device(made))
        session.add(Operator(id=operator_id, name=charter.operator, role=charter.role))


def _new_identity(charter: _Charter, clock: Clock, ids: IdSource) -> Identity:
    now = clock.now()
    root = authority.new_authority(charter.name, now)
    device_id, device_key = new_device_id(), Ed25519PrivateKey.generate()
    named = authority.Installation(LETTER, charter.name, device_id, device_key.public_key())
    seal = authority.new_installation(root, named, now)
    return Identity(
        alliance_id=ids(),
        device_id=device_id,
        letter=LETTER,
        alliance_key=secrets.token_bytes(32),
        device_key=device_key,
        ca_key=root.key,
        ca_certificate=root.certificate,
        seal_key=seal.key,
        seal_certificate=seal.certificate,
    )


def _alliance(made: Identity, charter: _Charter, clock: Clock) -> Alliance:
    return Alliance(
        id=made.alliance_id,
        name=charter.name,
        ubigeo=charter.ubigeo,
        founded_on=clock.now().date().isoformat(),
        rehearsal=charter.rehearsal,
        ca_certificate=b64(made.ca_certificate),
    )


def _device(made: Identity) -> Device:
    return Device(
        device=made.device_id,
        letter=made.letter,
        label=made.letter,
        public_key=b64(made.device_key.public_key().public_bytes_raw()),
        certificate=b64(made.seal_certificate),
    )


def _move_out(nursery: Path, folder: Path) -> None:
    """Put the files of a finished store in place, the store last; only a marker is overwritten."""
    if (nursery / f"{STORE_FILE}-wal").exists():  # the checkpoint did not end: the store alone is not whole
        raise Unavailable("disk-full")
    old_key = folder / keys.KEY_FILE
    if old_key.exists():
        old_key.rename(_free_name(old_key))
    for name in (keys.KEY_FILE, MARKER_FILE, STORE_FILE):
        (nursery / name).replace(folder / name)
        sync_folder(folder)


def _free_name(path: Path) -> Path:
    number = 1
    while (other := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return other
