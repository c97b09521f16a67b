"""Transcribing papers: by keyboard from row to row, what differs is said, a crash loses no row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.model import Attendance
from alianza_desktop.services import alliances, workshop_changes
from alianza_desktop.services.query import living
from alianza_desktop.services.workshops import SessionPlan
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.transcribing import facts
from alianza_desktop.ui.transcribing.facts import FIELDS, ListFacts, Where, Who
from alianza_desktop.ui.transcribing.presenter import TranscribingPresenter
from alianza_desktop.ui.transcribing.screen import TranscribingScreen
from tests.builders import World, arrive, writing
from tests.fakes import Inverse
from tests.ui.late_jobs import LateJobs

EMPTY = {spec.key: "" for spec in FIELDS}


@dataclass
class FakePage:
    """The page without Qt."""

    where: Where | None = None
    shown: ListFacts | None = None
    place: tuple[int, int] = (0, 0)
    hits: tuple[Row, ...] = ()
    who: Who = field(default_factory=Who)
    similar: str = ""
    draft: tuple[str, dict[str, str]] = ("", {})
    fault: tuple[str, str] = ("", "")
    notes: dict[str, str] = field(default_factory=dict)
    message: tuple[str, str] = ("", "")
    nexts: int = 0
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)

    def show_where(self, found: Where, session_id: str) -> None:
        self.where = found

    def show_list(self, found: ListFacts) -> None:
        self.shown = found

    def show_place(self, page: int, row: int) -> None:
        self.place = (page, row)

    def show_hits(self, rows: tuple[Row, ...]) -> None:
        self.hits = rows

    def show_who(self, who: Who) -> None:
        self.who = who

    def show_similar(self, person_id: str, words: str) -> None:
        self.similar = words

    def show_draft(self, who: str, values: Mapping[str, str]) -> None:
        self.draft = (who, dict(values))

    def show_fault(self, field: str, words: str) -> None:
        self.fault = (field, words)

    def show_note(self, field: str, words: str) -> None:
        self.notes[field] = words

    def show_message(self, kind: str, words: str) -> None:
        self.message = (kind, words)

    def next_row(self) -> None:
        self.nexts += 1
        self.who = Who()

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))


@pytest.fixture
def page() -> FakePage:
    return FakePage()


@pytest.fixture
def jobs(database: Database, clock: FixedClock) -> LateJobs:
    with database.reading() as session:
        return LateJobs(database, clock, alliances.operator(session).id)


@pytest.fixture
def typing(page: FakePage, jobs: InlineJobs, made: World) -> TranscribingPresenter:
    presenter = TranscribingPresenter(page, jobs, made.workshop)
    presenter.load()
    return presenter


def test_a_late_answer_is_not_of_who_is_typed_now(
    typing: TranscribingPresenter, jobs: LateJobs, page: FakePage, made: World
) -> None:
    typing.typed("quispe")
    jobs.hold()
    typing.choose(made.mayor)
    typing.typed("tsamaj")
    jobs.release()
    assert page.who == Who()


def test_a_row_written_late_and_a_late_draft_are_not_of_another_session(
    typing: TranscribingPresenter, jobs: LateJobs, page: FakePage, database: Database, made: World
) -> None:
    with writing(database) as session:
        other = workshop_changes.add_session(session, made.workshop, SessionPlan(name="Tarde")).id
    typing.typed("45678901")
    typing.entered("")
    typing.edited("hour", EMPTY | {"hour": "8:10"})
    jobs.hold()
    typing.choose_session(other)
    typing.choose_session(made.session)
    typing.choose_session(other)
    jobs.release()
    assert [page.draft] == [("", {})]
    typing.choose_session(made.session)
    assert page.draft[0] == "45678901"
    typing.entered("")
    jobs.hold()
    typing.submit(EMPTY | {"hour": "8:10"})
    typing.choose_session(other)
    nexts = page.nexts
    jobs.release()
    assert (page.nexts, len(page.toasts)) == (nexts, 1)  # what is typed of the other session stays


def row(typing: TranscribingPresenter, who: str, **values: str) -> None:
    typing.typed(who)
    typing.entered("")
    typing.submit(EMPTY | values)


def listed(page: FakePage) -> list[tuple[str, str, str]]:
    assert page.shown is not None
    return [
        (
            one.cells["place"].text,
            one.cells["person"].text,
            chip.words if (chip := one.cells["outcome"].chip) else "",
        )
        for one in page.shown.rows
    ]


def test_rows_of_known_people_follow_one_another(page: FakePage, typing: TranscribingPresenter) -> None:
    assert page.where is not None
    assert page.where.sessions[0][1] == "Mañana · 23/11/2026"
    row(typing, "45678901", hour="0841", marks="12", mesa="1")
    row(typing, "tsamajain jose", hour="8:43")
    assert listed(page) == [
        ("1 · 2", "José Tsamajain", "Registrada"),
        ("1 · 1", "María Elena Quispe Huamán", "Registrada"),
    ]  # fmt: skip
    assert page.shown is not None
    assert [words for _kind, words in page.shown.counts] == ["2 filas en 1 hoja", "2 registros nuevos"]
    assert page.place == (1, 3)
    typing.choose_page("2")
    assert page.place == (2, 1)
    assert page.toasts[-1][0] == "Hoja 1, fila 2: José Tsamajain."


def test_it_shows_what_differs_from_the_screen(
    page: FakePage, typing: TranscribingPresenter, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
    row(typing, "45678901", hour="07:30", mesa="2")
    assert page.message[0] == "warning"
    assert "en papel 07:30; difiere la mesa" in page.message[1]
    assert page.shown is not None
    assert [words for _kind, words in page.shown.counts] == [
        "1 fila en 1 hoja",
        "1 ya estaba",
        "1 con diferencias",
    ]


def test_somebody_new_with_a_dni_that_nobody_has(page: FakePage, typing: TranscribingPresenter) -> None:
    typing.typed("70123456")
    typing.entered("")
    assert (page.who.mode, page.who.title) == ("new", "Persona nueva, documento 70123456")
    values = EMPTY | {"given_names": "Elena", "paternal_surname": "Tsakim", "hour": "9:05"}
    typing.submit(values)
    assert page.fault == ("organization", "Falta la organización.")
    values |= {"organization": "Apu Kusu", "sector": "society"}
    typing.submit(values)
    assert page.fault[0] == "marks"
    typing.submit(values | {"marks": "1x"})
    assert page.fault == ("marks", "Solo 1, 2, 3 o I.")
    typing.submit(values | {"marks": "1", "mesa": "9"})
    assert page.fault == ("mesa", "No hay mesa 9 aquí.")
    typing.submit(values | {"marks": "1", "mesa": "2"})
    assert listed(page) == [("1 · 1", "Elena Tsakim", "Persona nueva")]
    assert page.nexts == 1


def test_who_looks_alike_is_asked_and_never_stops(
    page: FakePage, typing: TranscribingPresenter, made: World
) -> None:
    typing.typed("70123456")
    typing.entered("")
    typing.edited("paternal_surname", EMPTY | {"given_names": "María", "paternal_surname": "Quispe"})
    assert page.similar.startswith("«María Elena Quispe Huamán»")
    typing.choose(made.mayor)
    assert (page.who.mode, page.who.person_id) == ("known", made.mayor)
    assert page.similar == ""


def test_somebody_without_data_and_the_faults_of_a_row(page: FakePage, typing: TranscribingPresenter) -> None:
    typing.submit(EMPTY)
    assert page.fault[0] == "who"
    typing.typed("45678901")
    typing.entered("")
    typing.submit(EMPTY)
    assert page.fault == ("hour", "Falta la hora escrita en el papel.")
    typing.submit(EMPTY | {"hour": "25:00"})
    assert page.fault[0] == "hour"
    typing.anonymous_person()
    typing.submit(EMPTY | {"hour": "8.15", "sector": "society", "marks": "zz"})
    assert listed(page) == [("1 · 1", "Sin datos personales", "Sin datos")]


def test_undo_takes_the_row_back(page: FakePage, typing: TranscribingPresenter, database: Database) -> None:
    row(typing, "45678901", hour="0841")
    undo = page.toasts[-1][1]
    assert undo is not None
    undo()
    assert listed(page) == []
    with database.reading() as session:
        assert session.scalars(living(Attendance)).all() == []


def test_after_a_crash_rows_and_the_one_half_typed_are_there(
    page: FakePage, typing: TranscribingPresenter, jobs: InlineJobs, made: World
) -> None:
    typing.choose_page("3")
    row(typing, "45678901", hour="0841")
    typing.typed("70123456")
    typing.entered("")
    typing.edited("given_names", EMPTY | {"given_names": "Elena \U0001f600"})
    again = FakePage()
    other = TranscribingPresenter(again, jobs, made.workshop)
    other.load()
    assert listed(again) == [("3 · 1", "María Elena Quispe Huamán", "Registrada")]
    assert again.draft[0] == "70123456"
    assert again.draft[1]["given_names"] == "Elena \U0001f600"
    assert again.place == (3, 2)
    assert "a medio escribir" in again.message[1]
    other.drop()
    third = FakePage()
    TranscribingPresenter(third, jobs, made.workshop).load()
    assert third.draft == ("", {})


def test_a_full_disk_keeps_the_row(
    page: FakePage, typing: TranscribingPresenter, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alianza_desktop.services import transcription

    def refuse(*_args: object) -> None:
        raise Unavailable("disk-full")

    monkeypatch.setattr(transcription, "write", refuse)
    row(typing, "45678901", hour="0841")
    assert page.message[0] == "error"
    assert page.nexts == 0
    monkeypatch.undo()
    typing.submit(EMPTY | {"hour": "0841"})
    assert page.nexts == 1


def test_a_row_that_is_being_written_is_no_draft(
    page: FakePage, database: Database, clock: FixedClock, made: World
) -> None:
    """Somebody without a document would be transcribed again after the laptop went off."""
    jobs = LateJobs(database, clock)
    typing = TranscribingPresenter(page, jobs, made.workshop)
    typing.load()
    typing.anonymous_person()
    values = EMPTY | {"hour": "0841", "sector": "society"}
    typing.edited("hour", values)
    jobs.hold()
    typing.submit(values)
    typing.edited("sector", values)
    jobs.release()
    assert page.nexts == 1
    again = FakePage()
    TranscribingPresenter(again, InlineJobs(database, clock), made.workshop).load()
    assert again.draft == ("", {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Ninguna casilla marcada."), ("12", "Acepta: registro y contacto."),
        ("1, 3", "Acepta: registro e imagen."), ("i2", "Acepta: solo informado y contacto."),
        ("4", "Solo 1, 2, 3 o I."), ("\u202e1", "Solo 1, 2, 3 o I."),
    ],
)  # fmt: skip
def test_boxes_are_read_back(text: str, words: str) -> None:
    assert facts.marks_words(text) == words


def test_names_are_offered_and_a_name_is_nobodys_document(
    page: FakePage, typing: TranscribingPresenter
) -> None:
    assert typing.suggested("coop mara") == ["Cooperativa Agraria del Marañón"]
    assert typing.suggested("") == []
    typing.typed("Zoila Nadie")
    typing.entered("")
    assert (page.who.mode, page.who.title) == ("new", "Persona nueva, sin documento")
    assert page.draft == ("Zoila Nadie", {"given_names": "Zoila Nadie"})


class Late:
    """Jobs whose readings wait until they are let go."""

    def __init__(self, jobs: InlineJobs) -> None:
        self._jobs, self.write, self.remember = jobs, jobs.write, jobs.remember
        self.read_later, self.network = jobs.read_later, jobs.network
        self.late: list[tuple[object, ...]] = []
        self.waits = False

    def read(self, *asked: object) -> object:
        if self.waits:
            self.late.append(asked)
            return None
        return self._jobs.read(*asked)  # type: ignore[arg-type]

    def let_go(self) -> None:
        self.waits = False
        for asked in self.late:
            self._jobs.read(*asked)  # type: ignore[arg-type]


def test_enter_before_the_answer_waits_for_it(page: FakePage, jobs: InlineJobs, made: World) -> None:
    late = Late(jobs)
    typing = TranscribingPresenter(page, late, made.workshop)  # type: ignore[arg-type]
    typing.load()
    late.waits = True
    typing.typed("4567")
    typing.typed("45678901")
    typing.entered("")
    assert page.who == Who()
    late.let_go()
    assert page.who.person_id == made.mayor


@pytest.fixture
def screen(
    qtbot: QtBot, qapp: QApplication, database: Database, clock: FixedClock, made: World
) -> Iterator[TranscribingScreen]:
    start.dress(qapp)
    with database.reading() as session:
        operator = alliances.operator(session).id
    window = gallery.opened(database, made.workshop, clock, operator)
    window.resize(1366, 690)
    window.show()
    qtbot.waitExposed(window)
    window.open("transcribing-page", "")
    shown = window.current().page()
    assert isinstance(shown, TranscribingScreen)
    yield shown
    window.close()
    shiboken6.delete(window)


def keys(screen: TranscribingScreen, text: str) -> None:
    """Type where the focus is; a line end is Enter."""
    for sign in text:
        target = screen.window().focusWidget()
        assert target is not None
        if sign == "\n":
            QTest.keyClick(target, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(target, sign)


def test_a_row_takes_its_letters_and_four_enters(screen: TranscribingScreen) -> None:
    keys(screen, "45678901\n0841\n12\n1\n")
    keys(screen, "tsamajain\n843\n\n\n")
    rows = screen.table.rows()
    assert [(one.cells["hour"].text, one.cells["person"].text) for one in rows] == [
        ("08:43", "José Tsamajain"), ("08:41", "María Elena Quispe Huamán"),
    ]  # fmt: skip
    assert screen.window().focusWidget() is screen.who
    assert screen.who.text() == ""


def test_somebody_new_by_keyboard_alone(screen: TranscribingScreen) -> None:
    keys(screen, "70123456\nElena\nTsakim\n\nZzyzx\nPresidenta\n\n0905\n1\n\n")
    rows = screen.table.rows()
    assert [one.cells["person"].text for one in rows] == ["Elena Tsakim"]
    assert screen.form.values() == EMPTY | {"sector": ""}


def test_the_mouse_does_it_too(screen: TranscribingScreen) -> None:
    screen.who.setText("quispe")
    screen.presenter.typed("quispe")
    at = screen.hits.visualRect(screen.hits.model().index(0, 0)).center()
    QTest.mouseClick(screen.hits.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert screen.another.isVisible()
    screen.form.show_values({"hour": "08:41"})
    QTest.mouseClick(screen.write_button, Qt.MouseButton.LeftButton)
    assert len(screen.table.rows()) == 1
    QTest.mouseClick(screen.unnamed, Qt.MouseButton.LeftButton)
    screen.form.show_values({"hour": "08:42", "sector": "society"})
    QTest.mouseClick(screen.write_button, Qt.MouseButton.LeftButton)
    assert len(screen.table.rows()) == 2


def test_facts_hide_names_in_their_repr() -> None:
    who = Who("known", "id", "María Elena Quispe")
    assert "Quispe" not in repr(replace(who))
