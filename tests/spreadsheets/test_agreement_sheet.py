"""Agreements that go to a table and come back: what each row changes, and what none of them may."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.services import agreement_goals, agreement_revision, agreements, organizations, workshops
from alianza_desktop.services.agreement_revision import EditedRow
from alianza_desktop.spreadsheets import agreement_sheet, exporter
from alianza_desktop.spreadsheets.reading import read_bytes
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, agree, writing

AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        found = builders.world(session)
        first = agree(session, found, amount=8_000_000, deliverable="Dos actas", verification="Fotos")
        agreement_goals.choose(session, first, ("2", "8.2"))
        agree(session, found, "Reunirse cada mes", due_on="", permanent=True, person_id="")
        agree(session, found, "Pedir un especialista", kind="pedido", mesa_id="")
        return found


def out(database: Database, made: World) -> tuple[EditedRow, ...]:
    """Return the rows of the table as they come back when nobody edited it."""
    with database.reading() as session:
        data = exporter.build([agreement_sheet.sheet(session, made.workshop)], at=AT)
    return agreement_sheet.read(read_bytes(data, "acuerdos.xlsx"))


def edited(row: EditedRow, **values: str) -> EditedRow:
    return replace(row, values={**row.values, **values})


def planned(database: Database, made: World, rows: Iterable[EditedRow]) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [
            (one.effect, one.reason) for one in agreement_revision.plan(session, made.workshop, tuple(rows))
        ]


def test_a_table_that_nobody_edited_changes_nothing(database: Database, made: World) -> None:
    rows = out(database, made)
    assert [row.mesa for row in rows] == ["Plenaria", "Cacao", "Cacao"]
    assert planned(database, made, rows) == [("same", "")] * 3


def test_what_was_edited_is_told_and_written(database: Database, made: World) -> None:
    plenary, first, monthly = out(database, made)
    rows = [
        edited(first, text="Instalar tres centros", organization="Cooperativa nueva", due="2027-03-01",
               amount="9000050", goals="2", person=""),
        edited(monthly, due="2027-01-15", kind="Acuerdo"),
        plenary,
        EditedRow(sheet="Acuerdos", row=9, mesa="conectividad", values={"text": "Poner una antena"}),
    ]  # fmt: skip
    with writing(database) as session:
        plan = agreement_revision.plan(session, made.workshop, rows)
        assert [one.effect for one in plan] == ["changed", "changed", "same", "new"]
        assert [(one.field, one.before, one.after) for one in plan[0].changes][:2] == [
            ("text", "Instalar dos centros de acopio", "Instalar tres centros"),
            ("organization", "Municipalidad Provincial de Condorcanqui", "Cooperativa nueva"),
        ]
        assert agreement_revision.apply(session, made.workshop, plan) == 3
        found = {one.text: one for one in agreements.listing(session, made.workshop)}
    moved = found["Instalar tres centros"]
    assert (moved.organization, moved.person, moved.due_on) == ("Cooperativa nueva", "", "2027-03-01")
    assert (moved.amount, moved.goals, moved.verification) == (9_000_050, ("2",), "Fotos")
    assert (found["Reunirse cada mes"].permanent, found["Reunirse cada mes"].kind) == (False, "acuerdo")
    assert found["Poner una antena"].mesa_id == made.conecta


def test_what_changed_here_meanwhile_waits_for_a_person(database: Database, made: World) -> None:
    _plenary, first, _monthly = out(database, made)
    with writing(database) as session:
        agreements.change(session, first.key, {"funding": "Canon"})
    assert planned(database, made, [edited(first, text="Otra cosa")]) == [("doubtful", "revised-meanwhile")]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"text": ""}, "agreement-text-needed"),
        ({"kind": "promesa"}, "unknown-code"),
        ({"goals": "18"}, "goal-unknown"),
        ({"person": "Nadie Que Exista"}, "revised-person"),
        ({"due": "2027-02-31"}, "day-unknown"),
    ],
)
def test_a_row_that_cannot_be_kept_says_why_and_stops_no_other(
    database: Database, made: World, values: dict[str, str], reason: str
) -> None:
    _plenary, first, monthly = out(database, made)
    found = planned(database, made, [edited(first, **values), edited(monthly, text="Reunirse")])
    assert found == [("rejected", reason), ("changed", "")]


def test_rows_of_no_agreement_or_no_mesa_are_refused(database: Database, made: World) -> None:
    _plenary, first, _monthly = out(database, made)
    rows = [
        first,
        edited(first, text="Dos veces"),
        EditedRow(key="019ab000-0000-7000-8000-00000000000f", values={"text": "De otro taller"}),
        EditedRow(mesa="Turismo", values={"text": "Algo"}),
    ]
    assert planned(database, made, rows)[1:] == [
        ("rejected", "revised-twice"),
        ("rejected", "revised-gone"),
        ("rejected", "revised-mesa"),
    ]


def test_cells_that_cannot_be_read_are_the_matter_of_their_row(database: Database, made: World) -> None:
    with database.reading() as session:
        data = exporter.build([agreement_sheet.sheet(session, made.workshop)], at=AT)
    raw = read_bytes(data, "acuerdos.xlsx")
    head = next(row for row in raw[0].rows if "Plazo" in row)
    raw[0].rows[raw[0].rows.index(head) + 1][head.index("Plazo")] = "cuando se pueda"
    raw[0].rows[raw[0].rows.index(head) + 2][head.index("Monto")] = "mucho"
    found = planned(database, made, agreement_sheet.read(raw))
    assert found == [("rejected", "revised-due"), ("rejected", "revised-amount"), ("same", "")]


def test_another_list_is_no_table_of_agreements() -> None:
    with pytest.raises(Invalid, match="revised-none"):
        agreement_sheet.read(read_bytes(b"Nombre;DNI\nAna;12345678\n", "lista.csv"))


def test_formulas_and_keys_go_out_as_text(database: Database, made: World, tmp_path: Path) -> None:
    with writing(database) as session:
        agree(session, made, "=1+1", person_id="")
        path = tmp_path / "acuerdos.xlsx"
        exporter.write(path, [agreement_sheet.sheet(session, made.workshop)], at=AT)
    page = load_workbook(path).active
    assert page is not None
    (cell,) = (one for row in page.iter_rows() for one in row if "1+1" in str(one.value))
    assert cell.data_type == "s"


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(text=st.text(min_size=1, max_size=40), amount=st.one_of(st.none(), st.integers(0, 10**11)))
def test_any_agreement_comes_back_as_it_went(database: Database, text: str, amount: int | None) -> None:
    with writing(database) as session:
        found = builders.world(session) if not organizations.listing(session) else None
        workshop = found.workshop if found else _workshop(session)
        try:
            agreements.add(session, workshop, agreements.AgreementData(text=text, amount=amount))
        except Invalid:
            return
        data = exporter.build([agreement_sheet.sheet(session, workshop)], at=AT)
        plan = agreement_revision.plan(session, workshop, agreement_sheet.read(read_bytes(data, "a.xlsx")))
    assert {one.effect for one in plan} == {"same"}


def _workshop(session: Session) -> str:
    return workshops.listing(session)[0].id
