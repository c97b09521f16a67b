"""The key of the store: random, 32 bytes, kept beside it wrapped by a passphrase and by a recovery key.

`clave.json` holds *locks*: copies of the one store key, each wrapped by something else. There are two kinds:
a passphrase through argon2id, and the printed recovery key through HKDF. Changing one replaces its lock; the
store itself is never rewritten, and the file is replaced whole: a cut leaves the old locks or the new ones.
A plain store has no key: the file says so, because a missing key file must be told from a store that never
had one.

Decisions: argon2id with 64 MiB, t=3, p=2 (0.15 s on a laptop; RFC 9106 asks for 64 MiB, t=3); HKDF-SHA256
(RFC 5869) for the recovery key, whose 140 random bits no slow function would make safer; AES-256-GCM (NIST
SP 800-38D) whose associated data are the lock's own parameters, so none can be changed unseen; a passphrase
is normalised (NFC) because keyboards write «ñ» in two ways. A lock is tried by how it derives its key, never
by the name it has. A new recovery key is added before the old one is taken away: what was printed works.
"""

import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec

from alianza_desktop.core import recovery_key
from alianza_desktop.core.canonical import Json, b64, canonical, normalise_text, unb64
from alianza_desktop.core.errors import Corrupt, Invalid, Unavailable
from alianza_desktop.storage.files import explained, write_whole

KEY_FILE: Final = "clave.json"
FORMAT: Final = "alianza/key/1"

MEMORY_KIB: Final = 64 * 1024
PASSES: Final = 3
LANES: Final = 2
_ARGON2: Final = "argon2id"
_HKDF: Final = "hkdf-sha256"
_LIMITS: Final = {"memory_kib": 1024 * 1024, "passes": 20, "lanes": 16}
"""A key file that asks for more is not ours: it would stop the machine."""

Lock = dict[str, Json]
P = ParamSpec("P")
_CHANGING: Final = threading.RLock()
"""The file is read and written by one thread at a time: no lock is lost between two changes."""


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


@dataclass(frozen=True, slots=True)
class Protection:
    """What protects a store: whether it is encrypted, and whether a recovery key opens it too."""

    encrypted: bool
    recovery: bool


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
    """Return the key of the store in `folder`, by its passphrase or its recovery key, however that is typed.

    What is given for a plain store is ignored. Raises `Unavailable` (`key-missing`, `passphrase-needed`,
    `passphrase-wrong`) and `Corrupt("key-damaged")`.
    """
    kind, locks = _read(folder)
    if kind == "plain":
        return PLAIN
    if passphrase is None:
        raise Unavailable("passphrase-needed")
    for lock in sorted(locks, key=lambda lock: lock["kdf"] == _ARGON2):  # the quick ones first
        raw = _opened(lock, passphrase)
        if raw is not None:
            return StoreKey(raw)
    raise Unavailable("passphrase-wrong")


def protection(folder: Path) -> Protection:
    """Return what protects the store in `folder`; raises as `unlock` does."""
    kind, locks = _read(folder)
    return Protection(encrypted=kind != "plain", recovery=any(lock["kdf"] == _HKDF for lock in locks))


def _alone(change: Callable[P, None]) -> Callable[P, None]:
    @wraps(change)
    def changing(*args: P.args, **kwargs: P.kwargs) -> None:
        with _CHANGING:
            change(*args, **kwargs)

    return changing


