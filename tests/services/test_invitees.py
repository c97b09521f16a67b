"""What a list does to people who are here, to namesakes, to organisations; what it never does."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.model import Invitation, InvitationDoubt, InvitationRow, Organization, Person, Seating
from alianza_desktop.services import invitations, invitees, mesas
from alianza_desktop.services.invitee_drafts import PERSON_FIELDS, alike, is_sound, name_words
from alianza_desktop.services.invitees import InviteeRow, Outcome, Plan, Remark
from alianza_desktop.services.query import living
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import op
from tests.builders import World, world, writing

ANA = InviteeRow(
    sheet="Hoja1",
    row=2,
    digest="aaaa",
    person={
        "document_type": "1",
        "document_number": "12345678",
        "given_names": "Ana",
        "paternal_surname": "Tiwi",
        "maternal_surname": "Paati",
        "position": "Docente",
        "phone": "987654321",
    },
    document_sound=True,
    organization="UGEL Condorcanqui",
)


def but(base: InviteeRow, /, **changes: Any) -> InviteeRow:
    """Return the row with other fields, of the person or its own."""
    person = {name: value for name, value in changes.items() if name in PERSON_FIELDS}
    own = {name: value for name, value in changes.items() if name not in PERSON_FIELDS}
    return replace(base, person={**base.person, **person}, **own)


def _take(database: Database, *rows: InviteeRow) -> tuple[World, Plan]:
    with writing(database) as session:
        made = world(session)
        plan = invitees.plan(session, made.workshop, rows, source="lista.xlsx")
        invitees.apply(session, plan)
    return made, plan


def _again(database: Database, made: World, *rows: InviteeRow) -> tuple[Outcome, ...]:
    with writing(database) as session:
        plan = invitees.plan(session, made.workshop, rows, source="lista.xlsx")
        invitees.apply(session, plan)
    return plan.outcomes


def _codes(outcome: Outcome) -> list[str]:
    return [remark.code for remark in outcome.remarks]


def _ana(session: Session) -> Person:
    return session.scalars(living(Person).where(Person.document_number == "12345678")).one()


def _review(database: Database) -> str:
    with database.reading() as session:
        return " ".join(sorted(one.code for one in session.scalars(living(InvitationDoubt))))


def _rows(database: Database) -> list[tuple[str, str, int]]:
    with database.reading() as session:
        rows = session.scalars(living(InvitationRow).order_by(InvitationRow.row, InvitationRow.id))
        return [(one.file, one.sheet, one.row) for one in rows]


def _count(database: Database, kind: type[Person] | type[Invitation] | type[Organization]) -> int:
    with database.reading() as session:
        return len(session.scalars(living(kind)).all())


def test_a_row_becomes_a_person_an_organisation_and_an_invitation(database: Database) -> None:
    made, plan = _take(database, ANA)
    with database.reading() as session:
        person = _ana(session)
        body = session.get_one(Organization, person.organization_id)
        invitation = session.scalars(living(Invitation)).one()
    assert (person.listed_name, person.position, person.phone) == ("Tiwi Paati, Ana", "Docente", "987654321")
    assert (body.name, body.sector) == ("UGEL Condorcanqui", "public")
    assert (invitation.workshop_id, invitation.person_id) == (made.workshop, person.id)
    assert (_rows(database), _review(database)) == ([("lista.xlsx", "Hoja1", 2)], "")
    assert [(one.kind, one.remarks, one.person_id) for one in plan.outcomes] == [("imported", (), person.id)]


def test_a_plan_alone_writes_nothing(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
    with database.reading() as session:
        before = session.scalar(select(func.count()).select_from(op))
        plan = invitees.plan(session, made.workshop, [ANA], source="lista.xlsx")
        assert session.scalar(select(func.count()).select_from(op)) == before
    assert (plan.outcomes[0].kind, plan.outcomes[0].person_id) == ("imported", "")


def test_somebody_of_the_directory_is_invited_not_added(database: Database) -> None:
    row = but(ANA, document_number="45678901", given_names="MARÍA ELENA", paternal_surname="QUISPE",
                  maternal_surname="HUAMÁN", organization="municipalidad provincial de condorcanqui",
                  position="", phone="987000111")  # fmt: skip
    made, plan = _take(database, row)
    assert (plan.outcomes[0].kind, _codes(plan.outcomes[0])) == ("imported", [])
    with database.reading() as session:
        mayor = session.get_one(Person, made.mayor)
        assert (mayor.full_name, mayor.position, mayor.phone) == (
            "María Elena Quispe Huamán",
            "Alcaldesa",
            "987000111",
        )
        assert mayor.organization_id == made.municipality
    assert _count(database, Person) == 2


def test_a_new_row_fills_in_and_keeps_what_the_directory_says(database: Database) -> None:
    made, _ = _take(database, ANA)
    row = but(
        ANA,
        digest="bbbb",
        position="DOCENTE",
        phone="999888777",
        email="ana@example.org",
        organization="RENIEC",
    )
    [outcome] = _again(database, made, row)
    assert outcome.kind == "updated"
    assert outcome.remarks == (
        Remark("kept", (("field", "phone"),)),
        Remark("kept", (("field", "organization"),)),
    )
    with database.reading() as session:
        person = _ana(session)
        assert (person.position, person.phone, person.email) == ("Docente", "987654321", "ana@example.org")
        assert session.get_one(Organization, person.organization_id).name == "UGEL Condorcanqui"
        assert "RENIEC" not in {one.name for one in session.scalars(living(Organization))}
        digests = {one.digest for one in session.scalars(living(InvitationRow))}
    assert len(digests) == 2
    assert not digests & {"aaaa", "bbbb"}  # under the alliance's key


def test_an_empty_cell_clears_nothing_and_a_doubtful_one_replaces_nothing(database: Database) -> None:
    made, _ = _take(database, ANA)
    row = but(
        ANA, digest="bbbb", position="", phone="9xx", organization="", remarks=(Remark("phone-doubtful"),)
    )
    [outcome] = _again(database, made, row)
    assert (outcome.kind, _codes(outcome)) == ("review", ["phone-doubtful"])
    with database.reading() as session:
        person = _ana(session)
        assert (person.position, person.phone, bool(person.organization_id)) == ("Docente", "987654321", True)


def test_a_row_that_was_taken_brings_nothing_new(database: Database) -> None:
    made, _ = _take(database, ANA)
    with writing(database) as session:
        _ana(session).phone = "911111111"
    [outcome] = _again(database, made, ANA)
    assert (outcome.kind, _codes(outcome)) == ("updated", ["unchanged"])
    with database.reading() as session:
        assert _ana(session).phone == "911111111"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ANA, but(ANA, row=9, digest="bbbb", given_names="ANA", position="")),
        (
            ANA,
            but(ANA, row=9, digest="bbbb", document_type="none", document_number="", document_sound=False),
        ),
        (
            but(ANA, document_type="pending", document_number="", document_sound=False),
            but(ANA, row=9, digest="bbbb", organization="ugel condorcanqui"),
        ),
        (
            but(
                ANA,
                document_number="1234567A",
                document_sound=False,
                remarks=(Remark("document-impossible"),),
            ),
            but(ANA, row=9, digest="bbbb", given_names="Tiwi", paternal_surname="Ana"),
        ),
        (ANA, but(ANA, row=9)),
    ],
    ids=[
        "document",
        "name and organisation",
        "pending then document",
        "impossible then document",
        "same row",
    ],
)
def test_somebody_who_is_named_twice_is_one(
    database: Database, first: InviteeRow, second: InviteeRow
) -> None:
    _, plan = _take(database, first, second)
    assert plan.outcomes[1].kind == "updated"
    assert Remark("repeated", (("sheet", "Hoja1"), ("row", "2"))) in plan.outcomes[1].remarks
    with database.reading() as session:
        person = _ana(session)
        invitation = session.scalars(living(Invitation)).one()
    assert (person.document_type, invitation.person_id, _review(database)) == ("1", person.id, "")


def test_a_name_is_completed_but_not_changed(database: Database) -> None:
    made, _ = _take(database, but(ANA, maternal_surname=""))
    [fuller] = _again(database, made, but(ANA, digest="b", given_names="Ana María"))
    [shorter] = _again(database, made, but(ANA, digest="c", maternal_surname=""))
    [differs] = _again(database, made, but(ANA, digest="d", given_names="Anna María"))
    assert [_codes(one) for one in (fuller, shorter, differs)] == [["name-completed"], [], ["name-differs"]]
    assert differs.kind == "review"
    with database.reading() as session:
        assert _ana(session).full_name == "Ana María Tiwi Paati"


def test_the_document_of_somebody_else_is_not_taken_away(database: Database) -> None:
    other = but(
        ANA, row=3, digest="bbbb", given_names="Óscar", paternal_surname="Wajajay", maternal_surname="Dasen"
    )
    made, plan = _take(database, ANA, other)
    assert (plan.outcomes[1].kind, _codes(plan.outcomes[1])) == ("review", ["document-taken"])
    [again] = _again(database, made, but(other, digest="cccc", phone="900000000"))
    assert "document-taken" in _codes(again)
    with database.reading() as session:
        assert _ana(session).given_names == "Ana"
        second = session.scalars(living(Person).where(Person.given_names == "Óscar")).one()
        assert (second.document_type, second.document_number, second.phone) == ("none", "", "987654321")


def test_namesakes_with_different_documents_are_two(database: Database) -> None:
    _, plan = _take(database, ANA, but(ANA, digest="bbbb", document_number="87654321"))
    assert [(one.kind, _codes(one)) for one in plan.outcomes] == [("imported", []), ("review", ["homonym"])]
    assert _count(database, Person) == 4


def test_the_same_name_elsewhere_is_another_person(database: Database) -> None:
    bare = but(ANA, document_type="none", document_number="", document_sound=False)
    _, plan = _take(database, bare, but(bare, digest="bbbb", organization="RENIEC"))
    assert [one.kind for one in plan.outcomes] == ["imported", "imported"]


def test_a_row_without_a_name_counts_only_for_somebody_who_is_here(database: Database) -> None:
    nameless = but(ANA, given_names="", paternal_surname="", maternal_surname="")
    made, plan = _take(database, nameless, but(nameless, digest="b", document_number="45678901"))
    assert [(one.kind, _codes(one)) for one in plan.outcomes] == [
        ("rejected", ["name-missing"]),
        ("imported", ["kept", "kept"]),
    ]
    assert plan.outcomes[1].person_id == made.mayor
    assert _count(database, Person) == 2


def test_a_doubt_goes_when_a_later_row_changes_what_it_is_about(database: Database) -> None:
    doubtful = but(
        ANA,
        paternal_surname="Tiwi Paati",
        maternal_surname="",
        phone="9xx",
        remarks=(Remark("phone-doubtful"), Remark("name-split")),
    )
    made, _ = _take(database, doubtful)
    [same] = _again(database, made, but(doubtful, digest="bbbb", remarks=(), phone=""))
    assert (same.kind, _review(database)) == ("review", "name-split phone-doubtful")
    assert _codes(same) == ["name-split", "phone-doubtful"]
    [settled] = _again(database, made, but(ANA, digest="cccc", remarks=(Remark("name-case"),)))
    assert (settled.kind, _codes(settled), _review(database)) == ("updated", ["name-case", "changed"], "")
    with database.reading() as session:
        assert (_ana(session).paternal_surname, _ana(session).maternal_surname) == ("Tiwi", "Paati")


def test_a_doubt_that_a_person_settled_does_not_come_back(database: Database) -> None:
    doubtful = but(
        ANA, remarks=(Remark("document-check-digit"), Remark("name-signs"), Remark("phone-doubtful"))
    )
    made, _ = _take(database, doubtful)
    with writing(database) as session:
        invitations.settle(session, session.scalars(living(Invitation)).one().id)
    [outcome] = _again(database, made, but(doubtful, digest="bbbb", position="Directora"))
    assert (outcome.kind, _codes(outcome)) == ("updated", ["kept"])


def test_a_rejected_row_leaves_nothing(database: Database) -> None:
    nameless = InviteeRow(
        organization="Municipalidad de Nadie", person={"position": "Alcalde"}, digest="aaaa"
    )
    _, plan = _take(database, nameless)
    assert plan.outcomes[0].kind == "rejected"
    with database.reading() as session:
        names = [body.name for body in session.scalars(living(Organization))]
    assert "Municipalidad de Nadie" not in names


def test_an_organisation_is_one_whatever_its_capitals(database: Database) -> None:
    name = "Cooperativa Agraria de Cacao"
    rows = [
        but(ANA, organization=name.upper()),
        but(ANA, digest="b", document_number="23456789", given_names="Luz", organization=name),
        but(
            ANA,
            digest="c",
            document_number="34567890",
            given_names="Gil",
            organization=name.lower(),
            sector="society",
            ruc="20131312955",
        ),
    ]
    _, plan = _take(database, *rows)
    with database.reading() as session:
        [body] = session.scalars(living(Organization).where(Organization.name.ilike("%cacao")))
    assert (body.name, body.sector, body.ruc) == (name, "society", "20131312955")
    assert [_codes(one) for one in plan.outcomes] == [[], [], []]


def test_a_known_sector_is_kept(database: Database) -> None:
    row = but(ANA, organization="Cooperativa Agraria del Marañón", sector="society")
    made, plan = _take(database, row)
    assert _codes(plan.outcomes[0]) == ["sector-kept"]
    with database.reading() as session:
        assert session.get_one(Organization, made.cooperative).sector == "private"


@pytest.mark.parametrize("mesa", ["2", "conectividad", "CONECTA", "Mesa de Conectividad"])
def test_a_mesa_is_found_by_number_name_or_sigla(database: Database, mesa: str) -> None:
    made, plan = _take(database, but(ANA, mesa=mesa))
    with database.reading() as session:
        assert session.scalars(living(Seating)).one().mesa_id == made.conecta
    assert plan.outcomes[0].remarks == ()


def test_a_new_row_moves_a_seat_and_an_old_one_does_not(database: Database) -> None:
    made, _ = _take(database, but(ANA, mesa="1"))
    [moved] = _again(database, made, but(ANA, digest="bbbb", mesa="2"))
    assert moved.remarks == (Remark("changed", (("field", "mesa"),)),)
    _again(database, made, but(ANA, mesa="1"))
    with database.reading() as session:
        person = _ana(session)
        assert mesas.seat_of(session, made.workshop, person.id) == made.conecta


def test_progress_may_stop_it_before_anything_is_written(database: Database) -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        raise KeyboardInterrupt

    with writing(database) as session:
        made = world(session)
    with pytest.raises(KeyboardInterrupt), database.reading() as session:
        invitees.plan(session, made.workshop, [ANA, ANA], source="lista.xlsx", step=stop)
    assert seen == [(1, 2)]


def test_names_that_are_alike() -> None:
    assert alike(name_words("Ana", "Tiwi"), name_words("Tiwi", "Paati", "ANA"))
    assert alike(name_words("Víctor Hugo Pérez Díaz"), name_words("Victor Hugo Peres Diaz"))
    assert not alike(name_words("Ana Tiwi Paati"), name_words("Óscar Wajajay Dasen"))


def test_sound_documents() -> None:
    assert is_sound("1", "02049298")
    assert is_sound("4", "001234567")
    assert not any(
        is_sound(*one)
        for one in (("1", "2049298"), ("1", "1234567A"), ("none", ""), ("pending", "1"), ("", "12345678"))
    )


def test_nothing_personal_in_reprs(database: Database) -> None:
    _, plan = _take(database, ANA)
    for one in (ANA, plan, plan.outcomes[0], plan.outcomes[0].invitee, plan.directory):
        assert "Tiwi" not in repr(one)
        assert "12345678" not in repr(one)
