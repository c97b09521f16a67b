"""Who this store is: its alliance, its device and letter, and the keys that never leave it.

Written once by the founding (and one day by joining) into a local table of one row. The keys are private
bytes inside the encrypted store; in a plain store, made for rehearsals, they are as open as the rest of it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Corrupt
from alianza_desktop.storage.tables import identity as table

if TYPE_CHECKING:  # the keys of seals are read when something is sealed: the window does not wait for them
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """This installation in its alliance. Certificates are DER; `ca_key` is where the authority's key is."""

    alliance_id: str
    device_id: str
    letter: str
    alliance_key: bytes
    device_key: Ed25519PrivateKey
    ca_key: "EllipticCurvePrivateKey | None"
    ca_certificate: bytes
    seal_key: "EllipticCurvePrivateKey"
    seal_certificate: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """The part of the identity that every transaction needs."""

    alliance_id: str
    device_id: str
    letter: str
    device_key: Ed25519PrivateKey


def identity(session: Session) -> Identity:
    """Return the identity of this store with its keys loaded. Raises `Corrupt("store-damaged")`."""
    row = session.execute(select(table)).one_or_none()
    if row is None:
        raise Corrupt("store-damaged")
    return Identity(
        alliance_id=row.alliance_id,
        device_id=row.device_id,
        letter=row.letter,
        alliance_key=row.alliance_key,
        device_key=Ed25519PrivateKey.from_private_bytes(row.device_key),
        ca_key=None if row.ca_key is None else _curve_key(row.ca_key),
        ca_certificate=row.ca_certificate,
        seal_key=_curve_key(row.seal_key),
        seal_certificate=row.seal_certificate,
    )


def signer(connection: Connection) -> Signer:
    """Return who signs the commits of this store. Raises `Corrupt("store-damaged")`."""
    row = connection.execute(
        select(table.c.alliance_id, table.c.device_id, table.c.letter, table.c.device_key)
    ).one_or_none()
    if row is None:
        raise Corrupt("store-damaged")
    return Signer(
        row.alliance_id, row.device_id, row.letter, Ed25519PrivateKey.from_private_bytes(row.device_key)
    )


def keep_certificate(session: Session, certificate: bytes) -> None:
    """Replace the certificate of this installation's seal key (DER)."""
    session.execute(table.update().values(seal_certificate=certificate))


def keep_authority(session: Session, key: "EllipticCurvePrivateKey | None", certificate: bytes) -> None:
    """Replace the authority that this installation is certified by, with its key when it is here (DER)."""
    values = {"ca_key": None if key is None else _curve_bytes(key), "ca_certificate": certificate}
    session.execute(table.update().values(values))


def keep(connection: Connection, made: Identity) -> None:
    """Write the identity of a new store."""
    connection.execute(
        table.insert().values(
            only=1,
            alliance_id=made.alliance_id,
            device_id=made.device_id,
            letter=made.letter,
            alliance_key=made.alliance_key,
            device_key=made.device_key.private_bytes_raw(),
            ca_key=None if made.ca_key is None else _curve_bytes(made.ca_key),
            ca_certificate=made.ca_certificate,
            seal_key=_curve_bytes(made.seal_key),
            seal_certificate=made.seal_certificate,
        )
    )


def _curve_key(der: bytes) -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    key = load_der_private_key(der, None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key


def _curve_bytes(key: "EllipticCurvePrivateKey") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
