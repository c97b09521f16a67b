"""What was read aloud in review, as a hash: what is frozen must be that text and no other.

The hash leaves out what only the freeze decides: number, version, its id and its hour; and what the agenda's
clock says of each point, which goes on while the acta is read: the freeze takes it as it is by then.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from alianza_desktop.documents import acta_content, collect


def text_hash(session: Session, acta_id: str) -> str:
    """Return the SHA-256 of what the acta says now: the canonical JSON of a draft, as planned."""
    content = collect.acta(session, acta_id)
    planned = (
        replace(one, began_at="", ended_at="", present=None, present_end=None) for one in content.agenda
    )
    return acta_content.content_hash(replace(content, agenda=tuple(planned)))
