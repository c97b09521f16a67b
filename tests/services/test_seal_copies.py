"""Who was handed a copy: said for each, of the sealed acta only, and no second file for it."""

import pytest

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.documents import issue, later
from alianza_desktop.services import actas, seal_copies
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.documents.test_issue import frozen, stated


def sealed(database: Database) -> tuple[str, str]:
    acta, signatory = frozen(database)
    with writing(database) as session:
        issue.record_outcome(session, acta, signatory, stated("absent"))
        issue.seal(session, acta)
    return acta, signatory


def test_the_last_copy_of_each_is_known(database: Database) -> None:
    acta, signatory = sealed(database)
    with writing(database) as session:
        assert seal_copies.handed(session, acta) == {}
        seal_copies.hand(session, acta, [signatory, signatory], "paper")
        (second,) = seal_copies.hand(session, acta, [signatory], "usb", file_hash="ab" * 32, size=7)
    with database.reading() as session:
        found = seal_copies.handed(session, acta)
        seal = actas.last_seal(session, issue.frozen(session, acta).id)
        assert seal is not None
        assert {person: one.id for person, one in found.items()} == {signatory: second.id}
        assert (found[signatory].kind, found[signatory].file_size) == ("usb", 7)
        assert len(later.newest(session, acta)) == seal.file_size  # no addition to the file


def test_only_of_a_sealed_acta_to_its_own_signatories(database: Database) -> None:
    acta, signatory = frozen(database)
    with pytest.raises(NotAllowed, match="acta-not-sealed"), writing(database) as session:
        seal_copies.hand(session, acta, [signatory], "usb")
    with database.reading() as session:
        assert seal_copies.handed(session, acta) == {}
    with writing(database) as session:
        issue.record_outcome(session, acta, signatory, stated("absent"))
        issue.seal(session, acta)
    with pytest.raises(Invalid, match="copy-to-nobody"), writing(database) as session:
        seal_copies.hand(session, acta, [], "usb")
    with pytest.raises(NotFound, match="signatory-missing"), writing(database) as session:
        seal_copies.hand(session, acta, ["nadie"], "usb")
