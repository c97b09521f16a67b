"""The registration of a workshop in the real window, by keyboard: a list, 120 arrivals, two sessions, what is
printed and written of them, and the book brought into another alliance.

Among the 120: people found by their document, by part of their name or by their credential, people who are in
no list, people who give no data, the same person twice, a wrong mesa, an arrival taken back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from alianza_desktop.core import credential
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Attendance, Person
from alianza_desktop.services import arrivals, people, workshops
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.ui import folders, start
from alianza_desktop.ui.home.screen import HomeScreen
from alianza_desktop.ui.importing.screen import ImportScreen
from alianza_desktop.ui.papers.screen import PapersScreen
from alianza_desktop.ui.program import Program
from alianza_desktop.ui.registration.screen import RegistrationScreen
from tests.builders import World, world, writing
from tests.journeys.day import Day, write_workbook
from tests.journeys.hands import Keys, focused, shortcut, type_words
from tests.journeys.test_window import end, launch
from tests.spreadsheets.lists import HEAD, workbook

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENTER = Qt.Key.Key_Return
INVITED = 112
KNOWN = 106
WALK_INS = 10
ANONYMOUS = 4
LATER = 12
"""How many come to the second session."""


@dataclass(frozen=True)
class Guest:
    """A row of the list."""

    surnames: str
    given: str
    document: str
    body: str

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.surnames}"


def guests(count: int) -> tuple[Guest, ...]:
    """Make up people with the names of the place: two surnames, some compound, accents, apostrophes."""
    random = Random(120)
    surnames = (
        "Tsamajain",
        "Ñahuí",
        "De la Cruz",
        "O'Higgins",
        "Yampis",
        "Huamán",
        "Wajajay",
        "Esamat",
        "Pérez",
    )
    given = ("María Elena", "José", "Nugkuag", "Flor de María", "Elías", "Ángel", "Wajai", "Íngrid")
    bodies = (
        "Municipalidad Provincial de Condorcanqui",
        "Cooperativa Agraria del Marañón",
        "Universidad de Ejemplo",
    )
    made: dict[str, Guest] = {}
    while len(made) < count:
        name = f"{random.choice(surnames)} {random.choice(surnames)}, {random.choice(given)}"
        if name not in made:
            last, _, first = name.partition(", ")
            made[name] = Guest(
                last, first, f"{random.randrange(1_000_000, 80_000_000):08d}", random.choice(bodies)
            )
    return tuple(made.values())


@dataclass
class Queue:
    """Registro, and the hands of who clears the queue."""

    day: Day
    made: World
    came: int = 0

    @property
    def screen(self) -> RegistrationScreen:
        return self.day.screen(RegistrationScreen)

    def begin(self) -> None:
        """Come to Registro with its key and wait for the room."""
        self.day.hands.go("registration")
        screen = self.day.arrived(RegistrationScreen)
        self.day.until(lambda: screen.desk.room is not None and screen.line.isEnabled())

    def say(self, words: str) -> None:
        """Write on the line, which has the keyboard by itself."""
        assert focused() is self.screen.line
        type_words(words)

    def enter(self, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(focused(), ENTER)

    def known(self, words: str, name: str) -> None:
        """Somebody of the list: what is typed, Enter, Enter."""
        self.say(words)
        found, hits = self.screen.found.primary, self.screen.hits_page
        self.day.until(lambda: found.isVisible() or hits.isVisible())
        if hits.isVisible():  # two people have those names: the arrows choose
            while hits.list.rows()[hits.list.currentIndex().row()].title != name:
                QTest.keyClick(focused(), Qt.Key.Key_Down)
            self.enter()
            self.day.until(found.isVisible)
            self.enter()
        else:
            self.enter()
        self.came += 1
        self.day.until(lambda: self.screen.strip.text().startswith(f"Listo: {name}"))
        assert self.screen.line.text() == ""

    def again(self, document: str) -> None:
        """Somebody who is in already: it says so, Enter goes on to the next."""
        self.say(document)
        self.day.until(self.screen.found.primary.isVisible)
        self.day.until(lambda: "Siguiente" in self.screen.found.primary.text())
        self.enter()
        self.day.until(lambda: self.screen.line.text() == "")

    def walk_in(self, document: str, surname: str, *, consents: bool) -> None:
        """Nobody fits: Enter opens the form, Enter on its last field registers; without consent, no data."""
        self.say(document)
        self.day.until(self.screen.offered.offer.isVisible)
        self.enter()
        self.day.until(self.screen.form.given.hasFocus)
        for words in ("Irma Luz", surname, "", "Comunidad Nativa Huampami", "Apu"):
            type_words(words)
            self.enter()
        if not consents:
            self.day.hands.press(self.screen.form.without)
        else:
            shortcut("Alt+1")
            while self.screen.form.isVisible():
                self.enter()
                self.day.saved()
        self.came += 1
        self.day.until(lambda: focused() is self.screen.line)

    def counted(self) -> int:
        room = self.screen.desk.room
        assert room is not None
        found: list[int] = []
        self.day.program.lanes.of(None).read(
            lambda session: arrivals.arrivals(session, room.workshop_id, room.session_id).arrived,
            found.append,
        )
        self.day.until(lambda: bool(found))
        return found[0]


@pytest.fixture
def programs(qapp: QApplication) -> Iterator[list[Program]]:
    start.dress(qapp)
    opened: list[Program] = []
    yield opened
    for program in opened:
        end(program)


@pytest.fixture
def planned(store: Path, clock: FixedClock) -> World:
    """A closed store with a workshop of two sessions to which nobody is invited yet."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        return world(session)


