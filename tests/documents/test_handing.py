"""The copy that a signatory takes away: what is in it, that it checks, and that no name says a document."""

import re

import pytest

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.documents import after_seal, handing, issue, later
from alianza_desktop.services import authorities
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.documents.test_issue import frozen, stated
from tests.documents.test_later import DIGITAL
from tests.signing import token


def sealed(database: Database, given: issue.Given) -> tuple[str, str]:
    acta, signatory = frozen(database)
    with writing(database) as session:
        issue.record_outcome(session, acta, signatory, given)
        issue.seal(session, acta)
    return acta, signatory


def files(database: Database, acta: str, *people: str) -> dict[str, bytes]:
    with database.reading() as session:
        made = handing.collect(session, acta, people)
    return handing.files(made)


def test_all_that_goes_with_a_copy(database: Database) -> None:
    acta, signatory = sealed(database, stated("absent"))
    given = stated("paper", identified_by="document", shown=True, paper="hoja 1")
    with writing(database) as session:
        after_seal.record_late(session, acta, signatory, given)
        after_seal.complement(session, acta)
        pins = authorities.pins(session)
        number = issue.frozen(session, acta).number
    found = files(database, acta)
    receipt = next(name for name in found if name.startswith("recibo-"))
    assert set(found) == {f"acta-{number}.pdf", f"constancia-{number}-1.pdf", receipt, "LEEME.txt"}
    assert re.fullmatch(rf"recibo-{number}-01-[a-z-]+\.pdf", receipt)
    assert not re.search(r"\d{8}", " ".join(found))
    assert verify(found[f"acta-{number}.pdf"], pins).verdict == "intact"
    assert files(database, acta) == found  # a second copy is the same
    readme = found["LEEME.txt"].decode("utf-8-sig")
    assert sha256(found[f"acta-{number}.pdf"]) in readme
    assert f"--ca {next(iter(pins))}" in readme
    assert f"alianza verify acta-{number}.pdf --ca" in readme
    assert "\r\n" in readme
    assert "{" not in readme


def test_a_copy_for_one_has_the_receipt_of_nobody_else(database: Database) -> None:
    acta, signatory = sealed(database, stated("absent"))
    with database.reading() as session:
        mine = handing.collect(session, acta, [signatory])
        other = handing.collect(session, acta, ["otra persona"])
    assert (mine.people, len(mine.receipts), mine.elsewhere) == ((signatory,), 1, 0)
    assert (other.people, other.receipts) == ((), ())


def test_what_was_added_after_the_seal_goes_too(database: Database) -> None:
    acta, signatory = sealed(database, DIGITAL)
    before = files(database, acta)
    with writing(database) as session:
        later.sign(session, acta, signatory, token.card())
    after = files(database, acta)
    (added,) = set(after) - set(before)
    assert added.endswith("-con-firmas-y-sellos.pdf")
    assert {name: after[name] for name in before} == before  # the text too: nothing has to be replaced


def test_a_draft_is_not_handed(database: Database) -> None:
    acta, _ = frozen(database)
    with pytest.raises(NotAllowed, match="acta-not-sealed"), database.reading() as session:
        handing.collect(session, acta)
