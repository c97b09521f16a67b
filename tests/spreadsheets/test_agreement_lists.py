"""Agreements of an earlier workshop from a list: read whatever its headings, added once, taken back whole."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from alianza_desktop.core.clock import PERU
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Agreement, Mesa, Organization
from alianza_desktop.services import agreement_notes, agreements, earlier, undoing
from alianza_desktop.services.earlier import Earlier
from alianza_desktop.services.invitee_rows import Mend, Mends
from alianza_desktop.services.query import living
from alianza_desktop.spreadsheets import workbook
from alianza_desktop.spreadsheets.agreement_lists import import_agreements, understood
from alianza_desktop.spreadsheets.importer import ImportResult
from alianza_desktop.spreadsheets.reading import Merge, RawSheet, read_file
from alianza_desktop.storage.database import Database
from tests.builders import World, agree, world, writing
from tests.spreadsheets.lists import sheet

FIRST = Earlier(stage=1, date="2026-03-12", place="Nieva")
HEAD = ("N.º", "Mesa", "Acuerdos y compromisos", "Responsable", "Persona responsable", "Plazo", "Monto (S/)",
        "Estado")  # fmt: skip
ROAD = (1, "Cacao", "Mejorar la carretera", "Municipalidad Provincial de Condorcanqui",
        "María Elena Quispe Huamán", date(2026, 6, 30), 80000, "en curso")  # fmt: skip
DRYER = (2, "Mesa de Pesca", "Comprar una secadora", "Federación de Comunidades", "", "fin de junio de 2026",
         "S/ 1,250.50", "")  # fmt: skip
LATE = (3, "", "Reunirse cada mes", "", "Nadie Conocido", "cuando se pueda", "mucho", "")


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return world(session)


def taken(
    database: Database, raw: RawSheet, mends: Mends | None = None, *, dry: bool = False
) -> ImportResult:
    read = understood([raw], "acuerdos.xlsx", None, mends)
    with writing(database) as session:
        return import_agreements(session, FIRST, read, "acuerdos.xlsx", dry_run=dry)


def test_each_row_is_an_agreement_of_its_workshop(database: Database, made: World) -> None:
    raw = sheet(("Acuerdos del primer taller",), (), HEAD, ROAD, DRYER, LATE)
    done = taken(database, raw)
    assert [(one.row, one.outcome) for one in done.rows] == [(4, "imported"), (5, "imported"), (6, "review")]
    assert done.rows[1].codes == ("due-in-words",)
    assert set(done.rows[2].codes) == {
        "due-unreadable", "amount-doubtful", "person-unknown", "responsible-missing",
    }  # fmt: skip
    assert (done.organizations, done.mesas, done.people, done.review) == (1, 1, 3, 1)
    with database.reading() as session:
        held = earlier.find(session, FIRST)
        assert held is not None
        rows = {one.text: one for one in agreements.listing(session, held.id)}
        road, dryer = rows["Mejorar la carretera"], rows["Comprar una secadora"]
        assert (road.organization_id, road.person_id, road.mesa_id) == (
            made.municipality, made.mayor, made.cacao,
        )  # fmt: skip
        assert (road.due_on, road.amount) == ("2026-06-30", 8_000_000)
        assert (dryer.due_on, dryer.amount) == ("2026-06-30", 125_050)
        assert dryer.organization == "Federación de Comunidades"
        assert session.get_one(Mesa, dryer.mesa_id).name == "Pesca"


def test_the_same_list_again_adds_nothing(database: Database, made: World) -> None:
    raw = sheet(HEAD, ROAD, DRYER, ROAD)
    assert dict(taken(database, raw).effects) == {"new": 2, "unchanged": 1}
    again = taken(database, raw)
    assert dict(again.effects) == {"unchanged": 3}
    with database.reading() as session:
        assert len(session.scalars(living(Agreement)).all()) == 2


def test_a_row_is_mended_or_left_out(database: Database, made: World) -> None:
    raw = sheet(HEAD, LATE, ROAD, (4, "", "", "RENIEC", "", "", "", ""))
    assert taken(database, raw, dry=True).rows[2].codes == ("agreement-text-missing",)
    mends = {
        ("Hoja1", 2): Mend(
            values={
                "organization": "RENIEC", "person": "", "permanent": "1", "amount": "12550", "due_on": "",
            }
        ),
        ("Hoja1", 3): Mend(out=True),
        ("Hoja1", 4): Mend(values={"text": "Ir a las comunidades"}, settled=frozenset({"due-unreadable"})),
    }  # fmt: skip
    done = taken(database, raw, mends)
    assert (done.review, [one.row for one in done.left_out]) == (0, [3])
    with database.reading() as session:
        rows = {one.text: one for one in session.scalars(living(Agreement))}
    assert set(rows) == {"Reunirse cada mes", "Ir a las comunidades"}
    assert (rows["Reunirse cada mes"].permanent, rows["Reunirse cada mes"].amount) == (True, 12_550)


def test_a_person_as_responsible_brings_the_organisation(database: Database, made: World) -> None:
    raw = sheet(HEAD, (1, "", "Convocar", "QUISPE HUAMÁN María Elena", "", "2026-05-01", "", ""))
    assert taken(database, raw).organizations == 0
    with database.reading() as session:
        one = session.scalars(living(Agreement)).one()
    assert (one.person_id, one.organization_id) == (made.mayor, made.municipality)


def test_what_cells_merged_down_say_is_read_in_each_row(database: Database, made: World) -> None:
    raw = sheet(HEAD, ROAD, (2, None, "Otra cosa", None, None, date(2026, 7, 1), None, ""))
    raw.merges = (Merge(1, 1, 2, 1), Merge(1, 3, 2, 3))
    taken(database, raw)
    with database.reading() as session:
        other = session.scalars(living(Agreement).where(Agreement.text == "Otra cosa")).one()
    assert (other.mesa_id, other.organization_id) == (made.cacao, made.municipality)


def test_it_is_taken_back_with_what_it_brought(database: Database, made: World) -> None:
    with database.reading() as session:
        before = len(session.scalars(living(Organization)).all())
    done = taken(database, sheet(HEAD, ROAD, DRYER))
    assert done.trace is not None
    with writing(database) as session:
        undoing.undo(session, done.trace)
    with database.reading() as session:
        assert session.scalars(living(Agreement)).all() == []
        assert earlier.find(session, FIRST) is None
        assert len(session.scalars(living(Mesa)).all()) == 2
        assert len(session.scalars(living(Organization)).all()) == before


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((), "list-empty"),
        ((HEAD,), "list-no-agreements"),
        ((("a", "b"), ("c", "d")), "list-no-agreement-headings"),
    ],
)
def test_what_is_no_list_of_agreements(rows: tuple[tuple[str, ...], ...], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        understood([sheet(*rows)], "nota.xlsx")


def test_the_workbook_of_a_workshop_comes_back(database: Database, made: World, tmp_path: Path) -> None:
    taken(database, sheet(HEAD, ROAD, DRYER))
    file = tmp_path / "taller.xlsx"
    with writing(database) as session:
        held = earlier.find(session, FIRST)
        assert held is not None
        workbook.export(session, held.id, file, at=datetime(2026, 11, 23, 9, tzinfo=PERU))
    read = understood(read_file(file), file.name)
    with database.reading() as session:
        back = import_agreements(session, FIRST, read, file.name, dry_run=True)
    assert dict(back.effects) == {"unchanged": 2}


@pytest.mark.parametrize(
    ("plazo", "due"),
    [
        ("junio 2026", "2026-06-30"), ("II trimestre 2026", "2026-06-30"),
        ("15 de marzo de 2027", "2027-03-15"),
        ("31/12/2026", "2026-12-31"), ("febrero - marzo 2027", "2027-03-31"), ("pronto", ""), ("2026", ""),
    ],
)  # fmt: skip
def test_a_plazo_in_words(plazo: str, due: str) -> None:
    [read] = understood([sheet(HEAD, (1, "", "Algo", "", "", plazo, "", ""))], "acuerdos.xlsx")
    assert read.agreements[0].due_on == due


def test_everything_that_an_agreement_says_goes_out_and_comes_back(
    database: Database, made: World, tmp_path: Path
) -> None:
    file = tmp_path / "taller.xlsx"
    said = {
        "verification": "Actas de entrega", "funding": "Canon", "policy": "PDRC 2030",
        "goals": ("2.3", "10"), "acceptance": "to_confirm", "follow_up": "partly_done",
    }  # fmt: skip
    with writing(database) as session:
        one = agree(session, made, "Instalar dos centros", **said)
        agreement_notes.add(session, one, "objection", "El plazo", person_id=made.mayor)
        workbook.export(session, made.workshop, file, at=datetime(2026, 11, 23, 9, tzinfo=PERU))
        read = understood(read_file(file), file.name)
        import_agreements(session, FIRST, read, file.name)
        held = earlier.find(session, FIRST)
        assert held is not None
        [back] = agreements.listing(session, held.id)
    assert {name: getattr(back, name) for name in said} == said
    book = load_workbook(file)["Acuerdos"]
    cells = {str(cell.value) for row in book.iter_rows() for cell in row}
    assert (
        "Objeción de María Elena Quispe Huamán, Municipalidad Provincial de Condorcanqui: El plazo" in cells
    )


def test_a_goal_that_is_none_is_left_out() -> None:
    head = ("Acuerdo", "Responsable", "ODS", "Seguimiento")
    [read] = understood([sheet(head, ("Algo", "RENIEC", "ODS 2; 18 y 15.a", "avanzando"))], "acuerdos.xlsx")
    assert (read.agreements[0].goals, read.agreements[0].follow_up) == (("2", "15.a"), "")
