"""The two presenters of a workshop's page: planned from the last one, changed part by part."""

import json

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import workshop_changes, workshops
from alianza_desktop.services.workshops import WorkshopView
from alianza_desktop.storage import heads, inbox, settings
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import places
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.workshop.editing import EditWorkshop
from alianza_desktop.ui.workshop.planning import DRAFT, NewWorkshop
from alianza_desktop.ui.workshop.specs import NEEDED
from tests.builders import World, agree, arrive, writing
from tests.ui.fake_workshop import FakePage


@pytest.fixture
def page() -> FakePage:
    return FakePage()


def planning(page: FakePage, jobs: InlineJobs) -> NewWorkshop:
    presenter = NewWorkshop(page, jobs)
    presenter.load()
    return presenter


def editing(page: FakePage, jobs: InlineJobs, made: World) -> EditWorkshop:
    presenter = EditWorkshop(page, jobs, made.workshop)
    presenter.load()
    return presenter


def shown(database: Database, workshop_id: str) -> WorkshopView:
    with database.reading() as session:
        return workshops.show(session, workshop_id)


def rows(database: Database) -> tuple[workshops.WorkshopRow, ...]:
    with database.reading() as session:
        return workshops.listing(session)


# planning


def test_the_first_workshop_needs_only_its_day(page: FakePage, jobs: InlineJobs, database: Database) -> None:
    presenter = planning(page, jobs)
    assert page.head == ("Taller nuevo", "El primero de la alianza", False)
    assert page.fields["where"] == "Condorcanqui, Amazonas"
    assert page.place == "Provincia · ubigeo 0104"
    presenter.finish()
    assert page.faults == [("starts_on", "Falta la fecha. Escriba día, mes y año, por ejemplo 23/11/2026.")]
    presenter.changed("starts_on", "2026-12-01")
    assert page.column("sessions", "date") == ["2026-12-01", "2026-12-01"]
    presenter.finish()
    (made,) = rows(database)
    assert page.went == [("home", ""), ("workshop", made.id)]
    assert page.toasts == [("El taller 1 está creado: martes 1 de diciembre de 2026.", None)]
    found = shown(database, made.id)
    assert [one.starts_at for one in found.agenda][:2] == ["08:00", "09:15"]
    assert [one.state for one in found.sessions] == ["open", "planned"]


