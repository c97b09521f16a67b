"""From a file to the store: the sample lists whole, again, dry, mapped, cancelled, refused."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.core.sentences import SENTENCES
from alianza_desktop.model import Invitation, Mesa, Organization, Person, Seating
from alianza_desktop.services import arrivals, invitations, mesas
from alianza_desktop.services.invitees import DOUBTS
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.query import living
from alianza_desktop.spreadsheets import importer
from alianza_desktop.spreadsheets.importer import ImportResult, import_people
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import op
from tests.builders import writing
from tests.spreadsheets.lists import (
    CONDORCANQUI,
    EXCEL97,
    HEAD,
    LATIN1,
    accounting,
    golden,
    workbook,
    workshop,
)


def _import(database: Database, path: Path, workshop_id: str, **options: dict[str, str]) -> ImportResult:
    with writing(database) as session:
        return import_people(session, workshop_id, path, mapping=options.get("mapping"))


def _workshop(database: Database, mesas: int = 4) -> str:
    with writing(database) as session:
        return workshop(session, mesas)


def _operations(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(op)) or 0


def _person(session: Session, number: str) -> Person:
    return session.scalars(living(Person).where(Person.document_number == number)).one()


@pytest.mark.parametrize("path", [CONDORCANQUI, LATIN1], ids=lambda path: path.stem)
def test_the_sample_lists_row_by_row(database: Database, path: Path) -> None:
    result = _import(database, path, _workshop(database))
    assert accounting(result) == golden(f"{path.stem}.json")
    assert sum(result.counts.values()) == result.total == sum(sheet.total for sheet in result.sheets)


def test_what_the_sample_workbook_leaves_in_the_store(database: Database) -> None:
    workshop_id = _workshop(database)
    _import(database, CONDORCANQUI, workshop_id)
    with database.reading() as session:
        assert len(session.scalars(living(Person)).all()) == 143
        assert len(session.scalars(living(Invitation)).all()) == 143
        bodies = {body.name: body.sector for body in session.scalars(living(Organization))}
        assert bodies["Universidad ESAN"] == "academia"
        assert bodies["Consejo Permanente del Pueblo Awajún"] == "society"
        assert len(bodies) == len({name.casefold() for name in bodies}) == 16
        twice = _person(session, "01314927")
        assert (twice.full_name, twice.position) == (
            "Víctor Hugo Pérez Díaz",
            "Subgerente de Desarrollo Económico",
        )
        assert (twice.phone, twice.email) == ("945099900", "víctor.pérez@example.org")
        academic = _person(session, "76097739")
        assert (academic.document_type, academic.birth_date, academic.sex) == ("4", "1955-09-05", "F")
        formula = _person(session, "11699894")
        assert (formula.paternal_surname, formula.given_names) == ("@SUM(1+1) Pérez", "Ana")
        doubts = arrivals.to_review(session, workshop_id)
        assert sorted((doubt.source, doubt.reasons) for doubt in doubts) == [
            ("invitados_condorcanqui.xlsx › Invitados › 22", ("document-impossible",)),
            ("invitados_condorcanqui.xlsx › Invitados › 23", ("document-missing",)),
            ("invitados_condorcanqui.xlsx › Invitados › 24", ("document-check-digit",)),
            ("invitados_condorcanqui.xlsx › Invitados › 25", ("phone-doubtful",)),
            ("invitados_condorcanqui.xlsx › Invitados › 37", ("name-signs",)),
            ("invitados_condorcanqui.xlsx › Invitados › 38", ("name-signs",)),
        ]
        seated = session.execute(
            select(Mesa.number, func.count()).join(Seating, Seating.mesa_id == Mesa.id).group_by(Mesa.number)
        )
        assert [number for number, _ in sorted(seated)] == [1, 2, 3, 4]


def test_a_list_that_comes_again_writes_nothing(database: Database) -> None:
    workshop_id = _workshop(database)
    first = _import(database, CONDORCANQUI, workshop_id)
    before = _operations(database)
    again = _import(database, CONDORCANQUI, workshop_id)
    assert _operations(database) == before
    assert again.counts["imported"] == 0
    assert again.counts["updated"] == first.counts["imported"] + first.counts["updated"]
    assert [row.row for row in again.of("review")] == [row.row for row in first.of("review")]


def test_a_list_that_comes_again_does_not_undo_a_correction(database: Database) -> None:
    workshop_id = _workshop(database)
    _import(database, CONDORCANQUI, workshop_id)
    with writing(database) as session:
        person = _person(session, "11699894")
        person.paternal_surname, person.phone = "Pérez", "999888777"
        invitation = session.scalars(living(Invitation).where(Invitation.person_id == person.id)).one()
        invitations.settle(session, invitation.id)
    again = _import(database, CONDORCANQUI, workshop_id)
    with database.reading() as session:
        person = _person(session, "11699894")
        assert (person.paternal_surname, person.phone) == ("Pérez", "999888777")
    assert next(row.outcome for row in again.rows if row.row == 37) == "updated"


def test_a_dry_run_says_the_same_and_needs_no_transaction(database: Database) -> None:
    workshop_id = _workshop(database)
    before = _operations(database)
    with database.reading() as session:
        dry = import_people(session, workshop_id, CONDORCANQUI, dry_run=True)
    assert _operations(database) == before
    assert dry.dry_run
    assert {row.person_id for row in dry.rows} == {""}
    wet = _import(database, CONDORCANQUI, workshop_id)
    assert accounting(dry) == accounting(wet)
    assert all(row.person_id for row in wet.rows)


def test_one_file_is_one_transaction(database: Database, tmp_path: Path) -> None:
    workshop_id = _workshop(database)
    before = _operations(database)

    def give_up(done: int, _total: int) -> None:
        if done == 100:
            raise Invalid("import-cancelled", name="x")

    with pytest.raises(Invalid, match="import-cancelled"), writing(database) as session:
        import_people(session, workshop_id, CONDORCANQUI, progress=give_up)
    assert _operations(database) == before


def test_progress_and_cancelling(database: Database) -> None:
    workshop_id = _workshop(database)
    seen: list[tuple[int, int]] = []
    with pytest.raises(Invalid, match="import-cancelled"), writing(database) as session:
        import_people(
            session,
            workshop_id,
            LATIN1,
            progress=lambda done, total: seen.append((done, total)),
            cancelled=lambda: len(seen) == 5,
        )
    assert seen == [(done, 30) for done in range(1, 6)]
    with database.reading() as session:
        assert session.scalars(living(Person)).all() == []


def test_the_older_excel(database: Database) -> None:
    result = _import(database, EXCEL97, _workshop(database))
    assert result.counts["imported"] == 2
    assert [sheet.problem for sheet in result.sheets] == ["", "sheet-empty"]


def test_a_mapping_file_names_columns(database: Database, tmp_path: Path) -> None:
    file = workbook(tmp_path / "lista.xlsx", {"Hoja1": [("Quién", "Número"), ("Pérez Díaz, Ana", 12345678)]})
    workshop_id = _workshop(database)
    with pytest.raises(Invalid, match="list-no-headings"):
        _import(database, file, workshop_id)
    result = _import(database, file, workshop_id, mapping={"Quién": "full_name", "Número": "document_number"})
    assert result.counts["imported"] == 1
    assert result.sheets[0].columns == (("Quién", "full_name"), ("Número", "document_number"))


def test_a_seat_waits_for_its_mesa(database: Database, tmp_path: Path) -> None:
    rows = [
        ("Nombre completo", "DNI", "Mesa"),
        ("Ana Pérez", "12345678", "II"),
        ("Luz Rojas", "23456789", "Salud"),
    ]
    file = workbook(tmp_path / "lista.xlsx", {"Hoja1": rows})
    workshop_id = _workshop(database, mesas=0)
    first = _import(database, file, workshop_id)
    assert [row.codes for row in first.rows] == [("mesa-unknown",), ("mesa-unknown",)]
    with writing(database) as session:
        for name in ("Cacao", "Conectividad"):
            mesas.add(session, workshop_id, MesaPlan(name=name))
    again = _import(database, file, workshop_id)
    assert [row.codes for row in again.rows] == [("unchanged",), ("unchanged", "mesa-unknown")]
    with database.reading() as session:
        seats = session.scalars(living(Seating)).all()
        assert [session.get_one(Person, seat.person_id).given_names for seat in seats] == ["Ana"]


def test_lists_that_name_nobody_are_refused(database: Database, tmp_path: Path) -> None:
    workshop_id = _workshop(database)
    for rows, code in (
        ([], "list-empty"),
        ([("Notas",), ("Llevar proyector",)], "list-no-headings"),
        ([HEAD, (None,), ("TOTAL", 0)], "list-no-invitees"),
    ):
        file = workbook(tmp_path / "lista.xlsx", {"Hoja1": rows, "Hoja2": []})
        with pytest.raises(Invalid, match=code):
            _import(database, file, workshop_id)


def test_a_workshop_that_is_not_there(database: Database) -> None:
    with pytest.raises(NotFound, match="record-missing"):
        _import(database, LATIN1, "no")


def test_the_object_of_the_command_line(database: Database, tmp_path: Path) -> None:
    rows = [
        HEAD,
        ("Pérez Díaz, Ana", 1234567, "RENIEC"),
        ("Rojas, Luz", "1234567A"),
        (None, None, "UGEL", "Director"),
    ]
    result = _import(database, workbook(tmp_path / "lista.xlsx", {"Hoja1": rows}), _workshop(database))
    found = json.loads(json.dumps(result.as_json()))
    assert found["counts"] | {"imported": 1, "review": 1, "rejected": 1, "heading": 1} == found["counts"]
    assert found["rows"] == 4
    assert (
        found["imported"][0] | {"sheet": "Hoja1", "row": 2, "name": "Pérez Díaz, Ana"} == found["imported"][0]
    )
    assert found["imported"][0]["codes"] == ["document-padded"]
    assert found["review"][0]["reason"] == "El número no puede ser de ese documento; un DNI tiene 8 dígitos."
    assert found["rejected"] == [
        {
            "sheet": "Hoja1",
            "row": 4,
            "name": "",
            "person": None,
            "codes": ["name-missing"],
            "reason": "La fila no tiene nombre.",
        }
    ]
    assert found["sheets"][0]["columns"]["DNI"] == "document_number"
    assert "Pérez" not in repr(result)


def test_every_remark_that_can_be_made_has_its_spanish() -> None:
    package = Path(importer.__file__).parents[1]
    made = set(DOUBTS)
    for path in (*package.glob("spreadsheets/*.py"), *package.glob("services/invite*.py")):
        made |= set(re.findall(r'Remark\("([a-z-]+)"', path.read_text(encoding="utf-8")))
    assert {"repeated", "changed", "unchanged", "name-missing"} <= made
    assert made <= SENTENCES.keys()
