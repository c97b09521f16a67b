"""What a mesa takes up again of earlier workshops: shown first, followed up with a way back."""

from collections.abc import Callable
from datetime import date

import pytest

from alianza_desktop.services import workshops
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.agreements.carried import CarriedPresenter
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.row import Row
from tests.builders import World, agree, writing
from tests.ui.fake_agreements import record


class Shown:
    """The card over the list."""

    words = ""
    rows: tuple[Row, ...] = ()
    toasts: list[tuple[str, Callable[[], None] | None]]

    def __init__(self) -> None:
        self.toasts = []

    def show_carried(self, words: str, rows: tuple[Row, ...]) -> None:
        self.words, self.rows = words, rows

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self.toasts.append((words, inverse))


@pytest.fixture
def late(database: Database, made: World) -> str:
    with writing(database) as session:
        return agree(session, made, "Instalar dos centros", due_on="2027-02-21")


def test_what_is_late_says_so_and_its_follow_up_has_a_way_back(
    database: Database, jobs: InlineJobs, made: World, late: str
) -> None:
    with writing(database) as session:
        new = workshops.create(session, WorkshopPlan(stage=5, starts_on="2027-03-05")).id
    view = Shown()
    carried = CarriedPresenter(view, jobs, new, view.toast)
    carried.load(made.cacao, date(2027, 3, 5))
    assert view.words == "Viene del Taller 4: 1 acuerdo abierto"
    assert (view.rows[0].key, view.rows[0].note) == (late, "vencido hace 12 días")
    carried.follow(late, "done")
    assert (view.rows[0].note, record(database, late).follow_up) == ("cumplido", "done")
    words, back = view.toasts[-1]
    assert words == "Seguimiento: cumplido."
    assert back is not None
    back()
    assert view.rows[0].note == "vencido hace 12 días"
