"""The table of people of a workshop: who was invited, who came; out of one store and into another."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.core.errors import NotFound
from alianza_desktop.model import Invitation, InvitationDoubt, Person
from alianza_desktop.services import consents, people, registration
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.registration import WalkIn
from alianza_desktop.spreadsheets import collect
from alianza_desktop.spreadsheets.collect import PersonRow, roster
from alianza_desktop.spreadsheets.columns import PEOPLE
from alianza_desktop.spreadsheets.importer import import_people
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from tests.builders import arrive, world, writing
from tests.spreadsheets.lists import CONDORCANQUI, LATIN1, workshop

AT = datetime(2026, 11, 23, 8, 0, tzinfo=PERU)


def _kept(rows: tuple[PersonRow, ...]) -> list[dict[str, str]]:
    """Return the rows without what a list does not carry: why they were in doubt."""
    return [{field: value for field, value in row.values.items() if field != "review"} for row in rows]


def test_who_was_invited_who_came_and_both(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        for person_id in (made.mayor, made.manager):
            invitation = Invitation(workshop_id=made.workshop, person_id=person_id, quality="titular")
            session.add(invitation)
            session.add(InvitationDoubt(invitation_id=invitation.id, code="phone-doubtful"))
        session.flush()
        arrive(session, made, made.mayor, made.cacao, quality="alternate")
        walk_in = WalkIn(
            document_number="70123456",
            given_names="Elena",
            paternal_surname="Ñahui",
            organization="Asociación de Nieva",
            sector="society",
            registration=True,
        )
        registration.register_new(session, made.workshop, walk_in, session_id=made.session)
        registration.register_anonymous(session, made.workshop, "public", session_id=made.session)
    with database.reading() as session:
        rows = roster(session, made.workshop)
    assert [
        (row["paternal_surname"], row["status"], row["sessions"], row["mesa"], row["quality"]) for row in rows
    ] == [
        ("Ñahui", "Presente sin invitación", "1", "", "Titular"),
        ("Quispe", "Invitado y presente", "1", "1", "Alterno"),
        ("Tsamajain", "Invitado", "", "", "Titular"),
    ]
    mayor = rows[1]
    assert (mayor["document_type"], mayor["document_number"], mayor["sector"]) == (
        "DNI",
        "45678901",
        "Público",
    )
    assert mayor["arrived_at"] == "2026-11-23T08:00:00.000-05:00"
    assert mayor["review"] == "El teléfono no se entiende."
    assert "Quispe" not in repr(mayor)


def test_the_written_table(database: Database, tmp_path: Path) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor)
        seen: list[tuple[int, int]] = []
        path = tmp_path / "participantes.xlsx"
        collect.people(
            roster(session, made.workshop),
            path,
            at=AT,
            progress=lambda done, total: seen.append((done, total)),
        )
    page = openpyxl.load_workbook(path)["Participantes"]
    values = {heading.value: cell for heading, cell in zip(page[1], page[2], strict=True)}
    assert list(values) == [column.heading for column in PEOPLE]
    assert (values["N.º de documento"].value, values["N.º de documento"].number_format) == ("45678901", "@")
    assert values["Llegada"].value == AT.replace(tzinfo=None)
    assert values["Situación"].value == "Presente sin invitación"
    assert seen == [(1, 1)]


def test_a_workshop_that_is_not_there(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFound, match="record-missing"):
        roster(session, "no")


def test_what_one_store_exports_another_imports_whole(
    database: Database, tmp_path: Path, clock: FixedClock
) -> None:
    with writing(database) as session:
        here = workshop(session)
        for path in (CONDORCANQUI, LATIN1):
            import_people(session, here, path)
        person = people.add(session, NASTY)
        session.add(Invitation(workshop_id=here, person_id=person.id, quality="observer"))
    with database.reading() as session:
        before = roster(session, here)
    file = tmp_path / "participantes.xlsx"
    collect.people(before, file, at=AT)
    with found(
        tmp_path / "otra", name="Otra", ubigeo="01", operator="Ana", role="coordinator", clock=clock
    ) as other:
        with writing(other) as session:
            there = workshop(session)
            result = import_people(session, there, file)
        with other.reading() as session:
            after = roster(session, there)
    assert len(before) == len(after) == 174
    assert _kept(after) == _kept(before)
    assert result.counts["rejected"] == result.counts["updated"] == 0
    assert result.sheets[0].unknown == ()


@pytest.mark.parametrize("rehearsal", [False, True], ids=["real", "rehearsal"])
def test_an_export_that_comes_back_changes_nothing(
    database: Database, tmp_path: Path, rehearsal: bool
) -> None:
    with writing(database) as session:
        here = workshop(session)
        import_people(session, here, CONDORCANQUI)
        before = roster(session, here)
    file = tmp_path / "participantes.xlsx"
    collect.people(before, file, at=AT, rehearsal=rehearsal)
    with writing(database) as session:
        result = import_people(session, here, file)
        after = roster(session, here)
    assert result.counts["imported"] == 0
    assert [row.values for row in after] == [row.values for row in before]


NASTY = PersonData(
    document_type="7",
    document_number="00123456",
    given_names="=1+1 _x0041_",
    paternal_surname="DE LA CRUZ",
    maternal_surname="ʼAkuts'",
    position="@SUM(1+1)",
    phone="+593 99 123 4567",
    email="-uno@example.org; dos@example.org",
    community="Comunidad Nativa «Huampami»",
    ubigeo="010402",
    support="+lengua de señas",
)


def test_the_columns_hold_all_that_is_asked_of_a_person() -> None:
    stored = set(Person.__table__.columns.keys()) - {"id", "alliance_id", "deleted", "organization_id"}
    assert stored <= {column.field for column in PEOPLE}
    assert consents.PURPOSES  # consents are facts of their own and never travel in a list
