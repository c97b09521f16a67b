"""The frame's presenter: which workshop, saving, search, the look of this laptop."""

from datetime import timedelta

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Invitation, Workshop
from alianza_desktop.services import workshops
from alianza_desktop.services.query import get
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.journal import delete
from alianza_desktop.ui.frame.presenter import FramePresenter
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World, arrive, writing
from tests.fakes import FakeFrame
from tests.ui.late_jobs import LateJobs


@pytest.fixture
def view() -> FakeFrame:
    return FakeFrame()


@pytest.fixture
def frame(view: FakeFrame, jobs: InlineJobs, clock: FixedClock) -> FramePresenter:
    presenter = FramePresenter(view, jobs, clock)
    jobs.listener = presenter
    return presenter


def test_without_workshops(frame: FramePresenter, view: FakeFrame) -> None:
    frame.start()
    assert view.title == ("Alianza", "", 0)
    assert view.entered == [""]
    assert view.moment is None


def test_it_says_where_we_are(frame: FramePresenter, view: FakeFrame, made: World) -> None:
    frame.start()
    assert view.title == ("Taller 4 · Condorcanqui", "Hoja de ruta · 23/11/2026", 4)
    assert view.entered == [made.workshop]
    assert view.moment is not None
    assert view.moment.strong == "quedan 1:00:00"


def test_it_comes_back_to_the_workshop_chosen_last(
    frame: FramePresenter, view: FakeFrame, made: World, database: Database
) -> None:
    with writing(database) as session:
        older = workshops.create(session, WorkshopPlan(stage=1, starts_on="2025-11-10")).id
    frame.start()
    assert view.entered[-1] == made.workshop  # the latest, as nobody chose
    frame.enter(older)
    frame.start()
    assert view.entered[-1] == older
    assert view.title[2] == 1


def test_what_changed_of_the_workshop_that_was_left_is_not_shown(
    view: FakeFrame, database: Database, clock: FixedClock, made: World
) -> None:
    with writing(database) as session:
        older = workshops.create(session, WorkshopPlan(stage=1, starts_on="2025-11-10")).id
    jobs = LateJobs(database, clock)
    frame = FramePresenter(view, jobs, clock)
    frame.start()
    jobs.hold()
    frame.enter(older)
    frame.on_changed(frozenset({"workshop"}))  # a commit of before: its reading comes after
    jobs.release()
    assert (view.entered[-1], view.title[2]) == (older, 1)
    frame.on_changed(frozenset({"workshop"}))
    assert view.title[2] == 1


def test_a_workshop_that_was_taken_away_gives_way_to_the_latest(
    frame: FramePresenter, view: FakeFrame, made: World, database: Database
) -> None:
    with writing(database) as session:
        older = workshops.create(session, WorkshopPlan(stage=1, starts_on="2025-11-10")).id
    frame.enter(older)
    with writing(database) as session:
        delete(session, get(session, Workshop, older))
    frame.on_changed(frozenset({"workshop"}))
    assert (view.entered[-1], view.title[2]) == (made.workshop, 4)


def test_on_the_same_day_it_comes_back_to_the_screen(
    frame: FramePresenter, view: FakeFrame, jobs: InlineJobs, clock: FixedClock, made: World
) -> None:
    frame.start()
    assert view.place == "home"
    frame.came_to("registration")
    frame.came_to("workshop-page")  # a page that needs somebody to say what it shows
    assert view.saved == ""  # nothing of the alliance was saved
    after = FramePresenter(view, jobs, clock)
    after.start()
    assert (view.entered[-1], view.place) == (made.workshop, "registration")
    clock.set(clock.now() + timedelta(days=1))
    after.start()
    assert view.place == "home"


def test_saving_is_said_with_its_hour(
    frame: FramePresenter, view: FakeFrame, jobs: InlineJobs, clock: FixedClock
) -> None:
    jobs.write(lambda _session: None, lambda _none: None)
    assert view.saved == "08:00:00"
    frame.nothing_to_save()
    assert view.saved == "08:00:00"
    frame.not_saved()
    assert view.not_saved == "No se guardó"


def test_a_refused_change_is_not_called_saved(
    frame: FramePresenter, view: FakeFrame, jobs: InlineJobs
) -> None:
    def refuse(_session: object) -> None:
        raise Invalid("name-needed")

    told: list[str] = []
    jobs.write(refuse, lambda _none: None, lambda error: told.append(error.code))
    assert told == ["name-needed"]
    assert view.saved == ""


def test_search_finds_people(frame: FramePresenter, view: FakeFrame, made: World) -> None:
    frame.search("huaman")
    words, rows = view.found
    assert words == "huaman"
    shown = [(row.key, row.title, row.trailing) for row in rows]
    assert shown == [(f"people:{made.mayor}", "María Elena Quispe Huamán", "")]


def test_search_opens_at_the_desk_while_a_session_is_open(
    frame: FramePresenter, view: FakeFrame, made: World, database: Database
) -> None:
    with writing(database) as session:
        workshops.set_session_state(session, made.session, "open")
        session.add(Invitation(workshop_id=made.workshop, person_id=made.manager))
        arrive(session, made, made.mayor)
    frame.start()
    frame.search("45678901")
    assert [(row.key, row.trailing) for row in view.found[1]] == [(f"registration:{made.mayor}", "08:00")]
    frame.search("tsamajain")
    assert [row.trailing for row in view.found[1]] == ["en la lista"]


def test_search_finds_actors_by_any_part_of_their_name(
    frame: FramePresenter, view: FakeFrame, made: World
) -> None:
    frame.search("nicipal")
    assert view.found[1][0].key == f"organizations:{made.municipality}"


def test_the_look_stays_on_this_laptop(frame: FramePresenter, view: FakeFrame) -> None:
    frame.start()
    assert view.look == ("", 0.0)
    frame.remember_look("oscuro", 1.25)
    frame.start()
    assert view.look == ("oscuro", 1.25)


def test_a_change_of_the_agenda_is_seen(
    frame: FramePresenter, view: FakeFrame, made: World, database: Database
) -> None:
    frame.start()
    with writing(database) as session:
        workshops.show(session, made.workshop).agenda[0].title = "Inscripción"
    frame.on_changed(frozenset({"acta"}))
    assert view.moment is not None
    assert "Registro" in view.moment.caption
    frame.on_changed(frozenset({"agenda_item"}))
    assert view.moment.caption == "Bloque 1 de 2 · Inscripción"
