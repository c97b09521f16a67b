"""A small chain for tests, and the steps that they repeat."""

from sqlalchemy.orm import Session

from alianza_desktop.services import chain_gestures as gestures
from alianza_desktop.services import chains
from alianza_desktop.services.chain_edits import Applied
from alianza_desktop.services.chain_view import ActivityView, ChainView, Gesture
from alianza_desktop.storage.database import Database
from tests.builders import World, world, writing


def begun(database: Database, template: str = "productive") -> tuple[World, str]:
    """Make a workshop with a chain of a template; returns the world and the chain's id."""
    with writing(database) as session:
        made = world(session)
        chain = chains.create(session, made.workshop, "Cadena del cacao", product="Cacao", template=template)
        return made, chain.id


def seen(database: Database, chain_id: str) -> ChainView:
    with database.reading() as session:
        return chains.view(session, chain_id)


def do(database: Database, chain_id: str, gesture: Gesture) -> Applied:
    """Apply a gesture in a transaction of its own."""
    with writing(database) as session:
        return chains.apply(session, chain_id, gesture)


def add(database: Database, chain_id: str, stage: int, name: str, connect_from: str = "") -> str:
    """Add an activity to a stage by its position; returns its id."""
    view = seen(database, chain_id)
    gesture = gestures.add_activity(view, view.stages[stage].id, name, connect_from=connect_from)
    do(database, chain_id, gesture)
    return gesture[0].id


def card(view: ChainView, activity_id: str) -> ActivityView:
    return gestures.card(view, activity_id)


def counted(session: Session) -> int:
    """Return how many operations this laptop has written."""
    from sqlalchemy import func, select

    from alianza_desktop.storage.tables import op

    return session.scalar(select(func.count()).select_from(op)) or 0
