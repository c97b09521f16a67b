"""Files inside the store: whole, checked, idempotent, limited."""

import hashlib
from random import Random

import pytest
from sqlalchemy import delete, func, select, update

from alianza_desktop.core.errors import Corrupt, Invalid, NotFound
from alianza_desktop.core.sentences import sentence
from alianza_desktop.storage import attachments
from alianza_desktop.storage.attachments import CHUNK, LIMIT
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import attachment, attachment_chunk

PDF = "application/pdf"


def keep(store: Database, data: bytes) -> str:
    with store.transaction() as session:
        return attachments.put(session, data, PDF)


def read(store: Database, digest: str) -> bytes:
    with store.reading() as session:
        return attachments.get(session, digest)


def rows(store: Database) -> tuple[int, int]:
    with store.reading() as session:
        return (
            session.scalar(select(func.count()).select_from(attachment)) or 0,
            session.scalar(select(func.count()).select_from(attachment_chunk)) or 0,
        )


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_bytes_come_back_as_they_were(store: Database, size: int) -> None:
    data = Random(size).randbytes(size)
    digest = keep(store, data)
    assert digest == hashlib.sha256(data).hexdigest()
    assert read(store, digest) == data
    assert rows(store) == (1, -(-size // CHUNK))


def test_the_same_bytes_are_kept_once(store: Database) -> None:
    data = b"acta" * CHUNK
    assert keep(store, data) == keep(store, data)
    assert rows(store) == (1, 4)


def test_twenty_five_megabytes_are_the_limit(store: Database) -> None:
    with store.reading() as session, pytest.raises(Invalid) as error:
        attachments.put(session, bytes(LIMIT + 1), PDF)
    assert "25 MB" in sentence(error.value)
    data = bytes(LIMIT)
    assert len(read(store, keep(store, data))) == LIMIT


def test_what_is_not_here_is_missing(store: Database) -> None:
    with store.reading() as session:
        assert not attachments.has(session, "0" * 64)
        with pytest.raises(NotFound) as error:
            attachments.get(session, "0" * 64)
    assert sentence(error.value)


def test_a_rolled_back_file_is_missing(store: Database) -> None:
    def change_of_mind() -> None:
        with store.transaction() as session:
            attachments.put(session, b"acta", PDF)
            raise Invalid("x")

    with pytest.raises(Invalid, match="x"):
        change_of_mind()
    digest = hashlib.sha256(b"acta").hexdigest()
    with store.reading() as session:
        assert not attachments.has(session, digest)


@pytest.mark.parametrize(
    "damage",
    [
        delete(attachment_chunk).where(attachment_chunk.c.number == 1),
        update(attachment_chunk).where(attachment_chunk.c.number == 0).values(data=b"otra cosa"),
    ],
)
def test_a_changed_file_is_never_handed_out_and_can_be_put_again(store: Database, damage: object) -> None:
    data = Random(1).randbytes(2 * CHUNK)
    digest = keep(store, data)
    with store.transaction() as session:
        session.execute(damage)  # type: ignore[call-overload]
    with pytest.raises(Corrupt) as error:
        read(store, digest)
    assert sentence(error.value)
    assert keep(store, data) == digest
    assert read(store, digest) == data


def test_files_are_not_journaled(store: Database) -> None:
    heard: list[frozenset[str]] = []
    store.subscribe(heard.append)
    keep(store, b"acta")
    assert heard == []
