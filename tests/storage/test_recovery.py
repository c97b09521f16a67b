"""The recovery key's lock: it opens, resets and is replaced; cuts leave a file that opens."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from alianza_desktop.core import recovery_key
from alianza_desktop.core.errors import AppError, Invalid, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.storage import keys
from alianza_desktop.storage.keys import Protection

PHRASE = "cuatro palabras del río"
KEY, OTHER = recovery_key.new(), recovery_key.new()


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing need not be dear here."""
    monkeypatch.setattr(keys, "MEMORY_KIB", 16)
    monkeypatch.setattr(keys, "PASSES", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keys.create(tmp_path, PHRASE)
    keys.add_recovery(tmp_path, PHRASE, KEY)
    return tmp_path


def code(error: pytest.ExceptionInfo[AppError]) -> str:
    assert sentence(error.value)
    return error.value.code


def test_the_recovery_key_opens_the_same_key_however_it_is_typed(folder: Path) -> None:
    made = keys.unlock(folder, PHRASE)
    for typed in (KEY, KEY.lower(), KEY.replace("-", ""), KEY.replace("-", " ").replace("0", "o")):
        assert keys.unlock(folder, typed) == made
    assert KEY not in (folder / keys.KEY_FILE).read_text()


def test_a_store_that_was_made_before_has_none(tmp_path: Path) -> None:
    keys.create(tmp_path, PHRASE)
    assert keys.protection(tmp_path) == Protection(encrypted=True, recovery=False)
    with pytest.raises(Unavailable, match="recovery-wrong"):
        keys.check_recovery(tmp_path, KEY)
    keys.add_recovery(tmp_path, PHRASE, KEY)
    assert keys.protection(tmp_path) == Protection(encrypted=True, recovery=True)


def test_a_plain_store_has_no_lock_to_add(tmp_path: Path) -> None:
    keys.create(tmp_path, None)
    assert keys.protection(tmp_path) == Protection(encrypted=False, recovery=False)
    with pytest.raises(Invalid) as error:
        keys.add_recovery(tmp_path, PHRASE, KEY)
    assert code(error) == "store-plain"


@pytest.mark.parametrize("number", range(60))
def test_every_other_key_refuses(folder: Path, number: int) -> None:
    with pytest.raises(Unavailable) as error:
        keys.unlock(folder, recovery_key.new())
    assert code(error) == "passphrase-wrong"
    with pytest.raises(Unavailable) as other:
        keys.reset_passphrase(folder, recovery_key.new(), "otra frase")
    assert code(other) == "recovery-wrong"


def test_a_typo_is_named_before_anything_is_tried(folder: Path) -> None:
    before = (folder / keys.KEY_FILE).read_bytes()
    with pytest.raises(Invalid) as error:
        keys.reset_passphrase(folder, KEY[:-1], "otra frase")
    assert code(error) == "recovery-group"
    assert (folder / keys.KEY_FILE).read_bytes() == before


def test_a_forgotten_passphrase_is_replaced(folder: Path) -> None:
    made = keys.unlock(folder, PHRASE)
    keys.reset_passphrase(folder, KEY.lower(), "otra frase")
    assert keys.unlock(folder, "otra frase") == keys.unlock(folder, KEY) == made
    with pytest.raises(Unavailable, match="passphrase-wrong"):
        keys.unlock(folder, PHRASE)


def test_changing_the_passphrase_keeps_the_recovery_key(folder: Path) -> None:
    made = keys.unlock(folder, KEY)
    keys.change_passphrase(folder, PHRASE, "otra frase")
    assert keys.unlock(folder, KEY) == keys.unlock(folder, "otra frase") == made


def test_both_recovery_keys_open_until_the_new_one_is_kept(folder: Path) -> None:
    keys.add_recovery(folder, PHRASE, OTHER)
    keys.check_recovery(folder, KEY)
    keys.check_recovery(folder, OTHER)
    keys.settle_recovery(folder, OTHER)
    keys.check_recovery(folder, OTHER)
    with pytest.raises(Unavailable, match="recovery-wrong"):
        keys.check_recovery(folder, KEY)
    keys.unlock(folder, PHRASE)


def test_a_key_that_opens_nothing_takes_none_away(folder: Path) -> None:
    with pytest.raises(Unavailable, match="recovery-wrong"):
        keys.settle_recovery(folder, OTHER)
    keys.check_recovery(folder, KEY)


@pytest.mark.parametrize("field", ["salt", "nonce", "wrapped", "kind", "kdf"])
def test_nothing_of_the_lock_can_be_changed_unseen(folder: Path, field: str) -> None:
    file = folder / keys.KEY_FILE
    content = json.loads(file.read_text())
    was = content["locks"][1][field]
    content["locks"][1][field] = ("B" if was[0] == "A" else "A") + was[1:]
    file.write_text(json.dumps(content))
    with pytest.raises(AppError) as error:
        keys.check_recovery(folder, KEY)
    assert code(error) == ("key-damaged" if field == "kdf" else "recovery-wrong")


CHANGING = """
import sys
from pathlib import Path
from alianza_desktop.storage import keys
keys.MEMORY_KIB, keys.PASSES = 16, 1
folder, first, second = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
print("ready", flush=True)
while True:
    keys.change_passphrase(folder, "una", "otra")
    keys.add_recovery(folder, "otra", second)
    keys.settle_recovery(folder, second)
    keys.reset_passphrase(folder, second, "una")
    keys.add_recovery(folder, "una", first)
    keys.settle_recovery(folder, first)
"""


@pytest.mark.parametrize("number", range(8))
def test_kill_9_in_the_middle_of_a_change_leaves_a_file_that_opens(tmp_path: Path, number: int) -> None:
    made = keys.create(tmp_path, "una")
    keys.add_recovery(tmp_path, "una", KEY)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", CHANGING, str(tmp_path), KEY, OTHER], stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(37 * (number + 1)):  # a while, counted in work and not in time
            keys.protection(tmp_path)
        process.send_signal(signal.SIGKILL)
    opened = {phrase for phrase in ("una", "otra", KEY, OTHER) if _opens(tmp_path, phrase, made)}
    assert opened & {"una", "otra"}
    assert opened & {KEY, OTHER}


def _opens(folder: Path, secret: str, made: keys.StoreKey) -> bool:
    try:
        return keys.unlock(folder, secret) == made
    except Unavailable:
        return False
