"""The first hour at the desk, in the real window and by keyboard; and what is there after each power cut."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from alianza_desktop.core import credential
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Attendance, Consent, Delegation, Departure, NotSame, Person, Seating
from alianza_desktop.services import arrivals, mesas, organizations, people, workshops
from alianza_desktop.services.arrivals import Arrivals
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import living
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import start
from alianza_desktop.ui.program import Program
from alianza_desktop.ui.registration.screen import RegistrationScreen
from tests.builders import World, world, writing
from tests.killing import acknowledged

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ENTER, ALT, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
KNOWN = 24
NAMES = ("Ana", "Luz", "Rosa", "Flor", "Irma", "Nelly")
SURNAMES = ("Ampush", "Bashian", "Chumpi", "Dekentai", "Esamat", "Kantuash")


def document(number: int) -> str:
    return f"{40_000_000 + 2 * number}"


@pytest.fixture
def furnished(store: Path, clock: FixedClock) -> World:
    """A closed store with a workshop of two sessions and 26 people of the directory."""
    with Database.open(store, clock=clock) as database, writing(database) as session:
        made = world(session)
        body = organizations.find_or_add(session, "Federación Awajún del Cenepa", sector="society")
        for number in range(KNOWN):
            people.add(
                session,
                PersonData(
                    document_number=document(number),
                    given_names=NAMES[number % 6],
                    paternal_surname=SURNAMES[number // 6],
                    maternal_surname=f"Wajai{chr(97 + number)}",
                    organization_id=body.id if number % 2 else made.municipality,
                ),
            )
    return made


class Desk:
    """The window with a hand at the keyboard that counts its keys."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.until = program, qtbot.waitUntil
        self.keys = 0
        self.until(lambda: bool(program.window._here))
        QTest.keyClick(program.window, Qt.Key.Key_2, CONTROL)
        screen = program.window.current().page()
        assert isinstance(screen, RegistrationScreen)
        self.screen = screen
        self.until(lambda: screen.desk.room is not None)

    @property
    def focused(self) -> QWidget:
        widget = self.program.window.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(self.focused, key, modifier)

    def type(self, text: str) -> None:
        self.keys += len(text)
        QTest.keyClicks(self.focused, text)
        queue = self.screen.desk
        self.until(lambda: queue._asked == queue._answered)  # a person looks before going on

    def card(self, typed: str, name: str = "") -> None:
        """Type until a card is there."""
        self.type(typed)
        self.until(lambda: self.screen.found.isVisible() and name in self.screen.found.card.accessibleName())

    def said(self, words: str) -> None:
        """Wait for the strip, and be ready for the next person."""
        self.until(lambda: self.screen.strip.text().startswith(words))
        self.until(lambda: self.focused is self.screen.line and self.screen.line.text() == "")
        self.screen.strip.clear()

    def arrive(self, typed: str, name: str = "") -> None:
        self.card(typed, name)
        self.key(ENTER)
        self.said("Listo")

    def walk_in(self, number: str, surname: str, *, consent: Qt.Key | None = Qt.Key.Key_1) -> None:
        """Six fields and Enter on the last one; without the first consent, the button of who refuses."""
        self.type(number)
        self.until(self.screen.offered.offer.isVisible)
        self.key(ENTER)
        self.until(lambda: self.screen._writing and self.focused is self.screen.form.given)
        for text in ("Elena", surname, "", "Muni. Prov. de Condorcanqui", "Tecnica"):
            self.type(text)
            self.key(ENTER)
        if consent is None:
            self.screen.form.without.setFocus()
            self.key(Qt.Key.Key_Space)
            return
        self.key(consent, ALT)
        for _ in range(3):
            self.key(ENTER)

    def end(self) -> None:
        if shiboken6.isValid(self.program):
            self.program.close()
            shiboken6.delete(self.program.window)
            shiboken6.delete(self.program)

    def picture(self) -> Arrivals:
        found: list[Arrivals] = []
        room = self.screen.desk.room
        assert room is not None
        self.program.lanes.of(None).read(
            lambda session: arrivals.arrivals(session, room.workshop_id, room.session_id), found.append
        )
        self.until(lambda: bool(found))
        return found[0]


