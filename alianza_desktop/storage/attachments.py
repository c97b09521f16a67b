"""Files kept inside the store by the hash of their bytes: bodies, sealed PDFs, scans, ink.

Kept in pieces of 1 MiB so that an exchange can one day resume in the middle of one. Bytes that do not match
their hash are never handed out (sync.md §8.10, 11). They are not journaled: a record names them by hash, and
the bytes travel apart.
"""

import hashlib
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Corrupt, Invalid, NotFound
from alianza_desktop.storage.tables import attachment, attachment_chunk

CHUNK: Final = 1024 * 1024
LIMIT: Final = 25 * CHUNK
"""25 MB, read as MiB: the generous side of what people are told."""


def put(session: Session, data: bytes, media: str) -> str:
    """Keep some bytes and return their SHA-256 in hex; the same bytes again change nothing.

    `media` is their MIME type. Bytes found damaged are replaced by these. Raises
    `Invalid("attachment-too-large")`.
    """
    if len(data) > LIMIT:
        raise Invalid("attachment-too-large")
    digest = hashlib.sha256(data).hexdigest()
    if _stored(session, digest) != data:
        _remove(session, digest)
        session.execute(insert(attachment).values(digest=digest, media=media, size=len(data)))
        for number, start in enumerate(range(0, len(data), CHUNK)):
            chunk = data[start : start + CHUNK]
            session.execute(insert(attachment_chunk).values(digest=digest, number=number, data=chunk))
    return digest


def get(session: Session, digest: str) -> bytes:
    """Return the bytes with that SHA-256, checked again.

    Raises `NotFound("attachment-missing")` and `Corrupt("attachment-damaged")`.
    """
    data = _stored(session, digest)
    if data is None:
        raise NotFound("attachment-missing")
    if hashlib.sha256(data).hexdigest() != digest:
        raise Corrupt("attachment-damaged")
    return data


def has(session: Session, digest: str) -> bool:
    """Say whether those bytes are here, without reading them."""
    return session.scalar(select(attachment.c.digest).where(attachment.c.digest == digest)) is not None


def drop(session: Session, digest: str) -> None:
    """Let some bytes go; the caller knows that no record needs them."""
    _remove(session, digest)


def _stored(session: Session, digest: str) -> bytes | None:
    if not has(session, digest):
        return None
    chunks = select(attachment_chunk.c.data).where(attachment_chunk.c.digest == digest)
    return b"".join(session.scalars(chunks.order_by(attachment_chunk.c.number)))


def _remove(session: Session, digest: str) -> None:
    session.execute(delete(attachment_chunk).where(attachment_chunk.c.digest == digest))
    session.execute(delete(attachment).where(attachment.c.digest == digest))
