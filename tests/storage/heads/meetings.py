"""Two laptops with a mesa in common: what the tests of heads do with them."""

from alianza_desktop.model import Mesa
from alianza_desktop.storage import inbox, journal
from alianza_desktop.storage.operations import Heads
from tests.storage.replicas import Replica


def change(replica: Replica, mesa_id: str, **values: str) -> None:
    with replica.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        for name, value in values.items():
            setattr(mesa, name, value)


def shown(replica: Replica, mesa_id: str) -> Mesa:
    with replica.transaction() as session:
        return session.get_one(Mesa, mesa_id)


def entries(replica: Replica) -> list[tuple[str, str]]:
    with replica.transaction() as session:
        return [(entry.field, entry.kind) for entry in inbox.entries(session)]


def meet(one: Replica, other: Replica) -> None:
    """Exchange everything of two replicas and check that they agree."""
    for taker, giver in ((one, other), (other, one)):
        if giver.seq(giver.device) > taker.seq(giver.device):
            taker.take(giver)
    assert one.picture() == other.picture()


def delete(replica: Replica, mesa_id: str, seen: Heads | None = None) -> None:
    with replica.transaction() as session:
        journal.delete(session, session.get_one(Mesa, mesa_id), seen)


def restore(replica: Replica, mesa_id: str) -> None:
    with replica.transaction() as session:
        journal.restore(session, session.get_one(Mesa, mesa_id))