@pytest.fixture
def desk(
    qapp: QApplication, store: Path, clock: FixedClock, furnished: World, qtbot: QtBot
) -> Iterator[Desk]:
    start.dress(qapp)
    program = Program(qapp, store, clock)
    program.window.setMinimumSize(0, 0)  # the offscreen platform warns about it
    program.start()
    made = Desk(program, qtbot)
    yield made
    made.end()


def test_thirty_people_two_sessions_and_everything_that_happens(
    desk: Desk, store: Path, clock: FixedClock, furnished: World
) -> None:
    screen, made = desk.screen, furnished
    for number in range(20):  # known, by document
        desk.arrive(document(number))
    desk.arrive("wajaiu rosa")  # by name, in any order
    desk.arrive(credential.code(ids_of(desk, document(21))), "Wajaiv")
    desk.arrive("01234567")
    # a duplicate: it says when and where, and Enter goes on
    desk.type(document(3))
    desk.until(lambda: screen.strip.text().startswith("Llegada ya registrada a las 08:00 en el equipo A."))
    assert screen.found.primary.text() == "Siguiente"
    desk.key(ENTER)
    desk.until(lambda: screen.line.text() == "")
    # walk-ins: one of a public body, informed only; one refuses
    desk.walk_in("70123457", "Tsakim")
    desk.said("Listo: Elena Tsakim")
    desk.walk_in("70123459", "Jempekit", consent=Qt.Key.Key_1)
    desk.said("Listo: Elena Jempekit")
    desk.walk_in("70123461", "Nadie", consent=None)
    desk.said("Listo: una persona sin datos personales")
    # the wrong mesa: F3, its number, Enter
    desk.arrive("45678901")
    before = desk.keys
    desk.key(Qt.Key.Key_F3)
    desk.until(lambda: desk.focused is screen.found.card.mesa)
    other = "2" if screen.found.card.mesa.value() == made.cacao else "1"
    desk.type(other)
    desk.key(ENTER)
    desk.until(lambda: f"cambio a Mesa {other}" in desk.program.window.toast.accessibleName())
    assert desk.keys - before == 3
    # an undo, and the same person again
    desk.arrive(document(22))
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: "Se deshizo el registro de" in desk.program.window.toast.accessibleName())
    assert desk.picture().arrived == 27
    desk.arrive(document(22))
    # one leaves; one delegates in somebody who is at the desk
    desk.card(document(0))
    desk.key(Qt.Key.Key_S, ALT)
    desk.until(lambda: "se retiró a las 08:00" in desk.program.window.toast.accessibleName())
    desk.card(document(1))
    desk.key(Qt.Key.Key_D, ALT)
    desk.until(screen.delegation.isVisible)
    desk.card(document(23))
    assert screen.found.primary.text() == "Registrar en su lugar"
    desk.key(ENTER)
    desk.said("Listo: Nelly Dekentai Wajaix, en lugar de Luz Ampush Wajaib")
    picture = desk.picture()
    assert (picture.arrived, picture.left) == (29, 2)
    # the afternoon: its own count
    with_session(desk, made, number=2)
    for number in (0, 5, 9):
        desk.arrive(document(number))
    assert desk.picture().arrived == 3
    desk.end()
    check(store, clock, made)


def ids_of(desk: Desk, number: str) -> str:
    found: list[str] = []

    def person(session: object) -> str:
        one = people.find(session, number)  # type: ignore[arg-type]
        assert one is not None
        return one.id

    desk.program.lanes.of(None).read(person, found.append)
    desk.until(lambda: bool(found))
    return found[0]


def with_session(desk: Desk, made: World, *, number: int) -> None:
    desk.program.lanes.of(None).write(
        lambda session: workshops.set_session_state(
            session, workshops.numbered_session(session, made.workshop, number).id, "open"
        ),
        lambda _none: None,
    )
    room = desk.screen.desk
    desk.until(lambda: room.room is not None and room.room.words == "Tarde")


