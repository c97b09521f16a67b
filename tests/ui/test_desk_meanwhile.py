"""The desk while something else happens: the next person typed, the same one registered elsewhere."""

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import people, same_as
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.registration.presenter import DeskPresenter
from tests.builders import World, arrive, writing
from tests.fakes import FakeDesk
from tests.ui.late_jobs import LateJobs

MAYOR, MANAGER = "45678901", "01234567"


@pytest.fixture
def view() -> FakeDesk:
    return FakeDesk()


def test_of_an_organisation_who_came_by_another_record_of_theirs_has_come(
    view: FakeDesk, jobs: InlineJobs, database: Database, clock: FixedClock, made: World
) -> None:
    with writing(database) as session:
        twin = people.add(session, PersonData(document_number="71234567", given_names="José")).id
        arrive(session, made, twin)
        same_as.join(session, "person", made.manager, twin)
    desk = DeskPresenter(view, jobs, clock, made.workshop, "Equipo A")
    desk.load()
    desk.typed("cooperativa mara")
    desk.entered(selected=view.rows[0].key)
    assert "08:00" in view.rows[0].spoken


def test_who_leaves_makes_room_in_the_line_only_while_nobody_else_is_there(
    view: FakeDesk, database: Database, clock: FixedClock, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
    late = LateJobs(database, clock)
    desk = DeskPresenter(view, late, clock, made.workshop, "Equipo A")
    desk.load()
    desk.typed(MAYOR)
    late.hold()
    desk.leave()
    desk.typed(MANAGER)  # the next one, while the departure is written
    late.release()
    assert view.card is not None
    assert (view.card.person_id, desk.shown()) == (made.manager, made.manager)
    _words, back = view.toasts[-1]
    assert back is not None
    back()
    assert desk.shown() == made.manager
    desk.typed(MAYOR)
    desk.leave()
    assert (desk.shown(), view.line) == ("", "")