@_alone
def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Wrap the same key by another passphrase; the store and the other locks are not touched.

    Raises as `unlock` does, and `Invalid("passphrase-empty")`. A plain store refuses (`store-plain`).
    """
    key, kind, locks = _opened_by(folder, old)
    others = [lock for lock in locks if lock["kdf"] == _HKDF or _opened(lock, old) is None]
    _write(folder, kind, [_lock(key, new), *others])


@_alone
def reset_passphrase(folder: Path, recovery: str, new: str) -> None:
    """Set a new passphrase with the recovery key; the forgotten one opens nothing any more.

    Raises as `recovery_key.read` and `change_passphrase` do; `Unavailable("recovery-wrong")` for another key.
    """
    try:
        key, kind, locks = _opened_by(folder, recovery_key.read(recovery))
    except Unavailable as error:
        raise _about_recovery(error) from error
    _write(folder, kind, [_lock(key, new), *(lock for lock in locks if lock["kdf"] == _HKDF)])


def check_recovery(folder: Path, recovery: str) -> None:
    """Raise as `reset_passphrase` does unless this recovery key opens the store."""
    try:
        unlock(folder, recovery_key.read(recovery))
    except Unavailable as error:
        raise _about_recovery(error) from error


@_alone
def add_recovery(folder: Path, passphrase: str, recovery: str) -> None:
    """Let a new recovery key open the store; the one before still does, until `settle_recovery`."""
    key, kind, locks = _opened_by(folder, passphrase)
    _write(folder, kind, [*locks, _recovery_lock(key, recovery)])


@_alone
def settle_recovery(folder: Path, recovery: str) -> None:
    """Take away every recovery key but this one, which its person says is kept."""
    kind, locks = _read(folder)
    kept = [lock for lock in locks if lock["kdf"] != _HKDF or _opened(lock, recovery) is not None]
    if all(lock["kdf"] != _HKDF for lock in kept):
        raise Unavailable("recovery-wrong")
    _write(folder, kind, kept)


def _about_recovery(error: Unavailable) -> Unavailable:
    return Unavailable("recovery-wrong") if error.code == "passphrase-wrong" else error


def _opened_by(folder: Path, secret: str) -> tuple[StoreKey, str, list[Lock]]:
    key = unlock(folder, secret)
    kind, locks = _read(folder)
    if kind == "plain":
        raise Invalid("store-plain")
    return key, kind, locks


def _lock(key: StoreKey, passphrase: str) -> Lock:
    if not passphrase.strip():
        raise Invalid("passphrase-empty")
    lock: Lock = {
        "kind": "passphrase",
        "kdf": _ARGON2,
        "memory_kib": MEMORY_KIB,
        "passes": PASSES,
        "lanes": LANES,
        "salt": b64(secrets.token_bytes(16)),
        "nonce": b64(secrets.token_bytes(12)),
    }
    return _wrapped(lock, key, _stretched(lock, passphrase))


def _recovery_lock(key: StoreKey, recovery: str) -> Lock:
    lock: Lock = {
        "kind": "recovery",
        "kdf": _HKDF,
        "salt": b64(secrets.token_bytes(16)),
        "nonce": b64(secrets.token_bytes(12)),
    }
    return _wrapped(lock, key, _derived(lock, recovery_key.read(recovery)))


def _wrapped(lock: Lock, key: StoreKey, by: bytes) -> Lock:
    from cryptography.hazmat.primitives.ciphers.aead import (
        AESGCM,
    )  # a plain store has no lock to make or open

    assert key.raw is not None
    return lock | {"wrapped": b64(AESGCM(by).encrypt(_bytes(lock, "nonce"), key.raw, _bound(lock)))}


def _opened(lock: Lock, secret: str) -> bytes | None:
    """Return the key inside a lock, or None when the secret does not open it."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if lock["kdf"] == _ARGON2:
        by = _stretched(lock, secret)
    elif (read := _as_recovery_key(secret)) is not None:
        by = _derived(lock, read)
    else:
        return None
    try:
        return AESGCM(by).decrypt(_bytes(lock, "nonce"), _bytes(lock, "wrapped"), _bound(lock))
    except InvalidTag:
        return None


def _as_recovery_key(text: str) -> str | None:
    """Return the recovery key that a text is; a passphrase is none."""
    try:
        return recovery_key.read(text)
    except Invalid:
        return None


def _derived(lock: Lock, recovery: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    salt = _bytes(lock, "salt")
    return HKDF(SHA256(), 32, salt, FORMAT.encode()).derive(recovery_key.secret(recovery))


def _stretched(lock: Lock, passphrase: str) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

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
    write_whole(folder / KEY_FILE, json.dumps(content, indent=1).encode(), private=True)


def _read(folder: Path) -> tuple[str, list[Lock]]:
    try:
        content = json.loads((folder / KEY_FILE).read_bytes())
    except FileNotFoundError as error:
        raise Unavailable("key-missing") from error
    except OSError as error:
        raise explained(error) from error
    except (ValueError, RecursionError) as error:
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
    if not isinstance(lock, dict) or lock.get("kdf") not in (_ARGON2, _HKDF):
        return False
    try:
        sizes = [len(_bytes(lock, name)) for name in ("salt", "nonce", "wrapped")]
        return sizes == [16, 12, 48] and (lock["kdf"] == _HKDF or _affordable(lock))
    except (KeyError, TypeError, ValueError):
        return False


def _affordable(lock: Lock) -> bool:
    numbers = [0 < _number(lock, name) <= limit for name, limit in _LIMITS.items()]
    enough = _number(lock, "memory_kib") >= 8 * _number(lock, "lanes")  # what argon2 asks for (RFC 9106)
    return enough and all(numbers)


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
