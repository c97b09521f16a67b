"""The key file: what opens it, what does not, and that nothing about it leaks."""

import errno
import json
import os
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from alianza_desktop.core import recovery_key
from alianza_desktop.core.errors import AppError, Corrupt, Invalid, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.storage import keys

PHRASE = "cuatro palabras del río"


def told(error: pytest.ExceptionInfo[AppError]) -> str:
    assert sentence(error.value)
    return error.value.code


def edit(folder: Path, **changes: Any) -> None:
    file = folder / keys.KEY_FILE
    content = json.loads(file.read_text())
    content["locks"][0] |= changes
    file.write_text(json.dumps(content))


def test_a_passphrase_opens_the_same_key(tmp_path: Path) -> None:
    made = keys.create(tmp_path, PHRASE)
    assert made.raw is not None
    assert len(made.raw) == 32
    assert keys.unlock(tmp_path, PHRASE) == made


def test_two_stores_never_share_a_key(tmp_path: Path) -> None:
    first = keys.create(tmp_path, PHRASE)
    assert keys.create(tmp_path, PHRASE) != first


def test_a_plain_store_has_no_key_and_ignores_a_passphrase(tmp_path: Path) -> None:
    assert keys.create(tmp_path, None).raw is None
    assert keys.unlock(tmp_path, PHRASE) == keys.PLAIN
    assert keys.PLAIN.pragmas == ()


def test_a_passphrase_is_the_same_however_its_accents_are_typed(tmp_path: Path) -> None:
    made = keys.create(tmp_path, "rio de la ni\u00f1a")
    assert keys.unlock(tmp_path, "rio de la nin\u0303a") == made


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_an_empty_passphrase_is_refused_and_nothing_is_written(tmp_path: Path, empty: str) -> None:
    with pytest.raises(Invalid) as error:
        keys.create(tmp_path, empty)
    assert told(error) == "passphrase-empty"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_passphrase_and_a_wrong_one_have_their_own_words(tmp_path: Path) -> None:
    keys.create(tmp_path, PHRASE)
    with pytest.raises(Unavailable) as missing:
        keys.unlock(tmp_path, None)
    with pytest.raises(Unavailable) as wrong:
        keys.unlock(tmp_path, PHRASE + ".")
    assert [told(missing), told(wrong)] == ["passphrase-needed", "passphrase-wrong"]
    assert PHRASE not in f"{wrong.value!r} {wrong.getrepr(showlocals=False)}"


def test_a_missing_key_file_has_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as error:
        keys.unlock(tmp_path, PHRASE)
    assert told(error) == "key-missing"


@pytest.mark.parametrize("length", [0, 1, 40, 200])
def test_a_truncated_key_file_is_damaged(tmp_path: Path, length: int) -> None:
    keys.create(tmp_path, PHRASE)
    file = tmp_path / keys.KEY_FILE
    file.write_bytes(file.read_bytes()[:length])
    with pytest.raises(Corrupt) as error:
        keys.unlock(tmp_path, PHRASE)
    assert told(error) == "key-damaged"


@pytest.mark.parametrize(
    "changes",
    [
        {"memory_kib": 64 * 1024 * 1024},
        {"memory_kib": 1},
        {"passes": 10_000},
        {"lanes": 0},
        {"lanes": True},
        {"salt": "corto"},
        {"wrapped": 7},
        {"nonce": None},
        {"nonce": "ñandú"},
        {"kdf": "scrypt"},
    ],
)
def test_a_lock_that_is_not_ours_is_damaged_and_never_tried(tmp_path: Path, changes: dict[str, Any]) -> None:
    keys.create(tmp_path, PHRASE)
    edit(tmp_path, **changes)
    with pytest.raises(Corrupt) as error:
        keys.unlock(tmp_path, PHRASE)
    assert told(error) == "key-damaged"


def test_a_key_file_nested_without_end_is_damaged(tmp_path: Path) -> None:
    (tmp_path / keys.KEY_FILE).write_text("[" * 99_999)
    with pytest.raises(Corrupt, match="key-damaged"):
        keys.unlock(tmp_path, PHRASE)


