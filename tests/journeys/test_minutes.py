"""From what a mesa says to its acta and an adenda, in the windows of three laptops, checked from outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.canonical import sha256, unb64
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import alliances, people
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.ui import folders, start
from alianza_desktop.ui.actas.screen import ActasScreen
from alianza_desktop.ui.program import Program
from tests import laptops
from tests.builders import arrive, world, writing
from tests.journeys import day as steps
from tests.journeys import minutes
from tests.journeys.day import Day
from tests.journeys.minutes import outside

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
"""The offscreen platform says so of every popup; no real platform does."""
MAYOR, MANAGER = "Quispe", "Tsamajain"
MORE = (("70000001", "Carmen", "León"), ("70000002", "Julio", "Soto"), ("70000003", "Petronila", "Ríos"),
        ("70000004", "Hilario", "Antún"))  # fmt: skip


@dataclass
class Rooms:
    """A window on each laptop, one of them before the eyes; the last is of another alliance."""

    days: tuple[Day, ...]

    def at(self, place: int) -> Day:
        """Sit down at a laptop."""
        day = self.days[place]
        day.program.window.show()
        day.program.window.activateWindow()
        for other in self.days:
            if other is not day:
                other.program.window.hide()
        day.until(day.program.window.isActiveWindow)
        return day

    def meet(self, one: int, other: int) -> None:
        """Let two laptops exchange what they have, their windows open."""
        pair = [self.days[place] for place in (one, other)]
        for day in pair:
            day.saved()
        laptops.meet(*(laptops.laptop(database(day)) for day in pair))
        for day in pair:
            day.saved()


def database(day: Day) -> Database:
    opened = day.program.lanes._database
    assert opened is not None
    return opened


def furnish(folder: Path, clock: FixedClock) -> None:
    """The morning is over: six people sit at the mesa of Cacao."""
    with Database.open(folder, clock=clock) as store, writing(store) as session:
        made = world(session)
        persons = [made.mayor, made.manager]
        for document, given, surname in MORE:
            facts = PersonData(
                document_number=document, given_names=given, paternal_surname=surname,
                organization_id=made.cooperative,
            )  # fmt: skip
            persons.append(people.add(session, facts).id)
        for person in persons:
            arrive(session, made, person, made.cacao, quality="titular")


@pytest.fixture(params=["keys", "mouse"])
def rooms(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    tmp_path: Path,
    clock: FixedClock,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Rooms]:
    start.dress(qapp)
    monkeypatch.setattr(folders, "actas", lambda: tmp_path / "Documentos" / "Actas")
    stores = tmp_path / "laptops"
    stores.mkdir()
    laptops.make(stores, 3, clock)
    furnish(stores / "0", clock)
    with found(
        stores / "3", name="Otra alianza", ubigeo="0104", operator="Ana", role="coordinator", clock=clock
    ):
        pass
    made = Rooms(tuple(_day(request.param, qapp, one, clock, qtbot) for one in sorted(stores.iterdir())))
    for place in (1, 2):
        made.meet(0, place)
    yield made
    for day in made.days:
        if shiboken6.isValid(day.program):
            day.program.close()
            shiboken6.delete(day.program.window)
            shiboken6.delete(day.program)


def _day(how: str, app: QApplication, folder: Path, clock: FixedClock, qtbot: QtBot) -> Day:
    program = Program(app, folder, clock)
    program.window.setMinimumSize(0, 0)  # the offscreen platform warns about it
    program.start()
    day = Day(program, steps.hands_of(how, program.window), qtbot)
    day.until(lambda: bool(program.window._here))
    day.saved()
    program.window.hide()
    return day


def test_from_twelve_commitments_to_an_adenda(rooms: Rooms, tmp_path: Path) -> None:
    here = rooms.at(0)
    agreed = minutes.meeting(here)
    minutes.convert(here, agreed)
    minutes.complete(here, agreed)
    screen = minutes.read_aloud(here, agreed)
    minutes.mend(here, screen)
    number = minutes.freeze(here, screen)
    assert number == "001-2026-MESA-CACAO-A"
    outside(steps.keep(here, screen), signatures=0)
    minutes.sign(here, screen, MAYOR)
    sheet = outside(minutes.print_sheet(here, screen), signatures=0)
    minutes.on_paper(here, screen, minutes.scan(sheet, tmp_path), "León", "Soto")
    rooms.meet(0, 1)
    there = rooms.at(1)
    other = minutes.at_acta(there, number)
    assert minutes.row_of(other, "Soto")[0] == "firmó"
    minutes.sign(there, other, MANAGER)
    minutes.refuse(there, other, "Ríos", "Lo consultará con su comunidad")
    minutes.absent(there, other, "Antún")
    rooms.meet(0, 1)
    here = rooms.at(0)
    receipt = minutes.code_on(outside(minutes.receipt(here, screen, MAYOR), signatures=0))
    steps.seal(here, screen)
    kept = outside(steps.keep(here, screen), signatures=1)
    checked(rooms, kept)
    minutes.compare(rooms.at(2), receipt=receipt)
    # whoever was absent comes in the afternoon, to the other laptop
    rooms.meet(0, 1)
    there = rooms.at(1)
    minutes.sign(there, other, "Antún")
    assert not other.acta_page.people.receipt_button.isVisible()  # it would say «ausente»
    rooms.meet(1, 0)
    here = rooms.at(0)
    made = outside(minutes.constancia(here, screen), signatures=1)
    checked(rooms, made)
    amended(rooms, screen, number)


def amended(rooms: Rooms, screen: ActasScreen, number: str) -> None:
    """The adenda is an acta of its own, sealed and verified like the first, which says that it has one."""
    here = rooms.at(0)
    minutes.amend(here, screen)
    added = minutes.freeze(here, screen)
    assert added != number
    minutes.sign(here, screen, MAYOR)
    for name in ("Antún", "León", "Ríos", "Soto", MANAGER):
        minutes.absent(here, screen, name)
    steps.seal(here, screen)
    kept = outside(steps.keep(here, screen), signatures=1)
    checked(rooms, kept)
    rooms.meet(0, 1)
    there = rooms.at(1)
    other = minutes.at_acta(there, number)
    assert f"Tiene una adenda {added}, sellada." in other.acta_page.about.text()


def checked(rooms: Rooms, path: Path) -> None:
    """A laptop that only received knows whose seal it is; one of another alliance, once it is told."""
    rooms.meet(0, 2)
    assert steps.verify(rooms.at(2), path).startswith("Íntegra")
    stranger = rooms.at(3)
    assert steps.verify(stranger, path).startswith("Indeterminada")
    with database(rooms.days[0]).reading() as session:
        pin = sha256(unb64(alliances.alliance(session).ca_certificate))
    minutes.compare(stranger, authority=pin)
