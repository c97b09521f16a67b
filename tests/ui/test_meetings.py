"""A mesa's own meeting in the window: convened from Mesas, entered from Inicio, and what each screen says."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import meetings, mesa_members, mesas, workshops
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.actas.screen import ActasScreen
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.home.screen import HomeScreen
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.mesas.pages import STANDING
from alianza_desktop.ui.mesas.screen import MesasScreen
from alianza_desktop.ui.workshop.convening import KEYS, Inverse, MeetingFacts, MeetingPresenter
from alianza_desktop.ui.workshop.meeting_page import MeetingPage
from alianza_desktop.ui.workshop.screen import WorkshopScreen
from tests.builders import World, agree, writing
from tests.ui.agreement_hands import press, settle, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
EMPTY = dict.fromkeys(KEYS, "") | {"modality": "in_person"}


@pytest.fixture
def belong(database: Database, made: World) -> World:
    with writing(database) as session:
        mesa_members.add(session, made.cacao, person_id=made.mayor, role="president")
        mesa_members.add(session, made.cacao, person_id=made.manager)
        mesa_members.add(session, made.cacao, organization="Federación de Prueba")
        agree(session, made)
    return made


# the presenter


@dataclass
class FakeMeeting:
    facts: MeetingFacts | None = None
    values: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)
    went: list[tuple[str, str]] = field(default_factory=list)

    def show_meeting(self, facts: MeetingFacts) -> None:
        self.facts = facts

    def show_values(self, values: dict[str, str]) -> None:
        self.values = values

    def show_fault(self, field: str, words: str) -> None:
        self.faults.append((field, words))

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))

    def go(self, kind: str, argument: str) -> None:
        self.went.append((kind, argument))


def convening(view: FakeMeeting, jobs: InlineJobs, mesa_id: str) -> MeetingPresenter:
    presenter = MeetingPresenter(view, jobs, lambda: jobs, mesa_id)
    presenter.load()
    return presenter


def test_it_is_proposed_and_who_is_not_expected_is_not_invited(
    jobs: InlineJobs, database: Database, belong: World
) -> None:
    view = FakeMeeting()
    presenter = convening(view, jobs, belong.cacao)
    assert view.facts is not None
    assert view.facts.title == "Reunión de la Mesa 1 · Cacao"
    assert view.facts.expected == "Se espera a 2 personas. 1 entidad envía a quien decida."
    assert view.facts.taken_up == "Se retoma primero 1 acuerdo abierto de la mesa."
    assert view.values["convened_by"] == "María Elena Quispe Huamán"
    presenter.tick(belong.manager, on=False)
    assert [one.ticked for one in view.facts.people] == [True, False]
    presenter.on_changed(frozenset({"mesa_member"}))
    presenter.finish(view.values)
    assert view.faults == [("starts_on", "Falta la fecha. Escriba día, mes y año, por ejemplo 23/11/2026.")]
    presenter.finish(view.values | {"starts_on": "2026-12-05", "starts_at": "11:00", "ends_at": "09:00"})
    assert view.faults[-1][0] == "ends_at"
    presenter.finish(view.values | {"starts_on": "2026-12-05"})
    with database.reading() as session:
        (held,) = meetings.listing(session)
        assert set(mesas.seats_of_all(session, held.id)) == {belong.mayor}
    assert view.went == [("home", ""), ("workshop", held.id)]
    words, back = view.toasts[-1]
    assert words == "La reunión está convocada: sábado 5 de diciembre de 2026."
    assert back is not None
    back()
    assert view.toasts[-1][0] == "Se quitó la reunión."
    with database.reading() as session:
        assert meetings.listing(session) == ()


def test_a_mesa_without_members_meets_too(jobs: InlineJobs, made: World) -> None:
    view = FakeMeeting()
    convening(view, jobs, made.conecta)
    assert view.facts is not None
    assert view.facts.expected == "La mesa aún no tiene integrantes; quien llegue se registra igual."
    assert view.facts.taken_up == "La mesa no tiene acuerdos abiertos: la reunión empieza con sus temas."


# the window


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, belong: World, clock: FixedClock
) -> Iterator[MainWindow]:
    start.dress(qapp)
    opened = gallery.opened(database, belong.workshop, clock)
    database.subscribe(opened.on_changed)  # as the lanes do
    opened.resize(1366, 690)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    yield opened
    opened.close()
    shiboken6.delete(opened)


def home(window: MainWindow) -> HomeScreen:
    window.open("home", "")
    settle()
    page = window.current().page()
    assert isinstance(page, HomeScreen)
    return page


def test_from_the_details_of_a_mesa_to_its_meeting_and_back(
    window: MainWindow, database: Database, belong: World
) -> None:
    assert not home(window).meetings.isVisible()
    window.open("mesas", belong.cacao)
    settle()
    screen = window.current().page()
    assert isinstance(screen, MesasScreen)
    screen.inspector.meet.click()
    settle()
    page = window.current().page()
    assert isinstance(page, MeetingPage)
    write(window, "05/12/2026")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    with database.reading() as session:
        (held,) = meetings.listing(session)
    inicio = home(window)
    assert [one.isVisible() for one in inicio.meetings.buttons] == [True, False, False]
    assert inicio.meetings.buttons[0].accessibleName() == "Reunión de la Mesa 1 · 05/12/2026, abierta"
    assert inicio._edit.text() == "Editar reunión"
    assert "Duplicar" not in " ".join(one.text() for one in inicio.more.menu_now().actions())
    inicio._context.open("workshop", belong.workshop)
    settle()
    inicio = home(window)
    assert inicio._edit.text() == "Editar taller"
    inicio.meetings.buttons[0].click()
    settle()
    assert inicio._context.workshop_id == held.id


def test_each_screen_shows_only_what_a_meeting_has(
    window: MainWindow, database: Database, belong: World
) -> None:
    with writing(database) as session:
        plan = meetings.propose(session, belong.cacao).plan
        held = meetings.convene(session, _dated(plan)).id
    window.open("workshop", held)
    for place in ("mesas", "agreements", "actas", "workshop-page"):
        window.open(place, held if place == "workshop-page" else "")
        settle()
        page = window.current().page()
        if isinstance(page, MesasScreen):
            assert page.pages.current == STANDING
            assert not page.header.here.isEnabled()
        elif isinstance(page, AgreementsScreen):
            assert page.heading.title.accessibleName().startswith("Mesa 1 · Cacao")
            assert "Plenaria" not in " ".join(one.text() for one in page.heading.menu().actions())
        elif isinstance(page, ActasScreen):
            assert [words for _mesa, words in page.list_page._choices] == ["Mesa 1 · Cacao"]
        else:
            assert isinstance(page, WorkshopScreen)
            assert not page.form.widget("stage").isVisible()
            assert not page.lines["mesas"].isVisible()
    with database.reading() as session:
        assert [one.id for one in workshops.listing(session)] == [belong.workshop]


def _dated(plan: meetings.MeetingPlan) -> meetings.MeetingPlan:
    return replace(plan, starts_on="2026-12-05")


def test_a_small_window_keeps_the_meetings_in_a_menu(
    window: MainWindow, database: Database, belong: World
) -> None:
    with writing(database) as session:
        plan = _dated(meetings.propose(session, belong.cacao).plan)
        ids = [meetings.convene(session, plan).id for _one in range(4)]
    window.resize(1093, 560)
    inicio = home(window)
    assert not inicio.meetings.isVisible()
    assert inicio.meetings.short.isVisible()
    menu = inicio.meetings.menu()
    assert [one.text() for one in menu.actions()] == ["Mesa 1 · 05/12/2026"] * 4
    menu.actions()[0].trigger()
    settle()
    assert inicio._context.workshop_id in ids
