"""What was read aloud in review, as a hash: what is frozen must be that text and no other.

The hash leaves out what only the freeze decides: number, version, its id and its hour.
"""

from sqlalchemy.orm import Session

from alianza_desktop.documents import acta_content, collect


def text_hash(session: Session, acta_id: str) -> str:
    """Return the SHA-256 of what the acta says now: its canonical JSON as a draft."""
    return acta_content.content_hash(collect.acta(session, acta_id))
