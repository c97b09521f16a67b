"""The names of the year and of the decade: of the year that they are about, and no other."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.model import Workshop
from alianza_desktop.services import workshop_changes, workshop_copy, workshop_proposal, workshops, year_lines
from alianza_desktop.services.query import get
from alianza_desktop.services.year_lines import YearLines
from alianza_desktop.storage.database import Database
from tests.builders import World, world, writing


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as opened:
        yield opened


@pytest.fixture
def made(session: Session) -> World:
    return world(session)


SAID = (
    YearLines("2026", "", "Decenio B 2018-2027"),
    YearLines("2026", "Año X", "Decenio A"),
    YearLines("2025", "Año W"),
)


def test_a_year_has_its_own_lines() -> None:
    assert year_lines.of(SAID, "2026") == YearLines("2026", "Año X", "Decenio B 2018-2027")
    assert year_lines.of(SAID, "2025") == YearLines("2025", "Año W", "Decenio B 2018-2027")
    assert year_lines.of(SAID, "2028") == YearLines("2028")
    assert year_lines.of(SAID, "") == YearLines("")


def test_the_copy_of_a_workshop_in_another_year_does_not_say_the_name_of_this_one(
    session: Session, made: World
) -> None:
    workshop_changes.change(
        session, made.workshop, {"year_line": "Año X", "decade_line": "Decenio 2018 al 2027"}
    )
    assert workshop_proposal.after(session, made.workshop).year_line == ""
    found = [
        get(session, Workshop, workshop_copy.duplicate(session, made.workshop, starts_on=day))
        for day in ("2027-03-01", "2026-12-20", "2028-01-05")
    ]
    assert [(one.year_line, one.decade_line) for one in found] == [
        ("", "Decenio 2018 al 2027"), ("Año X", "Decenio 2018 al 2027"), ("", ""),
    ]  # fmt: skip


def test_who_says_their_own_keeps_it(session: Session) -> None:
    plan = workshops.WorkshopPlan(stage=1, starts_on="2026-01-10", year_line="Año X")
    workshops.create(session, plan)
    other = workshops.WorkshopPlan(stage=2, starts_on="2026-02-10", year_line="Año Y")
    assert workshops.create(session, other).year_line == "Año Y"