def bring_in(day: Day, path: Path) -> None:
    """«Importar invitados» in Inicio, the look at the rows, the button that says how many."""
    home = day.arrived(HomeScreen)
    words = "Importar invitados"

    def offered() -> list[int]:
        return [place for place, one in enumerate(home._todo.rows()) if one.title == words]

    day.until(lambda: bool(offered()) or words in home._main.text())
    if offered():
        day.pick(home._todo, offered()[0])
    else:
        day.hands.press(home._main)
    page = day.arrived(ImportScreen)
    page.ask_file = lambda: str(path)
    shortcut("Ctrl+O")
    day.until(lambda: page.main.isVisible() and page.main.isEnabled() and bool(page.table.rows()))
    day.hands.press(page.main)
    day.until(lambda: "invitadas" in page.message.text())


def said(guest: Guest, number: int) -> str:
    """Return how somebody of the list is looked for: by document, by names in any order, by credential."""
    if number % 9 == 4:
        first, *rest = fold(guest.full_name).split()
        return " ".join((*rest, first))
    return guest.document


def test_a_hundred_and_twenty_arrivals(
    store: Path,
    tmp_path: Path,
    clock: FixedClock,
    planned: World,
    qtbot: QtBot,
    programs: list[Program],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folders, "papers", lambda: tmp_path / "Documentos")
    listed = guests(INVITED)
    rows = [HEAD, *((f"{one.surnames}, {one.given}", one.document, one.body, "", "") for one in listed)]
    path = workbook(tmp_path / "invitados.xlsx", {"Invitados": rows})
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = launch(app, store, clock, programs)
    day = Day(program, Keys(program.window), qtbot)
    bring_in(day, path)
    queue = Queue(day, planned)
    queue.begin()
    morning(queue, listed)
    assert queue.came == queue.counted() == 120
    afternoon(queue, listed)
    assert queue.counted() == LATER
    lists(day, tmp_path)
    book = write_workbook(day, tmp_path)
    end(program)
    check(store, clock, planned)
    elsewhere(day, app, tmp_path, clock, book, programs)


def morning(queue: Queue, listed: tuple[Guest, ...]) -> None:
    """The first session: 120 people come."""
    for number, guest in enumerate(listed[:KNOWN]):
        queue.known(said(guest, number), guest.full_name)
        if number % 25 == 7:
            queue.again(guest.document)
        if number == 10:
            move_to_the_other_mesa(queue, guest)
        if number == 30:
            shortcut("Ctrl+Z")
            queue.day.until(lambda: "Se deshizo" in queue.day.program.window.toast.accessibleName())
            queue.came -= 1
            queue.known(guest.document, guest.full_name)
    for number in range(WALK_INS + ANONYMOUS):
        queue.walk_in(f"4700{number:04}", f"Ampam {chr(65 + number)}", consents=number < WALK_INS)


