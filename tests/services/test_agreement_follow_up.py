"""What becomes of agreements: how they go, other dates, and what the next workshop takes up by itself."""

from dataclasses import replace
from datetime import date

import pytest

from alianza_desktop.core.errors import Invalid
from alianza_desktop.services import agreement_follow_up, agreements, workshop_copy, workshops
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, agree, writing

DUE = date(2027, 2, 21)


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return builders.world(session)


def next_workshop(database: Database, day: str = "2027-03-01") -> str:
    with writing(database) as session:
        return workshops.create(session, WorkshopPlan(stage=5, starts_on=day)).id


def taken(database: Database, workshop_id: str, mesa_id: str) -> list[str]:
    with database.reading() as session:
        found = agreement_follow_up.carried(session, workshop_id, mesa_id)
    return [row.text for one in found for row in one.rows]


@pytest.mark.parametrize(
    ("due_on", "follow_up", "today", "late"),
    [
        ("2027-02-21", "", date(2027, 2, 21), 0),
        ("2027-02-21", "", date(2027, 3, 5), 12),
        ("2027-02-21", "in_progress", date(2027, 2, 22), 1),
        ("2027-02-21", "done", date(2027, 3, 5), 0),
        ("2027-02-21", "dropped", date(2027, 3, 5), 0),
        ("", "", date(2027, 3, 5), 0),
    ],
)
def test_overdue_is_derived(
    database: Database, made: World, due_on: str, follow_up: str, today: date, late: int
) -> None:
    with writing(database) as session:
        agree(session, made, due_on=due_on, permanent=not due_on, follow_up=follow_up)
        (row,) = agreements.listing(session, made.workshop)
    assert agreement_follow_up.overdue(row, today) == late
    assert agreement_follow_up.overdue(replace(row, permanent=True, due_on=""), today) == 0


def test_the_earlier_dates_stay_when_it_is_rescheduled(database: Database, made: World) -> None:
    with writing(database) as session:
        one = agree(session, made, due_on="2027-02-01")
    for day in ("2027-02-21",):  # corrected while it was worded: no date that anybody waited for
        with writing(database) as session:
            agreements.change(session, one, {"due_on": day})
    for day in ("2027-04-30", "2027-06-15"):
        with writing(database) as session:
            agreement_follow_up.reschedule(session, one, day)
    with writing(database) as session:
        with pytest.raises(Invalid, match="due-needed"):
            agreement_follow_up.reschedule(session, one, "")
        assert agreement_follow_up.earlier_dates(session, one) == ("2027-02-21", "2027-04-30")
        (row,) = agreements.listing(session, made.workshop)
    assert (row.due_on, row.follow_up) == ("2027-06-15", "rescheduled")


def test_the_next_workshop_takes_up_what_is_open_by_itself(database: Database, made: World) -> None:
    with writing(database) as session:
        agree(session, made, "Abierto")
        agree(session, made, "Hecho", follow_up="done")
        agree(session, made, "Sin efecto", follow_up="dropped")
        agree(session, made, "De otra mesa", mesa_id=made.conecta)
    new = next_workshop(database)
    assert taken(database, new, made.cacao) == ["Abierto"]
    assert taken(database, new, made.conecta) == ["De otra mesa"]
    assert taken(database, made.workshop, made.cacao) == []
    assert taken(database, next_workshop(database, "2026-01-01"), made.cacao) == []


def test_a_copy_takes_up_only_what_came_with_it(database: Database, made: World) -> None:
    with writing(database) as session:
        agree(session, made, "Abierto")
        agree(session, made, "Hecho", follow_up="done")
        without = workshop_copy.duplicate(session, made.workshop, parts=frozenset({"mesas"}))
        whole = workshop_copy.duplicate(session, made.workshop)
        agree(session, made, "De después")
    assert taken(database, without, made.cacao) == []
    assert taken(database, whole, made.cacao) == ["Abierto"]


def test_what_was_followed_up_here_stays_in_the_list(database: Database, made: World) -> None:
    with writing(database) as session:
        one = agree(session, made, "Abierto")
    new = next_workshop(database)
    with writing(database) as session:
        assert agreement_follow_up.follow(session, one, "done", workshop_id=new) == ""
        assert agreement_follow_up.follow(session, one, "done", workshop_id=new) == "done"
        (found,) = agreement_follow_up.carried(session, new, made.cacao)
        assert [(row.text, row.follow_up) for row in found.rows] == [("Abierto", "done")]
        assert agreement_follow_up.open_agreements(session, new) == ()
    assert taken(database, next_workshop(database, "2027-09-01"), made.cacao) == []