def test_everything_comes_from_the_last_workshop(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    presenter = planning(page, jobs)
    assert page.head[1] == "Propuesto a partir de: Taller 4 · Hoja de ruta"
    assert page.fields["stage"] == "5"
    assert page.fields["host"] == "Universidad de Ejemplo"
    assert page.column("mesas", "name") == ["Cacao", "Conectividad"]
    assert [line.mark for line in page.lines["mesas"]] == ["1", "2"]
    assert page.column("agenda", "title") == ["Registro", "Acuerdos"]
    assert page.bring == ""
    assert "Universidad de Ejemplo" in page.hosts
    presenter.changed("starts_on", "2027-03-01")
    presenter.finish()
    assert [row.stage for row in rows(database)] == [4, 5]


def test_the_official_lines_are_those_of_the_year_of_its_day(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    with writing(database) as session:
        lines = {"year_line": "Año del río", "decade_line": "Decenio de prueba 2018-2027"}
        workshop_changes.change(session, made.workshop, lines)
    presenter = planning(page, jobs)
    heads = ("decade_line", "year_line")
    assert [page.fields[one] for one in heads] == ["", ""]
    presenter.changed("starts_on", "2026-12-14")
    assert [page.fields[one] for one in heads] == ["Decenio de prueba 2018-2027", "Año del río"]
    presenter.changed("starts_on", "2027-01-14")
    assert [page.fields[one] for one in heads] == ["Decenio de prueba 2018-2027", ""]
    presenter.changed("year_line", "Año del puente")
    presenter.changed("starts_on", "2028-01-14")
    assert [page.fields[one] for one in heads] == ["", "Año del puente"]
    presenter.finish()
    later = next(row for row in rows(database) if row.stage == 5)
    assert shown(database, later.id).workshop.year_line == "Año del puente"


def test_a_name_follows_its_stage_until_somebody_writes_one(page: FakePage, jobs: InlineJobs) -> None:
    presenter = planning(page, jobs)
    presenter.changed("stage", "2")
    assert page.fields["name"] == "Cadenas de valor"
    presenter.changed("name", "Cacao y café")
    presenter.changed("stage", "3")
    assert page.fields["name"] == "Cacao y café"


def test_a_place_is_found_by_its_name(page: FakePage, jobs: InlineJobs) -> None:
    presenter = planning(page, jobs)
    presenter.changed("where", "el cenepa")
    assert page.fields["where"] == "El Cenepa, Condorcanqui, Amazonas"
    assert page.place == "Distrito · ubigeo 010402"
    assert page.fields["city"]
    presenter.changed("where", "Macondo")
    presenter.changed("starts_on", "2026-12-01")
    presenter.finish()
    assert [field for field, _ in page.faults] == ["where", "where"]
    assert page.went == []


@pytest.mark.parametrize(
    ("typed", "ubigeo"),
    [("", ""), ("010401", "010401"), ("Nieva, Condorcanqui, Amazonas", "010401"), ("amazonas", "01")],
)
def test_what_a_place_is_understood_as(typed: str, ubigeo: str) -> None:
    found = places.understood(typed)
    assert found is not None
    assert found.ubigeo == ubigeo


def test_the_agenda_moves_with_the_first_hour(page: FakePage, jobs: InlineJobs) -> None:
    presenter = planning(page, jobs)
    first, second = page.lines["sessions"]
    presenter.line_changed("sessions", first.key, "starts_at", "08:30")
    assert page.column("agenda", "starts_at")[:2] == ["08:30", "09:45"]
    presenter.line_changed("sessions", second.key, "starts_at", "15:00")
    assert page.column("agenda", "starts_at")[:2] == ["08:30", "09:45"]


def test_lines_are_added_moved_removed_and_put_back(page: FakePage, jobs: InlineJobs) -> None:
    presenter = planning(page, jobs)
    presenter.line_added("agenda", {"title": "Clausura", "starts_at": "", "minutes": "15"})
    assert page.column("agenda", "starts_at")[-1] == "14:00"  # after the last block
    last = page.lines["agenda"][-1].key
    presenter.line_moved("agenda", last, -1)
    assert page.column("agenda", "title")[-2:] == ["Clausura", "Firma y cierre"]
    presenter.line_removed("agenda", last)
    assert "Clausura" not in page.column("agenda", "title")
    assert page.toasts[-1][0] == "Se quitó el bloque «Clausura»."
    page.undo()
    assert page.column("agenda", "title")[-2:] == ["Clausura", "Firma y cierre"]
    presenter.line_changed("agenda", "99", "title", "nadie")


def test_mesas_of_the_last_workshop_can_be_brought_back(
    page: FakePage, jobs: InlineJobs, made: World
) -> None:
    presenter = planning(page, jobs)
    presenter.line_removed("mesas", page.lines["mesas"][0].key)
    presenter.line_added(
        "mesas", dict.fromkeys(("sigla", "theme", "facilitator", "capacity"), "") | {"name": "Salud"}
    )
    assert [line.mark for line in page.lines["mesas"]] == ["2", "3"]
    assert page.bring == "Traer las del taller anterior"
    presenter.bring_mesas()
    assert page.column("mesas", "name") == ["Conectividad", "Salud", "Cacao"]
    assert page.bring == ""


def test_impossible_lines_are_said_beside_them(page: FakePage, jobs: InlineJobs, made: World) -> None:
    presenter = planning(page, jobs)
    presenter.changed("starts_on", "2026-12-01")
    key = page.lines["sessions"][0].key
    presenter.line_changed("sessions", key, "ends_at", "07:00")
    presenter.finish()
    assert page.line_faults.pop()[:2] == ("sessions", key)
    presenter.line_changed("sessions", key, "ends_at", "12:00")
    second = page.lines["mesas"][1].key
    presenter.line_changed("mesas", second, "name", "CACAO")
    presenter.finish()
    assert page.line_faults == [("mesas", second, "La mesa «CACAO» ya está en ese taller.")]
    assert page.went == []


def test_an_error_of_the_store_stands_beside_its_field(page: FakePage, jobs: InlineJobs, made: World) -> None:
    presenter = planning(page, jobs)
    presenter.changed("starts_on", "2026-12-01")
    presenter.line_added("agenda", {"title": "Largo", "starts_at": "", "minutes": "90"})
    presenter.changed("stage", "9")
    presenter.finish()
    assert page.faults == [("stage", "La etapa 9 no existe: son seis, de la 1 a la 6.")]
    presenter.changed("stage", "6")
    presenter.finish()
    assert page.went


def test_what_is_typed_is_there_after_a_power_cut(
    page: FakePage, jobs: InlineJobs, database: Database
) -> None:
    presenter = planning(page, jobs)
    presenter.changed("place", "Local comunal «Ñandú» <&>")
    presenter.line_added("sessions", {"name": "Noche", "date": "", "starts_at": "19:00", "ends_at": ""})
    again = FakePage()
    planning(again, jobs)
    assert again.head[1] == "Sigue donde lo dejó"
    assert again.fields["place"] == "Local comunal «Ñandú» <&>"
    assert again.column("sessions", "name") == ["Mañana", "Tarde", "Noche"]
    with database.reading() as session:
        kept = json.loads(settings.read(session, DRAFT))
    del kept["values"]["rapporteur"]
    kept["values"]["later"] = "of a newer program"
    with writing(database) as session:
        settings.write(session, DRAFT, json.dumps(kept))
    older = FakePage()
    planning(older, jobs)
    assert older.fields["rapporteur"] == ""
    assert "later" not in older.fields


def test_a_plan_is_begun_again_and_that_can_be_undone(page: FakePage, jobs: InlineJobs) -> None:
    presenter = planning(page, jobs)
    presenter.changed("place", "Coliseo")
    presenter.begin_again()
    assert page.fields["place"] == ""
    page.undo()
    assert page.fields["place"] == "Coliseo"


def test_a_draft_ends_when_its_workshop_is_made(page: FakePage, jobs: InlineJobs, database: Database) -> None:
    presenter = planning(page, jobs)
    presenter.changed("starts_on", "2026-12-01")
    presenter.finish()
    presenter.finish()  # a second Ctrl+Enter makes no second workshop
    assert len(rows(database)) == 1
    with database.reading() as session:
        assert settings.read(session, DRAFT) == ""


# editing


def test_a_workshop_is_shown_with_all_its_parts(page: FakePage, jobs: InlineJobs, made: World) -> None:
    editing(page, jobs, made)
    assert page.head == (
        "Editar el taller 4", "Hoja de ruta · 23/11/2026 · cada cambio se guarda solo", True,
    )  # fmt: skip
    assert page.fields["where"] == "Nieva, Condorcanqui, Amazonas"
    assert [line.state for line in page.lines["sessions"]] == ["open", "planned"]
    assert page.column("mesas", "capacity") == ["10", ""]
    assert page.column("agenda", "minutes") == ["60", ""]


@pytest.mark.parametrize(
    ("field", "value", "attribute", "stored"),
    [
        ("stage", "5", "stage", 5), ("name", "Ruta", "name", "Ruta"),
        ("where", "el cenepa", "ubigeo", "010402"),
        ("with_society", "", "with_society", False), ("place", "Coliseo", "place", "Coliseo"),
        ("modality", "mixed", "modality", "mixed"), ("starts_on", "2026-11-24", "starts_on", "2026-11-24"),
    ],
)  # fmt: skip
def test_a_field_is_written_when_it_is_left(
    page: FakePage, jobs: InlineJobs, database: Database, made: World,
    field: str, value: str, attribute: str, stored: object,
) -> None:  # fmt: skip
    editing(page, jobs, made).changed(field, value)
    assert getattr(shown(database, made.workshop).workshop, attribute) == stored
    assert page.faults == []


def test_a_field_that_cannot_be_says_why_and_writes_nothing(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    presenter = editing(page, jobs, made)
    for field, value in (("starts_on", ""), ("where", "Macondo"), ("stage", "8")):
        presenter.changed(field, value)
    assert [one for one, _ in page.faults] == ["starts_on", "where", "stage"]
    assert shown(database, made.workshop).workshop.stage == 4


def test_writing_twice_is_no_conflict_with_oneself(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    presenter = editing(page, jobs, made)
    for words in ("Uno", "Dos", "Tres"):
        presenter.changed("place", words)
    with database.reading() as session:
        assert len(heads.of(session, made.workshop)["place"]) == 1
        assert inbox.entries(session) == ()


def test_lines_are_written_part_by_part(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    presenter = editing(page, jobs, made)
    session, mesa = page.lines["sessions"][1], page.lines["mesas"][0]
    presenter.line_changed("sessions", session.key, "ends_at", "18:00")
    presenter.line_changed("mesas", mesa.key, "name", "Cacao y café")
    presenter.line_changed("mesas", mesa.key, "capacity", "14")
    presenter.line_changed("agenda", page.lines["agenda"][0].key, "minutes", "45")
    found = shown(database, made.workshop)
    assert found.sessions[1].ends_at == "18:00"
    assert (found.mesas[0].name, found.mesas[0].capacity) == ("Cacao y café", 14)
    assert found.agenda[0].minutes == 45
    presenter.line_changed("sessions", session.key, "ends_at", "09:00")
    assert page.line_faults.pop()[:2] == ("sessions", session.key)


NEW = {
    "sessions": {"name": "Noche", "date": "", "starts_at": "19:00", "ends_at": "21:00"},
    "mesas": {"name": "Salud", "sigla": "SALUD", "theme": "", "facilitator": "", "capacity": "8"},
    "agenda": {"starts_at": "17:00", "title": "Clausura", "minutes": "30"},
}


@pytest.mark.parametrize("kind", NEW)
def test_a_line_is_added_and_taken_away_with_a_way_back(
    page: FakePage, jobs: InlineJobs, made: World, kind: str
) -> None:
    presenter = editing(page, jobs, made)
    before = len(page.lines[kind])
    presenter.line_added(kind, NEW[kind])
    assert len(page.lines[kind]) == before + 1
    line = page.lines[kind][-1]
    assert line.values[NEEDED[kind]] == NEW[kind][NEEDED[kind]]
    presenter.line_removed(kind, line.key)
    assert len(page.lines[kind]) == before
    page.undo()
    assert [one.key for one in page.lines[kind]][-1] == line.key


def test_what_has_arrivals_or_agreements_stays(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
        agree(session, made)
    presenter = editing(page, jobs, made)
    presenter.line_removed("sessions", made.session)
    presenter.line_removed("mesas", page.lines["mesas"][0].key)
    assert [kind for kind, _, _ in page.line_faults] == ["sessions", "mesas"]
    assert page.toasts == []


def test_a_session_is_opened_closed_and_back(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    presenter = editing(page, jobs, made)
    first, second = page.lines["sessions"]
    presenter.session_turned(second.key)
    assert [line.state for line in page.lines["sessions"]] == ["closed", "open"]
    page.undo()
    assert [line.state for line in page.lines["sessions"]] == ["open", "planned"]
    presenter.session_turned(first.key)
    assert [line.state for line in page.lines["sessions"]] == ["closed", "planned"]
    page.undo()
    assert page.lines["sessions"][0].state == "open"


def test_blocks_move(page: FakePage, jobs: InlineJobs, made: World) -> None:
    presenter = editing(page, jobs, made)
    presenter.line_moved("agenda", page.lines["agenda"][1].key, -1)
    assert page.column("agenda", "title") == ["Acuerdos", "Registro"]


def test_mesas_of_the_workshop_before_are_brought(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    with writing(database) as session:
        later = workshops.create(session, workshops.WorkshopPlan(stage=5, starts_on="2027-01-10")).id
    presenter = EditWorkshop(page, jobs, later)
    presenter.load()
    assert page.bring == "Traer las del taller anterior"
    presenter.bring_mesas()
    assert page.column("mesas", "name") == ["Cacao", "Conectividad"]
    assert page.bring == ""


def test_what_another_changes_is_read_again(
    page: FakePage, jobs: InlineJobs, database: Database, made: World
) -> None:
    presenter = editing(page, jobs, made)
    with writing(database) as session:
        workshop_changes.change(session, made.workshop, {"place": "Otro local"})
    presenter.on_changed(frozenset({"consent"}))
    assert page.fields["place"] != "Otro local"
    presenter.on_changed(frozenset({"workshop"}))
    assert page.fields["place"] == "Otro local"


def test_a_workshop_that_is_gone_says_so(page: FakePage, jobs: InlineJobs, clock: FixedClock) -> None:
    presenter = EditWorkshop(page, jobs, "x")
    presenter.load()
    presenter.bring_mesas()
    presenter.finish()
    assert page.faults[0][0] == ""
    assert page.went == [("home", "")]