def check(store: Path, clock: FixedClock, made: World) -> None:
    with Database.open(store, clock=clock) as database:
        database.verify()
        with database.reading() as session:
            morning = session.scalars(living(Attendance).where(Attendance.session_id == made.session)).all()
            named = [one.person_id for one in morning if one.person_id]
            assert (len(morning), len(set(named))) == (29, 28)  # nobody twice; one without a name
            assert Counter(one.quality for one in morning)["alternate"] == 1
            assert len(session.scalars(living(Delegation)).all()) == 1
            assert len(session.scalars(living(Departure)).all()) == 2
            seats = session.scalars(living(Seating)).all()
            assert len({one.person_id for one in seats}) == len(seats)
            given = session.scalars(living(Consent).where(Consent.purpose == "registration")).all()
            assert [one.given for one in given] == [True, True]


def test_keys_of_somebody_known_and_of_somebody_new(
    desk: Desk, record_property: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """ux.md §1: at most three keys after the DNI; a walk-in's are counted."""
    desk.card(document(2))
    desk.keys = 0
    desk.key(ENTER)
    desk.said("Listo")
    assert desk.keys <= 3
    desk.keys = 0
    desk.walk_in("70123457", "Tsakim")
    desk.said("Listo")
    typed = len("70123457ElenaTsakimMuni. Prov. de CondorcanquiTécnica")
    assert desk.keys - typed == 10  # Enter ten times less one, and the consent
    with capsys.disabled():
        print(f"\nwalk-in: {desk.keys} keys, {typed} of them text")  # noqa: T201 - the figure is the point


def test_two_people_who_look_alike_are_told_apart(desk: Desk, store: Path, clock: FixedClock) -> None:
    screen = desk.screen
    desk.type("70123457")
    desk.until(screen.offered.offer.isVisible)
    desk.key(ENTER)
    desk.until(lambda: screen._writing and desk.focused is screen.form.given)
    for text in ("Ana", "Ampush", "", "Zonal nueva"):
        desk.type(text)
        desk.key(ENTER)
    desk.until(screen.form._similar.isVisible)
    screen.form._similar_buttons[1].setFocus()
    desk.key(Qt.Key.Key_Space)
    desk.until(lambda: desk.focused is screen.form.position)
    desk.key(Qt.Key.Key_1, ALT)
    for _ in range(4):
        desk.key(ENTER)
    desk.said("Listo: Ana Ampush")
    desk.end()
    with Database.open(store, clock=clock) as database, database.reading() as session:
        assert len(session.scalars(living(NotSame)).all()) == 1


def test_kill_9_loses_no_arrival_that_was_told(store: Path, clock: FixedClock, furnished: World) -> None:
    random = Random(7)
    told: list[str] = []
    left = [f"{40_000_000 + number}" for number in range(2 * KNOWN)]  # odd ones are of nobody known
    for turn in range(4):
        inside = random.randrange(3_000, 40_000) if turn % 2 else 0
        said = acknowledged("tests.journeys.queue", [str(store), str(inside), *left], random.randrange(3, 8))
        told += said
        arrived = whole(store, clock, furnished)
        assert set(told) <= arrived.keys()
        assert len(arrived) <= len(told) + turn + 1  # one at most was saved and not told
        assert set(arrived.values()) == {1}
        left = [one for one in left if one not in arrived]
    assert len(told) > 8


def whole(store: Path, clock: FixedClock, made: World) -> Counter[str]:
    """Return how many arrivals each document has: each with its person, seat and answers, or nothing."""
    with Database.open(store, clock=clock) as database:
        database.verify()
        with database.reading() as session:
            came = session.scalars(select(Attendance.person_id).where(Attendance.deleted.is_(False))).all()
            known = {one.id: one.document_number for one in session.scalars(living(Person))}
            new = [
                one for one, number in known.items() if number.isdigit() and int(number) % 2 and one in came
            ]
            odd = [one for one, number in known.items() if number.startswith("400") and int(number) % 2]
            assert sorted(new) == sorted(odd)  # nobody is in the directory without their arrival
            for person_id in new:
                answers = session.scalars(living(Consent).where(Consent.person_id == person_id)).all()
                assert len(answers) == 3
            assert all(mesas.seat_of(session, made.workshop, one) for one in came)
    return Counter(known[one] for one in came)
