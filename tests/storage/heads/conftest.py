"""Two laptops that share a mesa and an attendance."""

import pytest

from alianza_desktop.model import Attendance, Mesa
from tests.storage.replicas import Replica


@pytest.fixture
def one() -> Replica:
    return Replica(1)


@pytest.fixture
def other() -> Replica:
    return Replica(2)


@pytest.fixture
def mesa_id(one: Replica, other: Replica) -> str:
    """A mesa that both replicas have."""
    with one.transaction() as session:
        mesa = Mesa(name="Cacao", theme="cultivo")
        session.add(mesa)
    other.take(one)
    return mesa.id


@pytest.fixture
def attendance_id(one: Replica, other: Replica) -> str:
    with one.transaction() as session:
        attendance = Attendance(person_id="p", quality="guest", mode="in_person")
        session.add(attendance)
    other.take(one)
    return attendance.id
