"""An adenda and a new version: what they say, how the amended acta is shown, and that none of it changes."""

import pytest

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.documents import issue
from alianza_desktop.documents.acta_content import content_hash
from alianza_desktop.documents.issue import Given
from alianza_desktop.model import Acta
from alianza_desktop.services import (
    acta_amendments,
    acta_annulment,
    acta_clauses,
    actas,
    agreements,
    alliances,
    pins,
)
from alianza_desktop.storage.database import Database
from tests.builders import World, agree, arrive, world, writing
from tests.documents.pdf_reading import texts

ABSENT = Given(outcome="absent", identified_by="", shown=False)


def sealed(database: Database) -> tuple[World, str]:
    """Return a world and the id of a sealed acta of one signatory and one agreement."""
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao).id
        acta_clauses.include(session, acta, "data", wanted=True)
        issue.review(session, acta)
    end(database, acta, review=False)
    return made, acta


def end(database: Database, acta: str, *, review: bool = True, seal: bool = True) -> None:
    """Freeze an acta, and have everybody absent; seal it."""
    with writing(database) as session:
        if review:
            issue.review(session, acta)
        version = issue.freeze(session, acta)
        for one in actas.frozen_signatories(session, version):
            issue.record_outcome(session, acta, one["id"], ABSENT)
    if seal:
        with writing(database) as session:
            issue.seal(session, acta)


def bytes_of(database: Database, acta: str) -> str:
    with database.reading() as session:
        return sha256(issue.pdf(session, acta))


def test_an_adenda_adds_what_changed_and_is_shown_with_the_acta_once_everybody_ended(
    database: Database,
) -> None:
    made, acta = sealed(database)
    before = bytes_of(database, acta)
    with writing(database) as session:
        agree(session, made, "Abrir una oficina de enlace")
        adenda = acta_amendments.addendum(session, acta).id
        assert acta_amendments.addendum(session, acta).id == adenda
        assert [gap.code for gap in actas.gaps(session, adenda)] == ["gap-hours", "gap-addendum-text"]
        actas.change(session, adenda, {"development": "Se aclara", "starts_at": "09:00", "ends_at": "10:00"})
        assert actas.status(session, acta).amended == ""
    end(database, adenda)
    with database.reading() as session:
        content = issue.content_of(session, issue.frozen(session, adenda))
        cited, status = content.acta.amends, actas.status(session, acta)
        assert cited is not None
        assert (cited.how, cited.number) == ("addendum", "001-2026-MESA-CACAO-A")
        assert [one.code for one in content.agreements] == ["A-02"]
        assert content.acta.number == "002-2026-MESA-CACAO-A"
        assert (status.state, status.amended) == ("sealed", "with_addendum")
        pages = " ".join(" ".join(texts(issue.pdf(session, adenda))).split())
    assert "Adenda al acta N.º 001-2026-MESA-CACAO-A, versión 1" in pages
    assert "Asistentes" not in pages
    assert "complementar el acta citada" in pages
    assert bytes_of(database, acta) == before


def test_a_second_adenda_says_only_what_the_first_did_not(database: Database) -> None:
    made, acta = sealed(database)
    for text in ("Abrir una oficina", "Publicar el padrón"):
        with writing(database) as session:
            agree(session, made, text)
            adenda = acta_amendments.addendum(session, acta).id
            values = {"development": "Se agrega", "starts_at": "09:00", "ends_at": "10:00"}
            actas.change(session, adenda, values)
        end(database, adenda)
        with database.reading() as session:
            content = issue.content_of(session, issue.frozen(session, adenda))
        assert [one.text for one in content.agreements] == [text]


def test_a_new_version_keeps_the_number_and_replaces_once_everybody_signed_again(database: Database) -> None:
    made, acta = sealed(database)
    before = bytes_of(database, acta)
    with writing(database) as session:
        row = agreements.listing(session, made.workshop, made.cacao)[0]
        agreements.change(session, row.id, {"text": "Instalar tres centros de acopio"})
        later = acta_amendments.new_version(session, acta).id
        assert acta_amendments.new_version(session, acta).id == later
        assert "data" in acta_clauses.included(session, later)
        assert [one.person_id for one in actas.signatories(session, later)] == [made.mayor]
    end(database, later, seal=False)
    with database.reading() as session:
        old, new = actas.status(session, acta), actas.status(session, later)
        assert (old.amended, new.number, new.version) == ("replaced", old.number, 2)
        assert actas.find(session, old.number).id == later
    with writing(database) as session:
        with pytest.raises(NotAllowed, match="acta-replaced"):
            acta_amendments.addendum(session, acta)
        assert actas.compose(session, made.workshop, made.cacao).id not in (acta, later)
    assert bytes_of(database, acta) == before


def test_what_is_not_frozen_or_is_annulled_is_not_amended(database: Database) -> None:
    made, acta = sealed(database)
    with writing(database) as session:
        draft = actas.compose(session, made.workshop, made.conecta).id
        with pytest.raises(NotAllowed, match="acta-not-frozen"):
            acta_amendments.addendum(session, draft)
        session.get_one(Acta, acta).state = "annulled"
        with pytest.raises(NotAllowed, match="acta-annulled"):
            acta_amendments.new_version(session, acta)


def test_an_annulled_acta_keeps_its_sealed_bytes_and_prints_struck(database: Database) -> None:
    _made, acta = sealed(database)
    with writing(database) as session:
        kept = issue.pdf(session, acta)
        pins.set_pin(session, "4071").check()
        tried = acta_annulment.annul(session, acta, "Se convocó sin plazo", "0000")
        assert (tried.accepted, tried.left) == (False, 2)
        assert actas.status(session, acta).state == "sealed"
        assert acta_annulment.annul(session, acta, "Se convocó sin plazo", "4071").accepted
    with database.reading() as session:
        status = actas.status(session, acta)
        seal = actas.last_seal(session, status.version_id)
        assert seal is not None
        assert (status.state, seal.file_hash) == ("annulled", sha256(kept))
        assert "ANULADA" in " ".join(texts(issue.pdf(session, acta)))
        assert session.get_one(Acta, acta).annulled_reason == "Se convocó sin plazo"


def test_only_a_coordinator_annuls(database: Database) -> None:
    _made, acta = sealed(database)
    with writing(database) as session:
        other = alliances.add_operator(session, "Registradora", "registrar").id
    with database.transaction(other) as session:
        pins.set_pin(session, "4071")
        with pytest.raises(NotAllowed, match="annul-role"):
            acta_annulment.annul(session, acta, "Porque sí", "4071")


def test_annulling_the_new_version_gives_the_old_one_back(database: Database) -> None:
    _made, acta = sealed(database)
    with writing(database) as session:
        later = acta_amendments.new_version(session, acta).id
    end(database, later)
    with writing(database) as session:
        pins.set_pin(session, "4071").check()
        acta_annulment.annul(session, later, "Error de copia", "4071").check()
        assert actas.status(session, acta).amended == ""
        third = acta_amendments.new_version(session, acta).id
    end(database, third)
    with database.reading() as session:
        assert actas.status(session, third).version == 3
        content = issue.content_of(session, issue.frozen(session, third))
        assert content_hash(content) == issue.frozen(session, third).content_hash
