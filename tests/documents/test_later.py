"""What is added to a sealed acta afterwards, on a real store: second files, and the first one stays."""

import pytest
from sqlalchemy import select

from alianza_desktop.core.errors import Corrupt, NotAllowed, NotFound
from alianza_desktop.documents import issue, later
from alianza_desktop.model import SealCopy
from alianza_desktop.services import actas
from alianza_desktop.signing import personal
from alianza_desktop.storage import attachments
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.documents.test_issue import frozen, stated
from tests.signing import token
from tests.signing.time_server import serving

DIGITAL = stated("digital", shown=True, identified_by="document")


def sealed(database: Database, given: issue.Given = DIGITAL) -> tuple[str, str, bytes]:
    acta, signatory = frozen(database)
    with writing(database) as session:
        issue.record_outcome(session, acta, signatory, given)
        issue.seal(session, acta)
        return acta, signatory, later.newest(session, acta)


def test_a_person_signs_and_the_hour_is_stamped(database: Database) -> None:
    acta, signatory, first = sealed(database)
    with serving() as server, writing(database) as session:
        signature = later.sign(session, acta, signatory, token.card())
        stamp = later.timestamp(session, acta, server.address)
    with database.reading() as session:
        files = [attachments.get(session, one.file_hash) for one in (signature, stamp)]
        seal = actas.last_seal(session, issue.frozen(session, acta).id)
        assert seal is not None
        assert attachments.get(session, seal.file_hash) == first
        assert later.newest(session, acta) == files[1]
    assert (signature.kind, signature.signatory_id, stamp.kind) == ("signature", signatory, "timestamp")
    assert files[0].startswith(first)
    assert files[1].startswith(files[0])
    assert [one.file_size for one in (signature, stamp)] == [len(one) for one in files]


def test_nothing_is_kept_of_a_signature_that_failed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    acta, signatory, first = sealed(database)
    monkeypatch.setattr(personal, "sign", lambda data, *_given, **_more: data + b"basura")
    with pytest.raises(Corrupt, match="seal-not-intact"), writing(database) as session:
        later.sign(session, acta, signatory, token.card())
    with database.reading() as session:
        assert later.newest(session, acta) == first
        assert session.scalars(select(SealCopy)).all() == []


def test_only_who_said_so_signs_digitally(database: Database) -> None:
    acta, signatory, _ = sealed(database, stated("absent"))
    with writing(database) as session:
        with pytest.raises(NotFound, match="field-missing"):
            later.sign(session, acta, signatory, token.card())
        with pytest.raises(NotFound, match="signatory-missing"):
            later.sign(session, acta, "otra", token.card())


def test_before_the_seal_nothing_is_added(database: Database) -> None:
    acta, signatory = frozen(database)
    with writing(database) as session:
        with pytest.raises(NotAllowed, match="acta-not-sealed"):
            later.sign(session, acta, signatory, token.card())
        with pytest.raises(NotAllowed, match="acta-not-sealed"):
            later.timestamp(session, acta, "https://tsa.pe")