@pytest.mark.parametrize(
    "content", [[], {"format": "alianza/key/2"}, {"format": "alianza/key/1", "kind": "x"}]
)
def test_another_form_is_damaged(tmp_path: Path, content: object) -> None:
    (tmp_path / keys.KEY_FILE).write_text(json.dumps(content))
    with pytest.raises(Corrupt, match="key-damaged"):
        keys.unlock(tmp_path, PHRASE)


def test_parameters_are_bound_to_the_lock(tmp_path: Path) -> None:
    keys.create(tmp_path, PHRASE)
    edit(tmp_path, kind="recovery")
    with pytest.raises(Unavailable, match="passphrase-wrong"):
        keys.unlock(tmp_path, PHRASE)


def test_changing_the_passphrase_keeps_the_key_and_the_other_locks(tmp_path: Path) -> None:
    made = keys.create(tmp_path, PHRASE)
    file = tmp_path / keys.KEY_FILE
    content = json.loads(file.read_text())
    content["locks"].append(keys._lock(made, "clave de recuperación"))
    file.write_text(json.dumps(content))

    keys.change_passphrase(tmp_path, PHRASE, "otra frase")

    assert keys.unlock(tmp_path, "otra frase") == made
    assert keys.unlock(tmp_path, "clave de recuperación") == made
    with pytest.raises(Unavailable, match="passphrase-wrong"):
        keys.unlock(tmp_path, PHRASE)


def test_a_passphrase_is_not_changed_without_the_old_one(tmp_path: Path) -> None:
    keys.create(tmp_path, PHRASE)
    before = (tmp_path / keys.KEY_FILE).read_bytes()
    with pytest.raises(Unavailable, match="passphrase-wrong"):
        keys.change_passphrase(tmp_path, "no es", "otra")
    with pytest.raises(Invalid, match="passphrase-empty"):
        keys.change_passphrase(tmp_path, PHRASE, " ")
    assert (tmp_path / keys.KEY_FILE).read_bytes() == before


def test_a_plain_store_has_no_passphrase_to_change(tmp_path: Path) -> None:
    keys.create(tmp_path, None)
    with pytest.raises(Invalid) as error:
        keys.change_passphrase(tmp_path, PHRASE, "otra")
    assert told(error) == "store-plain"


def test_a_full_disk_leaves_the_old_key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.create(tmp_path, PHRASE)
    before = (tmp_path / keys.KEY_FILE).read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as error:
        keys.change_passphrase(tmp_path, PHRASE, "otra")
    assert told(error) == "disk-full"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {keys.KEY_FILE: before}


def test_the_key_is_in_no_representation(tmp_path: Path) -> None:
    made = keys.create(tmp_path, PHRASE)
    assert made.raw is not None
    assert made.raw.hex() not in repr(made)
    assert repr(made.raw) not in repr(made)
    assert made.raw.hex() not in (tmp_path / keys.KEY_FILE).read_text()


def test_the_cost_of_a_guess_is_the_one_decided(tmp_path: Path) -> None:
    keys.create(tmp_path, PHRASE)
    lock = json.loads((tmp_path / keys.KEY_FILE).read_text())["locks"][0]
    assert (lock["kdf"], lock["memory_kib"], lock["passes"], lock["lanes"]) == ("argon2id", 65_536, 3, 2)


def test_two_changes_at_once_lose_no_lock(tmp_path: Path) -> None:
    keys.create(tmp_path, PHRASE)
    recovery = recovery_key.new()
    threads = [
        Thread(target=keys.add_recovery, args=(tmp_path, PHRASE, recovery)),
        Thread(target=keys.add_recovery, args=(tmp_path, PHRASE, recovery_key.new())),
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    kinds = [lock["kdf"] for lock in json.loads((tmp_path / keys.KEY_FILE).read_text())["locks"]]
    assert kinds.count("hkdf-sha256") == 2
