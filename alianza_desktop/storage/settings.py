"""Settings of this device inside the encrypted store: drafts, last workshop, theme. Never journaled.

They stay here and not in a plain file because a half-typed form holds personal data.
"""

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from alianza_desktop.storage.tables import local_setting


def read(session: Session, key: str) -> str:
    """Return a setting; empty when it was never written."""
    return session.scalar(select(local_setting.c.value).where(local_setting.c.name == key)) or ""


def write(session: Session, key: str, value: str) -> None:
    """Keep a setting, inside a transaction; an empty value forgets it."""
    if not value:
        session.execute(delete(local_setting).where(local_setting.c.name == key))
        return
    statement = insert(local_setting).values(name=key, value=value)
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
