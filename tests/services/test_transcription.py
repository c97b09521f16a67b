"""Rows of paper on a real store: what the screen has stands, what only the paper has is added."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Attendance, Consent, Person
from alianza_desktop.services import consents, mesas, transcription, workshops
from alianza_desktop.services.query import living
from alianza_desktop.services.registration import WalkIn
from alianza_desktop.services.transcription import Entry, Line, Marks
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing

ELENA = WalkIn(
    document_number="70123456", given_names="Elena", paternal_surname="Tsakim", organization="Apu Kusu",
    sector="society",
)  # fmt: skip


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return world(session)


def put(database: Database, made: World, line: Line) -> Entry:
    with writing(database) as session:
        return transcription.write(session, made.workshop, made.session, line)


def arrivals(session: Session) -> list[tuple[str, str, str]]:
    rows = session.scalars(living(Attendance).order_by(Attendance.at))
    return [(one.person_id, one.at[:16], one.source) for one in rows]


def test_a_known_person_comes_with_the_hour_the_boxes_and_the_mesa_of_the_paper(
    database: Database, made: World
) -> None:
    line = Line(page=2, hour="8:17", marks=Marks(True, False, True), mesa_id=made.cacao, person_id=made.mayor)
    entry = put(database, made, line)

    assert (entry.page, entry.row, entry.kind, entry.differs) == (2, 1, "added", ())
    with database.reading() as session:
        assert arrivals(session) == [(made.mayor, "2026-11-23T08:17", "paper")]
        assert mesas.seat_of(session, made.workshop, made.mayor) == made.cacao
        said = {one.purpose: (one.given, one.at[11:16]) for one in session.scalars(living(Consent))}
    assert said == {"registration": (True, "08:17"), "contact": (False, "08:17"), "photos": (True, "08:17")}


def test_who_marked_nothing_is_registered_and_was_not_asked(database: Database, made: World) -> None:
    put(database, made, Line(page=1, hour="08:17", person_id=made.mayor))
    with database.reading() as session:
        assert session.scalars(living(Consent)).all() == []


def test_who_is_on_the_screen_already_is_not_written_again_and_it_says_where_they_differ(
    database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
        consents.record(session, made.mayor, registration=True, contact=True, photos=False)
    with database.reading() as session:
        before = arrivals(session)
    line = Line(
        page=1, hour="07:59", marks=Marks(True, False, False), mesa_id=made.conecta, person_id=made.mayor
    )
    entry = put(database, made, line)

    assert entry.kind == "known"
    assert entry.differs == ("hour", "mesa", "contact")
    with database.reading() as session:
        assert arrivals(session) == before
        assert mesas.seat_of(session, made.workshop, made.mayor) == made.cacao
        assert len(session.scalars(living(Consent)).all()) == 3


def test_answers_that_the_screen_lacks_are_completed_from_the_paper(database: Database, made: World) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
    entry = put(database, made, Line(page=1, hour="08:00", marks=Marks(informed=True), person_id=made.mayor))
    assert "registration" not in entry.differs
    with database.reading() as session:
        first = session.scalars(living(Consent).where(Consent.purpose == "registration")).one()
    assert first.informed_only


def test_somebody_new_is_added_and_a_document_that_is_here_is_that_person(
    database: Database, made: World
) -> None:
    first = put(database, made, Line(page=1, hour="08:20", marks=Marks(True), walk_in=ELENA))
    again = put(database, made, Line(page=1, hour="08:21", marks=Marks(True), walk_in=ELENA))

    assert (first.kind, again.kind) == ("new", "known")
    assert again.person_id == first.person_id
    assert (first.row, again.row) == (1, 2)
    with database.reading() as session:
        assert len(session.scalars(living(Person)).all()) == 3
        assert len(arrivals(session)) == 1


def test_without_the_first_box_nothing_of_a_new_person_is_written(database: Database, made: World) -> None:
    with pytest.raises(Invalid, match="consent-needed"):
        put(database, made, Line(page=1, hour="08:20", walk_in=ELENA))
    with database.reading() as session:
        assert transcription.entries(session, made.session) == ()
        assert len(session.scalars(living(Person)).all()) == 2


def test_somebody_without_data_is_counted(database: Database, made: World) -> None:
    entry = put(database, made, Line(page=1, hour="08:20", sector="society"))
    assert (entry.kind, entry.person_id) == ("anonymous", "")
    with database.reading() as session:
        assert arrivals(session) == [("", "2026-11-23T08:20", "paper")]


def test_an_hour_that_cannot_be_is_refused(database: Database, made: World) -> None:
    for text in ("", "25:00", "8", "ocho"):
        with pytest.raises(Invalid, match="hour-unknown"):
            put(database, made, Line(page=1, hour=text, person_id=made.mayor))


def test_after_the_close_papers_still_come_in(database: Database, made: World) -> None:
    with writing(database) as session:
        workshops.set_session_state(session, made.session, "closed")
    assert put(database, made, Line(page=1, hour="08:20", person_id=made.mayor)).kind == "added"


def test_a_row_is_undone_whole_and_one_that_wrote_nothing_takes_nothing_with_it(
    database: Database, made: World
) -> None:
    added = put(database, made, Line(page=1, hour="08:20", person_id=made.mayor))
    known = put(database, made, Line(page=1, hour="08:25", person_id=made.mayor))
    with writing(database) as session:
        transcription.undo(session, made.session, known)
        assert len(arrivals(session)) == 1
    with writing(database) as session:
        transcription.undo(session, made.session, added)
        transcription.undo(session, made.session, added)  # pressed twice
    with database.reading() as session:
        assert arrivals(session) == []
        assert transcription.entries(session, made.session) == ()


def test_what_was_undone_at_the_desk_is_listed_no_more(database: Database, made: World) -> None:
    from alianza_desktop.services import registration

    entry = put(database, made, Line(page=1, hour="08:20", person_id=made.mayor))
    with database.reading() as session:
        listed = transcription.listing(session, made.session)
    assert [(one.full_name, one.sector) for one in listed] == [("María Elena Quispe Huamán", "public")]
    with writing(database) as session:
        registration.undo(session, entry.attendance_id)
    with database.reading() as session:
        assert transcription.listing(session, made.session) == ()


def test_five_hundred_rows_are_quick_enough(database: Database, made: World) -> None:
    import time

    from alianza_desktop.services import people
    from alianza_desktop.services.people import PersonData

    with writing(database) as session:
        ids = [
            people.add(session, PersonData(document_number=f"{70000000 + n}", given_names=f"Ana {n}")).id
            for n in range(500)
        ]
    with writing(database) as session:
        for number, person in enumerate(ids[:-1]):
            transcription.write(
                session,
                made.workshop,
                made.session,
                Line(page=1 + number // 12, hour="08:20", person_id=person),
            )
    start = time.perf_counter()
    last = put(database, made, Line(page=42, hour="08:20", person_id=ids[-1]))
    assert last.row == 8
    assert timedelta(seconds=time.perf_counter() - start) < timedelta(seconds=1)
