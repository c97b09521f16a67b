"""Who works at this laptop and what it is called: read once, when the store opens. No Qt."""

from typing import TYPE_CHECKING

from alianza_desktop.services import alliances
from alianza_desktop.storage.context import context

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def operators_here(session: "Session") -> tuple[tuple[tuple[str, str], ...], str]:
    """Return (id, name) of each operator, and the words for this laptop: «Equipo A»."""
    people = tuple((one.id, one.name) for one in alliances.operators(session))
    return people, f"Equipo {context(session).letter}"
