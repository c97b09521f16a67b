"""The key of the store: random, 32 bytes, kept beside it wrapped by a passphrase.

`clave.json` holds *locks*: copies of the one store key, each wrapped by something else. Today there is one
kind, a passphrase through argon2id; changing it replaces that lock, and a printed recovery key will be one
more. The store itself is never rewritten. A plain store has no key: the file says so, because a missing key
file must be told from a store that never had one.

Decisions: argon2id with 64 MiB, t=3, p=2 (0.15 s on a laptop; RFC 9106 asks for 64 MiB, t=3); AES-256-GCM
(NIST SP 800-38D) whose associated data are the lock's own parameters, so none can be changed unseen; a
passphrase is normalised (NFC) because keyboards write «ñ» in two ways.
"""

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alianza_desktop.core.canonical import Json, b64, canonical, normalise_text, unb64
from alianza_desktop.core.errors import Corrupt, Invalid, Unavailable
from alianza_desktop.storage.files import explained, write_whole

KEY_FILE: Final = "clave.json"
FORMAT: Final = "alianza/key/1"

MEMORY_KIB: Final = 64 * 1024
PASSES: Final = 3
LANES: Final = 2
_LIMITS: Final = {"memory_kib": 1024 * 1024, "passes": 20, "lanes": 16}
"""A key file that asks for more is not ours: it would stop the machine."""

Lock = dict[str, Json]


@dataclass(frozen=True, slots=True)
class StoreKey:
    """What opens the store; `raw` is None for a plain store and is never shown."""

    raw: bytes | None = field(repr=False)

    @property
    def pragmas(self) -> tuple[str, ...]:
        """What every connection says first; no KDF is run on a raw key, and SQLCipher's own log is silent."""
        if self.raw is None:
            return ()
        return (f"PRAGMA key = \"x'{self.raw.hex()}'\"", "PRAGMA cipher_log_level = NONE")


PLAIN: Final = StoreKey(None)


def create(folder: Path, passphrase: str | None) -> StoreKey:
    """Make the key of a new store and write its key file in `folder`.

    Raises `Invalid("passphrase-empty")`, and `Unavailable` when the disk refuses.
    """
    if passphrase is None:
        _write(folder, "plain", [])
        return PLAIN
    key = StoreKey(secrets.token_bytes(32))
    _write(folder, "passphrase", [_lock(key, passphrase)])
    return key


def unlock(folder: Path, passphrase: str | None) -> StoreKey:
    """Return the key of the store in `folder`; a passphrase given for a plain store is ignored.

    Raises `Unavailable` (`key-missing`, `passphrase-needed`, `passphrase-wrong`) and
    `Corrupt("key-damaged")`.
    """
    kind, locks = _read(folder)
    if kind == "plain":
        return PLAIN
    if passphrase is None:
        raise Unavailable("passphrase-needed")
    for lock in locks:
        raw = _opened(lock, passphrase)
        if raw is not None:
            return StoreKey(raw)
    raise Unavailable("passphrase-wrong")


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Wrap the same key by another passphrase; the store and the other locks are not touched.

    Raises as `unlock` does, and `Invalid("passphrase-empty")`. A plain store refuses (`store-plain`).
    """
    key = unlock(folder, old)
    kind, locks = _read(folder)
    if kind == "plain":
        raise Invalid("store-plain")
    others = [lock for lock in locks if _opened(lock, old) is None]
    _write(folder, kind, [_lock(key, new), *others])


def _lock(key: StoreKey, passphrase: str) -> Lock:
    if not passphrase.strip():
        raise Invalid("passphrase-empty")
    assert key.raw is not None
    lock: Lock = {
        "kind": "passphrase",
        "kdf": "argon2id",
        "memory_kib": MEMORY_KIB,
        "passes": PASSES,
        "lanes": LANES,
        "salt": b64(secrets.token_bytes(16)),
        "nonce": b64(secrets.token_bytes(12)),
    }
    wrapped = AESGCM(_stretched(lock, passphrase)).encrypt(_bytes(lock, "nonce"), key.raw, _bound(lock))
    return lock | {"wrapped": b64(wrapped)}


def _opened(lock: Lock, passphrase: str) -> bytes | None:
    """Return the key inside a lock, or None when the passphrase does not open it."""
    cipher = AESGCM(_stretched(lock, passphrase))
    try:
        return cipher.decrypt(_bytes(lock, "nonce"), _bytes(lock, "wrapped"), _bound(lock))
    except InvalidTag:
        return None


def _stretched(lock: Lock, passphrase: str) -> bytes:
    return hash_secret_raw(
        normalise_text(passphrase).encode(),
        _bytes(lock, "salt"),
        time_cost=_number(lock, "passes"),
        memory_cost=_number(lock, "memory_kib"),
        parallelism=_number(lock, "lanes"),
        hash_len=32,
        type=Type.ID,
    )


def _bound(lock: Lock) -> bytes:
    return canonical({"format": FORMAT} | {name: value for name, value in lock.items() if name != "wrapped"})


def _write(folder: Path, kind: str, locks: list[Lock]) -> None:
    content: Json = {"format": FORMAT, "kind": kind, "locks": locks}
    write_whole(folder / KEY_FILE, json.dumps(content, indent=1).encode())


def _read(folder: Path) -> tuple[str, list[Lock]]:
    try:
        content = json.loads((folder / KEY_FILE).read_bytes())
    except FileNotFoundError as error:
        raise Unavailable("key-missing") from error
    except OSError as error:
        raise explained(error) from error
    except ValueError as error:
        raise Corrupt("key-damaged") from error
    match content:
        case {"format": "alianza/key/1", "kind": "plain"}:
            return "plain", []
        case {"format": "alianza/key/1", "kind": "passphrase", "locks": [*locks]} if all(map(_sound, locks)):
            return "passphrase", locks
        case _:
            raise Corrupt("key-damaged")


def _sound(lock: object) -> bool:
    """Say whether a lock has everything that opening it needs, within limits."""
    if not isinstance(lock, dict) or lock.get("kdf") != "argon2id":
        return False
    try:
        sizes = [len(_bytes(lock, name)) for name in ("salt", "nonce", "wrapped")]
        numbers = [0 < _number(lock, name) <= limit for name, limit in _LIMITS.items()]
    except (KeyError, TypeError, ValueError):
        return False
    enough = _number(lock, "memory_kib") >= 8 * _number(lock, "lanes")  # what argon2 asks for (RFC 9106)
    return enough and sizes == [16, 12, 48] and all(numbers)


def _bytes(lock: Lock, name: str) -> bytes:
    value = lock[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return unb64(value)


def _number(lock: Lock, name: str) -> int:
    value = lock[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(name)
    return value
