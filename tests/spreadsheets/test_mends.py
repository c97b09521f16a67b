"""Rows that a person mends while looking at a list: judged again, known again, nothing merged silently."""

import pytest
from sqlalchemy import select

from alianza_desktop.model import Invitation, Person
from alianza_desktop.services.invitee_rows import OTHER, Mend, Mends
from alianza_desktop.services.query import living
from alianza_desktop.spreadsheets.importer import ImportResult, import_sheets, mended, understood
from alianza_desktop.spreadsheets.reading import RawSheet
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.spreadsheets.lists import HEAD, sheet, workshop

ANA = ("Tiwi Paati, Ana", "45678901", "UGEL Condorcanqui", "Docente", "987654321")


@pytest.fixture
def here(database: Database) -> str:
    with writing(database) as session:
        return workshop(session)


def taken(
    database: Database, here: str, raw: RawSheet, mends: Mends | None = None, *, dry: bool = False
) -> ImportResult:
    read = understood([raw], "lista.xlsx", None, mends)
    with writing(database) as session:
        return import_sheets(session, here, read, "lista.xlsx", dry_run=dry)


def people(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        return sorted(
            (one.listed_name, one.document_number, one.phone) for one in session.scalars(living(Person))
        )


def test_a_mended_cell_is_judged_again_and_the_row_is_known_again(database: Database, here: str) -> None:
    raw = sheet(HEAD, (ANA[0], "123", *ANA[2:]))
    assert taken(database, here, raw, dry=True).rows[0].codes == ("document-impossible",)
    mends = {("Hoja1", 2): Mend(values={"document_number": "45678901"})}
    done = taken(database, here, raw, mends)
    assert (done.rows[0].codes, done.review) == ((), 0)
    assert people(database) == [("Tiwi Paati, Ana", "45678901", "987654321")]
    again = taken(database, here, raw)
    assert (again.rows[0].codes, dict(again.effects)) == (("unchanged",), {"unchanged": 1})
    assert raw.rows[1][1] == "123"


def test_a_row_that_came_before_is_mended_too(database: Database, here: str) -> None:
    raw = sheet(HEAD, ("TIWI PAATI ANA", "123", "UGEL Condorcanqui", "", "98"))
    first = taken(database, here, raw)
    assert first.review == 1
    values = {
        "document_number": "45678901", "phone": "987654321", "given_names": "Ana",
        "paternal_surname": "Tiwi", "maternal_surname": "Paati",
    }  # fmt: skip
    done = taken(database, here, raw, {("Hoja1", 2): Mend(values=values)})
    assert (done.review, dict(done.effects)) == (0, {"updated": 1})
    assert people(database) == [("Tiwi Paati, Ana", "45678901", "987654321")]


def test_a_missing_organisation_and_a_missing_name_are_written_in(database: Database, here: str) -> None:
    raw = sheet(("Apellidos y nombres", "DNI", "Cargo"), ("", "45678901", "Alcalde"))
    assert taken(database, here, raw, dry=True).rows[0].outcome == "rejected"
    values = {"paternal_surname": "Tiwi", "given_names": "Ana", "organization": "UGEL Condorcanqui"}
    done = taken(database, here, raw, {("Hoja1", 2): Mend(values=values)})
    assert (done.rows[0].name, done.rows[0].organization) == ("Tiwi, Ana", "UGEL Condorcanqui")
    assert done.organizations == 1


def test_a_doubt_that_was_looked_at_does_not_come_in(database: Database, here: str) -> None:
    raw = sheet(HEAD, (ANA[0], "1234567", *ANA[2:]))
    assert taken(database, here, raw, dry=True).rows[0].codes == ("document-short",)
    done = taken(database, here, raw, {("Hoja1", 2): Mend(settled=frozenset({"document-short"}))})
    assert done.review == 0
    assert people(database)[0][1] == "01234567"
    assert taken(database, here, raw).review == 0


def test_a_row_left_out_stays_out(database: Database, here: str) -> None:
    raw = sheet(HEAD, ANA, ("Wajajay, Óscar", "40123456", "RENIEC", "", ""))
    done = taken(database, here, raw, {("Hoja1", 2): Mend(out=True)})
    assert [row.row for row in done.left_out] == [2]
    assert [name for name, _, _ in people(database)] == ["Wajajay, Óscar"]
    assert done.people == 1


@pytest.mark.parametrize(("before", "now"), [("", "45678901"), ("45678901", "")])
def test_the_same_name_and_organisation_is_asked_about(
    database: Database, here: str, before: str, now: str
) -> None:
    taken(database, here, sheet(HEAD, (ANA[0], before, *ANA[2:])))
    with writing(database) as session:
        other = workshop(session)
        known = session.scalars(living(Person)).one().id
    raw = sheet(HEAD, (ANA[0], now, ANA[2], "Directora", "911111111"))
    asked = taken(database, other, raw, dry=True).rows[0]
    assert asked.outcome == "review"
    assert "same-asked" in asked.codes
    assert asked.known is not None
    assert (asked.known.person_id, asked.known.asked) == (known, True)
    assert asked.known.name == "Tiwi Paati, Ana"
    assert {one.field: (one.ours, one.theirs) for one in asked.known.differs} == {
        "position": ("Docente", "Directora"), "phone": ("987654321", "911111111"),
    }  # fmt: skip
    yes = taken(database, other, raw, {("Hoja1", 2): Mend(answer=known)}, dry=True)
    assert ("same-asked" in yes.rows[0].codes, dict(yes.effects)) == (False, {"invited": 1})
    no = taken(database, other, raw, {("Hoja1", 2): Mend(answer=OTHER)})
    assert dict(no.effects) == {"new": 1}
    assert len(people(database)) == 2
    assert "same-asked" not in no.rows[0].codes


def test_the_directory_is_kept_unless_the_list_is_chosen(database: Database, here: str) -> None:
    taken(database, here, sheet(HEAD, ANA))
    raw = sheet(HEAD, (*ANA[:2], "RENIEC", "Jefa", "911111111"))
    kept = taken(database, here, raw, dry=True)
    assert dict(kept.effects) == {"unchanged": 1}
    assert kept.organizations == 0
    chosen = Mend(chosen=frozenset({"phone", "organization"}))
    done = taken(database, here, raw, {("Hoja1", 2): chosen})
    assert dict(done.effects) == {"updated": 1}
    with database.reading() as session:
        person = session.scalars(living(Person)).one()
    assert (person.position, person.phone) == ("Docente", "911111111")


def test_a_document_of_another_name_may_be_the_same_person(database: Database, here: str) -> None:
    taken(database, here, sheet(HEAD, ANA))
    raw = sheet(HEAD, ("Sakejat Wampash, Rosa", *ANA[1:]))
    taken_away = taken(database, here, raw, dry=True)
    assert "document-taken" in taken_away.rows[0].codes
    with database.reading() as session:
        known = session.scalars(living(Person)).one().id
    done = taken(database, here, raw, {("Hoja1", 2): Mend(answer=known)})
    assert "document-taken" not in done.rows[0].codes
    with database.reading() as session:
        assert len(session.scalars(select(Invitation)).all()) == 1


def test_nothing_personal_in_reprs() -> None:
    assert "Ana" not in repr(Mend(values={"given_names": "Ana"}))


def test_a_row_read_again_is_as_the_whole_list_read_again() -> None:
    raw = sheet(HEAD, ANA, ("", "", "", "", ""), ("N.º", "Nombre completo", "Documento", "Entidad", ""),
                ("1", "Óscar Wajajay", "123", "RENIEC", ""))  # fmt: skip
    mends: Mends = {
        ("Hoja1", 2): Mend(values={"phone": "911111111"}),
        ("Hoja1", 5): Mend(values={"document_number": "40123456"}, settled=frozenset({"name-order"})),
    }
    before = understood([raw], "lista.xlsx")
    assert len(before[0].heads) == 2
    whole = understood([raw], "lista.xlsx", None, mends)
    assert mended(before, [raw], {}, mends, {("Hoja1", 2), ("Hoja1", 5)}) == whole
    assert mended(before, [raw], {}, mends, {("Hoja1", 2)})[0].invitees[1] == before[0].invitees[1]
