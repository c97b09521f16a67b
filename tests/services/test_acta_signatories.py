"""Who signs, in whose place and with which paper; what an acta lacks of it; numbers of two laptops."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid
from alianza_desktop.documents import collect
from alianza_desktop.model import Attendance, Mesa, Person
from alianza_desktop.services import (
    acta_signatories,
    actas,
    delegations,
    people,
    same_as,
    workshop_changes,
    workshops,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage.database import Database
from tests.builders import PLAN, World, agree, arrive, world, writing


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as opened:
        yield opened


@pytest.fixture
def made(session: Session) -> World:
    found = world(session)
    agree(session, found)
    return found


def delegate(session: Session, made: World, accreditation: str = "") -> str:
    """Let the manager come in the place of the mayor; return the acta that is composed."""
    arrive(session, made, made.mayor, made.cacao)
    delegations.delegate(
        session, made.workshop, made.session, made.mayor, made.manager, accreditation=accreditation
    )
    return actas.compose(session, made.workshop, made.cacao).id


def codes(session: Session, acta: str) -> set[tuple[str, str]]:
    return {(gap.code, gap.kind) for gap in actas.gaps(session, acta)}


def test_who_came_in_the_place_of_another_signs_for_them(session: Session, made: World) -> None:
    acta = delegate(session, made, "Carta poder n.º 12")
    (one,) = actas.signatories(session, acta)
    assert (one.person_id, one.quality, one.accreditation) == (
        made.manager,
        "alternate",
        "Carta poder n.º 12",
    )
    assert (one.represents_id, one.represents) == (made.mayor, "María Elena Quispe Huamán")
    content = collect.acta(session, acta)
    assert content.signatories[0].represents == "María Elena Quispe Huamán"
    assert {(who.name, who.represents) for who in content.attendees} == {
        ("María Elena Quispe Huamán", ""),
        ("José Tsamajain", "María Elena Quispe Huamán"),
    }
    actas.compose(session, made.workshop, made.cacao)
    assert len(actas.signatories(session, acta)) == 1


def test_an_alternate_without_a_paper_is_a_gap_until_it_is_written(session: Session, made: World) -> None:
    acta = delegate(session, made)
    (one,) = actas.signatories(session, acta)
    assert ("gap-accreditation", "signatory") in codes(session, acta)
    acta_signatories.change_signatory(session, one.id, {"accreditation": "Oficio 33"})
    assert ("gap-accreditation", "signatory") not in codes(session, acta)
    digest = acta_signatories.attach_accreditation(session, one.id, b"%PDF-1.4", "application/pdf")
    assert collect.acta(session, acta).signatories[0].accreditation_sha256 == digest
    with pytest.raises(Invalid, match="unknown-code"):
        acta_signatories.attach_accreditation(session, one.id, b"MZ", "application/x-msdownload")


def test_each_is_represented_by_one_who_does_not_sign_too(session: Session, made: World) -> None:
    arrive(session, made, made.mayor, made.cacao)
    arrive(session, made, made.manager, made.cacao)
    third = people.add(session, PersonData(document_number="11112222", given_names="Rosa")).id
    acta = actas.compose(session, made.workshop, made.cacao).id
    mine = {one.person_id: one.id for one in actas.signatories(session, acta)}
    change = acta_signatories.change_signatory
    with pytest.raises(Invalid, match="represents-self"):
        change(session, mine[made.mayor], {"represents_id": made.mayor})
    with pytest.raises(Invalid, match="represented-signs"):
        change(session, mine[made.mayor], {"represents_id": made.manager})
    change(session, mine[made.mayor], {"represents_id": third})
    with pytest.raises(Invalid, match="represented-twice"):
        change(session, mine[made.manager], {"represents_id": third})


def test_somebody_who_is_two_records_signs_once(session: Session, made: World) -> None:
    arrive(session, made, made.mayor, made.cacao)
    arrive(session, made, made.manager, made.cacao)
    acta = actas.compose(session, made.workshop, made.cacao).id
    assert ("gap-signs-twice", "signatory") not in codes(session, acta)
    same_as.join(session, "person", made.mayor, made.manager)
    assert ("gap-signs-twice", "signatory") in codes(session, acta)


def test_an_interpreter_says_the_languages(session: Session, made: World) -> None:
    arrive(session, made, made.manager, made.cacao, quality="interpreter")
    arrive(session, made, made.mayor, made.cacao)
    acta = actas.compose(session, made.workshop, made.cacao).id
    assert ("gap-interpreter-language", "person") in codes(session, acta)
    session.get_one(Person, made.manager).language = "awajún y castellano"
    session.flush()
    assert ("gap-interpreter-language", "person") not in codes(session, acta)


def test_a_mesa_without_quorum_is_told_and_not_stopped(session: Session, made: World) -> None:
    arrive(session, made, made.mayor, made.cacao)
    acta = actas.compose(session, made.workshop, made.cacao).id
    assert actas.notices(session, acta) == ()
    session.get_one(Mesa, made.cacao).quorum = 3
    session.flush()
    assert [(one.code, one.where) for one in actas.notices(session, acta)] == [("notice-quorum", "1/3")]
    actas.review(session, acta)


def test_an_order_of_signing_is_moved(session: Session, made: World) -> None:
    arrive(session, made, made.mayor, made.cacao)
    arrive(session, made, made.manager, made.cacao)
    acta = actas.compose(session, made.workshop, made.cacao).id
    first, second = (one.id for one in actas.signatories(session, acta))
    assert acta_signatories.move_signatory(session, first, 1)
    assert [one.id for one in actas.signatories(session, acta)] == [second, first]


def test_the_lines_of_the_year_are_of_its_workshops(session: Session, clock: FixedClock) -> None:
    first = workshops.create(session, PLAN)
    lines = {"year_line": "Año de la Amazonía", "decade_line": "Decenio de la Igualdad"}
    workshop_changes.change(session, first.id, lines)
    second = workshops.create(session, PLAN)
    assert (second.year_line, second.decade_line) == tuple(lines.values())
    assert session.query(Attendance).count() == 0