def move_to_the_other_mesa(queue: Queue, guest: Guest) -> None:
    """F3 after the last one registered: another mesa, Enter."""
    shortcut("F3")
    mesa = queue.screen.found.card.mesa
    queue.day.until(lambda: queue.screen.found.isVisible() and focused() is mesa)
    before = mesa.currentText()
    QTest.keyClick(mesa, Qt.Key.Key_Down if mesa.currentIndex() == 0 else Qt.Key.Key_Up)
    assert mesa.currentText() != before
    queue.enter()
    queue.day.until(lambda: "cambio a Mesa" in queue.day.program.window.toast.accessibleName())
    assert guest.given in queue.day.program.window.toast.accessibleName()


def afternoon(queue: Queue, listed: tuple[Guest, ...]) -> None:
    """The second session is opened; the first ones of the morning come again, by their credentials."""
    day, screen = queue.day, queue.screen
    room = screen.desk.room
    assert room is not None
    second = room.session_id
    day.program.lanes.of(None).write(
        lambda session: open_second(session, queue.made.workshop), lambda _none: None
    )
    day.until(lambda: screen.desk.room is not None and screen.desk.room.session_id != second)
    known: list[dict[str, str]] = []
    day.program.lanes.of(None).read(
        lambda session: {one.document_number: one.id for one in session.scalars(select(Person))}, known.append
    )
    day.until(lambda: bool(known))
    for number, guest in enumerate(listed[:LATER]):
        code = credential.code(known[0][guest.document])
        queue.known(code if number % 3 == 0 else guest.document, guest.full_name)


def lists(day: Day, folder: Path) -> None:
    """«Papeles del taller»: the attendance list of the morning is kept, and has everybody."""
    day.program.window.open("papers-page", "")  # from Inicio's «Más», Registro or Ctrl+K
    page = day.arrived(PapersScreen)
    day.until(page.save_button.isEnabled)
    day.hands.press(page.save_button)
    day.until(lambda: any(folder.rglob("*.pdf")))
    [kept] = folder.rglob("*.pdf")
    words = " ".join(one.extract_text() for one in PdfReader(kept).pages)
    assert "LISTA DE ASISTENCIA" in words


def open_second(session: object, workshop_id: str) -> None:
    """The coordinator opens the afternoon (on the workshop's page)."""
    from sqlalchemy.orm import Session

    assert isinstance(session, Session)
    second = workshops.numbered_session(session, workshop_id, 2)
    workshops.set_session_state(session, second.id, "open")


def check(store: Path, clock: FixedClock, made: World) -> None:
    """Every arrival is in the store, nobody twice in a session, the four without data have none."""
    with Database.open(store, clock=clock, write=False) as database, database.reading() as session:
        came = list(session.scalars(select(Attendance).where(Attendance.deleted.is_(False))))
        mornings = [one.person_id for one in came if one.session_id == made.session]
        assert len(mornings) == 120
        assert mornings.count("") == ANONYMOUS
        named = [one for one in mornings if one]
        assert len(named) == len(set(named))
        assert people.find(session, "47000000") is not None
        assert people.find(session, f"4700{WALK_INS:04}") is None  # gave no consent: nothing of them is kept


def elsewhere(
    day: Day, app: QApplication, folder: Path, clock: FixedClock, book: Path, programs: list[Program]
) -> None:
    """Another alliance brings in the people of the book."""
    other = folder / "otra"
    with (
        found(
            other, name="Otra alianza", ubigeo="0104", operator="Luz", role="coordinator", clock=clock
        ) as database,
        writing(database) as session,
    ):
        workshops.create(session, WorkshopPlan(stage=1, starts_on="2026-11-30"))
    program = launch(app, other, clock, programs)
    there = Day(program, Keys(program.window), day.qtbot)
    bring_in(there, book)
    end(program)
    with Database.open(other, clock=clock, write=False) as database, database.reading() as session:
        names = {one.full_name for one in session.scalars(select(Person))}
    assert len(names) >= KNOWN + WALK_INS
